package io.penstock.gateways.bybit;

/**
 * Decides for one instrument's book stream on one connection which messages follow each other; it holds no book.
 *
 * <p>A snapshot replaces the book, always; {@code u == 1} is the first message after the venue's service was started
 * anew and is one too. A delta follows when its {@code u} is the last one plus one. One with {@code u} at or below the
 * last is old, unless its cross sequence is newer than the book's: then the ids began anew and that was missed.
 * Anything else is a gap, and the book is lost until the next snapshot, which the venue sends to who leaves the topic
 * and subscribes again. REST has snapshots too, but their {@code u} is that of the 1,000-level stream: they cannot be
 * joined to the deltas of another depth, so they are never asked for.
 *
 * <p>The venue promises consecutive {@code u} only for its full book; for 50, 200 and 1,000 levels it is practice, so a
 * jump costs a resubscription and never a wrong book. One thread; does not allocate.
 */
public final class BybitBookSync {
    /** Answers to a message of the book's stream. */
    public enum Verdict {
        /** It is the whole book. */
        REPLACE,
        /** It follows the book. */
        APPLY,
        /** Older than the book: drop it. */
        STALE,
        /** There is no book yet: drop it, the snapshot will contain it. */
        WAITING,
        /** Something between the book and it is missing: the book is lost. */
        GAP
    }

    private boolean synced;
    private long bookId;
    private long seq = BybitMessage.NO_NUMBER;
    private long observedId;

    /**
     * Whether there is a book that follows the venue.
     *
     * @return true between a snapshot and the next gap
     */
    public boolean synced() {
        return synced;
    }

    /**
     * The update id of the book; the previous id of the next delta that follows it.
     *
     * @return the id
     */
    public long bookId() {
        return bookId;
    }

    /**
     * The cross sequence of the book.
     *
     * @return smaller is older, whatever the connection and depth; -1 when the venue gave none
     */
    public long seq() {
        return seq;
    }

    /**
     * After a gap: the id that came.
     *
     * @return the id; {@link #bookId()} plus one should have come
     */
    public long observedId() {
        return observedId;
    }

    /** The connection or the book is gone: forgets it. */
    public void reset() {
        synced = false;
    }

    /**
     * A message came.
     *
     * @param snapshot whether it says that it is whole
     * @param updateId its {@code u}
     * @param newSeq   its cross sequence, or -1
     * @return what it is; REPLACE and APPLY have moved {@link #bookId()} and {@link #seq()}
     */
    public Verdict onMessage(final boolean snapshot, final long updateId, final long newSeq) {
        if (snapshot || updateId == 1) {
            synced = true;
            bookId = updateId;
            seq = newSeq;
            return Verdict.REPLACE;
        }
        if (!synced) {
            return Verdict.WAITING;
        }
        final boolean newer = newSeq != BybitMessage.NO_NUMBER && seq != BybitMessage.NO_NUMBER && newSeq > seq;
        if (updateId <= bookId && !newer) {
            return Verdict.STALE;
        }
        if (updateId != bookId + 1) {
            synced = false;
            observedId = updateId;
            return Verdict.GAP;
        }
        bookId = updateId;
        seq = newSeq;
        return Verdict.APPLY;
    }

    /**
     * Whether two chains stand at the same book.
     *
     * @param other of another connection
     * @return true when id and cross sequence are equal and known
     */
    public boolean equalTo(final BybitBookSync other) {
        return synced && other.synced && bookId == other.bookId && seq == other.seq && seq != BybitMessage.NO_NUMBER;
    }
}
