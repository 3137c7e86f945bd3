package io.penstock.gateways.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.VenueCondition;
import io.penstock.gateways.common.order.JsonRow;
import java.util.HashSet;
import java.util.Set;

/**
 * Connection 0: what the venue tells without being asked. PRIVATE_UP once it confirmed the subscription. One thread.
 */
final class BybitPrivateStream {
    static final int CONNECTION = 0;

    private static final String SUBSCRIBE =
        "{\"req_id\":\"topics\",\"op\":\"subscribe\",\"args\":[\"order\",\"execution\",\"wallet\",\"position\"]}";

    private final BybitAccount account;
    private final BybitOrderRows orders;
    private final BybitMoneyRows money;
    private final BybitSocket socket;
    private final Set<String> coins = new HashSet<>();
    private final Set<Integer> positions = new HashSet<>();

    BybitPrivateStream(final BybitAccount account, final BybitOrderRows orders, final BybitMoneyRows money) {
        this.account = account;
        this.orders = orders;
        this.money = money;
        this.socket = new BybitSocket(account, CONNECTION);
    }

    void onOpen(final long nowNs) {
        onClosed(nowNs);
        socket.open(nowNs);
    }

    void onClosed(final long nowNs) {
        if (socket.state() == BybitSocket.State.READY) {
            account.tell(VenueCondition.PRIVATE_DOWN, 0, 0, nowNs);
        }
        socket.close();
    }

    long dueNs() {
        return socket.dueNs();
    }

    void onTimer(final long nowNs) {
        if (!socket.onTimer(nowNs)) {
            restart(nowNs);
        }
    }

    private void restart(final long nowNs) {
        onClosed(nowNs);
        account.out.reconnect(CONNECTION);
    }

    void onFrame(final JsonNode frame, final long nowNs) {
        if (frame == null || !frame.isObject()) {
            account.counters.malformed("private frame");
            return;
        }
        socket.heard();
        final String topic = frame.path("topic").asText("");
        if (!topic.isEmpty()) {
            data(topic, frame, nowNs);
            return;
        }
        switch (frame.path("op").asText("")) {
            case "auth" -> authenticated(frame, nowNs);
            case "subscribe" -> subscribed(frame, nowNs);
            case "pong", "ping" -> { }
            default -> account.counters.unknownWord("private op");
        }
    }

    private void authenticated(final JsonNode frame, final long nowNs) {
        if (socket.state() != BybitSocket.State.AUTHENTICATING) {
            account.counters.unmatchedAnswer();
        } else if (frame.path("success").asBoolean(false)) {
            socket.state(BybitSocket.State.CONFIRMING);
            account.out.send(CONNECTION, SUBSCRIBE, 0);
        } else {
            // the socket gives no code; whatever is wrong with the key, it is not taken
            account.tell(VenueCondition.KEY_REFUSED, frame.path("retCode").asInt(0), 0, nowNs);
            restart(nowNs);
        }
    }

    private void subscribed(final JsonNode frame, final long nowNs) {
        if (socket.state() != BybitSocket.State.CONFIRMING) {
            account.counters.unmatchedAnswer();
        } else if (frame.path("success").asBoolean(false)) {
            socket.state(BybitSocket.State.READY);
            socket.heard();
            account.tell(VenueCondition.PRIVATE_UP, 0, 0, nowNs);
        } else {
            account.counters.malformed("subscription refused");
            restart(nowNs);
        }
    }

    private void data(final String topic, final JsonNode frame, final long nowNs) {
        final JsonNode rows = frame.path("data");
        if (!rows.isArray()) {
            account.counters.malformed(topic + ".data");
            return;
        }
        final JsonRow envelope = new JsonRow(frame);
        final long timeNs = envelope.timeNs("creationTime");
        if (!envelope.good()) {
            account.counters.malformed(topic + ".creationTime");
        }
        for (final JsonNode row : rows) {
            switch (topic) {
                case "order" -> {
                    if (BybitOrderRows.isOurs(row, account.category)) {
                        orders.order(row, false, nowNs);
                    }
                }
                case "execution" -> {
                    if (BybitOrderRows.isOurs(row, account.category)) {
                        money.execution(row, false, nowNs);
                    }
                }
                case "wallet" -> money.wallet(row, timeNs, coins, nowNs);
                case "position" -> {
                    if (BybitOrderRows.isOurs(row, account.category)) {
                        money.position(row, positions, nowNs);
                    }
                }
                default -> account.counters.unknownWord("topic");
            }
        }
    }
}
