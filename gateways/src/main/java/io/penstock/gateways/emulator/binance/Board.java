package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.dialect.DepthBatch;
import io.penstock.gateways.emulator.dialect.StreamClock;
import io.penstock.gateways.emulator.dialect.Topic;
import io.penstock.gateways.emulator.dialect.Topics;
import io.penstock.gateways.emulator.dialect.TrueLevels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One instrument's streams: what the market does becomes publications for those who hear them. One thread. */
final class Board {
    private static final long AGGREGATE_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final int PHASES = 97;

    private final Publisher publisher;
    private final StreamClock clock;
    private final TrueLevels book;
    private final BinanceFrames frames;
    private final Tape tape;
    private final boolean usdm;
    private final long fastDepthNs;
    private final int phase;
    private final Topic tradeTopic;
    private final Topic aggregateTopic;
    private final Topic tickerTopic;
    private final AggregateTrade aggregate;
    private final Map<String, TimedStream> timed = new HashMap<>();
    private final Map<Topic, DepthBatch> everyChange = new HashMap<>();
    private final List<DepthBatch> batches = new ArrayList<>();
    private boolean flushing;
    private long toldBid;
    private long toldBidQuantity;
    private long toldAsk;
    private long toldAskQuantity;

    Board(final int number, final String symbol, final boolean usdm, final BinanceSettings settings,
        final Publisher publisher, final Topics topics, final StreamClock clock, final TrueLevels book,
        final BinanceFrames frames, final Tape tape) {
        this.usdm = usdm;
        this.publisher = publisher;
        this.clock = clock;
        this.book = book;
        this.frames = frames;
        this.tape = tape;
        fastDepthNs = settings.fastDepthNs();
        phase = number * 31 % PHASES;
        aggregate = new AggregateTrade(500_000L + number);
        final String lower = symbol.toLowerCase(Locale.ROOT);
        tradeTopic = topics.topic(lower + "@trade");
        aggregateTopic = topics.topic(lower + "@aggTrade");
        tickerTopic = topics.topic(lower + "@bookTicker");
    }

    /** Somebody hears a stream from now on. */
    void begin(final StreamName name, final Topic topic, final long nowNs) {
        switch (name.kind()) {
            case DEPTH -> beginDepth(name, topic, nowNs);
            case PARTIAL -> beginPartial(name, topic, nowNs);
            case KLINE -> begin(topic, name.periodMs(), 0, nowNs,
                due -> publisher.publish(topic, (out, micros) -> frames.kline(out, micros, tape, due)));
            case MARK -> begin(topic, name.periodMs(), 0, nowNs,
                due -> publisher.publish(topic, (out, micros) -> frames.mark(out, micros, book, due)));
            default -> {
                return; // published as it happens
            }
        }
    }

    private void begin(final Topic topic, final int periodMs, final long phaseNs, final long nowNs,
        final TimedStream.Publication publication) {
        timed.computeIfAbsent(topic.name(), n -> new TimedStream(
            clock, topic, TimeUnit.MILLISECONDS.toNanos(periodMs), phaseNs, publication, () -> timed.remove(n)))
            .start(nowNs);
    }

    private long depthPeriodNs(final StreamName name) {
        return name.periodMs() == 100 ? fastDepthNs : TimeUnit.MILLISECONDS.toNanos(name.periodMs());
    }

    private void beginDepth(final StreamName name, final Topic topic, final long nowNs) {
        if (timed.containsKey(topic.name()) || everyChange.containsKey(topic)) {
            return;
        }
        final DepthBatch batch = new DepthBatch(book.lastUpdateId());
        final long periodNs = depthPeriodNs(name);
        batches.add(batch);
        if (periodNs == 0) {
            everyChange.put(topic, batch);
            return;
        }
        final TimedStream stream = new TimedStream(clock, topic, periodNs, periodNs * phase / PHASES,
            due -> publishDepth(topic, batch, due), () -> {
                timed.remove(topic.name());
                batches.remove(batch);
            });
        timed.put(topic.name(), stream);
        stream.start(nowNs);
    }

    private void publishDepth(final Topic topic, final DepthBatch batch, final long nowNs) {
        if (!batch.empty()) {
            publisher.publish(topic, (out, micros) -> frames.depth(out, micros, batch, nowNs));
            batch.published();
        }
    }

    private void beginPartial(final StreamName name, final Topic topic, final long nowNs) {
        if (timed.containsKey(topic.name())) {
            return;
        }
        final long[] told = {book.lastUpdateId(), 0};
        final long periodNs = Math.max(TimeUnit.MILLISECONDS.toNanos(1), depthPeriodNs(name));
        final TimedStream stream = new TimedStream(clock, topic, periodNs, periodNs * phase / PHASES, due -> {
            if (told[1] == 0 || told[0] != book.lastUpdateId()) {
                publisher.publish(topic, (out, micros) ->
                    frames.partial(out, micros, book, told[0], name.levels(), due));
                told[0] = book.lastUpdateId();
                told[1] = 1;
            }
        }, () -> timed.remove(topic.name()));
        timed.put(topic.name(), stream);
        stream.start(nowNs);
    }

    void level(final boolean bid, final long price, final long quantity, final long updateId) {
        book.level(bid, price, quantity);
        book.record(updateId);
        for (int i = 0; i < batches.size(); i++) {
            batches.get(i).add(bid, price, quantity, updateId);
        }
    }

    void trade(final long id, final long price, final long quantity, final boolean buyerAggressor,
        final long nowNs, final long nowMs) {
        tape.trade(id, price, quantity, buyerAggressor, nowMs);
        if (tradeTopic.wanted()) {
            publisher.publish(tradeTopic, (out, micros) ->
                frames.trade(out, micros, id, price, quantity, buyerAggressor, nowNs));
        }
        if (!aggregate.continues(price, buyerAggressor)) {
            flush(nowNs);
        }
        aggregate.add(id, price, quantity, buyerAggressor, nowNs);
        if (usdm && !flushing) {
            flushing = true;
            clock.at(nowNs + AGGREGATE_NS, due -> {
                flushing = false;
                flush(due);
            });
        }
    }

    private void flush(final long nowNs) {
        if (aggregate.open) {
            if (aggregateTopic.wanted()) {
                publisher.publish(aggregateTopic, (out, micros) -> frames.aggregate(out, micros, aggregate, nowNs));
            }
            aggregate.open = false;
        }
    }

    void stepEnd(final long nowNs) {
        if (!usdm) {
            flush(nowNs);
        }
        if (tickerTopic.wanted() && bestMoved()) {
            publisher.publish(tickerTopic, (out, micros) -> frames.bookTicker(out, micros, book, nowNs));
        }
        if (!everyChange.isEmpty()) {
            publishEveryChange(nowNs);
        }
    }

    private boolean bestMoved() {
        if (book.bids().size() == 0 || book.asks().size() == 0) {
            return false;
        }
        final long bid = book.bids().price(0);
        final long bidQuantity = book.bids().quantity(0);
        final long ask = book.asks().price(0);
        final long askQuantity = book.asks().quantity(0);
        final boolean moved = bid != toldBid || bidQuantity != toldBidQuantity || ask != toldAsk
            || askQuantity != toldAskQuantity;
        toldBid = bid;
        toldBidQuantity = bidQuantity;
        toldAsk = ask;
        toldAskQuantity = askQuantity;
        return moved;
    }

    private void publishEveryChange(final long nowNs) {
        for (final var entries = everyChange.entrySet().iterator(); entries.hasNext();) {
            final Map.Entry<Topic, DepthBatch> entry = entries.next();
            if (entry.getKey().wanted()) {
                publishDepth(entry.getKey(), entry.getValue(), nowNs);
            } else {
                batches.remove(entry.getValue());
                entries.remove();
            }
        }
    }

    TrueLevels book() {
        return book;
    }

    BinanceFrames frames() {
        return frames;
    }

    Tape tape() {
        return tape;
    }
}
