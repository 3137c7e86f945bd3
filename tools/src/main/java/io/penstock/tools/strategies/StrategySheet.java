package io.penstock.tools.strategies;

import io.penstock.api.IndicatorSpec;
import io.penstock.api.ParameterValues;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.tools.cli.UserError;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One strategy: what its factory says, and one of its tables in the configuration if it has any. Immutable; main
 * thread.
 *
 * @param factory    that makes it
 * @param config     its table, {@code null} when it is not configured
 * @param timeframes configured, else its own
 * @param warmUps    of the indicators it declares with the values in force
 */
record StrategySheet(
    StrategyFactory factory, StrategyConfig config, List<BarSpec> timeframes, List<WarmUp> warmUps) {
    /**
     * Sheets of strategies: one per table, or one without any.
     *
     * @param factory    that makes it
     * @param configured all tables
     * @return in the order of the tables
     * @throws UserError when what is configured cannot work
     */
    static List<StrategySheet> of(final StrategyFactory factory, final List<StrategyConfig> configured) {
        final List<StrategySheet> sheets = new ArrayList<>();
        for (final StrategyConfig config : configured) {
            if (config.name().equals(factory.name())) {
                sheets.add(sheet(factory, config, config.settings()));
            }
        }
        return sheets.isEmpty() ? List.of(sheet(factory, null, Map.of())) : sheets;
    }

    private static StrategySheet sheet(
        final StrategyFactory factory, final StrategyConfig config, final Map<String, Double> settings) {
        final List<BarSpec> timeframes = config == null || config.timeframes().isEmpty()
            ? BarSpec.parseAll(factory.timeframes()) : config.timeframes();
        try {
            final ParameterValues values = ParameterValues.of(factory.allParameters(), settings);
            final List<WarmUp> warmUps = new ArrayList<>();
            for (final IndicatorSpec spec : factory.indicators(values, timeframes.size())) {
                warmUps.add(WarmUp.of(spec, timeframes));
            }
            factory.create(values);
            return new StrategySheet(factory, config, timeframes, warmUps);
        } catch (final IllegalArgumentException e) {
            throw new UserError(e.getMessage(), "[[strategy]] " + factory.name(),
                "penstock strategies " + factory.name() + " without that table shows what can be set");
        }
    }

    /**
     * The longest warm-up on each timeframe.
     *
     * @return in the order of the timeframes; none for a timeframe without indicators
     */
    List<WarmUp> longest() {
        final List<WarmUp> longest = new ArrayList<>();
        for (final BarSpec timeframe : timeframes) {
            WarmUp most = null;
            for (final WarmUp each : warmUps) {
                if (each.timeframe().equals(timeframe) && (most == null || each.bars() > most.bars())) {
                    most = each;
                }
            }
            if (most != null) {
                longest.add(most);
            }
        }
        return longest;
    }
}
