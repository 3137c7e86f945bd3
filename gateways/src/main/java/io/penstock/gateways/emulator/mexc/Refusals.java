package io.penstock.gateways.emulator.mexc;

import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.Refusal;
import io.penstock.gateways.emulator.dialect.JsonText;
import io.penstock.gateways.emulator.dialect.Refused;
import io.penstock.gateways.emulator.fault.PrivateGate.Failure;
import java.math.BigDecimal;
import java.util.Map;

/** The venue's codes and words for refusals, and for what went wrong on its side. Stateless. */
final class Refusals {
    private static final String PAGE = "<html>upstream is not well</html>";
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int TOO_MANY = 429;

    private Refusals() {
    }

    static Refused of(final Refusal refusal, final OrderTicket ticket, final BigDecimal lot) {
        return switch (refusal) {
            case LOT_SIZE, MARKET_LOT_SIZE -> ticket.quantity().compareTo(lot) < 0 ? tooSmall()
                : ticket.quantity().remainder(lot).signum() != 0 ? PrivateContext.COMPLAINTS.wrong("quantity")
                : PrivateContext.refused(30003, "The maximum transaction volume cannot exceed the limit");
            case MIN_NOTIONAL, NOT_POSITIVE -> tooSmall();
            case PRICE_FILTER, TOO_MANY_DECIMALS -> PrivateContext.COMPLAINTS.wrong("price");
            case PERCENT_PRICE -> PrivateContext.refused(30010, "no valid trade price");
            case INSUFFICIENT_BALANCE, INSUFFICIENT_MARGIN -> ticket.buy()
                ? PrivateContext.refused(30004, "Insufficient position") : PrivateContext.refused(30005, "Oversold");
            case MAX_ORDERS, MAX_TRIGGER_ORDERS ->
                PrivateContext.refused(30029, "Cannot exceed maximum order limit");
            case MARKET_CLOSED -> PrivateContext.refused(30016, "Trading disabled");
            case CANCEL_ONLY -> PrivateContext.refused(30041, "current order type can not place order");
            case NO_LIQUIDITY -> PrivateContext.refused(30025, "Market order is disallowed when no order exists");
            case UNKNOWN_ORDER -> unknown();
            case ACCOUNT_DISABLED -> PrivateContext.refused(26, "operation not allowed");
            default -> PrivateContext.COMPLAINTS.wrong("order");
        };
    }

    private static Refused tooSmall() {
        return PrivateContext.refused(30002, "The minimum transaction volume cannot be less than the limit");
    }

    static Refused unknown() {
        return PrivateContext.refused(-2011, "Unknown order sent.");
    }

    static String body(final int code, final String why) {
        return new JsonText().object().raw("code", code).text("msg", why).end().toString();
    }

    /** What the venue says when something went wrong on its side; pages come from something before it. */
    static HttpAnswer failed(final Failure failure, final int variant) {
        if (failure == Failure.BUSY) {
            return MexcLimits.refusal(TOO_MANY, SECOND_NS);
        }
        return switch (variant % 5) {
            case 0 -> new HttpAnswer(500, Map.of(), body(500, "Internal error"));
            case 1 -> new HttpAnswer(503, Map.of(), body(503, "Service not available, please try again"));
            case 2 -> new HttpAnswer(504, Map.of(), body(504, "Gateway Time-out"));
            case 3 -> new HttpAnswer(502, Map.of(), PAGE);
            default -> new HttpAnswer(504, Map.of(), PAGE);
        };
    }
}
