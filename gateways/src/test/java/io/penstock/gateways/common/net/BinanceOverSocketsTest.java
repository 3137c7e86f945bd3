package io.penstock.gateways.common.net;

import static io.penstock.gateways.common.net.NetRig.MS;
import static io.penstock.gateways.common.net.NetRig.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FeedState;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.binance.BinanceMarketDataSession;
import io.penstock.gateways.common.ConnectionRules;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.feed.ConnectionBudget;
import io.penstock.gateways.common.feed.Feed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

/** Binance's session behind real sockets: connections fall and are replaced, the engine stalls, the book stays true. */
class BinanceOverSocketsTest {
    private static final long SEED = 99L;

    /** The true book of the venue: bids below 1,000, asks above. */
    private static final class Market {
        private final TreeMap<Long, Long> levels = new TreeMap<>();
        private final SplittableRandom random = new SplittableRandom(SEED);
        private long id = 1_000;

        synchronized String diff() {
            final long price = 900 + random.nextInt(200);
            final long quantity = random.nextInt(4) == 0 ? 0 : 1 + random.nextInt(99);
            if (quantity == 0) {
                levels.remove(price);
            } else {
                levels.put(price, quantity);
            }
            id++;
            final String level = "[\"" + price + ".00\",\"" + quantity + ".0\"]";
            return "{\"e\":\"depthUpdate\",\"E\":1790000000123,\"s\":\"BTCUSDT\",\"U\":" + id + ",\"u\":" + id
                + ",\"b\":[" + (price < 1_000 ? level : "") + "],\"a\":[" + (price < 1_000 ? "" : level) + "]}";
        }

        synchronized byte[] snapshot() {
            final StringBuilder bids = new StringBuilder();
            final StringBuilder asks = new StringBuilder();
            levels.descendingMap().tailMap(1_000L, false).forEach((price, quantity) -> level(bids, price, quantity));
            levels.tailMap(1_000L, true).forEach((price, quantity) -> level(asks, price, quantity));
            return ("{\"lastUpdateId\":" + id + ",\"bids\":[" + bids + "],\"asks\":[" + asks + "]}")
                .getBytes(StandardCharsets.US_ASCII);
        }

        private static void level(final StringBuilder text, final long price, final long quantity) {
            text.append(text.isEmpty() ? "" : ",").append("[\"").append(price).append(".00\",\"").append(quantity)
                .append(".0\"]");
        }

        synchronized TreeMap<Long, Long> copy() {
            return new TreeMap<>(levels);
        }
    }

    /** Keeps the book that the events describe; can be full. */
    private static final class Engine implements EventSink {
        private final TreeMap<Long, Long> levels = new TreeMap<>();
        private final Queue<FeedState> states = new ConcurrentLinkedQueue<>();
        private final BookUpdateDecoder update = new BookUpdateDecoder();
        private final FeedStatusDecoder status = new FeedStatusDecoder();
        private volatile FeedState state = FeedState.DISCONNECTED;
        private volatile boolean full;

        @Override
        public synchronized boolean tryPublish(
            final DirectBuffer records, final int offset, final int count, final EventSource source) {
            for (int i = 0; i < count && !full; i++) {
                final int at = offset + i * Records.SLOT_LENGTH;
                final int body = at + Records.HEADER_LENGTH;
                if (Records.templateId(records, at) == BookUpdateDecoder.TEMPLATE_ID) {
                    update.wrap(records, body, BookUpdateDecoder.BLOCK_LENGTH, 1);
                    apply();
                } else if (Records.templateId(records, at) == FeedStatusDecoder.TEMPLATE_ID) {
                    status.wrap(records, body, FeedStatusDecoder.BLOCK_LENGTH, 1);
                    state = FeedState.values()[status.status() - 1];
                    states.add(state);
                }
            }
            return !full;
        }

        private void apply() {
            if (update.snapshot() == 1 && update.chunkIndex() == 0) {
                levels.clear();
            }
            for (final BookUpdateDecoder.LevelsDecoder level : update.levels()) {
                final long price = level.price() / 100_000_000;
                if (level.quantity() == 0) {
                    levels.remove(price);
                } else {
                    levels.put(price, level.quantity() / 100_000_000);
                }
            }
        }

        synchronized TreeMap<Long, Long> copy() {
            return new TreeMap<>(levels);
        }
    }

    @Test
    void shouldKeepTheBookTrueWhenConnectionsFallAndTheEngineStalls() {
        final Market market = new Market();
        final Engine engine = new Engine();
        final BinanceMarketDataSession session = new BinanceMarketDataSession(false, List.of(new InstrumentDefinition(
            Venue.BINANCE_SPOT, InstrumentKind.SPOT, InstrumentStatus.TRADING, "BTCUSDT", "BTC", "USDT", -8, -8, 1, 1,
            0, 0, 0)), new int[] {0}, List.of("btcusdt@depth@100ms"));
        final ConnectionRules rules = new ConnectionRules(0, 0, 0, 5_000 * MS, 3_000 * MS, 1 << 20);
        final NetworkThreads threads = new NetworkThreads(1);
        final Queue<Throwable> faults = new ConcurrentLinkedQueue<>();
        try (TestVenue venue = new TestVenue(null); threads) {
            final NettyTransport transport = new NettyTransport(threads,
                StreamAddress.of("ws://127.0.0.1:" + venue.port(), "/ws", rules, null),
                (instrument, symbol, answer) -> CompletableFuture.runAsync(() -> answer.body(market.snapshot())),
                () -> System.currentTimeMillis() * MS, faults::add);
            final Feed feed = new Feed(new FeedPlan("binance-spot/1", "/ws", session, List.of(0)),
                new EventSource(3, false), engine, rules, new ConnectionBudget(rules), transport, SEED);
            transport.start(feed);
            final Runnable stream = () -> venue.textToAll(market.diff());
            streamWhile(stream, () -> engine.state != FeedState.SYNCED);
            same(market, engine);

            venue.rst();
            streamWhile(stream, () -> venue.opened.get() < 2 || engine.state != FeedState.SYNCED);
            same(market, engine);
            assertTrue(engine.states.contains(FeedState.DISCONNECTED));

            engine.full = true;
            streamWhile(stream, () -> feed.view().overruns() == 0);
            engine.full = false;
            streamWhile(stream, () -> engine.states.stream().noneMatch(FeedState.INVALID::equals)
                || engine.state != FeedState.SYNCED);
            same(market, engine);

            engine.states.clear();
            venue.textToAll("{\"e\":\"serverShutdown\",\"E\":1790000000000}");
            streamWhile(stream, () -> feed.view().handOvers() == 0);
            same(market, engine);
            assertEquals(List.of(), List.copyOf(engine.states), "nobody notices a planned hand-over");
            assertEquals(3, venue.opened.get());
            assertTrue(transport.stop().awaitUninterruptibly(5, TimeUnit.SECONDS));
            assertEquals(FeedState.DISCONNECTED, engine.state);
            assertEquals(List.of(), List.copyOf(faults));
        }
    }

    private static void streamWhile(final Runnable step, final BooleanSupplier condition) {
        await("the feed", () -> {
            step.run();
            LockSupport.parkNanos(MS);
            return !condition.getAsBoolean();
        });
    }

    private static void same(final Market market, final Engine engine) {
        await("the true book", () -> market.copy().equals(engine.copy()));
        assertEquals(market.copy(), engine.copy());
        assertEquals(FeedState.SYNCED, engine.state);
    }
}
