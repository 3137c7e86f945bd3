package io.penstock.strategies.signal;

import io.penstock.api.BarView;
import io.penstock.api.SeriesView;

/**
 * How long bars take, for horizons that are given in bars. Any thread; does not allocate.
 */
public final class BarLength {
    private static final long SECOND_NS = 1_000_000_000L;

    private BarLength() {
    }

    /**
     * The length of a bar; of bars that something else than time ends, the mean length of those that are kept.
     *
     * @param bar    finished
     * @param series it belongs to
     * @return nanoseconds, at least a second
     */
    public static long ns(final BarView bar, final SeriesView series) {
        final long interval = bar.intervalNs();
        if (interval > 0) {
            return interval;
        }
        final int apart = series.kept() - 1;
        if (apart < 1) {
            return SECOND_NS;
        }
        final long last = series.bar(0).openTimeNs();
        return Math.max(SECOND_NS, (last - series.bar(apart).openTimeNs()) / apart);
    }
}
