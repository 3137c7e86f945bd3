package io.penstock.engine.config;

import java.util.List;

/**
 * Everything that shapes the fold, read once, immutable. The host writes its canonical text and hash into RunStarted.
 *
 * @param seed       of every random draw in the fold
 * @param capacity   sizes of what is allocated at start
 * @param book       order books
 * @param feature    derived numbers
 * @param risk       limits
 * @param portfolio  starting balances and marks
 * @param reconcile  what is done about unknown outcomes and breaks; used in live only
 * @param simulation the simulated exchange; not used in live
 * @param strategies in the order in which they are called
 * @param protection whether positions must have a stop
 * @param analysis   bars, sessions
 */
public record EngineConfig(
    long seed, CapacityConfig capacity, BookConfig book, FeatureConfig feature, RiskConfig risk,
    PortfolioConfig portfolio, ReconcileConfig reconcile, SimulationConfig simulation,
    List<StrategyConfig> strategies, ProtectionConfig protection, AnalysisConfig analysis) {
    /**
     * Copies the list.
     */
    public EngineConfig {
        strategies = List.copyOf(strategies);
    }

    /**
     * A configuration with the defaults of what only live uses, in which no position must have a stop.
     *
     * @param seed       of every random draw in the fold
     * @param capacity   sizes of what is allocated at start
     * @param book       order books
     * @param feature    derived numbers
     * @param risk       limits
     * @param portfolio  starting balances and marks
     * @param simulation the simulated exchange
     * @param strategies in the order in which they are called
     */
    public EngineConfig(
        final long seed, final CapacityConfig capacity, final BookConfig book, final FeatureConfig feature,
        final RiskConfig risk, final PortfolioConfig portfolio, final SimulationConfig simulation,
        final List<StrategyConfig> strategies) {
        this(seed, capacity, book, feature, risk, portfolio, ReconcileConfig.defaults(), simulation, strategies,
            ProtectionConfig.defaults(), AnalysisConfig.defaults());
    }

    /**
     * A configuration with the defaults of what is made of markets.
     *
     * @param seed       of every random draw in the fold
     * @param capacity   sizes of what is allocated at start
     * @param book       order books
     * @param feature    derived numbers
     * @param risk       limits
     * @param portfolio  starting balances and marks
     * @param reconcile  what is done about unknown outcomes and breaks
     * @param simulation the simulated exchange
     * @param strategies in the order in which they are called
     * @param protection whether positions must have a stop
     */
    public EngineConfig(
        final long seed, final CapacityConfig capacity, final BookConfig book, final FeatureConfig feature,
        final RiskConfig risk, final PortfolioConfig portfolio, final ReconcileConfig reconcile,
        final SimulationConfig simulation, final List<StrategyConfig> strategies,
        final ProtectionConfig protection) {
        this(seed, capacity, book, feature, risk, portfolio, reconcile, simulation, strategies, protection,
            AnalysisConfig.defaults());
    }

    /**
     * The same with another analysis.
     *
     * @param other what is made of markets
     * @return a copy
     */
    public EngineConfig with(final AnalysisConfig other) {
        return new EngineConfig(seed, capacity, book, feature, risk, portfolio, reconcile, simulation, strategies,
            protection, other);
    }
}
