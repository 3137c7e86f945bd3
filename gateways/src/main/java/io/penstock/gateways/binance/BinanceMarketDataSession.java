package io.penstock.gateways.binance;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.gateways.common.InstrumentCounters;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.SessionCounters;
import io.penstock.gateways.common.SnapshotRequests;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The market data of some instruments of Binance, spot or USD-M, without any I/O; see {@link MarketDataSession}.
 *
 * <p>Two kinds of sessions share this class. One with depth streams carries books: it asks for snapshots and tells of
 * each instrument when its book is lost, old or in step. One without (USD-M's route {@code /market}) publishes trades,
 * mark prices and bars only and never says anything of a book, which another session keeps. One thread; allocates
 * nothing per message after warm-up.
 */
public final class BinanceMarketDataSession implements MarketDataSession {
    /** Questions for books that may be out at once: a thousand books after an outage must not burn the budget. */
    static final int MOST_SNAPSHOTS_OUT = 4;

    private static final int NONE = -1;

    private final BinanceSymbolMap symbols;
    private final BinanceMessages messages;
    private final BinanceMessage message;
    private final boolean books;
    private final int count;
    private final BinancePublisher publisher;
    private final SnapshotRequests requests;
    private final BinanceLanes lanes;
    private final BinanceTradeIds tradeIds;
    private final BinanceConnections connections;
    private final FrameCounters frames = new FrameCounters();
    private final SessionCounters totals = new SessionCounters();
    private long clockNs;

    /**
     * A session for some instruments of one venue.
     *
     * @param usdm          true for USD-M futures, false for spot
     * @param definitions   the instruments, all of this venue
     * @param instrumentIds their dense ids, in the same order
     * @param streams       streams to subscribe to when connected, e.g. {@code btcusdt@depth@100ms}; without any depth
     *                      stream the session carries no books; empty when the address or a recording names them
     */
    public BinanceMarketDataSession(
        final boolean usdm, final List<InstrumentDefinition> definitions, final int[] instrumentIds,
        final List<String> streams) {
        count = definitions.size();
        symbols = new BinanceSymbolMap(definitions, instrumentIds);
        messages = new BinanceMessages(usdm, symbols.table(), BinancePublisher.MAX_LEVELS);
        message = messages.message();
        books = streams.isEmpty() || streams.stream().anyMatch(name -> name.contains(BinanceSymbolMap.DEPTH));
        requests = new SnapshotRequests(count, MOST_SNAPSHOTS_OUT);
        publisher = new BinancePublisher(usdm, definitions, symbols.ids(), message, requests);
        lanes = new BinanceLanes(count, LANES);
        tradeIds = new BinanceTradeIds(count);
        connections = new BinanceConnections(usdm, count, streams, totals);
    }

    @Override
    public int onConnected(final int lane, final long nowNs) {
        if (publisher.pending()) {
            return BUSY;
        }
        clockNs = nowNs;
        if (!lanes.anyConnected()) {
            publisher.connected(nowNs);
        }
        lanes.connect(lane);
        connections.opened(lane);
        return TAKEN;
    }

    @Override
    public int onDisconnected(final int lane, final long nowNs) {
        if (publisher.pending()) {
            return BUSY;
        }
        clockNs = nowNs;
        connections.closed(lane);
        if (!lanes.connected(lane)) {
            return TAKEN;
        }
        final int other = lanes.disconnect(lane);
        tradeIds.lost(lane, other);
        for (int slot = 0; slot < count; slot++) {
            if (lanes.follows(slot, lane)) {
                leave(slot, other, nowNs);
            }
        }
        return TAKEN;
    }

    /** The connection that an instrument followed is gone. */
    private void leave(final int slot, final int other, final long nowNs) {
        final long passedOver = lanes.passedOver(slot);
        lanes.follow(slot, other);
        connections.left(slot);
        if (other == NONE) {
            publisher.disconnect(slot, books, nowNs);
            return;
        }
        final BinanceBookSync book = publisher.book(slot);
        // A subscription too young may have missed a diff, and that would never show if nothing followed it.
        if (book.synced() && (passedOver > book.bookId() || !connections.settled(other, nowNs))) {
            publisher.lose(slot, FeedReason.GAP, Math.max(0, passedOver), nowNs);
        } else {
            publisher.handedOver(slot);
        }
    }

    @Override
    public int onTimer(final long nowNs) {
        if (publisher.pending()) {
            return BUSY;
        }
        clockNs = nowNs;
        for (int lane = 0; lane < LANES; lane++) {
            if (lanes.connected(lane)) {
                connections.checkLane(lane, nowNs);
            }
        }
        for (int slot = 0; books && slot < count; slot++) {
            checkBook(slot, nowNs);
        }
        return TAKEN;
    }

    private void checkBook(final int slot, final long nowNs) {
        requests.onTimer(slot, nowNs);
        final int lane = lanes.followed(slot);
        if (lane == NONE) {
            return;
        }
        final boolean synced = publisher.book(slot).synced();
        if (connections.checkBook(slot, lane, nowNs) && synced) {
            publisher.status(slot, FeedState.STALE, FeedReason.SILENT, nowNs);
        }
        // An instrument may have no diff for minutes: behind a settled subscription a snapshot alone begins its book.
        if (!synced && requests.idle(slot) && connections.settled(lane, nowNs)) {
            requests.wantFirst(slot, nowNs);
        }
    }

    @Override
    public int onText(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        final BinanceMessageKind kind = messages.decode(buffer, offset, length, NONE);
        final boolean quote = kind == BinanceMessageKind.BOOK_TICKER || kind == BinanceMessageKind.MARK_PRICE;
        if (publisher.pending() && !quote) {
            return BUSY;
        }
        clockNs = nowNs;
        totals.frame(length, nowNs);
        if (message.eventTimeNs != BinanceMessage.NO_TIME && kind != BinanceMessageKind.MALFORMED) {
            totals.lag(nowNs - message.eventTimeNs);
        }
        if (lanes.connected(lane)) {
            onMessage(lane, kind, nowNs);
        }
        return TAKEN;
    }

    @Override
    public int onBinary(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        clockNs = nowNs;
        totals.frame(length, nowNs);
        totals.unknown();
        return TAKEN;
    }

    @Override
    public int onSnapshot(
        final int instrument, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (publisher.pending()) {
            return BUSY;
        }
        clockNs = nowNs;
        final BinanceMessageKind kind = messages.decode(buffer, offset, length, instrument);
        frames.count(message, totals);
        if (!books || instrument < 0 || !lanes.anyConnected()) {
            return TAKEN;
        }
        final BinanceBookSync book = publisher.book(instrument);
        if (kind != BinanceMessageKind.SNAPSHOT) {
            totals.refused();
            requests.failed(instrument, nowNs);
        } else if (!book.synced() && book.buffered() == 0 && !requests.out(instrument)) {
            // Asked for before the book was lost, and no diff to hold it against.
            publisher.counters(instrument).snapshotOld();
        } else {
            publisher.onSnapshot(nowNs);
        }
        return TAKEN;
    }

    /**
     * One line of a recording in which frames and depth answers stand side by side; the shape tells which it is.
     *
     * @param instrument whose book a depth answer is, in the order given, or -1 when that is not known
     * @param buffer     holds the text
     * @param offset     of its first byte
     * @param length     in bytes
     * @param nowNs      receive time
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    public int onRecorded(
        final int instrument, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (publisher.pending()) {
            return BUSY;
        }
        clockNs = nowNs;
        if (!lanes.connected(0)) {
            lanes.connect(0);
        }
        final BinanceMessageKind kind = messages.decode(buffer, offset, length, instrument);
        totals.frame(length, nowNs);
        if (kind == BinanceMessageKind.SNAPSHOT) {
            frames.count(message, totals);
            publisher.onSnapshot(nowNs);
        } else {
            onMessage(0, kind, nowNs);
        }
        return TAKEN;
    }

    private void onMessage(final int lane, final BinanceMessageKind kind, final long nowNs) {
        frames.count(message, totals);
        if (kind.isData()) {
            connections.heard(lane, nowNs);
        }
        switch (kind) {
            case DEPTH -> onDepth(lane, nowNs);
            case BOOK_TICKER, MARK_PRICE, KLINE -> onValue(lane, kind, nowNs);
            case TRADE, AGG_TRADE -> onTrade(lane, kind == BinanceMessageKind.AGG_TRADE, nowNs);
            case CONTROL_REPLY -> connections.accepted(lane, message.controlId, nowNs);
            case CONTROL_ERROR -> connections.refused(lane, message.controlId);
            case SERVER_SHUTDOWN -> connections.shutdownAnnounced(lane);
            default -> { }
        }
    }

    private void onValue(final int lane, final BinanceMessageKind kind, final long nowNs) {
        if (!takes(lane)) {
            return;
        }
        if (kind == BinanceMessageKind.KLINE) {
            publisher.onKline(nowNs);
        } else if (kind == BinanceMessageKind.BOOK_TICKER ? publisher.onBookTicker(nowNs)
            : publisher.onMarkPrice(nowNs)) {
            totals.conflated();
        }
    }

    /** Whether quotes and bars of the instrument are taken from this connection; books go over by their diffs. */
    private boolean takes(final int lane) {
        final int slot = message.slot;
        if (!books && lanes.mayTakeOver(slot, lane)) {
            lanes.follow(slot, lane);
            publisher.handedOver(slot);
        }
        return lanes.follows(slot, lane);
    }

    private void onDepth(final int lane, final long nowNs) {
        if (!books) {
            return;
        }
        final int slot = message.slot;
        if (!lanes.follows(slot, lane)) {
            if (!lanes.mayTakeOver(slot, lane) || !publisher.book(slot).joins(message)) {
                lanes.passOver(slot, message.lastUpdateId);
                return;
            }
            lanes.follow(slot, lane);
            publisher.handedOver(slot);
        }
        connections.spoke(slot, nowNs);
        publisher.onDepth(nowNs);
    }

    private void onTrade(final int lane, final boolean aggregated, final long nowNs) {
        takes(lane);
        final InstrumentCounters counters = publisher.counters(message.slot);
        if (tradeIds.take(message.slot, aggregated, lane, message.tradeId, counters)) {
            publisher.onTrade(aggregated, nowNs);
        }
    }

    @Override
    public void onSnapshotFailed(final int instrument, final long notBeforeNs, final long nowNs) {
        clockNs = nowNs;
        requests.onTimer(instrument, nowNs);
        requests.failed(instrument, notBeforeNs);
    }

    @Override
    public int resync(final int instrument, final long nowNs) {
        clockNs = nowNs;
        return !books || publisher.resync(instrument, nowNs) ? TAKEN : BUSY;
    }

    @Override
    public void onOverrun(final long nowNs) {
        clockNs = nowNs;
        totals.overrun();
        publisher.drop();
        for (int slot = 0; books && slot < count; slot++) {
            if (lanes.followed(slot) == NONE) {
                publisher.disconnect(slot, true, nowNs);
            } else {
                publisher.lose(slot, FeedReason.BACK_PRESSURE, 0, nowNs);
            }
        }
    }

    @Override
    public boolean poll(final SessionActions actions) {
        connections.poll(actions, clockNs);
        if (!publisher.publish(actions)) {
            return false;
        }
        for (int slot = 0; slot < count && requests.any(); slot++) {
            if (requests.take(slot)) {
                actions.requestSnapshot(slot, symbols.symbol(slot));
            }
        }
        return true;
    }

    @Override
    public boolean follows(final int lane) {
        return lanes.allFollow(lane);
    }

    @Override
    public int instrumentCount() {
        return count;
    }

    /**
     * Finds an instrument by name.
     *
     * @param symbol the venue's name
     * @return its number in this session, or -1
     */
    public int instrument(final String symbol) {
        return symbols.slot(symbol);
    }

    /**
     * The instrument that the last frame named.
     *
     * @return its number in this session, or -1
     */
    public int lastInstrument() {
        return message.slot;
    }

    @Override
    public boolean synced(final int instrument) {
        return publisher.book(instrument).synced();
    }

    @Override
    public InstrumentCounters counters(final int instrument) {
        return publisher.counters(instrument);
    }

    /**
     * The book synchronisation of an instrument, to look at.
     *
     * @param instrument its number in this session
     * @return live state
     */
    public BinanceBookSync book(final int instrument) {
        return publisher.book(instrument);
    }

    /**
     * What the frames came to, kind by kind.
     *
     * @return live counters
     */
    public FrameCounters frames() {
        return frames;
    }

    @Override
    public SessionCounters totals() {
        return totals;
    }
}
