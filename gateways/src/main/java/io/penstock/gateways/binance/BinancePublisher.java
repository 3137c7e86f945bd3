package io.penstock.gateways.binance;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.api.Side;
import io.penstock.gateways.common.ConflatedQuotes;
import io.penstock.gateways.common.DiffBuffer;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentCounters;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.SnapshotRequests;
import io.penstock.gateways.common.StatusQueue;
import java.util.Arrays;
import java.util.List;

/**
 * Turns decoded messages into events and keeps what could not be published yet: the records of one frame in the
 * scratch, behind them statuses, diffs that waited for a snapshot, and the last quotes. Session thread; allocates in
 * the constructor only, apart from buffers of diffs that grow.
 */
final class BinancePublisher {
    /** Levels that one frame may have; a snapshot has at most 2 x 5,000. */
    static final int MAX_LEVELS = 12_000;

    private static final int SLOTS = EventScratch.chunks(MAX_LEVELS) + 8;
    private static final int NONE = -1;
    private static final long NOTHING = Long.MIN_VALUE;

    private final EventScratch scratch = new EventScratch(SLOTS);
    private final StatusQueue statuses;
    private final ConflatedQuotes waitingQuotes;
    private final SnapshotRequests requests;
    private final BinanceMessage message;
    private final int[] ids;
    private final int[] priceExponents;
    private final int[] quantityExponents;
    private final BinanceBookSync[] books;
    private final InstrumentCounters[] instruments;
    private final long[] quoteIds;
    private final long[] quoteFloors;
    private final long[] markTimesNs;
    private final long[] markFloorsNs;
    private int draining = NONE;
    private long drainNs;

    BinancePublisher(
        final boolean usdm, final List<InstrumentDefinition> definitions, final int[] instrumentIds,
        final BinanceMessage message, final SnapshotRequests requests) {
        final int count = definitions.size();
        this.message = message;
        this.requests = requests;
        ids = instrumentIds;
        statuses = new StatusQueue(count);
        waitingQuotes = new ConflatedQuotes(count);
        priceExponents = new int[count];
        quantityExponents = new int[count];
        books = new BinanceBookSync[count];
        instruments = new InstrumentCounters[count];
        for (int i = 0; i < count; i++) {
            priceExponents[i] = definitions.get(i).priceExponent();
            quantityExponents[i] = definitions.get(i).quantityExponent();
            books[i] = new BinanceBookSync(usdm);
            instruments[i] = new InstrumentCounters();
        }
        quoteIds = filled(count);
        quoteFloors = filled(count);
        markTimesNs = filled(count);
        markFloorsNs = filled(count);
    }

    private static long[] filled(final int count) {
        final long[] array = new long[count];
        Arrays.fill(array, NOTHING);
        return array;
    }

    BinanceBookSync book(final int slot) {
        return books[slot];
    }

    InstrumentCounters counters(final int slot) {
        return instruments[slot];
    }

    /** Whether anything waits to be published. */
    boolean pending() {
        return scratch.count() > 0 || draining != NONE || !statuses.isEmpty() || !waitingQuotes.isEmpty();
    }

    void connected(final long nowNs) {
        scratch.feedStatus(NONE, FeedState.CONNECTED, FeedReason.NONE, 0, 0, nowNs);
    }

    void status(final int slot, final FeedState state, final FeedReason reason, final long nowNs) {
        statuses.add(slot, state, reason, 0, 0, nowNs);
    }

    /** The diff that was decoded last, of the connection that is followed. */
    void onDepth(final long nowNs) {
        final int slot = message.slot;
        final BinanceBookSync book = books[slot];
        final InstrumentCounters counters = instruments[slot];
        switch (book.onDiff(message, nowNs)) {
            case APPLY -> {
                scratch.bookUpdate(ids[slot], false, message.firstUpdateId, message.lastUpdateId, book.bookId(),
                    message.eventTimeNs, message.levels, 0, message.bidCount, message.levelCount, nowNs);
                book.applied(message.lastUpdateId);
                counters.diffApplied(message.lastUpdateId);
            }
            case STALE -> counters.diffStale();
            case BUFFERED -> {
                counters.diffBuffered();
                requests.wantFirst(slot, nowNs);
            }
            case GAP -> {
                counters.diffBuffered();
                onGap(slot, nowNs);
            }
        }
    }

    private void onGap(final int slot, final long nowNs) {
        final BinanceBookSync book = books[slot];
        instruments[slot].gap();
        scratch.feedStatus(
            ids[slot], FeedState.INVALID, FeedReason.GAP, book.expectedId(), book.observedId(), nowNs);
        requests.cancel(slot);
        requests.wantFirst(slot, nowNs);
    }

    /** It is known that diffs will never come: the book is begun anew. */
    void lose(final int slot, final FeedReason reason, final long observedId, final long nowNs) {
        final BinanceBookSync book = books[slot];
        if (reason == FeedReason.GAP) {
            instruments[slot].gap();
        }
        statuses.add(slot, FeedState.INVALID, reason, book.bookId(), observedId, nowNs);
        book.reset();
        requests.cancel(slot);
        requests.wantFirst(slot, nowNs);
    }

    /** The book cannot be: it is begun anew. False when something waits to be published: try again. */
    boolean resync(final int slot, final long nowNs) {
        if (pending()) {
            return false;
        }
        if (books[slot].synced()) {
            lose(slot, FeedReason.CROSSED, 0, nowNs);
        }
        return true;
    }

    /** The only connection is gone. */
    void disconnect(final int slot, final boolean tell, final long nowNs) {
        books[slot].reset();
        requests.cancel(slot);
        quoteFloors[slot] = NOTHING;
        markFloorsNs[slot] = NOTHING;
        if (tell) {
            statuses.add(slot, FeedState.DISCONNECTED, FeedReason.NONE, 0, 0, nowNs);
        }
    }

    /** Another connection is followed: what it brings once more is not published again. */
    void handedOver(final int slot) {
        books[slot].handedOver();
        quoteFloors[slot] = quoteIds[slot];
        markFloorsNs[slot] = markTimesNs[slot];
    }

    /** The snapshot that was decoded last. */
    void onSnapshot(final long nowNs) {
        final int slot = message.slot;
        final BinanceBookSync book = books[slot];
        final InstrumentCounters counters = instruments[slot];
        switch (book.onSnapshot(message.lastUpdateId)) {
            case ACCEPT -> {
                scratch.bookUpdate(ids[slot], true, message.lastUpdateId, message.lastUpdateId,
                    message.lastUpdateId, message.eventTimeNs, message.levels, 0, message.bidCount,
                    message.levelCount, nowNs);
                counters.snapshotApplied(message.lastUpdateId);
                requests.cancel(slot);
                draining = slot;
                drainNs = nowNs;
            }
            case OLD -> {
                counters.snapshotOld();
                requests.cancel(slot);
            }
            case TOO_OLD -> {
                counters.snapshotTooOld();
                requests.wantAgain(slot, nowNs);
            }
        }
    }

    /** Encodes the next buffered diff behind an accepted snapshot; in the end says that the book follows the venue. */
    private void drain() {
        final int slot = draining;
        final BinanceBookSync book = books[slot];
        final InstrumentCounters counters = instruments[slot];
        while (scratch.count() == 0) {
            switch (book.checkBuffered()) {
                case APPLY -> {
                    final DiffBuffer diffs = book.waiting();
                    final int at = diffs.first();
                    scratch.bookUpdate(ids[slot], false, diffs.firstUpdateId(at), diffs.lastUpdateId(at),
                        book.bookId(), diffs.eventTimeNs(at), diffs.data(), diffs.levels(at), diffs.bidCount(at),
                        diffs.levelCount(at), diffs.gatewayTimeNs(at));
                    book.applied(diffs.lastUpdateId(at));
                    counters.diffApplied(diffs.lastUpdateId(at));
                    book.removeBuffered();
                }
                case STALE -> {
                    counters.diffStale();
                    book.removeBuffered();
                }
                case GAP -> {
                    onGap(slot, drainNs);
                    draining = NONE;
                }
                default -> {
                    scratch.feedStatus(ids[slot], FeedState.SYNCED, FeedReason.NONE, 0, book.bookId(), drainNs);
                    draining = NONE;
                }
            }
        }
    }

    /**
     * The best bid and offer that was decoded last.
     *
     * @param nowNs receive time
     * @return true when an older one, still waiting, was overwritten
     */
    boolean onBookTicker(final long nowNs) {
        final int slot = message.slot;
        if (message.lastUpdateId <= quoteFloors[slot]) {
            return false;
        }
        quoteIds[slot] = message.lastUpdateId;
        if (pending() && waitingQuotes.quote(slot, message.lastUpdateId, message.eventTimeNs, message.bidPrice,
            message.bidQuantity, message.askPrice, message.askQuantity, nowNs)) {
            return true;
        }
        instruments[slot].bestBidOffer();
        if (!waitingQuotes.isEmpty()) {
            return false;
        }
        scratch.bestBidOffer(ids[slot], message.lastUpdateId, message.eventTimeNs, message.bidPrice,
            message.bidQuantity, message.askPrice, message.askQuantity, nowNs);
        return false;
    }

    /**
     * The mark price that was decoded last.
     *
     * @param nowNs receive time
     * @return true when an older one, still waiting, was overwritten
     */
    boolean onMarkPrice(final long nowNs) {
        final int slot = message.slot;
        if (message.eventTimeNs <= markFloorsNs[slot]) {
            return false;
        }
        markTimesNs[slot] = message.eventTimeNs;
        if (pending() && waitingQuotes.mark(slot, message.price, message.indexPrice, message.hasFunding,
            message.fundingRate, message.fundingTimeNs, message.eventTimeNs, nowNs)) {
            return true;
        }
        instruments[slot].markPrice();
        if (!waitingQuotes.isEmpty()) {
            return false;
        }
        scratch.markPrice(ids[slot], message.price, message.indexPrice, message.eventTimeNs, nowNs);
        if (message.hasFunding) {
            scratch.funding(ids[slot], message.fundingRate, message.fundingTimeNs, message.eventTimeNs, nowNs);
        }
        return false;
    }

    /** The trade that was decoded last. */
    void onTrade(final boolean aggregated, final long nowNs) {
        final int slot = message.slot;
        if (message.price == 0 || message.quantity == 0) {
            instruments[slot].zeroTrade();
            return;
        }
        scratch.trade(ids[slot], message.buyerIsMaker ? Side.SELL : Side.BUY, aggregated, message.tradeId,
            message.price, message.quantity, message.tradeTimeNs, nowNs);
        instruments[slot].trade(
            message.tradeId, message.price, priceExponents[slot], message.quantity, quantityExponents[slot]);
    }

    /** The bar that was decoded last. */
    void onKline(final long nowNs) {
        final int slot = message.slot;
        scratch.candle(ids[slot], message.closed, nowNs).intervalNs(message.intervalNs)
            .openTimeNs(message.openTimeNs).openPrice(message.openPrice).highPrice(message.highPrice)
            .lowPrice(message.lowPrice).closePrice(message.closePrice).volume(message.volume)
            .quoteVolume(message.quoteVolume).tradeCount(message.tradeCount).exchangeTimeNs(message.eventTimeNs);
        instruments[slot].candle();
    }

    /** Drops all that waits. */
    void drop() {
        scratch.clear();
        draining = NONE;
        waitingQuotes.clear();
    }

    /**
     * Publishes what waits, until nothing is left or there is no room.
     *
     * @param actions takes it
     * @return false when there was no room
     */
    boolean publish(final SessionActions actions) {
        while (pending()) {
            if (scratch.count() == 0) {
                if (!statuses.isEmpty()) {
                    statuses.moveTo(scratch, ids);
                } else if (draining != NONE) {
                    drain();
                } else {
                    waitingQuotes.moveTo(scratch, ids);
                }
            }
            if (!actions.publish(scratch.buffer(), 0, scratch.count())) {
                return false;
            }
            scratch.clear();
        }
        return true;
    }
}
