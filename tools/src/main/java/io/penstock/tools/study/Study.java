package io.penstock.tools.study;

import io.penstock.api.Regime;
import io.penstock.engine.bar.BarSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What a study found. Immutable once its runs are done.
 *
 * @param market    that was studied
 * @param timeframe of regimes and strategies
 * @param splitNs   bars that end at this moment or before are in sample
 * @param gates     of the strategies
 * @param regimes   how regimes were told, for people
 * @param settings  beyond the user's, of the last run
 * @param costs     of the simulated exchange, for people
 * @param history   bars and regimes
 * @param rows      one per strategy
 */
record Study(
    StudyMarket market, BarSpec timeframe, long splitNs, Gates gates, String regimes, String settings, String costs,
    RegimeHistory history, List<Row> rows) {

    /** A regime's figures of one strategy in one part of the series. */
    record Cell(Regime regime, Performance ungated, Performance gated) {
    }

    /**
     * One strategy.
     *
     * @param strategy its name
     * @param signals  stated, ungated and gated
     * @param denied   orders denied by risk, ungated and gated
     * @param in       in sample: all, then each regime
     * @param out      out of sample
     * @param whole    both
     */
    record Row(
        String strategy, long[] signals, long[] denied, List<Cell> in, List<Cell> out, List<Cell> whole) {
    }

    /** The figures of one strategy. */
    static Row row(
        final String strategy, final RunWatch ungated, final RunWatch gated, final long[] signals, final long[] denied,
        final long splitNs) {
        final int count = ungated.history().count();
        final int split = ungated.history().until(splitNs);
        return new Row(strategy, signals, denied, cells(ungated, gated, 0, split),
            cells(ungated, gated, split, count), cells(ungated, gated, 0, count));
    }

    private static List<Cell> cells(final RunWatch ungated, final RunWatch gated, final int from, final int to) {
        final List<Cell> cells = new ArrayList<>();
        cells.add(new Cell(null, Performance.all(ungated, StudyConfig.CAPITAL, from, to),
            Performance.all(gated, StudyConfig.CAPITAL, from, to)));
        for (final Regime regime : Regime.values()) {
            cells.add(new Cell(regime, Performance.in(ungated, StudyConfig.CAPITAL, from, to, regime),
                Performance.in(gated, StudyConfig.CAPITAL, from, to, regime)));
        }
        return cells;
    }

    /** Bars in sample. */
    int inSample() {
        return history.until(splitNs);
    }
}
