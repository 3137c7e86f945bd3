package io.penstock.tools.explain;

import java.util.HashMap;
import java.util.Map;

/** How the rules that strategies and the aggregator state compare. Stateless; any thread; allocates. */
final class RuleWords {
    /** Names the way that is looked at. */
    static final String DIRECTION = "direction";

    private static final String TIMEFRAME = "timeframe_";
    private static final Map<String, Relation> KNOWN = new HashMap<>();

    /** What a value must be of its threshold for the rule to hold. */
    enum Relation {
        AT_LEAST("at least"),
        ABOVE("above"),
        AT_MOST("at most"),
        BELOW("below"),
        EXACTLY("exactly"),
        /** Told, not compared. */
        NONE("");

        private final String words;

        Relation(final String words) {
            this.words = words;
        }

        String words() {
            return words;
        }

        boolean holds(final double value, final double threshold) {
            return switch (this) {
                case AT_LEAST -> value >= threshold;
                case ABOVE -> value > threshold;
                case AT_MOST -> value <= threshold;
                case BELOW -> value < threshold;
                case EXACTLY -> value == threshold;
                case NONE -> true;
            };
        }
    }

    static {
        // signals and their aggregator
        put(Relation.AT_LEAST, "gate", "min_score", "min_timeframes", "forecast_required", "min_probability",
            "barrier_filter", "cost_multiple", "rebalance_pct");
        put(Relation.AT_MOST, "max_position_pct");
        // strategies on bars
        put(Relation.AT_LEAST, "indicators_ready", "own_windows_full", "rules_failed_since_stop", "short_permitted",
            "confidence_change", "z_score", "bars_held", "adx", "rate_deviations", "beyond_channel", "volume_ratio",
            "range_ratio", "inside_exit_channel", "timeframes_agreeing");
        put(Relation.ABOVE, "room_to_stop", "room_to_target", "stop_distance", "outside_of_band", "macd_histogram",
            "side_of_average", "directional_lines_apart");
        put(Relation.AT_MOST, "timeframes_against", "relative_strength", "bars_since_crossing");
        put(Relation.NONE, DIRECTION, "confidence", "fast_minus_slow", "fast average minus slow average");
        // flash
        put(Relation.EXACTLY, "book_state", "rejected");
        put(Relation.AT_LEAST, "features_ready", "warm_up_ms", "entry_score", "entry_imbalance", "aggressive_ratio",
            "fok_depth_ratio", "allow_spot_short", "entry_lots", "stop_loss_bp", "exit_turned",
            "exit_no_longer_wanted", "exit_cooldown_ms", "close_cooldown_ms", "entry_cooldown_ms");
        put(Relation.AT_MOST, "spread_bp", "entry_working", "exit_working", "close_working");
        put(Relation.ABOVE, "behind_touch_ticks");
        put(Relation.BELOW, "position_notional", "exit_faded", "entry_no_longer_wanted");
        put(Relation.NONE, "momentum_deviations", "position_opposes", "position_overflow");
    }

    private RuleWords() {
    }

    private static void put(final Relation relation, final String... rules) {
        for (final String rule : rules) {
            KNOWN.put(rule, relation);
        }
    }

    /** How a rule compares; {@code null} when it is not known here, as of strategies that others write. */
    static Relation of(final String rule) {
        return rule.startsWith(TIMEFRAME) ? Relation.ABOVE : KNOWN.get(rule);
    }

    /** The way that a direction names. */
    static String way(final double direction) {
        return direction > 0 ? "LONG" : direction < 0 ? "SHORT" : "none";
    }
}
