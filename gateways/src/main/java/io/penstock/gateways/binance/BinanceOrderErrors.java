package io.penstock.gateways.binance;

import io.penstock.api.RejectReason;
import io.penstock.api.VenueErrorClass;

/**
 * What Binance's errors mean for an order, by HTTP status, code and message. Stateless; any thread; allocates the
 * verdict only.
 *
 * <p>Source: Binance's errors.md and USD-M error codes as of 2026-09. The messages are matched because the venue
 * declares them stable, and one code stands for many of them.
 */
final class BinanceOrderErrors {
    static final int DISCONNECTED = -1001;
    static final int TIMESTAMP = -1021;
    static final int NO_LISTEN_KEY = -1125;
    static final int CANCEL_REJECTED = -2011;
    static final int NO_SUCH_ORDER = -2013;
    static final int ARCHIVED = -2026;
    static final int SUBSCRIBED_ALREADY = -2035;

    /**
     * What an error comes to.
     *
     * @param errorClass what to do about it
     * @param reason     why an order was refused, when it was
     */
    record Verdict(VenueErrorClass errorClass, RejectReason reason) {
        /** Whether the venue looked at the order itself and said no. */
        boolean refusesOrder() {
            return switch (errorClass) {
                case REJECT, FUNDS, FILTER, BUG, RECONCILE -> true;
                default -> false;
            };
        }
    }

    private static final Verdict UNKNOWN = new Verdict(VenueErrorClass.UNKNOWN_OUTCOME, RejectReason.NONE);
    private static final Verdict AUTH = new Verdict(VenueErrorClass.AUTH, RejectReason.PERMISSION);
    private static final Verdict THROTTLE = new Verdict(VenueErrorClass.THROTTLE, RejectReason.RATE_LIMITED);
    private static final Verdict OVERLOADED = new Verdict(VenueErrorClass.RETRYABLE, RejectReason.OVERLOADED);
    private static final Verdict AGAIN = new Verdict(VenueErrorClass.RETRYABLE, RejectReason.OTHER);
    private static final Verdict BUG = new Verdict(VenueErrorClass.BUG, RejectReason.OTHER);
    private static final Verdict BENIGN = new Verdict(VenueErrorClass.BENIGN, RejectReason.NONE);
    private static final Verdict FILTER = new Verdict(VenueErrorClass.FILTER, RejectReason.FILTER);
    private static final Verdict FUNDS = new Verdict(VenueErrorClass.FUNDS, RejectReason.INSUFFICIENT_BALANCE);
    private static final Verdict DUPLICATE = new Verdict(VenueErrorClass.RECONCILE, RejectReason.DUPLICATE_ID);
    private static final Verdict NO_ORDER = new Verdict(VenueErrorClass.RECONCILE, RejectReason.UNKNOWN_ORDER);

    private BinanceOrderErrors() {
    }

    /**
     * The meaning of an answer that is not a success.
     *
     * @param usdm    true for USD-M futures
     * @param status  of HTTP, or the one in a frame that stands for it
     * @param code    of the venue, 0 when there was none
     * @param message of the venue, or the body when it was no JSON; may be empty
     * @return what it comes to
     */
    static Verdict of(final boolean usdm, final int status, final int code, final String message) {
        if (code == -1008) {
            return OVERLOADED;
        }
        if (status == 429 || status == 418 || status == 403) {
            return THROTTLE;
        }
        if (status >= 500) {
            // USD-M's second kind of 503 is a definite failure; spot promises nothing for any 5xx.
            return usdm && status == 503 && message.contains("Service Unavailable") ? OVERLOADED : UNKNOWN;
        }
        if (code == 0) {
            return status == 401 ? AUTH : status >= 400 ? BUG : UNKNOWN;
        }
        final Verdict own = usdm ? usdm(code) : spot(code);
        return own != null ? own : shared(code, message);
    }

    private static Verdict shared(final int code, final String message) {
        return switch (code) {
            case -1000, -1001, -1006, -1007 -> UNKNOWN;
            case -1002, -1022, -1193, -2014, -2015, -2028 -> AUTH;
            case -1003, -1015, -1034 -> THROTTLE;
            case -1035, NO_LISTEN_KEY, -2042 -> AGAIN;
            case -1010, -2010, CANCEL_REJECTED -> byMessage(code, message);
            case -1013 -> filter(message);
            case -1014, -1016, -1020, -2038 -> rejected(RejectReason.OTHER);
            case TIMESTAMP -> new Verdict(VenueErrorClass.TIME, RejectReason.TIMESTAMP);
            case -1111 -> FILTER;
            case NO_SUCH_ORDER -> NO_ORDER;
            case ARCHIVED -> new Verdict(VenueErrorClass.BENIGN, RejectReason.UNKNOWN_ORDER);
            case SUBSCRIBED_ALREADY, -2036, -2043 -> BENIGN;
            case -2039 -> BUG;
            default -> code <= -1100 && code > -1200 ? BUG : rejected(RejectReason.OTHER);
        };
    }

    private static Verdict spot(final int code) {
        // Both halves of a cancel-and-replace have a verdict of their own; these two are only their sum.
        return code == -2021 || code == -2022 ? rejected(RejectReason.OTHER) : null;
    }

    private static Verdict usdm(final int code) {
        return switch (code) {
            case -2018, -2019, -4118 -> FUNDS;
            case -2021 -> rejected(RejectReason.WOULD_TRIGGER);
            case -2022 -> rejected(RejectReason.REDUCE_ONLY);
            case -2025 -> rejected(RejectReason.TOO_MANY_ORDERS);
            case -2027, -4067, -4068 -> rejected(RejectReason.OTHER);
            case -4003, -4004, -4005, -4014, -4023, -4164 -> FILTER;
            case -4016, -4024, -4131 -> rejected(RejectReason.PRICE_BAND);
            case -4015, -4028, -4061, -4120 -> BUG;
            case -4046, -4059 -> BENIGN;
            case -4116 -> DUPLICATE;
            case -4531 -> AGAIN;
            case -5022 -> rejected(RejectReason.WOULD_TAKE);
            default -> null;
        };
    }

    private static Verdict rejected(final RejectReason reason) {
        return new Verdict(VenueErrorClass.REJECT, reason);
    }

    private static Verdict filter(final String message) {
        if (message.contains("Market is closed")) {
            return rejected(RejectReason.INSTRUMENT_HALTED);
        }
        if (message.contains("MAX_NUM_")) {
            return rejected(RejectReason.TOO_MANY_ORDERS);
        }
        if (message.contains("PERCENT_PRICE")) {
            return new Verdict(VenueErrorClass.FILTER, RejectReason.PRICE_BAND);
        }
        return FILTER;
    }

    private static Verdict byMessage(final int code, final String message) {
        if (message.startsWith("Unknown order sent") || message.startsWith("Cancel order is invalid")) {
            return NO_ORDER;
        }
        if (message.startsWith("Duplicate order sent")) {
            return DUPLICATE;
        }
        if (message.startsWith("Market is closed")) {
            return rejected(RejectReason.INSTRUMENT_HALTED);
        }
        if (message.startsWith("Account has insufficient balance")) {
            return FUNDS;
        }
        if (message.startsWith("Order would immediately match")) {
            return rejected(RejectReason.WOULD_TAKE);
        }
        if (message.startsWith("Order would trigger immediately")) {
            return rejected(RejectReason.WOULD_TRIGGER);
        }
        if (message.startsWith("Price * QTY") || message.startsWith("The relationship of the prices")) {
            return FILTER;
        }
        if (message.startsWith("This action is disabled") || message.startsWith("Rest API trading is not enabled")
            || message.startsWith("This symbol is not permitted")) {
            return AUTH;
        }
        if (message.startsWith("Filter failure")) {
            return filter(message);
        }
        if (message.startsWith("Order was not canceled due to cancel restrictions")) {
            return rejected(RejectReason.TOO_LATE);
        }
        return code == CANCEL_REJECTED ? NO_ORDER : rejected(RejectReason.OTHER);
    }

    /**
     * Whether definitions should be read again.
     *
     * @param verdict of an order
     * @return true after a filter's refusal
     */
    static boolean asksForDefinitions(final Verdict verdict) {
        return verdict.errorClass() == VenueErrorClass.FILTER
            || verdict.reason() == RejectReason.INSTRUMENT_HALTED;
    }
}
