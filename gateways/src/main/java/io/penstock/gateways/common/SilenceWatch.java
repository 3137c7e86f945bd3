package io.penstock.gateways.common;

import java.util.Arrays;

/**
 * Notices that streams have gone silent, each by its own usual rate, and that a whole connection brings nothing.
 *
 * <p>Usual is what a slow moving mean of the distances between messages says, and the longest pause of the last
 * minutes, because many streams come in bursts. A stream is silent once nothing came for {@value #MEANS} means and for
 * twice that pause, but never before 5 s and always after 60 s. A stream that never spoke is never called silent: some
 * instruments are quiet for minutes. What must bring data soon is the connection as a whole: {@link #overdue} tells
 * that it did not within 10 s of {@link #expect}, later after each time in a row, up to 10 min, so that a connection of
 * dead instruments is not replaced again and again. Session thread; allocates in the constructor only.
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

    private static final int PAUSES = 2;
    private static final int FEW = 8;
    private static final long WINDOW_NS = 300_000_000_000L;
    private static final long LONGEST_GAP_NS = 3_600_000_000_000L;
    private static final int SLOWNESS = 32;
    private static final long NEVER = Long.MIN_VALUE;

    private final long[] lastNs;
    private final long[] meanNs;
    private final int[] gaps;
    private final long[] pauseNs;
    private final long[] pauseBeforeNs;
    private final long[] windowNs;
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
        gaps = new int[streams];
        pauseNs = new long[streams];
        pauseBeforeNs = new long[streams];
        windowNs = new long[streams];
        silent = new boolean[streams];
        expectedSinceNs = new long[lanes];
        Arrays.fill(lastNs, NEVER);
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
            final long gapNs = Math.max(0, Math.min(LONGEST_GAP_NS, nowNs - last));
            meanNs[stream] = gaps[stream] == 0 ? gapNs : meanNs[stream] + (gapNs - meanNs[stream]) / SLOWNESS;
            gaps[stream] = Math.min(FEW, gaps[stream] + 1);
            paused(stream, gapNs, nowNs);
        }
        final boolean was = silent[stream];
        silent[stream] = false;
        return was;
    }

    /** Two windows of time, the running one and the one before, each with its longest pause. */
    private void paused(final int stream, final long gapNs, final long nowNs) {
        final long ageNs = nowNs - windowNs[stream];
        if (ageNs >= WINDOW_NS) {
            pauseBeforeNs[stream] = ageNs < 2 * WINDOW_NS ? pauseNs[stream] : 0;
            pauseNs[stream] = 0;
            windowNs[stream] = nowNs;
        }
        pauseNs[stream] = Math.max(pauseNs[stream], gapNs);
    }

    /**
     * How long a stream may be quiet.
     *
     * @param stream its number
     * @return nanoseconds from 5 s to 60 s
     */
    public long limitNs(final int stream) {
        return Math.min(MOST_NS, usualNs(stream));
    }

    private long usualNs(final int stream) {
        return gaps[stream] == 0 ? Long.MAX_VALUE : Math.max(Math.max(LEAST_NS, MEANS * meanNs[stream]),
            PAUSES * Math.max(pauseNs[stream], pauseBeforeNs[stream]));
    }

    /**
     * Whether a stream has just been quiet for longer than it ever is, however rarely it speaks. It is given twice as
     * long the next time, for some minutes.
     *
     * @param stream  its number
     * @param leastNs but at least so long
     * @param nowNs   now
     * @return true when something is probably broken; never for a stream that is not known well
     */
    public boolean broken(final int stream, final long leastNs, final long nowNs) {
        if (lastNs[stream] == NEVER || gaps[stream] < FEW) {
            return false;
        }
        final long quietNs = nowNs - lastNs[stream];
        if (quietNs < leastNs || quietNs < usualNs(stream)) {
            return false;
        }
        paused(stream, quietNs, nowNs);
        return true;
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
