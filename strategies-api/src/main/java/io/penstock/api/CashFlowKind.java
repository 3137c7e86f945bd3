package io.penstock.api;

/**
 * Why money moved without a trade.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum CashFlowKind {
    /** Funding of a perpetual. */
    FUNDING(1),
    /** Came in from outside. */
    DEPOSIT(2),
    /** Went out. */
    WITHDRAWAL(3),
    /** Moved between wallets of ours. */
    TRANSFER(4),
    /** Any other word of the venue. */
    ADJUSTMENT(5),
    /** What the account held when we began. */
    OPENING(6),
    /** Cost of a liquidation. */
    LIQUIDATION_FEE(7);

    private static final CashFlowKind[] BY_CODE = new CashFlowKind[8];

    static {
        for (final CashFlowKind value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    CashFlowKind(final int code) {
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
    public static CashFlowKind of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
