package io.penstock.engine.explain;

/**
 * Hears the reasons that strategies and checks state. Silent in normal runs; {@code explain} listens while it re-runs
 * one moment. Engine thread only; what it hears can never change what happens.
 */
public interface Trace {
    /** Hears nothing and costs nothing. */
    Trace SILENT = new Trace() {
        @Override
        public boolean listening() {
            return false;
        }

        @Override
        public void because(final String who, final String name, final double value, final double threshold) {
        }

        @Override
        public void check(
            final String name, final boolean passed, final long limit, final long observed) {
        }
    };

    /**
     * Whether anybody listens; saves the work of preparing a reason.
     *
     * @return false in normal runs
     */
    boolean listening();

    /**
     * A rule of a strategy.
     *
     * @param who       the strategy
     * @param name      of the rule
     * @param value     what was seen
     * @param threshold what it was compared with
     */
    void because(String who, String name, double value, double threshold);

    /**
     * A risk check.
     *
     * @param name     of the check
     * @param passed   whether it lets the intent go
     * @param limit    what is allowed
     * @param observed what the intent would make
     */
    void check(String name, boolean passed, long limit, long observed);
}
