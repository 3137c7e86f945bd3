package io.penstock.gateways.emulator.account;

/** How an order works once it works; what has to happen before is its {@link Trigger}. Immutable; any thread. */
public enum OrderKind {
    /** At a price or better. */
    LIMIT,
    /** At whatever is there. */
    MARKET
}
