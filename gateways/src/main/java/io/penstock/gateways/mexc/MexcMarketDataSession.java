package io.penstock.gateways.mexc;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.gateways.common.ConflatedQuotes;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentCounters;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.SessionCounters;
import io.penstock.gateways.common.SilenceWatch;
import io.penstock.gateways.common.StreamSelection;
import java.util.Arrays;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The market data of up to 30 channels of MEXC spot, without any I/O; see {@link MarketDataSession}.
 *
 * <p>Books and bars are heard from the connection that an instrument follows ({@link MexcBookKeeper}); trades from
 * every connection, each once by its id; best bids and offers from the followed one, never an older version after a
 * newer one. Version numbers of best bids and offers and of books are the same numbers. One thread; allocates nothing
 * per message after warm-up.
 */
public final class MexcMarketDataSession implements MarketDataSession {
    /** Subscriptions that the venue allows on one connection. */
    public static final int MOST_CHANNELS = 30;
    /** Levels that one frame may have; a snapshot has at most 2 x 5,000. */
    private static final int MAX_LEVELS = 12_000;
    /** Trades that one frame may have. */
    private static final int MAX_TRADES = 1_000;
    private static final int NONE = -1;

    private final MexcSymbolMap map;
    private final MexcMessages messages;
    private final MexcMessage message;
    private final EventScratch scratch;
    private final int[] ids;
    private final InstrumentCounters[] instruments;
    private final SessionCounters totals = new SessionCounters();
    private final long[] byKind = new long[MexcMessageKind.count()];
    private final MexcControl control;
    private final MexcBookKeeper books;
    private final ConflatedQuotes quotes;
    private final SilenceWatch silence;
    private final MexcTape tape;
    private final long[] quoteVersions;
    private long clockNs;

    /**
     * A session that subscribes to its instruments' channels on every connection.
     *
     * @param definitions   the instruments, all of this venue
     * @param instrumentIds their dense ids, in the same order
     * @param streams       what is wanted beside the books
     * @throws IllegalArgumentException when that is more than 30 channels
     */
    public MexcMarketDataSession(
        final List<InstrumentDefinition> definitions, final int[] instrumentIds, final StreamSelection streams) {
        this(definitions, instrumentIds, streams, false);
    }

    private MexcMarketDataSession(
        final List<InstrumentDefinition> definitions, final int[] instrumentIds, final StreamSelection streams,
        final boolean recorded) {
        final int count = definitions.size();
        map = new MexcSymbolMap(definitions, instrumentIds, streams);
        if (!recorded && map.channelCount() > MOST_CHANNELS) {
            throw new IllegalArgumentException(count + " instruments take " + map.channelCount() + " channels, but MEXC"
                + " allows " + MOST_CHANNELS + " on one connection; spread them over more connections");
        }
        ids = instrumentIds.clone();
        messages = new MexcMessages(map.symbols(), MAX_LEVELS, MAX_TRADES);
        message = messages.message();
        scratch = new EventScratch(Math.max(MAX_TRADES, count) + 8);
        instruments = new InstrumentCounters[count];
        for (int i = 0; i < count; i++) {
            instruments[i] = new InstrumentCounters();
        }
        control = new MexcControl(map, recorded, totals);
        books = new MexcBookKeeper(map, message, scratch, instruments, control);
        tape = new MexcTape(map, message, scratch, instruments);
        quotes = new ConflatedQuotes(count);
        silence = new SilenceWatch(count, LANES);
        quoteVersions = new long[count];
    }

    /**
     * A session for a recording: the same, but it subscribes to nothing and sends no pings.
     *
     * @param definitions   the instruments, all of this venue, as many as there are
     * @param instrumentIds their dense ids, in the same order
     * @return a session
     */
    public static MexcMarketDataSession recorded(
        final List<InstrumentDefinition> definitions, final int[] instrumentIds) {
        return new MexcMarketDataSession(definitions, instrumentIds, StreamSelection.ALL, true);
    }

    @Override
    public int onConnected(final int lane, final long nowNs) {
        if (pending()) {
            return BUSY;
        }
        clockNs = nowNs;
        if (!control.open(1 - lane)) {
            Arrays.fill(quoteVersions, 0);
            scratch.feedStatus(NONE, FeedState.CONNECTED, FeedReason.NONE, 0, 0, nowNs);
        }
        control.opened(lane, nowNs);
        books.opened(lane);
        return TAKEN;
    }

    @Override
    public int onDisconnected(final int lane, final long nowNs) {
        if (pending()) {
            return BUSY;
        }
        clockNs = nowNs;
        if (!control.open(lane)) {
            return TAKEN;
        }
        control.closed(lane);
        books.closed(lane, nowNs);
        silence.arrived(lane, false);
        for (int slot = 0; slot < ids.length && !control.open(1 - lane); slot++) {
            silence.pause(slot);
        }
        return TAKEN;
    }

    @Override
    public int onTimer(final long nowNs) {
        clockNs = nowNs;
        for (int lane = 0; lane < LANES; lane++) {
            control.onTimer(lane, shortestSilenceNs(lane), nowNs);
            if (silence.overdue(lane, nowNs)) {
                control.want(lane, MexcControl.URGENT);
            }
        }
        if (pending()) {
            return BUSY;
        }
        books.onTimer(nowNs);
        for (int slot = 0; slot < ids.length; slot++) {
            if (books.owner(slot) != MexcBookKeeper.NO_LANE && silence.fellSilent(slot, nowNs)) {
                scratch.feedStatus(ids[slot], FeedState.STALE, FeedReason.SILENT, 0, 0, nowNs);
            }
        }
        return TAKEN;
    }

    private long shortestSilenceNs(final int lane) {
        long shortest = SilenceWatch.MOST_NS;
        for (int slot = 0; slot < ids.length; slot++) {
            if (books.owner(slot) == lane) {
                shortest = Math.min(shortest, silence.limitNs(slot));
            }
        }
        return shortest;
    }

    @Override
    public int onText(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (pending()) {
            return BUSY;
        }
        clockNs = nowNs;
        final MexcMessageKind kind = messages.text(buffer, offset, length);
        count(kind, length, nowNs);
        control.frame(lane, nowNs);
        switch (kind) {
            case PONG -> control.pong(lane);
            case CONTROL_REPLY -> {
                final boolean first = !control.subscribed(lane);
                control.reply(lane, message, nowNs);
                if (first && control.subscribed(lane)) {
                    silence.expect(lane, nowNs);
                }
            }
            case CONTROL_ERROR -> totals.refused();
            default -> { }
        }
        return TAKEN;
    }

    @Override
    public int onBinary(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        final boolean waits = pending();
        final MexcMessageKind kind = messages.binary(buffer, offset, length);
        if (waits && kind != MexcMessageKind.BOOK_TICKER) {
            return BUSY;
        }
        clockNs = nowNs;
        count(kind, length, nowNs);
        control.frame(lane, nowNs);
        if (!control.open(lane)) {
            return TAKEN;
        }
        switch (kind) {
            case DEPTH -> {
                data(lane, MexcSymbolMap.DEPTH, nowNs);
                if (books.onDepth(lane, nowNs)) {
                    silence.spoke(message.slot, nowNs);
                }
            }
            case TRADES -> {
                data(lane, MexcSymbolMap.DEALS, nowNs);
                tape.onTrades(control.open(0) && control.open(1), nowNs);
            }
            case BOOK_TICKER -> {
                data(lane, MexcSymbolMap.TICKER, nowNs);
                if (books.owner(message.slot) == lane) {
                    onBookTicker(nowNs);
                }
            }
            case KLINE -> {
                data(lane, MexcSymbolMap.KLINE, nowNs);
                if (books.owner(message.slot) == lane) {
                    tape.onKline(nowNs);
                }
            }
            default -> { }
        }
        return TAKEN;
    }

    private void data(final int lane, final int stream, final long nowNs) {
        control.data(lane, message.slot, stream, nowNs);
        silence.arrived(lane, true);
        if (message.sendTimeNs != MexcMessage.NO_TIME) {
            totals.lag(nowNs - message.sendTimeNs);
        }
    }

    private void count(final MexcMessageKind kind, final int length, final long nowNs) {
        totals.frame(length, nowNs);
        byKind[kind.ordinal()]++;
        switch (kind) {
            case MALFORMED -> totals.malformed(message.fault);
            case UNKNOWN_EVENT, UNKNOWN_SYMBOL, LIMIT_DEPTH -> totals.unknown();
            default -> { }
        }
    }

    private void onBookTicker(final long nowNs) {
        final int slot = message.slot;
        if (message.toVersion != 0 && message.toVersion < quoteVersions[slot]) {
            return;
        }
        quoteVersions[slot] = message.toVersion;
        instruments[slot].bestBidOffer();
        if (!pending()) {
            scratch.bestBidOffer(message.instrumentId, message.toVersion, message.eventTimeNs, message.bidPrice,
                message.bidQuantity, message.askPrice, message.askQuantity, nowNs);
        } else if (quotes.quote(slot, message.toVersion, message.eventTimeNs, message.bidPrice, message.bidQuantity,
            message.askPrice, message.askQuantity, nowNs)) {
            totals.conflated();
        }
    }

    @Override
    public int onSnapshot(
        final int instrument, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        if (pending()) {
            return BUSY;
        }
        clockNs = nowNs;
        final int slot = instrument < 0 && ids.length == 1 ? 0 : instrument;
        final boolean use = slot < 0 || books.answered(slot);
        final MexcMessageKind kind = messages.snapshot(slot, buffer, offset, length);
        count(kind, length, nowNs);
        if (kind == MexcMessageKind.SNAPSHOT && use) {
            books.onSnapshot(nowNs);
        } else if (kind == MexcMessageKind.SNAPSHOT) {
            instruments[slot].snapshotOld();
        } else if (slot >= 0) {
            books.useless(slot, nowNs);
        }
        if (kind == MexcMessageKind.CONTROL_ERROR) {
            totals.refused();
        }
        return TAKEN;
    }

    @Override
    public void onSnapshotFailed(final int instrument, final long notBeforeNs, final long nowNs) {
        clockNs = nowNs;
        books.failed(instrument, notBeforeNs);
    }

    @Override
    public int resync(final int instrument, final long nowNs) {
        if (pending()) {
            return BUSY;
        }
        clockNs = nowNs;
        books.resync(instrument, nowNs);
        return TAKEN;
    }

    @Override
    public void onOverrun(final long nowNs) {
        clockNs = nowNs;
        totals.overrun();
        scratch.clear();
        quotes.clear();
        books.overrun(nowNs);
    }

    private boolean pending() {
        return scratch.count() > 0 || books.draining() || !quotes.isEmpty();
    }

    @Override
    public boolean poll(final SessionActions actions) {
        control.send(actions, clockNs);
        while (pending()) {
            if (scratch.count() == 0) {
                if (books.draining()) {
                    books.drain();
                } else {
                    quotes.moveTo(scratch, ids);
                }
            }
            if (!actions.publish(scratch.buffer(), 0, scratch.count())) {
                return false;
            }
            scratch.clear();
        }
        books.ask(actions, clockNs);
        return true;
    }

    @Override
    public boolean follows(final int lane) {
        return control.settled(lane) && books.follows(lane);
    }

    @Override
    public int instrumentCount() {
        return ids.length;
    }

    @Override
    public boolean synced(final int instrument) {
        return books.book(instrument).synced();
    }

    @Override
    public InstrumentCounters counters(final int instrument) {
        return instruments[instrument];
    }

    @Override
    public SessionCounters totals() {
        return totals;
    }

    /**
     * The book synchronisation of an instrument, to look at.
     *
     * @param instrument its number in this session
     * @return live state
     */
    public MexcBookSync book(final int instrument) {
        return books.book(instrument);
    }

    /**
     * Frames and answers of a kind.
     *
     * @param kind which
     * @return how many so far
     */
    public long frames(final MexcMessageKind kind) {
        return byKind[kind.ordinal()];
    }

    /**
     * The instrument that the last frame named.
     *
     * @return its number in this session, or -1
     */
    public int lastInstrument() {
        return message.slot;
    }
}
