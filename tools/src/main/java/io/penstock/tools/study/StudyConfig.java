package io.penstock.tools.study;

import io.penstock.engine.bar.BarSpec;
import io.penstock.tools.config.ConfigLoader;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * The settings of a study's runs: one strategy at a time, enough of a position to be seen, and limits that stop
 * nothing, for what is measured are the strategies. Read after the files, before the environment and {@code --set}.
 * One thread.
 */
final class StudyConfig {
    /** Equity that each run begins with, quote. */
    static final double CAPITAL = 100_000;
    /** Most that is held, percent of equity. */
    static final int POSITION_PCT = 50;

    private static final String LIMITS = """
        [risk]
        max_order_notional = "1000000000"
        max_position_notional = "1000000000"
        max_order_quantity = "1000000000"
        max_order_equity_rate = "1000"
        max_gross_notional = "1000000000"
        max_depth_rate = "1000000"
        max_daily_loss = "100000"
        max_drawdown_rate = "1"
        max_value_at_risk = "1000000000"
        max_expected_shortfall = "1000000000"
        max_consecutive_losses = 1000000
        volatility_rate = "1"
        max_spread_rate = "0.1"
        collar_rate = "0.1"
        collar_period_amount = "1000000000"
        """;

    private final Supplier<ConfigLoader> layers;
    private final StudyMarket market;
    private final BarSpec timeframe;
    private final Gates gates;
    private final Path model;

    /**
     * The settings of a study.
     *
     * @param layers    what the user says, read anew for each run
     * @param market    that is studied
     * @param timeframe of regimes and strategies
     * @param gates     of the strategies
     * @param model     file of a hidden Markov model, or null when the configuration says it
     */
    StudyConfig(
        final Supplier<ConfigLoader> layers, final StudyMarket market, final BarSpec timeframe, final Gates gates,
        final Path model) {
        this.layers = layers;
        this.market = market;
        this.timeframe = timeframe;
        this.gates = gates;
        this.model = model;
    }

    /** The configuration of one run, not yet read. */
    ConfigLoader of(final String strategy, final boolean gated) {
        return layers.get().text(text(strategy, gated), "the settings of the study");
    }

    /** What a run's configuration says beyond the user's. */
    String text(final String strategy, final boolean gated) {
        final StringBuilder text = new StringBuilder(1_500)
            .append("[portfolio]\nbase_currency = \"").append(market.quote()).append("\"\n[portfolio.balances]\n");
        if (!"USDT".equals(market.quote())) {
            text.append("USDT = \"0\"\n");
        }
        text.append(String.format(Locale.ROOT, "%s = \"%.0f\"%n", market.quote(), CAPITAL)).append(LIMITS)
            .append("[bar]\ntimeframes = [\"").append(timeframe.text()).append("\"]\n[regime]\ntimeframe = \"")
            .append(timeframe.text()).append("\"\n");
        if (model != null) {
            text.append("model = '").append(model).append("'\n");
        }
        for (final String name : gates.strategies()) {
            final boolean runs = name.equals(strategy);
            text.append("[[strategy]]\nname = \"").append(name).append("\"\nenabled = ").append(runs)
                .append("\ninstruments = [\"").append(market.symbol()).append("\"]\ntimeframes = [\"")
                .append(timeframe.text()).append("\"]\nmax_position_pct = ").append(POSITION_PCT).append('\n');
            if (runs && gated) {
                text.append("regimes = [\"").append(String.join("\", \"", gates.words(name)))
                    .append("\"]\non_regime_exit = \"flatten\"\n");
            }
        }
        return text.toString();
    }
}
