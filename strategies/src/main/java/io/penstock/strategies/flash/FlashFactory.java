package io.penstock.strategies.flash;

import io.penstock.api.IndicatorSpec;
import io.penstock.api.Parameter;
import io.penstock.api.Parameter.Type;
import io.penstock.api.ParameterValues;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import io.penstock.strategies.signal.Agreement;
import java.util.ArrayList;
import java.util.List;

/**
 * Makes {@link FlashStrategy} and declares its parameters. Any thread, at start only.
 */
public final class FlashFactory implements StrategyFactory {
    private static final double DAY_MS = 86_400_000;
    private static final double MOST_QUOTE = 1e9;

    private static final List<Parameter> BOOK = List.of(
        decimal("imbalance_weight", "ratio", 0, 10, 1.0, "Weight of the book's imbalance in the score."),
        decimal("order_flow_weight", "ratio", 0, 10, 0.5, "Weight of the order-flow imbalance at the touch."),
        decimal("trade_flow_weight", "ratio", 0, 10, 0.25, "Weight of the signed trade flow."),
        decimal("momentum_weight", "ratio", 0, 10, 0.5, "Weight of momentum over volatility."),
        integer("momentum_index", "index", 0, 15, 0, "Which of the configured momentum horizons counts."),
        integer("momentum_horizon_ms", "ms", 1, DAY_MS, 1_000, "Length of that horizon, as the features have it."),
        decimal("imbalance_threshold", "ratio", 0, 1, 0.15, "Least imbalance in the direction of an entry."),
        decimal("entry_threshold", "ratio", 0.01, 1, 0.28, "Score that an entry needs when volatility is nil."),
        decimal("exit_threshold", "ratio", -1, 1, 0.0, "A position is given up when its score falls below."),
        decimal("volatility_scale", "ratio/bp", 0, 10, 0.05,
            "How much the entry threshold grows per basis point of volatility per square-root second."),
        decimal("aggressive_ratio", "ratio", 1, 100, 1.35, "From so many thresholds on, an entry takes liquidity."),
        decimal("fok_depth_ratio", "ratio", 1, 1_000_000, 4.0,
            "A taking entry is fill-or-kill when the touch holds so many times its quantity, else it is IOC."),
        decimal("order_notional", "quote", 1, MOST_QUOTE, 1_500, "Size of an entry."),
        decimal("max_position_notional", "quote", 1, MOST_QUOTE, 4_500, "Most that entries build up to."),
        decimal("max_spread_bp", "bp", 0.001, 10_000, 10, "No entry when the spread is wider."),
        integer("passive_offset_ticks", "ticks", 0, 10_000, 0, "How far behind the touch a passive order is placed."),
        integer("reprice_ticks", "ticks", 0, 10_000, 3, "A passive order that falls further behind is canceled."),
        integer("order_lifetime_ms", "ms", 1, DAY_MS, 1_000, "When a passive order expires by itself."),
        integer("cooldown_ms", "ms", 0, DAY_MS, 250, "Least time between two entries, and between two exits."),
        integer("warm_up_ms", "ms", 0, DAY_MS, 2_000, "Nothing is entered before so much time with a readable book."),
        decimal("stop_loss_bp", "bp", 0.1, 10_000, 20, "Loss of an open position at which it is closed at market."),
        integer("allow_spot_short", "0 or 1", 0, 1, 0, "Whether spot may be sold that was not bought here."));
    private static final List<Parameter> PARAMETERS = withConfirmation();

    private static List<Parameter> withConfirmation() {
        final List<Parameter> all = new ArrayList<>(BOOK);
        all.addAll(Agreement.parameters());
        all.add(new Parameter("confirm_timeframes", "timeframes", Type.INTEGER, 0, 64, 1,
            "An entry needs so many of its timeframes, or all when there are fewer, to point its way.").asLive());
        return List.copyOf(all);
    }

    private static Parameter decimal(
        final String name, final String unit, final double minimum, final double maximum, final double defaultValue,
        final String description) {
        return new Parameter(name, unit, Type.DECIMAL, minimum, maximum, defaultValue, description);
    }

    private static Parameter integer(
        final String name, final String unit, final double minimum, final double maximum, final double defaultValue,
        final String description) {
        return new Parameter(name, unit, Type.INTEGER, minimum, maximum, defaultValue, description);
    }

    @Override
    public String name() {
        return "flash";
    }

    @Override
    public List<Parameter> parameters() {
        return PARAMETERS;
    }

    @Override
    public List<IndicatorSpec> indicators(final ParameterValues values, final int timeframes) {
        return Agreement.declare(List.of(), values, 0, timeframes);
    }

    /**
     * A new instance.
     *
     * @param values checked against {@link #parameters()}
     * @return a strategy without state
     * @throws IllegalArgumentException naming every combination of parameters that cannot work
     */
    @Override
    public Strategy create(final ParameterValues values) {
        return new FlashStrategy(FlashSettings.of(values), new FlashConfirmation(values));
    }
}
