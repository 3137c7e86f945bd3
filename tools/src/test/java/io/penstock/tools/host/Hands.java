package io.penstock.tools.host;

import io.penstock.engine.host.WallClock;

/** Two clocks that a test turns by hand. */
final class Hands implements WallClock.Source {
    private long monotonicNs = 5;
    private long wallNs;

    Hands(final long wallNs) {
        this.wallNs = wallNs;
    }

    synchronized void pass(final long monotonic, final long wall) {
        monotonicNs += monotonic;
        wallNs += wall;
    }

    @Override
    public synchronized long monotonicNs() {
        return monotonicNs;
    }

    @Override
    public synchronized long wallMs() {
        return wallNs / 1_000_000;
    }
}
