package io.penstock.gateways.mexc;

import static io.penstock.gateways.common.order.MemoryOrderShell.SECOND;
import static io.penstock.gateways.common.order.MemoryOrderShell.about;
import static io.penstock.gateways.common.order.MemoryOrderShell.limit;
import static io.penstock.gateways.common.order.MemoryOrderShell.venueWide;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.penstock.api.OrderCommandType;
import io.penstock.api.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every code of the venue's table, and what HTTP itself refuses. */
class MexcErrorsTest {
    private static final String REJECTED = "REJECTED 7 BUY ";

    /** Code, what a new order comes to, and what is said of the venue. */
    private static final String[][] NEW = {
        {"500", "send NEW UNKNOWN 7 UNKNOWN_OUTCOME "}, {"503", "send NEW UNKNOWN 7 UNKNOWN_OUTCOME "},
        {"504", "send NEW UNKNOWN 7 UNKNOWN_OUTCOME "}, {"987654", "send NEW UNKNOWN 7 UNKNOWN_OUTCOME "},
        {"-2011", "send NEW UNKNOWN 7 RECONCILE "}, {"22222", "send NEW UNKNOWN 7 RECONCILE "},
        {"26", REJECTED + "OTHER REJECT "}, {"400", "send NEW REFUSED 7 AUTH ", "KEY_REFUSED"},
        {"401", "send NEW REFUSED 7 AUTH ", "KEY_REFUSED"}, {"403", "send NEW REFUSED 7 AUTH ", "KEY_REFUSED"},
        {"429", "send NEW REFUSED 7 THROTTLE ", "RATE_LIMITED"},
        {"602", "send NEW REFUSED 7 AUTH ", "KEY_REFUSED"},
        {"700002", "send NEW REFUSED 7 AUTH ", "KEY_REFUSED"}, {"10007", REJECTED + "PERMISSION REJECT "},
        {"10072", "send NEW REFUSED 7 AUTH ", "KEY_REFUSED"},
        {"700001", "send NEW REFUSED 7 AUTH ", "KEY_REFUSED"}, {"10073", "send NEW REFUSED 7 TIME "},
        {"700003", "send NEW REFUSED 7 TIME "}, {"10101", REJECTED + "INSUFFICIENT_BALANCE FUNDS "},
        {"30000", REJECTED + "INSTRUMENT_HALTED REJECT "}, {"30001", REJECTED + "INSTRUMENT_HALTED REJECT "},
        {"30002", REJECTED + "FILTER FILTER ", "FILTERS_CHANGED"},
        {"30003", REJECTED + "FILTER FILTER ", "FILTERS_CHANGED"},
        {"30004", REJECTED + "INSUFFICIENT_BALANCE FUNDS "}, {"30005", REJECTED + "INSUFFICIENT_BALANCE FUNDS "},
        {"30010", REJECTED + "NO_LIQUIDITY REJECT "}, {"30014", REJECTED + "OTHER REJECT "},
        {"30021", REJECTED + "OTHER REJECT "}, {"30016", REJECTED + "INSTRUMENT_HALTED REJECT "},
        {"30018", REJECTED + "INSTRUMENT_HALTED REJECT "}, {"30019", REJECTED + "INSTRUMENT_HALTED REJECT "},
        {"30020", REJECTED + "PERMISSION REJECT "}, {"30025", REJECTED + "NO_LIQUIDITY REJECT "},
        {"30026", REJECTED + "OTHER BUG "}, {"30027", REJECTED + "INSTRUMENT_HALTED REJECT "},
        {"30028", REJECTED + "INSTRUMENT_HALTED REJECT "}, {"30029", REJECTED + "TOO_MANY_ORDERS REJECT "},
        {"30032", REJECTED + "OTHER REJECT "}, {"30041", REJECTED + "OTHER REJECT "},
        {"33333", REJECTED + "OTHER BUG "}, {"44444", REJECTED + "OTHER BUG "}, {"700004", REJECTED + "OTHER BUG "},
        {"700005", REJECTED + "OTHER BUG "}, {"700006", "send NEW REFUSED 7 AUTH ", "KEY_REFUSED"},
        {"700007", "send NEW REFUSED 7 AUTH ", "PERMISSIONS_BAD"}, {"700008", REJECTED + "OTHER BUG "}};

    @Test
    void shouldMeanWhatTheTableSaysWhenANewOrderIsRefused() {
        for (final String[] row : NEW) {
            for (final int status : new int[] {200, 400}) {
                final MexcOrderRig rig = new MexcOrderRig(true).up();
                rig.shell.command(limit(7, Side.BUY, 6_500_010, 2_000));
                final List<String> expected = new ArrayList<>();
                if (row.length > 2) {
                    expected.add("venue " + row[2] + " code=" + row[0]
                        + (row[2].equals("RATE_LIMITED") ? " until=1790000010000000000" : "") + " MEXC_SPOT");
                }
                expected.add(row[1] + row[0]);
                assertEquals(expected, rig.shell.answer(rig.shell.nextAsk(), status,
                    "{\"code\":" + row[0] + ",\"msg\":\"m\"}"), row[0]);
            }
        }
    }

    @Test
    void shouldReconcileWhenACancelComesTooLate() {
        for (final int code : new int[] {-2011, -2013, 22222}) {
            final MexcOrderRig rig = new MexcOrderRig(true).up();
            rig.shell.command(about(OrderCommandType.CANCEL, 7, Side.BUY));
            assertEquals(List.of("CANCEL_REJECTED 7 BUY UNKNOWN_ORDER RECONCILE " + code),
                rig.shell.answer(rig.shell.nextAsk(), 400, "{\"code\":" + code + ",\"msg\":\"m\"}"));
        }
    }

    @Test
    void shouldMeanWhatItSaysWhenHttpItselfRefuses() {
        final Object[][] rows = {
            {418, 90 * SECOND, "venue BANNED code=418 until=1790000090000000000 MEXC_SPOT",
                "send NEW REFUSED 7 THROTTLE 418"},
            {403, 0L, "venue BANNED code=403 until=1790000600000000000 MEXC_SPOT",
                "send NEW REFUSED 7 THROTTLE 403"},
            {429, 3 * SECOND, "venue RATE_LIMITED code=429 until=1790000003000000000 MEXC_SPOT",
                "send NEW REFUSED 7 THROTTLE 429"},
            {503, 0L, "venue MAINTENANCE code=503 until=1790000030000000000 MEXC_SPOT",
                "send NEW UNKNOWN 7 UNKNOWN_OUTCOME 503"},
            {500, 0L, null, "send NEW UNKNOWN 7 UNKNOWN_OUTCOME 500"},
            {504, 0L, null, "send NEW UNKNOWN 7 UNKNOWN_OUTCOME 504"},
            {404, 0L, null, "send NEW UNKNOWN 7 UNKNOWN_OUTCOME 404"},
            {200, 0L, null, "send NEW UNKNOWN 7 UNKNOWN_OUTCOME 200"}};
        for (final Object[] row : rows) {
            final MexcOrderRig rig = new MexcOrderRig(true).up();
            rig.shell.command(limit(7, Side.BUY, 6_500_010, 2_000));
            final List<String> told = new ArrayList<>();
            if (row[2] != null) {
                told.add((String) row[2]);
            }
            told.add((String) row[3]);
            assertEquals(told, rig.shell.answer(rig.shell.nextAsk(), (Integer) row[0], (Long) row[1], "<html>"));
        }
        final MexcOrderRig rig = new MexcOrderRig(true).up();
        rig.shell.command(limit(7, Side.BUY, 6_500_010, 2_000));
        assertEquals(List.of("send NEW UNKNOWN 7 UNKNOWN_OUTCOME"),
            rig.shell.answer(rig.shell.nextAsk(), 200, "{\"symbol\":\"BTCUSDC\"}"), "no order id, no certainty");
        rig.shell.command(limit(8, Side.BUY, 6_500_010, 2_000));
        assertEquals(List.of("send NEW NOT_SENT 8 RETRYABLE"), rig.shell.lost(rig.shell.nextAsk(), false));
        rig.shell.command(limit(9, Side.BUY, 6_500_010, 2_000));
        assertEquals(List.of("send NEW UNKNOWN 9 UNKNOWN_OUTCOME"), rig.shell.lost(rig.shell.nextAsk(), true));
    }

    @Test
    void shouldShowNoSecretInAnyText() {
        final MexcOrderRig rig = new MexcOrderRig(true).up();
        rig.shell.command(limit(7, Side.BUY, 6_500_010, 2_000));
        rig.shell.command(venueWide(OrderCommandType.RECONCILE, 5));
        rig.shell.answer(rig.shell.nextAsk(), 400, "{\"code\":602,\"msg\":\"" + MexcOrderRig.SECRET + "\"}");
        rig.shell.text(0, "{\"id\":9,\"code\":0,\"msg\":\"" + MexcOrderRig.LISTEN_KEY + "\"}");
        rig.shell.after(1_800 * SECOND);
        final String all = rig.shell.texts + rig.session.toString() + rig.session.counters().lastFault()
            + String.join("", rig.shell.sent);
        assertFalse(all.contains(MexcOrderRig.SECRET), "the secret");
        assertFalse(all.contains(MexcOrderRig.KEY), "the key");
        assertFalse(all.contains(MexcOrderRig.LISTEN_KEY), "the listen key");
    }
}
