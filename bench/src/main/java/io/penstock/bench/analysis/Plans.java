package io.penstock.bench.analysis;

import io.penstock.api.GatePolicy;
import io.penstock.api.Regime;
import io.penstock.api.StrategyFactory;
import io.penstock.bench.fold.EngineRig;
import io.penstock.bench.fold.Numbered;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.AnalysisConfig;
import io.penstock.engine.config.BarConfig;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.RegimeConfig;
import io.penstock.engine.config.RegimeRules;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.strategies.breakout.BreakoutFactory;
import io.penstock.strategies.flash.FlashFactory;
import io.penstock.strategies.momentum.MomentumFactory;
import io.penstock.strategies.reversion.MeanReversionFactory;
import io.penstock.strategies.trend.TrendFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Configurations that are measured, with the factories they need. Any thread; allocates. */
record Plans(EngineConfig config, List<StrategyFactory> factories) {
    private static final List<BarSpec> TIMEFRAMES = BarSpec.parseAll(List.of("1s", "1m", "5m", "15m", "1h", "4h"));
    private static final List<BarSpec> SHORTEST = BarSpec.parseAll(List.of("1s"));
    private static final List<BarSpec> SHORT = BarSpec.parseAll(List.of("1s", "1m"));
    /** What is looked at is short enough to be known within the tape. */
    private static final RegimeRules RULES =
        new RegimeRules(36, 12, 12, 48, 12, 60, 36, 8, 0.5, 1.2, 6, 12, 1.0, 1.4, 1.0);
    private static final int OPEN_ORDERS = 4_096;
    private static final int TIMERS = 16_384;
    private static final int CONFIRM_BARS = 2;
    private static final int DWELL_BARS = 5;
    private static final double FILTER_BARS = 30;

    /** Six timeframes, all indicators, regimes, forecasts of a level, five strategies and a reader of everything. */
    static Plans everything(final int instruments, final int forecastLevel) {
        final Map<String, Double> momentum = Map.of("filter_bars", FILTER_BARS, "volatility_bars", FILTER_BARS);
        final List<StrategyConfig> strategies = List.of(
            strategy("momentum", SHORTEST, List.of(Regime.BULL, Regime.BEAR, Regime.BREAKOUT), momentum),
            strategy("mean_reversion", SHORTEST, List.of(Regime.SIDEWAYS), Map.of()),
            strategy("trend", SHORTEST, List.of(), Map.of()),
            strategy("breakout", SHORTEST, List.of(Regime.BREAKOUT, Regime.VOLATILE), Map.of()),
            strategy("flash", SHORT, List.of(), Map.of()),
            strategy(EverythingFactory.NAME, TIMEFRAMES, List.of(), Map.of()));
        return new Plans(config(instruments, strategies).with(analysis(TIMEFRAMES, forecastLevel)), List.of(
            new MomentumFactory(), new MeanReversionFactory(), new TrendFactory(), new BreakoutFactory(),
            new FlashFactory(), new EverythingFactory()));
    }

    /** The same market with the same strategy on the book, without anything that needs bars. */
    static Plans without(final int instruments) {
        final AnalysisConfig usual = AnalysisConfig.defaults();
        final RegimeConfig regime = usual.regime();
        return new Plans(config(instruments, List.of(strategy("flash", List.of(), List.of(), Map.of())))
            .with(usual.with(new RegimeConfig(false, regime.timeframe(), regime.rules(), 1, 1, regime.hysteresis(),
                regime.confirmBars(), regime.dwellBars(), "", List.of()))), List.of(new FlashFactory()));
    }

    /** So many strategies of one kind on one-second bars, each with averages and ranges of its own. */
    static Plans strategies(final int count) {
        final List<StrategyConfig> strategies = new ArrayList<>();
        final List<StrategyFactory> factories = new ArrayList<>();
        for (final int i : IntStream.range(0, count).toArray()) {
            final StrategyFactory factory = new Numbered(new MomentumFactory(), i);
            factories.add(factory);
            strategies.add(strategy(factory.name(), SHORTEST, List.of(), Map.of("filter_bars", FILTER_BARS + i,
                "atr_bars", 14.0 + i, "volatility_bars", FILTER_BARS + i)));
        }
        return new Plans(config(1, strategies).with(analysis(SHORTEST, 1)), factories);
    }

    private static StrategyConfig strategy(
        final String name, final List<BarSpec> timeframes, final List<Regime> regimes,
        final Map<String, Double> settings) {
        return new StrategyConfig(name, true, List.of(), timeframes, regimes, 0, GatePolicy.HOLD, settings);
    }

    private static EngineConfig config(final int instruments, final List<StrategyConfig> strategies) {
        final EngineConfig empty =
            EngineRig.config(new CapacityConfig(instruments, OPEN_ORDERS, OPEN_ORDERS, TIMERS));
        return new EngineConfig(empty.seed(), empty.capacity(), empty.book(), empty.feature(), empty.risk(),
            empty.portfolio(), empty.simulation(), strategies);
    }

    private static AnalysisConfig analysis(final List<BarSpec> timeframes, final int forecastLevel) {
        final AnalysisConfig usual = AnalysisConfig.defaults();
        final RegimeConfig regime = usual.regime();
        return usual.with(new BarConfig(timeframes, usual.bar().kept(), usual.bar().graceMs()))
            .with(new RegimeConfig(true, timeframes.get(0), RULES, 1, 1, regime.hysteresis(), CONFIRM_BARS, DWELL_BARS,
                "", regime.overlays()))
            .with(usual.forecast().withLevel(forecastLevel));
    }
}
