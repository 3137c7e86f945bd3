package io.penstock.strategies.support;

import io.penstock.api.InstrumentKind;
import io.penstock.api.ParameterValues;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import java.util.HashMap;
import java.util.Map;

/** One strategy on a market and an analysis that a test moves, bar by bar; a bar takes an hour. */
public final class Scene {
    public static final long HOUR_NS = 3_600_000_000_000L;

    public final FixedMarket market = new FixedMarket();
    public final FixedAnalysis analysis;
    public final RecordingDesk desk = new RecordingDesk();
    public final ParameterValues values;
    public final Strategy strategy;
    public final FixedBar bar = new FixedBar();
    private int told;

    /** A strategy with settings as pairs of name and number. */
    public Scene(final StrategyFactory factory, final int timeframes, final Object... settings) {
        values = values(factory, settings);
        analysis = new FixedAnalysis(timeframes, factory.indicators(values, timeframes).size());
        market.analysis = analysis;
        strategy = factory.create(values);
        bar.intervalNs = HOUR_NS;
        strategy.onInstrument(market);
    }

    /** Checked values from pairs of name and number. */
    public static ParameterValues values(final StrategyFactory factory, final Object... settings) {
        final Map<String, Double> map = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            map.put((String) settings[i], ((Number) settings[i + 1]).doubleValue());
        }
        return ParameterValues.of(factory.allParameters(), map);
    }

    /** Spot, of which nothing can be sold short. */
    public Scene spot() {
        market.kind = InstrumentKind.SPOT;
        return this;
    }

    /** Sets the outputs of a declared indicator. */
    public Scene set(final int declared, final double... outputs) {
        analysis.set(declared, outputs);
        return this;
    }

    /** The last close of a further timeframe and its average, which was declared behind the strategy's own. */
    public Scene further(final int timeframe, final int declared, final double close, final double average) {
        final FixedBar last = new FixedBar();
        last.close = Math.round(close * 1e4);
        analysis.series(timeframe).only(last);
        return set(declared, average);
    }

    /** A bar of the first timeframe is finished; what was said before it is forgotten. */
    public Scene bar(final double close, final double volume) {
        told = desk.tickets.size();
        desk.reasons.clear();
        market.nowNs += HOUR_NS;
        bar.openTimeNs = market.nowNs - HOUR_NS;
        bar.close = Math.round(close * 1e4);
        bar.volume = Math.round(volume * 1e4);
        analysis.series(0).only(bar);
        strategy.onBar(bar, market, desk);
        return this;
    }

    /** So many bars that are all the same. */
    public Scene bars(final int count, final double close, final double volume) {
        for (int i = 0; i < count; i++) {
            bar(close, volume);
        }
        return this;
    }

    /** What was signalled at the last bar; empty = nothing. */
    public String said() {
        return String.join("; ", desk.tickets.subList(told, desk.tickets.size()));
    }

    /** The last statement of a rule at the last bar. */
    public String reason(final String name) {
        return desk.reason(name);
    }
}
