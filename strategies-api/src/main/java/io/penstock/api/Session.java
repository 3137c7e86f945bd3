package io.penstock.api;

import java.util.Locale;

/**
 * A part of the trading day that a value can be set for, by event time in UTC. Several may hold at once; of two that
 * have a value the later in this order wins, so an overlap beats its two parts, and a funding time beats everything.
 *
 * <p>When each begins and ends is configuration. Any thread; does not allocate.
 */
public enum Session {
    /** Tokyo, Singapore, Hong Kong. */
    ASIA,
    /** London, Frankfurt. */
    EUROPE,
    /** New York, Chicago. */
    US,
    /** Asia has not closed, Europe has opened. */
    ASIA_EUROPE,
    /** Europe has not closed, the US have opened. */
    EUROPE_US,
    /** Saturday and Sunday. */
    WEEKEND,
    /** Around the times at which perpetuals settle funding. */
    FUNDING;

    private static final Session[] ALL = values();

    /**
     * The bit that stands for it in a set of sessions.
     *
     * @return one bit
     */
    public int bit() {
        return 1 << ordinal();
    }

    /**
     * What it is called in a configuration.
     *
     * @return e.g. {@code europe_us}
     */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The session behind a word.
     *
     * @param word as {@link #word} writes it
     * @return the session, or {@code null}
     */
    public static Session ofWord(final String word) {
        for (final Session session : ALL) {
            if (session.word().equals(word)) {
                return session;
            }
        }
        return null;
    }
}
