package io.penstock.gateways.binance;

import static io.penstock.gateways.binance.BinanceOrderRig.ID;
import static io.penstock.gateways.binance.BinanceOrderRig.PLAIN;
import static io.penstock.gateways.binance.BinanceOrderRig.command;
import static io.penstock.gateways.binance.BinanceOrderRig.error;
import static io.penstock.gateways.binance.BinanceOrderRig.hmac;
import static io.penstock.gateways.binance.BinanceOrderRig.ok;
import static io.penstock.gateways.binance.BinanceOrderRig.text;
import static io.penstock.gateways.binance.BinanceOrderRig.usdm;
import static io.penstock.gateways.binance.BinanceOrderRig.usdmUp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.TimeInForce;
import io.penstock.gateways.common.order.SessionDriver;
import io.penstock.gateways.common.order.SignedAsk;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Orders of Binance USD-M futures where they differ from spot. */
class BinanceUsdmOrderSessionTest {
    private static final String OURS = "#" + ID + " i5";
    private static final long MINUTE_NS = 60_000_000_000L;

    @Test
    void shouldRenewTheKeyWhenHalfItsLifeIsOver() {
        final SessionDriver driver = usdm(PLAIN, hmac());
        assertEquals("", driver.session.address(0), "no address without a key");
        driver.pass(0);
        assertEquals("POST /fapi/v1/listenKey", driver.lastAsk().toString());
        driver.answer(driver.lastAsk, 200, "{\"listenKey\":\"abc\"}");
        assertEquals("ws://stream/private/ws/abc", driver.session.address(0));
        assertEquals("ws://stream/ws-fapi/v1", driver.session.address(1));
        driver.open(0);
        assertEquals(List.of("PRIVATE_UP"), driver.take());
        driver.pass(30 * MINUTE_NS);
        assertEquals("PUT /fapi/v1/listenKey", driver.lastAsk().toString());
        driver.answer(driver.lastAsk, 400, "{\"code\":-1125,\"msg\":\"This listenKey does not exist.\"}");
        assertEquals(List.of(0), driver.reconnects);
        assertEquals("", driver.session.address(0));
        driver.close(0);
        assertEquals(List.of("PRIVATE_DOWN"), driver.take());
        driver.pass(1);
        assertEquals("POST /fapi/v1/listenKey", driver.lastAsk().toString());
        driver.lost(driver.lastAsk, true);
        driver.pass(MINUTE_NS);
        driver.answer(driver.lastAsk, 200, "{\"listenKey\":\"def\"}");
        driver.open(0);
        driver.text(0, "{\"e\":\"listenKeyExpired\",\"E\":1,\"listenKey\":\"def\"}");
        assertEquals(List.of(0, 0), driver.reconnects);
    }

    @Test
    void shouldSendAsFuturesNameItWhenNew() {
        final SessionDriver driver = usdmUp();
        driver.command(command(OrderCommandType.NEW, 5).instructions(3).done());
        assertTrue(driver.lastFrame().contains("\"timeInForce\":\"GTX\"")
            && driver.lastFrame().contains("\"reduceOnly\":\"true\"")
            && driver.lastFrame().contains("\"type\":\"LIMIT\""), driver.lastFrame());
        driver.text(1, ok(driver.lastFrame(), "{\"orderId\":5,\"status\":\"NEW\",\"executedQty\":\"0\"}"));
        assertEquals(List.of("ACCEPTED " + OURS + " BUY cum 0 leaves 100000 v5"), driver.take());
        driver.command(command(OrderCommandType.NEW, 5).timeInForce(TimeInForce.GTD)
            .expire(1_790_000_900_000_000_000L).done());
        assertTrue(driver.lastFrame().contains("\"goodTillDate\":\"1790000900000\"")
            && driver.lastFrame().contains("\"timeInForce\":\"GTD\""), driver.lastFrame());
        driver.text(1, error(driver.lastFrame(), 400, -5022, "Post Only order will be rejected."));
        assertEquals(List.of("REJECTED " + OURS + " BUY cum 0 leaves 0 WOULD_TAKE REJECT code -5022 v5"),
            driver.take());
    }

    @Test
    void shouldKeepConditionalOrdersApartWhenVenueDoes() {
        final SessionDriver driver = usdmUp();
        driver.command(command(OrderCommandType.NEW, 5).type(OrderType.STOP).trigger(6_400_000_000_000L, 0).done());
        assertTrue(driver.lastFrame().contains("algoOrder.place")
            && driver.lastFrame().contains("\"type\":\"STOP_MARKET\"")
            && driver.lastFrame().contains("\"triggerPrice\":\"64000\"")
            && driver.lastFrame().contains("\"clientAlgoId\":\"" + text(ID) + "\""), driver.lastFrame());
        driver.text(1, ok(driver.lastFrame(), "{\"algoId\":900,\"clientAlgoId\":\"" + text(ID)
            + "\",\"algoStatus\":\"NEW\"}"));
        assertEquals(List.of("ACCEPTED " + OURS + " BUY cum 0 leaves 100000 v900"), driver.take());
        driver.command(command(OrderCommandType.CANCEL, 5).type(OrderType.STOP).done());
        assertTrue(driver.lastFrame().contains("algoOrder.cancel"), driver.lastFrame());
        driver.text(1, error(driver.lastFrame(), 400, -2011, "Unknown order sent."));
        assertTrue(driver.lastFrame().contains("\"method\":\"order.cancel\""), "it was triggered meanwhile");
        driver.text(1, ok(driver.lastFrame(), "{\"orderId\":901,\"executedQty\":\"0\",\"status\":\"CANCELED\"}"));
        assertEquals(List.of("CANCELED " + OURS + " BUY cum 0 leaves 0 v901"), driver.take());
        driver.command(
            command(OrderCommandType.NEW, 5).type(OrderType.TRAILING_STOP).trigger(0, 1_500_000).done());
        assertTrue(driver.lastFrame().contains("\"callbackRate\":\"1.5\""), driver.lastFrame());
    }

    @Test
    void shouldAskForTheOrderItBecameWhenConditionalIsQueried() {
        final SessionDriver driver = usdmUp();
        driver.command(command(OrderCommandType.QUERY, 5).type(OrderType.STOP).done());
        assertEquals("GET /fapi/v1/algoOrder", driver.lastAsk().toString());
        driver.answer(driver.lastAsk, 200,
            "{\"algoId\":900,\"algoStatus\":\"TRIGGERED\",\"actualOrderId\":\"901\"}");
        assertTrue(driver.lastAsk().pathAndQuery().startsWith("/fapi/v1/order?symbol=BTCUSDT&orderId=901&"));
        driver.answer(driver.lastAsk, 200, "{\"symbol\":\"BTCUSDT\",\"orderId\":901,\"clientOrderId\":\"" + text(ID)
            + "\",\"origQty\":\"0.001\",\"executedQty\":\"0\",\"status\":\"NEW\",\"side\":\"BUY\",\"updateTime\":1}");
        assertEquals(List.of("ACCEPTED " + OURS + " BUY cum 0 leaves 100000 v901 found"), driver.take());
    }

    @Test
    void shouldChangeInPlaceWhenReplacing() {
        final SessionDriver driver = usdmUp();
        driver.command(command(OrderCommandType.REPLACE, 5).done());
        assertTrue(driver.lastFrame().contains("\"method\":\"order.modify\""), driver.lastFrame());
        driver.text(1, ok(driver.lastFrame(), "{\"orderId\":5,\"executedQty\":\"0\",\"status\":\"NEW\"}"));
        driver.command(command(OrderCommandType.REPLACE, 5).done());
        driver.text(1, error(driver.lastFrame(), 400, -2013, "Order does not exist."));
        assertEquals(List.of("REPLACED " + OURS + " BUY 100000@6500010000000 cum 0 leaves 100000 v5",
            "REPLACE_REJECTED " + OURS + " BUY cum 0 leaves 0 UNKNOWN_ORDER RECONCILE code -2013 v5"), driver.take());
    }

    @Test
    void shouldTellThreeKindsApartWhenServiceFails() {
        assertEquals("UNKNOWN_OUTCOME", BinanceOrderErrors.of(true, 503, 0,
            "Unknown error, please check your request or try again later.").errorClass().name());
        assertEquals("RETRYABLE", BinanceOrderErrors.of(true, 503, 0, "Service Unavailable.").errorClass().name());
        assertEquals("RETRYABLE", BinanceOrderErrors.of(true, 503, -1008, "throttled").errorClass().name());
        assertEquals("UNKNOWN_OUTCOME",
            BinanceOrderErrors.of(false, 503, 0, "Service Unavailable.").errorClass().name(), "spot promises nothing");
    }

    @Test
    void shouldWindTheCountdownWhenTold() {
        final SessionDriver driver = usdmUp();
        driver.command(new SessionDriver.Command(OrderCommandType.COUNTDOWN, 0, 5).argument(120_000).done());
        assertTrue(driver.lastAsk().pathAndQuery()
            .startsWith("/fapi/v1/countdownCancelAll?symbol=BTCUSDT&countdownTime=120000&"));
        driver.answer(driver.lastAsk, 200, "{\"symbol\":\"BTCUSDT\",\"countdownTime\":\"120000\"}");
        assertEquals(List.of("COUNTDOWN SENT #0 i5"), driver.take());
        driver.asks.clear();
        driver.command(new SessionDriver.Command(OrderCommandType.CANCEL_ALL, 0, 5).done());
        assertEquals(List.of("DELETE /fapi/v1/allOpenOrders", "DELETE /fapi/v1/algoOpenOrders"),
            driver.asks.values().stream().map(SignedAsk::toString).toList());
    }
}
