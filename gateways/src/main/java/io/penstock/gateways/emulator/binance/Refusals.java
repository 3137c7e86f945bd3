package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.Refusal;
import java.math.BigDecimal;

/** The venue's codes and words for refusals. Stateless. */
final class Refusals {
    private Refusals() {
    }

    static Reply spot(final Refusal refusal) {
        return switch (refusal) {
            case PRICE_FILTER, LOT_SIZE, MARKET_LOT_SIZE -> filter(refusal.name());
            case MIN_NOTIONAL, MAX_NOTIONAL -> filter("NOTIONAL");
            case PERCENT_PRICE -> filter("PERCENT_PRICE_BY_SIDE");
            case MAX_ORDERS -> filter("MAX_NUM_ORDERS");
            case MAX_TRIGGER_ORDERS -> filter("MAX_NUM_ALGO_ORDERS");
            case TOO_MANY_DECIMALS -> Reply.bad(-1111, "Parameter 'quantity' has too much precision.");
            case NOT_POSITIVE -> Reply.bad(-1013, "Price * QTY is zero or less.");
            case MARKET_CLOSED, CANCEL_ONLY -> Reply.bad(-1013, "Market is closed.");
            case UNKNOWN_ORDER -> Reply.bad(-2011, "Unknown order sent.");
            case RESTRICTED -> Reply.bad(-2011, "Order was not canceled due to cancel restrictions.");
            case BIGGER, NO_CHANGE -> Reply.bad(-2038, "Order amend (quantity increase) is not supported.");
            default -> Reply.bad(-2010, words(refusal));
        };
    }

    private static Reply filter(final String name) {
        return Reply.bad(-1013, "Filter failure: " + name);
    }

    private static String words(final Refusal refusal) {
        return switch (refusal) {
            case DUPLICATE_CLIENT_ID -> "Duplicate order sent.";
            case WOULD_TAKE -> "Order would immediately match and take.";
            case WOULD_TRIGGER -> "Order would trigger immediately.";
            case LIST_PRICES -> "The relationship of the prices for the orders is not correct.";
            case ACCOUNT_DISABLED -> "This action is disabled on this account.";
            default -> "Account has insufficient balance for requested action.";
        };
    }

    static Reply usdm(final Refusal refusal, final OrderTicket ticket, final BigDecimal mark) {
        return switch (refusal) {
            case PRICE_FILTER -> Reply.bad(-4014, "Price not increased by tick size.");
            case LOT_SIZE -> Reply.bad(-4023, "Quantity not increased by step size.");
            case MARKET_LOT_SIZE -> Reply.bad(-4005, "Quantity greater than max quantity.");
            case NOT_POSITIVE -> Reply.bad(-4003, "Quantity less than or equal to zero.");
            case MIN_NOTIONAL, MAX_NOTIONAL -> Reply.bad(-4164,
                "Order's notional must be no smaller than the minimum (unless you choose reduce only).");
            case PERCENT_PRICE -> ticket.price().compareTo(mark) > 0
                ? Reply.bad(-4016, "Limit price can't be higher than the cap.")
                : Reply.bad(-4024, "Limit price can't be lower than the floor.");
            case MAX_ORDERS -> Reply.bad(-2025, "Reach max open order limit.");
            case MAX_TRIGGER_ORDERS -> Reply.bad(-4045, "Reach max stop order limit.");
            case TOO_MANY_DECIMALS -> Reply.bad(-1111, "Precision is over the maximum defined for this asset.");
            case INSUFFICIENT_MARGIN, INSUFFICIENT_BALANCE -> Reply.bad(-2019, "Margin is insufficient.");
            case DUPLICATE_CLIENT_ID -> Reply.bad(-4116, "ClientOrderId is duplicated.");
            case WOULD_TAKE -> Reply.bad(-5022, "Due to the order could not be executed as maker, the Post Only order"
                + " will be rejected.");
            case WOULD_TRIGGER -> Reply.bad(-2021, "Order would immediately trigger.");
            case REDUCE_ONLY -> Reply.bad(-2022, "ReduceOnly Order is rejected.");
            case MARKET_CLOSED, CANCEL_ONLY -> Reply.bad(-1013, "Market is closed.");
            case NO_CHANGE -> Reply.bad(-5027, "No need to modify the order.");
            case NO_LIQUIDITY -> Reply.bad(-4131, "The counterparty's best price does not meet the PERCENT_PRICE"
                + " filter limit.");
            default -> Reply.bad(-2011, "Unknown order sent.");
        };
    }
}
