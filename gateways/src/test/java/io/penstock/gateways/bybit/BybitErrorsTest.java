package io.penstock.gateways.bybit;

import static io.penstock.gateways.common.order.MemoryOrderShell.SECOND;
import static io.penstock.gateways.common.order.MemoryOrderShell.about;
import static io.penstock.gateways.common.order.MemoryOrderShell.limit;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.OrderCommandType;
import io.penstock.api.Side;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Every code of the venue's table, over both ways, for each command that can meet it. */
class BybitErrorsTest {
    private static final String UNKNOWN = "send NEW UNKNOWN 7 UNKNOWN_OUTCOME ";
    private static final String KNOWN_ID = "send NEW UNKNOWN 7 RECONCILE ";

    /** Code, what a new order comes to, and what is said of the venue. */
    private static final String[][] NEW = {
        {"10000", UNKNOWN}, {"10016", UNKNOWN}, {"10019", UNKNOWN}, {"170007", UNKNOWN}, {"170146", UNKNOWN},
        {"170147", UNKNOWN}, {"999999", UNKNOWN}, {"-1", UNKNOWN},
        {"110072", KNOWN_ID}, {"170141", KNOWN_ID}, {"10014", KNOWN_ID}, {"110001", KNOWN_ID},
        {"10001", "REJECTED 7 BUY OTHER BUG "}, {"10404", "REJECTED 7 BUY OTHER BUG "},
        {"20006", "REJECTED 7 BUY OTHER BUG "}, {"10002", "send NEW REFUSED 7 TIME "},
        {"10003", "send NEW REFUSED 7 AUTH ", "KEY_REFUSED"},
        {"10004", "send NEW REFUSED 7 AUTH ", "KEY_REFUSED"},
        {"10010", "send NEW REFUSED 7 AUTH ", "KEY_REFUSED"},
        {"10005", "send NEW REFUSED 7 AUTH ", "PERMISSIONS_BAD"},
        {"10024", "send NEW REFUSED 7 AUTH ", "PERMISSIONS_BAD"},
        {"10029", "send NEW REFUSED 7 AUTH ", "PERMISSIONS_BAD"},
        {"10006", "send NEW REFUSED 7 THROTTLE ", "RATE_LIMITED"},
        {"10018", "send NEW REFUSED 7 THROTTLE ", "RATE_LIMITED"},
        {"10403", "send NEW REFUSED 7 THROTTLE ", "RATE_LIMITED"},
        {"10429", "send NEW REFUSED 7 THROTTLE ", "RATE_LIMITED"},
        {"20003", "send NEW REFUSED 7 THROTTLE ", "RATE_LIMITED"},
        {"170005", "send NEW REFUSED 7 THROTTLE ", "RATE_LIMITED"},
        {"170222", "send NEW REFUSED 7 THROTTLE ", "RATE_LIMITED"},
        {"110003", "REJECTED 7 BUY PRICE_BAND REJECT "}, {"170193", "REJECTED 7 BUY PRICE_BAND REJECT "},
        {"170194", "REJECTED 7 BUY PRICE_BAND REJECT "}, {"110094", "REJECTED 7 BUY FILTER REJECT "},
        {"170140", "REJECTED 7 BUY FILTER REJECT "}, {"110004", "REJECTED 7 BUY INSUFFICIENT_BALANCE FUNDS "},
        {"110007", "REJECTED 7 BUY INSUFFICIENT_BALANCE FUNDS "},
        {"110012", "REJECTED 7 BUY INSUFFICIENT_BALANCE FUNDS "},
        {"170131", "REJECTED 7 BUY INSUFFICIENT_BALANCE FUNDS "}, {"110017", "REJECTED 7 BUY REDUCE_ONLY REJECT "},
        {"110020", "REJECTED 7 BUY TOO_MANY_ORDERS REJECT "}, {"170810", "REJECTED 7 BUY TOO_MANY_ORDERS REJECT "},
        {"170121", "REJECTED 7 BUY OTHER REJECT "}, {"170210", "REJECTED 7 BUY OTHER REJECT "},
        {"170218", "REJECTED 7 BUY WOULD_TAKE REJECT "},
        {"170124", "REJECTED 7 BUY FILTER FILTER ", "FILTERS_CHANGED"},
        {"170134", "REJECTED 7 BUY FILTER FILTER ", "FILTERS_CHANGED"},
        {"170136", "REJECTED 7 BUY FILTER FILTER ", "FILTERS_CHANGED"},
        {"170137", "REJECTED 7 BUY FILTER FILTER ", "FILTERS_CHANGED"},
        {"110025", "send NEW SENT 7 BENIGN "}, {"110043", "send NEW SENT 7 BENIGN "},
        {"110079", "send NEW REFUSED 7 RETRYABLE "}};

    @Test
    void shouldMeanTheSameOverBothWaysWhenANewOrderIsRefused() {
        for (final String[] row : NEW) {
            final BybitOrderRig socket = new BybitOrderRig(true, true).up();
            socket.shell.command(limit(7, Side.BUY, 6_500_010, 2_000));
            assertEquals(expected(row, socket.shell.nowNs + 2 * SECOND),
                socket.ack(socket.shell.onlySent(), Integer.parseInt(row[0])), row[0]);
            assertEquals(row[0].equals("10019") ? List.of(1) : List.of(), socket.shell.reconnects);
            final BybitOrderRig rest = new BybitOrderRig(true, false).up();
            rest.shell.command(limit(7, Side.BUY, 6_500_010, 2_000));
            assertEquals(expected(row, rest.shell.nowNs + SECOND), rest.shell.answer(rest.shell.nextAsk(), 200,
                "{\"retCode\":" + row[0] + ",\"retMsg\":\"m\",\"result\":{}}"), row[0]);
        }
    }

    private static List<String> expected(final String[] row, final long untilNs) {
        final List<String> told = new ArrayList<>();
        if (row.length > 2) {
            told.add("venue " + row[2] + " code=" + row[0] + (row[2].equals("RATE_LIMITED") ? " until=" + untilNs : "")
                + " BYBIT_LINEAR");
        }
        told.add(row[1] + row[0]);
        return told;
    }

    @Test
    void shouldReconcileWhenACancelComesTooLate() {
        final String[][] codes = {{"110001", "UNKNOWN_ORDER"}, {"170143", "UNKNOWN_ORDER"}, {"170213", "UNKNOWN_ORDER"},
            {"110008", "TOO_LATE"}, {"110010", "TOO_LATE"}, {"170139", "TOO_LATE"}, {"170142", "TOO_LATE"}};
        for (final String[] row : codes) {
            final BybitOrderRig rig = new BybitOrderRig(true, true).up();
            rig.shell.command(about(OrderCommandType.CANCEL, 7, Side.BUY));
            assertEquals(List.of("CANCEL_REJECTED 7 BUY " + row[1] + " RECONCILE " + row[0]),
                rig.ack(rig.shell.onlySent(), Integer.parseInt(row[0])));
        }
        final BybitOrderRig rig = new BybitOrderRig(true, true).up();
        rig.shell.command(about(OrderCommandType.CANCEL, 7, Side.BUY));
        assertEquals(List.of("send CANCEL UNKNOWN 7 UNKNOWN_OUTCOME 10016"), rig.ack(rig.shell.onlySent(), 10016));
    }

    @Test
    void shouldMeanWhatItSaysWhenHttpItselfRefuses() {
        final Object[][] rows = {
            {403, 0L, "venue BANNED code=403 until=1790000600000000000 BYBIT_LINEAR",
                "send NEW REFUSED 7 THROTTLE 403"},
            {429, 3 * SECOND, "venue RATE_LIMITED code=429 until=1790000003000000000 BYBIT_LINEAR",
                "send NEW REFUSED 7 THROTTLE 429"},
            {401, 0L, "venue KEY_REFUSED code=401 BYBIT_LINEAR", "send NEW REFUSED 7 AUTH 401"},
            {500, 0L, null, "send NEW UNKNOWN 7 UNKNOWN_OUTCOME 500"},
            {503, 0L, "venue MAINTENANCE code=503 until=1790000030000000000 BYBIT_LINEAR",
                "send NEW UNKNOWN 7 UNKNOWN_OUTCOME 503"},
            {302, 0L, null, "send NEW UNKNOWN 7 UNKNOWN_OUTCOME 302"},
            {200, 0L, null, "send NEW UNKNOWN 7 UNKNOWN_OUTCOME 200"}};
        for (final Object[] row : rows) {
            final BybitOrderRig rig = new BybitOrderRig(true, false).up();
            rig.shell.command(limit(7, Side.BUY, 6_500_010, 2_000));
            final List<String> told = new ArrayList<>();
            if (row[2] != null) {
                told.add((String) row[2]);
            }
            told.add((String) row[3]);
            assertEquals(told, rig.shell.answer(rig.shell.nextAsk(), (Integer) row[0], (Long) row[1], "<html>"));
            if ((Integer) row[0] == 503) {
                rig.shell.command(about(OrderCommandType.CANCEL, 7, Side.BUY));
                assertEquals(List.of("venue AVAILABLE BYBIT_LINEAR", "send CANCEL SENT 7"),
                    rig.shell.answer(rig.shell.nextAsk(), 200, "{\"retCode\":0,\"result\":{}}"));
            }
        }
        final BybitOrderRig rig = new BybitOrderRig(true, false).up();
        rig.shell.command(limit(7, Side.BUY, 6_500_010, 2_000));
        assertEquals(List.of("send NEW NOT_SENT 7 RETRYABLE"), rig.shell.lost(rig.shell.nextAsk(), false));
        rig.shell.command(limit(8, Side.BUY, 6_500_010, 2_000));
        assertEquals(List.of("send NEW UNKNOWN 8 UNKNOWN_OUTCOME"), rig.shell.lost(rig.shell.nextAsk(), true));
    }
}
