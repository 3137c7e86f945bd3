package io.penstock.gateways.emulator.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.account.OrderState;
import io.penstock.gateways.emulator.account.TruthLedger;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.FaultPlan;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PrivateFaultsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String ORDER = "/api/v3/order";

    private PrivateRig rig;

    private void start(final Fault fault) {
        start(false, FaultPlan.none(3).at(fault, 0));
    }

    private void start(final boolean usdm, final FaultPlan plan) {
        rig = new PrivateRig(usdm, plan, usdm ? BinanceSettings.usdm() : BinanceSettings.spot());
        rig.open(1, usdm ? "/ws-fapi/v1" : "/ws-api/v3");
        if (!usdm) {
            rig.ask(1, "userDataStream.subscribe.signature");
        }
        rig.take(1);
    }

    private void place(final String id) {
        rig.ask(1, "order.place", "symbol", "BTCUSDT", "side", "BUY", "type", "LIMIT", "timeInForce", "GTC",
            "quantity", "1", "price", rig.price(true, -100).toPlainString(), "newClientOrderId", id);
    }

    private HttpAnswer placeRest(final String id) {
        return rig.rest("POST", ORDER, "symbol=BTCUSDT&side=BUY&type=LIMIT&timeInForce=GTC&quantity=1&price="
            + rig.price(true, -100) + "&newClientOrderId=" + id);
    }

    private TruthLedger.Entry truth(final String id) {
        return rig.orders().ledger().order("demo", id);
    }

    private String heard() {
        final List<String> words = new ArrayList<>();
        for (final JsonNode frame : rig.take(1)) {
            words.add(frame.has("id") ? "reply" + frame.get("status").asInt()
                + (frame.has("error") ? frame.get("error").get("code").asText() : "")
                : frame.get("event").get("e").asText().substring(0, 4));
        }
        return String.join(" ", words);
    }

    @Test
    void shouldKnowTheTruthWhenRequestsAndRepliesAreLost() {
        start(Fault.COMMAND_LOST);
        place("a");
        assertEquals("", heard());
        assertEquals(null, truth("a"));
        place("b");
        assertEquals("reply200 exec outb", heard());
        start(Fault.REPLY_LOST);
        place("a");
        assertEquals("exec outb", heard());
        assertEquals(1, truth("a").arrivals());
        assertEquals(1, rig.venue.office().gate().count(Fault.REPLY_LOST));
        start(Fault.REPLY_LOST);
        assertEquals(HttpAnswer.NONE, placeRest("h"));
        assertEquals(OrderState.NEW, truth("h").orders().get(0).state());
        start(Fault.EVENT_FIRST);
        place("a");
        assertEquals("exec outb reply200", heard());
    }

    @Test
    void shouldComeLaterWhenRepliesOrCommandsAreDelayed() {
        start(Fault.REPLY_DELAYED);
        place("a");
        assertEquals("exec outb", heard());
        rig.advance(60 * SECOND);
        assertEquals("reply200", heard());
        start(Fault.REPLY_DELAYED);
        final HttpAnswer late = placeRest("h");
        assertTrue(late.status() == 200 && late.delayNs() > 0 && late.delayNs() <= 60 * SECOND);
        start(false, FaultPlan.none(3).at(Fault.COMMAND_LATE, 0).waiting(
            new FaultPlan.Waits(SECOND, SECOND, SECOND, SECOND)));
        place("c");
        assertEquals(null, truth("c"));
        rig.advance(SECOND);
        assertEquals("reply200 exec outb", heard());
        assertEquals(1, truth("c").arrivals());
    }

    @Test
    void shouldSayThatNobodyKnowsWhenItWasDoneOrNot() {
        start(Fault.UNKNOWN_DONE);
        place("a");
        final String heard = heard();
        assertTrue(heard.matches("reply50[04]-100[067] exec outb"), heard);
        assertEquals(1, truth("a").orders().size());
        start(Fault.UNKNOWN_NOT_DONE);
        place("a");
        assertTrue(heard().matches("reply50[04]-100[067]"));
        assertEquals(null, truth("a"));
        start(Fault.BUSY);
        place("a");
        assertEquals("reply503-1008", heard());
        start(Fault.RESET_DONE);
        place("a");
        assertEquals(EmulatorWire.Ending.RST, rig.wire.ending(1));
        assertEquals(1, truth("a").orders().size());
        start(Fault.RESET_NOT_DONE);
        assertEquals(HttpAnswer.RESET, placeRest("a"));
        assertEquals(null, truth("a"));
    }

    @Test
    void shouldLagWhenQueriesAreBehind() {
        start(Fault.QUERY_LAG);
        place("a");
        final String query = "symbol=BTCUSDT&origClientOrderId=a";
        assertEquals("400 -2013 Order does not exist.", rig.refusal("GET", ORDER, query));
        assertEquals(0, rig.good("GET", "/api/v3/openOrders", "").size());
        rig.advance(3 * SECOND);
        rig.good("GET", ORDER, query);
        assertEquals(1, rig.good("GET", "/api/v3/openOrders", "").size());
    }

    @Test
    void shouldLoseRepeatAndShuffleWhenEventsAreHit() {
        start(Fault.EVENT_DROPPED);
        place("a");
        assertEquals("reply200 outb", heard());
        start(Fault.EVENT_DUPLICATED);
        place("a");
        assertEquals("reply200 exec exec outb", heard());
        start(Fault.EVENT_REORDERED);
        place("a");
        assertEquals("reply200 outb exec", heard());
        start(Fault.EVENT_DELAYED);
        place("a");
        assertEquals("reply200 outb", heard());
        rig.advance(5 * SECOND);
        assertEquals("exec", heard());
    }

    @Test
    void shouldActByItselfWhenItsTimeHasCome() {
        start(false, FaultPlan.none(3).at(Fault.MAINTENANCE, SECOND).at(Fault.RULES_CHANGED, 50 * SECOND)
            .at(Fault.STREAM_EXPIRED, 60 * SECOND));
        rig.advance(SECOND);
        assertEquals(400, placeRest("a").status());
        rig.advance(30 * SECOND);
        assertEquals(200, placeRest("b").status());
        rig.take(1);
        rig.advance(20 * SECOND);
        assertEquals("0.5", rig.orders().rules(0).instrument().tick());
        rig.advance(10 * SECOND);
        assertEquals("even", heard());
        start(false, FaultPlan.none(3).at(Fault.STREAM_CUT, SECOND));
        rig.advance(SECOND);
        assertEquals(EmulatorWire.Ending.FIN, rig.wire.ending(1));
    }

    @Test
    void shouldTakePositionsAwayWhenTheVenueMust() {
        start(true, FaultPlan.none(3).at(Fault.LIQUIDATED, 2 * SECOND).at(Fault.DELEVERAGED, 4 * SECOND));
        rig.good("POST", "/fapi/v1/order", "symbol=BTCUSDT&side=BUY&type=MARKET&quantity=0.01");
        rig.advance(2 * SECOND);
        assertEquals(0, rig.account().position(0).quantity().signum());
        rig.good("POST", "/fapi/v1/order", "symbol=BTCUSDT&side=SELL&type=MARKET&quantity=0.01");
        rig.advance(2 * SECOND);
        assertEquals(0, rig.account().position(0).quantity().signum());
        assertEquals(1, truth("adl_autoclose").orders().size());
    }

    @Test
    void shouldDoTheSameWhenTheSeedIsTheSame() {
        final List<String> first = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            FaultPlan plan = FaultPlan.none(11);
            for (final Fault fault : Fault.values()) {
                if (fault.scope() == Fault.Scope.COMMAND && fault.name().startsWith("RESET")) {
                    continue;
                }
                plan = fault.scope() == Fault.Scope.COMMAND || fault.scope() == Fault.Scope.EVENT
                    ? plan.with(fault, 0.08) : plan;
            }
            start(false, plan);
            final List<String> heard = new ArrayList<>();
            for (int i = 0; i < 150; i++) {
                place("o" + i);
                rig.ask(1, "order.cancel", "symbol", "BTCUSDT", "origClientOrderId", "o" + i, "newClientOrderId", "c");
                rig.advance(SECOND);
                heard.addAll(rig.wire.take(1));
            }
            assertTrue(rig.orders().ledger().maxSimultaneouslyLiveForClientId() <= 1);
            assertTrue(rig.venue.office().gate().count(Fault.UNKNOWN_DONE) > 3);
            if (round == 0) {
                first.addAll(heard);
            } else {
                assertEquals(first, heard);
            }
        }
    }
}
