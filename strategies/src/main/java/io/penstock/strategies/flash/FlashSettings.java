package io.penstock.strategies.flash;

import io.penstock.api.ParameterValues;

/**
 * The parameters in the units the strategy works in: nanoseconds, amounts and rates with exponent -8. The only place
 * where a parameter's double becomes money. Immutable; any thread.
 */
record FlashSettings(
    double imbalanceWeight, double orderFlowWeight, double tradeFlowWeight, double momentumWeight, int momentumIndex,
    double momentumScale, double imbalanceThreshold, double entryThreshold, double exitThreshold,
    double volatilityScale, double aggressiveRatio, double fokDepthRatio, long orderNotional,
    long maxPositionNotional, double maxSpreadBp, long passiveOffsetTicks, long repriceTicks, long orderLifetimeNs,
    long cooldownNs, long warmUpNs, long stopLossRateE8, double stopLossBp, boolean spotShort) {
    private static final long MS_NS = 1_000_000L;

    /**
     * Converts and checks combinations.
     *
     * @throws IllegalArgumentException naming every combination that cannot work
     */
    static FlashSettings of(final ParameterValues values) {
        final double imbalance = values.decimal("imbalance_weight");
        final double orderFlow = values.decimal("order_flow_weight");
        final double tradeFlow = values.decimal("trade_flow_weight");
        final double momentum = values.decimal("momentum_weight");
        final double weights = imbalance + orderFlow + tradeFlow + momentum;
        final String fault = faultOf(values, weights);
        if (!fault.isEmpty()) {
            throw new IllegalArgumentException(fault);
        }
        return new FlashSettings(
            imbalance / weights, orderFlow / weights, tradeFlow / weights, momentum / weights,
            (int) values.integer("momentum_index"),
            1.0 / Math.sqrt(values.integer("momentum_horizon_ms") / 1_000.0),
            values.decimal("imbalance_threshold"), values.decimal("entry_threshold"),
            values.decimal("exit_threshold"), values.decimal("volatility_scale"),
            values.decimal("aggressive_ratio"), values.decimal("fok_depth_ratio"),
            scaled(values.decimal("order_notional"), 1e8), scaled(values.decimal("max_position_notional"), 1e8),
            values.decimal("max_spread_bp"), values.integer("passive_offset_ticks"),
            values.integer("reprice_ticks"), values.integer("order_lifetime_ms") * MS_NS,
            values.integer("cooldown_ms") * MS_NS, values.integer("warm_up_ms") * MS_NS,
            scaled(values.decimal("stop_loss_bp"), 1e4), values.decimal("stop_loss_bp"),
            values.integer("allow_spot_short") == 1);
    }

    private static String faultOf(final ParameterValues values, final double weights) {
        final StringBuilder faults = new StringBuilder();
        if (!(weights > 0)) {
            faults.append("flash: at least one of imbalance_weight, order_flow_weight, trade_flow_weight and ")
                .append("momentum_weight must be above 0");
        }
        if (values.decimal("exit_threshold") >= values.decimal("entry_threshold")) {
            faults.append(faults.isEmpty() ? "" : "; ").append("flash: exit_threshold = ")
                .append(values.decimal("exit_threshold")).append(" must be below entry_threshold = ")
                .append(values.decimal("entry_threshold"));
        }
        if (values.decimal("max_position_notional") < values.decimal("order_notional")) {
            faults.append(faults.isEmpty() ? "" : "; ").append("flash: max_position_notional = ")
                .append(values.decimal("max_position_notional")).append(" must not be below order_notional = ")
                .append(values.decimal("order_notional"));
        }
        return faults.toString();
    }

    private static long scaled(final double value, final double unit) {
        return (long) Math.rint(value * unit);
    }
}
