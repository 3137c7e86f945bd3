package io.penstock.gateways.emulator.server;

/** The clock of the emulated venues: starts at the wall clock and may run faster. Any thread. */
final class VenueClock {
    private static final long NS_PER_MS = 1_000_000;

    private final long startNs = System.currentTimeMillis() * NS_PER_MS;
    private final long startNanoTime = System.nanoTime();
    private final double speed;

    VenueClock(final double speed) {
        this.speed = speed;
    }

    long startNs() {
        return startNs;
    }

    long nowNs() {
        return startNs + (long) ((System.nanoTime() - startNanoTime) * speed);
    }

    /** How long to wait for a moment of this clock, by the machine's clock. */
    long waitNs(final long dueNs) {
        return (long) Math.min(Long.MAX_VALUE / 2, Math.max(0, (dueNs - nowNs()) / speed));
    }
}
