package io.penstock.bench.venues;

/** One number over levels, equal for equal levels in whatever order. */
final class LevelSum {
    private LevelSum() {
    }

    static long of(final long price, final long quantity) {
        final long mixed = price * 0xFF51AFD7ED558CCDL + quantity;
        return (mixed ^ mixed >>> 29) * 0xC4CEB9FE1A85EC53L;
    }
}
