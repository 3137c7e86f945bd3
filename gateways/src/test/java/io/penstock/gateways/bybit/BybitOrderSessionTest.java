package io.penstock.gateways.bybit;

import static io.penstock.gateways.bybit.BybitOrderRig.frame;
import static io.penstock.gateways.bybit.BybitOrderRig.id;
import static io.penstock.gateways.common.order.MemoryOrderShell.SECOND;
import static io.penstock.gateways.common.order.MemoryOrderShell.about;
import static io.penstock.gateways.common.order.MemoryOrderShell.limit;
import static io.penstock.gateways.common.order.MemoryOrderShell.order;
import static io.penstock.gateways.common.order.MemoryOrderShell.venueWide;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.Venue;
import io.penstock.gateways.common.order.CommandCopy;
import io.penstock.gateways.common.order.MemoryOrderShell;
import io.penstock.gateways.common.order.OrderSession;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.SignedAsk;
import io.penstock.gateways.common.order.TextIds;
import io.penstock.gateways.common.order.VenueKey;
import java.util.List;
import org.junit.jupiter.api.Test;

class BybitOrderSessionTest {
    private final BybitOrderRig rig = new BybitOrderRig(true, true);
    private final MemoryOrderShell shell = rig.shell;

    @Test
    void shouldSignAuthAsTheVectorSaysWhenOpened() {
        shell.nowNs = 1_790_000_001_000_000_000L - 10 * SECOND;
        rig.session.onOpen(0, shell.nowNs);
        assertEquals("{\"op\":\"auth\",\"args\":[\"demo-key\",1790000001000,"
            + "\"7b94cfba0de24953f1d244fc1b1f054bf387f394f40ef9ff702c49b90ba89332\"]}", shell.onlySent());
        shell.text(0, "{\"success\":true,\"op\":\"auth\"}");
        assertEquals("{\"req_id\":\"topics\",\"op\":\"subscribe\",\"args\":[\"order\",\"execution\",\"wallet\","
            + "\"position\"]}", shell.onlySent());
        assertEquals("wss://stream.example.com/v5/private", rig.session.address(0));
        assertEquals("wss://stream.example.com/v5/trade", rig.session.address(1));
    }

    @Test
    void shouldSignPostAsTheVectorSaysWhenOrdersLeaveOverRest() {
        final BybitOrderRig rest = new BybitOrderRig(true, false).up();
        assertEquals(1, rest.session.connections());
        rest.shell.command(order(1, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, true, 6_500_010, 1_000, 0));
        final SignedAsk ask = rest.shell.nextAsk().ask();
        assertEquals("{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\","
            + "\"qty\":\"0.001\",\"price\":\"65000.1\",\"timeInForce\":\"PostOnly\",\"orderLinkId\":\"" + id(1)
            + "\"}", ask.body());
        assertEquals("POST /v5/order/create", ask.toString());
        // the vector's body with its own id: the signer that made the header is the one of the vector
        final String body = ask.body().replace(id(1), "gw-1");
        final BybitSigner signer = new BybitSigner(BybitOrderRig.KEY, BybitOrderRig.SECRET);
        assertEquals("6e6263ca32957a450c665811c75999352347b7b261531c943125c5531638359b",
            signer.signRest(1_790_000_000_000L, 5_000, body));
        assertEquals(signer.signRest(1_790_000_000_000L, 5_000, ask.body()), ask.headers().get("X-BAPI-SIGN"));
        assertEquals("1790000000000", ask.headers().get("X-BAPI-TIMESTAMP"));
        assertEquals("5000", ask.headers().get("X-BAPI-RECV-WINDOW"));
    }

    @Test
    void shouldTakeTheVenuesTimeLessItsUncertaintyWhenSigning() {
        rig.session.onServerTime(3_000_000_000L, 40_000_000L);
        rig.session.onTimer(shell.nowNs);
        assertEquals("1790000002960", shell.nextAsk().ask().headers().get("X-BAPI-TIMESTAMP"));
    }

    @Test
    void shouldSayAcceptedOnlyWhenTheOrderTopicSaysSo() {
        rig.up();
        assertEquals(List.of(), shell.command(limit(7, Side.BUY, 6_500_010, 2_000)));
        final String request = shell.onlySent();
        assertTrue(request.contains("\"op\":\"order.create\",\"args\":[{\"category\":\"linear\",\"symbol\":"
            + "\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"0.002\",\"price\":\"65000.1\","
            + "\"timeInForce\":\"GTC\",\"orderLinkId\":\"" + id(7) + "\"}]"), request);
        assertTrue(request.contains("\"header\":{\"X-BAPI-TIMESTAMP\":\"1790000000000\",\"X-BAPI-RECV-WINDOW\":"
            + "\"5000\"}"), request);
        assertEquals(List.of("send NEW SENT 7"), rig.ack(request, 0));
        assertEquals(List.of("ACCEPTED 7 BUY"), rig.order(7, "New"));
        assertEquals(List.of("TRADE 7 BUY 1000@6500010 fee=3575001 USDT TAKER x" + TextIds.of("e-1")),
            shell.text(0, frame("execution", rig.tradeRow(7, "Trade", "e-1", "0.001", "0.035750005"))));
        assertEquals(List.of("ACCEPTED 7 BUY cum=1000"), rig.order(7, "PartiallyFilled", "cumExecQty", "0.001"));
        assertEquals(List.of("CANCELED 7 BUY cum=1000"),
            rig.order(7, "Cancelled", "cumExecQty", "0.001", "cancelType", "CancelByUser"));
        assertEquals(1, rig.session.counters().inexactAmounts());
    }

    @Test
    void shouldRejectWhenPostOnlyWouldTake() {
        rig.up();
        shell.command(order(8, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, true, 6_500_010, 2_000, 0));
        rig.ack(shell.onlySent(), 0);
        assertEquals(List.of("REJECTED 8 BUY WOULD_TAKE"),
            rig.order(8, "Cancelled", "rejectReason", "EC_PostOnlyWillTakeLiquidity"));
        // one that was open and was changed into the market did exist: it expired
        shell.command(order(9, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, true, 6_500_010, 2_000, 0));
        rig.order(9, "New");
        assertEquals(List.of("EXPIRED 9 BUY WOULD_TAKE"),
            rig.order(9, "Cancelled", "rejectReason", "EC_PostOnlyWillTakeLiquidity"));
    }

    @Test
    void shouldTellWhoEndedAnOrderWhenItIsOver() {
        rig.up();
        assertEquals(List.of("EXPIRED 1 BUY NO_LIQUIDITY cum=500"),
            rig.order(1, "Cancelled", "cumExecQty", "0.0005", "rejectReason", "EC_NoImmediateQtyToFill"));
        assertEquals(List.of("EXPIRED 2 BUY NOT_FILLABLE"),
            rig.order(2, "Cancelled", "rejectReason", "EC_NoEnoughQtyToFill"));
        assertEquals(List.of("EXPIRED 3 BUY LIQUIDATION"),
            rig.order(3, "Cancelled", "cancelType", "CancelAllBeforeLiq"));
        assertEquals(List.of("EXPIRED 4 BUY SELF_TRADE"), rig.order(4, "Cancelled", "cancelType", "CancelBySmp"));
        assertEquals(List.of("EXPIRED 5 BUY REDUCE_ONLY"),
            rig.order(5, "Cancelled", "cancelType", "CancelByReduceOnly"));
        assertEquals(List.of("EXPIRED 6 BUY OTHER"), rig.order(6, "Cancelled", "cancelType", "CancelByAdmin"));
        assertEquals(List.of("EXPIRED 7 BUY OTHER"), rig.order(7, "Cancelled", "cancelType", "CancelBySomethingNew"));
        assertEquals(List.of("CANCELED 8 BUY"), rig.order(8, "Cancelled", "rejectReason", "EC_PerCancelRequest"));
        assertEquals(List.of("CANCELED 9 BUY"), rig.order(9, "Deactivated"));
        assertEquals(List.of("EXPIRED 10 BUY OTHER"), rig.order(10, "Cancelled"));
        shell.command(limit(11, Side.BUY, 6_500_010, 2_000));
        shell.command(about(OrderCommandType.CANCEL, 11, Side.BUY));
        assertEquals(List.of("CANCELED 11 BUY"), rig.order(11, "Cancelled"));
        assertEquals(List.of("REJECTED 12 BUY INSTRUMENT_HALTED"),
            rig.order(12, "Rejected", "rejectReason", "EC_InvalidSymbolStatus"));
        assertEquals(List.of(), rig.order(13, "Dreaming"));
        assertEquals(1, rig.session.counters().unknownWords());
    }

    @Test
    void shouldRefuseTheCancelWhenFilledComesTwice() {
        rig.up();
        shell.command(limit(7, Side.BUY, 6_500_010, 2_000));
        assertEquals(List.of("ACCEPTED 7 BUY cum=2000"),
            rig.order(7, "Filled", "cumExecQty", "0.002", "leavesQty", "0"));
        assertEquals(List.of("CANCEL_REJECTED 7 BUY TOO_LATE cum=2000"), rig.order(7, "Filled", "cumExecQty", "0.002",
            "cancelType", "CancelByUser", "rejectReason", "EC_OrigClOrdIDDoesNotExist"));
    }

    @Test
    void shouldTellTheChangeOnceWhenTheNewTermsAreThere() {
        rig.up();
        shell.command(limit(7, Side.BUY, 6_500_010, 2_000));
        rig.ack(shell.onlySent(), 0);
        rig.order(7, "New");
        shell.command(new CommandCopy(OrderCommandType.REPLACE, 7, 3, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, false,
            false, 6_400_000, 0, 0, 0, 0));
        final String amend = shell.onlySent();
        assertTrue(amend.contains("\"op\":\"order.amend\",\"args\":[{\"category\":\"linear\",\"symbol\":\"BTCUSDT\","
            + "\"orderLinkId\":\"" + id(7) + "\",\"price\":\"64000\"}]"), amend);
        assertEquals(List.of("send REPLACE SENT 7"), rig.ack(amend, 0));
        assertEquals(List.of("ACCEPTED 7 BUY"), rig.order(7, "New"), "the old terms are no answer");
        assertEquals(List.of("REPLACED 7 BUY to 2000@6400000"), rig.order(7, "New", "price", "64000"));
        assertEquals(List.of("ACCEPTED 7 BUY"), rig.order(7, "New", "price", "64000"));
        assertEquals(List.of("REPLACED 7 BUY to 3000@6400000"), rig.order(7, "New", "price", "64000", "qty", "0.003"),
            "changed by another hand");
    }

    @Test
    void shouldKnowStopsWhenTheVenueHoldsThem() {
        rig.up();
        shell.command(order(7, Side.SELL, OrderType.STOP, TimeInForce.GTC, false, 0, 2_000, 6_000_000));
        assertTrue(shell.onlySent().contains("\"side\":\"Sell\",\"orderType\":\"Market\",\"qty\":\"0.002\","
            + "\"timeInForce\":\"IOC\",\"orderLinkId\":\"" + id(7) + "\",\"triggerPrice\":\"60000\","
            + "\"triggerDirection\":2}"));
        shell.command(order(8, Side.SELL, OrderType.TAKE_PROFIT_LIMIT, TimeInForce.GTC, false, 7_000_000, 2_000,
            7_000_100));
        assertTrue(shell.onlySent().contains("\"price\":\"70000\",\"timeInForce\":\"GTC\",\"orderLinkId\":\"" + id(8)
            + "\",\"triggerPrice\":\"70001\",\"triggerDirection\":1}"));
        assertEquals(List.of("ACCEPTED 7 BUY"), rig.order(7, "Untriggered", "triggerPrice", "60000"));
        assertEquals(List.of("TRIGGERED 7 BUY"), rig.order(7, "Triggered", "triggerPrice", "60000"));
        assertEquals(List.of("ACCEPTED 7 BUY cum=2000"), rig.order(7, "Filled", "cumExecQty", "0.002"));
        rig.order(8, "Untriggered", "price", "70000");
        assertEquals(List.of("TRIGGERED 8 BUY", "ACCEPTED 8 BUY"), rig.order(8, "New", "price", "70000"),
            "the word in between may be left out");
        assertEquals(List.of("send NEW NOT_SENT 9 BUG"), shell.command(
            order(9, Side.SELL, OrderType.TRAILING_STOP, TimeInForce.GTC, false, 0, 2_000, 0)));
    }

    @Test
    void shouldFilterSpotStopsWhenTheyStillWait() {
        final BybitOrderRig spot = new BybitOrderRig(false, true).up();
        spot.shell.command(order(7, Side.SELL, OrderType.STOP_LIMIT, TimeInForce.GTC, false, 6_000_000, 2_000,
            6_000_100));
        final String create = spot.shell.onlySent();
        assertTrue(create.contains("\"triggerPrice\":\"60001\",\"orderFilter\":\"StopOrder\"}"), create);
        spot.shell.command(about(OrderCommandType.CANCEL, 7, Side.SELL));
        assertTrue(spot.shell.onlySent().contains("\"orderLinkId\":\"" + id(7) + "\",\"orderFilter\":\"StopOrder\"}"));
        spot.order(7, "New");
        spot.shell.command(about(OrderCommandType.CANCEL, 7, Side.SELL));
        assertTrue(spot.shell.onlySent().contains("\"orderLinkId\":\"" + id(7) + "\"}"));
        spot.shell.command(order(8, Side.BUY, OrderType.MARKET, TimeInForce.IOC, false, 0, 2_000, 0));
        assertTrue(spot.shell.onlySent().contains("\"orderType\":\"Market\",\"qty\":\"0.002\",\"timeInForce\":\"IOC\","
            + "\"orderLinkId\":\"" + id(8) + "\",\"marketUnit\":\"baseCoin\"}"));
        spot.shell.command(order(9, Side.BUY, OrderType.MARKET, TimeInForce.IOC, false, 6_500_010, 2_000, 0));
        assertTrue(spot.shell.onlySent().contains("\"orderType\":\"Limit\",\"qty\":\"0.002\",\"price\":\"65000.1\","
            + "\"timeInForce\":\"IOC\""), "a market order goes no further than its collar");
    }

    @Test
    void shouldBookForeignMoneyWhenTheVenueMovesIt() {
        rig.up();
        assertEquals(List.of("TRADE 0 BUY LIQUIDATION 1000@6500010 fee=0 USDT TAKER x" + TextIds.of("e-2")),
            shell.text(0, frame("execution", rig.tradeRow(0, "AdlTrade", "e-2", "0.001", "0"))));
        assertEquals(List.of("TRADE 0 BUY LIQUIDATION 1000@6500010 fee=0 USDT TAKER x" + TextIds.of("e-3")),
            shell.text(0, frame("execution", rig.tradeRow(7, "BustTrade", "e-3", "0.001", "0"))));
        assertEquals(List.of("cash FUNDING i3 -65000000 USDT"),
            shell.text(0, frame("execution", rig.tradeRow(0, "Funding", "e-4", "0.001", "0.65"))));
        assertEquals(List.of("cash FUNDING i3 65000000 USDT"),
            shell.text(0, frame("execution", rig.tradeRow(0, "Funding", "e-5", "0.001", "-0.65"))));
        assertEquals(List.of("TRADE 0 BUY 1000@6500010 fee=0 USDT TAKER x" + TextIds.of("e-6")),
            shell.text(0, frame("execution", rig.tradeRow(0, "Trade", "e-6", "0.001", "0"))));
        assertEquals(List.of(), shell.text(0, frame("execution", rig.tradeRow(0, "Novelty", "e-7", "0.001", "0"))));
        assertEquals(List.of(), shell.text(0, frame("execution",
            rig.tradeRow(7, "Trade", "e-8", "0.001", "0").replace("linear", "spot"))), "the other session's");
        assertEquals(List.of("position i3 -2000@6500012 liq=7000000 lev=10"), shell.text(0, frame("position",
            "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Sell\",\"size\":\"0.002\",\"positionIdx\":0,"
            + "\"entryPrice\":\"65000.12345\",\"liqPrice\":\"70000\",\"leverage\":\"10\",\"updatedTime\":\"1\"}")));
        assertEquals(List.of("balance USDT 9000000000 1000000000", "balance BTC -1 0"), shell.text(0, frame("wallet",
            "{\"accountType\":\"UNIFIED\",\"coin\":[{\"coin\":\"USDT\",\"walletBalance\":\"100\",\"locked\":\"10\"},"
            + "{\"coin\":\"BTC\",\"walletBalance\":\"-0.0000000001\",\"locked\":\"\"}]}")));
    }

    @Test
    void shouldRefuseRowsWhenDigitsAreTooMany() {
        rig.up();
        final String bad = rig.tradeRow(7, "Trade", "e-1", "0.0010001", "0");
        final String good = rig.tradeRow(7, "Trade", "e-2", "0.001", "0");
        assertEquals(List.of("TRADE 7 BUY 1000@6500010 fee=0 USDT TAKER x" + TextIds.of("e-2")),
            shell.text(0, frame("execution", bad, good)), "a bad row does not take its neighbour along");
        assertEquals("execution.execQty", rig.session.counters().lastFault());
        assertEquals(List.of(), rig.order(7, "New", "price", "65000.123"));
        assertEquals(List.of(), rig.order(7, "New", "cumExecQty", "-1"));
        assertEquals(List.of(), rig.order(7, "New", "updatedTime", "soon"));
        assertEquals(4, rig.session.counters().malformed());
    }

    @Test
    void shouldNotKnowWhenTheTradeStreamBreaks() {
        rig.up();
        shell.command(limit(7, Side.BUY, 6_500_010, 2_000));
        shell.command(about(OrderCommandType.CANCEL, 6, Side.BUY));
        assertEquals(List.of("send NEW UNKNOWN 7 UNKNOWN_OUTCOME", "send CANCEL UNKNOWN 6 UNKNOWN_OUTCOME"),
            shell.close(1));
        assertEquals(List.of("send NEW NOT_SENT 8 RETRYABLE"), shell.command(limit(8, Side.BUY, 6_500_010, 2_000)));
        assertEquals(List.of(), shell.command(about(OrderCommandType.CANCEL, 7, Side.BUY)));
        final MemoryOrderShell.Asked cancel = shell.nextAsk();
        assertEquals("POST /v5/order/cancel", cancel.ask().toString());
        assertTrue(cancel.ask().urgent());
        assertEquals(List.of("send CANCEL SENT 7"), shell.answer(cancel, 200, "{\"retCode\":0,\"result\":{}}"));
    }

    @Test
    void shouldGoAnotherWayWhenAFrameCannotLeave() {
        rig.up();
        shell.gone.add(1);
        assertEquals(List.of("send NEW NOT_SENT 7 RETRYABLE"), shell.command(limit(7, Side.BUY, 6_500_010, 2_000)));
        shell.command(about(OrderCommandType.CANCEL, 6, Side.BUY));
        assertEquals("POST /v5/order/cancel", shell.nextAsk().ask().toString());
    }

    @Test
    void shouldNotKnowWhenNoAnswerComesInTime() {
        rig.up();
        shell.command(limit(7, Side.BUY, 6_500_010, 2_000));
        final String request = shell.onlySent();
        assertEquals(shell.nowNs + 5 * SECOND, rig.session.nextTimerNs());
        assertEquals(List.of(), shell.after(5 * SECOND - 1));
        assertEquals(List.of("send NEW UNKNOWN 7 UNKNOWN_OUTCOME"), shell.after(1));
        assertEquals(List.of(), shell.after(1));
        // too late for the fold's patience, but a refusal is the truth
        assertEquals(List.of("REJECTED 7 BUY INSUFFICIENT_BALANCE FUNDS 110007"), rig.ack(request, 110007));
        assertEquals(List.of(), rig.ack(request, 0), "an answer counts once");
        assertEquals(1, rig.session.counters().unmatchedAnswers());
    }

    @Test
    void shouldPingAndGiveUpWhenNothingIsHeard() {
        rig.up();
        assertEquals(List.of(), shell.after(20 * SECOND));
        assertEquals(List.of("{\"req_id\":\"ping-1\",\"op\":\"ping\"}", "{\"req_id\":\"ping-1\",\"op\":\"ping\"}"),
            shell.sent);
        shell.text(0, "{\"req_id\":\"ping-1\",\"op\":\"pong\",\"args\":[\"1790000000000\"],\"conn_id\":\"c-2\"}");
        assertEquals(List.of(), shell.after(10 * SECOND));
        assertEquals(List.of(1), shell.reconnects, "the trade stream said nothing");
        shell.reconnects.clear();
        shell.after(10 * SECOND);
        assertEquals(List.of("venue PRIVATE_DOWN BYBIT_LINEAR"), shell.after(10 * SECOND));
        assertEquals(List.of(0), shell.reconnects);
        assertEquals(List.of(), shell.close(0), "told once");
    }

    @Test
    void shouldSayKeyRefusedWhenAuthFails() {
        shell.open(0);
        assertEquals(List.of("venue KEY_REFUSED BYBIT_LINEAR"),
            shell.text(0, "{\"success\":false,\"ret_msg\":\"Params Error\",\"op\":\"auth\"}"));
        shell.open(1);
        assertEquals(List.of("venue KEY_REFUSED code=10004 BYBIT_LINEAR"),
            shell.text(1, "{\"retCode\":10004,\"retMsg\":\"error sign\",\"op\":\"auth\"}"));
        assertEquals(List.of(0, 1), shell.reconnects);
    }

    @Test
    void shouldJudgeTheKeyWhenItStartsAndEveryTenMinutes() {
        rig.up();
        for (final String[] bad : new String[][] {
            {"\"Wallet\":[]", "\"Wallet\":[\"Withdraw\"]", "1"}, {"\"readOnly\":0", "\"readOnly\":1", "2"},
            {"\"Order\",", "", "2"}, {"203.0.113.7", "*", "4"}, {"[\"203.0.113.7\"]", "[]", "4"}}) {
            shell.after(600 * SECOND);
            assertEquals(List.of("venue PERMISSIONS_BAD arg=" + bad[2] + " BYBIT_LINEAR"),
                shell.answer(query(), 200, BybitOrderRig.GOOD_KEY.replace(bad[0], bad[1])));
        }
        shell.after(600 * SECOND);
        assertEquals(List.of("venue KEY_REFUSED code=10003 BYBIT_LINEAR"),
            shell.answer(query(), 200, "{\"retCode\":10003,\"retMsg\":\"API key is invalid.\"}"));
        shell.after(5 * SECOND);
        assertEquals(List.of(), shell.lost(query(), true));
        shell.after(5 * SECOND);
        assertEquals(List.of("venue PERMISSIONS_GOOD BYBIT_LINEAR"),
            shell.answer(query(), 200, BybitOrderRig.GOOD_KEY));
    }

    private MemoryOrderShell.Asked query() {
        final MemoryOrderShell.Asked asked = shell.nextAsk();
        assertEquals("GET /v5/user/query-api", asked.ask().toString());
        return asked;
    }

    @Test
    void shouldTakeNothingMoreWhenEventsWait() {
        rig.up();
        shell.full = true;
        assertEquals(OrderSession.TAKEN, shell.textResult(0, frame("order", rig.orderRow(7, "New"))));
        assertEquals(false, rig.session.poll(shell));
        assertEquals(OrderSession.BUSY, shell.textResult(0, frame("order", rig.orderRow(8, "New"))));
        shell.full = true;
        rig.session.onClosed(0, shell.nowNs);
        shell.full = false;
        assertEquals(List.of("ACCEPTED 7 BUY", "venue PRIVATE_DOWN BYBIT_LINEAR"), shell.events());
    }

    @Test
    void shouldCancelAllInOneWordWhenAsked() {
        rig.up();
        shell.command(venueWide(OrderCommandType.CANCEL_ALL, 0));
        MemoryOrderShell.Asked asked = shell.nextAsk();
        assertEquals("{\"category\":\"linear\",\"settleCoin\":\"USDT\"}", asked.ask().body());
        assertEquals(List.of("send CANCEL_ALL SENT 0"), shell.answer(asked, 200, "{\"retCode\":0,\"result\":{}}"));
        shell.command(about(OrderCommandType.CANCEL_ALL, 0, Side.BUY));
        asked = shell.nextAsk();
        assertEquals("{\"category\":\"linear\",\"symbol\":\"BTCUSDT\"}", asked.ask().body());
        assertEquals(List.of("send CANCEL_ALL UNKNOWN 0 UNKNOWN_OUTCOME"), shell.lost(asked, true));
        final BybitOrderRig spot = new BybitOrderRig(false, true).up();
        spot.shell.command(venueWide(OrderCommandType.CANCEL_ALL, 0));
        final MemoryOrderShell.Asked first = spot.shell.nextAsk();
        final MemoryOrderShell.Asked second = spot.shell.nextAsk();
        assertEquals("{\"category\":\"spot\",\"orderFilter\":\"StopOrder\"}", second.ask().body());
        assertEquals(List.of(), spot.shell.answer(first, 200, "{\"retCode\":0,\"result\":{}}"));
        assertEquals(List.of("venue RATE_LIMITED code=10006 until=1790000001000000000 BYBIT_SPOT",
            "send CANCEL_ALL REFUSED 0 THROTTLE 10006"), spot.shell.answer(second, 200, "{\"retCode\":10006}"));
        assertEquals(List.of("send COUNTDOWN NOT_SENT 0 BUG"),
            spot.shell.command(venueWide(OrderCommandType.COUNTDOWN, 5_000)));
    }

    @Test
    void shouldRefuseWhenKeyOrVenueIsNotBybits() {
        final VenueKey wrong = new VenueKey(VenueKey.Kind.ED25519, Secret.of("k".toCharArray()),
            Secret.of("s".toCharArray()));
        final BybitOrderSettings settings = BybitOrderSettings.of("wss://x");
        assertEquals("Bybit takes HMAC keys here, not ED25519", assertThrows(IllegalArgumentException.class,
            () -> new BybitOrderSession(Venue.BYBIT_SPOT, wrong, settings)).getMessage());
        assertEquals("MEXC_SPOT is not of Bybit; BYBIT_LINEAR and BYBIT_SPOT are",
            assertThrows(IllegalArgumentException.class,
                () -> new BybitOrderSession(Venue.MEXC_SPOT, BybitOrderRig.key(), settings)).getMessage());
    }
}
