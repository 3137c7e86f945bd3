package io.penstock.gateways.mexc;

import io.penstock.gateways.common.DiffBuffer;

/**
 * Decides for one instrument which diffs follow the book and which snapshot it can start from; it holds no book.
 *
 * <p>The venue's rule: diffs with {@code toVersion <= lastUpdateId} of the snapshot are stale; the first applied has
 * {@code fromVersion <= lastUpdateId + 1}; from then on {@code fromVersion} equals the last {@code toVersion + 1},
 * otherwise the book begins anew. A snapshot with which the diffs that wait do not connect is fetched again.
 *
 * <p>Some instruments send no diff for minutes. Their book is SYNCED from the snapshot alone when nothing waits, if the
 * snapshot was asked for after the stream was acknowledged: whatever changes later comes as a diff, and the first one
 * must connect like any other. Repeated and reordered diffs that end at or before the book are stale. Diffs without a
 * book wait in a buffer. One thread; allocates only while the buffer grows.
 */
public final class MexcBookSync {
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
        /** Not newer than the book that is there: drop it. */
        OLD,
        /** Older than the first diff that waits: drop it and fetch again. */
        TOO_OLD
    }

    /** Longs that one instrument's buffer may hold: 4 Mi, 32 MiB, some two million levels. */
    private static final int BUFFER_LIMIT = 1 << 22;

    private final DiffBuffer buffer;
    private boolean synced;
    private boolean overlapAllowed;
    private long bookVersion;
    private long expectedVersion;
    private long observedVersion;
    private long overflows;

    /** No book yet. */
    public MexcBookSync() {
        this(BUFFER_LIMIT);
    }

    MexcBookSync(final int bufferLimit) {
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
     * The version of the book; the previous id of the next diff that is applied.
     *
     * @return the version
     */
    public long bookId() {
        return bookVersion;
    }

    /**
     * After a gap: the first version that should have come.
     *
     * @return the version
     */
    public long expectedId() {
        return expectedVersion;
    }

    /**
     * After a gap: the first version that came.
     *
     * @return the version
     */
    public long observedId() {
        return observedVersion;
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
        buffer.clear();
    }

    /** Another connection carries the diffs from now on: its first one may begin before the book ends. */
    public void takenOver() {
        overlapAllowed = true;
    }

    /**
     * Whether a diff would connect with the book or is older, without any effect.
     *
     * @param fromVersion of the diff
     * @return true unless there is a hole before it
     */
    public boolean connects(final long fromVersion) {
        return fromVersion <= bookVersion + 1;
    }

    /**
     * A diff came.
     *
     * @param diff          decoded
     * @param gatewayTimeNs when
     * @return what to do with it; APPLY moves {@link #bookId()} only by {@link #applied}
     */
    public DiffVerdict onDiff(final MexcMessage diff, final long gatewayTimeNs) {
        if (synced) {
            final DiffVerdict verdict = check(diff.fromVersion, diff.toVersion);
            if (verdict != DiffVerdict.GAP) {
                return verdict;
            }
            keep(diff, gatewayTimeNs);
            return DiffVerdict.GAP;
        }
        keep(diff, gatewayTimeNs);
        return DiffVerdict.BUFFERED;
    }

    private void keep(final MexcMessage diff, final long gatewayTimeNs) {
        if (!add(diff, gatewayTimeNs)) {
            overflows++;
            buffer.clear();
            add(diff, gatewayTimeNs);
        }
    }

    private boolean add(final MexcMessage diff, final long gatewayTimeNs) {
        return buffer.add(diff.fromVersion, diff.toVersion, -1, diff.eventTimeNs, gatewayTimeNs, diff.levels,
            diff.bidCount, diff.levelCount);
    }

    private DiffVerdict check(final long fromVersion, final long toVersion) {
        if (toVersion <= bookVersion) {
            return DiffVerdict.STALE;
        }
        final long wanted = bookVersion + 1;
        if (fromVersion > wanted || fromVersion < wanted && !overlapAllowed) {
            expectedVersion = wanted;
            observedVersion = fromVersion;
            synced = false;
            return DiffVerdict.GAP;
        }
        return DiffVerdict.APPLY;
    }

    /**
     * A diff that was to be applied is published.
     *
     * @param toVersion its last version
     */
    public void applied(final long toVersion) {
        bookVersion = toVersion;
        overlapAllowed = false;
    }

    /**
     * A snapshot came.
     *
     * @param lastUpdateId its version
     * @return what to do with it
     */
    public SnapshotVerdict onSnapshot(final long lastUpdateId) {
        if (synced && lastUpdateId <= bookVersion) {
            return SnapshotVerdict.OLD;
        }
        int at = buffer.first();
        while (at >= 0 && buffer.lastUpdateId(at) <= lastUpdateId) {
            at = buffer.next(at);
        }
        if (at >= 0 && buffer.firstUpdateId(at) > lastUpdateId + 1) {
            return SnapshotVerdict.TOO_OLD;
        }
        synced = true;
        overlapAllowed = true;
        bookVersion = lastUpdateId;
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
        return check(buffer.firstUpdateId(at), buffer.lastUpdateId(at));
    }

    /** Drops the first diff in the buffer. */
    public void removeBuffered() {
        buffer.removeFirst();
    }

    DiffBuffer waiting() {
        return buffer;
    }
}
