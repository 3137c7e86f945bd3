package io.penstock.gateways.common.feed;

import io.penstock.gateways.common.InstrumentCounters;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.SessionCounters;

/**
 * How a feed is, for status lines and metrics. Any thread may read; the feed writes it four times a second, so values
 * are up to 250 ms old and each is of its own moment. Does not allocate after construction.
 */
public final class FeedView {
    static final long EVERY_NS = 250_000_000L;
    private static final int SAMPLES = 20;

    private final String name;
    private final int books;
    private final long[] sampledFrames = new long[SAMPLES];
    private final long[] sampledAtNs = new long[SAMPLES];
    private int samples;
    private volatile LaneState firstLane = LaneState.IDLE;
    private volatile LaneState secondLane = LaneState.IDLE;
    private volatile double framesPerSecond;
    private volatile long frames;
    private volatile long malformedFrames;
    private volatile long conflatedQuotes;
    private volatile long lastFrameNs;
    private volatile long lagNs = Long.MIN_VALUE;
    private volatile long gaps;
    private volatile int syncedBooks;
    private volatile long attempts;
    private volatile long connects;
    private volatile long failedAttempts;
    private volatile long handOvers;
    private volatile long overruns;
    private volatile long droppedFrames;
    private volatile boolean blocked;
    private volatile String lastFailure = "";

    FeedView(final String name, final int books) {
        this.name = name;
        this.books = books;
    }

    void lives(final ConnectionLife lives) {
        firstLane = lives.state(0);
        secondLane = lives.state(1);
        attempts = lives.attempts();
        connects = lives.connects();
        failedAttempts = lives.failedAttempts();
        handOvers = lives.handOvers();
    }

    void session(final MarketDataSession session, final long nowNs) {
        final SessionCounters totals = session.totals();
        final int oldest = samples < SAMPLES ? 0 : samples % SAMPLES;
        final long spanNs = samples == 0 ? 0 : nowNs - sampledAtNs[oldest];
        framesPerSecond = spanNs > 0 ? (totals.frames() - sampledFrames[oldest]) * 1e9 / spanNs : 0;
        sampledFrames[samples % SAMPLES] = totals.frames();
        sampledAtNs[samples % SAMPLES] = nowNs;
        samples = samples == 2 * SAMPLES - 1 ? SAMPLES : samples + 1;
        frames = totals.frames();
        malformedFrames = totals.malformedFrames();
        conflatedQuotes = totals.conflatedQuotes();
        lagNs = totals.lagNs();
        long allGaps = 0;
        int synced = 0;
        for (int i = 0; i < session.instrumentCount(); i++) {
            final InstrumentCounters counters = session.counters(i);
            allGaps += counters.gaps();
            synced += session.synced(i) ? 1 : 0;
        }
        gaps = allGaps;
        syncedBooks = synced;
    }

    void pressure(
        final long newOverruns, final long newDroppedFrames, final boolean newBlocked, final long newLastFrameNs) {
        overruns = newOverruns;
        droppedFrames = newDroppedFrames;
        blocked = newBlocked;
        lastFrameNs = newLastFrameNs;
    }

    void failure(final String words) {
        lastFailure = words;
    }

    /**
     * The feed's name.
     *
     * @return of its plan
     */
    public String name() {
        return name;
    }

    /**
     * Where a connection is in its life.
     *
     * @param lane 0 or 1
     * @return its state
     */
    public LaneState lane(final int lane) {
        return lane == 0 ? firstLane : secondLane;
    }

    /**
     * Frames of the last five seconds.
     *
     * @return per second
     */
    public double framesPerSecond() {
        return framesPerSecond;
    }

    /**
     * Frames the session has taken.
     *
     * @return since the start
     */
    public long frames() {
        return frames;
    }

    /**
     * Frames the session has refused.
     *
     * @return since the start
     */
    public long malformedFrames() {
        return malformedFrames;
    }

    /**
     * Quotes overwritten by younger ones while the engine had no room.
     *
     * @return since the start
     */
    public long conflatedQuotes() {
        return conflatedQuotes;
    }

    /**
     * Time since anything was heard.
     *
     * @param nowNs now
     * @return nanoseconds, or -1 when nothing ever was
     */
    public long ageNs(final long nowNs) {
        final long last = lastFrameNs;
        return last == 0 ? -1 : Math.max(0, nowNs - last);
    }

    /**
     * How old the last stamped message was when it came.
     *
     * @return nanoseconds, Long.MIN_VALUE when no message had a time
     */
    public long lagNs() {
        return lagNs;
    }

    /**
     * Holes seen in the updates of all books.
     *
     * @return since the start
     */
    public long gaps() {
        return gaps;
    }

    /**
     * Books that follow the venue now.
     *
     * @return of {@link #books}
     */
    public int syncedBooks() {
        return syncedBooks;
    }

    /**
     * Instruments of the feed.
     *
     * @return how many
     */
    public int books() {
        return books;
    }

    /**
     * Connections tried.
     *
     * @return since the start
     */
    public long attempts() {
        return attempts;
    }

    /**
     * Connections that opened.
     *
     * @return since the start
     */
    public long connects() {
        return connects;
    }

    /**
     * Connections that never opened.
     *
     * @return since the start
     */
    public long failedAttempts() {
        return failedAttempts;
    }

    /**
     * Times that one connection took over from the other.
     *
     * @return since the start
     */
    public long handOvers() {
        return handOvers;
    }

    /**
     * Times that the engine had no room for too long.
     *
     * @return since the start
     */
    public long overruns() {
        return overruns;
    }

    /**
     * Frames thrown away in overruns.
     *
     * @return since the start
     */
    public long droppedFrames() {
        return droppedFrames;
    }

    /**
     * Whether the engine has no room now.
     *
     * @return true while reading is stopped
     */
    public boolean blocked() {
        return blocked;
    }

    /**
     * Why a connection last ended or did not come to be.
     *
     * @return for people; empty when nothing has failed
     */
    public String lastFailure() {
        return lastFailure;
    }
}
