package io.penstock.engine.analysis;

import io.penstock.api.AnalysisView;
import io.penstock.api.BarView;
import io.penstock.api.FeatureView;
import io.penstock.api.FixedPoint;
import io.penstock.api.ForecastView;
import io.penstock.api.Regime;
import io.penstock.api.RegimeView;
import io.penstock.api.SeriesView;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.bar.BarSeries;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.indicator.BarSample;
import io.penstock.engine.indicator.Indicator;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.regime.RegimeDetector;
import java.util.ArrayList;
import java.util.List;

/**
 * What is made of one instrument's market: its series of bars, the indicators on them, the regime and forecasts. It
 * shows each strategy its own timeframes and indicators by the numbers that strategy knows them by.
 *
 * <p>Engine thread only; allocates when the instrument is defined.
 */
public final class Analysis implements AnalysisView, Stateful {
    private static final int STATE_VERSION = 1;

    private final Instrument instrument;
    private final SessionClock sessions;
    private final BarSeries[] series;
    private final Indicator[] indicators;
    /** Indicators moved by each series. */
    private final Indicator[][] bySeries;
    private final StrategyPlan[] strategies;
    private final int regimeSeries;
    /** Null where no regime is told. */
    private final RegimeDetector detector;
    private final RegimeView regime;
    /** Null where nobody asks for forecasts. */
    private final Forecasts forecasts;
    private final BarSample sample = new BarSample();
    private StrategyPlan strategy;
    private long nowNs;

    /**
     * An analysis that has seen nothing.
     *
     * @param shared     by all instruments
     * @param instrument it is about
     * @param features   of its book
     */
    public Analysis(final Shared shared, final Instrument instrument, final FeatureView features) {
        this.instrument = instrument;
        sessions = shared.sessions();
        final AnalysisPlan plan = shared.plan();
        final List<BarSpec> specs = plan.series();
        final String symbol = instrument.symbol();
        series = new BarSeries[specs.size()];
        for (int i = 0; i < series.length; i++) {
            if (plan.needsSeries(i, symbol)) {
                series[i] = new BarSeries(specs.get(i), plan.config().bar().kept(), instrument.priceExponent(),
                    instrument.quantityExponent());
            }
        }
        indicators = new Indicator[plan.indicators()];
        bySeries = new Indicator[series.length][];
        for (int i = 0; i < indicators.length; i++) {
            indicators[i] = plan.needsIndicator(i, symbol) ? plan.make(i) : null;
        }
        for (int i = 0; i < series.length; i++) {
            bySeries[i] = moved(plan, i);
        }
        regimeSeries = plan.regimeSeries();
        detector = regimeSeries < 0 ? null : new RegimeDetector(plan.config().regime(), shared.overlays());
        regime = detector == null ? new NoRegime(shared.overlays()) : detector;
        forecasts = plan.usesForecasts(symbol) ? new Forecasts(shared, instrument, features, series, regime) : null;
        strategies = plan.strategies().toArray(new StrategyPlan[0]);
        strategy = strategies.length == 0 ? null : strategies[0];
    }

    private Indicator[] moved(final AnalysisPlan plan, final int place) {
        final List<Indicator> moved = new ArrayList<>();
        for (int i = 0; i < indicators.length; i++) {
            if (indicators[i] != null && plan.seriesOf(i) == place) {
                moved.add(indicators[i]);
            }
        }
        return moved.toArray(new Indicator[0]);
    }

    /**
     * From here on it shows what a strategy asked for.
     *
     * @param strategyId index
     * @param newNowNs      engine time
     */
    public void serve(final int strategyId, final long newNowNs) {
        strategy = strategies[strategyId];
        nowNs = newNowNs;
    }

    /**
     * The moment, for who looks from outside.
     *
     * @param newNowNs engine time
     */
    public void moment(final long newNowNs) {
        nowNs = newNowNs;
    }

    /**
     * How many series the plan has.
     *
     * @return some may be absent for this instrument
     */
    public int seriesCount() {
        return series.length;
    }

    /**
     * A series.
     *
     * @param index in the plan
     * @return the series, or {@code null} when nobody wants it for this instrument
     */
    public BarSeries series(final int index) {
        return series[index];
    }

    /**
     * When the first open bar by time ends.
     *
     * @return exchange time, or {@link Long#MAX_VALUE} when none is open
     */
    public long earliestEndNs() {
        long earliest = Long.MAX_VALUE;
        for (int i = 0; i < series.length; i++) {
            if (series[i] != null) {
                earliest = Math.min(earliest, series[i].endNs());
            }
        }
        return earliest;
    }

    /**
     * A series finished a bar: what is computed on it moves.
     *
     * @param index in the plan
     * @return whether the regime changed
     */
    public boolean onBar(final int index) {
        final Indicator[] moved = bySeries[index];
        if (moved.length == 0 && forecasts == null && index != regimeSeries) {
            return false;
        }
        final BarView bar = series[index].last(0);
        final int priceExponent = instrument.priceExponent();
        sample.of(FixedPoint.toDouble(bar.openPrice(), priceExponent),
            FixedPoint.toDouble(bar.highPrice(), priceExponent), FixedPoint.toDouble(bar.lowPrice(), priceExponent),
            FixedPoint.toDouble(bar.closePrice(), priceExponent),
            FixedPoint.toDouble(bar.volume(), instrument.quantityExponent()));
        for (int i = 0; i < moved.length; i++) {
            moved[i].onBar(sample);
        }
        if (forecasts != null) {
            forecasts.onBar(index);
        }
        return index == regimeSeries
            && detector.onBar(sample, bar.openTimeNs() + series[index].spec().size());
    }

    /**
     * The regime before the present one.
     *
     * @return {@link Regime#UNKNOWN} until the second
     */
    public Regime previousRegime() {
        return detector == null ? Regime.UNKNOWN : detector.previous();
    }

    /**
     * The forecasts there are, to look at.
     *
     * @param index from 0, below {@link #forecastPlaces}
     * @return the forecast, or {@code null} when that place has none
     */
    public ForecastView madeForecast(final int index) {
        return forecasts == null ? null : forecasts.made(index);
    }

    /**
     * How many places there are for forecasts.
     *
     * @return 0 where nobody asks for any
     */
    public int forecastPlaces() {
        return forecasts == null ? 0 : Forecasts.HORIZONS;
    }

    /**
     * What tells the regime, to look at.
     *
     * @return the detector, or {@code null} where no regime is told
     */
    public RegimeDetector detector() {
        return detector;
    }

    /**
     * An indicator, to look at.
     *
     * @param index in the plan
     * @return the indicator, or {@code null} when nobody wants it for this instrument
     */
    public Indicator indicatorOfPlan(final int index) {
        return indicators[index];
    }

    /**
     * States what the regime rests on.
     *
     * @param trace hears it
     */
    public void explain(final Trace trace) {
        if (detector != null) {
            detector.explain(trace);
        }
    }

    /** The feed was lost. */
    public void lose() {
        for (int i = 0; i < series.length; i++) {
            if (series[i] != null) {
                series[i].lose();
            }
        }
    }

    @Override
    public int timeframes() {
        return strategy.timeframes().length;
    }

    @Override
    public SeriesView bars(final int timeframe) {
        return series[strategy.timeframes()[timeframe]];
    }

    /**
     * The finished bar of one of a strategy's timeframes, as that strategy is told it.
     *
     * @param timeframe index into its timeframes
     * @param closed    bits of the series that finished a bar
     * @return the bar, or {@code null} when that timeframe is not among them
     */
    public BarView finished(final int timeframe, final long closed) {
        final int index = strategy.timeframes()[timeframe];
        return (closed & 1L << index) == 0 ? null : series[index].last(timeframe);
    }

    @Override
    public double indicator(final int declared, final int output) {
        return indicators[strategy.indicators()[declared]].value(output);
    }

    @Override
    public boolean ready() {
        final int[] mine = strategy.indicators();
        for (int i = 0; i < mine.length; i++) {
            if (!indicators[mine[i]].ready()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public RegimeView regime() {
        return regime;
    }

    @Override
    public ForecastView forecast(final Side side, final long horizonNs, final double stop, final double target) {
        if (forecasts == null) {
            throw new IllegalStateException(strategy.factory().name() + " asks for a forecast: its factory does not"
                + " say that it uses them");
        }
        return forecasts.pull(side, horizonNs, stop, target, nowNs);
    }

    @Override
    public int sessions() {
        return sessions.at(nowNs);
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        for (int i = 0; i < series.length; i++) {
            if (series[i] != null) {
                series[i].writeTo(out);
            }
        }
        for (int i = 0; i < indicators.length; i++) {
            if (indicators[i] != null) {
                indicators[i].writeTo(out);
            }
        }
        if (detector != null) {
            detector.writeTo(out);
        }
        if (forecasts != null) {
            forecasts.writeTo(out);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        for (int i = 0; i < series.length; i++) {
            if (series[i] != null) {
                series[i].readFrom(in);
            }
        }
        for (int i = 0; i < indicators.length; i++) {
            if (indicators[i] != null) {
                indicators[i].readFrom(in);
            }
        }
        if (detector != null) {
            detector.readFrom(in);
        }
        if (forecasts != null) {
            forecasts.readFrom(in);
        }
    }
}
