package io.penstock.api;

import java.util.Locale;

/**
 * What happens to a strategy's orders and position when the regime no longer admits it. Whatever the policy, it opens
 * nothing while its gate is closed, and it may always reduce. The code is what stands in events. Any thread.
 */
public enum GatePolicy {
    /** Working orders and the position stay. */
    HOLD(1),
    /** Working orders that could open are canceled; the position stays until the strategy closes it. */
    REDUCE(2),
    /** Working orders are canceled and the position is closed. */
    FLATTEN(3);

    private static final GatePolicy[] BY_CODE = {null, HOLD, REDUCE, FLATTEN};

    private final int code;

    GatePolicy(final int code) {
        this.code = code;
    }

    /**
     * The number that stands for this word in events.
     *
     * @return a small positive number
     */
    public int code() {
        return code;
    }

    /**
     * What it is called in a configuration.
     *
     * @return lower-case
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The word behind a code.
     *
     * @param code as found in an event
     * @return the word, or {@code null} when the code is not known to this version
     */
    public static GatePolicy of(final int code) {
        return code >= 0 && code < BY_CODE.length ? BY_CODE[code] : null;
    }
}
