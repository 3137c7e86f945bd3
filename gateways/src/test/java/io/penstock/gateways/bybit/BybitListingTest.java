package io.penstock.gateways.bybit;

import static io.penstock.gateways.bybit.BybitOrderRig.frame;
import static io.penstock.gateways.bybit.BybitOrderRig.id;
import static io.penstock.gateways.bybit.BybitOrderRig.list;
import static io.penstock.gateways.common.order.MemoryOrderShell.about;
import static io.penstock.gateways.common.order.MemoryOrderShell.limit;
import static io.penstock.gateways.common.order.MemoryOrderShell.venueWide;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.OrderCommandType;
import io.penstock.api.Side;
import io.penstock.gateways.common.order.MemoryOrderShell;
import io.penstock.gateways.common.order.MemoryOrderShell.Asked;
import io.penstock.gateways.common.order.TextIds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queries, reconciliation, orders of arrival, secrets. */
class BybitListingTest {
    private final BybitOrderRig rig = new BybitOrderRig(true, true).up();
    private final MemoryOrderShell shell = rig.shell;

    private List<String> answered(final String path, final String body) {
        final Asked asked = shell.nextAsk();
        assertEquals(path, asked.ask().pathAndQuery());
        final String query = path.substring(path.indexOf('?') + 1);
        final BybitSigner signer = new BybitSigner(BybitOrderRig.KEY, BybitOrderRig.SECRET);
        assertEquals(signer.signRest(1_790_000_000_000L, 5_000, query),
            asked.ask().headers().get("X-BAPI-SIGN"), "what is signed is what is sent");
        return shell.answer(asked, 200, body);
    }

    private static String trade(final String execId) {
        return "TRADE 7 BUY 1000@6500010 fee=0 USDT TAKER x" + TextIds.of(execId);
    }

    @Test
    void shouldTellTradesThenTheWordWhenQueried() {
        final String ours = "category=linear&orderLinkId=" + id(7);
        shell.command(about(OrderCommandType.QUERY, 7, Side.BUY));
        assertEquals(List.of(trade("e-1") + " found"), answered("/v5/execution/list?" + ours + "&limit=100",
            list("p%2F2=", rig.tradeRow(7, "Trade", "e-1", "0.001", "0"))));
        assertEquals(List.of(trade("e-2") + " found"), answered("/v5/execution/list?" + ours
            + "&limit=100&cursor=p%252F2%3D", list("", rig.tradeRow(7, "Trade", "e-2", "0.001", "0"))));
        assertEquals(List.of(), answered("/v5/order/realtime?" + ours, list("")));
        assertEquals(List.of("CANCELED 7 BUY cum=2000 found"), answered("/v5/order/history?" + ours,
            list("x", rig.orderRow(7, "PartiallyFilledCanceled", "cumExecQty", "0.002", "cancelType",
                "CancelByUser"))));
        if (!shell.asked.isEmpty()) {
            assertEquals(List.of(), shell.lost(shell.nextAsk(), true), "the word was told already");
        }
        shell.command(about(OrderCommandType.QUERY, 8, Side.BUY));
        shell.answer(shell.nextAsk(), 200, list(""));
        shell.answer(shell.nextAsk(), 200, list(""));
        assertEquals(List.of("send QUERY NOT_FOUND 8 RECONCILE"), shell.answer(shell.nextAsk(), 200, list("")));
    }

    @Test
    void shouldNotKnowWhenAQueryCannotBeAnswered() {
        final String unknown = "send QUERY UNKNOWN 7 ";
        final String[][] rows = {{"200", "{\"retCode\":10016}", unknown + "UNKNOWN_OUTCOME 10016"},
            {"200", "{\"retCode\":10002}", unknown + "TIME 10002"}, {"502", "", unknown + "UNKNOWN_OUTCOME 502"},
            {"200", "[]", unknown + "UNKNOWN_OUTCOME 200"},
            {"200", "{\"retCode\":0,\"result\":{}}", unknown + "UNKNOWN_OUTCOME"},
            {"200", list("", rig.tradeRow(7, "Trade", "e-1", "0.0000001", "0")), unknown + "UNKNOWN_OUTCOME"}};
        for (final String[] row : rows) {
            shell.command(about(OrderCommandType.QUERY, 7, Side.BUY));
            assertEquals(List.of(row[2]), shell.answer(shell.nextAsk(), Integer.parseInt(row[0]), row[1]), row[1]);
        }
        shell.command(about(OrderCommandType.QUERY, 7, Side.BUY));
        assertEquals(List.of(unknown + "UNKNOWN_OUTCOME"), shell.lost(shell.nextAsk(), false));
        shell.command(about(OrderCommandType.QUERY, 7, Side.BUY));
        shell.answer(shell.nextAsk(), 200, list(""));
        assertEquals(List.of(unknown + "UNKNOWN_OUTCOME"),
            shell.answer(shell.nextAsk(), 200, list("", rig.orderRow(7, "Dreaming"))));
    }

    @Test
    void shouldListEverythingInOneBracket() {
        assertEquals(List.of("venue SNAPSHOT_BEGIN arg=5 BYBIT_LINEAR"),
            shell.command(venueWide(OrderCommandType.RECONCILE, 5)));
        final String orders = "/v5/order/realtime?category=linear&settleCoin=USDT&openOnly=0&limit=50";
        assertEquals(List.of("open 7 i3 BUY LIMIT NEW 2000@6500010 cum=0 v-7",
            "open 8 i3 BUY TAKE_PROFIT NEW 2000@0 cum=0 trigger=6000000 v-8"), answered(orders, list("n",
            rig.orderRow(7, "New"), rig.orderRow(8, "Untriggered", "triggerPrice", "60000", "orderType", "Market",
                "price", "0").replace("\"orderType\":\"Limit\",", "").replace("}", ",\"triggerDirection\":2}"))));
        assertEquals(List.of("open 0 i-1 SELL LIMIT NEW 0@0 cum=0 f-1"), answered(orders + "&cursor=n", list("",
            rig.orderRow(9, "Filled"), "{\"symbol\":\"DOGEUSDT\",\"orderId\":\"f-1\",\"side\":\"Sell\"}")));
        assertEquals(List.of("balance USDT 9000000000 1000000000"), answered(
            "/v5/account/wallet-balance?accountType=UNIFIED", list("", "{\"coin\":[{\"coin\":\"USDT\","
                + "\"walletBalance\":\"100\",\"locked\":\"10\"}]}")));
        assertEquals(List.of("position i3 0@0 liq=0 lev=0"),
            answered("/v5/position/list?category=linear&settleCoin=USDT&limit=200", list("")));
        assertEquals(List.of(trade("e-1") + " found", "venue SNAPSHOT_END arg=5 BYBIT_LINEAR"),
            answered("/v5/execution/list?category=linear&startTime=" + (1_790_000_000_000L - 24 * 3_600_000L)
                + "&limit=100", list("", rig.tradeRow(7, "Trade", "e-1", "0.001", "0"))));
        shell.command(venueWide(OrderCommandType.RECONCILE, 6));
        shell.answer(shell.nextAsk(), 200, list(""));
        shell.answer(shell.nextAsk(), 200, list("", "{\"coin\":[]}"));
        shell.answer(shell.nextAsk(), 200, list(""));
        assertTrue(shell.nextAsk().ask().pathAndQuery().contains("&startTime=" + (1_790_000_000_000L - 60_000) + "&"),
            "from when the last complete one began, and a little before");
    }

    @Test
    void shouldSayFailedWhateverFails() {
        for (int step = 0; step < 4; step++) {
            for (final boolean lost : new boolean[] {true, false}) {
                shell.command(venueWide(OrderCommandType.RECONCILE, 5));
                for (int good = 0; good < step; good++) {
                    shell.answer(shell.nextAsk(), 200, good == 1 ? list("", "{\"coin\":[]}") : list(""));
                }
                final List<String> told = lost ? shell.lost(shell.nextAsk(), true)
                    : shell.answer(shell.nextAsk(), 200, list("", "{\"symbol\":\"BTCUSDT\",\"side\":7}"));
                assertEquals("venue SNAPSHOT_FAILED arg=5 BYBIT_LINEAR", told.get(told.size() - 1));
                assertTrue(shell.asked.isEmpty());
            }
        }
        shell.command(venueWide(OrderCommandType.RECONCILE, 6));
        assertEquals(List.of("venue SNAPSHOT_FAILED arg=6 BYBIT_LINEAR", "venue SNAPSHOT_BEGIN arg=7 BYBIT_LINEAR"),
            shell.command(venueWide(OrderCommandType.RECONCILE, 7)));
        assertEquals(List.of(), shell.answer(shell.nextAsk(), 200, list("")));
        assertEquals(List.of("venue SNAPSHOT_FAILED arg=7 BYBIT_LINEAR"),
            shell.answer(shell.nextAsk(), 200, list("same")).isEmpty()
                ? shell.answer(shell.nextAsk(), 200, list("same", rig.orderRow(7, "Filled"))) : List.of(),
            "a cursor that does not move on");
    }

    /** Five messages about one order in every order: each fill once, each word, and never a refusal. */
    @Test
    void shouldTellTheSameWhateverArrivesFirst() {
        final List<int[]> orders = new ArrayList<>();
        permute(new int[] {0, 1, 2, 3, 4}, 0, orders);
        assertEquals(120, orders.size());
        for (final int[] order : orders) {
            final BybitOrderRig each = new BybitOrderRig(true, true).up();
            each.shell.command(limit(7, Side.BUY, 6_500_010, 2_000));
            final String request = each.shell.onlySent();
            final List<String> told = new ArrayList<>();
            for (final int message : order) {
                told.addAll(switch (message) {
                    case 0 -> each.ack(request, 0);
                    case 1 -> each.order(7, "New");
                    case 2 -> each.shell.text(0, frame("execution", each.tradeRow(7, "Trade", "e-1", "0.001", "0")));
                    case 3 -> each.shell.text(0, frame("execution", each.tradeRow(7, "Trade", "e-2", "0.001", "0")));
                    default -> each.order(7, "Filled", "cumExecQty", "0.002");
                });
            }
            told.sort(null);
            assertEquals(List.of("ACCEPTED 7 BUY", "ACCEPTED 7 BUY cum=2000", trade("e-1"), trade("e-2"),
                "send NEW SENT 7").stream().sorted().toList(), told);
        }
    }

    private static void permute(final int[] items, final int from, final List<int[]> into) {
        if (from == items.length) {
            into.add(items.clone());
        }
        for (int i = from; i < items.length; i++) {
            swap(items, from, i);
            permute(items, from + 1, into);
            swap(items, from, i);
        }
    }

    private static void swap(final int[] items, final int a, final int b) {
        final int kept = items[a];
        items[a] = items[b];
        items[b] = kept;
    }

    @Test
    void shouldShowNoSecretInAnyText() {
        shell.command(limit(7, Side.BUY, 6_500_010, 2_000));
        shell.command(venueWide(OrderCommandType.RECONCILE, 5));
        shell.answer(shell.nextAsk(), 200, "{\"retCode\":10004,\"retMsg\":\"error sign demo-secret-0123456789\"}");
        shell.text(0, "{\"topic\":\"order\",\"data\":[{\"symbol\":\"demo-secret-0123456789\"}]}");
        shell.text(0, "{\"op\":\"demo-secret-0123456789\"}");
        final String all = shell.texts + rig.session.toString() + rig.session.counters().lastFault()
            + BybitOrderRig.key() + String.join("", shell.sent);
        assertFalse(all.contains(BybitOrderRig.SECRET), "the secret");
        assertFalse(all.contains(BybitOrderRig.KEY), "the key");
    }
}
