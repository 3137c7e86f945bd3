package io.penstock.gateways.emulator.bybit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.account.AccountSettings;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.PrivateSettings;
import io.penstock.gateways.emulator.fault.FaultPlan;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MatchingSettings;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BybitPrivateTest {
    private static final long MS = 1_000_000L;

    private PrivateRig rig;

    private int code(final HttpAnswer answer) {
        return PrivateRig.json(answer.body()).get("retCode").asInt();
    }

    @Test
    void shouldTakeTheSignaturesOfTheReferenceWhenRequestsAreSignedSo() {
        rig = new PrivateRig(false);
        final BybitDialect venue = BybitDialect.trading(Venue.BYBIT_LINEAR,
            new MatchingMarket(EmulatedInstruments.known(Venue.BYBIT_LINEAR), MatchingSettings.of(1)),
            BybitSettings.USUAL, PrivateRig.START_NS, PrivateSettings.of(AccountSettings.bybitLinear()));
        final String order = "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\","
            + "\"qty\":\"0.001\",\"price\":\"65000.1\",\"timeInForce\":\"PostOnly\",\"orderLinkId\":\"gw-1\"}";
        final Map<String, String> post = Map.of("x-bapi-api-key", "demo-key", "x-bapi-timestamp", "1790000000000",
            "x-bapi-recv-window", "5000", "x-bapi-sign",
            "6e6263ca32957a450c665811c75999352347b7b261531c943125c5531638359b");
        assertEquals(0, code(venue.onHttp("POST", "/v5/order/create", post, order, PrivateRig.START_NS)));
        final Map<String, String> query = Map.of("x-bapi-api-key", "demo-key", "x-bapi-timestamp", "1790000000000",
            "x-bapi-recv-window", "5000", "x-bapi-sign",
            "f11753a20e2c52985ef3ef539c7a21632a05416b153ba69c8e4a620968f873f5");
        assertEquals(0, code(venue.onHttp("GET", "/v5/position/list?category=linear&symbol=BTCUSDT", query, "",
            PrivateRig.START_NS)));
        assertEquals(10004, code(venue.onHttp("GET", "/v5/position/list?symbol=BTCUSDT&category=linear", query, "",
            PrivateRig.START_NS)), "the exact bytes count");
        venue.onOpen(9, "/v5/private", PrivateRig.START_NS);
        venue.onText(9, "{\"op\":\"auth\",\"args\":[\"demo-key\",1790000001000,"
            + "\"7b94cfba0de24953f1d244fc1b1f054bf387f394f40ef9ff702c49b90ba89332\"]}", PrivateRig.START_NS);
        venue.poll(rig.wire);
        assertTrue(rig.take(9).get(0).get("success").asBoolean());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldTellAnOrdersLifeWhenItRestsChangesAndFills(final boolean spot) {
        rig = new PrivateRig(spot).listening();
        final BigDecimal price = rig.price(true, 0).add(new BigDecimal("0.1"));
        final String id = rig.ask("order.create", "side", "Buy", "orderType", "Limit", "qty", "1", "price",
            price.toPlainString(), "orderLinkId", "gw-1");
        final JsonNode ack = rig.take(PrivateRig.TRADE).get(0);
        assertEquals(id, ack.get("reqId").asText());
        assertEquals("gw-1", ack.get("data").get("orderLinkId").asText());
        assertEquals(spot ? "19" : "9", ack.get("header").get("X-Bapi-Limit-Status").asText());
        final JsonNode fresh = rig.rows("order").get(0);
        assertEquals("New", fresh.get("orderStatus").asText());
        assertEquals(ack.get("data").get("orderId"), fresh.get("orderId"));
        assertEquals("", fresh.get("avgPrice").asText());
        rig.ask("order.amend", "orderId", fresh.get("orderId").asText(), "qty", "0.8");
        assertEquals("0.8", rig.rows("order").get(0).get("qty").asText());
        rig.flow(false, 300);
        final JsonNode execution = rig.rows("execution").get(0);
        assertEquals("0.3", execution.get("execQty").asText());
        assertEquals("0.5", execution.get("leavesQty").asText());
        assertEquals("Trade", execution.get("execType").asText());
        assertTrue(execution.get("isMaker").asBoolean());
        assertEquals(spot ? "BTC" : "USDT", execution.get("feeCurrency").asText());
        assertEquals(0, new BigDecimal(execution.get("execFee").asText()).compareTo(spot ? new BigDecimal("0.0003")
            : price.multiply(new BigDecimal("0.3")).multiply(new BigDecimal("0.0002"))));
        rig.flow(false, 500);
        assertEquals("Filled", rig.heard());
        final JsonNode done = rig.get("/v5/order/realtime", rig.category() + "&orderLinkId=gw-1").get("list").get(0);
        assertEquals("Filled", done.get("orderStatus").asText());
        assertEquals(0, new BigDecimal(done.get("avgPrice").asText()).compareTo(price));
        assertEquals(2, rig.get("/v5/execution/list", rig.category()).get("list").size());
        assertEquals(0, rig.get("/v5/order/realtime", rig.category()).get("list").size());
        assertEquals(1, rig.get("/v5/order/history", rig.category()).get("list").size());
        final JsonNode coin = rig.get("/v5/account/wallet-balance", "accountType=UNIFIED&coin=" + (spot ? "BTC"
            : "USDT")).get("list").get(0).get("coin").get(0);
        assertEquals(0, new BigDecimal(coin.get("walletBalance").asText()).compareTo(
            rig.account().free(spot ? "BTC" : "USDT")));
        if (!spot) {
            final JsonNode position = rig.get("/v5/position/list", rig.category()).get("list").get(0);
            assertEquals("Buy 0.8", position.get("side").asText() + " " + position.get("size").asText());
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAcknowledgeFirstWhenTheOrderEndsAtOnce(final boolean spot) {
        rig = new PrivateRig(spot).listening();
        assertEquals(0, rig.limit("post", true, rig.price(false, 0), "1", "PostOnly"));
        final List<JsonNode> rows = rig.rows("order");
        assertEquals("Cancelled", rows.get(rows.size() - 1).get("orderStatus").asText());
        assertEquals("EC_PostOnlyWillTakeLiquidity", rows.get(rows.size() - 1).get("rejectReason").asText());
        assertEquals(0, rig.limit("fok", true, rig.price(false, 0), "50", "FOK"));
        final List<JsonNode> all = rig.rows("order");
        assertEquals("Cancelled EC_NoEnoughQtyToFill", all.get(all.size() - 1).get("orderStatus").asText() + " "
            + all.get(all.size() - 1).get("rejectReason").asText());
        assertEquals(0, rig.limit("ioc", true, rig.price(true, 0), "1", "IOC"));
        assertTrue(rig.heard().endsWith("Cancelled"));
        final long best = rig.market.engine(0).quantity(false, 0);
        assertEquals(0, rig.limit("part", true, rig.price(false, 0), BigDecimal.valueOf(best + 5, 3).toPlainString(),
            "IOC"));
        final String heard = rig.heard();
        assertTrue(heard.startsWith("New PartiallyFilled ")
            && heard.endsWith(spot ? " PartiallyFilledCanceled" : " Cancelled"), heard);
        assertEquals(0, rig.post("/v5/order/create", "side", "Sell", "orderType", "Market", "qty", "0.5", "orderLinkId",
            "m").get("retCode").asInt());
        final JsonNode market = rig.get("/v5/order/history", rig.category() + "&orderLinkId=m").get("list").get(0);
        assertEquals("Filled Market IOC", market.get("orderStatus").asText() + " " + market.get("orderType").asText()
            + " " + market.get("timeInForce").asText());
    }

    @Test
    void shouldBuyForAnAmountOfTheQuoteCoinWhenSpotMarketOrdersSayNothingElse() {
        rig = new PrivateRig(true).listening();
        final BigDecimal before = rig.account().free("USDT");
        assertEquals(0, rig.post("/v5/order/create", "side", "Buy", "orderType", "Market", "qty", "100")
            .get("retCode").asInt());
        final BigDecimal spent = before.subtract(rig.account().free("USDT"));
        assertTrue(spent.compareTo(new BigDecimal("98")) > 0 && spent.compareTo(new BigDecimal("100")) <= 0,
            "spent " + spent);
        final JsonNode row = rig.get("/v5/order/history", rig.category()).get("list").get(0);
        assertEquals("", row.get("orderLinkId").asText());
        assertEquals("quoteCoin 100", row.get("marketUnit").asText() + " " + row.get("qty").asText());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldWaitForThePriceWhenAnOrderIsConditional(final boolean spot) {
        rig = new PrivateRig(spot).listening();
        final BigDecimal far = rig.orders().last(0).add(new BigDecimal("0.2"));
        assertEquals(0, rig.post("/v5/order/create", "side", "Buy", "orderType", "Market", "qty", "0.1", "marketUnit",
            "baseCoin", "triggerPrice", far.toPlainString(), "triggerDirection", "1", "orderFilter", "StopOrder",
            "orderLinkId", "stop").get("retCode").asInt());
        assertEquals(0, rig.post("/v5/order/create", "side", "Sell", "orderType", "Limit", "qty", "0.1", "price", "950",
            "triggerPrice", "950", "triggerDirection", "2", "orderFilter", "StopOrder", "orderLinkId", "low")
            .get("retCode").asInt());
        assertEquals("Untriggered Untriggered", rig.heard());
        assertEquals(0, rig.cancel("low"));
        assertEquals("Deactivated", rig.heard());
        long lots = 0;
        for (int i = 0; i < 8; i++) {
            lots += rig.market.engine(0).quantity(false, i);
        }
        rig.flow(true, lots);
        assertEquals("Triggered New Filled", rig.heard());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldTellFilledTwiceWhenACancelRacesTheFill(final boolean spot) {
        rig = new PrivateRig(spot).listening();
        rig.limit("race", true, rig.price(false, 0), "0.01", "GTC");
        rig.heard();
        rig.advance(5 * MS);
        assertEquals(0, rig.cancel("race"));
        final JsonNode second = rig.rows("order").get(0);
        assertEquals("Filled CancelByUser EC_OrigClOrdIDDoesNotExist", second.get("orderStatus").asText() + " "
            + second.get("cancelType").asText() + " " + second.get("rejectReason").asText());
        rig.advance(PrivateRig.SECOND);
        assertEquals(spot ? 170143 : 110001, rig.cancel("race"));
        assertEquals(spot ? 170213 : 110001, rig.cancel("never"));
        rig.limit("gone", true, rig.price(true, -50), "0.1", "GTC");
        assertEquals(0, rig.cancel("gone"));
        assertEquals(spot ? 170142 : 110010, rig.cancel("gone"));
        assertEquals(spot ? 170141 : 110072, rig.limit("gone", true, rig.price(true, -50), "0.1", "GTC"));
    }

    @Test
    void shouldRefuseWithTheVenuesCodesWhenOrdersBreakRules() {
        rig = new PrivateRig(true);
        final BigDecimal low = rig.price(true, -50);
        assertEquals(170134, rig.limit("a", true, low.add(new BigDecimal("0.01")), "1", "GTC"));
        assertEquals(170137, rig.limit("a", true, low, "1.0001", "GTC"));
        assertEquals(170136, rig.limit("a", true, low, "0.0001", "GTC"));
        assertEquals(170140, rig.limit("a", true, low, "0.001", "GTC"));
        assertEquals(170131, rig.limit("a", true, low, "5000", "GTC"));
        assertEquals(170193, rig.limit("a", true, low.multiply(BigDecimal.valueOf(3)), "1", "GTC"));
        assertEquals(10001, rig.limit("a!", true, low, "1", "GTC"));
        assertEquals(170121, rig.post("/v5/order/create", "symbol", "NOPE", "side", "Buy", "orderType", "Limit", "qty",
            "1", "price", "1").get("retCode").asInt());
        rig = new PrivateRig(false);
        assertEquals(10001, rig.limit("a", true, low, "1.0001", "GTC"));
        assertEquals(110094, rig.limit("a", true, low, "0.001", "GTC"));
        assertEquals(110007, rig.limit("a", true, low, "5000", "GTC"));
        assertEquals(110003, rig.limit("a", true, low.multiply(BigDecimal.valueOf(3)), "1", "GTC"));
        assertEquals(110017, rig.post("/v5/order/create", "side", "Buy", "orderType", "Limit", "qty", "1", "price",
            low.toPlainString(), "reduceOnly", "true").get("retCode").asInt());
        assertEquals(110043, rig.post("/v5/position/set-leverage", "buyLeverage", "10", "sellLeverage", "10")
            .get("retCode").asInt());
    }

    @Test
    void shouldRejectAfterTheAcknowledgementWhenTheVenueIsSetSo() {
        rig = new PrivateRig(false, FaultPlan.none(1), BybitSettings.USUAL.manners(0, true)).listening();
        assertEquals(0, rig.limit("poor", true, rig.price(true, -50), "5000", "GTC"));
        assertEquals("Rejected", rig.heard());
        assertEquals("Rejected", rig.get("/v5/order/realtime", rig.category() + "&orderLinkId=poor").get("list").get(0)
            .get("orderStatus").asText());
        assertTrue(rig.orders().ledger().order("demo", "poor").orders().isEmpty());
    }

    @Test
    void shouldRefuseRequestsWhenTimeKeyOrSignatureIsWrong() {
        rig = new PrivateRig(true, FaultPlan.none(1), BybitSettings.USUAL.clock(700 * MS, 0));
        final long serverMs = rig.nowMs() + 700;
        final String path = "/v5/account/wallet-balance";
        final String query = "accountType=UNIFIED";
        for (final long[] one : new long[][] {{serverMs - 5_000, 0}, {serverMs - 5_001, 10002}, {serverMs + 999, 0},
            {serverMs + 1_000, 10002}}) {
            assertEquals(one[1], code(rig.raw("GET", path, query, one[0],
                PrivateRig.hmac(one[0] + rig.key + "5000" + query))));
        }
        assertEquals(serverMs,
            PrivateRig.json(rig.raw("GET", "/v5/market/time", "", 0, "").body()).get("time").asLong());
        assertEquals(10004, code(rig.raw("GET", path, query, serverMs, "00")));
        final ApiKey key = rig.orders().keys().find(rig.key);
        key.addresses(true, false);
        assertEquals(10010, code(rig.rest("GET", path, query)));
        key.addresses(true, true);
        key.grant(ApiKey.Right.SPOT, false);
        assertEquals(10005, rig.limit("a", true, rig.price(true, -50), "1", "GTC"));
        key.grant(ApiKey.Right.WITHDRAW, true);
        final JsonNode rights = rig.get("/v5/user/query-api", "");
        assertTrue(rights.get("permissions").get("Wallet").toString().contains("Withdraw"));
        assertEquals(0, rights.get("permissions").get("Spot").size());
        rig.key = "nobody";
        assertEquals(10003, code(rig.rest("GET", path, query)));
    }

    @Test
    void shouldLimitAccountsAndAddressesWhenTheyAskTooOften() {
        rig = new PrivateRig(false);
        HttpAnswer last = null;
        for (int i = 0; i < 11; i++) {
            last = rig.rest("POST", "/v5/order/cancel", rig.object("orderLinkId", "x").toString());
        }
        assertEquals(10006, code(last));
        assertEquals("10 0", last.headers().get("X-Bapi-Limit") + " " + last.headers().get("X-Bapi-Limit-Status"));
        assertEquals("1790000001000", last.headers().get("X-Bapi-Limit-Reset-Timestamp"));
        rig.advance(PrivateRig.SECOND);
        assertEquals(110001, rig.cancel("x"));
        for (int i = 0; i < 600; i++) {
            last = rig.rest("GET", "/v5/user/query-api", "");
        }
        assertEquals(403, last.status());
    }

    @Test
    void shouldAnswerInItsShapesWhenSocketsAreUsedOddly() {
        rig = new PrivateRig(false).listening();
        rig.send(PrivateRig.EVENTS, "{\"req_id\":\"8\",\"op\":\"ping\"}");
        rig.send(PrivateRig.TRADE, "{\"op\":\"ping\"}");
        assertEquals("[{\"req_id\":\"8\",\"op\":\"pong\",\"args\":[\"1790000000000\"],\"conn_id\":\"c-2\"}]",
            rig.take(PrivateRig.EVENTS).toString());
        assertEquals("[{\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"pong\",\"data\":[\"1790000000000\"],"
            + "\"connId\":\"c-1\"}]", rig.take(PrivateRig.TRADE).toString());
        rig.auth(PrivateRig.TRADE);
        rig.ask("t", "order.fly", rig.nowMs());
        rig.ask("d", "order.cancel", rig.nowMs(), "orderLinkId", "x");
        rig.ask("d", "order.cancel", rig.nowMs(), "orderLinkId", "x");
        rig.ask("c", "order.cancel", rig.nowMs(), "category", "option");
        rig.ask("l", "order.cancel", rig.nowMs() - 9_000, "orderLinkId", "x");
        assertEquals(List.of(20001, 10404, 110001, 20006, 10404, 10002),
            rig.take(PrivateRig.TRADE).stream().map(frame -> frame.get("retCode").asInt()).toList());
        rig.send(PrivateRig.EVENTS, "{\"op\":\"subscribe\",\"args\":[\"execution.fast\",\"order.linear\"]}");
        rig.send(PrivateRig.EVENTS, "{\"op\":\"subscribe\",\"args\":[\"nonsense\"]}");
        assertEquals(List.of(false, false),
            rig.take(PrivateRig.EVENTS).stream().map(frame -> frame.get("success").asBoolean()).toList());
        rig.venue.onOpen(7, "/v5/private", rig.nowNs);
        rig.send(7, "{\"op\":\"subscribe\",\"args\":[\"order\"]}");
        assertEquals("Request not authorized", rig.take(7).get(0).get("ret_msg").asText());
        rig.advance(61 * PrivateRig.SECOND);
        assertEquals(EmulatorWire.Ending.CLOSE_FRAME, rig.wire.ending(PrivateRig.EVENTS));
        assertEquals(null, rig.wire.ending(PrivateRig.TRADE));
    }

    @Test
    void shouldPayFundingAndTakePositionsOverWhenTheVenueDoes() {
        rig = new PrivateRig(false).listening();
        rig.limit("in", true, rig.price(false, 5), "1", "GTC");
        rig.take(PrivateRig.EVENTS);
        rig.orders().perpetuals().pay(rig.account(), 0, rig.nowNs);
        rig.advance(0);
        final JsonNode paid = rig.rows("execution").get(0);
        assertEquals("Funding", paid.get("execType").asText());
        assertEquals(rig.orders().ledger().flows().get(rig.orders().ledger().flows().size() - 1).amount().negate()
            .stripTrailingZeros().toPlainString(), paid.get("execFee").asText());
        assertEquals(1, rig.get("/v5/execution/list", rig.category() + "&execType=Funding").get("list").size());
        assertNotNull(rig.orders().perpetuals().deleverage(rig.account(), 0, rig.nowNs));
        rig.advance(0);
        final JsonNode taken = rig.rows("execution").get(0);
        assertEquals("AdlTrade Sell 1 1", taken.get("execType").asText() + " " + taken.get("side").asText() + " "
            + taken.get("execQty").asText() + " " + taken.get("closedSize").asText());
        assertEquals("", taken.get("orderLinkId").asText());
    }

    @Test
    void shouldGiveRebatesInTheCoinPaidWhenMakersArePaid() {
        rig = new PrivateRig(true, FaultPlan.none(1), BybitSettings.USUAL,
            AccountSettings.bybitSpot().fees("-0.0001", "0.001")).listening();
        rig.limit("maker", true, rig.price(true, 1), "1", "GTC");
        rig.take(PrivateRig.EVENTS);
        rig.flow(false, 1_000);
        final JsonNode execution = rig.rows("execution").get(0);
        assertEquals("USDT", execution.get("feeCurrency").asText());
        assertTrue(execution.get("execFee").asText().startsWith("-"));
    }

    @Test
    void shouldTellPagesAndKindsWhenManyOrdersAreThere() {
        rig = new PrivateRig(false);
        for (int i = 0; i < 10; i++) {
            rig.limit("o" + i, true, rig.price(true, -50 - i), "0.1", "GTC");
        }
        final JsonNode first = rig.get("/v5/order/realtime", rig.category() + "&limit=6");
        assertEquals("6 o9", first.get("list").size() + " " + first.get("list").get(0).get("orderLinkId").asText());
        final JsonNode second = rig.get("/v5/order/realtime", rig.category() + "&limit=6&cursor="
            + first.get("nextPageCursor").asText());
        assertEquals("4 o3 ", second.get("list").size() + " " + second.get("list").get(0).get("orderLinkId").asText()
            + " " + second.get("nextPageCursor").asText());
        rig.advance(PrivateRig.SECOND);
        assertEquals(10, rig.post("/v5/order/cancel-all").get("result").get("list").size());
        assertEquals(10, rig.get("/v5/order/realtime", rig.category() + "&openOnly=1").get("list").size());
        rig.venue.snapshots(true, rig.nowNs + 1);
        assertEquals(0, rig.get("/v5/order/realtime", rig.category() + "&openOnly=1").get("list").size());
        assertEquals(10, rig.get("/v5/order/history", rig.category()).get("list").size());
    }
}
