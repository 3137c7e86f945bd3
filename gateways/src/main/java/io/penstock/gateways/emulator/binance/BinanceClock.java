package io.penstock.gateways.emulator.binance;

/** The venue's clock, which may be wrong, and how it is written. One thread. */
final class BinanceClock {
    private static final long NS_PER_US = 1_000;
    private static final long NS_PER_MS = 1_000_000;
    private static final long MILLION = 1_000_000;

    private final long startNs;
    private final long offsetNs;
    private final long driftPpm;

    BinanceClock(final long startNs, final long offsetNs, final long driftPpm) {
        this.startNs = startNs;
        this.offsetNs = offsetNs;
        this.driftPpm = driftPpm;
    }

    /** What the venue takes a moment for. */
    long at(final long nowNs) {
        return nowNs + offsetNs + (nowNs - startNs) / MILLION * driftPpm;
    }

    long millis(final long nowNs) {
        return Math.floorDiv(at(nowNs), NS_PER_MS);
    }

    long units(final long nowNs, final boolean micros) {
        return Math.floorDiv(at(nowNs), micros ? NS_PER_US : NS_PER_MS);
    }
}
