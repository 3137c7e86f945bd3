package io.penstock.engine.config;

import io.penstock.api.FixedPoint;
import java.nio.charset.StandardCharsets;

/**
 * Every limit of risk: its key, unit, range, default, and which way is tighter.
 *
 * <p>The one list that the configuration's keys, the fold's current limits and the operator's SET_LIMIT come from. A
 * fixed limit has exponent -8, a whole one is a plain number. Any thread; does not allocate after class load.
 */
public enum RiskLimit {
    /** P5. */
    MAX_ORDER_NOTIONAL("max_order_notional", true, "quote", "0", RiskLimit.MOST, "10000", Tighter.LOWER,
        "Most notional of one order. 0 denies every order."),
    /** P5. */
    MAX_ORDER_QUANTITY("max_order_quantity", true, "base", "0", RiskLimit.MOST, "1000000", Tighter.LOWER,
        "Most quantity of one order. 0 denies every order."),
    /** P6. */
    MAX_POSITION_NOTIONAL("max_position_notional", true, "quote", "0", RiskLimit.MOST, "25000", Tighter.LOWER,
        "Most worst-case position of one instrument, open orders included, at the reference price."),
    /** P4. */
    COLLAR_RATE("collar_rate", true, "rate", "0.00001", "0.1", "0.005", Tighter.LOWER,
        "How far the price of an order may lie from the reference price on the bad side; 0.005 is 0.5 %. A market order"
            + " is sent as an IOC limit order at this price."),
    /** P14. */
    MAX_BOOK_AGE_MS("max_book_age_ms", false, "ms", "1", "3600000", "2000", Tighter.LOWER,
        "A book older than this is stale, and orders on it are denied."),
    /** P9. */
    MAX_OPEN_ORDERS("max_open_orders", false, "orders", "0", "10000", "8", Tighter.LOWER,
        "Most working orders of one instrument. 0 denies every order."),
    /** P4. */
    FAR_SIDE_RATE("far_side_rate", true, "rate", "0.01", "0.9", "0.5", Tighter.LOWER,
        "How far a price may lie from the reference price on the good side, and a trigger price on either."),
    /** P4. */
    COLLAR_PERIOD_AMOUNT("collar_period_amount", true, "quote", "0", RiskLimit.MOST, "1000", Tighter.LOWER,
        "Most that the orders of one instrument may together give away beyond the reference price in a period."),
    /** P4. */
    COLLAR_PERIOD_MS("collar_period_ms", false, "ms", "1000", "3600000", "60000", Tighter.HIGHER,
        "Length of that period."),
    /** P3. */
    MAX_SPREAD_RATE("max_spread_rate", true, "rate", "0", "1", "0.02", Tighter.LOWER,
        "A book with a wider spread gives no reference price."),
    /** P3. */
    MAX_MARK_DISTANCE_RATE("max_mark_distance_rate", true, "rate", "0", "1", "0.02", Tighter.LOWER,
        "Perpetuals: where mid and mark price differ by more, the mark price is the reference price."),
    /** P3. */
    MAX_MARK_AGE_MS("max_mark_age_ms", false, "ms", "1", "3600000", "10000", Tighter.LOWER,
        "A mark price older than this counts as missing."),
    /** P3. */
    MARK_REQUIRED("mark_required", false, "0 or 1", "0", "1", "0", Tighter.HIGHER,
        "1: a perpetual without a mark price has no reference price."),
    /** P2. */
    MAX_FILTER_AGE_MINUTES("max_filter_age_minutes", false, "minutes", "0", "100000", "0", Tighter.NEITHER,
        "An instrument whose definition is older may only be reduced. 0: not looked at."),
    /** P5. */
    MAX_DEPTH_RATE("max_depth_rate", true, "rate", "0", "1000000", "1", Tighter.LOWER,
        "Most quantity of one order, as a share of what the other side of the book shows within the collar."),
    /** P5. */
    MAX_ORDER_EQUITY_RATE("max_order_equity_rate", true, "rate", "0", "1000", "0.25", Tighter.LOWER,
        "Most notional of one order, as a share of equity."),
    /** P7. */
    MAX_GROSS_NOTIONAL("max_gross_notional", true, "base currency", "0", RiskLimit.MOST, "100000", Tighter.LOWER,
        "Most worst-case exposure of all instruments together, signs left out."),
    /** P7. */
    MAX_LEVERAGE("max_leverage", true, "ratio", "0", "125", "3", Tighter.LOWER,
        "Most worst-case exposure of all instruments together, as a multiple of equity."),
    /** P7. */
    MARGIN_RATE("margin_rate", true, "rate", "0", "1", "0.9", Tighter.LOWER,
        "Share of a wallet that the initial margin of its perpetuals may use in the worst case."),
    /** P8. */
    MAX_CONCENTRATION_RATE("max_concentration_rate", true, "rate", "0", "1", "1", Tighter.LOWER,
        "Most worst-case exposure of one instrument, as a share of the larger of gross exposure and equity."),
    /** P8. */
    MAX_INSTRUMENTS("max_instruments", false, "instruments", "0", "65536", "100", Tighter.LOWER,
        "Most instruments with a position or an open order at a time."),
    /** P9. */
    VENUE_ORDER_RATE("venue_order_rate", true, "rate", "0", "1", "0.8", Tighter.LOWER,
        "Share of the venue's own limit of open orders per instrument that is used."),
    /** P9. */
    MAX_VENUE_OPEN_ORDERS("max_venue_open_orders", false, "orders", "0", "100000", "400", Tighter.LOWER,
        "Most working orders of one venue."),
    /** P10. */
    DUPLICATE_WINDOW_MS("duplicate_window_ms", false, "ms", "0", "60000", "50", Tighter.HIGHER,
        "The same intent again within this time is a duplicate. 0: none is."),
    /** P12. */
    MESSAGES_PER_SECOND("messages_per_second", false, "messages", "0", "100000", "50", Tighter.LOWER,
        "Most new orders, amends and cancels of a venue per second in the long run. 0 denies every order."),
    /** P12. */
    MESSAGE_BURST("message_burst", false, "messages", "1", "100000", "100", Tighter.LOWER,
        "Most of them at once."),
    /** P12. */
    CANCEL_RESERVE_RATE("cancel_reserve_rate", true, "rate", "0", "1", "0.3", Tighter.HIGHER,
        "Share of the burst that is kept for cancels."),
    /** P13. */
    MAX_REPEATED_ENTRIES("max_repeated_entries", false, "entries", "0", "1000000", "100", Tighter.LOWER,
        "Most filled entries of one strategy, instrument and side in a window without an exit; then it is stopped."),
    /** P13. */
    REPEAT_WINDOW_MS("repeat_window_ms", false, "ms", "1000", "86400000", "60000", Tighter.HIGHER,
        "Length of that window."),
    /** P15. */
    CLOCK_WARN_MS("clock_warn_ms", false, "ms", "1", "60000", "250", Tighter.LOWER,
        "A venue's clock further from ours than this is an alert."),
    /** P15. */
    CLOCK_DENY_MS("clock_deny_ms", false, "ms", "1", "60000", "750", Tighter.LOWER,
        "A venue's clock further from ours than this lets only reducing orders through, until it is within"
            + " clock_warn_ms."),
    /** P16. */
    LAG_REDUCE_RATE("lag_reduce_rate", true, "rate", "0.01", "1", "0.5", Tighter.LOWER,
        "Occupancy of the inbound ring above which only reducing orders go; ends at half of it."),
    /** P16. */
    LAG_CANCEL_RATE("lag_cancel_rate", true, "rate", "0.01", "1", "0.9", Tighter.LOWER,
        "Occupancy of the inbound ring above which only cancels go."),
    /** P18. */
    VOLATILITY_RATE("volatility_rate", true, "rate", "0.0001", "1", "0.05", Tighter.LOWER,
        "A mid that moves by more within a window lets only reducing orders through."),
    /** P18. */
    VOLATILITY_WINDOW_MS("volatility_window_ms", false, "ms", "16", "3600000", "60000", Tighter.HIGHER,
        "Length of that window."),
    /** P18. */
    VOLATILITY_PAUSE_MS("volatility_pause_ms", false, "ms", "0", "86400000", "60000", Tighter.HIGHER,
        "How long at least; then until the move is below half of the rate."),
    /** T1. */
    MAX_DAILY_LOSS("max_daily_loss", true, "base currency", "0", RiskLimit.MOST, "1000", Tighter.LOWER,
        "Loss since 00:00 UTC at which everything is killed."),
    /** T2. */
    MAX_DRAWDOWN_RATE("max_drawdown_rate", true, "rate", "0", "1", "0.1", Tighter.LOWER,
        "Fall from the highest equity at which everything is killed."),
    /** T1, T2. */
    LOSS_WARNING_RATE("loss_warning_rate", true, "rate", "0.01", "1", "0.8", Tighter.LOWER,
        "Share of either loss limit at which only reducing orders go."),
    /** T3. */
    MAX_VALUE_AT_RISK("max_value_at_risk", true, "base currency", "0", RiskLimit.MOST, "5000", Tighter.LOWER,
        "Value at risk above which only reducing orders go; ends at 90 % of it."),
    /** T3. */
    MAX_EXPECTED_SHORTFALL("max_expected_shortfall", true, "base currency", "0", RiskLimit.MOST, "7500",
        Tighter.LOWER, "Expected shortfall above which only reducing orders go; ends at 90 % of it."),
    /** T3. */
    VAR_CONFIDENCE("var_confidence", true, "probability", "0.5", "0.99999", "0.99", Tighter.HIGHER,
        "Confidence of value at risk and expected shortfall."),
    /** T4. */
    MAX_CONSECUTIVE_LOSSES("max_consecutive_losses", false, "round trips", "1", "1000000", "20", Tighter.LOWER,
        "So many losing round trips in a row stop a strategy."),
    /** T5. */
    MAX_REJECTS("max_rejects", false, "rejects", "1", "1000000", "20", Tighter.LOWER,
        "So many rejects of a venue in a window stop it, or a strategy whose orders do not fit."),
    /** T5. */
    MAX_REJECTS_IN_ROW("max_rejects_in_row", false, "rejects", "1", "1000000", "10", Tighter.LOWER,
        "The same without an accepted order between them."),
    /** T5. */
    REJECT_WINDOW_MS("reject_window_ms", false, "ms", "1000", "86400000", "60000", Tighter.HIGHER,
        "Length of that window."),
    /** T8. */
    KILL_REPEAT_MS("kill_repeat_ms", false, "ms", "100", "60000", "1000", Tighter.LOWER,
        "Time after which the cancels of a killed scope are sent again."),
    /** T8. */
    KILL_FLATTEN("kill_flatten", false, "0 or 1", "0", "1", "0", Tighter.NEITHER,
        "1: a killed scope's positions are closed by reduce-only IOC orders inside the collar."),
    /** T12. */
    MIN_LIQUIDATION_RATE("min_liquidation_rate", true, "rate", "0", "1", "0.1", Tighter.HIGHER,
        "A perpetual nearer than this to its liquidation price may only be reduced; ends at 1.25 times it."),
    /** Risk level. */
    HIGH_VOLATILITY("high_volatility", true, "per year", "0.01", "1000", "1", Tighter.LOWER,
        "Volatility of the account's returns that counts fully in the risk level."),
    /** P20. */
    SAFE_MODE("safe_mode", false, "0 or 1", "0", "1", "0", Tighter.HIGHER,
        "1: few instruments, little leverage, small orders, until an operator leaves it with a reason."),
    /** P20. */
    SAFE_MODE_INSTRUMENTS("safe_mode_instruments", false, "instruments", "1", "65536", "3", Tighter.LOWER,
        "Most instruments with a position or an open order in safe mode."),
    /** P20. */
    SAFE_MODE_LEVERAGE("safe_mode_leverage", true, "ratio", "0.1", "125", "2", Tighter.LOWER,
        "Most leverage in safe mode."),
    /** P20. */
    SAFE_MODE_SIZE_RATE("safe_mode_size_rate", true, "rate", "0.0001", "1", "0.25", Tighter.LOWER,
        "Share of the limits of order and position that safe mode leaves.");

    /** Which way a limit gets tighter. */
    public enum Tighter {
        /** A lower value allows less. */
        LOWER,
        /** A higher value allows less. */
        HIGHER,
        /** Neither: every change needs the confirmation. */
        NEITHER
    }

    private static final String MOST = "1000000000";

    private final String key;
    private final boolean fixed;
    private final String unit;
    private final String minimumText;
    private final String maximumText;
    private final String defaultText;
    private final Tighter tighter;
    private final String description;
    private final long minimum;
    private final long maximum;
    private final long defaultValue;
    private final byte[] keyBytes;

    RiskLimit(
        final String key, final boolean fixed, final String unit, final String minimumText, final String maximumText,
        final String defaultText, final Tighter tighter, final String description) {
        this.key = key;
        this.fixed = fixed;
        this.unit = unit;
        this.minimumText = minimumText;
        this.maximumText = maximumText;
        this.defaultText = defaultText;
        this.tighter = tighter;
        this.description = description;
        final int exponent = fixed ? FixedPoint.RATE_EXPONENT : 0;
        minimum = FixedPoint.parse(minimumText, exponent);
        maximum = FixedPoint.parse(maximumText, exponent);
        defaultValue = FixedPoint.parse(defaultText, exponent);
        keyBytes = key.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * The key in the section {@code risk}.
     *
     * @return lower-case with underscores
     */
    public String key() {
        return key;
    }

    /**
     * Whether it is a decimal with exponent -8; else it is a whole number.
     *
     * @return true for amounts, rates and ratios
     */
    public boolean fixed() {
        return fixed;
    }

    /**
     * Unit for people.
     *
     * @return one or two words
     */
    public String unit() {
        return unit;
    }

    /**
     * Smallest value as text.
     *
     * @return plain decimal
     */
    public String minimumText() {
        return minimumText;
    }

    /**
     * Largest value as text.
     *
     * @return plain decimal
     */
    public String maximumText() {
        return maximumText;
    }

    /**
     * Default as text.
     *
     * @return plain decimal
     */
    public String defaultText() {
        return defaultText;
    }

    /**
     * What it means.
     *
     * @return a sentence
     */
    public String description() {
        return description;
    }

    /**
     * The default.
     *
     * @return exponent -8 when {@link #fixed}
     */
    public long defaultValue() {
        return defaultValue;
    }

    /**
     * Whether a value may be set.
     *
     * @param value exponent -8 when {@link #fixed}
     * @return false outside the range
     */
    public boolean allows(final long value) {
        return value >= minimum && value <= maximum;
    }

    /**
     * Whether a change lets no more through than before.
     *
     * @param from value before
     * @param to   value wanted
     * @return true when it may be done at once
     */
    public boolean tightens(final long from, final long to) {
        return from == to || tighter == Tighter.LOWER && to < from || tighter == Tighter.HIGHER && to > from;
    }

    /**
     * Length of the key in bytes.
     *
     * @return positive
     */
    public int keyLength() {
        return keyBytes.length;
    }

    /**
     * A byte of the key, so that events can be compared without making text.
     *
     * @param index 0 to {@link #keyLength} - 1
     * @return ASCII
     */
    public byte keyByte(final int index) {
        return keyBytes[index];
    }
}
