package io.penstock.gateways.mexc;

import io.penstock.api.RejectReason;
import io.penstock.api.VenueCondition;
import io.penstock.api.VenueErrorClass;
import io.penstock.gateways.common.order.VenueVerdict;

/**
 * What MEXC's error codes mean. A code that is not listed says nothing certain, so its outcome is unknown and the order
 * is asked for. Any thread.
 */
final class MexcErrors {
    private MexcErrors() {
    }

    /** What a code means; null when it is no error. */
    static VenueVerdict of(final int code) {
        return switch (code) {
            case 0, 200 -> null;
            case -2011, -2013, 22222 -> verdict(VenueErrorClass.RECONCILE, RejectReason.UNKNOWN_ORDER);
            case 400, 401, 403, 602, 10072, 700001, 700002, 700006, 700007 ->
                verdict(VenueErrorClass.AUTH, RejectReason.PERMISSION);
            case 429 -> verdict(VenueErrorClass.THROTTLE, RejectReason.RATE_LIMITED);
            case 10073, 700003 -> verdict(VenueErrorClass.TIME, RejectReason.TIMESTAMP);
            case 10101, 30004, 30005 -> verdict(VenueErrorClass.FUNDS, RejectReason.INSUFFICIENT_BALANCE);
            case 30002, 30003 -> verdict(VenueErrorClass.FILTER, RejectReason.FILTER);
            case 10007, 30020 -> verdict(VenueErrorClass.REJECT, RejectReason.PERMISSION);
            case 30000, 30001, 30016, 30018, 30019, 30027, 30028 ->
                verdict(VenueErrorClass.REJECT, RejectReason.INSTRUMENT_HALTED);
            case 30010, 30025 -> verdict(VenueErrorClass.REJECT, RejectReason.NO_LIQUIDITY);
            case 30029 -> verdict(VenueErrorClass.REJECT, RejectReason.TOO_MANY_ORDERS);
            case 26, 30014, 30021, 30032, 30041 -> verdict(VenueErrorClass.REJECT, RejectReason.OTHER);
            case 30026, 33333, 44444, 700004, 700005, 700008 -> verdict(VenueErrorClass.BUG, RejectReason.OTHER);
            default -> VenueVerdict.UNKNOWN; // 500, 503, 504 and what is not listed
        };
    }

    /** What a code says of the venue or the key as a whole; null when nothing. */
    static VenueCondition condition(final int code) {
        return switch (code) {
            case 400, 401, 403, 602, 10072, 700001, 700002, 700006 -> VenueCondition.KEY_REFUSED;
            case 700007 -> VenueCondition.PERMISSIONS_BAD;
            case 429 -> VenueCondition.RATE_LIMITED;
            case 30002, 30003 -> VenueCondition.FILTERS_CHANGED;
            default -> null;
        };
    }

    private static VenueVerdict verdict(final VenueErrorClass errorClass, final RejectReason reason) {
        return new VenueVerdict(errorClass, reason);
    }
}
