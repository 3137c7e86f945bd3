package io.penstock.bench.wire;

import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for conditions, not for ever. */
final class Deadline {
    private static final long PATIENCE_NS = 30_000_000_000L;
    private static final long PARK_NS = 200_000;

    private Deadline() {
    }

    /**
     * Waits; leaves the CPU to those who work.
     *
     * @throws IllegalStateException when it takes more than 30 s; the message says what
     */
    static void await(final String what, final BooleanSupplier condition) {
        final long untilNs = System.nanoTime() + PATIENCE_NS;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - untilNs > 0) {
                throw new IllegalStateException("waited 30 s in vain for " + what);
            }
            LockSupport.parkNanos(PARK_NS);
        }
    }
}
