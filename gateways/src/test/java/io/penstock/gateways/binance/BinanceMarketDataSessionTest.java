package io.penstock.gateways.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.SessionActions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class BinanceMarketDataSessionTest {
    private static final long SECOND = 1_000_000_000L;
    private final List<String> done = new ArrayList<>();
    private boolean full;
    private final BinanceMarketDataSession session = new BinanceMarketDataSession(false, List.of(
        new InstrumentDefinition(Venue.BINANCE_SPOT, InstrumentKind.SPOT, InstrumentStatus.TRADING, "BTCUSDT", "BTC",
            "USDT", -8, -8, 1, 1, 0, 0, 0)), new int[] {3}, List.of("btcusdt@depth@100ms", "btcusdt@trade"));

    private final SessionActions shell = new SessionActions() {
        @Override
        public boolean publish(final DirectBuffer records, final int offset, final int count) {
            if (!full) {
                for (int i = 0; i < count; i++) {
                    done.add(describe(records, offset + i * Records.SLOT_LENGTH));
                }
            }
            return !full;
        }

        @Override
        public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
            done.add("send " + buffer.getStringWithoutLengthAscii(offset, length));
        }

        @Override
        public void requestSnapshot(final int instrument, final String symbol) {
            done.add("snapshot of " + symbol + " wanted");
        }

        @Override
        public void reconnect(final int lane, final boolean urgent) {
            done.add("reconnect");
        }
    };

    private static String describe(final DirectBuffer buffer, final int offset) {
        final int body = offset + Records.HEADER_LENGTH;
        if (Records.templateId(buffer, offset) == BookUpdateDecoder.TEMPLATE_ID) {
            final BookUpdateDecoder book = new BookUpdateDecoder();
            book.wrap(buffer, body, BookUpdateDecoder.BLOCK_LENGTH, 1);
            return (book.snapshot() == 1 ? "snapshot " : "diff ") + book.instrumentId() + " " + book.chunkIndex() + "/"
                + book.chunkCount() + " bids " + book.bidCount() + " of " + book.levels().count() + " "
                + book.previousUpdateId() + ">" + book.lastUpdateId();
        }
        if (Records.templateId(buffer, offset) == FeedStatusDecoder.TEMPLATE_ID) {
            final FeedStatusDecoder status = new FeedStatusDecoder();
            status.wrap(buffer, body, FeedStatusDecoder.BLOCK_LENGTH, 1);
            return FeedState.of(status.status()) + " " + FeedReason.of(status.reason()) + " " + status.instrumentId();
        }
        return "template " + Records.templateId(buffer, offset);
    }

    private int frame(final String text, final long nowNs) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return session.onBytes(new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
    }

    private static String diff(final long first, final long last) {
        return "{\"e\":\"depthUpdate\",\"E\":1,\"s\":\"BTCUSDT\",\"U\":" + first + ",\"u\":" + last
            + ",\"b\":[[\"1.5\",\"2\"]],\"a\":[]}";
    }

    private void snapshot(final long id, final int bids, final long nowNs) {
        final StringBuilder text = new StringBuilder("{\"lastUpdateId\":" + id + ",\"bids\":[");
        for (int i = 1; i <= bids; i++) {
            text.append(i == 1 ? "" : ",").append("[\"").append(i).append("\",\"1\"]");
        }
        final byte[] bytes = text.append("],\"asks\":[[\"900\",\"1\"]]}").toString()
            .getBytes(StandardCharsets.US_ASCII);
        session.onSnapshot(0, new UnsafeBuffer(bytes), 0, bytes.length, nowNs);
    }

    private List<String> polled() {
        assertTrue(session.poll(shell));
        final List<String> result = List.copyOf(done);
        done.clear();
        return result;
    }

    @Test
    void shouldSubscribeAskForSnapshotFollowAndResync() {
        session.onConnected(0);
        assertEquals(List.of("send {\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@depth@100ms\",\"btcusdt@trade\"],"
            + "\"id\":1}", "CONNECTED NONE -1"), polled());
        frame(diff(10, 12), SECOND);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), polled());
        frame(diff(13, 14), SECOND);
        assertEquals(List.of(), polled());
        snapshot(12, 30, 2 * SECOND);
        assertEquals(List.of("snapshot 3 0/2 bids 25 of 25 12>12", "snapshot 3 1/2 bids 5 of 6 12>12",
            "diff 3 0/1 bids 1 of 1 12>14", "SYNCED NONE 3"), polled());
        frame(diff(15, 15), 3 * SECOND);
        assertEquals(List.of("diff 3 0/1 bids 1 of 1 14>15"), polled());
        frame(diff(17, 18), 4 * SECOND);
        assertEquals(List.of("INVALID GAP 3", "snapshot of BTCUSDT wanted"), polled());
        snapshot(9, 1, 5 * SECOND);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), polled(), "older than the diff that waits");
        session.onTimer(6 * SECOND);
        assertEquals(List.of(), polled(), "the second attempt may take two seconds");
        session.onTimer(7 * SECOND);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), polled());
        snapshot(17, 1, 8 * SECOND);
        assertEquals(List.of("snapshot 3 0/1 bids 1 of 2 17>17", "diff 3 0/1 bids 1 of 1 17>18", "SYNCED NONE 3"),
            polled());
        session.onDisconnected(9 * SECOND);
        assertEquals(List.of("DISCONNECTED NONE -1"), polled());
        frame(diff(19, 20), 10 * SECOND);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), polled());
    }

    @Test
    void shouldTakeNothingWhileEventsWait() {
        snapshot(5, 1, 0);
        full = true;
        assertFalse(session.poll(shell));
        assertEquals(BinanceMarketDataSession.BUSY, frame(diff(6, 6), 1));
        full = false;
        polled();
        assertEquals(BinanceMarketDataSession.TAKEN, frame(diff(6, 6), 1));
        assertEquals(List.of("diff 3 0/1 bids 1 of 1 5>6"), polled());
    }

    @Test
    void shouldSayStaleWhenNothingComes() {
        session.onConnected(0);
        polled();
        session.onTimer(9 * SECOND);
        assertEquals(List.of(), polled());
        session.onTimer(10 * SECOND);
        session.poll(shell);
        session.onTimer(11 * SECOND);
        assertEquals(List.of("STALE NONE -1"), polled());
        frame("{\"result\":null,\"id\":1}", 12 * SECOND);
        assertEquals(List.of("CONNECTED NONE -1"), polled());
    }

    @Test
    void shouldReconnectWhenVenueAnnouncesShutdown() {
        frame("{\"e\":\"serverShutdown\",\"E\":1790000000000}", 0);
        assertEquals(List.of("reconnect"), polled());
    }

    @Test
    void shouldPublishNothingOfBadFrameAndOfZeroTrade() {
        frame("{\"e\":\"trade\",\"E\":1,\"s\":\"BTCUSDT\",\"t\":1,\"p\":\"0\",\"q\":\"0\",\"T\":1,\"m\":true}", 0);
        frame(diff(6, 5), 0);
        assertEquals(List.of(), polled());
        assertEquals(1, session.counters(0).zeroTrades());
        assertEquals(1, session.frames().of(BinanceMessageKind.MALFORMED));
    }
}
