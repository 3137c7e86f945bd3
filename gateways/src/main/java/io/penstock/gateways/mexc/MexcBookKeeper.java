package io.penstock.gateways.mexc;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.gateways.common.DiffBuffer;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentCounters;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.SnapshotRequests;

/**
 * The books of a session: which connection each follows, which snapshots are wanted, and what is published of them.
 *
 * <p>A book follows one connection, its owner. A second connection takes a book over at its first diff that is not
 * beyond the book (stale or contiguous: from there on it brings everything), or, where no diff comes, when a snapshot
 * that was asked for after its subscription shows that nothing was missed. A connection that is lost takes its books
 * with it, except where the other one has proved to be no further than the book. Session thread; allocates in the
 * constructor only.
 */
final class MexcBookKeeper {
    static final int NO_LANE = -1;
    /** A busy stream brings its first diff within this; without one the snapshot is asked for all the same. */
    static final long QUIET_NS = 2_000_000_000L;
    /** So long after its subscription a second connection has to prove itself by a snapshot. */
    static final long PROOF_NS = 5_000_000_000L;
    /** An answer that has not come by then will not come. */
    static final long LOST_NS = 60_000_000_000L;
    private static final int NONE = -1;
    private static final int LANES = MarketDataSession.LANES;

    private final MexcSymbolMap map;
    private final MexcMessage message;
    private final EventScratch scratch;
    private final InstrumentCounters[] counters;
    private final MexcControl control;
    private final MexcBookSync[] books;
    private final SnapshotRequests requests;
    private final int[] owner;
    /** Last version that a connection brought since it was opened, 0 = none. */
    private final long[][] brought;
    private final boolean[] asked;
    private final long[] askedNs;
    private final boolean[] outdated;
    private int newest;
    private int draining = NONE;
    private long drainNs;

    MexcBookKeeper(
        final MexcSymbolMap map, final MexcMessage message, final EventScratch scratch,
        final InstrumentCounters[] counters, final MexcControl control) {
        this.map = map;
        this.message = message;
        this.scratch = scratch;
        this.counters = counters;
        this.control = control;
        final int count = map.size();
        books = new MexcBookSync[count];
        owner = new int[count];
        for (int i = 0; i < count; i++) {
            books[i] = new MexcBookSync();
            owner[i] = NO_LANE;
        }
        requests = new SnapshotRequests(count);
        brought = new long[LANES][count];
        asked = new boolean[count];
        askedNs = new long[count];
        outdated = new boolean[count];
    }

    MexcBookSync book(final int slot) {
        return books[slot];
    }

    int owner(final int slot) {
        return owner[slot];
    }

    private int id(final int slot) {
        return map.symbols().instrumentId(slot);
    }

    void opened(final int lane) {
        newest = lane;
        for (int slot = 0; slot < owner.length; slot++) {
            brought[lane][slot] = 0;
            if (owner[slot] == NO_LANE) {
                owner[slot] = lane;
            }
        }
    }

    void closed(final int lane, final long nowNs) {
        final int other = 1 - lane;
        final boolean another = control.open(other);
        newest = another ? other : newest;
        for (int slot = 0; slot < owner.length; slot++) {
            if (owner[slot] != lane) {
                continue;
            }
            owner[slot] = another ? other : NO_LANE;
            final MexcBookSync book = books[slot];
            if (another && book.synced() && brought[other][slot] > 0 && brought[other][slot] <= book.bookId()) {
                book.takenOver();
            } else {
                scratch.feedStatus(id(slot), FeedState.DISCONNECTED, FeedReason.NONE, 0, 0, nowNs);
                forget(slot);
            }
        }
    }

    /** Begins anew: an answer that is still under way may be older than what was missed. */
    private void forget(final int slot) {
        books[slot].reset();
        requests.cancel(slot);
        outdated[slot] = asked[slot];
    }

    void overrun(final long nowNs) {
        draining = NONE;
        for (int slot = 0; slot < owner.length; slot++) {
            forget(slot);
            scratch.feedStatus(id(slot), FeedState.INVALID, FeedReason.BACK_PRESSURE, 0, 0, nowNs);
            if (owner[slot] != NO_LANE) {
                requests.wantFirst(slot, nowNs);
            }
        }
    }

    /** The book cannot be: it is begun anew. */
    void resync(final int slot, final long nowNs) {
        if (owner[slot] != NO_LANE && books[slot].synced()) {
            final long bookId = books[slot].bookId();
            forget(slot);
            scratch.feedStatus(id(slot), FeedState.INVALID, FeedReason.CROSSED, bookId, 0, nowNs);
            requests.wantFirst(slot, nowNs);
        }
    }

    void onTimer(final long nowNs) {
        for (int slot = 0; slot < owner.length; slot++) {
            if (asked[slot] && nowNs - askedNs[slot] >= LOST_NS) {
                asked[slot] = false;
                outdated[slot] = false;
            }
            requests.onTimer(slot, nowNs);
            final int lane = owner[slot];
            if (lane == NO_LANE) {
                continue;
            }
            if (!books[slot].synced()) {
                if (nowNs - QUIET_NS >= control.depthSinceNs(lane, slot)) {
                    requests.wantFirst(slot, nowNs);
                }
            } else if (lane != newest && nowNs - PROOF_NS >= control.depthSinceNs(newest, slot)) {
                requests.wantFirst(slot, nowNs);
            }
        }
    }

    /** A diff came. False when its connection is not the one that the instrument follows. */
    boolean onDepth(final int lane, final long nowNs) {
        final int slot = message.slot;
        brought[lane][slot] = Math.max(brought[lane][slot], message.toVersion);
        if (owner[slot] != lane && !takeOver(slot, lane)) {
            return false;
        }
        final MexcBookSync book = books[slot];
        switch (book.onDiff(message, nowNs)) {
            case APPLY -> {
                scratch.bookUpdate(id(slot), false, message.fromVersion, message.toVersion, book.bookId(),
                    message.eventTimeNs, message.levels, 0, message.bidCount, message.levelCount, nowNs);
                book.applied(message.toVersion);
                counters[slot].diffApplied(message.toVersion);
            }
            case STALE -> counters[slot].diffStale();
            case BUFFERED -> {
                counters[slot].diffBuffered();
                requests.wantFirst(slot, nowNs);
            }
            case GAP -> {
                counters[slot].diffBuffered();
                onGap(slot, nowNs);
            }
        }
        return true;
    }

    private boolean takeOver(final int slot, final int lane) {
        if (lane != newest) {
            return false;
        }
        final MexcBookSync book = books[slot];
        if (!book.synced()) {
            book.reset(); // a snapshot under way still serves: it has to connect with the diff that waits now
        } else if (book.connects(message.fromVersion)) {
            book.takenOver();
            requests.cancel(slot);
        } else {
            return false;
        }
        owner[slot] = lane;
        return true;
    }

    private void onGap(final int slot, final long nowNs) {
        final MexcBookSync book = books[slot];
        counters[slot].gap();
        scratch.feedStatus(
            id(slot), FeedState.INVALID, FeedReason.GAP, book.expectedId(), book.observedId(), nowNs);
        requests.cancel(slot);
        requests.wantFirst(slot, nowNs);
    }

    /** An answer came, whatever it holds. False when it is outdated. */
    boolean answered(final int slot) {
        final boolean use = !outdated[slot];
        outdated[slot] = false;
        asked[slot] = false;
        return use;
    }

    void failed(final int slot, final long notBeforeNs) {
        answered(slot);
        requests.failed(slot, notBeforeNs);
    }

    /** What came as an answer cannot be used; another one is wanted, unless nothing is wanted any more. */
    void useless(final int slot, final long nowNs) {
        if (requests.out(slot)) {
            requests.wantAgain(slot, nowNs);
        }
    }

    /** A snapshot was decoded. */
    void onSnapshot(final long nowNs) {
        final int slot = message.slot;
        if (owner[slot] == NO_LANE || proving(slot) && !proved(slot)) {
            counters[slot].snapshotOld();
            useless(slot, nowNs);
            return;
        }
        final MexcBookSync book = books[slot];
        switch (book.onSnapshot(message.toVersion)) {
            case ACCEPT -> {
                scratch.bookUpdate(id(slot), true, message.toVersion, message.toVersion, message.toVersion,
                    message.eventTimeNs, message.levels, 0, message.bidCount, message.levelCount, nowNs);
                counters[slot].snapshotApplied(message.toVersion);
                requests.cancel(slot);
                draining = slot;
                drainNs = nowNs;
            }
            case OLD -> {
                counters[slot].snapshotOld();
                requests.cancel(slot);
            }
            case TOO_OLD -> {
                counters[slot].snapshotTooOld();
                requests.wantAgain(slot, nowNs);
            }
        }
    }

    private boolean proving(final int slot) {
        return books[slot].synced() && owner[slot] != newest;
    }

    /** A snapshot not older than the book, and no diff of the newer connection beyond it: nothing was missed. */
    private boolean proved(final int slot) {
        if (message.toVersion < books[slot].bookId() || message.toVersion < brought[newest][slot]
            || control.depthSinceNs(newest, slot) > askedNs[slot]) {
            return false;
        }
        owner[slot] = newest;
        books[slot].takenOver();
        return true;
    }

    boolean draining() {
        return draining != NONE;
    }

    /** Encodes the next buffered diff behind an accepted snapshot; in the end says that the book follows the venue. */
    void drain() {
        final int slot = draining;
        final MexcBookSync book = books[slot];
        while (scratch.count() == 0) {
            switch (book.checkBuffered()) {
                case APPLY -> {
                    final DiffBuffer diffs = book.waiting();
                    final int at = diffs.first();
                    scratch.bookUpdate(id(slot), false, diffs.firstUpdateId(at), diffs.lastUpdateId(at),
                        book.bookId(), diffs.eventTimeNs(at), diffs.data(), diffs.levels(at), diffs.bidCount(at),
                        diffs.levelCount(at), diffs.gatewayTimeNs(at));
                    book.applied(diffs.lastUpdateId(at));
                    counters[slot].diffApplied(diffs.lastUpdateId(at));
                    book.removeBuffered();
                }
                case STALE -> {
                    counters[slot].diffStale();
                    book.removeBuffered();
                }
                case GAP -> {
                    onGap(slot, drainNs);
                    draining = NONE;
                }
                default -> {
                    scratch.feedStatus(id(slot), FeedState.SYNCED, FeedReason.NONE, 0, book.bookId(), drainNs);
                    draining = NONE;
                }
            }
        }
    }

    /** Asks for what is wanted, one question per book at a time. */
    void ask(final SessionActions actions, final long nowNs) {
        for (int slot = 0; slot < owner.length; slot++) {
            if (!asked[slot] && requests.take(slot)) {
                asked[slot] = true;
                askedNs[slot] = nowNs;
                actions.requestSnapshot(slot, map.symbol(slot));
            }
        }
    }

    /** Whether every book follows this connection. */
    boolean follows(final int lane) {
        for (int slot = 0; slot < owner.length; slot++) {
            if (owner[slot] != lane) {
                return false;
            }
        }
        return true;
    }
}
