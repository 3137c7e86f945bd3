package io.penstock.gateways.binance;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.api.Side;
import io.penstock.gateways.common.DiffBuffer;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentCounters;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.SnapshotRequests;
import io.penstock.gateways.common.SymbolTable;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One market data connection to Binance, spot or USD-M, without any I/O: bytes and times go in, and what it wants done
 * (events to publish, frames to send, snapshots to fetch) comes out when it is polled.
 *
 * <p>Poll after every call: while events wait to be published the session answers {@link #BUSY} to further input and
 * nothing of that input is taken. A frame is decoded and checked whole before anything of it is published; a bad one is
 * counted and publishes nothing, so that a lost diff shows as a gap. One thread; allocates nothing per message after
 * warm-up.
 */
public final class BinanceMarketDataSession {
    /** Input was taken. */
    public static final int TAKEN = 0;
    /** Events wait: poll, then give the same input again. */
    public static final int BUSY = 1;

    /** Levels that one frame may have; a snapshot has at most 2 x 5,000. */
    private static final int MAX_LEVELS = 12_000;
    private static final int SLOTS = EventScratch.chunks(MAX_LEVELS) + 8;
    private static final int NONE = -1;
    private static final long STALE_AFTER_NS = 10_000_000_000L;

    private final SymbolTable symbols = new SymbolTable();
    private final BinanceMessages messages;
    private final BinanceMessage message;
    private final EventScratch scratch = new EventScratch(SLOTS);
    private final int[] ids;
    private final String[] names;
    private final int[] priceExponents;
    private final int[] quantityExponents;
    private final BinanceBookSync[] books;
    private final InstrumentCounters[] instruments;
    private final SnapshotRequests requests;
    private final FrameCounters frames = new FrameCounters();
    private final UnsafeBuffer subscribeFrame;

    private boolean connected;
    private boolean subscribeWanted;
    private boolean reconnectWanted;
    private boolean stale;
    private long lastFrameNs;
    private int draining = NONE;
    private long drainNs;

    /**
     * A session for some instruments of one venue.
     *
     * @param usdm          true for USD-M futures, false for spot
     * @param definitions   the instruments, all of this venue
     * @param instrumentIds their dense ids, in the same order
     * @param streams       streams to subscribe to when connected, e.g. {@code btcusdt@depth@100ms}; empty when the
     *                      address names them
     */
    public BinanceMarketDataSession(
        final boolean usdm, final List<InstrumentDefinition> definitions, final int[] instrumentIds,
        final List<String> streams) {
        final int count = definitions.size();
        ids = instrumentIds.clone();
        names = new String[count];
        priceExponents = new int[count];
        quantityExponents = new int[count];
        books = new BinanceBookSync[count];
        instruments = new InstrumentCounters[count];
        requests = new SnapshotRequests(count);
        for (int i = 0; i < count; i++) {
            final InstrumentDefinition definition = definitions.get(i);
            symbols.add(definition.symbol(), ids[i], definition.priceExponent(), definition.quantityExponent());
            names[i] = definition.symbol();
            priceExponents[i] = definition.priceExponent();
            quantityExponents[i] = definition.quantityExponent();
            books[i] = new BinanceBookSync(usdm);
            instruments[i] = new InstrumentCounters();
        }
        messages = new BinanceMessages(usdm, symbols, MAX_LEVELS);
        message = messages.message();
        subscribeFrame = subscribeFrame(streams);
    }

    private static UnsafeBuffer subscribeFrame(final List<String> streams) {
        final String text = streams.isEmpty() ? ""
            : "{\"method\":\"SUBSCRIBE\",\"params\":[\"" + String.join("\",\"", streams) + "\"],\"id\":1}";
        return new UnsafeBuffer(text.getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * The connection is there.
     *
     * @param nowNs receive time
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    public int onConnected(final long nowNs) {
        if (pending()) {
            return BUSY;
        }
        connected = true;
        stale = false;
        lastFrameNs = nowNs;
        subscribeWanted = subscribeFrame.capacity() > 0;
        scratch.feedStatus(NONE, FeedState.CONNECTED, FeedReason.NONE, 0, 0, nowNs);
        return TAKEN;
    }

    /**
     * The connection is gone: every book is forgotten.
     *
     * @param nowNs receive time
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    public int onDisconnected(final long nowNs) {
        if (pending()) {
            return BUSY;
        }
        connected = false;
        reconnectWanted = false;
        for (int i = 0; i < books.length; i++) {
            books[i].reset();
            requests.cancel(i);
        }
        scratch.feedStatus(NONE, FeedState.DISCONNECTED, FeedReason.NONE, 0, 0, nowNs);
        return TAKEN;
    }

    /**
     * Time passed.
     *
     * @param nowNs now
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    public int onTimer(final long nowNs) {
        if (pending()) {
            return BUSY;
        }
        if (connected && !stale && nowNs - lastFrameNs >= STALE_AFTER_NS) {
            stale = true;
            scratch.feedStatus(NONE, FeedState.STALE, FeedReason.NONE, 0, 0, nowNs);
        }
        for (int i = 0; i < books.length; i++) {
            requests.onTimer(i, nowNs);
        }
        return TAKEN;
    }

    /**
     * One text frame of the socket.
     *
     * @param buffer holds it
     * @param offset of its first byte
     * @param length in bytes
     * @param nowNs  receive time
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    public int onBytes(final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        return onFrame(buffer, offset, length, NONE, nowNs);
    }

    /**
     * The body of a depth answer.
     *
     * @param instrument which of the session's instruments, in the order given, or -1 when that is not known
     * @param buffer     holds it
     * @param offset     of its first byte
     * @param length     in bytes
     * @param nowNs      receive time
     * @return {@link #TAKEN} or {@link #BUSY}
     */
    public int onSnapshot(
        final int instrument, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        return onFrame(buffer, offset, length, instrument, nowNs);
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
        return onFrame(buffer, offset, length, instrument, nowNs);
    }

    private int onFrame(
        final DirectBuffer buffer, final int offset, final int length, final int snapshotSlot, final long nowNs) {
        if (pending()) {
            return BUSY;
        }
        if (stale) {
            stale = false;
            scratch.feedStatus(NONE, FeedState.CONNECTED, FeedReason.NONE, 0, 0, nowNs);
        }
        lastFrameNs = nowNs;
        final BinanceMessageKind kind = messages.decode(buffer, offset, length, snapshotSlot);
        frames.count(message);
        switch (kind) {
            case DEPTH -> onDepth(nowNs);
            case BOOK_TICKER -> onBookTicker(nowNs);
            case TRADE, AGG_TRADE -> onTrade(kind == BinanceMessageKind.AGG_TRADE, nowNs);
            case KLINE -> onKline(nowNs);
            case MARK_PRICE -> onMarkPrice(nowNs);
            case SNAPSHOT -> onSnapshotBody(nowNs);
            case SERVER_SHUTDOWN -> reconnectWanted = true;
            default -> { }
        }
        return TAKEN;
    }

    private void onDepth(final long nowNs) {
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

    private void onSnapshotBody(final long nowNs) {
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
            case OLD -> counters.snapshotOld();
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

    private void onBookTicker(final long nowNs) {
        scratch.bestBidOffer(message.instrumentId, message.lastUpdateId, message.eventTimeNs, message.bidPrice,
            message.bidQuantity, message.askPrice, message.askQuantity, nowNs);
        instruments[message.slot].bestBidOffer();
    }

    private void onTrade(final boolean aggregated, final long nowNs) {
        final int slot = message.slot;
        if (message.price == 0 || message.quantity == 0) {
            instruments[slot].zeroTrade();
            return;
        }
        scratch.trade(message.instrumentId, message.buyerIsMaker ? Side.SELL : Side.BUY, aggregated, message.tradeId,
            message.price, message.quantity, message.tradeTimeNs, nowNs);
        instruments[slot].trade(
            message.tradeId, message.price, priceExponents[slot], message.quantity, quantityExponents[slot]);
    }

    private void onKline(final long nowNs) {
        scratch.candle(message.instrumentId, message.closed, nowNs).intervalNs(message.intervalNs)
            .openTimeNs(message.openTimeNs).openPrice(message.openPrice).highPrice(message.highPrice)
            .lowPrice(message.lowPrice).closePrice(message.closePrice).volume(message.volume)
            .quoteVolume(message.quoteVolume).tradeCount(message.tradeCount).exchangeTimeNs(message.eventTimeNs);
        instruments[message.slot].candle();
    }

    private void onMarkPrice(final long nowNs) {
        scratch.markPrice(message.instrumentId, message.price, message.indexPrice, message.eventTimeNs, nowNs);
        if (message.hasFunding) {
            scratch.funding(
                message.instrumentId, message.fundingRate, message.fundingTimeNs, message.eventTimeNs, nowNs);
        }
        instruments[message.slot].markPrice();
    }

    private boolean pending() {
        return scratch.count() > 0 || draining != NONE;
    }

    /**
     * Hands out what the session wants done, until nothing is left or the sink has no room.
     *
     * @param actions does it
     * @return false when events still wait because there was no room
     */
    public boolean poll(final SessionActions actions) {
        if (subscribeWanted) {
            subscribeWanted = false;
            actions.send(0, subscribeFrame, 0, subscribeFrame.capacity());
        }
        if (reconnectWanted) {
            reconnectWanted = false;
            actions.reconnect(0, false);
        }
        while (pending()) {
            if (scratch.count() == 0) {
                drain();
            }
            if (!actions.publish(scratch.buffer(), 0, scratch.count())) {
                return false;
            }
            scratch.clear();
        }
        for (int i = 0; i < ids.length; i++) {
            if (requests.take(i)) {
                actions.requestSnapshot(i, names[i]);
            }
        }
        return true;
    }

    /**
     * How many instruments the session has.
     *
     * @return they are numbered from 0 in the order given
     */
    public int instrumentCount() {
        return ids.length;
    }

    /**
     * Finds an instrument by name. Allocates nothing.
     *
     * @param symbol the venue's name
     * @return its number in this session, or -1
     */
    public int instrument(final String symbol) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(symbol)) {
                return i;
            }
        }
        return NONE;
    }

    /**
     * The instrument that the last frame named.
     *
     * @return its number in this session, or -1
     */
    public int lastInstrument() {
        return message.slot;
    }

    /**
     * What an instrument's messages came to.
     *
     * @param instrument its number in this session
     * @return live counters
     */
    public InstrumentCounters counters(final int instrument) {
        return instruments[instrument];
    }

    /**
     * The book synchronisation of an instrument, to look at.
     *
     * @param instrument its number in this session
     * @return live state
     */
    public BinanceBookSync book(final int instrument) {
        return books[instrument];
    }

    /**
     * What the frames of the connection came to.
     *
     * @return live counters
     */
    public FrameCounters frames() {
        return frames;
    }
}
