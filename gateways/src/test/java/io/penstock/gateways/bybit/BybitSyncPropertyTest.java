package io.penstock.gateways.bybit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FeedState;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.StreamSelection;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/**
 * A venue that loses, repeats and reorders frames and restarts, on one or two lanes: whenever the published book is
 * valid it is exactly the venue's book at that cross sequence.
 */
class BybitSyncPropertyTest {
    private static final int RUNS = 150;
    private static final int STEPS = 300;

    @Test
    void shouldNeverPublishWrongBookWhateverIsLostDoubledOrReordered() {
        long synced = 0;
        long gaps = 0;
        for (long seed = 1; seed <= RUNS; seed++) {
            final Run run = new Run(seed);
            run.go();
            synced += run.checks;
            gaps += run.session.counters(0).gaps();
        }
        assertTrue(synced > RUNS * STEPS / 4, "books were valid " + synced + " times");
        assertTrue(gaps > RUNS, gaps + " gaps");
    }

    private static final class Run implements SessionActions {
        private final long seed;
        private final Random random;
        private final BybitMarketDataSession session = new BybitMarketDataSession(true,
            List.of(SessionShell.definition(true, "BTCUSDT")), new int[] {0},
            new StreamSelection(false, false, false, false));
        private final List<Deque<String>> wires = List.of(new ArrayDeque<>(), new ArrayDeque<>());
        private final boolean[] connected = new boolean[2];
        private final boolean[] subscribed = new boolean[2];
        private final TreeMap<Integer, Integer> venue = new TreeMap<>();
        private final Map<Long, TreeMap<Integer, Integer>> history = new HashMap<>();
        private final TreeMap<Integer, Integer> published = new TreeMap<>();
        private boolean valid;
        private long id = 10;
        private long seq = 1_000;
        private long publishedId;
        private long nowNs = 1_790_000_000_000_000_000L;
        private long checks;

        Run(final long seed) {
            this.seed = seed;
            this.random = new Random(seed);
        }

        void go() {
            history.put(seq, new TreeMap<>());
            connect(0);
            for (int step = 0; step < STEPS; step++) {
                nowNs += 100_000_000;
                move();
                deliver(0);
                deliver(1);
                if (random.nextInt(60) == 0) {
                    final int lane = random.nextInt(2);
                    if (connected[lane]) {
                        disconnect(lane);
                    } else {
                        connect(lane);
                    }
                }
                session.onTimer(nowNs);
                session.poll(this);
            }
        }

        private void connect(final int lane) {
            connected[lane] = true;
            session.onConnected(lane, nowNs);
            session.poll(this);
        }

        private void disconnect(final int lane) {
            connected[lane] = false;
            subscribed[lane] = false;
            wires.get(lane).clear();
            session.onDisconnected(lane, nowNs);
            session.poll(this);
        }

        private void move() {
            // Two restarts in a row, the first frame of the second lost, cannot be told by anybody.
            if (id > 8 && random.nextInt(150) == 0) {
                id = 0;
            }
            final int price = 1 + random.nextInt(6);
            final int quantity = random.nextInt(4);
            venue.put(price, quantity);
            venue.values().removeIf(v -> v == 0);
            id++;
            seq += 1 + random.nextInt(3);
            history.put(seq, new TreeMap<>(venue));
            for (int lane = 0; lane < 2; lane++) {
                if (subscribed[lane]) {
                    wires.get(lane).add(id == 1 ? snapshot("delta") : text("delta",
                        "[\"" + price + "\",\"" + quantity + "\"]"));
                }
            }
        }

        private String snapshot(final String type) {
            final List<String> levels = new ArrayList<>();
            venue.forEach((price, quantity) -> levels.add("[\"" + price + "\",\"" + quantity + "\"]"));
            return text(type, String.join(",", levels));
        }

        private String text(final String type, final String bids) {
            return "{\"topic\":\"orderbook.200.BTCUSDT\",\"type\":\"" + type + "\",\"ts\":" + seq
                + ",\"data\":{\"s\":\"BTCUSDT\",\"b\":[" + bids + "],\"a\":[],\"u\":" + id + ",\"seq\":" + seq
                + "},\"cts\":" + seq + "}";
        }

        private void deliver(final int lane) {
            final Deque<String> wire = wires.get(lane);
            int most = random.nextInt(4);
            while (connected[lane] && !wire.isEmpty() && most-- > 0) {
                final String frame = wire.poll();
                switch (random.nextInt(30)) {
                    case 0 -> { }
                    case 1 -> {
                        give(lane, frame);
                        give(lane, frame);
                    }
                    case 2 -> {
                        final String next = wire.poll();
                        if (next != null) {
                            give(lane, next);
                        }
                        give(lane, frame);
                    }
                    case 3 -> give(lane, frame.substring(0, frame.length() / 2));
                    default -> give(lane, frame);
                }
            }
        }

        private void give(final int lane, final String frame) {
            final byte[] bytes = frame.getBytes(StandardCharsets.US_ASCII);
            session.onText(lane, new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
            session.poll(this);
        }

        @Override
        public boolean publish(final DirectBuffer records, final int offset, final int count) {
            for (int i = 0; i < count; i++) {
                apply(records, offset + i * Records.SLOT_LENGTH);
            }
            return true;
        }

        private void apply(final DirectBuffer buffer, final int offset) {
            final int body = offset + Records.HEADER_LENGTH;
            if (Records.templateId(buffer, offset) == FeedStatusDecoder.TEMPLATE_ID) {
                final FeedStatusDecoder status = new FeedStatusDecoder();
                status.wrap(buffer, body, FeedStatusDecoder.BLOCK_LENGTH, 1);
                final FeedState state = FeedState.of(status.status());
                valid &= state != FeedState.INVALID && state != FeedState.DISCONNECTED;
                return;
            }
            final BookUpdateDecoder update = new BookUpdateDecoder();
            update.wrap(buffer, body, BookUpdateDecoder.BLOCK_LENGTH, 1);
            if (update.snapshot() == 1) {
                published.clear();
                valid = true;
            } else {
                assertTrue(valid, "a diff without a book, seed " + seed);
                assertEquals(publishedId, update.previousUpdateId(), "continuity, seed " + seed);
            }
            for (final BookUpdateDecoder.LevelsDecoder level : update.levels()) {
                published.put((int) level.price() / 10, (int) level.quantity() / 1_000);
            }
            published.values().removeIf(v -> v == 0);
            publishedId = update.lastUpdateId();
            // The frame's time is its cross sequence: which of the venue's books this must be.
            assertEquals(history.get(update.exchangeTimeNs() / 1_000_000), published, "seed " + seed);
            checks++;
        }

        @Override
        public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
            final String text = buffer.getStringWithoutLengthAscii(offset, length);
            final String request = text.replaceAll(".*\"req_id\":\"([^\"]*)\".*", "$1");
            final boolean wanted = text.contains("\"op\":\"subscribe\"");
            if (text.contains("\"op\":\"ping\"")) {
                wires.get(lane).add("{\"success\":true,\"ret_msg\":\"pong\",\"req_id\":\"ping\",\"op\":\"ping\"}");
                return;
            }
            final String answer = "{\"success\":true,\"ret_msg\":\"\",\"req_id\":\"" + request + "\",\"op\":\""
                + (wanted ? "subscribe" : "unsubscribe") + "\"}";
            subscribed[lane] = wanted;
            if (wanted && random.nextBoolean()) {
                wires.get(lane).add(snapshot("snapshot"));
                wires.get(lane).add(answer);
            } else {
                wires.get(lane).add(answer);
                if (wanted) {
                    wires.get(lane).add(snapshot("snapshot"));
                }
            }
        }

        @Override
        public void requestSnapshot(final int instrument, final String symbol) {
            throw new AssertionError("a session of Bybit asks for no snapshot over REST");
        }

        @Override
        public void reconnect(final int lane, final boolean urgent) {
            // Connections come and go by chance here.
        }
    }
}
