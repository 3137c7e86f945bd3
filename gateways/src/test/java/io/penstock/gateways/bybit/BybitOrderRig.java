package io.penstock.gateways.bybit;

import static io.penstock.gateways.common.order.MemoryOrderShell.SECOND;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Venue;
import io.penstock.engine.event.ClientOrderIdText;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.order.MemoryOrderShell;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.VenueKey;
import java.util.List;

/** A session of Bybit with one instrument, and frames as the venue would send them. */
final class BybitOrderRig {
    static final String KEY = "demo-key";
    static final String SECRET = "demo-secret-0123456789";
    static final String GOOD_KEY = "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"readOnly\":0,\"permissions\":"
        + "{\"ContractTrade\":[\"Order\",\"Position\"],\"Spot\":[\"SpotTrade\"],\"Wallet\":[]},"
        + "\"ips\":[\"203.0.113.7\"]}}";

    final boolean linear;
    final MemoryOrderShell shell;
    final BybitOrderSession session;

    BybitOrderRig(final boolean linear, final boolean tradeSocket) {
        this.linear = linear;
        session = new BybitOrderSession(linear ? Venue.BYBIT_LINEAR : Venue.BYBIT_SPOT, key(),
            new BybitOrderSettings("wss://stream.example.com", tradeSocket, 5_000, 5_000, 24L * 3_600_000));
        session.onInstrument(new InstrumentDefinition(session.venue(),
            linear ? InstrumentKind.LINEAR_PERPETUAL : InstrumentKind.SPOT, InstrumentStatus.TRADING, "BTCUSDT", "BTC",
            "USDT", -2, -6, 10, 1, 0, 0, 0), 3);
        shell = new MemoryOrderShell(session);
    }

    static VenueKey key() {
        return new VenueKey(
            VenueKey.Kind.HMAC, Secret.of(KEY.toCharArray()), Secret.of(SECRET.toCharArray()));
    }

    /** Past the key check, with both streams up. */
    BybitOrderRig up() {
        shell.after(0);
        assertEquals(List.of("venue PERMISSIONS_GOOD " + session.venue()),
            shell.answer(shell.nextAsk(), 200, GOOD_KEY));
        assertEquals(List.of(), shell.open(0));
        assertEquals(List.of(), shell.text(0, "{\"success\":true,\"ret_msg\":\"\",\"op\":\"auth\",\"conn_id\":\"c\"}"));
        assertEquals(List.of("venue PRIVATE_UP " + session.venue()),
            shell.text(0, "{\"success\":true,\"ret_msg\":\"\",\"op\":\"subscribe\",\"req_id\":\"topics\"}"));
        if (session.connections() == 2) {
            assertEquals(List.of(), shell.open(1));
            assertEquals(List.of(),
                shell.text(1, "{\"retCode\":0,\"retMsg\":\"OK\",\"op\":\"auth\",\"connId\":\"c\"}"));
        }
        shell.sent.clear();
        return this;
    }

    static String id(final long clientOrderId) {
        return ClientOrderIdText.text(clientOrderId, true);
    }

    /** Answers the request of a frame that was sent. */
    List<String> ack(final String request, final int code) {
        final String reqId = request.substring(request.indexOf("\"reqId\":\"") + 9, request.indexOf("\",\"header"));
        return shell.text(1, "{\"reqId\":\"" + reqId + "\",\"retCode\":" + code + ",\"retMsg\":\"m\","
            + "\"op\":\"order.create\",\"data\":{},\"header\":{\"X-Bapi-Limit-Reset-Timestamp\":\""
            + (shell.nowNs + 2 * SECOND) / 1_000_000 + "\"},\"connId\":\"c\"}");
    }

    String orderRow(final long id, final String status, final String... more) {
        final StringBuilder row = new StringBuilder("{\"category\":\"" + (linear ? "linear" : "spot")
            + "\",\"orderId\":\"v-" + id + "\",\"orderLinkId\":\"" + id(id) + "\",\"symbol\":\"BTCUSDT\","
            + "\"side\":\"Buy\",\"orderType\":\"Limit\",\"orderStatus\":\"" + status
            + "\",\"updatedTime\":\"1790000000001\"");
        final StringBuilder given = new StringBuilder();
        for (int i = 0; i < more.length; i += 2) {
            given.append(",\"").append(more[i]).append("\":\"").append(more[i + 1]).append('"');
        }
        for (final String[] usual : new String[][] {
            {"price", "65000.1"}, {"qty", "0.002"}, {"cumExecQty", "0"}, {"leavesQty", "0.002"}, {"avgPrice", ""},
            {"cancelType", "UNKNOWN"}, {"rejectReason", "EC_NoError"}, {"triggerPrice", ""}}) {
            if (!given.toString().contains("\"" + usual[0] + "\"")) {
                row.append(",\"").append(usual[0]).append("\":\"").append(usual[1]).append('"');
            }
        }
        return row.append(given).append('}').toString();
    }

    String tradeRow(final long id, final String type, final String execId, final String quantity, final String fee) {
        return "{\"category\":\"" + (linear ? "linear" : "spot") + "\",\"symbol\":\"BTCUSDT\",\"orderId\":\"v-" + id
            + "\",\"orderLinkId\":\"" + (id == 0 ? "" : id(id)) + "\",\"side\":\"Buy\",\"execId\":\"" + execId
            + "\",\"execPrice\":\"65000.1\",\"execQty\":\"" + quantity + "\",\"execType\":\"" + type
            + "\",\"execFee\":\"" + fee + "\",\"leavesQty\":\"0\",\"isMaker\":false,\"feeCurrency\":\"\","
            + "\"execTime\":\"1790000000002\"}";
    }

    static String frame(final String topic, final String... rows) {
        return "{\"id\":\"m\",\"topic\":\"" + topic + "\",\"creationTime\":1790000000003,\"data\":["
            + String.join(",", rows) + "]}";
    }

    List<String> order(final long id, final String status, final String... more) {
        return shell.text(0, frame("order", orderRow(id, status, more)));
    }

    static String list(final String cursor, final String... rows) {
        return "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"nextPageCursor\":\"" + cursor + "\",\"list\":["
            + String.join(",", rows) + "]},\"time\":1790000000000}";
    }
}
