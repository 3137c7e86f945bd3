package io.penstock.tools.regime;

import io.penstock.api.Regime;
import io.penstock.engine.regime.RegimeDetector;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * How often each regime was there, for how long, and what the price did in the bar after each of its labels. One
 * thread.
 */
final class RegimeSummary implements RegimeLabels.Taker {
    private static final int COUNT = Regime.values().length;

    private final long[] bars = new long[COUNT];
    private final double[] returns = new double[COUNT];
    private final double[] squares = new double[COUNT];
    private final long[] returned = new long[COUNT];
    private final List<List<Long>> spells = new ArrayList<>();
    private Regime held;
    private long lasted;
    private double close;
    private long all;
    private long firstNs;
    private long lastNs;

    RegimeSummary() {
        for (int code = 0; code < COUNT; code++) {
            spells.add(new ArrayList<>());
        }
    }

    @Override
    public void label(final long endNs, final double newClose, final RegimeDetector detector) {
        if (held != null) {
            final double change = StrictMath.log(newClose / close);
            returns[held.code()] += change;
            squares[held.code()] += change * change;
            returned[held.code()]++;
        }
        if (detector.regime() != held) {
            finish();
            held = detector.regime();
        }
        firstNs = all == 0 ? endNs : firstNs;
        lastNs = endNs;
        all++;
        bars[held.code()]++;
        lasted++;
        close = newClose;
    }

    private void finish() {
        if (lasted > 0) {
            spells.get(held.code()).add(lasted);
        }
        lasted = 0;
    }

    /** The last spell ends where the range ends. */
    void end() {
        finish();
        spells.forEach(Collections::sort);
    }

    long all() {
        return all;
    }

    long firstNs() {
        return firstNs;
    }

    long lastNs() {
        return lastNs;
    }

    long bars(final Regime regime) {
        return bars[regime.code()];
    }

    /** Bars before anything was known. */
    long unknown() {
        return bars[0];
    }

    /** Of the bars with a regime. */
    double share(final Regime regime) {
        return all == bars[0] ? 0 : (double) bars[regime.code()] / (all - bars[0]);
    }

    int spells(final Regime regime) {
        return spells.get(regime.code()).size();
    }

    /** In bars, NaN without a spell. */
    double meanDwell(final Regime regime) {
        final int count = spells(regime);
        return count == 0 ? Double.NaN : (double) bars[regime.code()] / count;
    }

    /** In bars, NaN without a spell. */
    double medianDwell(final Regime regime) {
        final List<Long> sorted = spells.get(regime.code());
        final int count = sorted.size();
        return count == 0 ? Double.NaN : (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2.0;
    }

    /** Mean logarithmic return of the bar after a label. */
    double meanReturn(final Regime regime) {
        return returns[regime.code()] / returned[regime.code()];
    }

    /** Root mean square of the logarithmic return of the bar after a label. */
    double movement(final Regime regime) {
        return Math.sqrt(squares[regime.code()] / returned[regime.code()]);
    }

    /** Over all regimes, in bars. */
    double meanDwell() {
        long count = 0;
        for (int code = 1; code < COUNT; code++) {
            count += spells.get(code).size();
        }
        return count == 0 ? Double.NaN : (double) (all - bars[0]) / count;
    }
}
