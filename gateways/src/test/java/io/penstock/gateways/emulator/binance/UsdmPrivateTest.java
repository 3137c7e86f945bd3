package io.penstock.gateways.emulator.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class UsdmPrivateTest {
    private static final String ORDER = "/fapi/v1/order";
    private static final String ALGO = "/fapi/v1/algoOrder";

    private final PrivateRig rig = new PrivateRig(true);

    private String rest(final String id) {
        return "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&newClientOrderId=" + id + "&price="
            + rig.price(true, -100);
    }

    private void listen() {
        final String key = PrivateRig.json(rig.raw("POST", "/fapi/v1/listenKey", "demo-key").body())
            .get("listenKey").asText();
        rig.open(1, "/private/ws/" + key);
    }

    private static String kinds(final List<JsonNode> frames) {
        return String.join(" ", frames.stream().map(one -> one.get("e").asText()).toList());
    }

    @Test
    void shouldTellOrdersAndPositionsWhenListening() {
        listen();
        final JsonNode ack = rig.good("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01&newClientOrderId=m");
        assertEquals("NEW 0", ack.get("status").asText() + " " + ack.get("executedQty").asText());
        final List<JsonNode> told = rig.take(1);
        assertEquals("ORDER_TRADE_UPDATE TRADE_LITE ORDER_TRADE_UPDATE ACCOUNT_UPDATE", kinds(told));
        assertEquals("NEW", told.get(0).get("o").get("x").asText());
        final JsonNode fill = told.get(2).get("o");
        assertEquals("TRADE FILLED 0.01 USDT", fill.get("x").asText() + " " + fill.get("X").asText() + " "
            + fill.get("l").asText() + " " + fill.get("N").asText());
        assertEquals(told.get(1).get("t"), fill.get("t"));
        assertEquals("ORDER 0.01", told.get(3).get("a").get("m").asText() + " "
            + told.get(3).get("a").get("P").get(0).get("pa").asText());
        assertEquals("0.01",
            rig.good("GET", "/fapi/v3/positionRisk", "symbol=BTCUSDT").get(0).get("positionAmt").asText());
        assertEquals(1, rig.good("GET", "/fapi/v1/userTrades", "symbol=BTCUSDT").size());
        rig.good("POST", ORDER, rest("r"));
        assertEquals("ORDER_TRADE_UPDATE", kinds(rig.take(1)), "no ACCOUNT_UPDATE for a resting order");
        final JsonNode result = rig.good("POST", ORDER,
            "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01&reduceOnly=true&newOrderRespType=RESULT");
        assertEquals("FILLED", result.get("status").asText());
        assertEquals(0, rig.good("GET", "/fapi/v3/positionRisk", "").size());
    }

    @Test
    void shouldRefuseWithItsOwnCodesWhenAnOrderIsWrong() {
        assertEquals("400 -4014 Price not increased by tick size.", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=990.05"));
        assertEquals("400 -4023 Quantity not increased by step size.", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1.0001&price=990"));
        assertEquals("400 -4003 Quantity less than or equal to zero.", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0"));
        assertEquals("400 -4016 Limit price can't be higher than the cap.", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=SELL&type=LIMIT&timeInForce=GTC&quantity=1&price=2000"));
        assertEquals("400 -4024 Limit price can't be lower than the floor.", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price=500"));
        assertTrue(rig.refusal("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=0.001"
            + "&price=990").startsWith("400 -4164"));
        assertEquals("400 -2019 Margin is insufficient.", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=9000"));
        assertEquals("400 -2022 ReduceOnly Order is rejected.", rig.refusal("POST", ORDER,
            "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1&reduceOnly=true"));
        assertTrue(rig.refusal("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTX&quantity=1&price="
            + rig.price(false, 0)).startsWith("400 -5022"));
        assertTrue(rig.refusal("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=STOP_MARKET&quantity=1&stopPrice=1")
            .startsWith("400 -4120"));
        assertTrue(rig.refusal("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=1&positionSide=LONG")
            .startsWith("400 -4061"));
        final JsonNode placed = rig.good("POST", ORDER, rest("dup"));
        rig.good("DELETE", ORDER, "symbol=BTCUSDT&orderId=" + placed.get("orderId"));
        assertEquals("400 -4116 ClientOrderId is duplicated.", rig.refusal("POST", ORDER, rest("dup")));
        assertEquals("400 -2011 Unknown order sent.",
            rig.refusal("DELETE", ORDER, "symbol=BTCUSDT&origClientOrderId=dup"));
        assertTrue(rig.refusal("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=126").startsWith("400 -4028"));
        assertEquals(7, rig.good("POST", "/fapi/v1/leverage", "symbol=BTCUSDT&leverage=7").get("leverage").asInt());
        assertTrue(rig.refusal("POST", "/fapi/v1/marginType", "symbol=BTCUSDT&marginType=CROSSED")
            .startsWith("400 -4046"));
        assertTrue(!rig.good("GET", "/fapi/v1/positionSide/dual", "").get("dualSidePosition").asBoolean());
    }

    @Test
    void shouldModifyWhenAskedOverTheWebSocketApi() {
        listen();
        rig.open(2, "/ws-fapi/v1");
        rig.ask(2, "order.place", "symbol", "BTCUSDT", "side", "BUY", "type", "LIMIT", "timeInForce", "GTC",
            "quantity", "1", "price", rig.price(true, -100).toPlainString(), "newClientOrderId", "w");
        assertEquals("NEW", rig.take(2).get(0).get("result").get("status").asText());
        rig.take(1);
        rig.ask(2, "order.modify", "symbol", "BTCUSDT", "origClientOrderId", "w", "side", "BUY", "quantity", "2",
            "price", rig.price(true, -50).toPlainString());
        assertEquals("2", rig.take(2).get(0).get("result").get("origQty").asText());
        assertEquals("AMENDMENT", rig.take(1).get(0).get("o").get("x").asText());
        rig.ask(2, "order.modify", "symbol", "BTCUSDT", "origClientOrderId", "w", "side", "BUY", "quantity", "2",
            "price", rig.price(true, -50).toPlainString());
        assertEquals(-5027, rig.take(2).get(0).get("error").get("code").asInt());
        rig.ask(2, "v2/account.position");
        assertEquals(0, rig.take(2).get(0).get("result").size());
        rig.ask(2, "order.cancel", "symbol", "BTCUSDT", "origClientOrderId", "w");
        assertEquals("CANCELED", rig.take(2).get(0).get("result").get("status").asText());
        final JsonNode told = rig.take(1).get(0).get("o");
        assertEquals("w CANCELED", told.get("c").asText() + " " + told.get("x").asText(), "no swap of names here");
    }

    @Test
    void shouldTellItsLifeWhenAConditionalOrderFires() {
        listen();
        final JsonNode placed = rig.good("POST", ALGO, "algoType=CONDITIONAL&symbol=BTCUSDT&side=BUY"
            + "&type=STOP_MARKET&quantity=0.01&clientAlgoId=s&triggerPrice="
            + rig.orders().last(0).add(BigDecimal.ONE).toPlainString());
        assertEquals("NEW", placed.get("algoStatus").asText());
        assertEquals(1, rig.good("GET", "/fapi/v1/openAlgoOrders", "").size());
        assertEquals(0, rig.good("GET", "/fapi/v1/openOrders", "").size());
        assertEquals("ALGO_UPDATE", kinds(rig.take(1)));
        rig.market.act(0, rig.nowNs, new QuietMarket(), () -> rig.market.engine(0).limit(true, 10_100, 9_000_000));
        rig.orders().onStepEnd(0, rig.nowNs);
        rig.flow(false, 1);
        rig.orders().onStepEnd(0, rig.nowNs);
        rig.venue.poll(rig.wire);
        final List<JsonNode> told = rig.take(1);
        assertEquals("TRIGGERING", told.get(0).get("o").get("X").asText());
        assertEquals("s ALGO_CONDITION NEW", told.get(1).get("o").get("c").asText() + " "
            + told.get(1).get("o").get("st").asText() + " " + told.get(1).get("o").get("x").asText());
        assertEquals("TRIGGERED", told.get(2).get("o").get("X").asText());
        assertEquals(placed.get("algoId"), told.get(1).get("o").get("si"));
        assertTrue(rig.refusal("POST", ALGO, "algoType=CONDITIONAL&symbol=BTCUSDT&side=BUY&type=STOP_MARKET"
            + "&quantity=0.01&triggerPrice=900").startsWith("400 -2021"));
        rig.good("POST", ALGO, "algoType=CONDITIONAL&symbol=BTCUSDT&side=SELL&type=TRAILING_STOP_MARKET"
            + "&quantity=0.01&callbackRate=1&clientAlgoId=t");
        assertEquals("success", rig.good("DELETE", ALGO, "clientAlgoId=t").get("msg").asText());
        assertTrue(rig.refusal("DELETE", ALGO, "clientAlgoId=t").startsWith("400 -2011"));
    }

    @Test
    void shouldExpireWhenAListenKeyIsNotRenewed() {
        assertTrue(rig.raw("PUT", "/fapi/v1/listenKey", "demo-key").body().contains("-1125"));
        final String key = PrivateRig.json(rig.raw("POST", "/fapi/v1/listenKey", "demo-key").body())
            .get("listenKey").asText();
        rig.advance(59L * 60 * 1_000_000_000);
        rig.raw("PUT", "/fapi/v1/listenKey", "demo-key");
        rig.advance(59L * 60 * 1_000_000_000);
        rig.open(1, "/private/ws/" + key);
        assertEquals(0, rig.take(1).size());
        rig.advance(2L * 60 * 1_000_000_000);
        assertEquals("listenKeyExpired", kinds(rig.take(1)));
        rig.good("POST", ORDER, rest("silent"));
        assertEquals(0, rig.take(1).size());
    }

    @Test
    void shouldTellForeignOrdersAndFundingWhenTheVenueActs() {
        listen();
        rig.good("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        rig.take(1);
        rig.orders().perpetuals().pay(rig.account(), 0, rig.nowNs);
        rig.venue.poll(rig.wire);
        final JsonNode funding = rig.take(1).get(0).get("a");
        assertEquals("FUNDING_FEE 0", funding.get("m").asText() + " " + funding.get("P").size());
        assertEquals(1, rig.good("GET", "/fapi/v1/income", "incomeType=FUNDING_FEE").size());
        rig.orders().perpetuals().deleverage(rig.account(), 0, rig.nowNs);
        rig.venue.poll(rig.wire);
        final List<JsonNode> told = rig.take(1);
        assertEquals("adl_autoclose CALCULATED", told.get(2).get("o").get("c").asText() + " "
            + told.get(2).get("o").get("x").asText());
    }

    @Test
    void shouldCancelWhenTheCountdownRunsOut() {
        rig.good("POST", ORDER, rest("c"));
        assertEquals("1000", rig.good("POST", "/fapi/v1/countdownCancelAll", "symbol=BTCUSDT&countdownTime=1000")
            .get("countdownTime").asText());
        rig.advance(1_000_000_000L);
        assertEquals("CANCELED",
            rig.good("GET", ORDER, "symbol=BTCUSDT&origClientOrderId=c").get("status").asText());
    }

    @Test
    void shouldHearOnlyWhatItListsWhenEventsAreNamed() {
        final String key = PrivateRig.json(rig.raw("POST", "/fapi/v1/listenKey", "demo-key").body())
            .get("listenKey").asText();
        rig.open(1, "/private/ws?listenKey=" + key + "&events=ACCOUNT_UPDATE");
        rig.good("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        assertEquals("ACCOUNT_UPDATE", kinds(rig.take(1)));
    }
}
