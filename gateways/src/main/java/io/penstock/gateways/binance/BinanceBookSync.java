package io.penstock.gateways.binance;

import io.penstock.gateways.common.DiffBuffer;

/**
 * Decides for one instrument which diffs follow the book and which snapshot it can start from; it holds no book.
 *
 * <p>Spot (Binance's text of 2025-11-12): diffs with {@code u <= lastUpdateId} are stale, the first one applied has
 * {@code U <= lastUpdateId + 1 <= u}, and from then on {@code U} may not be beyond the last id plus one. USD-M: diffs
 * with {@code u < lastUpdateId} are stale, the first one applied has {@code U <= lastUpdateId <= u}, and from then on
 * {@code pu} equals the last id. Repeated and reordered diffs that end at or before the last id are stale on both.
 * Diffs without a book wait in a buffer. One thread; allocates only while the buffer grows.
 *
 * <p>Diffs of a second connection may take over as soon as one of them {@link #joins}: it begins at or before the end
 * of what is known, so that nothing lies between. Quantities are absolute, so an overlap does no harm.
 */
public final class BinanceBookSync {
    /** Answers to a diff. */
    public enum DiffVerdict {
        /** It follows the book: publish it. */
        APPLY,
        /** Older than the book: drop it. */
        STALE,
        /** There is no book yet: it was kept for later. */
        BUFFERED,
        /** Something between the book and it is missing: the book is lost; it was kept for later. */
        GAP
    }

    /** Answers to a snapshot. */
    public enum SnapshotVerdict {
        /** Publish it, then what waits in the buffer. */
        ACCEPT,
        /** Older than the book that is there: drop it. */
        OLD,
        /** Older than the first diff that waits: drop it and fetch again. */
        TOO_OLD
    }

    /** Longs that one instrument's buffer may hold: 4 Mi, 32 MiB, some two million levels. */
    private static final int BUFFER_LIMIT = 1 << 22;

    private final boolean usdm;
    private final DiffBuffer buffer;
    private boolean synced;
    private boolean first;
    private boolean joining;
    private long bookId;
    private long lastBufferedId;
    private long expectedId;
    private long observedId;
    private long overflows;

    /**
     * No book yet.
     *
     * @param usdm true for the rules of USD-M
     */
    public BinanceBookSync(final boolean usdm) {
        this(usdm, BUFFER_LIMIT);
    }

    BinanceBookSync(final boolean usdm, final int bufferLimit) {
        this.usdm = usdm;
        this.buffer = new DiffBuffer(bufferLimit);
    }

    /**
     * Whether there is a book that follows the venue.
     *
     * @return true between an accepted snapshot and the next gap
     */
    public boolean synced() {
        return synced;
    }

    /**
     * The last update id of the book; the previous id of the next diff that is applied.
     *
     * @return the id
     */
    public long bookId() {
        return bookId;
    }

    /**
     * After a gap: the id that should have come.
     *
     * @return first id on spot, previous id on USD-M
     */
    public long expectedId() {
        return expectedId;
    }

    /**
     * After a gap: the id that came.
     *
     * @return first id on spot, previous id on USD-M
     */
    public long observedId() {
        return observedId;
    }

    /**
     * How many diffs wait for a snapshot.
     *
     * @return those in the buffer
     */
    public int buffered() {
        return buffer.count();
    }

    /**
     * How often the buffer was full and was emptied.
     *
     * @return since the start
     */
    public long bufferOverflows() {
        return overflows;
    }

    /** The connection is gone: forgets the book and all that waits. */
    public void reset() {
        synced = false;
        joining = false;
        buffer.clear();
    }

    /**
     * Whether diffs of another connection may be followed from this one on without a hole.
     *
     * @param diff decoded, of the other connection
     * @return true when it reaches back to the end of the book, or of what waits for a snapshot
     */
    public boolean joins(final BinanceMessage diff) {
        if (!synced) {
            return buffer.count() == 0 || diff.lastUpdateId > lastBufferedId
                && (usdm ? diff.previousUpdateId : diff.firstUpdateId - 1) <= lastBufferedId;
        }
        if (usdm) {
            return first ? diff.firstUpdateId <= bookId : diff.previousUpdateId <= bookId;
        }
        return diff.firstUpdateId <= bookId + 1;
    }

    /** From now on the diffs come from another connection, one of which {@link #joins}. */
    public void handedOver() {
        joining = synced && !first;
    }

    /**
     * A diff came.
     *
     * @param diff          decoded
     * @param gatewayTimeNs when
     * @return what to do with it; APPLY moves {@link #bookId()} only by {@link #applied}
     */
    public DiffVerdict onDiff(final BinanceMessage diff, final long gatewayTimeNs) {
        if (synced) {
            final DiffVerdict verdict = check(diff.firstUpdateId, diff.lastUpdateId, diff.previousUpdateId);
            if (verdict != DiffVerdict.GAP) {
                return verdict;
            }
            keep(diff, gatewayTimeNs);
            return DiffVerdict.GAP;
        }
        keep(diff, gatewayTimeNs);
        return DiffVerdict.BUFFERED;
    }

    private void keep(final BinanceMessage diff, final long gatewayTimeNs) {
        if (!add(diff, gatewayTimeNs)) {
            overflows++;
            buffer.clear();
            add(diff, gatewayTimeNs);
        }
        lastBufferedId = diff.lastUpdateId;
    }

    private boolean add(final BinanceMessage diff, final long gatewayTimeNs) {
        return buffer.add(diff.firstUpdateId, diff.lastUpdateId, diff.previousUpdateId, diff.eventTimeNs,
            gatewayTimeNs, diff.levels, diff.bidCount, diff.levelCount);
    }

    private DiffVerdict check(final long firstId, final long lastId, final long previousId) {
        final boolean stale = usdm && first ? lastId < bookId : lastId <= bookId;
        if (stale) {
            return DiffVerdict.STALE;
        }
        final long wanted = usdm ? bookId : bookId + 1;
        final long got = usdm && !first ? previousId : firstId;
        if (usdm && !first && !joining ? got != wanted : got > wanted) {
            expectedId = wanted;
            observedId = got;
            synced = false;
            joining = false;
            return DiffVerdict.GAP;
        }
        return DiffVerdict.APPLY;
    }

    /**
     * A diff that was to be applied is published.
     *
     * @param lastUpdateId its last id
     */
    public void applied(final long lastUpdateId) {
        bookId = lastUpdateId;
        first = false;
        joining = false;
    }

    /**
     * A snapshot came.
     *
     * @param lastUpdateId its id
     * @return what to do with it
     */
    public SnapshotVerdict onSnapshot(final long lastUpdateId) {
        if (synced && lastUpdateId < bookId) {
            return SnapshotVerdict.OLD;
        }
        int at = buffer.first();
        while (at >= 0 && (usdm ? buffer.lastUpdateId(at) < lastUpdateId : buffer.lastUpdateId(at) <= lastUpdateId)) {
            at = buffer.next(at);
        }
        if (at >= 0 && buffer.firstUpdateId(at) > (usdm ? lastUpdateId : lastUpdateId + 1)) {
            return SnapshotVerdict.TOO_OLD;
        }
        synced = true;
        first = true;
        joining = false;
        bookId = lastUpdateId;
        return SnapshotVerdict.ACCEPT;
    }

    /**
     * Judges the first diff in the buffer, after a snapshot was accepted.
     *
     * @return APPLY or STALE: handle it, then {@link #removeBuffered()}; GAP: it and all behind it keep waiting;
     *     BUFFERED: there is none
     */
    public DiffVerdict checkBuffered() {
        final int at = buffer.first();
        if (at < 0 || !synced) {
            return DiffVerdict.BUFFERED;
        }
        return check(buffer.firstUpdateId(at), buffer.lastUpdateId(at), buffer.previousUpdateId(at));
    }

    /** Drops the first diff in the buffer. */
    public void removeBuffered() {
        buffer.removeFirst();
    }

    DiffBuffer waiting() {
        return buffer;
    }
}
