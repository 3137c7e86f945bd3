package io.penstock.gateways.emulator.account;

/** Why an order ended without being filled. Immutable; any thread. */
public enum EndReason {
    /** It has not, or it was filled. */
    NONE,
    /** Its owner cancelled it. */
    CANCELED,
    /** Its owner's dead-man countdown ran out. */
    COUNTDOWN,
    /** The other order of its list traded or fired. */
    LIST,
    /** What was left of an IOC order. */
    IOC,
    /** A FOK order that could not be filled. */
    FOK,
    /** Nothing left to trade with. */
    LIQUIDITY,
    /** Post-only, and would have taken. */
    POST_ONLY,
    /** Would have met one of the same account. */
    SELF_TRADE,
    /** Reduce-only, and nothing was left to reduce. */
    REDUCE_ONLY,
    /** Its time was over. */
    GTD,
    /** The position was taken over by the venue. */
    LIQUIDATION,
    /** The venue ended it for reasons of its own, such as maintenance. */
    VENUE,
    /** It was amended to nothing. */
    AMENDED,
    /** It fired and was refused. */
    REFUSED
}
