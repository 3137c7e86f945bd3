package io.penstock.strategies.support;

import io.penstock.api.AnalysisView;
import io.penstock.api.BarView;
import io.penstock.api.ForecastView;
import io.penstock.api.RegimeView;
import io.penstock.api.SeriesView;
import io.penstock.api.Side;
import java.util.ArrayList;
import java.util.List;

/** An analysis that says what a test puts there: indicators by the number they were declared by, bars by timeframe. */
public final class FixedAnalysis implements AnalysisView {
    /** The bars of one timeframe, the last one first. */
    public static final class Series implements SeriesView {
        private final List<FixedBar> bars = new ArrayList<>();

        @Override
        public String timeframe() {
            return "1h";
        }

        @Override
        public long closed() {
            return bars.size();
        }

        @Override
        public int kept() {
            return bars.size();
        }

        @Override
        public BarView bar(final int back) {
            return bars.get(bars.size() - 1 - back);
        }

        @Override
        public double close(final int back) {
            return bar(back).closePrice() * 1e-4;
        }

        /** Adds the last finished bar. */
        public void add(final FixedBar bar) {
            bars.add(bar);
        }

        /** Puts one bar there instead of all others. */
        public void only(final FixedBar bar) {
            bars.clear();
            bars.add(bar);
        }
    }

    public boolean ready = true;
    private final Series[] series;
    private final double[][] values;

    /** So many timeframes and declared indicators, all NaN. */
    public FixedAnalysis(final int timeframes, final int indicators) {
        series = new Series[timeframes];
        for (int i = 0; i < timeframes; i++) {
            series[i] = new Series();
        }
        values = new double[indicators][];
    }

    /** Sets the outputs of an indicator. */
    public void set(final int declared, final double... outputs) {
        values[declared] = outputs;
    }

    /** The bars of a timeframe, to add to. */
    public Series series(final int timeframe) {
        return series[timeframe];
    }

    @Override
    public int timeframes() {
        return series.length;
    }

    @Override
    public SeriesView bars(final int timeframe) {
        return series[timeframe];
    }

    @Override
    public double indicator(final int declared, final int output) {
        return values[declared] == null ? Double.NaN : values[declared][output];
    }

    @Override
    public boolean ready() {
        return ready;
    }

    @Override
    public RegimeView regime() {
        throw new AssertionError("the engine asks for the regime, not the strategy");
    }

    @Override
    public int sessions() {
        return 0;
    }

    @Override
    public ForecastView forecast(final Side side, final long horizonNs, final double stop, final double target) {
        throw new AssertionError("the engine asks for forecasts, not the strategy");
    }
}
