package io.penstock.gateways.emulator.account;

/** How long an order works. Immutable; any thread. */
public enum Lifetime {
    /** Until it is cancelled. */
    GTC,
    /** What cannot trade at once expires. */
    IOC,
    /** All at once, or nothing. */
    FOK,
    /** Until a moment. */
    GTD
}
