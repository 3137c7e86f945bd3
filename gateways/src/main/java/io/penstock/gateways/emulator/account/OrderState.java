package io.penstock.gateways.emulator.account;

/** Where an order stands. Immutable; any thread. */
public enum OrderState {
    /** Waits for its trigger. */
    WAITING,
    /** Works, nothing traded. */
    NEW,
    /** Works, something traded. */
    PARTIALLY_FILLED,
    /** Traded whole. */
    FILLED,
    /** Ended by its owner. */
    CANCELED,
    /** Ended by the venue. */
    EXPIRED,
    /** Ended by the venue because it would have met one of the same account. */
    EXPIRED_IN_MATCH,
    /** Fired, and became another order. */
    TRIGGERED,
    /** Fired, and was refused. */
    REJECTED;

    /**
     * Whether it can still trade.
     *
     * @return true before its end
     */
    public boolean open() {
        return this == WAITING || this == NEW || this == PARTIALLY_FILLED;
    }
}
