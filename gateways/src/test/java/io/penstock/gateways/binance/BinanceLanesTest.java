package io.penstock.gateways.binance;

import static io.penstock.gateways.binance.SessionRig.SECOND;
import static io.penstock.gateways.binance.SessionRig.ack;
import static io.penstock.gateways.binance.SessionRig.diff;
import static io.penstock.gateways.binance.SessionRig.diffUsdm;
import static io.penstock.gateways.binance.SessionRig.mark;
import static io.penstock.gateways.binance.SessionRig.quote;
import static io.penstock.gateways.binance.SessionRig.trade;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Two connections of the same streams, one taking over from the other. */
class BinanceLanesTest {
    private final SessionRig rig = SessionRig.spot();
    private final BinanceMarketDataSession session = rig.session;

    private void second(final long nowNs) {
        session.onConnected(1, nowNs);
        rig.polled();
        rig.text(1, ack(2), nowNs);
        rig.polled();
    }

    @Test
    void shouldSubscribeOnSecondConnectionWithNewIds() {
        rig.follow(5, 0);
        session.onConnected(1, SECOND);
        assertEquals(List.of("send 1 {\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@depth@100ms\",\"btcusdt@trade\"],"
            + "\"id\":2}"), rig.polled());
        assertTrue(session.follows(0));
        assertFalse(session.follows(1));
    }

    @Test
    void shouldTakeOverWhenDiffReachesBackToBook() {
        rig.follow(5, 0);
        second(SECOND);
        rig.text(1, diff(8, 9), SECOND);
        assertEquals(List.of(), rig.polled(), "the second connection is ahead: something would be lost");
        assertFalse(session.follows(1));
        rig.text(0, diff(6, 7), SECOND);
        assertEquals(List.of("diff 3 0/1 bids 1 of 1 5>7"), rig.polled());
        rig.text(0, diff(8, 9), SECOND);
        rig.polled();
        rig.text(1, diff(10, 11), SECOND);
        assertEquals(List.of("diff 3 0/1 bids 1 of 1 9>11"), rig.polled());
        assertTrue(session.follows(1));
        rig.text(0, diff(10, 11), SECOND);
        rig.text(0, diff(12, 12), SECOND);
        assertEquals(List.of(), rig.polled(), "the first connection is not followed any more");
        session.onDisconnected(0, 2 * SECOND);
        rig.text(1, diff(12, 12), 2 * SECOND);
        assertEquals(List.of("diff 3 0/1 bids 1 of 1 11>12"), rig.polled());
        assertEquals(0, session.counters(0).gaps());
    }

    @Test
    void shouldTakeOverOnStaleDiffBecauseItsSuccessorsFollow() {
        rig.follow(5, 0);
        second(SECOND);
        rig.text(1, diff(3, 4), SECOND);
        assertTrue(session.follows(1));
        assertEquals(List.of(), rig.polled());
        rig.text(1, diff(5, 7), SECOND);
        assertEquals(List.of("diff 3 0/1 bids 1 of 1 5>7"), rig.polled());
    }

    @Test
    void shouldJoinUsdmStreamsWhoseDiffsBeginElsewhere() {
        final SessionRig usdm = new SessionRig(true, List.of("btcusdt@depth@100ms"), "BTCUSDT");
        usdm.session.onConnected(0, 0);
        usdm.text(0, diffUsdm(90, 100, 80), 0);
        usdm.polled();
        usdm.text(0, diffUsdm(90, 100, 80), 0);
        usdm.polled();
        usdm.snapshot(0, 95, 0);
        usdm.polled();
        usdm.text(0, diffUsdm(101, 110, 100), 0);
        usdm.polled();
        usdm.session.onConnected(1, 1);
        usdm.polled();
        usdm.text(1, diffUsdm(115, 120, 112), 1);
        assertFalse(usdm.session.follows(1), "what lies between 110 and 112 would be lost");
        usdm.text(0, diffUsdm(111, 114, 110), 1);
        usdm.polled();
        usdm.text(1, diffUsdm(113, 118, 112), 1);
        assertEquals(List.of("diff 3 0/1 bids 1 of 1 114>118"), usdm.polled());
        assertTrue(usdm.session.follows(1));
        usdm.text(1, diffUsdm(119, 121, 118), 1);
        assertEquals(List.of("diff 3 0/1 bids 1 of 1 118>121"), usdm.polled());
        usdm.text(1, diffUsdm(125, 126, 120), 1);
        assertEquals(List.of("INVALID GAP 3", "snapshot of BTCUSDT wanted"), usdm.polled(),
            "only the first diff may overlap");
    }

    @Test
    void shouldFollowOtherConnectionWhenItsOwnIsLost() {
        rig.follow(5, 0);
        second(SECOND);
        session.onDisconnected(0, 10 * SECOND);
        assertEquals(List.of(), rig.polled());
        assertTrue(session.synced(0));
        rig.text(1, diff(6, 7), 10 * SECOND);
        assertEquals(List.of("diff 3 0/1 bids 1 of 1 5>7"), rig.polled());
        rig.text(1, diff(9, 9), 10 * SECOND);
        assertEquals(List.of("INVALID GAP 3", "snapshot of BTCUSDT wanted"), rig.polled());
    }

    @Test
    void shouldSayGapAtOnceWhenLostConnectionWasBehind() {
        rig.follow(5, 0);
        second(SECOND);
        rig.text(1, diff(8, 9), 2 * SECOND);
        session.onDisconnected(0, 10 * SECOND);
        assertEquals(List.of("INVALID GAP 3", "snapshot of BTCUSDT wanted"), rig.polled(),
            "6 and 7 never came, and nothing may follow for minutes");
        assertEquals(1, session.counters(0).gaps());
    }

    @Test
    void shouldSayGapWhenOtherConnectionIsTooYoung() {
        rig.follow(5, 0);
        session.onConnected(1, SECOND);
        rig.polled();
        session.onDisconnected(0, SECOND);
        assertEquals(List.of("INVALID GAP 3", "snapshot of BTCUSDT wanted"), rig.polled());
        assertTrue(session.follows(1));
    }

    @Test
    void shouldKeepWaitingDiffsOverHandOver() {
        session.onConnected(0, 0);
        rig.text(0, diff(5, 6), 0);
        rig.polled();
        rig.text(0, diff(5, 6), 0);
        rig.polled();
        second(SECOND);
        rig.text(1, diff(7, 8), SECOND);
        assertTrue(session.follows(1));
        rig.snapshot(0, 5, SECOND);
        assertEquals(List.of("snapshot 3 0/1 bids 1 of 2 5>5", "diff 3 0/1 bids 1 of 1 5>6",
            "diff 3 0/1 bids 1 of 1 6>8", "SYNCED NONE 3"), rig.polled());
    }

    @Test
    void shouldNeverPublishTradeTwiceAndCountMissingOnes() {
        rig.follow(5, 0);
        final long frames = session.totals().frames();
        publishTrade(0, 10, true);
        publishTrade(0, 11, true);
        publishTrade(0, 11, false);
        assertEquals(1, session.counters(0).tradesRepeated());
        second(SECOND);
        publishTrade(1, 14, false);
        publishTrade(0, 12, true);
        publishTrade(1, 13, true);
        publishTrade(0, 13, false);
        publishTrade(0, 14, true);
        publishTrade(1, 14, false);
        publishTrade(1, 16, true);
        assertEquals(1, session.counters(0).tradesMissing(), "15 came on neither");
        session.onDisconnected(0, 2 * SECOND);
        rig.polled();
        session.onDisconnected(1, 2 * SECOND);
        rig.polled();
        session.onConnected(0, 3 * SECOND);
        rig.polled();
        publishTrade(0, 20, true);
        assertEquals(4, session.counters(0).tradesMissing());
        session.onDisconnected(0, 4 * SECOND);
        rig.polled();
        session.onConnected(0, 5 * SECOND);
        rig.polled();
        publishTrade(0, 2, true);
        assertTrue(session.totals().frames() > frames);
        assertEquals(8, session.counters(0).trades());
    }

    private void publishTrade(final int lane, final long id, final boolean published) {
        rig.text(lane, trade(id), SECOND);
        assertEquals(published ? List.of("trade 3 " + id) : List.of(), rig.polled());
    }

    @Test
    void shouldNotPublishQuotesTwiceAfterHandOver() {
        rig.follow(5, 0);
        rig.text(0, quote("BTCUSDT", 50), 0);
        rig.polled();
        second(SECOND);
        rig.text(1, quote("BTCUSDT", 51), SECOND);
        assertEquals(List.of(), rig.polled(), "not followed yet");
        rig.text(1, diff(5, 5), SECOND);
        rig.text(1, quote("BTCUSDT", 50), SECOND);
        assertEquals(List.of(), rig.polled(), "published before");
        rig.text(1, quote("BTCUSDT", 51), SECOND);
        assertEquals(List.of("quote 3 51"), rig.polled());
    }

    @Test
    void shouldSayNothingOfBooksOnRouteWithoutDepth() {
        final SessionRig market = new SessionRig(true, List.of("btcusdt@aggTrade", "btcusdt@markPrice@1s"), "BTCUSDT");
        market.session.onConnected(0, 0);
        market.polled();
        market.text(0, ack(1), 0);
        for (int i = 1; i <= 20; i++) {
            market.text(0, mark(1_000L * i, i), i * SECOND);
            market.session.poll(market);
        }
        market.taken();
        market.text(0, diffUsdm(1, 2, 0), 20 * SECOND);
        market.snapshot(0, 5, 20 * SECOND);
        assertEquals(List.of(), market.polled());
        market.session.onConnected(1, 20 * SECOND);
        market.polled();
        market.text(1, mark(20_000, 20), 20 * SECOND);
        assertEquals(List.of(), market.polled(), "published before");
        assertTrue(market.session.follows(1));
        market.text(1, mark(21_000, 21), 21 * SECOND);
        assertEquals("mark 3 21", market.polled().get(0));
        market.session.onOverrun(21 * SECOND);
        market.session.onDisconnected(0, 21 * SECOND);
        market.session.onDisconnected(1, 21 * SECOND);
        market.session.onTimer(90 * SECOND);
        assertEquals(List.of(), market.polled());
    }
}
