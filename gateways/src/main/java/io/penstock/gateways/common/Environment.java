package io.penstock.gateways.common;

/** Which of a venue's worlds is spoken to. Immutable; any thread. */
public enum Environment {
    /** Real money. */
    PRODUCTION,
    /** The venue's test network. */
    TESTNET,
    /** The venue's demo accounts on real prices. */
    DEMO
}
