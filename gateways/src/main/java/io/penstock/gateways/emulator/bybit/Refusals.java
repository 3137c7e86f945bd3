package io.penstock.gateways.emulator.bybit;

import io.penstock.gateways.emulator.account.InstrumentRules;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.Refusal;
import io.penstock.gateways.emulator.dialect.Refused;
import java.math.BigDecimal;

/** The venue's codes and words for refusals; spot has codes of its own. Stateless. */
final class Refusals {
    private Refusals() {
    }

    /** Those that may be told after the acknowledgement. */
    static boolean late(final Refusal refusal) {
        return switch (refusal) {
            case INSUFFICIENT_BALANCE, INSUFFICIENT_MARGIN, PERCENT_PRICE, REDUCE_ONLY, MAX_ORDERS,
                MAX_TRIGGER_ORDERS -> true;
            default -> false;
        };
    }

    static Refused of(final Refusal refusal, final OrderTicket ticket, final InstrumentRules rules,
        final BigDecimal mark, final boolean spot) {
        return spot ? spot(refusal, ticket, rules, mark) : linear(refusal, ticket, rules);
    }

    private static Refused refused(final int code, final String why) {
        return PrivateContext.refused(code, why);
    }

    private static Refused common(final Refusal refusal, final boolean rising) {
        return switch (refusal) {
            case MARKET_CLOSED, CANCEL_ONLY -> refused(10016, "Service is restarting, please try again later.");
            case ACCOUNT_DISABLED -> refused(10005, "Permission denied, please check your API key permissions.");
            case NO_CHANGE -> refused(PrivateContext.PARAMETER,
                "The order remains unchanged as the parameters entered match the existing ones.");
            case WOULD_TRIGGER -> rising ? refused(110092, "expect Rising, but trigger_price <= current")
                : refused(110093, "expect Falling, but trigger_price >= current");
            default -> refused(PrivateContext.PARAMETER, "params error: " + refusal);
        };
    }

    private static boolean rising(final OrderTicket ticket) {
        return ticket.trigger() != null && ticket.trigger().rising();
    }

    private static Refused linear(final Refusal refusal, final OrderTicket ticket, final InstrumentRules rules) {
        return switch (refusal) {
            case TOO_MANY_DECIMALS, NOT_POSITIVE -> refused(PrivateContext.PARAMETER, "Qty invalid");
            case PRICE_FILTER -> onTick(ticket, rules) ? refused(110003, "Order price exceeds the allowable range.")
                : refused(PrivateContext.PARAMETER, "params error: price invalid");
            case PERCENT_PRICE -> refused(110003, "Order price exceeds the allowable range.");
            case LOT_SIZE, MARKET_LOT_SIZE -> refused(PrivateContext.PARAMETER, "Qty invalid");
            case MIN_NOTIONAL -> refused(110094, "Order does not meet minimum order value "
                + rules.instrument().minNotional() + rules.instrument().quoteAsset());
            case INSUFFICIENT_MARGIN, INSUFFICIENT_BALANCE ->
                refused(110007, "ab not enough for new order");
            case DUPLICATE_CLIENT_ID -> refused(110072, "OrderLinkedID is duplicate");
            case REDUCE_ONLY -> refused(110017,
                "current position is zero, cannot fix reduce-only order qty");
            case MAX_ORDERS, MAX_TRIGGER_ORDERS ->
                refused(110020, "Not allowed to have more than 500 active orders.");
            case UNKNOWN_ORDER -> refused(110001, "order not exists or too late to cancel");
            default -> common(refusal, rising(ticket));
        };
    }

    private static Refused spot(final Refusal refusal, final OrderTicket ticket, final InstrumentRules rules,
        final BigDecimal mark) {
        return switch (refusal) {
            case TOO_MANY_DECIMALS -> finer(ticket.price()) ? refused(170134, "Order price has too many decimals.")
                : refused(170137, "Order quantity has too many decimals.");
            case NOT_POSITIVE -> refused(170136, "Order quantity lower than the minimum.");
            case PRICE_FILTER -> refused(170134, "Order price has too many decimals.");
            case LOT_SIZE, MARKET_LOT_SIZE -> {
                final BigDecimal lot = new BigDecimal(rules.instrument().lot());
                yield ticket.quantity().compareTo(lot) < 0 ? refused(170136, "Order quantity lower than the minimum.")
                    : ticket.quantity().remainder(lot).signum() != 0
                    ? refused(170137, "Order quantity has too many decimals.")
                    : refused(170124, "Order amount too large.");
            }
            case PERCENT_PRICE -> ticket.price().compareTo(mark) > 0
                ? refused(170193, "Buy order price cannot be higher than the upper limit.")
                : refused(170194, "Sell order price cannot be lower than the lower limit.");
            case MIN_NOTIONAL -> refused(170140, "Order value exceeded lower limit.");
            case INSUFFICIENT_BALANCE, INSUFFICIENT_MARGIN -> refused(170131, "Insufficient balance.");
            case DUPLICATE_CLIENT_ID -> refused(170141, "Duplicate clientOrderId");
            case WOULD_TAKE -> refused(170218, "The LIMIT-MAKER order is rejected due to invalid price.");
            case MAX_ORDERS, MAX_TRIGGER_ORDERS ->
                refused(170810, "Cannot exceed maximum of 500 conditional, TP/SL and active orders.");
            case UNKNOWN_ORDER -> refused(170213, "Order does not exist.");
            default -> common(refusal, rising(ticket));
        };
    }

    private static boolean finer(final BigDecimal value) {
        return value.stripTrailingZeros().scale() > 8;
    }

    private static boolean onTick(final OrderTicket ticket, final InstrumentRules rules) {
        return ticket.price().remainder(new BigDecimal(rules.instrument().tick())).signum() == 0;
    }
}
