package io.penstock.bench.fold;

import io.penstock.api.GatePolicy;
import io.penstock.api.StrategyFactory;
import io.penstock.bench.Work;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.AnalysisConfig;
import io.penstock.engine.config.BookConfig;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.FeatureConfig;
import io.penstock.engine.config.MetricsConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.config.RegimeConfig;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.port.Records;
import io.penstock.strategies.ema.EmaCrossFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** All bars through a fresh engine; an operation is a bar. One thread. */
final class FoldBars implements Work {
    private static final int SEED = 1;
    private static final long DAY_MS = 86_400_000;
    private static final long MANY = 1_000_000;
    private static final long MOST_ORDERS = 10_000;
    private static final long MOST_MESSAGES = 100_000;
    private static final int YEAR_DAYS = 365;

    private final Bars bars;
    private final EngineConfig config;
    private final List<StrategyFactory> factories = new ArrayList<>();
    private TradingEngine engine;
    private EngineRig.Copying outbound;

    FoldBars(final Bars bars, final EngineConfig config) {
        this.bars = bars;
        this.config = config;
        for (int i = 0; i < config.strategies().size(); i++) {
            factories.add(new Numbered(new EmaCrossFactory(), i));
        }
    }

    /** So many crossovers; regimes are not told, marks and returns are daily, a year of returns counts. */
    static EngineConfig likeTa4j(final int strategies, final int orderLots) {
        final PortfolioConfig usual = PortfolioConfig.defaults();
        final MetricsConfig metrics = usual.metrics();
        final PortfolioConfig daily = new PortfolioConfig(usual.balances(), DAY_MS, usual.baseCurrency(),
            usual.stableAssets(), usual.ignoredAssets(), usual.leverage(), usual.maxMarkAgeMs(), new MetricsConfig(
            DAY_MS, YEAR_DAYS, metrics.minReturns(), metrics.correlationInstruments(),
            metrics.correlationHalfLife()));
        final AnalysisConfig analysis = AnalysisConfig.defaults();
        final RegimeConfig regime = analysis.regime();
        return config(strategies, orderLots, daily, analysis.with(new RegimeConfig(false, regime.timeframe(),
            regime.rules(), regime.ruleWeight(), regime.modelWeight(), regime.hysteresis(), regime.confirmBars(),
            regime.dwellBars(), regime.model(), regime.overlays())));
    }

    /** Whatever a configuration without a word about it has. */
    static EngineConfig asUsual(final int orderLots) {
        return config(1, orderLots, PortfolioConfig.defaults(), AnalysisConfig.defaults());
    }

    private static EngineConfig config(
        final int count, final int orderLots, final PortfolioConfig portfolio, final AnalysisConfig analysis) {
        final List<StrategyConfig> strategies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            strategies.add(new StrategyConfig(new Numbered(new EmaCrossFactory(), i).name(), true, List.of(),
                List.of(BarSpec.parse("1h")), List.of(), 0, GatePolicy.HOLD, Map.of("order_lots", (double) orderLots,
                "fast_bars", (double) Bars.fast(i), "slow_bars", (double) Bars.slow(i))));
        }
        return new EngineConfig(SEED, CapacityConfig.defaults(), BookConfig.defaults(), FeatureConfig.defaults(),
            patient(), portfolio, SimulationConfig.defaults(), strategies).with(analysis);
    }

    /** ta4j stops no strategy that keeps losing, and lets any number trade at once. */
    private static RiskConfig patient() {
        return RiskConfig.defaults().with(RiskLimit.MAX_CONSECUTIVE_LOSSES, MANY)
            .with(RiskLimit.MAX_OPEN_ORDERS, MOST_ORDERS).with(RiskLimit.MESSAGES_PER_SECOND, MOST_MESSAGES)
            .with(RiskLimit.MESSAGE_BURST, MOST_MESSAGES);
    }

    @Override
    public void prepare() {
        outbound = new EngineRig.Copying();
        engine = EngineRig.begun(config, factories, true, outbound, bars.openTimeNs(0));
        apply(0, bars.head());
    }

    @Override
    public long run() {
        apply(bars.head(), bars.count());
        return bars.count() - bars.head();
    }

    private void apply(final int from, final int to) {
        final TradingEngine fold = engine;
        for (int i = from; i < to; i++) {
            final int offset = bars.offset(i);
            fold.onEvent(bars.records(), offset, Records.length(bars.records(), offset));
        }
    }

    /** Signals of the last pass. */
    long signals() {
        return outbound.signals();
    }

    /** Fills of the last pass. */
    long fills() {
        return outbound.fills();
    }
}
