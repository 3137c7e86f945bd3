package io.penstock.gateways.emulator.account;

/**
 * What came of a request about an order. Immutable; any thread.
 *
 * @param order   null when it was refused and there is none
 * @param refusal null when it was done
 */
public record Placement(OwnOrder order, Refusal refusal) {
    /**
     * Whether it was done.
     *
     * @return false when it was refused
     */
    public boolean done() {
        return refusal == null;
    }

    static Placement refused(final Refusal refusal) {
        return new Placement(null, refusal);
    }
}
