package io.penstock.tools.simulator;

/** An oracle saw what must never be. */
final class Violation extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String invariant;

    Violation(final String invariant, final String what) {
        super(invariant + ": " + what);
        this.invariant = invariant;
    }

    String invariant() {
        return invariant;
    }

    static void unless(final boolean good, final String invariant, final String what) {
        if (!good) {
            throw new Violation(invariant, what);
        }
    }
}
