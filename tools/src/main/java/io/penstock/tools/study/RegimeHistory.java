package io.penstock.tools.study;

import io.penstock.api.Regime;
import java.util.Arrays;

/** Finished bars and the regime that was known when each had ended. One thread; grows. */
final class RegimeHistory {
    private long[] endNs = new long[4_096];
    private double[] low = new double[4_096];
    private double[] high = new double[4_096];
    private double[] close = new double[4_096];
    private byte[] regime = new byte[4_096];
    private int count;

    /** The next bar, with the regime of the one before until another one is told. */
    void bar(final long barEndNs, final double barLow, final double barHigh, final double barClose) {
        if (count == endNs.length) {
            endNs = Arrays.copyOf(endNs, 2 * count);
            low = Arrays.copyOf(low, 2 * count);
            high = Arrays.copyOf(high, 2 * count);
            close = Arrays.copyOf(close, 2 * count);
            regime = Arrays.copyOf(regime, 2 * count);
        }
        endNs[count] = barEndNs;
        low[count] = barLow;
        high[count] = barHigh;
        close[count] = barClose;
        regime[count] = count == 0 ? 0 : regime[count - 1];
        count++;
    }

    /** The last bar showed this regime. */
    void shift(final Regime now) {
        if (count > 0) {
            regime[count - 1] = (byte) now.code();
        }
    }

    int count() {
        return count;
    }

    long endNs(final int bar) {
        return endNs[bar];
    }

    double low(final int bar) {
        return low[bar];
    }

    double high(final int bar) {
        return high[bar];
    }

    double close(final int bar) {
        return close[bar];
    }

    Regime regime(final int bar) {
        return Regime.of(regime[bar]);
    }

    /** Bars that end at this moment or before. */
    int until(final long timeNs) {
        int bars = 0;
        while (bars < count && endNs[bars] <= timeNs) {
            bars++;
        }
        return bars;
    }
}
