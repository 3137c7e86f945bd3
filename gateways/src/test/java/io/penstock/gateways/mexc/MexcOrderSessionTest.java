package io.penstock.gateways.mexc;

import static io.penstock.gateways.common.order.MemoryOrderShell.SECOND;
import static io.penstock.gateways.common.order.MemoryOrderShell.about;
import static io.penstock.gateways.common.order.MemoryOrderShell.limit;
import static io.penstock.gateways.common.order.MemoryOrderShell.order;
import static io.penstock.gateways.common.order.MemoryOrderShell.venueWide;
import static io.penstock.gateways.mexc.MexcOrderRig.id;
import static io.penstock.gateways.mexc.MexcOrderRig.message;
import static io.penstock.gateways.mexc.MexcOrderRig.orderPush;
import static io.penstock.gateways.mexc.MexcOrderRig.orderRow;
import static io.penstock.gateways.mexc.MexcOrderRig.push;
import static io.penstock.gateways.mexc.MexcOrderRig.tradeRow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.gateways.common.order.CommandCopy;
import io.penstock.gateways.common.order.MemoryOrderShell;
import io.penstock.gateways.common.order.MemoryOrderShell.Asked;
import io.penstock.gateways.common.order.OrderSession;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.TextIds;
import io.penstock.gateways.common.order.VenueKey;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

class MexcOrderSessionTest {
    private final MexcOrderRig rig = new MexcOrderRig(true);
    private final MemoryOrderShell shell = rig.shell;

    private String asked(final String expected) {
        final Asked asked = shell.nextAsk();
        assertTrue(asked.ask().pathAndQuery().contains("&signature="), expected);
        assertEquals("demo-key", asked.ask().headers().get("X-MEXC-APIKEY"));
        assertEquals("", asked.ask().body());
        final String text = asked.ask().method() + " " + asked.ask().pathAndQuery().replaceAll(
            "[?&]recvWindow=5000&timestamp=\\d{13}&signature=[0-9a-f]{64}$", "");
        assertEquals(expected, text);
        last = asked;
        return text;
    }

    private Asked last;

    private List<String> answered(final String expected, final String body) {
        asked(expected);
        return shell.answer(last, 200, body);
    }

    @Test
    void shouldSignAsTheVectorSaysWhenAnOrderLeaves() {
        rig.up();
        shell.command(limit(1, Side.BUY, 6_500_010, 1_000));
        final String query = shell.nextAsk().ask().pathAndQuery().substring("/api/v3/order?".length());
        final String signed = "symbol=BTCUSDC&side=BUY&type=LIMIT&quantity=0.001&price=65000.1&newClientOrderId="
            + id(1) + "&recvWindow=5000&timestamp=1790000000000";
        final MexcSigner signer = new MexcSigner(MexcOrderRig.SECRET.getBytes(StandardCharsets.US_ASCII));
        assertEquals(signer.signed(signed), query);
        assertEquals("472619e4a8ac476808f666e71fece5fc346de4fc871f26102adb446955e6dee6",
            signer.sign(signed.replace(id(1), "gw-1")), "the vector's, but for the id");
    }

    @Test
    void shouldComeUpOnlyWhenEachChannelIsConfirmedByName() {
        shell.after(0);
        answered("GET /api/v3/account", MexcOrderRig.ACCOUNT);
        assertEquals("", rig.session.address(0));
        answered("POST /api/v3/userDataStream", "{\"listenKey\":\"abc1\"}");
        shell.open(0);
        assertEquals(List.of("{\"method\":\"SUBSCRIPTION\",\"params\":[\"spot@private.orders.v3.api.pb\"],\"id\":1}",
            "{\"method\":\"SUBSCRIPTION\",\"params\":[\"spot@private.deals.v3.api.pb\"],\"id\":2}",
            "{\"method\":\"SUBSCRIPTION\",\"params\":[\"spot@private.account.v3.api.pb\"],\"id\":3}"), shell.sent);
        assertEquals(List.of(), shell.text(0, "{\"id\":1,\"code\":0,\"msg\":\"spot@private.orders.v3.api.pb\"}"));
        assertEquals(List.of(), shell.text(0, "{\"id\":2,\"code\":0,\"msg\":\"Not Subscribed successfully! "
            + "[spot@private.deals.v3.api.pb]. Reason: Blocked!\"}"));
        assertEquals(List.of(0), shell.reconnects);
        shell.open(0);
        shell.text(0, "{\"id\":1,\"code\":0,\"msg\":\"spot@private.orders.v3.api.pb\"}");
        // nothing more comes: after ten seconds it counts as dead, and the second failure spends the key
        shell.after(10 * SECOND);
        assertEquals(List.of(0, 0), shell.reconnects);
        assertEquals("", rig.session.address(0));
        asked("DELETE /api/v3/userDataStream?listenKey=abc1");
        shell.after(0);
        answered("POST /api/v3/userDataStream", "{\"listenKey\":\"abc2\"}");
        assertEquals("wss://stream.example.com/ws?listenKey=abc2", rig.session.address(0));
    }

    @Test
    void shouldRenewTheListenKeyAtHalfLife() {
        rig.up();
        renewAfter(1_800);
        shell.answer(last, 200, "{\"listenKey\":\"" + MexcOrderRig.LISTEN_KEY + "\"}");
        renewAfter(1_800);
        shell.lost(last, true);
        renewAfter(60);
        shell.answer(last, 503, "");
        shell.reconnects.clear();
        renewAfter(60);
        assertEquals(List.of("venue AVAILABLE MEXC_SPOT"), shell.answer(last, 400, "{\"code\":730706,\"msg\":\"no\"}"));
        assertEquals(List.of(0), shell.reconnects, "what cannot be renewed is replaced");
        asked("DELETE /api/v3/userDataStream?listenKey=" + MexcOrderRig.LISTEN_KEY);
        assertEquals("", rig.session.address(0));
    }

    private void renewAfter(final long seconds) {
        for (long passed = 0; passed < seconds; passed += 15) {
            shell.after(15 * SECOND);
            shell.text(0, "{\"id\":0,\"code\":0,\"msg\":\"PONG\"}");
            shell.asked.removeIf(asked -> asked.ask().toString().equals("GET /api/v3/account"));
        }
        asked("PUT /api/v3/userDataStream?listenKey=" + MexcOrderRig.LISTEN_KEY);
    }

    @Test
    void shouldGiveUpWhenNoPongComes() {
        rig.up();
        shell.after(15 * SECOND);
        assertEquals("{\"method\":\"PING\"}", shell.onlySent());
        assertEquals(List.of("venue PRIVATE_DOWN MEXC_SPOT"), shell.after(10 * SECOND));
        assertEquals(List.of(0), shell.reconnects);
        assertEquals("wss://stream.example.com/ws?listenKey=" + MexcOrderRig.LISTEN_KEY, rig.session.address(0));
    }

    @Test
    void shouldSayAcceptedOnlyWhenThePushSaysSo() {
        rig.up();
        shell.command(limit(7, Side.BUY, 6_500_010, 2_000));
        assertEquals(List.of("send NEW SENT 7"), answered("POST /api/v3/order?symbol=BTCUSDC&side=BUY&type=LIMIT"
            + "&quantity=0.002&price=65000.1&newClientOrderId=" + id(7), "{\"symbol\":\"BTCUSDC\",\"orderId\":"
            + "\"C02__7\",\"orderListId\":-1,\"transactTime\":1790000000456}"));
        assertEquals(List.of("ACCEPTED 7 BUY"), rig.order(7, 1, 1, "0"));
        assertEquals(List.of("TRADE 7 SELL 1000@6500010 fee=3 USDC MAKER x" + TextIds.of("t1X1")),
            shell.binary(0, MexcOrderRig.dealPush(7, "t1X1", "0.001", "0.000000021")));
        assertEquals(List.of("TRADE 7 SELL 1000@6500010 fee=0  MAKER x" + TextIds.of("t2X1")), shell.binary(0,
            push("deals", 306, message(1, "65000.1", 2, "0.001", 4, 2L, 5, 1L, 7, "t2X1", 9, "C02__7"))),
            "named by the venue's id, for the acknowledgement told it");
        assertEquals(List.of("ACCEPTED 7 BUY cum=1000"), rig.order(7, 1, 3, "0.001"));
        assertEquals(List.of("CANCELED 7 BUY cum=1000"), rig.order(7, 1, 5, "0.001"));
        assertEquals(1, rig.session.counters().inexactAmounts());
    }

    @Test
    void shouldTellWhoEndedAnOrderByWhatItWas() {
        rig.up();
        shell.command(order(1, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, true, 6_500_010, 2_000, 0));
        asked("POST /api/v3/order?symbol=BTCUSDC&side=BUY&type=LIMIT_MAKER&quantity=0.002&price=65000.1"
            + "&newClientOrderId=" + id(1));
        assertEquals(List.of("REJECTED 1 BUY WOULD_TAKE"), rig.order(1, 2, 4, "0"));
        shell.command(order(2, Side.BUY, OrderType.LIMIT, TimeInForce.GTC, true, 6_500_010, 2_000, 0));
        rig.order(2, 2, 1, "0");
        assertEquals(List.of("CANCELED 2 BUY"), rig.order(2, 2, 4, "0"));
        assertEquals(List.of("EXPIRED 3 BUY NO_LIQUIDITY cum=1000"), rig.order(3, 3, 5, "0.001"));
        assertEquals(List.of("EXPIRED 4 BUY NOT_FILLABLE"), rig.order(4, 4, 4, "0"));
        assertEquals(List.of("EXPIRED 5 BUY NO_LIQUIDITY"), rig.order(5, 5, 4, "0"));
        shell.command(about(OrderCommandType.CANCEL, 6, Side.BUY));
        assertEquals(List.of("CANCELED 6 BUY"), rig.order(6, 3, 4, "0"));
        assertEquals(List.of("ACCEPTED 8 BUY cum=2000"), rig.order(8, 1, 2, "0.002"));
        assertEquals(List.of("ACCEPTED 0 BUY"), rig.order(0, 1, 1, "0"), "not ours, but told");
        assertEquals(List.of(), rig.order(9, 1, 6, "0"));
        assertEquals(1, rig.session.counters().unknownWords());
    }

    @Test
    void shouldHaveAWordForEachOrderTheVenueKnows() {
        rig.up();
        final String[][] types = {{"IOC", "IMMEDIATE_OR_CANCEL"}, {"FOK", "FILL_OR_KILL"}, {"GTC", "LIMIT"},
            {"GTD", "LIMIT"}};
        for (final String[] type : types) {
            final TimeInForce timeInForce = TimeInForce.valueOf(type[0]);
            shell.command(order(5, Side.BUY, OrderType.LIMIT, timeInForce, false, 6_500_010, 2_000, 0));
            asked("POST /api/v3/order?symbol=BTCUSDC&side=BUY&type=" + type[1]
                + "&quantity=0.002&price=65000.1&newClientOrderId=" + id(5));
        }
        shell.command(order(6, Side.BUY, OrderType.MARKET, TimeInForce.IOC, false, 6_500_010, 2_000, 0));
        asked("POST /api/v3/order?symbol=BTCUSDC&side=BUY&type=IMMEDIATE_OR_CANCEL&quantity=0.002&price=65000.1"
            + "&newClientOrderId=" + id(6));
        shell.command(order(7, Side.SELL, OrderType.MARKET, TimeInForce.IOC, false, 0, 2_000, 0));
        asked("POST /api/v3/order?symbol=BTCUSDC&side=SELL&type=MARKET&quantity=0.002&newClientOrderId=" + id(7));
        shell.command(new CommandCopy(OrderCommandType.NEW, 9, 3, Side.SELL, OrderType.LIMIT, TimeInForce.GTC, true,
            true, 6_500_010, 2_000, 0, 0, 0));
        asked("POST /api/v3/order?symbol=BTCUSDC&side=SELL&type=LIMIT_MAKER&quantity=0.002&price=65000.1"
            + "&newClientOrderId=" + id(9));
        assertEquals(List.of("send NEW NOT_SENT 8 BUG"),
            shell.command(order(8, Side.BUY, OrderType.MARKET, TimeInForce.IOC, false, 0, 2_000, 0)));
        assertEquals(List.of("send NEW NOT_SENT 8 BUG"),
            shell.command(order(8, Side.SELL, OrderType.STOP, TimeInForce.GTC, false, 0, 2_000, 6_000_000)));
        assertEquals(List.of("send REPLACE NOT_SENT 8 BUG"),
            shell.command(about(OrderCommandType.REPLACE, 8, Side.SELL)));
        assertEquals(List.of("send COUNTDOWN NOT_SENT 0 BUG"),
            shell.command(venueWide(OrderCommandType.COUNTDOWN, 1)));
        assertTrue(shell.asked.isEmpty());
    }

    @Test
    void shouldTellBalancesAndFlowsWhenTheyArePushed() {
        rig.up();
        assertEquals(List.of("balance USDC 4994000000 1000000000"), shell.binary(0, push("account", 307,
            message(1, "USDC", 2, "c", 3, "49.94", 4, "-10", 5, "10", 6, "10", 7, "ENTRUST_PLACE", 8, 1L))));
        assertEquals(List.of("balance USDC 5994000000 0", "cash DEPOSIT i-1 1000000000 USDC"), shell.binary(0,
            push("account", 307, message(1, "USDC", 3, "59.94", 4, "10", 7, "DEPOSIT", 8, 2L))));
        assertEquals(List.of("balance USDC 4994000000 0", "cash TRANSFER i-1 -1000000000 USDC"), shell.binary(0,
            push("account", 307, message(1, "USDC", 3, "49.94", 4, "-10", 7, "CONTRACT_TRANSFER", 8, 3L))));
    }

    @Test
    void shouldAnswerAQueryWithTradesFirst() {
        rig.up();
        shell.command(about(OrderCommandType.QUERY, 7, Side.BUY));
        assertEquals(List.of(), answered("GET /api/v3/order?symbol=BTCUSDC&origClientOrderId=" + id(7),
            orderRow(7, "LIMIT", "PARTIALLY_CANCELED", "0.001")));
        assertEquals(List.of("TRADE 7 BUY 1000@6500010 fee=3250000 USDC TAKER x" + TextIds.of("t1") + " found",
            "CANCELED 7 BUY cum=1000 found"), answered("GET /api/v3/myTrades?symbol=BTCUSDC&orderId=C02__7&limit=100",
            "[" + tradeRow(7, "t1", 5) + "]"));
        shell.command(about(OrderCommandType.QUERY, 8, Side.BUY));
        assertEquals(List.of("ACCEPTED 8 BUY found"), answered("GET /api/v3/order?symbol=BTCUSDC&origClientOrderId="
            + id(8), orderRow(8, "LIMIT", "NEW", "0")));
        for (final int code : new int[] {-2011, -2013, 22222}) {
            shell.command(about(OrderCommandType.QUERY, 9, Side.BUY));
            assertEquals(List.of("send QUERY NOT_FOUND 9 RECONCILE " + code),
                shell.answer(shell.nextAsk(), 400, "{\"code\":" + code + ",\"msg\":\"m\"}"));
        }
        shell.command(about(OrderCommandType.QUERY, 9, Side.BUY));
        assertEquals(List.of("send QUERY UNKNOWN 9 UNKNOWN_OUTCOME"), shell.lost(shell.nextAsk(), false));
        shell.command(about(OrderCommandType.QUERY, 9, Side.BUY));
        assertEquals(List.of("send QUERY UNKNOWN 9 UNKNOWN_OUTCOME"),
            shell.answer(shell.nextAsk(), 200, orderRow(8, "LIMIT", "NEW", "0")), "another order's answer");
        shell.command(about(OrderCommandType.QUERY, 9, Side.BUY));
        assertEquals(List.of("send QUERY UNKNOWN 9 UNKNOWN_OUTCOME"),
            shell.answer(shell.nextAsk(), 200, orderRow(9, "LIMIT", "DREAMING", "0")));
    }

    @Test
    void shouldListEverythingInOneBracket() {
        rig.up();
        rig.session.onInstrument(MexcOrderRig.definition("ETHUSDC"), 4);
        assertEquals(List.of("venue SNAPSHOT_BEGIN arg=5 MEXC_SPOT"),
            shell.command(venueWide(OrderCommandType.RECONCILE, 5)));
        assertEquals(List.of("open 7 i3 BUY LIMIT PARTIALLY_FILLED 2000@6500010 cum=1000 C02__7"),
            answered("GET /api/v3/openOrders?symbol=BTCUSDC", "["
                + orderRow(7, "LIMIT", "PARTIALLY_FILLED", "0.001") + "]"));
        answered("GET /api/v3/openOrders?symbol=ETHUSDC", "[]");
        assertEquals(List.of("balance USDC 10050000000 1000000000", "balance BTC 0 0", "balance ETH 0 0"),
            answered("GET /api/v3/account", MexcOrderRig.ACCOUNT));
        final String since = "&startTime=" + (1_790_000_000_000L - 24 * 3_600_000L) + "&limit=100";
        assertEquals(List.of("TRADE 7 BUY 1000@6500010 fee=3250000 USDC TAKER x" + TextIds.of("t1") + " found"),
            answered("GET /api/v3/myTrades?symbol=BTCUSDC" + since,
                "[" + tradeRow(7, "t1", 5) + "," + tradeRow(8, "t2", 6) + "," + tradeRow(901, "t3", 7) + "]"));
        answered("GET /api/v3/myTrades?symbol=ETHUSDC" + since, "[]");
        assertEquals(List.of("TRADE 8 BUY 1000@6500010 fee=3250000 USDC TAKER x" + TextIds.of("t2") + " found"),
            answered("GET /api/v3/order?symbol=BTCUSDC&orderId=C02__8", orderRow(8, "LIMIT", "FILLED", "0.001")));
        assertEquals(List.of("TRADE 0 BUY 1000@6500010 fee=3250000 USDC TAKER x" + TextIds.of("t3") + " found",
            "venue SNAPSHOT_END arg=5 MEXC_SPOT"), answered("GET /api/v3/order?symbol=BTCUSDC&orderId=C02__901",
            orderRow(901, "LIMIT", "FILLED", "0.001")));
        shell.command(venueWide(OrderCommandType.RECONCILE, 6));
        assertEquals(List.of("venue SNAPSHOT_FAILED arg=6 MEXC_SPOT", "venue SNAPSHOT_BEGIN arg=7 MEXC_SPOT"),
            shell.command(venueWide(OrderCommandType.RECONCILE, 7)), "the newer one counts");
        assertEquals(List.of(), shell.answer(shell.nextAsk(), 200, "[]"), "an answer of the older one");
        assertEquals(List.of("venue SNAPSHOT_FAILED arg=7 MEXC_SPOT"), shell.lost(shell.nextAsk(), true));
    }

    @Test
    void shouldGoOnWhereAFullAnswerStopped() {
        for (final boolean newestFirst : new boolean[] {true, false}) {
            final MexcOrderRig each = new MexcOrderRig(true).up();
            each.shell.command(about(OrderCommandType.QUERY, 7, Side.BUY));
            each.shell.answer(each.shell.nextAsk(), 200, orderRow(7, "LIMIT", "FILLED", "0.15"));
            final List<String> told = new ArrayList<>(each.shell.answer(each.shell.nextAsk(), 200,
                page(newestFirst, 100, 50)));
            final Asked more = each.shell.nextAsk();
            assertTrue(more.ask().pathAndQuery().contains(newestFirst ? "&endTime=1050&" : "&startTime=149&"),
                more.ask().pathAndQuery());
            told.addAll(each.shell.answer(more, 200, newestFirst ? page(true, 51, 0) : page(false, 51, 149)));
            assertEquals(151, told.size(), "150 trades, each once, and the word");
            assertEquals("ACCEPTED 7 BUY cum=150000 found", told.get(150));
            each.shell.command(about(OrderCommandType.QUERY, 7, Side.BUY));
            each.shell.answer(each.shell.nextAsk(), 200, orderRow(7, "LIMIT", "FILLED", "0.1"));
            each.shell.answer(each.shell.nextAsk(), 200, page(newestFirst, 100, 50));
            final List<String> stuck = each.shell.answer(each.shell.nextAsk(), 200, page(newestFirst, 100, 50));
            assertEquals(List.of("send QUERY UNKNOWN 7 UNKNOWN_OUTCOME"), stuck, "a list that does not move on");
        }
    }

    private static String page(final boolean newestFirst, final int rows, final int from) {
        final List<String> list = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            final int number = newestFirst ? from + rows - 1 - i : from + i;
            list.add(tradeRow(7, "t" + number, newestFirst ? 1_000 + number : number));
        }
        return "[" + String.join(",", list) + "]";
    }

    @Test
    void shouldCancelAllInGroupsOfFive() {
        rig.up();
        for (int i = 0; i < 5; i++) {
            rig.session.onInstrument(MexcOrderRig.definition("AA" + i + "USDC"), 10 + i);
        }
        shell.command(venueWide(OrderCommandType.CANCEL_ALL, 0));
        answered("DELETE /api/v3/openOrders?symbol=BTCUSDC%2CAA0USDC%2CAA1USDC%2CAA2USDC%2CAA3USDC", "[]");
        assertEquals(List.of("send CANCEL_ALL SENT 0"),
            answered("DELETE /api/v3/openOrders?symbol=AA4USDC", "[]"));
        shell.command(about(OrderCommandType.CANCEL_ALL, 0, Side.BUY));
        asked("DELETE /api/v3/openOrders?symbol=BTCUSDC");
        assertTrue(last.ask().urgent());
        assertEquals(List.of("send CANCEL_ALL NOT_SENT 0 RETRYABLE"), shell.lost(last, false));
    }

    @Test
    void shouldTakeNothingMoreWhenEventsWait() {
        rig.up();
        shell.full = true;
        final UnsafeBuffer frame = new UnsafeBuffer(orderPush(7, 1, 1, "0"));
        assertEquals(OrderSession.TAKEN, rig.session.onBinary(0, frame, 0, frame.capacity(), shell.nowNs));
        assertFalse(rig.session.poll(shell));
        assertEquals(OrderSession.BUSY, rig.session.onBinary(0, frame, 0, frame.capacity(), shell.nowNs));
        assertEquals(OrderSession.BUSY, shell.textResult(0, "{\"id\":0,\"code\":0,\"msg\":\"PONG\"}"));
        shell.command(about(OrderCommandType.CANCEL, 8, Side.BUY));
        asked("DELETE /api/v3/order?symbol=BTCUSDC&origClientOrderId=" + id(8));
        shell.full = false;
        assertEquals(List.of("ACCEPTED 7 BUY"), shell.events(), "the cancel did not wait for the event");
    }

    @Test
    void shouldJudgeTheKeyByTheOperatorsWord() {
        final MexcOrderRig unsaid = new MexcOrderRig(false);
        unsaid.shell.after(0);
        assertEquals(List.of("venue PERMISSIONS_BAD arg=1 MEXC_SPOT"),
            unsaid.shell.answer(unsaid.shell.nextAsk(), 200, MexcOrderRig.ACCOUNT));
        shell.after(0);
        assertEquals(List.of("venue PERMISSIONS_BAD arg=2 MEXC_SPOT"),
            shell.answer(shell.nextAsk(), 200, MexcOrderRig.ACCOUNT.replace("true", "false")));
        shell.answer(shell.nextAsk(), 200, "{\"listenKey\":\"a\"}");
        shell.after(600 * SECOND);
        assertEquals(List.of("venue KEY_REFUSED code=700006 MEXC_SPOT"),
            shell.answer(shell.nextAsk(), 400, "{\"code\":700006,\"msg\":\"ip not in white list\"}"));
    }

    @Test
    void shouldRefuseKeysThatItCannotUse() {
        final VenueKey wrong = new VenueKey(VenueKey.Kind.ED25519, Secret.of("k".toCharArray()),
            Secret.of("s".toCharArray()));
        assertEquals("MEXC takes HMAC keys, not ED25519", assertThrows(IllegalArgumentException.class,
            () -> new MexcOrderSession(wrong, MexcOrderSettings.of("wss://x", true))).getMessage());
    }
}
