package io.penstock.gateways.emulator.bybit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.account.OrderState;
import io.penstock.gateways.emulator.account.TruthLedger;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.FaultPlan;
import io.penstock.gateways.emulator.market.SeededRandom;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class BybitFaultsTest {
    private static final long SECOND = PrivateRig.SECOND;

    private PrivateRig rig;

    private void start(final Fault fault) {
        rig = new PrivateRig(true, FaultPlan.none(3).at(fault, 0), BybitSettings.USUAL).listening();
    }

    private void place(final String id) {
        rig.ask("order.create", "side", "Buy", "orderType", "Limit", "qty", "1", "price",
            rig.price(true, -100).toPlainString(), "orderLinkId", id);
    }

    private TruthLedger.Entry truth(final String id) {
        return rig.orders().ledger().order("demo", id);
    }

    private List<Integer> codes() {
        return rig.take(PrivateRig.TRADE).stream().map(frame -> frame.get("retCode").asInt()).toList();
    }

    @Test
    void shouldKnowTheTruthWhenRequestsOrRepliesAreLost() {
        start(Fault.COMMAND_LOST);
        place("a");
        assertEquals(List.of(), codes());
        assertNull(truth("a"));
        start(Fault.REPLY_LOST);
        place("a");
        assertEquals(List.of(), codes());
        assertEquals("New", rig.heard());
        assertEquals(1, truth("a").arrivals());
        place("a");
        assertEquals(List.of(170141), codes());
        assertEquals(1, truth("a").mostLive());
        start(Fault.REPLY_LOST);
        final BigDecimal price = rig.price(true, -100);
        assertEquals(HttpAnswer.NONE, rig.rest("POST", "/v5/order/create", rig.object("side", "Buy", "orderType",
            "Limit", "qty", "1", "price", price.toPlainString(), "orderLinkId", "h").toString()));
        assertEquals(OrderState.NEW, truth("h").orders().get(0).state());
    }

    @Test
    void shouldSayThatNobodyKnowsWhenTheVenueFails() {
        start(Fault.UNKNOWN_DONE);
        place("a");
        assertTrue(List.of(10000, 10016, 10019, 170007).contains(codes().get(0)));
        assertEquals(OrderState.NEW, truth("a").orders().get(0).state());
        start(Fault.UNKNOWN_NOT_DONE);
        place("a");
        assertTrue(List.of(10000, 10016, 10019, 170007).contains(codes().get(0)));
        assertNull(truth("a"));
        start(Fault.BUSY);
        place("a");
        assertEquals(List.of(10429), codes());
        start(Fault.RESET_DONE);
        place("a");
        assertEquals(EmulatorWire.Ending.RST, rig.wire.ending(PrivateRig.TRADE));
        assertNotNull(truth("a"));
        rig = new PrivateRig(true, FaultPlan.none(3).at(Fault.COMMAND_LATE, 0)
            .waiting(new FaultPlan.Waits(2 * SECOND, 1, 1, 1)), BybitSettings.USUAL).listening();
        place("a");
        assertNull(truth("a"));
        rig.advance(2 * SECOND);
        assertNotNull(truth("a"));
        assertEquals(List.of(0), codes());
        assertEquals("New", rig.heard());
    }

    @Test
    void shouldHideOrdersForSomeTimeWhenQueriesLag() {
        start(Fault.QUERY_LAG);
        place("a");
        assertEquals(0, rig.get("/v5/order/realtime", rig.category() + "&orderLinkId=a").get("list").size());
        assertEquals(0, rig.get("/v5/order/realtime", rig.category()).get("list").size());
        rig.advance(4 * SECOND);
        assertEquals(1, rig.get("/v5/order/realtime", rig.category() + "&orderLinkId=a").get("list").size());
    }

    @Test
    void shouldLoseDoubleOrDelayEventsWhenThePlanSaysSo() {
        start(Fault.EVENT_DROPPED);
        place("a");
        assertEquals("", rig.heard());
        start(Fault.EVENT_DUPLICATED);
        place("a");
        assertEquals("New New", rig.heard());
        start(Fault.EVENT_DELAYED);
        place("a");
        assertEquals("", rig.heard());
        rig.advance(6 * SECOND);
        assertEquals("New", rig.heard());
        start(Fault.EVENT_REORDERED);
        place("a");
        final List<String> topics = rig.take(PrivateRig.EVENTS).stream().map(one -> one.get("topic").asText())
            .toList();
        assertEquals(List.of("wallet", "order"), topics);
    }

    @Test
    void shouldNotReplayWhenAStreamIsCut() {
        rig = new PrivateRig(true, FaultPlan.none(3).at(Fault.STREAM_CUT, SECOND), BybitSettings.USUAL).listening();
        rig.advance(2 * SECOND);
        assertEquals(EmulatorWire.Ending.FIN, rig.wire.ending(PrivateRig.EVENTS));
        place("a");
        assertEquals("", rig.heard());
        assertEquals(1, rig.get("/v5/order/realtime", rig.category()).get("list").size());
    }

    @Test
    void shouldCloseChangeRulesAndRevokeKeysWhenTheOfficeSaysSo() {
        rig = new PrivateRig(true).listening();
        place("a");
        codes();
        rig.venue.office().maintenance(true);
        place("b");
        rig.ask("order.cancel", "orderLinkId", "a");
        assertEquals(List.of(10019, 10019), codes());
        assertEquals(10016, rig.cancel("a"));
        final String info = "/v5/market/instruments-info";
        assertEquals("Closed", rig.get(info, rig.category()).get("list").get(0).get("status").asText());
        rig.venue.office().maintenance(false);
        rig.venue.office().rules(0, "0.5", "0.001", "5");
        assertEquals("0.5", rig.get(info, rig.category()).get("list").get(0).get("priceFilter").get("tickSize")
            .asText());
        assertEquals(0, rig.cancel("a"));
        rig.venue.office().revoke(rig.key, rig.nowNs);
        rig.advance(0);
        assertEquals(EmulatorWire.Ending.CLOSE_FRAME, rig.wire.ending(PrivateRig.TRADE));
        assertEquals(EmulatorWire.Ending.CLOSE_FRAME, rig.wire.ending(PrivateRig.EVENTS));
        assertEquals(10003, rig.cancel("a"));
    }

    /** The rows of the topics alone, fees counted, lead to the balances that the venue has. */
    @Test
    void shouldAddUpToTheTruthWhenOrdersMeetAtRandom() {
        for (final boolean spot : new boolean[] {true, false}) {
            rig = new PrivateRig(spot).listening();
            final VenueAccount account = rig.account();
            BigDecimal base = spot ? account.free("BTC") : BigDecimal.ZERO;
            BigDecimal quote = account.free("USDT");
            final SeededRandom random = new SeededRandom(77, spot ? 1 : 2);
            for (int i = 0; i < 120; i++) {
                final boolean buy = random.chance(0.5);
                rig.limit("r" + i, buy, rig.price(buy, random.below(30) - 15), "0.0" + (10 + random.below(80)), "GTC");
                if (random.chance(0.5)) {
                    rig.flow(random.chance(0.5), 1 + random.below(400));
                }
                if (random.chance(0.3)) {
                    rig.cancel("r" + random.below(i + 1));
                }
                rig.advance(SECOND);
            }
            final long trades = rig.orders().ledger().trades().size();
            long rows = 0;
            for (final JsonNode row : rig.rows("execution")) {
                rows++;
                final BigDecimal sign = BigDecimal.valueOf(row.get("side").asText().equals("Buy") ? 1 : -1);
                base = base.add(sign.multiply(new BigDecimal(row.get("execQty").asText())));
                final BigDecimal fee = new BigDecimal(row.get("execFee").asText());
                if (spot) {
                    quote = quote.subtract(sign.multiply(new BigDecimal(row.get("execValue").asText())));
                    base = row.get("feeCurrency").asText().equals("BTC") ? base.subtract(fee) : base;
                    quote = row.get("feeCurrency").asText().equals("BTC") ? quote : quote.subtract(fee);
                } else {
                    quote = quote.add(new BigDecimal(row.get("execPnl").asText())).subtract(fee);
                }
            }
            assertTrue(trades > 50, "only " + trades + " trades");
            assertEquals(trades, rows);
            assertEquals(0, base.compareTo(spot ? account.free("BTC").add(account.locked("BTC"))
                : account.position(0).quantity()), "seed 77, spot " + spot);
            assertEquals(0, quote.compareTo(account.free("USDT").add(account.locked("USDT"))),
                "seed 77, spot " + spot);
        }
    }
}
