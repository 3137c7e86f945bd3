package io.penstock.gateways.binance;

import static io.penstock.gateways.binance.BinanceOrderRig.ID;
import static io.penstock.gateways.binance.BinanceOrderRig.PLAIN;
import static io.penstock.gateways.binance.BinanceOrderRig.command;
import static io.penstock.gateways.binance.BinanceOrderRig.ed25519;
import static io.penstock.gateways.binance.BinanceOrderRig.error;
import static io.penstock.gateways.binance.BinanceOrderRig.hmac;
import static io.penstock.gateways.binance.BinanceOrderRig.ok;
import static io.penstock.gateways.binance.BinanceOrderRig.spot;
import static io.penstock.gateways.binance.BinanceOrderRig.spotUp;
import static io.penstock.gateways.binance.BinanceOrderRig.text;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderSession;
import io.penstock.gateways.common.order.SessionDriver;
import io.penstock.gateways.common.order.SignedAsk;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders of Binance spot: what leaves, and what every answer comes to. */
class BinanceOrderSessionTest {
    private static final String OURS = "#" + ID + " i3";
    private static final long SECOND_NS = 1_000_000_000L;

    @Test
    void shouldSubscribeSignedWhenKeyIsShared() {
        final SessionDriver driver = spot(PLAIN, hmac());
        driver.open(0);
        // Vector of protocols.md, section 7.
        assertEquals("{\"id\":\"1\",\"method\":\"userDataStream.subscribe.signature\",\"params\":{\"apiKey\":"
            + "\"demo-key\",\"signature\":\"b462b60d9f7e280d350d56edb9f88b6b92a6eb696c25f3b3db4054c73d7d06c4\","
            + "\"timestamp\":1790000000000}}", driver.lastFrame());
        assertEquals(List.of(), driver.take());
        driver.text(0, ok(driver.lastFrame(), "{\"subscriptionId\":0}"));
        assertEquals(List.of("PRIVATE_UP"), driver.take());
        driver.close(0);
        assertEquals(List.of("PRIVATE_DOWN"), driver.take());
    }

    @Test
    void shouldLogOnThenSubscribeWhenKeyIsPrivate() {
        final SessionDriver driver = spot(PLAIN, ed25519());
        driver.open(0);
        assertTrue(driver.lastFrame().contains("session.logon"), driver.lastFrame());
        assertTrue(driver.lastFrame().contains("\"signature\":\"ut6Hd3lPu3onolOjaiaiGDQgXjQnfG48Oj4gjtApd5Fb5C7kuQ+s4/"
            + "J76mkepnXtY+VV/9Ko4+VJYz8oL8ZfBQ==\""), driver.lastFrame());
        driver.text(0, ok(driver.lastFrame(), "{}"));
        assertEquals("{\"id\":\"2\",\"method\":\"userDataStream.subscribe\"}", driver.lastFrame());
        driver.text(0, ok(driver.lastFrame(), "{\"subscriptionId\":0}"));
        assertEquals(List.of("PRIVATE_UP"), driver.take());
        driver.command(command(OrderCommandType.NEW, 3).done());
        assertFalse(driver.lastFrame().contains("signature"), "a connection that is logged on signs nothing more");
    }

    @Test
    void shouldSendExactlyTheOrderWhenNew() {
        final SessionDriver driver = spotUp();
        driver.command(command(OrderCommandType.NEW, 3).done());
        final String frame = driver.lastFrame();
        assertTrue(frame.startsWith("{\"id\":\"2\",\"method\":\"order.place\",\"params\":{\"apiKey\":\"demo-key\","
            + "\"newClientOrderId\":\"" + text(ID) + "\",\"newOrderRespType\":\"FULL\",\"price\":\"65000.1\","
            + "\"quantity\":\"0.001\",\"recvWindow\":5000,\"side\":\"BUY\",\"signature\":\""), frame);
        assertTrue(frame.endsWith("\",\"symbol\":\"BTCUSDT\",\"timeInForce\":\"GTC\",\"timestamp\":1790000000000,"
            + "\"type\":\"LIMIT\"}}"), frame);
        final String signature = frame.replaceAll(".*\"signature\":\"([0-9a-f]{64})\".*", "$1");
        assertEquals(BinanceSigner.hmac(BinanceOrderRig.SECRET).sign("apiKey=demo-key&newClientOrderId=" + text(ID)
            + "&newOrderRespType=FULL&price=65000.1&quantity=0.001&recvWindow=5000&side=BUY&symbol=BTCUSDT"
            + "&timeInForce=GTC&timestamp=1790000000000&type=LIMIT"), signature);
        assertEquals(List.of(), driver.take(), "nothing is known yet");
    }

    @Test
    void shouldSendOverHttpWhenConfigured() {
        final SessionDriver driver = spot(PLAIN.ordersOverSocket(false), hmac());
        driver.command(command(OrderCommandType.NEW, 3).done());
        final SignedAsk ask = driver.lastAsk();
        final String query = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=65000.1"
            + "&newClientOrderId=" + text(ID) + "&newOrderRespType=FULL&recvWindow=5000&timestamp=1790000000000";
        assertEquals("POST", ask.method());
        assertEquals("/api/v3/order?" + query + "&signature=" + BinanceSigner.hmac(BinanceOrderRig.SECRET).sign(query),
            ask.pathAndQuery());
        assertEquals("demo-key", ask.headers().get("X-MBX-APIKEY"));
        assertEquals("POST /api/v3/order", ask.toString());
        driver.answer(driver.lastAsk, 200, "{\"symbol\":\"BTCUSDT\",\"orderId\":5,\"status\":\"NEW\","
            + "\"executedQty\":\"0\",\"fills\":[]}");
        assertEquals(List.of("ACCEPTED " + OURS + " BUY cum 0 leaves 100000 v5"), driver.take());
    }

    @Test
    void shouldNameTypesAsVenueDoesWhenOrdersDiffer() {
        final SessionDriver driver = spotUp();
        driver.command(command(OrderCommandType.NEW, 3).instructions(1).done());
        assertTrue(driver.lastFrame().contains("\"type\":\"LIMIT_MAKER\"")
            && !driver.lastFrame().contains("timeInForce"), driver.lastFrame());
        driver.command(command(OrderCommandType.NEW, 3).timeInForce(TimeInForce.IOC).done());
        assertTrue(driver.lastFrame().contains("\"timeInForce\":\"IOC\""), driver.lastFrame());
        driver.command(command(OrderCommandType.NEW, 3).timeInForce(TimeInForce.FOK).done());
        assertTrue(driver.lastFrame().contains("\"timeInForce\":\"FOK\""), driver.lastFrame());
        driver.command(command(OrderCommandType.NEW, 3).type(OrderType.STOP).trigger(6_400_000_000_000L, 0).done());
        assertTrue(driver.lastFrame().contains("\"stopPrice\":\"64000\"")
            && driver.lastFrame().contains("\"type\":\"STOP_LOSS\"")
            && !driver.lastFrame().contains("\"price\""), driver.lastFrame());
        driver.command(
            command(OrderCommandType.NEW, 3).type(OrderType.TAKE_PROFIT_LIMIT).trigger(100_000_000L, 0).done());
        assertTrue(driver.lastFrame().contains("\"type\":\"TAKE_PROFIT_LIMIT\"")
            && driver.lastFrame().contains("\"stopPrice\":\"1\""), driver.lastFrame());
        driver.command(command(OrderCommandType.NEW, 3).type(OrderType.TRAILING_STOP).trigger(0, 500_000).done());
        assertTrue(driver.lastFrame().contains("\"trailingDelta\":\"50\""), driver.lastFrame());
        driver.command(command(OrderCommandType.NEW, 3).type(OrderType.MARKET).done());
        assertTrue(driver.lastFrame().contains("\"type\":\"MARKET\"")
            && !driver.lastFrame().contains("\"price\""), driver.lastFrame());
    }

    @Test
    void shouldTellFillsOfTheAnswerWhenOrderFillsAtOnce() {
        final SessionDriver driver = spotUp();
        driver.command(command(OrderCommandType.NEW, 3).timeInForce(TimeInForce.IOC).done());
        driver.text(0, ok(driver.lastFrame(), "{\"symbol\":\"BTCUSDT\",\"orderId\":9,\"transactTime\":1790000000456,"
            + "\"status\":\"EXPIRED\",\"executedQty\":\"0.0004\",\"origQty\":\"0.001\",\"timeInForce\":\"IOC\","
            + "\"fills\":[{\"price\":\"65000.10\",\"qty\":\"0.00030\",\"commission\":\"0.0000003\","
            + "\"commissionAsset\":\"BTC\",\"tradeId\":71},{\"price\":\"65000.00\",\"qty\":\"0.00010\","
            + "\"commission\":\"0\",\"commissionAsset\":\"BTC\",\"tradeId\":72}]}"));
        assertEquals(List.of("ACCEPTED " + OURS + " BUY cum 0 leaves 100000 v9",
            "TRADE " + OURS + " BUY 30000@6500010000000 id 71 fee 30BTC TAKER cum 30000 leaves 70000 v9",
            "TRADE " + OURS + " BUY 10000@6500000000000 id 72 fee 0 TAKER cum 40000 leaves 60000 v9",
            "EXPIRED " + OURS + " BUY cum 40000 leaves 0 NO_LIQUIDITY v9"), driver.take());
    }

    @Test
    void shouldTellOutcomeWhenVenueSaysNo() {
        final SessionDriver driver = spotUp();
        assertEquals(List.of("REJECTED " + OURS + " BUY cum 0 leaves 0 WOULD_TAKE REJECT code -2010 v"),
            refused(driver, 400, -2010, "Order would immediately match and take."));
        assertEquals(List.of("REJECTED " + OURS + " BUY cum 0 leaves 0 INSUFFICIENT_BALANCE FUNDS code -2010 v"),
            refused(driver, 400, -2010, "Account has insufficient balance for requested action."));
        assertEquals(List.of("REJECTED " + OURS + " BUY cum 0 leaves 0 FILTER FILTER code -1013 v",
            "FILTERS_CHANGED code -1013 arg 3"), refused(driver, 400, -1013, "Filter failure: LOT_SIZE"));
        assertEquals(List.of("NEW UNKNOWN " + OURS + " RECONCILE code -2010"),
            refused(driver, 400, -2010, "Duplicate order sent."), "an order of this id is there");
        assertEquals(List.of("NEW UNKNOWN " + OURS + " UNKNOWN_OUTCOME"),
            refused(driver, 504, -1007, "Timeout waiting for response from backend server."));
        assertEquals(List.of("NEW UNKNOWN " + OURS + " UNKNOWN_OUTCOME"), refused(driver, 500, -1000, "unknown"));
        assertEquals(List.of("NEW REFUSED " + OURS + " RETRYABLE code -1008"),
            refused(driver, 503, -1008, "Request throttled by system-level protection."));
        assertEquals(List.of("RATE_LIMITED code -1015", "NEW REFUSED " + OURS + " THROTTLE code -1015"),
            refused(driver, 429, -1015, "Too many new orders."));
        assertEquals(List.of("KEY_REFUSED code -2015", "NEW REFUSED " + OURS + " AUTH code -2015"),
            refused(driver, 401, -2015, "Invalid API-key, IP, or permissions for action."));
    }

    private static List<String> refused(
        final SessionDriver driver, final int status, final int code, final String message) {
        driver.command(command(OrderCommandType.NEW, 3).done());
        driver.text(0, error(driver.lastFrame(), status, code, message));
        return driver.take();
    }

    @Test
    void shouldResyncAndNotResendWhenTimeIsRefused() {
        final SessionDriver driver = spotUp();
        assertEquals(List.of("NEW NOT_SENT " + OURS + " TIME code -1021"),
            refused(driver, 400, -1021, "Timestamp for this request was 1000ms ahead of the server's time."));
        assertEquals("/api/v3/time", driver.lastAsk().pathAndQuery());
        assertEquals(1, driver.frames.size(), "the order left once");
        driver.nowNs += 20_000_000L;
        driver.answer(driver.lastAsk, 200, "{\"serverTime\":1790000003010}");
        driver.command(command(OrderCommandType.NEW, 3).done());
        assertTrue(driver.lastFrame().contains("\"timestamp\":1790000003020"), driver.lastFrame());
    }

    @Test
    void shouldNameTheMomentWhenVenueBansUs() {
        final SessionDriver driver = spotUp();
        driver.command(command(OrderCommandType.NEW, 3).done());
        driver.text(0, "{\"id\":\"" + BinanceOrderRig.id(driver.lastFrame()) + "\",\"status\":418,\"error\":{\"code\":"
            + "-1003,\"msg\":\"banned\",\"data\":{\"serverTime\":1790000002000,\"retryAfter\":1790000122000}}}");
        assertEquals(List.of("BANNED code -1003 until 1790000122000000000",
            "NEW REFUSED " + OURS + " THROTTLE code -1003"), driver.take());
    }

    @Test
    void shouldNeverSendAgainWhenConnectionIsLostOrSilent() {
        final SessionDriver driver = spotUp();
        driver.command(command(OrderCommandType.NEW, 3).done());
        final String first = driver.lastFrame();
        driver.pass(5 * SECOND_NS);
        assertEquals(List.of("NEW UNKNOWN " + OURS + " UNKNOWN_OUTCOME"), driver.take());
        driver.text(0, ok(first, "{\"orderId\":5,\"status\":\"NEW\"}"));
        assertEquals(List.of("ACCEPTED " + OURS + " BUY cum 0 leaves 100000 v5"), driver.take(),
            "late, and still true");
        driver.command(command(OrderCommandType.CANCEL, 3).done());
        driver.close(0);
        assertEquals(List.of("PRIVATE_DOWN", "CANCEL UNKNOWN " + OURS + " UNKNOWN_OUTCOME"), driver.take());
        driver.command(command(OrderCommandType.NEW, 3).done());
        assertEquals(List.of("NEW NOT_SENT " + OURS + " RETRYABLE"), driver.take(), "no connection, no order");
        driver.command(command(OrderCommandType.CANCEL, 3).done());
        assertEquals("DELETE /api/v3/order", driver.lastAsk().toString(), "a cancel takes any way there is");
        assertEquals(2, driver.frames.size(), "nothing left twice");
        driver.lost(driver.lastAsk, false);
        assertEquals(List.of("CANCEL NOT_SENT " + OURS + " RETRYABLE"), driver.take());
    }

    @Test
    void shouldTellCancelsWhenAnswered() {
        final SessionDriver driver = spotUp();
        driver.command(command(OrderCommandType.CANCEL, 3).done());
        driver.text(0, ok(driver.lastFrame(), "{\"orderId\":5,\"origClientOrderId\":\"" + text(ID)
            + "\",\"clientOrderId\":\"x\",\"executedQty\":\"0.0004\",\"status\":\"CANCELED\"}"));
        driver.command(command(OrderCommandType.CANCEL, 3).done());
        driver.text(0, error(driver.lastFrame(), 400, -2011, "Unknown order sent."));
        assertEquals(List.of("CANCELED " + OURS + " BUY cum 40000 leaves 0 v5",
            "CANCEL_REJECTED " + OURS + " BUY cum 0 leaves 0 UNKNOWN_ORDER RECONCILE code -2011 v5"), driver.take());
    }

    @Test
    void shouldReadBothHalvesWhenReplacing() {
        final SessionDriver driver = spotUp();
        final long target = ID - 1;
        driver.command(command(OrderCommandType.REPLACE, 3).target(target).done());
        assertTrue(driver.lastFrame().contains("order.cancelReplace")
            && driver.lastFrame().contains("\"cancelReplaceMode\":\"STOP_ON_FAILURE\"")
            && driver.lastFrame().contains("\"cancelOrigClientOrderId\":\"" + text(target) + "\""), driver.lastFrame());
        final String canceled = "{\"orderId\":4,\"executedQty\":\"0\",\"status\":\"CANCELED\"}";
        driver.text(0, "{\"id\":\"" + BinanceOrderRig.id(driver.lastFrame()) + "\",\"status\":409,\"error\":{\"code\":"
            + "-2021,\"msg\":\"Order cancel-replace partially failed.\",\"data\":{\"cancelResult\":\"SUCCESS\","
            + "\"newOrderResult\":\"FAILURE\",\"cancelResponse\":" + canceled + ",\"newOrderResponse\":{\"code\":-2010,"
            + "\"msg\":\"Order would immediately match and take.\"}}}}");
        assertEquals(List.of("CANCELED #" + target + " i3 BUY cum 0 leaves 0 v4",
            "REJECTED " + OURS + " BUY cum 0 leaves 0 WOULD_TAKE REJECT code -2010 v"), driver.take());
        driver.command(command(OrderCommandType.REPLACE, 3).target(target).done());
        driver.text(0, "{\"id\":\"" + BinanceOrderRig.id(driver.lastFrame()) + "\",\"status\":400,\"error\":{\"code\":"
            + "-2022,\"msg\":\"Order cancel-replace failed.\",\"data\":{\"cancelResult\":\"FAILURE\","
            + "\"newOrderResult\":\"NOT_ATTEMPTED\",\"cancelResponse\":{\"code\":-2011,"
            + "\"msg\":\"Unknown order sent.\"},\"newOrderResponse\":null}}}");
        assertEquals(List.of(
            "CANCEL_REJECTED #" + target + " i3 BUY cum 0 leaves 0 UNKNOWN_ORDER RECONCILE code -2011 v4",
            "REJECTED " + OURS + " BUY cum 0 leaves 0 UNKNOWN_ORDER RECONCILE code -2011 v"), driver.take());
    }

    @Test
    void shouldPlaceOnePairWhenTwoOrdersAreLinked() {
        final SessionDriver driver = spotUp();
        driver.command(command(OrderCommandType.NEW, 3).side(Side.SELL).link(77).done());
        assertEquals(0, driver.frames.size(), "one half leaves with the other");
        final SessionDriver.Command stop = new SessionDriver.Command(OrderCommandType.NEW, ID + 1, 3).side(Side.SELL)
            .type(OrderType.STOP_LIMIT).terms(6_390_000_000_000L, 100_000).trigger(6_400_000_000_000L, 0).link(77);
        driver.command(stop.done());
        assertTrue(driver.lastFrame().contains("orderList.place.oco")
            && driver.lastFrame().contains("\"aboveType\":\"LIMIT_MAKER\"")
            && driver.lastFrame().contains("\"abovePrice\":\"65000.1\"")
            && driver.lastFrame().contains("\"belowType\":\"STOP_LOSS_LIMIT\"")
            && driver.lastFrame().contains("\"belowStopPrice\":\"64000\""), driver.lastFrame());
        final String pair = driver.lastFrame();
        driver.text(0, ok(pair, "{\"orderListId\":1,\"orderReports\":[{\"clientOrderId\":\"" + text(ID + 1)
            + "\",\"orderId\":12,\"status\":\"NEW\"},{\"clientOrderId\":\"" + text(ID)
            + "\",\"orderId\":11,\"status\":\"NEW\"}]}"));
        assertEquals(List.of("ACCEPTED " + OURS + " SELL cum 0 leaves 100000 v11",
            "ACCEPTED #" + (ID + 1) + " i3 SELL cum 0 leaves 100000 v12"), driver.take());
        driver.command(command(OrderCommandType.NEW, 3).side(Side.SELL).link(78).done());
        driver.pass(SECOND_NS);
        assertEquals(List.of("NEW NOT_SENT " + OURS + " BUG"), driver.take(), "half a pair never leaves");
    }

    @Test
    void shouldTellTradesThenStatusWhenQueried() {
        final SessionDriver driver = spotUp();
        driver.command(command(OrderCommandType.QUERY, 3).done());
        assertEquals("GET /api/v3/order", driver.lastAsk().toString());
        driver.answer(driver.lastAsk, 200, "{\"symbol\":\"BTCUSDT\",\"orderId\":5,\"clientOrderId\":\"" + text(ID)
            + "\",\"price\":\"65000.1\",\"origQty\":\"0.001\",\"executedQty\":\"0.0004\",\"status\":\"CANCELED\","
            + "\"side\":\"BUY\",\"type\":\"LIMIT\",\"timeInForce\":\"GTC\",\"updateTime\":1790000000100}");
        assertEquals("GET /api/v3/myTrades", driver.lastAsk().toString());
        assertTrue(driver.lastAsk().pathAndQuery().contains("orderId=5&"), "of that order");
        driver.answer(driver.lastAsk, 200, "[{\"id\":72,\"orderId\":5,\"price\":\"65000\",\"qty\":\"0.0001\","
            + "\"commission\":\"0\",\"commissionAsset\":\"BTC\",\"time\":1790000000090,\"isBuyer\":true,"
            + "\"isMaker\":true},{\"id\":71,\"orderId\":5,\"price\":\"65000.1\",\"qty\":\"0.0003\","
            + "\"commission\":\"0\",\"commissionAsset\":\"BTC\",\"time\":1790000000080,\"isBuyer\":true,"
            + "\"isMaker\":false}]");
        assertEquals(List.of(
            "TRADE " + OURS + " BUY 30000@6500010000000 id 71 fee 0 TAKER cum 30000 leaves 70000 v5 found",
            "TRADE " + OURS + " BUY 10000@6500000000000 id 72 fee 0 MAKER cum 40000 leaves 60000 v5 found",
            "CANCELED " + OURS + " BUY cum 40000 leaves 0 v5 found"), driver.take());
        driver.command(command(OrderCommandType.QUERY, 3).done());
        driver.answer(driver.lastAsk, 400, "{\"code\":-2013,\"msg\":\"Order does not exist.\"}");
        driver.command(command(OrderCommandType.QUERY, 3).done());
        driver.lost(driver.lastAsk, false);
        assertEquals(List.of("QUERY NOT_FOUND " + OURS + " RECONCILE code -2013",
            "QUERY UNKNOWN " + OURS + " RETRYABLE"), driver.take());
    }

    @Test
    void shouldCancelWhatIsKnownAndSweepTheRestWhenAllIsCanceled() {
        final SessionDriver driver = spotUp();
        driver.command(command(OrderCommandType.NEW, 3).done());
        driver.take();
        driver.command(new SessionDriver.Command(OrderCommandType.CANCEL_ALL, 0, -1).done());
        assertEquals(List.of("DELETE /api/v3/openOrders", "GET /api/v3/openOrders"),
            driver.asks.values().stream().map(SignedAsk::toString).toList());
        assertTrue(driver.asks.values().stream().allMatch(SignedAsk::urgent), "from the reserve");
        driver.answer(driver.lastAsk, 200, "[{\"symbol\":\"BTCUSDT\"},{\"symbol\":\"DOGEUSDT\"},"
            + "{\"symbol\":\"DOGEUSDT\"}]");
        assertTrue(driver.lastAsk().pathAndQuery().startsWith("/api/v3/openOrders?symbol=DOGEUSDT"), "foreign too");
        assertEquals(List.of("CANCEL_ALL SENT #0 i-1"), driver.take());
    }

    @Test
    void shouldKeepEverythingWhenEngineHasNoRoom() {
        final SessionDriver driver = spotUp();
        driver.full = true;
        final String position = "{\"subscriptionId\":0,\"event\":{\"e\":\"outboundAccountPosition\",\"E\":1,"
            + "\"u\":1790000000000,\"B\":[{\"a\":\"BTC\",\"f\":\"1\",\"l\":\"0\"}]}}";
        assertEquals(OrderSession.TAKEN, driver.text(0, position));
        assertEquals(OrderSession.BUSY, driver.text(0, position.replace("\"1\"", "\"2\"")), "given back");
        for (int i = 0; i < 100; i++) {
            driver.command(new SessionDriver.Command(OrderCommandType.NEW, ID + i, 99).done());
        }
        driver.command(command(OrderCommandType.CANCEL, 3).done());
        assertEquals(1, driver.frames.size(), "a cancel leaves all the same");
        driver.full = false;
        final List<String> told = driver.take();
        assertEquals(101, told.size());
        assertEquals("BALANCE BTC 100000000 locked 0", told.get(0));
        assertEquals("NEW NOT_SENT #" + (ID + 99) + " i99 BUG", told.get(100), "an instrument nobody announced");
    }

    @Test
    void shouldJudgeTheKeyWhenPermissionsAreTold() {
        final BinanceOrderOptions options = BinanceOrderOptions.usual(BinanceOrderRig.ENDPOINTS);
        final SessionDriver driver = spot(options, hmac());
        driver.pass(0);
        assertEquals("GET /sapi/v1/account/apiRestrictions", driver.lastAsk().toString());
        final String good = "{\"ipRestrict\":true,\"enableReading\":true,\"enableSpotAndMarginTrading\":true,"
            + "\"enableWithdrawals\":false,\"enableInternalTransfer\":false,\"permitsUniversalTransfer\":false}";
        driver.answer(driver.lastAsk, 200, good);
        assertEquals(List.of("PERMISSIONS_GOOD arg 35"), driver.take());
        driver.pass(600 * SECOND_NS);
        driver.answer(driver.lastAsk, 200, good.replace("Withdrawals\":false", "Withdrawals\":true"));
        assertEquals(List.of("PERMISSIONS_BAD arg 43"), driver.take());
        driver.pass(600 * SECOND_NS);
        driver.answer(driver.lastAsk, 200, "{}");
        assertEquals(List.of("PERMISSIONS_BAD arg 8"), driver.take(), "what is not said is not trusted");
    }

    @Test
    void shouldSubscribeAgainWhenSubscriptionEnds() {
        final SessionDriver driver = spotUp();
        driver.text(0, "{\"subscriptionId\":0,\"event\":{\"e\":\"eventStreamTerminated\",\"E\":1}}");
        assertEquals(List.of("PRIVATE_DOWN"), driver.take());
        driver.pass(SECOND_NS);
        assertTrue(driver.lastFrame().contains("userDataStream.subscribe.signature"), driver.lastFrame());
        driver.text(0, "{\"event\":{\"e\":\"serverShutdown\",\"E\":1}}");
        assertEquals(List.of(0), driver.reconnects);
        driver.text(0, "{\"id\":null,\"status\":401,\"error\":{\"code\":-2015,\"msg\":\"revoked\"}}");
        assertEquals(List.of("KEY_REFUSED code -2015"), driver.take());
    }

    @Test
    void shouldShowNoSecretWhenTextIsMade() {
        final SessionDriver driver = spotUp();
        driver.command(command(OrderCommandType.QUERY, 3).done());
        final String words = driver.session + " " + hmac() + " " + new BinanceAuth(hmac(), PLAIN) + " " + driver.asks
            + " " + BinanceReply.of(new OrderAnswer(200, 0, "{}".getBytes(StandardCharsets.US_ASCII)), 0);
        assertFalse(words.contains(BinanceOrderRig.SECRET) || words.contains(BinanceOrderRig.KEY)
            || words.contains("signature"), words);
    }
}
