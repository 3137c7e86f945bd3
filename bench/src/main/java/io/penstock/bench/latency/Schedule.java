package io.penstock.bench.latency;

/**
 * Publishes on a schedule: each message at its intended moment, or at once when that has passed, never skipping one.
 * Latency counts from the intended moment, so a stall counts for every message that had to wait behind it.
 */
final class Schedule {
    /** Publishes one message. */
    @FunctionalInterface
    interface Publisher {
        /**
         * Publishes.
         *
         * @param message from 0
         * @param dueNs   its intended moment, System.nanoTime
         */
        void publish(int message, long dueNs);
    }

    private Schedule() {
    }

    /**
     * Publishes all messages; the calling thread spins between them.
     *
     * @param plan      when
     * @param startNs   System.nanoTime of the first
     * @param publisher what
     * @return how long it took, in nanoseconds from the start
     */
    static long run(final Plan plan, final long startNs, final Publisher publisher) {
        final int messages = plan.messages();
        for (int i = 0; i < messages; i++) {
            final long dueNs = startNs + plan.dueNs(i);
            while (System.nanoTime() - dueNs < 0) {
                Thread.onSpinWait();
            }
            publisher.publish(i, dueNs);
        }
        return System.nanoTime() - startNs;
    }
}
