package io.penstock.gateways.emulator.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.Credential;
import io.penstock.gateways.emulator.account.PrivateSettings;
import io.penstock.gateways.emulator.fault.FaultPlan;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SpotPrivateTest {
    private static final String ORDER = "/api/v3/order";
    private static final String BASE = "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=";

    private final PrivateRig rig = new PrivateRig(false);

    private String low() {
        return rig.price(true, -100).toPlainString();
    }

    private String rest(final String id) {
        return BASE + low() + "&newClientOrderId=" + id;
    }

    @Test
    void shouldAcceptTheKnownVectorsWhenSignaturesAreChecked() {
        final Credential secret = Credential.hmac("demo-secret-0123456789");
        assertTrue(secret.verify("symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.00100&price=65000.10"
            + "&newClientOrderId=gw-1&recvWindow=5000&timestamp=1790000000000",
            "c2887a45ce93e93f683176a918db390f1045abb462a8c0bbf5a309aeec37dadf"));
        assertTrue(secret.verify("apiKey=demo-key&newClientOrderId=gw-1&price=65000.10&quantity=0.00100"
            + "&recvWindow=5000&side=BUY&symbol=BTCUSDT&timeInForce=GTC&timestamp=1790000000000&type=LIMIT",
            "4D98C1F7BC399A3A48D0F1E9DA1DD82A043AB396B81B80BD5A559FEEA784B63A"));
        final String payload = "apiKey=demo-key&timestamp=1790000000000";
        assertTrue(secret.verify(payload, "b462b60d9f7e280d350d56edb9f88b6b92a6eb696c25f3b3db4054c73d7d06c4"));
        final Credential pair = Credential.ed25519(PrivateSettings.DEMO_PAIR_PUBLIC);
        assertTrue(pair.verify(payload, "ut6Hd3lPu3onolOjaiaiGDQgXjQnfG48Oj4gjtApd5Fb5C7kuQ+s4/J76mkepnXtY+VV/9Ko4+"
            + "VJYz8oL8ZfBQ=="));
        assertTrue(!pair.verify(payload + "1", "ut6Hd3lPu3onolOjaiaiGDQgXjQnfG48Oj4gjtApd5Fb5C7kuQ+s4/J76mkepnXtY+VV"
            + "/9Ko4+VJYz8oL8ZfBQ==") && !secret.verify(payload, "zz"));
    }

    @Test
    void shouldPlaceQueryAndCancelWhenAskedOverRest() {
        final JsonNode placed = rig.good("POST", ORDER, rest("gw-1"));
        assertEquals("NEW", placed.get("status").asText());
        assertEquals("1.00000000", placed.get("origQty").asText());
        assertEquals(0, placed.get("fills").size());
        assertEquals(-1, placed.get("orderListId").asInt());
        final JsonNode found = rig.good("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=gw-1");
        assertEquals(placed.get("orderId"), found.get("orderId"));
        assertTrue(found.get("isWorking").asBoolean());
        assertEquals(1, rig.good("GET", "/api/v3/openOrders", "symbol=BTCUSDT").size());
        final JsonNode account = rig.good("GET", "/api/v3/account", "");
        assertTrue(account.get("canTrade").asBoolean());
        final JsonNode canceled = rig.good("DELETE", ORDER, "symbol=BTCUSDT&orderId=" + placed.get("orderId"));
        assertEquals("gw-1", canceled.get("origClientOrderId").asText());
        assertNotEquals("gw-1", canceled.get("clientOrderId").asText());
        assertEquals("CANCELED", canceled.get("status").asText());
        assertEquals("400 -2011 Unknown order sent.",
            rig.refusal("DELETE", ORDER, "symbol=BTCUSDT&orderId=" + placed.get("orderId")));
        assertEquals("400 -2013 Order does not exist.",
            rig.refusal("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=nope"));
        assertEquals("400 -2011 Unknown order sent.", rig.refusal("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT"));
        assertEquals(1, rig.good("GET", "/api/v3/allOrders", "symbol=BTCUSDT").size());
    }

    @Test
    void shouldTellFillsWhenAMarketOrderTakes() {
        final HttpAnswer answer =
            rig.rest("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.010&newClientOrderId=m");
        final JsonNode placed = PrivateRig.json(answer.body());
        assertEquals("FILLED", placed.get("status").asText());
        assertEquals("BTC", placed.get("fills").get(0).get("commissionAsset").asText());
        assertEquals("0.00001000", placed.get("fills").get(0).get("commission").asText());
        assertEquals("0", answer.headers().get("X-MBX-ORDER-COUNT-10S"), "the fill gives it back");
        final JsonNode trades = rig.good("GET", "/api/v3/myTrades", "symbol=BTCUSDT");
        assertEquals(placed.get("fills").get(0).get("tradeId"), trades.get(0).get("id"));
        final long next = trades.get(trades.size() - 1).get("id").asLong() + 1;
        assertEquals(0, rig.good("GET", "/api/v3/myTrades", "symbol=BTCUSDT&fromId=" + next).size());
        assertEquals("FILLED", rig.good("POST", ORDER,
            "symbol=BTCUSDT&side=SELL&type=MARKET&quoteOrderQty=20").get("status").asText());
    }

    @Test
    void shouldRefuseWithCodeAndWordsWhenAnOrderIsWrong() {
        assertEquals("400 -1121 Invalid symbol.", rig.refusal("POST", ORDER,
            "symbol=NOPE&side=BUY&type=MARKET&quantity=1"));
        assertEquals("400 -1117 Invalid side.", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=UP&type=MARKET&quantity=1"));
        assertEquals("400 -1116 Invalid orderType.", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=ODD&quantity=1"));
        assertEquals("400 -1115 Invalid timeInForce.", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=990&timeInForce=DAY"));
        assertEquals("400 -1106 Parameter 'timeInForce' sent when not required.", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=1&price=990&timeInForce=GTC"));
        assertEquals("400 -1102 Mandatory parameter 'price' was not sent, was empty/null, or malformed.",
            rig.refusal("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&timeInForce=GTC"));
        assertTrue(rig.refusal("POST", ORDER, rest("a$b".replace("$", "%24"))).startsWith("400 -1100 Illegal char"));
        assertEquals("400 -1013 Filter failure: PRICE_FILTER", rig.refusal("POST", ORDER, BASE + "990.05"));
        assertEquals("400 -1013 Filter failure: LOT_SIZE", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1.0001&price=990"));
        assertEquals("400 -1013 Filter failure: NOTIONAL", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001&price=990"));
        assertEquals("400 -1013 Filter failure: PERCENT_PRICE_BY_SIDE", rig.refusal("POST", ORDER, BASE + "9900"));
        assertEquals("400 -2010 Account has insufficient balance for requested action.", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1000&price=990"));
        assertEquals("400 -2010 Order would immediately match and take.", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=LIMIT_MAKER&quantity=1&price=" + rig.price(false, 0)));
        assertEquals("400 -2010 Order would trigger immediately.", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=STOP_LOSS&quantity=1&stopPrice=900"));
        rig.good("POST", ORDER, rest("dup"));
        assertEquals("400 -2010 Duplicate order sent.", rig.refusal("POST", ORDER, rest("dup")));
        rig.venue.office().maintenance(true);
        assertEquals("400 -1013 Market is closed.", rig.refusal("POST", ORDER, rest("closed")));
    }

    @Test
    void shouldLetNobodyInWhenKeyTimeOrSignatureIsWrong() {
        final String query = rest("x") + "&timestamp=" + rig.nowMs();
        final String signed = ORDER + "?" + query + "&signature=" + PrivateRig.hmac(query);
        assertTrue(rig.raw("POST", signed, "").body().contains("-2014"));
        assertTrue(rig.raw("POST", signed, "other").body().contains("-2015"));
        assertTrue(rig.raw("POST", signed.replace("quantity=1", "quantity=2"), "demo-key").body().contains("-1022"));
        assertTrue(rig.raw("POST", ORDER + "?" + query, "demo-key").body().contains("'signature'"));
        final String encoded = ORDER + "?" + query + "&signature="
            + PrivateRig.ed25519(query).replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
        assertEquals(200, rig.raw("POST", encoded, PrivateSettings.DEMO_PAIR_KEY).status());
        rig.nowNs += 5_001_000_000L;
        assertEquals("{\"code\":-1021,\"msg\":\"Timestamp for this request is outside of the recvWindow.\"}",
            rig.raw("POST", signed, "demo-key").body());
        rig.nowNs -= 6_001_000_000L;
        assertEquals("{\"code\":-1021,\"msg\":\"Timestamp for this request was 1000ms ahead of the server's time.\"}",
            rig.raw("POST", signed, "demo-key").body());
        rig.nowNs += 1_000_000_000L;
        final ApiKey key = rig.orders().keys().find("demo-key");
        key.grant(ApiKey.Right.SPOT, false);
        assertEquals("401 -2015 Invalid API-key, IP, or permissions for action.",
            rig.refusal("POST", ORDER, rest("y")));
        key.grant(ApiKey.Right.SPOT, true);
        key.grant(ApiKey.Right.WITHDRAW, true);
        final JsonNode rights = rig.good("GET", "/sapi/v1/account/apiRestrictions", "");
        assertTrue(rights.get("enableWithdrawals").asBoolean() && rights.get("ipRestrict").asBoolean());
        key.addresses(true, false);
        assertTrue(rig.refusal("GET", "/api/v3/account", "").startsWith("401 -2015"));
    }

    @Test
    void shouldReplyThenTellWhenSubscribedOverTheWebSocketApi() {
        rig.open(1, "/ws-api/v3");
        rig.ask(1, "userDataStream.subscribe.signature");
        assertEquals(0, rig.take(1).get(0).get("result").get("subscriptionId").asInt());
        rig.ask(1, "userDataStream.subscribe.signature");
        assertEquals(-2035, rig.take(1).get(0).get("error").get("code").asInt());
        final String id = rig.ask(1, "order.place", "symbol", "BTCUSDT", "side", "BUY", "type", "LIMIT_MAKER",
            "quantity", "2", "price", low(), "newClientOrderId", "gw-18");
        final List<JsonNode> frames = rig.take(1);
        assertEquals(id, frames.get(0).get("id").asText());
        assertEquals(200, frames.get(0).get("status").asInt());
        assertEquals(1, frames.get(0).get("rateLimits").get(0).get("count").asInt());
        assertTrue(!frames.get(0).get("result").has("status"), "an ACK");
        final JsonNode report = frames.get(1).get("event");
        assertEquals("executionReport NEW NEW gw-18 ", report.get("e").asText() + " " + report.get("x").asText() + " "
            + report.get("X").asText() + " " + report.get("c").asText() + " " + report.get("C").asText());
        assertEquals("outboundAccountPosition", frames.get(2).get("event").get("e").asText());
        rig.ask(1, "order.cancel", "symbol", "BTCUSDT", "origClientOrderId", "gw-18", "newClientOrderId", "cxl-5");
        final JsonNode canceled = rig.take(1).get(1).get("event");
        assertEquals("cxl-5 gw-18 CANCELED", canceled.get("c").asText() + " " + canceled.get("C").asText() + " "
            + canceled.get("x").asText());
        rig.ask(1, "userDataStream.unsubscribe");
        assertEquals(200, rig.take(1).get(0).get("status").asInt());
        rig.ask(1, "userDataStream.unsubscribe");
        assertEquals(-2036, rig.take(1).get(0).get("error").get("code").asInt());
    }

    @Test
    void shouldTellTheFillWhenTheMarketTakesARestingOrder() {
        rig.open(1, "/ws-api/v3");
        rig.ask(1, "userDataStream.subscribe.signature");
        rig.ask(1, "order.place", "symbol", "BTCUSDT", "side", "BUY", "type", "LIMIT", "timeInForce", "GTC",
            "quantity", "0.5", "price", rig.price(true, 1).toPlainString(), "newClientOrderId", "rest");
        rig.take(1);
        rig.flow(false, 200);
        final JsonNode trade = rig.take(1).get(0).get("event");
        assertEquals("TRADE PARTIALLY_FILLED", trade.get("x").asText() + " " + trade.get("X").asText());
        assertEquals("0.20000000", trade.get("l").asText());
        assertEquals("0.00020000", trade.get("n").asText());
        assertEquals("BTC", trade.get("N").asText());
        assertTrue(trade.get("m").asBoolean() && trade.get("w").asBoolean() && trade.get("t").asLong() > 0);
        final String id = rig.ask(1, "order.amend.keepPriority", "symbol", "BTCUSDT", "origClientOrderId", "rest",
            "newQty", "0.3");
        final List<JsonNode> amended = rig.take(1);
        assertEquals(id, amended.get(0).get("id").asText());
        assertEquals("0.30000000", amended.get(0).get("result").get("amendedOrder").get("origQty").asText());
        assertEquals("REPLACED", amended.get(1).get("event").get("x").asText());
        rig.ask(1, "order.amend.keepPriority", "symbol", "BTCUSDT", "origClientOrderId", "rest", "newQty", "0.4");
        assertEquals(-2038, rig.take(1).get(0).get("error").get("code").asInt());
    }

    @Test
    void shouldKeepSessionsToKeyPairsWhenLoggingOn() {
        rig.open(1, "/ws-api/v3");
        rig.ask(1, "session.logon");
        assertEquals(-1193, rig.take(1).get(0).get("error").get("code").asInt());
        rig.ask(1, "session.logon", "apiKey", PrivateSettings.DEMO_PAIR_KEY);
        assertEquals(PrivateSettings.DEMO_PAIR_KEY, rig.take(1).get(0).get("result").get("apiKey").asText());
        rig.plain(1, "userDataStream.subscribe", Map.of());
        assertEquals(200, rig.take(1).get(0).get("status").asInt());
        rig.plain(1, "order.place", Map.of("symbol", "BTCUSDT", "side", "SELL", "type", "MARKET", "quantity", "0.01",
            "timestamp", Long.toString(rig.nowMs()), "newOrderRespType", "FULL"));
        assertEquals("FILLED", rig.take(1).get(0).get("result").get("status").asText());
        rig.venue.office().revoke(PrivateSettings.DEMO_PAIR_KEY, rig.nowNs);
        rig.venue.poll(rig.wire);
        final JsonNode told = rig.take(1).get(0);
        assertTrue(told.get("id").isNull());
        assertEquals("401 -2015", told.get("status").asText() + " " + told.get("error").get("code").asText());
        rig.plain(1, "order.status", Map.of("symbol", "BTCUSDT", "timestamp", Long.toString(rig.nowMs())));
        assertEquals(-1102, rig.take(1).get(0).get("error").get("code").asInt());
        rig.plain(1, "userDataStream.start", Map.of("apiKey", "demo-key"));
        assertEquals(410, rig.take(1).get(0).get("status").asInt());
        assertEquals(410, rig.rest("POST", "/api/v3/userDataStream", "").status());
    }

    @Test
    void shouldAnswerByTheMatrixWhenCancelReplaceIsAsked() {
        final String path = "/api/v3/order/cancelReplace";
        rig.good("POST", ORDER, rest("a"));
        final JsonNode both = rig.good("POST", path,
            rest("b") + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=a");
        assertEquals("SUCCESS SUCCESS",
            both.get("cancelResult").asText() + " " + both.get("newOrderResult").asText());
        final HttpAnswer stopped = rig.rest("POST", path,
            rest("c") + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=a");
        assertEquals(400, stopped.status());
        assertEquals("-2022 FAILURE NOT_ATTEMPTED", words(stopped));
        final HttpAnswer allowed = rig.rest("POST", path,
            rest("d") + "&cancelReplaceMode=ALLOW_FAILURE&cancelOrigClientOrderId=a");
        assertEquals(409, allowed.status());
        assertEquals("-2021 FAILURE SUCCESS", words(allowed));
        final HttpAnswer half = rig.rest("POST", path,
            BASE + "990.05&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=d");
        assertEquals(409, half.status());
        assertEquals("-2021 SUCCESS FAILURE", words(half));
        assertEquals(-1013, PrivateRig.json(half.body()).get("data").get("newOrderResponse").get("code").asInt());
    }

    private static String words(final HttpAnswer answer) {
        final JsonNode body = PrivateRig.json(answer.body());
        return body.get("code").asText() + " " + body.get("data").get("cancelResult").asText() + " "
            + body.get("data").get("newOrderResult").asText();
    }

    @Test
    void shouldEndTheSiblingWhenAnOcoLegFires() {
        rig.open(1, "/ws-api/v3");
        rig.ask(1, "userDataStream.subscribe.signature");
        rig.take(1);
        final String last = rig.orders().last(0).setScale(1).toPlainString();
        final String stop = rig.price(true, -1).toPlainString();
        final JsonNode list = rig.good("POST", "/api/v3/orderList/oco", "symbol=BTCUSDT&side=SELL&quantity=1"
            + "&aboveType=LIMIT_MAKER&abovePrice=" + rig.price(false, 300) + "&aboveClientOrderId=up"
            + "&belowType=STOP_LOSS&belowStopPrice=" + stop + "&belowClientOrderId=down&listClientOrderId=both");
        assertEquals("EXEC_STARTED", list.get("listStatusType").asText());
        assertEquals(2, list.get("orderReports").size());
        assertEquals("listStatus", rig.take(1).get(0).get("event").get("e").asText());
        assertEquals("400 -2010 The relationship of the prices for the orders is not correct.",
            rig.refusal("POST", "/api/v3/orderList/oco", "symbol=BTCUSDT&side=SELL&quantity=1&aboveType=LIMIT_MAKER"
            + "&abovePrice=" + last + "&belowType=STOP_LOSS&belowStopPrice=990.0"));
        assertEquals(1, rig.good("GET", "/api/v3/openOrderList", "").size());
        // the market falls through the stop
        final long ticks = rig.market.engine(0).price(true, 5);
        rig.market.act(0, rig.nowNs, new QuietMarket(), () -> rig.market.engine(0).limit(false, ticks, 1_000_000));
        rig.orders().onStepEnd(0, rig.nowNs);
        rig.venue.poll(rig.wire);
        final List<JsonNode> told = rig.take(1);
        final JsonNode expired = told.get(0).get("event");
        assertEquals("up EXPIRED OCO_TRIGGER", expired.get("c").asText() + " " + expired.get("x").asText() + " "
            + expired.get("eR").asText());
        final JsonNode done = told.get(told.size() - 1).get("event");
        assertTrue(told.stream().anyMatch(one -> "listStatus".equals(one.get("event").get("e").asText())
            && "ALL_DONE".equals(one.get("event").get("l").asText())), done.toString());
        assertEquals("ALL_DONE",
            rig.good("GET", "/api/v3/orderList", "origClientOrderId=both").get("listOrderStatus").asText());
    }

    @Test
    void shouldRefuseMoreOrdersWhenTheWindowIsFull() {
        for (int i = 0; i < 100; i++) {
            rig.good("POST", ORDER, rest("w" + i));
        }
        assertEquals("429 -1015 Too many new orders; current limit is 100 orders per 10 SECOND.",
            rig.refusal("POST", ORDER, rest("over")));
        final HttpAnswer replace = rig.rest("POST", "/api/v3/order/cancelReplace", rest("z")
            + "&cancelReplaceMode=STOP_ON_FAILURE&cancelOrigClientOrderId=w0&orderRateLimitExceededMode=CANCEL_ONLY");
        assertEquals("429 -2021 SUCCESS FAILURE", replace.status() + " " + words(replace));
        rig.nowNs += 10_000_000_000L;
        rig.good("POST", ORDER, rest("later"));
        assertEquals(100, rig.good("DELETE", "/api/v3/openOrders", "symbol=BTCUSDT").size());
    }

    @Test
    void shouldChargeWeightAndBanWhenLimitsAreIgnored() {
        final PrivateRig small =
            new PrivateRig(false, FaultPlan.none(1), BinanceSettings.spot().limits(300, 100));
        small.open(1, "/ws-api/v3");
        for (int i = 0; i < 5; i++) {
            assertEquals(Integer.toString(20 * (i + 1)),
                small.rest("GET", "/api/v3/account", "").headers().get("X-MBX-USED-WEIGHT-1M"));
        }
        assertEquals(429, small.rest("GET", "/api/v3/account", "").status());
        small.ask(1, "account.status");
        final JsonNode refused = small.take(1).get(0);
        assertEquals("429 -1003", refused.get("status").asText() + " " + refused.get("error").get("code").asText());
        assertTrue(refused.get("error").get("data").get("retryAfter").asLong() > small.nowMs());
        for (int i = 0; i < 6; i++) {
            small.rest("GET", "/api/v3/account", "");
        }
        assertEquals(418, small.rest("GET", "/api/v3/account", "").status());
    }

    @Test
    void shouldDescribeOtherRulesWhenTheyChange() {
        rig.venue.office().rules(0, "0.5", "0.001", "5");
        assertTrue(rig.raw("GET", "/api/v3/exchangeInfo", "").body().contains("\"tickSize\":\"0.50000000\""));
        assertEquals("400 -1013 Filter failure: PRICE_FILTER", rig.refusal("POST", ORDER, BASE + "990.1"));
    }
}
