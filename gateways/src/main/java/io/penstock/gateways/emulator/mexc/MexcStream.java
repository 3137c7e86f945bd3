package io.penstock.gateways.emulator.mexc;

import io.penstock.gateways.emulator.dialect.DepthBatch;
import io.penstock.gateways.emulator.dialect.Topic;
import io.penstock.gateways.emulator.dialect.TradeStatistics;
import io.penstock.gateways.emulator.dialect.TrueLevels;
import java.util.Arrays;

/**
 * One channel of one instrument: it gathers what happens while somebody hears it and makes a frame of it when its time
 * has come. The venue's thread.
 */
final class MexcStream {
    private static final byte[] NOTHING = new byte[0];

    private final MexcChannel channel;
    private final Topic topic;
    private final TrueLevels book;
    private final TradeStatistics statistics;
    private final MexcFrames frames;
    private final long notBeforeNs;
    private DepthBatch batch;
    private long[] deals = new long[64];
    private int dealCount;
    private long sentVersion;
    private long sentBest;
    private long sentTrades = -1;
    private long sentMinuteNs = Long.MIN_VALUE;
    private boolean running;
    private boolean scheduled;

    MexcStream(final MexcChannel channel, final Topic topic, final TrueLevels book, final TradeStatistics statistics,
        final MexcFrames frames, final long notBeforeNs) {
        this.channel = channel;
        this.topic = topic;
        this.book = book;
        this.statistics = statistics;
        this.frames = frames;
        this.notBeforeNs = channel.kind() == MexcChannel.Kind.DEPTH ? notBeforeNs : Long.MIN_VALUE;
    }

    MexcChannel channel() {
        return channel;
    }

    Topic topic() {
        return topic;
    }

    boolean running() {
        return running;
    }

    /** Whether its next publication stands in the clock. */
    boolean scheduled() {
        return scheduled;
    }

    void schedule(final boolean yes) {
        scheduled = yes;
    }

    /** The first client is there. */
    void start() {
        running = true;
        batch = new DepthBatch(book.lastUpdateId());
        dealCount = 0;
        sentVersion = 0;
        sentBest = 0;
        sentTrades = -1;
    }

    void stop() {
        running = false;
    }

    void level(final boolean bid, final long price, final long quantity, final long version) {
        if (running && channel.kind() == MexcChannel.Kind.DEPTH) {
            batch.add(bid, price, quantity, version);
        }
    }

    void trade(final long id, final long price, final long quantity, final boolean buyer, final long timeMs) {
        if (running && channel.kind() == MexcChannel.Kind.DEALS) {
            if (dealCount + 5 > deals.length) {
                deals = Arrays.copyOf(deals, 2 * deals.length);
            }
            deals[dealCount++] = id;
            deals[dealCount++] = price;
            deals[dealCount++] = quantity;
            deals[dealCount++] = buyer ? 1 : 0;
            deals[dealCount++] = timeMs;
        }
    }

    /** The frame that is due, empty when there is nothing to say. */
    byte[] frame(final long matchedNs, final long nowNs) {
        final long nowMs = nowNs / 1_000_000;
        final long matchedMs = matchedNs / 1_000_000;
        return switch (channel.kind()) {
            case DEPTH -> depth(matchedMs, nowNs);
            case DEALS -> deals(nowMs);
            case TICKER -> ticker(matchedMs, nowMs);
            case LIMIT -> limited(matchedMs, nowMs);
            default -> candle(nowNs);
        };
    }

    private byte[] depth(final long matchedMs, final long nowNs) {
        if (batch.empty() || nowNs < notBeforeNs) {
            return NOTHING;
        }
        final byte[] data = frames.depth(channel, book.scale(), batch, matchedMs, nowNs / 1_000_000);
        batch.published();
        return data;
    }

    private byte[] deals(final long nowMs) {
        if (dealCount == 0) {
            return NOTHING;
        }
        frames.beginDeals();
        for (int i = 0; i < dealCount; i += 5) {
            frames.deal(book.scale(), deals[i], deals[i + 1], deals[i + 2], deals[i + 3] == 1, deals[i + 4]);
        }
        dealCount = 0;
        return frames.endDeals(channel, nowMs);
    }

    private byte[] ticker(final long matchedMs, final long nowMs) {
        if (book.bids().size() == 0 || book.asks().size() == 0) {
            return NOTHING;
        }
        final long best = ((book.bids().price(0) * 31 + book.bids().quantity(0)) * 31 + book.asks().price(0)) * 31
            + book.asks().quantity(0);
        if (best == sentBest) {
            return NOTHING;
        }
        sentBest = best;
        return frames.ticker(
            channel, book.scale(), book.bids(), book.asks(), book.lastUpdateId(), matchedMs, nowMs);
    }

    private byte[] limited(final long matchedMs, final long nowMs) {
        if (sentVersion == book.lastUpdateId()) {
            return NOTHING;
        }
        sentVersion = book.lastUpdateId();
        return frames.limited(channel, book.scale(), book.asks(), book.bids(), sentVersion, matchedMs, nowMs);
    }

    /** Bars of one minute only; the last state of an ended bar is sent before the next one. */
    private byte[] candle(final long nowNs) {
        statistics.roll(nowNs);
        final TradeStatistics.Span minute = statistics.minute();
        final TradeStatistics.Span last = statistics.lastMinute();
        if (!"Min1".equals(channel.detail())) {
            return NOTHING;
        }
        if (last.startNs() == sentMinuteNs && last.trades() != sentTrades) {
            sentTrades = last.trades();
            return frames.candle(channel, book.scale(), last, nowNs / 1_000_000);
        }
        if (minute.startNs() == sentMinuteNs && minute.trades() == sentTrades) {
            return NOTHING;
        }
        sentMinuteNs = minute.startNs();
        sentTrades = minute.trades();
        return frames.candle(channel, book.scale(), minute, nowNs / 1_000_000);
    }
}
