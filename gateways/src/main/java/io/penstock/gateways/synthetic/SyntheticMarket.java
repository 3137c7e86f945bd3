package io.penstock.gateways.synthetic;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.api.Side;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;

/**
 * A seeded market of a few instruments in virtual time: definitions, snapshots, diffs, trades and best bids and
 * offers, with a regime shift and a feed gap where the configuration wants them.
 *
 * <p>Pulled, never pushing: {@link #step} makes the next step's records and offers them whole; a sink that has no
 * room gets the same records again at the next call. The same configuration gives the same bytes on every machine.
 * At the gap, the updates of one instrument are lost; its next update shows it: FeedStatus INVALID says so, then
 * updates stay away (trades, best bids and best offers go on) until a snapshot and FeedStatus SYNCED.
 *
 * <p>One thread; allocates nothing after construction.
 */
public final class SyntheticMarket {
    private static final double SECOND_NS = 1e9;
    /** The venue's part of the delay: receive time minus exchange time is this plus up to as much again. */
    private static final long FEED_DELAY_NS = 1_000_000L;
    private static final int FOLLOWING = 0;
    private static final int LOST = 1;
    private static final int RESYNCING = 2;

    private final SyntheticConfig config;
    private final EventSource source;
    private final RecordScratch scratch;
    private final OrderFlow[] flows;
    private final SplitMix[] timing;
    private final long[] lastStepNs;
    private final long[] nextStepNs;
    private final long[] lastExchangeNs;
    private final long[] updateIds;
    private final long[] publishedUpdateIds;
    private final long[] tradeIds;
    private final long[] touch;
    private final int endPhase;
    private int phase;
    private int gapState = FOLLOWING;
    private boolean gapPlanted;
    private long resyncAtNs;
    private long events;
    private long steps;

    /**
     * A market that stands at its start.
     *
     * @param config what shapes it
     * @param source stands in the records it publishes
     */
    public SyntheticMarket(final SyntheticConfig config, final EventSource source) {
        this.config = config;
        this.source = source;
        final int count = config.instruments().size();
        scratch = new RecordScratch(2 * OrderFlow.MOST_CHANGES);
        flows = new OrderFlow[count];
        timing = new SplitMix[count];
        lastStepNs = new long[count];
        nextStepNs = new long[count];
        lastExchangeNs = new long[count];
        updateIds = new long[count];
        publishedUpdateIds = new long[count];
        tradeIds = new long[count];
        touch = new long[4 * count];
        endPhase = 1 + count;
        for (int i = 0; i < count; i++) {
            flows[i] = new OrderFlow(config.instruments().get(i), new SplitMix(config.seed(), 2L * i));
            timing[i] = new SplitMix(config.seed(), 2L * i + 1);
            lastStepNs[i] = config.startTimeNs();
            lastExchangeNs[i] = config.startTimeNs() - 2 * FEED_DELAY_NS;
            updateIds[i] = 1_000_000L * (i + 1);
            nextStepNs[i] = config.startTimeNs() + pauseNs(i);
        }
    }

    private long pauseNs(final int i) {
        return 1_000 + (long) (timing[i].nextExponential() * (SECOND_NS / config.stepsPerSecond()));
    }

    /**
     * Publishes the next step's events, all of them or none.
     *
     * @param sink takes the records
     * @return false when the sink had no room (call again: the same records wait) or the session is {@link #done}
     */
    public boolean step(final EventSink sink) {
        if (done()) {
            return false;
        }
        if (scratch.count() == 0) {
            prepare();
        }
        final int count = scratch.count();
        if (!scratch.publish(sink, source)) {
            return false;
        }
        events += count;
        steps++;
        return true;
    }

    /**
     * When the next events happen.
     *
     * @return their gateway time in nanoseconds, {@link Long#MAX_VALUE} when the session is done
     */
    public long nextTimeNs() {
        if (scratch.count() > 0) {
            return scratch.gatewayTimeNs();
        }
        if (phase < endPhase) {
            return config.startTimeNs();
        }
        final long timeNs = nextStepNs[earliest()];
        return timeNs > config.startTimeNs() + config.durationNs() ? Long.MAX_VALUE : timeNs;
    }

    /**
     * Whether everything was published.
     *
     * @return true at the end
     */
    public boolean done() {
        return nextTimeNs() == Long.MAX_VALUE;
    }

    private int earliest() {
        int first = 0;
        for (int i = 1; i < nextStepNs.length; i++) {
            if (nextStepNs[i] < nextStepNs[first]) {
                first = i;
            }
        }
        return first;
    }

    private void prepare() {
        if (phase == 0) {
            begin();
            phase++;
        } else if (phase < endPhase) {
            openBook(phase - 1);
            phase++;
        } else {
            marketStep(earliest());
        }
    }

    private void begin() {
        scratch.begin(config.startTimeNs(), config.startTimeNs() - FEED_DELAY_NS);
        for (int i = 0; i < flows.length; i++) {
            scratch.define(i, config.instruments().get(i));
        }
        scratch.feedStatus(-1, FeedState.CONNECTED, FeedReason.NONE, 0, 0);
    }

    private void openBook(final int i) {
        scratch.begin(config.startTimeNs(), config.startTimeNs() - FEED_DELAY_NS);
        publishSnapshot(i);
        publishTouch(i);
    }

    private void publishSnapshot(final int i) {
        scratch.snapshot(i, flows[i], updateIds[i]);
        scratch.feedStatus(i, FeedState.SYNCED, FeedReason.NONE, updateIds[i], updateIds[i]);
        publishedUpdateIds[i] = updateIds[i];
    }

    private void marketStep(final int i) {
        final long nowNs = nextStepNs[i];
        final OrderFlow flow = flows[i];
        final long sinceStartNs = nowNs - config.startTimeNs();
        final boolean shifted = config.regimeShiftAtNs() >= 0 && sinceStartNs >= config.regimeShiftAtNs();
        flow.step((nowNs - lastStepNs[i]) / SECOND_NS, shifted ? config.regimeRatio() : 1.0);
        final long delayNs = FEED_DELAY_NS + timing[i].nextInt((int) FEED_DELAY_NS);
        lastExchangeNs[i] = Math.max(lastExchangeNs[i], nowNs - delayNs);
        lastStepNs[i] = nowNs;
        nextStepNs[i] = nowNs + pauseNs(i);
        scratch.begin(nowNs, lastExchangeNs[i]);
        publishTrades(i);
        final long before = updateIds[i];
        updateIds[i] += flow.bids().changedCount() + flow.asks().changedCount();
        publishBook(i, before, nowNs);
        publishTouch(i);
    }

    private void publishTrades(final int i) {
        final OrderFlow flow = flows[i];
        final Side side = flow.tradeBuys() ? Side.BUY : Side.SELL;
        for (int n = 0; n < flow.tradeCount(); n++) {
            scratch.trade(i, ++tradeIds[i], side, flow.tradePrice(n), flow.tradeQuantity(n));
        }
    }

    private void publishBook(final int i, final long before, final long nowNs) {
        final boolean changed = updateIds[i] != before;
        if (config.gapAtNs() >= 0 && i == config.gapInstrument()) {
            if (!gapPlanted && changed && nowNs - config.startTimeNs() >= config.gapAtNs()) {
                gapPlanted = true;
                gapState = LOST;
                return;
            }
            if (gapState == LOST) {
                if (changed) {
                    scratch.feedStatus(
                        i, FeedState.INVALID, FeedReason.GAP, publishedUpdateIds[i] + 1, before + 1);
                    resyncAtNs = nowNs + config.resyncAfterNs();
                    gapState = RESYNCING;
                }
                return;
            }
            if (gapState == RESYNCING) {
                if (nowNs >= resyncAtNs) {
                    publishSnapshot(i);
                    gapState = FOLLOWING;
                }
                return;
            }
        }
        if (changed) {
            scratch.diff(i, flows[i], before, updateIds[i]);
            publishedUpdateIds[i] = updateIds[i];
        }
    }

    /** The touch is published when it changed, and where a step would else say nothing. */
    private void publishTouch(final int i) {
        final OrderFlow flow = flows[i];
        final int bid = flow.bids().best();
        final int ask = flow.asks().best();
        final int at = 4 * i;
        if (scratch.count() > 0 && touch[at] == bid && touch[at + 1] == flow.bids().lotsAt(bid)
            && touch[at + 2] == ask && touch[at + 3] == flow.asks().lotsAt(ask)) {
            return;
        }
        touch[at] = bid;
        touch[at + 1] = flow.bids().lotsAt(bid);
        touch[at + 2] = ask;
        touch[at + 3] = flow.asks().lotsAt(ask);
        scratch.bestBidOffer(i, updateIds[i], flow);
    }

    /**
     * Events published so far.
     *
     * @return 0 or more
     */
    public long events() {
        return events;
    }

    /**
     * Steps published so far.
     *
     * @return 0 or more
     */
    public long steps() {
        return steps;
    }

    /**
     * Number of instruments.
     *
     * @return 1 or more; their ids are 0 to this - 1
     */
    public int instruments() {
        return flows.length;
    }

    /**
     * What is traded.
     *
     * @param instrumentId from 0
     * @return the definition
     */
    public SyntheticInstrument instrument(final int instrumentId) {
        return config.instruments().get(instrumentId);
    }

    /**
     * Update id of the true book.
     *
     * @param instrumentId from 0
     * @return the last one given out
     */
    public long lastUpdateId(final int instrumentId) {
        return updateIds[instrumentId];
    }

    /**
     * Number of levels of the true book; ahead of what is published while records wait or a gap heals.
     *
     * @param instrumentId from 0
     * @param side         BUY for bids, SELL for asks
     * @return more than 200
     */
    public int levels(final int instrumentId, final Side side) {
        return ladder(instrumentId, side).levels();
    }

    /**
     * Copies the best levels of the true book, best first.
     *
     * @param instrumentId from 0
     * @param side         BUY for bids, SELL for asks
     * @param maxLevels    how many at most
     * @param prices       receives prices
     * @param quantities   receives quantities
     * @return how many were copied
     */
    public int copyLevels(
        final int instrumentId, final Side side, final int maxLevels, final long[] prices, final long[] quantities) {
        final OrderFlow flow = flows[instrumentId];
        final Ladder ladder = ladder(instrumentId, side);
        int copied = 0;
        for (int tick = ladder.best(); tick != Ladder.NONE && copied < maxLevels; tick = ladder.nextWorse(tick)) {
            prices[copied] = flow.priceOf(tick);
            quantities[copied++] = flow.quantityOf(ladder, tick);
        }
        return copied;
    }

    private Ladder ladder(final int instrumentId, final Side side) {
        return side == Side.BUY ? flows[instrumentId].bids() : flows[instrumentId].asks();
    }
}
