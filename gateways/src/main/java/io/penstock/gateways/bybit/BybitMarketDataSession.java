package io.penstock.gateways.bybit;

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
 * The market data of some Bybit instruments, linear or spot.
 *
 * <p><b>Books</b> are those of 200 levels, by {@link BybitBookSync}; a lost one is got back by leaving the topic and
 * subscribing again, never over REST. While two lanes are heard, an instrument follows the old one until the new one
 * has sent a snapshot that is not older, or its deltas have come to the very book that is published.
 *
 * <p><b>Quotes</b> are the one-level stream, ten times as fast as the book. Its {@code u} has nothing to do with the
 * book's, but the cross sequence is comparable across depths. The engine takes a quote for fresher than the book when
 * its update id is above the book's; so a quote is published only when its cross sequence is above the book's, and it
 * then carries the book's id plus one: fresher than this book, not fresher than the next. A quote that cannot be proved
 * to be newer is dropped. The touch in the tickers comes only every 100 ms and is not read.
 *
 * <p><b>Trades</b> of a frame are published together, each once however many lanes bring it.
 */
public final class BybitMarketDataSession implements MarketDataSession {
    /** The venue's limit: characters of all arguments of a connection. */
    public static final int MOST_CHARACTERS = 21_000;

    private static final int LINEAR_ARGS = 50;
    private static final int SPOT_ARGS = 10;
    private static final int NONE = -1;
    private static final int QUOTE_DEPTH = 1;

    private final BybitMessages messages;
    private final BybitMessage message;
    private final EventScratch scratch;
    private final ConflatedQuotes quotes;
    private final int[] ids;
    private final BybitBookSync[][] chains;
    private final byte[] follow;
    private final boolean[] hopeless;
    private final BybitStreams streams;
    private final SilenceWatch watch;
    private final BybitLanes lanes;
    private final InstrumentCounters[] instruments;
    private final SessionCounters totals = new SessionCounters();
    private final long[] kinds = new long[BybitMessageKind.count()];
    private long nowNs;

    /**
     * A session for some instruments of one venue.
     *
     * @param linear        true for linear, false for spot
     * @param definitions   the instruments, all of this venue
     * @param instrumentIds their dense ids, in the same order
     * @param streams       what is wanted beside the books
     * @throws IllegalArgumentException when the topics are more than one connection may carry
     */
    public BybitMarketDataSession(
        final boolean linear, final List<InstrumentDefinition> definitions, final int[] instrumentIds,
        final StreamSelection streams) {
        final int count = definitions.size();
        final BybitSymbolMap map = new BybitSymbolMap(definitions, instrumentIds, linear, streams);
        ids = instrumentIds.clone();
        chains = new BybitBookSync[LANES][count];
        instruments = new InstrumentCounters[count];
        int characters = 0;
        for (int i = 0; i < count; i++) {
            final InstrumentDefinition definition = definitions.get(i);
            characters += BybitSymbolMap.characters(definition.symbol(), linear, streams);
            instruments[i] = new InstrumentCounters();
            for (int lane = 0; lane < LANES; lane++) {
                chains[lane][i] = new BybitBookSync();
            }
        }
        if (characters > MOST_CHARACTERS) {
            throw new IllegalArgumentException("the topics of " + count + " instruments have " + characters
                + " characters; one connection may carry " + MOST_CHARACTERS);
        }
        follow = new byte[count];
        Arrays.fill(follow, (byte) NONE);
        hopeless = new boolean[count];
        watch = new SilenceWatch(count, LANES);
        lanes = new BybitLanes(map, linear ? LINEAR_ARGS : SPOT_ARGS, watch);
        messages = new BybitMessages(map.symbols());
        message = messages.message();
        scratch = new EventScratch(Math.max(BybitMessages.MAX_TRADES, count) + 16);
        quotes = new ConflatedQuotes(count);
        this.streams = new BybitStreams(message, scratch, quotes, map, ids, instruments, totals);
    }

    @Override
    public int onConnected(final int lane, final long now) {
        if (pending()) {
            return BUSY;
        }
        nowNs = now;
        lanes.open(lane, now);
        Arrays.fill(hopeless, false);
        scratch.feedStatus(NONE, FeedState.CONNECTED, FeedReason.NONE, 0, 0, now);
        return TAKEN;
    }

    @Override
    public int onDisconnected(final int lane, final long now) {
        if (pending()) {
            return BUSY;
        }
        nowNs = now;
        lanes.close(lane);
        final int other = LANES - 1 - lane;
        for (int slot = 0; slot < follow.length; slot++) {
            chains[lane][slot].reset();
            if (follow[slot] == lane) {
                follow[slot] = NONE;
                watch.pause(slot);
                scratch.feedStatus(ids[slot], FeedState.DISCONNECTED, FeedReason.NONE, 0, 0, now);
                // Its deltas have not come to the book that was published: only a snapshot helps.
                chains[other][slot].reset();
                lanes.wantSnapshot(other, slot, now);
            }
        }
        return TAKEN;
    }

    @Override
    public int onTimer(final long now) {
        if (pending()) {
            return BUSY;
        }
        nowNs = now;
        lanes.onTimer(now);
        for (int slot = 0; slot < follow.length; slot++) {
            if (follow[slot] != NONE && watch.fellSilent(slot, now)) {
                scratch.feedStatus(ids[slot], FeedState.STALE, FeedReason.SILENT, 0, 0, now);
                // A fresh snapshot proves that the stream lives, and tells the engine that the book is good.
                lanes.wantSnapshot(follow[slot], slot, now);
            }
        }
        return TAKEN;
    }

    @Override
    public int onText(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long now) {
        final BybitMessageKind kind = messages.decode(buffer, offset, length);
        final boolean quote = kind == BybitMessageKind.ORDER_BOOK && message.depth == QUOTE_DEPTH;
        if (pending() && !quote && kind != BybitMessageKind.TICKER && kind != BybitMessageKind.PONG) {
            return BUSY;
        }
        nowNs = now;
        totals.frame(length, now);
        kinds[kind.ordinal()]++;
        lanes.frame(lane, now);
        if (message.sentNs != BybitMessage.NO_TIME) {
            totals.lag(now - message.sentNs);
        }
        if (kind.isData()) {
            lanes.data(lane);
        }
        switch (kind) {
            case ORDER_BOOK -> {
                if (quote) {
                    final int followed = follow[message.slot];
                    streams.onQuote(followed == NONE ? null : chains[followed][message.slot], now);
                } else if (message.depth == BybitSymbolMap.BOOK_DEPTH) {
                    onBook(lane);
                } else {
                    totals.unknown();
                }
            }
            case TRADES -> streams.onTrades(lane, now);
            case TICKER -> streams.onTicker(lane, now);
            case KLINE -> streams.onBars(lane, now);
            case PONG -> lanes.pong(lane);
            case REPLY -> lanes.answer(lane, message.requestId, true, false, now);
            case REFUSAL -> onRefusal(lane);
            case MALFORMED -> totals.malformed(message.fault);
            default -> totals.unknown();
        }
        return TAKEN;
    }

    @Override
    public int onBinary(
        final int lane, final DirectBuffer buffer, final int offset, final int length, final long now) {
        nowNs = now;
        totals.frame(length, now);
        totals.unknown();
        lanes.frame(lane, now);
        return TAKEN;
    }

    /** Nothing is ever asked over REST, so nothing can be meant by an answer; it is counted as unknown. */
    @Override
    public int onSnapshot(
        final int instrument, final DirectBuffer buffer, final int offset, final int length, final long now) {
        totals.unknown();
        return TAKEN;
    }

    /** Nothing is ever asked over REST: nothing to do. */
    @Override
    public void onSnapshotFailed(final int instrument, final long notBeforeNs, final long now) { }

    @Override
    public int resync(final int instrument, final long now) {
        if (pending()) {
            return BUSY;
        }
        nowNs = now;
        if (follow[instrument] != NONE) {
            lose(instrument, FeedReason.CROSSED, chains[follow[instrument]][instrument].bookId(), 0);
        }
        return TAKEN;
    }

    @Override
    public void onOverrun(final long now) {
        nowNs = now;
        scratch.clear();
        quotes.clear();
        totals.overrun();
        for (int slot = 0; slot < follow.length; slot++) {
            lose(slot, FeedReason.BACK_PRESSURE, 0, 0);
        }
    }

    /** The book is not to be trusted: where the other lane stands was never published, it needs a snapshot too. */
    private void lose(final int slot, final FeedReason reason, final long expectedId, final long observedId) {
        follow[slot] = NONE;
        watch.pause(slot);
        scratch.feedStatus(ids[slot], FeedState.INVALID, reason, expectedId, observedId, nowNs);
        for (int lane = 0; lane < LANES; lane++) {
            chains[lane][slot].reset();
            lanes.wantSnapshot(lane, slot, nowNs);
        }
    }

    private void onRefusal(final int lane) {
        if (lanes.answer(lane, message.requestId, false, message.alreadySubscribed, nowNs)) {
            return;
        }
        totals.refused();
        for (int slot = 0; slot < follow.length; slot++) {
            if (!hopeless[slot] && follow[slot] == NONE && lanes.hopeless(lane, slot)) {
                hopeless[slot] = true;
                scratch.feedStatus(ids[slot], FeedState.INVALID, FeedReason.NO_SNAPSHOT, 0, 0, nowNs);
            }
        }
    }

    private void onBook(final int lane) {
        final int slot = message.slot;
        final int followed = follow[slot];
        final BybitBookSync chain = chains[lane][slot];
        if (followed != NONE && followed != lane) {
            onOtherLane(lane, slot, chain, chains[followed][slot]);
            return;
        }
        final long previousId = chain.bookId();
        switch (chain.onMessage(message.snapshot, message.updateId, message.seq)) {
            case REPLACE -> replace(lane, slot);
            case APPLY -> apply(slot, previousId);
            case STALE, WAITING -> instruments[slot].diffStale();
            case GAP -> {
                instruments[slot].gap();
                lose(slot, FeedReason.GAP, chain.bookId() + 1, chain.observedId());
            }
        }
    }

    /** A lane that takes over: nothing of it is published before it has come to the book. One left behind: nothing. */
    private void onOtherLane(
        final int lane, final int slot, final BybitBookSync chain, final BybitBookSync published) {
        final boolean there = chain.equalTo(published);
        final long previousId = chain.bookId();
        if (lane != lanes.target()) {
            chain.reset();
            return;
        }
        switch (chain.onMessage(message.snapshot, message.updateId, message.seq)) {
            case REPLACE -> {
                // An older one is a beginning: its deltas will come to the book, or another one is asked for soon.
                if (message.seq >= published.seq()) {
                    replace(lane, slot);
                }
            }
            case APPLY -> {
                if (there) {
                    takeOver(lane, slot);
                    apply(slot, previousId);
                } else if (chain.equalTo(published)) {
                    takeOver(lane, slot);
                } else if (chain.seq() > published.seq()) {
                    // It went past without meeting: its ids are others.
                    chain.reset();
                    lanes.wantSnapshot(lane, slot, nowNs);
                }
            }
            case GAP -> lanes.wantSnapshot(lane, slot, nowNs);
            case STALE, WAITING -> { }
        }
    }

    private void takeOver(final int lane, final int slot) {
        follow[slot] = (byte) lane;
        lanes.snapshotCame(lane, slot);
    }

    private void replace(final int lane, final int slot) {
        final boolean wasSilent = watch.spoke(slot, nowNs);
        scratch.bookUpdate(ids[slot], true, message.updateId, message.updateId, message.updateId, message.bookTimeNs(),
            message.levels, 0, message.bidCount, message.levelCount, nowNs);
        instruments[slot].snapshotApplied(message.updateId);
        streams.replaced(slot, message.seq);
        if (follow[slot] == NONE || wasSilent) {
            scratch.feedStatus(ids[slot], FeedState.SYNCED, FeedReason.NONE, 0, message.updateId, nowNs);
        }
        takeOver(lane, slot);
    }

    private void apply(final int slot, final long previousId) {
        final boolean wasSilent = watch.spoke(slot, nowNs);
        scratch.bookUpdate(ids[slot], false, message.updateId, message.updateId, previousId, message.bookTimeNs(),
            message.levels, 0, message.bidCount, message.levelCount, nowNs);
        instruments[slot].diffApplied(message.updateId);
        if (wasSilent) {
            scratch.feedStatus(ids[slot], FeedState.SYNCED, FeedReason.NONE, 0, message.updateId, nowNs);
        }
    }

    private boolean pending() {
        return scratch.count() > 0 || !quotes.isEmpty();
    }

    @Override
    public boolean poll(final SessionActions actions) {
        lanes.poll(actions, nowNs);
        while (pending()) {
            if (scratch.count() == 0) {
                quotes.moveTo(scratch, ids);
            }
            if (!actions.publish(scratch.buffer(), 0, scratch.count())) {
                return false;
            }
            scratch.clear();
        }
        return true;
    }

    @Override
    public boolean follows(final int lane) {
        boolean all = lanes.settled(lane);
        for (int slot = 0; all && slot < follow.length; slot++) {
            all = follow[slot] == lane || follow[slot] == NONE;
        }
        return all;
    }

    @Override
    public int instrumentCount() {
        return ids.length;
    }

    @Override
    public boolean synced(final int instrument) {
        return follow[instrument] != NONE;
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
     * Frames of a kind.
     *
     * @param kind which
     * @return how many so far
     */
    public long frames(final BybitMessageKind kind) {
        return kinds[kind.ordinal()];
    }
}
