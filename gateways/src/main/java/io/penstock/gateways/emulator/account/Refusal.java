package io.penstock.gateways.emulator.account;

/** Why an order, cancel or amendment is refused; each dialect has its own code and words for it. Immutable. */
public enum Refusal {
    /** Price off the tick, or out of range. */
    PRICE_FILTER,
    /** Quantity off the lot, or out of range. */
    LOT_SIZE,
    /** Market quantity out of range. */
    MARKET_LOT_SIZE,
    /** Too small. */
    MIN_NOTIONAL,
    /** Too big. */
    MAX_NOTIONAL,
    /** Price too far from the market. */
    PERCENT_PRICE,
    /** Too many open orders. */
    MAX_ORDERS,
    /** Too many orders that wait for a trigger. */
    MAX_TRIGGER_ORDERS,
    /** More digits than the venue takes. */
    TOO_MANY_DECIMALS,
    /** Quantity or price is not positive. */
    NOT_POSITIVE,
    /** Not enough money. */
    INSUFFICIENT_BALANCE,
    /** Not enough margin. */
    INSUFFICIENT_MARGIN,
    /** The client's name for it is taken. */
    DUPLICATE_CLIENT_ID,
    /** A post-only order would take. */
    WOULD_TAKE,
    /** A trigger would fire at once. */
    WOULD_TRIGGER,
    /** A reduce-only order has nothing to reduce, or would turn the position. */
    REDUCE_ONLY,
    /** Nothing there to trade with. */
    NO_LIQUIDITY,
    /** The instrument is not traded now. */
    MARKET_CLOSED,
    /** The instrument takes only cancels now. */
    CANCEL_ONLY,
    /** There is no such order, or it is done. */
    UNKNOWN_ORDER,
    /** The order is not in the state that was asked for. */
    RESTRICTED,
    /** The amendment would make it bigger where only smaller is allowed. */
    BIGGER,
    /** The amendment changes nothing. */
    NO_CHANGE,
    /** The prices of the legs of a list do not fit together. */
    LIST_PRICES,
    /** The account may not trade. */
    ACCOUNT_DISABLED
}
