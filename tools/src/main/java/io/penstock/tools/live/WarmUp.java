package io.penstock.tools.live;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.tools.candles.CandleCursor;
import io.penstock.tools.capture.CandleSource;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.MarketDataConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Candles of the past that are journaled before live data comes, so that bars, indicators and regimes are ready sooner.
 * They are inputs like any other: the same path, replayed the same way. Main thread, at the start.
 *
 * <p>An instrument that the journal does not know yet is defined from what the file holds; its venue's own definition
 * follows. Its book is told to be lost first, and the fold judges no entry that rests on a bar long over: nobody trades
 * on the past.
 */
final class WarmUp {
    /** Nothing of the past. */
    static final WarmUp NONE = new WarmUp(List.of());

    private static final EventSource PAST = new EventSource(0, false);
    private static final long PARK_NS = 50_000L;

    private final List<CandleSource> sources;

    private WarmUp(final List<CandleSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /**
     * A warm-up, its files looked through before anything else is begun.
     *
     * @param words  each {@code [VENUE:]SYMBOL=FILE}
     * @param market of the run
     * @return not yet published
     * @throws UserError when a word or a file is not right, or the run does not take the instrument
     */
    static WarmUp of(final List<String> words, final MarketDataConfig market) {
        final WantedSymbols wanted = new WantedSymbols(market);
        final List<CandleSource> sources = new ArrayList<>();
        for (final String word : words) {
            final CandleSource source = CandleSource.parse(word, "--warm-up");
            wanted.check(source, "--warm-up " + word);
            sources.add(source);
        }
        return new WarmUp(sources);
    }

    /**
     * Publishes every candle.
     *
     * @param sink  of the session
     * @param nowNs the gateways' clock
     * @param known instruments of the journal, in order of id
     * @param said  hears what was done
     * @return all instruments now, in order of id
     */
    List<InstrumentDefinition> publish(
        final EventSink sink, final LongSupplier nowNs, final List<InstrumentDefinition> known,
        final Consumer<String> said) {
        final List<InstrumentDefinition> all = new ArrayList<>(known);
        for (final CandleSource source : sources) {
            int id = find(all, source);
            if (id < 0) {
                id = all.size();
                all.add(source.definition(List.of()));
                define(sink, id, all.get(id), nowNs.getAsLong());
            }
            candles(sink, id, all.get(id), source, nowNs);
            said.accept("warm-up: " + source.file().bars() + " bars of " + source.symbol());
        }
        return all;
    }

    private static int find(final List<InstrumentDefinition> all, final CandleSource source) {
        for (int i = 0; i < all.size(); i++) {
            if (all.get(i).venue() == source.venue() && all.get(i).symbol().equals(source.symbol())) {
                return i;
            }
        }
        return -1;
    }

    private static void define(
        final EventSink sink, final int id, final InstrumentDefinition definition, final long nowNs) {
        final EventScratch scratch = new EventScratch(2);
        scratch.instrumentDefined(id, definition, nowNs);
        scratch.feedStatus(id, FeedState.DISCONNECTED, FeedReason.NONE, 0, 0, nowNs);
        publish(sink, scratch);
    }

    private static void candles(
        final EventSink sink, final int id, final InstrumentDefinition definition, final CandleSource source,
        final LongSupplier nowNs) {
        final EventScratch scratch = new EventScratch(1);
        final long intervalNs = source.file().intervalNs();
        final int priceExponent = definition.priceExponent();
        long done = 0;
        try (CandleCursor candle = source.file().cursor();
            Progress progress = Progress.start("warm-up " + source.symbol(), source.file().bars(), "bars")) {
            while (candle.next()) {
                scratch.clear();
                scratch.candle(id, true, nowNs.getAsLong()).intervalNs(intervalNs).openTimeNs(candle.openTimeNs())
                    .openPrice(candle.openPrice(priceExponent)).highPrice(candle.highPrice(priceExponent))
                    .lowPrice(candle.lowPrice(priceExponent)).closePrice(candle.closePrice(priceExponent))
                    .volume(candle.volume(definition.quantityExponent())).quoteVolume(0)
                    .tradeCount(candle.tradeCount()).exchangeTimeNs(candle.openTimeNs() + intervalNs);
                publish(sink, scratch);
                progress.update(++done);
            }
        }
    }

    private static void publish(final EventSink sink, final EventScratch scratch) {
        while (!sink.tryPublish(scratch.buffer(), 0, scratch.count(), PAST)) {
            LockSupport.parkNanos(PARK_NS);
        }
    }
}
