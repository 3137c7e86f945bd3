package io.penstock.api;

/**
 * Why a scope stands on a rung of the state ladder.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum StateCause {
    /** An operator said so. */
    OPERATOR(0),
    /** Not yet reconciled since the start. */
    START(1),
    /** Loss of the day. */
    DAILY_LOSS(2),
    /** Drawdown from the highest equity. */
    DRAWDOWN(3),
    /** Value at risk or expected shortfall. */
    VALUE_AT_RISK(4),
    /** Too many losing round trips in a row. */
    CONSECUTIVE_LOSSES(5),
    /** Too many rejects. */
    REJECTS(6),
    /** A fill that cannot be. */
    OVERFILL(7),
    /** More was sent than was decided. */
    SENT_MISMATCH(8),
    /** The private stream is lost. */
    DISCONNECTED(9),
    /** An order's outcome stays unknown. */
    UNKNOWN_ORDER(10),
    /** Too near to liquidation. */
    LIQUIDATION_DISTANCE(11),
    /** The venue's word and ours differ. */
    RECONCILE(12),
    /** The venue asked us to come less often, or not at all. */
    RATE_LIMIT(13),
    /** The venue does not trade. */
    MAINTENANCE(14),
    /** The key may do too much or too little, or is refused. */
    PERMISSIONS(15),
    /** Inputs are old or the ring is full. */
    LAG(16),
    /** The journal's disk runs full. */
    JOURNAL(17),
    /** The price moved too far too fast. */
    VOLATILITY(18),
    /** The same entry again and again. */
    REPEAT(19),
    /** Our clock and the venue's differ too much. */
    CLOCK(20),
    /** No watchdog is there. */
    WATCHDOG(21),
    /** A strategy threw. */
    STRATEGY_FAILED(22),
    /** A position without a stop. */
    UNPROTECTED(23),
    /** Safe mode does not cover it. */
    SAFE_MODE(24),
    /** Another engine trades on the account. */
    FOREIGN_ENGINE(25),
    /** No alert can be delivered. */
    ALERTS_DEAD(26),
    /** The instrument is not traded any more. */
    DELISTED(27),
    /** Too much slippage in a period. */
    COLLAR_PERIOD(28);

    private static final StateCause[] BY_CODE = new StateCause[29];

    static {
        for (final StateCause value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    StateCause(final int code) {
        this.code = code;
    }

    /**
     * The number that stands for this word in events.
     *
     * @return a small non-negative number
     */
    public int code() {
        return code;
    }

    /**
     * The word behind a code.
     *
     * @param code as found in an event
     * @return the word, or {@code null} when the code is not known to this version
     */
    public static StateCause of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }

    /**
     * Whether only an operator can undo it; the others end by themselves once what caused them is over.
     *
     * @return true for breakers, false for what concerns the quality of data or a connection
     */
    public boolean latches() {
        return switch (this) {
            case START, DISCONNECTED, RATE_LIMIT, MAINTENANCE, LAG, JOURNAL, VOLATILITY, CLOCK, WATCHDOG, UNPROTECTED,
                VALUE_AT_RISK, ALERTS_DEAD, SAFE_MODE, LIQUIDATION_DISTANCE -> false;
            default -> true;
        };
    }
}
