package io.penstock.api;

/**
 * What the host tells the fold of its machine.
 *
 * <p>The code is what stands in events; it never changes its meaning. Any thread; does not allocate.
 */
public enum HostCondition {
    /** Free bytes of the journal's disk; the limit is twice the floor. */
    DISK_FREE(1),
    /** No watchdog process is there. */
    WATCHDOG_LOST(2),
    /** The watchdog process is there. */
    WATCHDOG_BACK(3),
    /** No alert can be delivered. */
    ALERTS_DEAD(4),
    /** Alerts are delivered. */
    ALERTS_BACK(5),
    /** Orders sent and orders decided differ in number. */
    SENT_MISMATCH(6);

    private static final HostCondition[] BY_CODE = new HostCondition[7];

    static {
        for (final HostCondition value : values()) {
            BY_CODE[value.code] = value;
        }
    }

    private final int code;

    HostCondition(final int code) {
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
    public static HostCondition of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
