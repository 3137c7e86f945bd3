package io.penstock.gateways.binance;

import static io.penstock.gateways.binance.SessionRig.SECOND;
import static io.penstock.gateways.binance.SessionRig.ack;
import static io.penstock.gateways.binance.SessionRig.diff;
import static io.penstock.gateways.binance.SessionRig.mark;
import static io.penstock.gateways.binance.SessionRig.quote;
import static io.penstock.gateways.binance.SessionRig.trade;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.gateways.common.FrameFault;
import io.penstock.gateways.common.MarketDataSession;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class BinanceMarketDataSessionTest {
    private final SessionRig rig = SessionRig.spot();
    private final BinanceMarketDataSession session = rig.session;

    @Test
    void shouldSubscribeAskForSnapshotFollowAndResync() {
        session.onConnected(0, 0);
        assertEquals(List.of("send 0 {\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@depth@100ms\",\"btcusdt@trade\"],"
            + "\"id\":1}", "CONNECTED NONE -1"), rig.polled());
        rig.text(0, diff(10, 12), SECOND);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), rig.polled());
        rig.text(0, diff(13, 14), SECOND);
        assertEquals(List.of(), rig.polled());
        rig.body(0, SessionRig.snapshot(12, 30), 2 * SECOND);
        assertEquals(List.of("snapshot 3 0/2 bids 25 of 25 12>12", "snapshot 3 1/2 bids 5 of 6 12>12",
            "diff 3 0/1 bids 1 of 1 12>14", "SYNCED NONE 3"), rig.polled());
        rig.text(0, diff(15, 15), 3 * SECOND);
        assertEquals(List.of("diff 3 0/1 bids 1 of 1 14>15"), rig.polled());
        rig.text(0, diff(17, 18), 4 * SECOND);
        assertEquals(List.of("INVALID GAP 3", "snapshot of BTCUSDT wanted"), rig.polled());
        rig.snapshot(0, 9, 5 * SECOND);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), rig.polled(), "older than the diff that waits");
        rig.snapshot(0, 9, 5 * SECOND + 1);
        assertEquals(List.of(), rig.polled(), "the third question waits for two seconds behind the second");
        session.onTimer(7 * SECOND - 1);
        assertEquals(List.of(), rig.polled());
        session.onTimer(7 * SECOND + 1);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), rig.polled());
        rig.snapshot(0, 17, 8 * SECOND);
        assertEquals(List.of("snapshot 3 0/1 bids 1 of 2 17>17", "diff 3 0/1 bids 1 of 1 17>18", "SYNCED NONE 3"),
            rig.polled());
        session.onDisconnected(0, 9 * SECOND);
        assertEquals(List.of("DISCONNECTED NONE 3"), rig.polled());
        assertFalse(session.synced(0));
        rig.text(0, diff(19, 20), 10 * SECOND);
        assertEquals(List.of(), rig.polled(), "a connection that is not there says nothing");
        session.onConnected(0, 10 * SECOND);
        rig.polled();
        rig.text(0, diff(19, 20), 15 * SECOND);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), rig.polled());
    }

    @Test
    void shouldTakeNothingWhileEventsWait() {
        rig.follow(5, 0);
        rig.text(0, diff(6, 6), 1);
        rig.full = true;
        assertFalse(session.poll(rig));
        assertEquals(MarketDataSession.BUSY, rig.text(0, diff(7, 7), 1));
        assertEquals(MarketDataSession.BUSY, rig.text(0, trade(1), 1));
        assertEquals(MarketDataSession.BUSY, rig.snapshot(0, 9, 1));
        assertEquals(MarketDataSession.BUSY, session.onTimer(1));
        assertEquals(MarketDataSession.BUSY, session.onConnected(1, 1));
        assertEquals(MarketDataSession.BUSY, session.onDisconnected(0, 1));
        rig.full = false;
        assertEquals(List.of("diff 3 0/1 bids 1 of 1 5>6"), rig.polled());
        assertEquals(MarketDataSession.TAKEN, rig.text(0, diff(7, 7), 1));
        assertEquals(List.of("diff 3 0/1 bids 1 of 1 6>7"), rig.polled());
        assertEquals(4, session.totals().frames(), "a frame that was refused is counted when it is taken");
    }

    @Test
    void shouldConflateQuotesWhileEventsWait() {
        final SessionRig two = new SessionRig(
            true, List.of("btcusdt@markPrice@1s", "btcusdt@bookTicker", "ethusdt@bookTicker"), "BTCUSDT", "ETHUSDT");
        two.session.onConnected(0, 0);
        two.full = true;
        assertFalse(two.session.poll(two));
        for (int i = 1; i <= 3; i++) {
            assertEquals(MarketDataSession.TAKEN, two.text(0, mark(i, i), i));
        }
        for (int i = 1; i <= 5; i++) {
            assertEquals(MarketDataSession.TAKEN, two.text(0, quote("ETHUSDT", i), i));
        }
        assertEquals(MarketDataSession.TAKEN, two.text(0, quote("BTCUSDT", 7), 9));
        two.taken();
        two.full = false;
        assertEquals(List.of("CONNECTED NONE -1", "quote 3 7", "mark 3 3", "template 6", "quote 4 5").size(),
            two.polled().size());
        assertEquals(6, two.session.totals().conflatedQuotes());
        assertEquals(1, two.session.counters(1).bestBidOffers());
        assertEquals(1, two.session.counters(0).markPrices());
        two.text(0, quote("ETHUSDT", 6), 10);
        assertEquals(List.of("quote 4 6"), two.polled());
    }

    @Test
    void shouldPublishNothingOfBadFrameAndOfZeroTrade() {
        session.onConnected(0, 0);
        rig.polled();
        rig.text(0, "{\"e\":\"trade\",\"E\":1,\"s\":\"BTCUSDT\",\"t\":1,\"p\":\"0\",\"q\":\"0\",\"T\":1,\"m\":true}",
            2_000_000);
        rig.text(0, diff(6, 5), 3_000_000);
        rig.text(0, diff("DOTUSDT", 5, 6), 4_000_000);
        rig.text(0, "{\"e\":\"other\"}", 5_000_000);
        assertEquals(List.of(), rig.polled());
        assertEquals(1, session.counters(0).zeroTrades());
        assertEquals(1, session.frames().of(BinanceMessageKind.MALFORMED));
        assertEquals(1, session.totals().malformedFrames(FrameFault.CONTRADICTION));
        assertEquals(2, session.totals().unknownFrames());
        assertEquals(4, session.totals().frames());
        assertEquals(5_000_000, session.totals().lastFrameNs());
        assertEquals(3_000_000, session.totals().lagNs(), "of the last good frame that had a time");
    }

    @Test
    void shouldCountBinaryFrameAsUnknown() {
        session.onBinary(0, new UnsafeBuffer(new byte[8]), 0, 8, 1);
        assertEquals(1, session.totals().unknownFrames());
    }

    @Test
    void shouldDropEverythingAndBeginAnewWhenOverrun() {
        final SessionRig two = new SessionRig(
            false, List.of("btcusdt@depth@100ms", "ethusdt@depth@100ms"), "BTCUSDT", "ETHUSDT");
        two.follow(5, 0);
        two.text(0, diff("BTCUSDT", 6, 6), 1);
        two.full = true;
        two.text(0, quote("BTCUSDT", 6), 1);
        assertFalse(two.session.poll(two));
        two.session.onOverrun(2);
        assertFalse(two.session.synced(0));
        assertFalse(two.session.poll(two));
        two.session.onOverrun(3);
        assertEquals(MarketDataSession.BUSY, two.text(0, diff("BTCUSDT", 7, 7), 3));
        two.full = false;
        assertEquals(List.of("INVALID BACK_PRESSURE 3", "INVALID BACK_PRESSURE 4", "snapshot of BTCUSDT wanted",
            "snapshot of ETHUSDT wanted"), two.polled());
        two.text(0, diff("BTCUSDT", 8, 8), 4);
        two.snapshot(0, 7, 5);
        assertEquals(List.of("snapshot 3 0/1 bids 1 of 2 7>7", "diff 3 0/1 bids 1 of 1 7>8", "SYNCED NONE 3"),
            two.polled());
        assertEquals(2, two.session.totals().overrunCount());
    }

    @Test
    void shouldDropDrainWhenOverrun() {
        session.onConnected(0, 0);
        rig.text(0, diff(10, 10), 1);
        rig.polled();
        rig.text(0, diff(10, 10), 1);
        rig.text(0, diff(11, 11), 1);
        rig.polled();
        rig.full = true;
        rig.snapshot(0, 10, 2);
        assertFalse(session.poll(rig));
        session.onOverrun(3);
        rig.full = false;
        assertEquals(List.of("INVALID BACK_PRESSURE 3", "snapshot of BTCUSDT wanted"), rig.polled());
    }

    @Test
    void shouldAskForFewBooksAtOnce() {
        final String[] names = {"AAAUSDT", "BBBUSDT", "CCCUSDT", "DDDUSDT", "EEEUSDT", "FFFUSDT"};
        final SessionRig many = new SessionRig(false, List.of("aaausdt@depth@100ms"), names);
        many.session.onConnected(0, 0);
        many.polled();
        for (final String name : names) {
            many.text(0, diff(name, 5, 5), 1);
        }
        assertEquals(BinanceMarketDataSession.MOST_SNAPSHOTS_OUT, many.polled().size());
        many.snapshot(2, 5, 2);
        assertTrue(many.polled().contains("snapshot of EEEUSDT wanted"));
        many.session.onSnapshotFailed(0, 30 * SECOND, 3);
        assertEquals(List.of("snapshot of FFFUSDT wanted"), many.polled());
        many.snapshot(1, 5, 4);
        many.polled();
        many.session.onTimer(9 * SECOND);
        assertEquals(List.of(), many.polled());
        many.session.onTimer(30 * SECOND);
        assertTrue(many.polled().contains("snapshot of AAAUSDT wanted"));
    }

    @Test
    void shouldAskAgainWhenAnswerIsNoBook() {
        session.onConnected(0, 0);
        rig.text(0, diff(10, 10), 1);
        rig.polled();
        rig.text(0, diff(10, 10), 1);
        rig.polled();
        rig.body(0, "{\"code\":-1121,\"msg\":\"Invalid symbol.\"}", 2);
        assertEquals(List.of(), rig.polled());
        session.onTimer(SECOND + 1);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), rig.polled());
        rig.body(0, "{\"lastUpdateId\":10,\"bids\":[[\"1", SECOND + 2);
        assertEquals(2, session.totals().refusalCount());
        assertEquals(1, session.totals().malformedFrames());
    }

    @Test
    void shouldBeginQuietBookBySnapshotAlone() {
        session.onConnected(0, 0);
        rig.polled();
        session.onTimer(SECOND);
        rig.text(0, ack(1), SECOND);
        session.onTimer(2 * SECOND);
        assertEquals(List.of(), rig.polled());
        rig.snapshot(0, 4, 2 * SECOND);
        assertEquals(List.of(), rig.polled(), "nobody asked for it");
        session.onTimer(3 * SECOND);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), rig.polled());
        rig.snapshot(0, 5, 4 * SECOND);
        assertEquals(List.of("snapshot 3 0/1 bids 1 of 2 5>5", "SYNCED NONE 3"), rig.polled());
    }

    @Test
    void shouldBeginABookAnewWhenTheEngineSaysThatItCannotBe() {
        assertEquals(MarketDataSession.TAKEN, session.resync(0, 0));
        assertEquals(List.of(), rig.polled(), "there is no book");
        rig.follow(5, 0);
        rig.text(0, diff(6, 6), SECOND);
        assertEquals(MarketDataSession.BUSY, session.resync(0, SECOND), "something waits");
        rig.polled();
        assertEquals(MarketDataSession.TAKEN, session.resync(0, 2 * SECOND));
        assertEquals(List.of("INVALID CROSSED 3", "snapshot of BTCUSDT wanted"), rig.polled());
        assertFalse(session.synced(0));
        session.resync(0, 2 * SECOND);
        rig.text(0, diff(7, 8), 2 * SECOND);
        assertEquals(List.of(), rig.polled(), "it is under way");
        rig.snapshot(0, 7, 2 * SECOND);
        assertEquals(List.of("snapshot 3 0/1 bids 1 of 2 7>7", "diff 3 0/1 bids 1 of 1 7>8", "SYNCED NONE 3"),
            rig.polled());
        session.resync(0, 2 * SECOND + 1);
        assertEquals(List.of("INVALID CROSSED 3"), rig.polled(), "the third question waits");
        session.onTimer(3 * SECOND);
        assertEquals(List.of("snapshot of BTCUSDT wanted"), rig.polled());
        assertEquals(0, session.counters(0).gaps(), "nothing was missed");
        final SessionRig noBooks = new SessionRig(true, List.of("btcusdt@markPrice@1s"), "BTCUSDT");
        noBooks.session.onConnected(0, 0);
        noBooks.polled();
        assertEquals(MarketDataSession.TAKEN, noBooks.session.resync(0, SECOND));
        assertEquals(List.of(), noBooks.polled(), "another session has the book");
    }
}
