package io.penstock.gateways.binance;

import static io.penstock.gateways.binance.BinanceOrderRig.ID;
import static io.penstock.gateways.binance.BinanceOrderRig.spotUp;
import static io.penstock.gateways.binance.BinanceOrderRig.text;
import static io.penstock.gateways.binance.BinanceOrderRig.usdmUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.OrderCommandType;
import io.penstock.api.Venue;
import io.penstock.gateways.capture.SharedData;
import io.penstock.gateways.common.order.SessionDriver;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Listings: everything between begin and end, or a word that it failed. */
class BinanceListingTest {
    private static void reconcile(final SessionDriver driver) {
        driver.command(new SessionDriver.Command(OrderCommandType.RECONCILE, 0, -1).argument(17).done());
    }

    /** Answers questions by the beginning of their address until there is none. */
    private static void serve(final SessionDriver driver, final Map<String, String> answers) {
        while (!driver.asks.isEmpty()) {
            final String path = driver.lastAsk().pathAndQuery();
            final String key = answers.keySet().stream().filter(path::startsWith)
                .max((a, b) -> a.length() - b.length()).orElseThrow(() -> new AssertionError("asked " + path));
            driver.answer(driver.lastAsk, 200, answers.get(key));
        }
    }

    @Test
    void shouldListEverythingWhenSpotAnswers() {
        final SessionDriver driver = spotUp();
        reconcile(driver);
        serve(driver, Map.of(
            "/api/v3/openOrders?symbol=BTCUSDT", "[{\"symbol\":\"BTCUSDT\",\"orderId\":5,\"clientOrderId\":\""
                + text(ID) + "\",\"price\":\"65000.1\",\"origQty\":\"0.001\",\"executedQty\":\"0.0004\",\"status\":"
                + "\"PARTIALLY_FILLED\",\"side\":\"BUY\",\"type\":\"LIMIT\",\"stopPrice\":\"0.0\","
                + "\"updateTime\":1790000000000}]",
            "/api/v3/openOrders?symbol=ACHUSDT", "[]",
            "/api/v3/account", "{\"balances\":[{\"asset\":\"BTC\",\"free\":\"1.5\",\"locked\":\"0.5\"},"
                + "{\"asset\":\"USDT\",\"free\":\"0.0\",\"locked\":\"0.0\"},{\"asset\":\"XYZ\",\"free\":\"0\","
                + "\"locked\":\"0\"}]}",
            "/api/v3/myTrades?symbol=BTCUSDT", "[{\"id\":71,\"orderId\":5,\"price\":\"65000\",\"qty\":\"0.0004\","
                + "\"commission\":\"0.1\",\"commissionAsset\":\"BNB\",\"time\":1790000000000,\"isBuyer\":true,"
                + "\"isMaker\":true},{\"id\":72,\"orderId\":6,\"price\":\"65000\",\"qty\":\"0.0001\",\"commission\":"
                + "\"0\",\"commissionAsset\":\"BNB\",\"time\":1790000000000,\"isBuyer\":false,\"isMaker\":true}]",
            "/api/v3/myTrades?symbol=ACHUSDT", "[]",
            "/api/v3/order?symbol=BTCUSDT&orderId=6", "{\"orderId\":6,\"clientOrderId\":\"web_1\"}"));
        assertEquals(List.of("SNAPSHOT_BEGIN arg 17",
            "OPEN #" + ID + " i3 BUY LIMIT PARTIALLY_FILLED 100000@6500010000000 cum 40000 v5",
            "BALANCE BTC 150000000 locked 50000000", "BALANCE USDT 0 locked 0", "BALANCE ACH 0 locked 0",
            "TRADE #" + ID + " i3 BUY 40000@6500000000000 id 71 fee 10000000BNB MAKER cum 0 leaves 0 v5 found",
            "TRADE #0 i3 SELL 10000@6500000000000 id 72 fee 0 MAKER cum 0 leaves 0 v6 found",
            "SNAPSHOT_END arg 17"), driver.take());
        reconcile(driver);
        driver.take();
        serve(driver, Map.of("/api/v3/openOrders", "[]", "/api/v3/account", "{\"balances\":[]}",
            "/api/v3/myTrades?symbol=BTCUSDT&fromId=73&", "[]", "/api/v3/myTrades?symbol=ACHUSDT&startTime=", "[]"));
        assertEquals("SNAPSHOT_END arg 17", driver.take().get(3), "only what is newer is asked for");
    }

    @Test
    void shouldListPositionsWhenFuturesAnswer() {
        final SessionDriver driver = usdmUp();
        driver.asks.clear();
        reconcile(driver);
        serve(driver, Map.of("/fapi/v1/openOrders", "[]",
            "/fapi/v1/openAlgoOrders", "[{\"algoId\":900,\"clientAlgoId\":\"" + text(ID) + "\",\"symbol\":\"BTCUSDT\","
                + "\"side\":\"SELL\",\"orderType\":\"STOP_MARKET\",\"quantity\":\"0.001\",\"price\":\"0\","
                + "\"triggerPrice\":\"64000\"}]",
            "/fapi/v3/account", "{\"assets\":[{\"asset\":\"USDT\",\"walletBalance\":\"23.72469206\"}]}",
            "/fapi/v3/positionRisk", "[{\"symbol\":\"BTCUSDT\",\"positionSide\":\"BOTH\",\"positionAmt\":\"-0.010\","
                + "\"entryPrice\":\"65000.12345678901\",\"liquidationPrice\":\"70000.5\"}]",
            "/fapi/v1/userTrades", "[]"));
        assertEquals(List.of("SNAPSHOT_BEGIN arg 17",
            "OPEN #" + ID + " i5 SELL STOP NEW 100000@0 cum 0 trigger 6400000000000 v900",
            "BALANCE USDT 2372469206 locked 0", "POSITION i5 -1000000@6500012345678 liq 7000050000000",
            "POSITION i6 0@0", "SNAPSHOT_END arg 17"), driver.take());
    }

    @Test
    void shouldAskAgainOrFailWhenAnswersDoNotCome() {
        final SessionDriver driver = spotUp();
        reconcile(driver);
        driver.lost(driver.lastAsk, false);
        assertTrue(driver.asks.isEmpty(), "not at once");
        driver.pass(1_000_000_000L);
        assertEquals(1, driver.asks.size(), "reading may be repeated");
        driver.answer(driver.lastAsk, 500, "");
        driver.pass(60_000_000_000L);
        assertEquals(List.of("SNAPSHOT_BEGIN arg 17", "SNAPSHOT_FAILED arg 17"), driver.take());
        reconcile(driver);
        driver.answer(driver.lastAsk, 200, "[{\"symbol\":\"BTCUSDT\"}]");
        assertEquals(List.of("SNAPSHOT_BEGIN arg 17", "SNAPSHOT_FAILED arg 17"), driver.take(), "unreadable");
    }

    @Test
    void shouldReadRecordedAnswersWhenListed() throws IOException {
        final Path file = SharedData.root().resolve("rest/binance_http_recorded.json.gz");
        Assumptions.assumeTrue(Files.exists(file), "no recorded answers at " + file);
        final JsonNode routes;
        try (InputStream in = new GZIPInputStream(Files.newInputStream(file))) {
            routes = BinanceReply.JSON.readTree(in).path("routes");
        }
        final SessionDriver driver = spotUp();
        driver.session.onInstrument(BinanceOrderRig.market(Venue.BINANCE_SPOT, "LTC", "BTC"), 8);
        reconcile(driver);
        serve(driver, Map.of(
            "/api/v3/openOrders", routes.at("/~1api~1v3~1openOrders/GET/0/data").toString(),
            "/api/v3/account", routes.at("/~1api~1v3~1account/GET/0/data").toString(),
            "/api/v3/myTrades", "[]"));
        final List<String> told = driver.take();
        assertTrue(told.contains("OPEN #0 i8 BUY LIMIT NEW 100000000@10000000 cum 0 v1"), told.toString());
        assertEquals("SNAPSHOT_END arg 17", told.get(told.size() - 1));
        driver.command(new SessionDriver.Command(OrderCommandType.CANCEL_ALL, 0, 8).done());
        driver.answer(driver.lastAsk, 200, "[" + routes.at("/~1api~1v3~1order/DELETE/0/data") + "]");
        assertEquals(List.of("CANCELED #0 i8 SELL cum 800000000 leaves 0 v28", "CANCEL_ALL SENT #0 i8"),
            driver.take());
    }
}
