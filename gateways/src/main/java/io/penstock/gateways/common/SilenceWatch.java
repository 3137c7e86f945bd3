package io.penstock.gateways.common;

import java.util.Arrays;

/**
 * Notices that streams have gone silent, each by its own usual rate, and that a whole connection brings nothing.
 *
 * <p>A stream's usual distance between messages is a slow moving mean. It is silent once nothing came for
 * {@value #MEANS} times that, but never before 5 s and always after 60 s, so that the bursts of a busy stream and the
 * pauses of a quiet one are both ordinary. A stream that never spoke is never called silent: some instruments are quiet
 * for minutes. What must bring data soon is the connection as a whole: {@link #overdue} tells that it did not within
 * 10 s of {@link #expect}, later after each time in a row, up to 10 min, so that a connection of dead instruments is
 * not replaced again and again. Session thread; allocates in the constructor only.
 */
public final class SilenceWatch {
    /** A stream is silent after so many of its usual distances. */
    public static final int MEANS = 10;
    /** No stream is silent earlier. */
    public static final long LEAST_NS = 5_000_000_000L;
    /** Every stream that has spoken is silent by then. */
    public static final long MOST_NS = 60_000_000_000L;
    /** How long the first data may take. */
    public static final long FIRST_DATA_NS = 10_000_000_000L;
    /** How long the first data may take at most, when it did not come before. */
    public static final long MOST_FIRST_DATA_NS = 600_000_000_000L;

    private static final int SLOWNESS = 32;
    private static final long NEVER = Long.MIN_VALUE;

    private final long[] lastNs;
    private final long[] meanNs;
    private final boolean[] silent;
    private final long[] expectedSinceNs;
    private long patienceNs = FIRST_DATA_NS;

    /**
     * No stream has spoken.
     *
     * @param streams they are numbered from 0
     * @param lanes   connections that may be heard at once
     */
    public SilenceWatch(final int streams, final int lanes) {
        lastNs = new long[streams];
        meanNs = new long[streams];
        silent = new boolean[streams];
        expectedSinceNs = new long[lanes];
        Arrays.fill(lastNs, NEVER);
        Arrays.fill(meanNs, -1);
        Arrays.fill(expectedSinceNs, NEVER);
    }

    /**
     * A stream spoke.
     *
     * @param stream its number
     * @param nowNs  receive time
     * @return true when it had been silent
     */
    public boolean spoke(final int stream, final long nowNs) {
        final long last = lastNs[stream];
        lastNs[stream] = nowNs;
        if (last != NEVER) {
            final long gapNs = Math.max(0, Math.min(MOST_NS, nowNs - last));
            meanNs[stream] = meanNs[stream] < 0 ? gapNs : meanNs[stream] + (gapNs - meanNs[stream]) / SLOWNESS;
        }
        final boolean was = silent[stream];
        silent[stream] = false;
        return was;
    }

    /**
     * How long a stream may be quiet.
     *
     * @param stream its number
     * @return nanoseconds from 5 s to 60 s
     */
    public long limitNs(final int stream) {
        return meanNs[stream] < 0 ? MOST_NS : Math.max(LEAST_NS, Math.min(MOST_NS, MEANS * meanNs[stream]));
    }

    /**
     * Whether a stream has just become silent.
     *
     * @param stream its number
     * @param nowNs  now
     * @return true once per silence
     */
    public boolean fellSilent(final int stream, final long nowNs) {
        if (silent[stream] || lastNs[stream] == NEVER || nowNs - lastNs[stream] < limitNs(stream)) {
            return false;
        }
        silent[stream] = true;
        return true;
    }

    /**
     * Whether a stream is silent.
     *
     * @param stream its number
     * @return true from {@link #fellSilent} until it speaks
     */
    public boolean silent(final int stream) {
        return silent[stream];
    }

    /**
     * Forgets when a stream spoke last, for instance because its connection is gone; its usual rate is kept.
     *
     * @param stream its number
     */
    public void pause(final int stream) {
        silent[stream] = false;
        lastNs[stream] = NEVER;
    }

    /**
     * Data is due on a connection from now on.
     *
     * @param lane  which connection
     * @param nowNs now
     */
    public void expect(final int lane, final long nowNs) {
        expectedSinceNs[lane] = nowNs;
    }

    /**
     * Data came, or the connection is gone: none is due any more.
     *
     * @param lane which connection
     * @param data true when data came; then the next connection is expected to be quick again
     */
    public void arrived(final int lane, final boolean data) {
        expectedSinceNs[lane] = NEVER;
        if (data) {
            patienceNs = FIRST_DATA_NS;
        }
    }

    /**
     * Whether a connection is acknowledged but brings nothing.
     *
     * @param lane  which connection
     * @param nowNs now
     * @return true once; then twice as much patience
     */
    public boolean overdue(final int lane, final long nowNs) {
        if (expectedSinceNs[lane] == NEVER || nowNs - expectedSinceNs[lane] < patienceNs) {
            return false;
        }
        expectedSinceNs[lane] = NEVER;
        patienceNs = Math.min(MOST_FIRST_DATA_NS, 2 * patienceNs);
        return true;
    }
}
