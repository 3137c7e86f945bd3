package io.penstock.gateways.emulator.account;

/** What happens when an order would meet one of the same account; the incoming order decides. Immutable. */
public enum SelfTrade {
    /** They trade. */
    ALLOW,
    /** The incoming order expires. */
    EXPIRE_TAKER,
    /** The resting order expires. */
    EXPIRE_MAKER,
    /** Both expire. */
    EXPIRE_BOTH
}
