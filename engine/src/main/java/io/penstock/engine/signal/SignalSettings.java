package io.penstock.engine.signal;

import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.Setting;
import java.util.List;
import java.util.Map;

/**
 * The thresholds signals are weighed with. They are live: they may differ by session and be changed while the engine
 * runs, as a strategy's own parameters. Engine thread only after it was made; does not allocate then.
 */
public final class SignalSettings {
    /** Least weighted agreement. */
    public static final String MIN_SCORE = "min_score";
    /** Fewest timeframes that agree. */
    public static final String MIN_TIMEFRAMES = "min_timeframes";
    /** Least probability of a move in the signal's direction. */
    public static final String MIN_PROBABILITY = "min_probability";
    /** Whether nothing is traded without a forecast. */
    public static final String FORECAST_REQUIRED = "forecast_required";
    /** Whether the odds of target against stop must pay. */
    public static final String BARRIER_FILTER = "barrier_filter";
    /** How well signals are expected to foretell moves. */
    public static final String SKILL = "skill";
    /** How many times its cost a move must be expected to be. */
    public static final String COST_MULTIPLE = "cost_multiple";
    /** What an order is expected to lose against the touch. */
    public static final String SLIPPAGE_RATE = "slippage_rate";
    /** What sizing by volatility aims at. */
    public static final String TARGET_VOLATILITY = "target_volatility";
    /** Part of the Kelly size. */
    public static final String KELLY_FRACTION = "kelly_fraction";
    /** Smaller changes of a holding are not traded. */
    public static final String REBALANCE_PCT = "rebalance_pct";

    private static final List<Parameter> DECLARED = List.of(
        decimal(MIN_SCORE, "ratio", -1, 1, 0.2,
            "Least weighted agreement of the standing signals with the one that is judged."),
        whole(MIN_TIMEFRAMES, "timeframes", 1, 64, 1,
            "Fewest different timeframes among the signals that agree, its own included."),
        decimal(MIN_PROBABILITY, "probability", 0, 1, 0.45,
            "Least forecast probability of a move in the signal's direction."),
        whole(FORECAST_REQUIRED, "0 or 1", 0, 1, 1,
            "1 = nothing is opened while there is no forecast."),
        whole(BARRIER_FILTER, "0 or 1", 0, 1, 0,
            "1 = of a signal with stop and target the forecast odds must pay after costs."),
        decimal(SKILL, "correlation", 0, 1, 0.1,
            "Expected correlation of signals with the moves that follow."),
        decimal(COST_MULTIPLE, "ratio", 0, 100, 1,
            "How many times its costs the expected move must be."),
        decimal(SLIPPAGE_RATE, "ratio of price", 0, 0.1, 0.0001,
            "What one order is expected to lose against the touch."),
        decimal(TARGET_VOLATILITY, "ratio a year", 0, 10, 0.2,
            "What a position shall contribute to the volatility of equity, when sized by volatility."),
        decimal(KELLY_FRACTION, "ratio", 0, 1, 0.25,
            "Part of the Kelly size that is wanted, when sized by Kelly."),
        decimal(REBALANCE_PCT, "percent of the target", 0, 100, 10,
            "Smaller differences between holding and target are left alone."));

    private final ParameterValues values;
    private final Setting minScore;
    private final Setting minTimeframes;
    private final Setting minProbability;
    private final Setting forecastRequired;
    private final Setting barrierFilter;
    private final Setting skill;
    private final Setting costMultiple;
    private final Setting slippageRate;
    private final Setting targetVolatility;
    private final Setting kellyFraction;
    private final Setting rebalancePct;

    /**
     * Settings.
     *
     * @param set what the user set; a name may end in {@code @session}
     * @throws IllegalArgumentException naming every fault at once
     */
    public SignalSettings(final Map<String, Double> set) {
        values = ParameterValues.of(DECLARED, set);
        minScore = values.setting(MIN_SCORE);
        minTimeframes = values.setting(MIN_TIMEFRAMES);
        minProbability = values.setting(MIN_PROBABILITY);
        forecastRequired = values.setting(FORECAST_REQUIRED);
        barrierFilter = values.setting(BARRIER_FILTER);
        skill = values.setting(SKILL);
        costMultiple = values.setting(COST_MULTIPLE);
        slippageRate = values.setting(SLIPPAGE_RATE);
        targetVolatility = values.setting(TARGET_VOLATILITY);
        kellyFraction = values.setting(KELLY_FRACTION);
        rebalancePct = values.setting(REBALANCE_PCT);
    }

    private static Parameter decimal(
        final String name, final String unit, final double minimum, final double maximum, final double defaultValue,
        final String description) {
        return new Parameter(
            name, unit, Parameter.Type.DECIMAL, minimum, maximum, defaultValue, description).asLive();
    }

    private static Parameter whole(
        final String name, final String unit, final double minimum, final double maximum, final double defaultValue,
        final String description) {
        return new Parameter(
            name, unit, Parameter.Type.INTEGER, minimum, maximum, defaultValue, description).asLive();
    }

    /**
     * What can be set.
     *
     * @return declarations in display order, all of them live
     */
    public static List<Parameter> parameters() {
        return DECLARED;
    }

    /**
     * The values, to follow sessions, to be changed by an operator, to be saved.
     *
     * @return always the same object
     */
    public ParameterValues values() {
        return values;
    }

    double minScore() {
        return minScore.value();
    }

    long minTimeframes() {
        return minTimeframes.integer();
    }

    double minProbability() {
        return minProbability.value();
    }

    boolean forecastRequired() {
        return forecastRequired.integer() != 0;
    }

    boolean barrierFilter() {
        return barrierFilter.integer() != 0;
    }

    double skill() {
        return skill.value();
    }

    double costMultiple() {
        return costMultiple.value();
    }

    double slippageRate() {
        return slippageRate.value();
    }

    double targetVolatility() {
        return targetVolatility.value();
    }

    double kellyFraction() {
        return kellyFraction.value();
    }

    double rebalancePct() {
        return rebalancePct.value();
    }
}
