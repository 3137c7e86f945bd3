package io.penstock.gateways.bybit;

import static io.penstock.gateways.bybit.SessionShell.MILLI;
import static io.penstock.gateways.bybit.SessionShell.SECOND;
import static io.penstock.gateways.bybit.SessionShell.book;
import static io.penstock.gateways.bybit.SessionShell.quote;
import static io.penstock.gateways.bybit.SessionShell.trade;
import static io.penstock.gateways.bybit.SessionShell.tradeEntry;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.StreamSelection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BybitMarketDataSessionTest {
    private static final StreamSelection BOOK_ONLY = new StreamSelection(false, false, false, false);
    private static final String SUBSCRIBE_ALL = "send 0 {\"req_id\":\"1\",\"op\":\"subscribe\",\"args\":["
        + "\"orderbook.200.BTCUSDT\",\"publicTrade.BTCUSDT\",\"orderbook.1.BTCUSDT\",\"tickers.BTCUSDT\","
        + "\"kline.1.BTCUSDT\"]}";
    private final SessionShell shell = new SessionShell(true, StreamSelection.ALL, "BTCUSDT");

    private void connect(final SessionShell on, final int lane) {
        assertEquals(MarketDataSession.TAKEN, on.session.onConnected(lane, on.nowNs));
        on.polled();
    }

    private static List<String> subscription(final String op, final int lane, final int request, final String args) {
        return List.of(
            "send " + lane + " {\"req_id\":\"" + request + "\",\"op\":\"" + op + "\",\"args\":[" + args + "]}");
    }

    @Test
    void shouldSubscribeFollowAndGetLostBookBackByLeavingTheTopic() {
        shell.session.onConnected(0, shell.nowNs);
        assertEquals(List.of(SUBSCRIBE_ALL, "CONNECTED NONE -1"), shell.polled());
        assertEquals(List.of("snapshot 3 5>5", "SYNCED NONE 3"), shell.after(0, book("BTCUSDT", true, 5, 50)),
            "a snapshot may come before the acknowledgement");
        assertEquals(List.of(), shell.acknowledge(0, 1));
        assertTrue(shell.session.follows(0));
        assertEquals(List.of("diff 3 5>6"), shell.after(0, book("BTCUSDT", false, 6, 60)));
        assertEquals(List.of(), shell.after(0, book("BTCUSDT", false, 6, 60)));
        assertTrue(shell.session.synced(0));
        assertEquals(List.of(
            "send 0 {\"req_id\":\"2\",\"op\":\"unsubscribe\",\"args\":[\"orderbook.200.BTCUSDT\"]}",
            "INVALID GAP 3"), shell.after(0, book("BTCUSDT", false, 8, 80)));
        assertFalse(shell.session.synced(0));
        assertEquals(List.of(), shell.after(0, book("BTCUSDT", false, 9, 90)), "no book, nothing to publish");
        assertEquals(subscription("subscribe", 0, 3, "\"orderbook.200.BTCUSDT\""), shell.acknowledge(0, 2));
        assertEquals(List.of("snapshot 3 9>9", "SYNCED NONE 3"), shell.after(0, book("BTCUSDT", true, 9, 90)));
        assertEquals(List.of(), shell.acknowledge(0, 3));
        assertEquals(List.of("diff 3 9>10"), shell.after(0, book("BTCUSDT", false, 10, 100)));
        assertEquals(List.of("snapshot 3 1>1"), shell.after(0, book("BTCUSDT", false, 1, 101)),
            "the venue's service was started anew");
        assertEquals(1, shell.session.counters(0).gaps());
        shell.session.onDisconnected(0, shell.nowNs);
        assertEquals(List.of("DISCONNECTED NONE 3"), shell.polled());
    }

    @Test
    void shouldTakeIdsThatBeganAnewUnseenForGap() {
        connect(shell, 0);
        shell.after(0, book("BTCUSDT", true, 500, 50));
        assertEquals(List.of("INVALID GAP 3"), shell.after(0, book("BTCUSDT", false, 2, 60)));
    }

    @Test
    void shouldAskOneByOneWhenOneTopicIsBadAndSayWhatCannotBeHad() {
        final SessionShell two = new SessionShell(false, BOOK_ONLY, "GOODUSDT", "BADUSDT");
        two.session.onConnected(0, two.nowNs);
        assertEquals(subscription("subscribe", 0, 1, "\"orderbook.200.GOODUSDT\",\"orderbook.200.BADUSDT\""),
            two.polled().subList(0, 1));
        assertEquals(subscription("subscribe", 0, 2, "\"orderbook.200.GOODUSDT\""),
            two.refuse(0, 1, "error:handler not found"));
        assertEquals(subscription("subscribe", 0, 3, "\"orderbook.200.BADUSDT\""), two.timer(60 * MILLI));
        assertEquals(List.of(), two.acknowledge(0, 2));
        two.after(0, book("GOODUSDT", true, 5, 50));
        two.refuse(0, 3, "error:handler not found");
        assertEquals(List.of(), two.timer(900 * MILLI));
        assertEquals(subscription("subscribe", 0, 4, "\"orderbook.200.BADUSDT\""), two.timer(200 * MILLI));
        assertEquals(List.of(), two.refuse(0, 4, "error:handler not found"));
        assertEquals(subscription("subscribe", 0, 5, "\"orderbook.200.BADUSDT\""), two.timer(2 * SECOND));
        assertEquals(List.of("INVALID NO_SNAPSHOT 4"), two.refuse(0, 5, "error:handler not found"));
        assertEquals(4, two.session.totals().refusalCount());
        assertTrue(two.session.follows(0), "what cannot be had holds nothing up");
        two.timer(4 * SECOND);
        assertEquals(List.of(), two.refuse(0, 6, "error:already subscribed"), "as good as done");
        assertEquals(4, two.session.totals().refusalCount());
    }

    @Test
    void shouldKeepWithinLimitsWhenThereAreManyInstruments() {
        final SessionShell many = new SessionShell(false, StreamSelection.TRADING,
            IntStream.range(0, 60).mapToObj(i -> "COIN" + i + "USDT").toArray(String[]::new));
        connect(many, 0);
        final List<String> sent = new ArrayList<>();
        for (int i = 0; i < 95; i++) {
            final List<String> now = many.timer(10 * MILLI);
            assertTrue(now.size() <= 1);
            sent.addAll(now);
            if (!now.isEmpty()) {
                final String id = now.get(0).replaceAll(".*\"req_id\":\"([0-9]+)\".*", "$1");
                many.frame(0, "{\"success\":true,\"ret_msg\":\"\",\"req_id\":\"" + id + "\",\"op\":\"subscribe\"}");
            }
        }
        assertEquals(17, sent.size(), "the first of the 18 went with the connection");
        sent.forEach(frame -> assertTrue(Collections.frequency(frame.chars().boxed().toList(), (int) ',') <= 11));
        assertThrows(IllegalArgumentException.class, () -> new SessionShell(true, StreamSelection.ALL,
            IntStream.range(0, 250).mapToObj(i -> "COIN" + i + "USDT").toArray(String[]::new)));
    }

    @Test
    void shouldPublishQuoteOnlyWhenItIsNewerThanTheBook() {
        connect(shell, 0);
        assertEquals(List.of(), shell.after(0, quote("BTCUSDT", 900, 55, "100.6")), "there is no book");
        shell.after(0, book("BTCUSDT", true, 5, 50));
        assertEquals(List.of("quote 3 6 1006/1013"), shell.after(0, quote("BTCUSDT", 901, 55, "100.6")));
        assertEquals(List.of(), shell.after(0, quote("BTCUSDT", 901, 55, "100.6")), "told again after 3 s");
        assertEquals(List.of("diff 3 5>6"), shell.after(0, book("BTCUSDT", false, 6, 60)));
        assertEquals(List.of(), shell.after(0, quote("BTCUSDT", 902, 58, "100.7")), "older than the book");
        assertEquals(List.of("quote 3 7 1008/1013"), shell.after(0, quote("BTCUSDT", 903, 61, "100.8")));
    }

    @Test
    void shouldConflateQuotesAndMarksAndTakeNothingElseWhileEventsWait() {
        connect(shell, 0);
        shell.after(0, book("BTCUSDT", true, 5, 50));
        shell.full = true;
        shell.frame(0, book("BTCUSDT", false, 6, 60));
        assertFalse(shell.session.poll(shell));
        assertEquals(MarketDataSession.BUSY, shell.frame(0, book("BTCUSDT", false, 7, 70)));
        assertEquals(MarketDataSession.BUSY, shell.frame(0, trade("BTCUSDT", "7", 70)));
        assertEquals(MarketDataSession.TAKEN, shell.frame(0, quote("BTCUSDT", 900, 61, "100.6")));
        assertEquals(MarketDataSession.TAKEN, shell.frame(0, quote("BTCUSDT", 901, 62, "100.7")));
        assertEquals(MarketDataSession.TAKEN, shell.frame(0, ticker("snapshot", 1, "\"markPrice\":\"100.1\","
            + "\"indexPrice\":\"100.2\",\"fundingRate\":\"-0.0001\",\"nextFundingTime\":\"1790000100000\"")));
        assertEquals(MarketDataSession.TAKEN, shell.frame(0, ticker("delta", 2, "\"markPrice\":\"100.3\"")));
        assertFalse(shell.session.poll(shell));
        assertEquals(2, shell.session.totals().conflatedQuotes());
        shell.full = false;
        assertEquals(List.of("diff 3 5>6", "quote 3 7 1007/1013", "mark 1003 index 1002",
            "funding -10000 at 1790000100000"), shell.polled());
        assertEquals(List.of("diff 3 6>7"), shell.after(0, book("BTCUSDT", false, 7, 70)));
    }

    private static String ticker(final String type, final long millis, final String fields) {
        return "{\"topic\":\"tickers.BTCUSDT\",\"type\":\"" + type + "\",\"data\":{\"symbol\":\"BTCUSDT\"," + fields
            + "},\"cs\":1,\"ts\":" + (1_790_000_000_000L + millis) + "}";
    }

    @Test
    void shouldPublishMarkWhenOneOfItsFieldsChanges() {
        connect(shell, 0);
        assertEquals(List.of(), shell.after(0, ticker("snapshot", 1, "\"markPrice\":\"100.1\"")));
        assertEquals(List.of("mark 1001 index 1000"), shell.after(0, ticker("delta", 2, "\"indexPrice\":\"100\"")));
        assertEquals(List.of(), shell.after(0, ticker("delta", 3, "\"lastPrice\":\"100\"")));
        assertEquals(List.of(), shell.after(1, ticker("delta", 2, "\"markPrice\":\"100.1\"")), "old on another lane");
    }

    @Test
    void shouldSayInvalidAndBeginAnewAfterOverrun() {
        connect(shell, 0);
        shell.acknowledge(0, 1);
        shell.after(0, book("BTCUSDT", true, 5, 50));
        shell.full = true;
        shell.frame(0, book("BTCUSDT", false, 6, 60));
        shell.session.poll(shell);
        shell.session.onOverrun(shell.nowNs);
        shell.full = false;
        assertEquals(List.of(
            "send 0 {\"req_id\":\"2\",\"op\":\"unsubscribe\",\"args\":[\"orderbook.200.BTCUSDT\"]}",
            "INVALID BACK_PRESSURE 3"), shell.polled());
        assertFalse(shell.session.synced(0));
        assertEquals(1, shell.session.totals().overrunCount());
        assertEquals(List.of(), shell.after(0, book("BTCUSDT", false, 7, 70)));
    }

    @Test
    void shouldPingAndReplaceConnectionThatDoesNotAnswer() {
        connect(shell, 0);
        shell.acknowledge(0, 1);
        shell.after(0, book("BTCUSDT", true, 5, 50));
        for (final String pong : List.of(
            "{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"c-1\",\"req_id\":\"ping\",\"op\":\"ping\"}",
            "{\"req_id\":\"ping\",\"op\":\"pong\",\"args\":[\"1790000000000\"],\"conn_id\":\"c-2\"}",
            "{\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"pong\",\"data\":[\"1790000000000\"],\"connId\":\"c-3\"}")) {
            assertTrue(shell.timer(20 * SECOND).contains("send 0 {\"req_id\":\"ping\",\"op\":\"ping\"}"));
            shell.after(0, pong);
            shell.after(0, book("BTCUSDT", true, 5, 50));
            assertFalse(shell.timer(10 * SECOND).toString().contains("reconnect"));
            shell.nowNs -= 10 * SECOND;
        }
        shell.timer(20 * SECOND);
        shell.nowNs += MILLI;
        shell.after(0, book("BTCUSDT", true, 6, 60));
        assertTrue(shell.timer(10 * SECOND).contains("reconnect 0 soon"));
        shell.timer(10 * SECOND);
        assertTrue(shell.timer(10 * SECOND).contains("reconnect 0 now"));
    }

    @Test
    void shouldSayStaleAndAskForSnapshotWhenBookStreamFallsSilent() {
        connect(shell, 0);
        shell.acknowledge(0, 1);
        shell.after(0, book("BTCUSDT", true, 5, 50));
        for (int id = 6; id < 20; id++) {
            shell.nowNs += 100 * MILLI;
            shell.after(0, book("BTCUSDT", false, id, 10L * id));
        }
        assertEquals(List.of(), shell.timer(4 * SECOND));
        assertEquals(List.of("send 0 {\"req_id\":\"2\",\"op\":\"unsubscribe\",\"args\":[\"orderbook.200.BTCUSDT\"]}",
            "STALE SILENT 3"), shell.timer(SECOND));
        assertEquals(List.of("snapshot 3 19>19", "SYNCED NONE 3"), shell.after(0, book("BTCUSDT", true, 19, 190)));
    }

    @Test
    void shouldReconnectWhenAcknowledgedConnectionBringsNothing() {
        connect(shell, 0);
        shell.acknowledge(0, 1);
        assertFalse(shell.timer(9 * SECOND).contains("reconnect 0 now"));
        assertTrue(shell.timer(2 * SECOND).contains("reconnect 0 now"));
    }

    @Test
    void shouldTakeOverAtNewerSnapshotOrWhereTheChainsMeet() {
        connect(shell, 0);
        shell.acknowledge(0, 1);
        shell.after(0, book("BTCUSDT", true, 5, 50));
        connect(shell, 1);
        assertEquals(List.of(), shell.after(1, book("BTCUSDT", false, 6, 60)), "no snapshot on this lane yet");
        assertEquals(List.of("diff 3 5>6"), shell.after(0, book("BTCUSDT", false, 6, 60)));
        assertEquals(List.of("diff 3 6>7"), shell.after(0, book("BTCUSDT", false, 7, 70)));
        assertEquals(List.of(), shell.after(1, book("BTCUSDT", true, 6, 60)), "older than the book");
        shell.acknowledge(1, 1);
        assertFalse(shell.session.follows(1));
        assertEquals(List.of(), shell.after(1, book("BTCUSDT", false, 7, 70)), "the same book: nothing to publish");
        assertTrue(shell.session.follows(1));
        assertFalse(shell.session.follows(0));
        assertEquals(List.of(), shell.after(0, book("BTCUSDT", false, 8, 80)));
        assertEquals(List.of("diff 3 7>8"), shell.after(1, book("BTCUSDT", false, 8, 80)));
        shell.session.onDisconnected(0, shell.nowNs);
        assertEquals(List.of(), shell.polled(), "nothing followed it");
        connect(shell, 0);
        assertEquals(List.of("snapshot 3 9>9"), shell.after(0, book("BTCUSDT", true, 9, 90)), "newer: takes over");
        assertEquals(List.of(), shell.after(1, book("BTCUSDT", false, 9, 90)));
        shell.session.onDisconnected(0, shell.nowNs);
        assertTrue(shell.polled().contains("DISCONNECTED NONE 3"));
        shell.nowNs += 60 * MILLI;
        assertTrue(shell.session.poll(shell));
        assertFalse(shell.session.synced(0));
        assertEquals(List.of("snapshot 3 10>10", "SYNCED NONE 3"), shell.after(1, book("BTCUSDT", true, 10, 100))
            .stream().filter(line -> !line.startsWith("send")).toList());
    }

    @Test
    void shouldPublishNoDiffWhenBookIsLostWhileOtherLaneHasItsOwnChain() {
        connect(shell, 0);
        shell.after(0, book("BTCUSDT", true, 5, 50));
        shell.after(0, book("BTCUSDT", false, 6, 60));
        connect(shell, 1);
        assertEquals(List.of(), shell.after(1, book("BTCUSDT", true, 5, 50)));
        assertEquals(List.of("INVALID GAP 3"), shell.after(0, book("BTCUSDT", false, 8, 80)));
        assertEquals(List.of(), shell.after(1, book("BTCUSDT", false, 6, 60)));
        assertEquals(List.of("snapshot 3 8>8", "SYNCED NONE 3"), shell.after(1, book("BTCUSDT", true, 8, 80)));
    }

    @Test
    void shouldPublishEveryTradeOnceWhenTwoLanesBringThem() {
        connect(shell, 0);
        connect(shell, 1);
        assertEquals(List.of("trade 3 7 SELL 100@1005"), shell.after(0, trade("BTCUSDT", "7", 70)));
        assertEquals(List.of(), shell.after(1, trade("BTCUSDT", "7", 70)));
        assertEquals(List.of("trade 3 8 SELL 100@1005"), shell.after(1, trade("BTCUSDT", "8", 70)));
        assertEquals(List.of("trade 3 9 SELL 100@1005"), shell.after(1, trade("BTCUSDT", "9", 71)));
        assertEquals(List.of(), shell.after(0, trade("BTCUSDT", "8", 70)));
        assertEquals(List.of("trade 3 10 SELL 100@1005"), shell.after(0, trade("BTCUSDT", "10", 71)));
    }

    @Test
    void shouldPublishFullFrameOfTradesTogether() {
        connect(shell, 0);
        final StringBuilder text = new StringBuilder(
            "{\"topic\":\"publicTrade.BTCUSDT\",\"ts\":1790000000125,\"type\":\"snapshot\",\"data\":[");
        for (int i = 0; i < 1_024; i++) {
            text.append(i == 0 ? "" : ",").append(tradeEntry("BTCUSDT", Integer.toString(i), 5));
        }
        assertEquals(1_024, shell.after(0, text.append("]}").toString()).size());
    }

    @Test
    void shouldCountWhatIsNotRead() {
        connect(shell, 0);
        shell.after(0, book("ETHUSDT", true, 5, 50));
        shell.after(0, "{\"topic\":\"allLiquidation.BTCUSDT\",\"ts\":1,\"type\":\"snapshot\",\"data\":[]}");
        assertEquals(2, shell.session.totals().unknownFrames());
        shell.after(0, "{\"topic\":");
        assertEquals(1, shell.session.totals().malformedFrames());
    }

    @Test
    void shouldBeginABookAnewWhenTheEngineSaysThatItCannotBe() {
        connect(shell, 0);
        assertEquals(MarketDataSession.TAKEN, shell.session.resync(0, shell.nowNs));
        assertEquals(List.of(), shell.polled(), "there is no book");
        shell.acknowledge(0, 1);
        shell.after(0, book("BTCUSDT", true, 5, 50));
        shell.frame(0, book("BTCUSDT", false, 6, 60));
        assertEquals(MarketDataSession.BUSY, shell.session.resync(0, shell.nowNs), "something waits");
        shell.polled();
        assertEquals(MarketDataSession.TAKEN, shell.session.resync(0, shell.nowNs));
        assertEquals(List.of(
            "send 0 {\"req_id\":\"2\",\"op\":\"unsubscribe\",\"args\":[\"orderbook.200.BTCUSDT\"]}",
            "INVALID CROSSED 3"), shell.polled());
        assertFalse(shell.session.synced(0));
        shell.session.resync(0, shell.nowNs);
        assertEquals(List.of(), shell.after(0, book("BTCUSDT", false, 7, 70)), "it is under way");
        assertEquals(subscription("subscribe", 0, 3, "\"orderbook.200.BTCUSDT\""), shell.acknowledge(0, 2));
        assertEquals(List.of("snapshot 3 8>8", "SYNCED NONE 3"), shell.after(0, book("BTCUSDT", true, 8, 80)));
        assertEquals(List.of("diff 3 8>9"), shell.after(0, book("BTCUSDT", false, 9, 90)));
        assertEquals(0, shell.session.counters(0).gaps(), "nothing was missed");
    }
}
