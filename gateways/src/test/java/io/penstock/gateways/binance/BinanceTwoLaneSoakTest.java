package io.penstock.gateways.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FeedState;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.event.TradeDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.SessionActions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Seeded: a venue with one book and one sequence of trades, heard over connections that lag, lose frames, are cut and
 * replaced, and a sink that is full now and then. Whatever is published follows on; a book that says SYNCED is the
 * venue's book of that update id; no trade is published twice.
 */
class BinanceTwoLaneSoakTest {
    private static final int SEEDS = 20;
    private static final int STEPS = 1_000;
    private static final long STEP_NS = 100_000_000L;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void shouldNeverShowWrongBookOrTradeTwice(final boolean usdm) {
        long synced = 0;
        for (int seed = 1; seed <= SEEDS; seed++) {
            final Run run = new Run(usdm, seed);
            try {
                synced += run.run();
            } catch (final AssertionError | RuntimeException e) {
                throw new AssertionError("seed " + seed + " " + (usdm ? "usdm" : "spot") + ": " + e.getMessage(), e);
            }
        }
        assertTrue(synced > (long) SEEDS * STEPS / 3, "synced in " + synced + " steps only: the test tests nothing");
    }

    private static final class Run implements SessionActions {
        private final Random random;
        private final boolean usdm;
        private final BinanceMarketDataSession session;
        private final List<ArrayDeque<String>> wires = List.of(new ArrayDeque<>(), new ArrayDeque<>());
        private final boolean[] connected = new boolean[2];
        private final boolean[] subscribed = new boolean[2];
        private final Map<Long, Map<Long, Long>> history = new HashMap<>();
        private final Map<Long, Long> truth = new HashMap<>();
        private final Map<Long, Long> shown = new HashMap<>();
        private final List<long[]> asked = new ArrayList<>();
        private boolean shownSynced;
        private long shownId;
        private long venueId = 1_000;
        private long venueEventId = 1_000;
        private long tradeId = 1;
        private long lastTrade;
        private boolean full;
        private long nowNs = STEP_NS;

        Run(final boolean usdm, final long seed) {
            random = new Random(seed);
            this.usdm = usdm;
            session = new BinanceMarketDataSession(usdm, List.of(new InstrumentDefinition(
                usdm ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT, InstrumentKind.SPOT, InstrumentStatus.TRADING,
                "BTCUSDT", "BTC", "USDT", 0, 0, 1, 1, 0, 0, 0)), new int[] {0},
                List.of("btcusdt@depth@100ms", "btcusdt@trade"));
        }

        long run() {
            long synced = 0;
            for (int step = 0; step < STEPS; step++) {
                nowNs += STEP_NS;
                venue();
                faults();
                for (int lane = 0; lane < 2; lane++) {
                    deliver(lane);
                }
                answer();
                full = random.nextInt(20) == 0;
                if (session.onTimer(nowNs) == MarketDataSession.TAKEN) {
                    session.poll(this);
                }
                if (random.nextInt(150) == 0) {
                    session.onOverrun(nowNs);
                }
                full = false;
                assertTrue(session.poll(this));
                assertEquals(session.synced(0), shownSynced, "what was published and what the session thinks");
                synced += shownSynced ? 1 : 0;
            }
            return synced;
        }

        private void venue() {
            final StringBuilder levels = new StringBuilder();
            final long first = venueId + 1;
            final int updates = random.nextInt(4);
            for (int i = 0; i < updates; i++) {
                venueId++;
                final long price = 1 + random.nextInt(30);
                final long quantity = random.nextInt(4);
                truth.put(price, quantity);
                truth.remove(price, 0L);
                history.put(venueId, Map.copyOf(truth));
                levels.append(i == 0 ? "" : ",").append("[\"").append(price).append("\",\"").append(quantity)
                    .append("\"]");
            }
            if (updates > 0) {
                broadcast("{\"e\":\"depthUpdate\",\"E\":1,\"s\":\"BTCUSDT\",\"U\":" + first + ",\"u\":" + venueId
                    + (usdm ? ",\"pu\":" + venueEventId : "") + ",\"b\":[" + levels + "],\"a\":[]}");
                venueEventId = venueId;
            }
            for (int i = random.nextInt(3); i > 0; i--) {
                broadcast(SessionRig.trade(tradeId++));
            }
        }

        private void broadcast(final String frame) {
            for (int lane = 0; lane < 2; lane++) {
                if (subscribed[lane] && random.nextInt(300) > 0) {
                    wires.get(lane).add(frame);
                    if (random.nextInt(300) == 0) {
                        wires.get(lane).add(frame);
                    }
                }
            }
        }

        private void faults() {
            for (int lane = 0; lane < 2; lane++) {
                if (connected[lane] && random.nextInt(80) == 0) {
                    connected[lane] = false;
                    subscribed[lane] = false;
                    wires.get(lane).clear();
                    assertEquals(MarketDataSession.TAKEN, session.onDisconnected(lane, nowNs));
                } else if (!connected[lane] && random.nextInt(20) == 0) {
                    connected[lane] = true;
                    assertEquals(MarketDataSession.TAKEN, session.onConnected(lane, nowNs));
                }
                session.poll(this);
            }
        }

        private void deliver(final int lane) {
            for (int i = random.nextInt(8); i > 0 && !wires.get(lane).isEmpty(); i--) {
                final byte[] bytes = wires.get(lane).poll().getBytes(StandardCharsets.US_ASCII);
                final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
                full = random.nextInt(20) == 0;
                while (session.onText(lane, buffer, 0, bytes.length, nowNs) == MarketDataSession.BUSY) {
                    full = false;
                    session.poll(this);
                }
                session.poll(this);
            }
            full = false;
            session.poll(this);
        }

        /** Snapshots are as old as a step or two, some fail, and some come after the connection they were for. */
        private void answer() {
            while (!asked.isEmpty() && random.nextInt(3) > 0) {
                final long id = asked.remove(0)[0];
                if (random.nextInt(10) == 0) {
                    session.onSnapshotFailed(0, nowNs, nowNs);
                    continue;
                }
                final StringBuilder bids = new StringBuilder();
                history.getOrDefault(id, Map.of()).forEach((price, quantity) -> bids
                    .append(bids.length() == 0 ? "" : ",").append("[\"").append(price)
                    .append("\",\"").append(quantity).append("\"]"));
                final byte[] bytes = ("{\"lastUpdateId\":" + id + ",\"bids\":[" + bids + "],\"asks\":[]}")
                    .getBytes(StandardCharsets.US_ASCII);
                assertEquals(MarketDataSession.TAKEN,
                    session.onSnapshot(0, new UnsafeBuffer(bytes), 0, bytes.length, nowNs));
                full = random.nextInt(5) == 0;
                session.poll(this);
                full = false;
                session.poll(this);
            }
        }

        @Override
        public boolean publish(final DirectBuffer records, final int offset, final int count) {
            for (int i = 0; i < count && !full; i++) {
                record(records, offset + i * Records.SLOT_LENGTH);
            }
            return !full;
        }

        private void record(final DirectBuffer buffer, final int at) {
            final int body = at + Records.HEADER_LENGTH;
            switch (Records.templateId(buffer, at)) {
                case BookUpdateDecoder.TEMPLATE_ID -> {
                    final BookUpdateDecoder book = new BookUpdateDecoder();
                    book.wrap(buffer, body, BookUpdateDecoder.BLOCK_LENGTH, 1);
                    onBook(book);
                }
                case TradeDecoder.TEMPLATE_ID -> {
                    final TradeDecoder trade = new TradeDecoder();
                    trade.wrap(buffer, body, TradeDecoder.BLOCK_LENGTH, 1);
                    assertTrue(trade.tradeId() > lastTrade, "trade " + trade.tradeId() + " after " + lastTrade);
                    lastTrade = trade.tradeId();
                }
                case FeedStatusDecoder.TEMPLATE_ID -> {
                    final FeedStatusDecoder status = new FeedStatusDecoder();
                    status.wrap(buffer, body, FeedStatusDecoder.BLOCK_LENGTH, 1);
                    onStatus(FeedState.of(status.status()));
                }
                default -> throw new AssertionError("template " + Records.templateId(buffer, at));
            }
        }

        private void onStatus(final FeedState state) {
            if (state == FeedState.SYNCED) {
                shownSynced = true;
                check();
            } else if (state == FeedState.INVALID || state == FeedState.DISCONNECTED) {
                shownSynced = false;
                shownId = -1;
            }
        }

        private void onBook(final BookUpdateDecoder book) {
            if (book.snapshot() == 1) {
                if (book.chunkIndex() == 0) {
                    shown.clear();
                }
            } else {
                assertEquals(shownId, book.previousUpdateId(), "a diff follows the book");
            }
            for (final BookUpdateDecoder.LevelsDecoder level : book.levels()) {
                shown.put(level.price(), level.quantity());
                shown.remove(level.price(), 0L);
            }
            if (book.chunkIndex() == book.chunkCount() - 1) {
                shownId = book.lastUpdateId();
                if (shownSynced) {
                    check();
                }
            }
        }

        private void check() {
            assertEquals(history.getOrDefault(shownId, Map.of()), shown, "the book of " + shownId);
        }

        @Override
        public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
            final String text = buffer.getStringWithoutLengthAscii(offset, length);
            wires.get(lane).add(SessionRig.ack(Long.parseLong(
                text.substring(text.lastIndexOf(':') + 1, text.length() - 1))));
            subscribed[lane] = true;
        }

        @Override
        public void requestSnapshot(final int instrument, final String symbol) {
            asked.add(new long[] {Math.max(1_000, usdm ? venueEventId : venueId - random.nextInt(3))});
        }

        @Override
        public void reconnect(final int lane, final boolean urgent) {
            // The faults replace connections often enough.
        }
    }
}
