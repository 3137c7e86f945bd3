package io.penstock.gateways.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.VenueCondition;
import io.penstock.gateways.common.FrameFault;

/**
 * Connection 0: the private push. PRIVATE_UP once all three channels are confirmed by name; the venue answers code 0
 * even when it refuses one. One thread.
 */
final class MexcPrivateStream {
    static final int CONNECTION = 0;

    private static final long SECOND = 1_000_000_000L;
    private static final long PING_NS = 15 * SECOND;
    private static final long ANSWER_NS = 10 * SECOND;
    /** Attempts that end before the channels are confirmed, until another listen key is tried. */
    private static final int MOST_FAILURES = 2;
    private static final String[] CHANNELS = {"spot@private.orders.v3.api.pb", "spot@private.deals.v3.api.pb",
        "spot@private.account.v3.api.pb"};

    private final MexcAccount account;
    private final MexcOrderRows rows;
    private final MexcListenKey key;
    private final MexcPush push = new MexcPush();
    private boolean open;
    private int confirmed;
    private int failures;
    private long nextPingNs = Long.MAX_VALUE;
    private long deadNs = Long.MAX_VALUE;

    MexcPrivateStream(final MexcAccount account, final MexcOrderRows rows) {
        this.account = account;
        this.rows = rows;
        this.key = new MexcListenKey(account, this::onKeyLost);
    }

    /** Empty while there is no listen key. */
    String address() {
        return key.key().isEmpty() ? "" : account.settings.streamBase() + "/ws?listenKey=" + key.key();
    }

    private boolean ready() {
        return open && confirmed == (1 << CHANNELS.length) - 1;
    }

    void onOpen(final long nowNs) {
        down(nowNs);
        open = true;
        nextPingNs = nowNs + PING_NS;
        deadNs = nowNs + ANSWER_NS;
        for (int i = 0; i < CHANNELS.length; i++) {
            account.out.send(CONNECTION, "{\"method\":\"SUBSCRIPTION\",\"params\":[\"" + CHANNELS[i] + "\"],\"id\":"
                + (i + 1) + "}", 0);
        }
    }

    void onClosed(final long nowNs) {
        final boolean failed = !ready();
        down(nowNs);
        failures = failed ? failures + 1 : 0;
        if (failures >= MOST_FAILURES) {
            failures = 0;
            key.drop(nowNs);
        }
    }

    private void down(final long nowNs) {
        if (ready()) {
            account.tell(VenueCondition.PRIVATE_DOWN, 0, 0, nowNs);
        }
        open = false;
        confirmed = 0;
        nextPingNs = Long.MAX_VALUE;
        deadNs = Long.MAX_VALUE;
    }

    private void onKeyLost() {
        if (open) {
            account.out.reconnect(CONNECTION);
        }
    }

    private void restart(final long nowNs) {
        onClosed(nowNs);
        account.out.reconnect(CONNECTION);
    }

    long dueNs() {
        return Math.min(key.dueNs(), Math.min(nextPingNs, deadNs));
    }

    void onTimer(final long nowNs) {
        key.onTimer(nowNs);
        if (nowNs >= deadNs) {
            restart(nowNs);
        } else if (nowNs >= nextPingNs) {
            nextPingNs = nowNs + PING_NS;
            deadNs = Math.min(deadNs, nowNs + ANSWER_NS);
            account.out.send(CONNECTION, "{\"method\":\"PING\"}", 0);
        }
    }

    private void heard() {
        if (ready()) {
            deadNs = Long.MAX_VALUE;
        }
    }

    /** A control frame. */
    void onControl(final JsonNode frame, final long nowNs) {
        if (!open) {
            account.counters.unmatchedAnswer();
            return;
        }
        heard();
        final int id = frame == null ? -1 : frame.path("id").asInt(-1);
        final String message = frame == null ? "" : frame.path("msg").asText("");
        if (id < 0 || !frame.path("code").isInt()) {
            account.counters.malformed("control frame");
        } else if (id == 0 || message.equals("PONG")) {
            return;
        } else if (id > CHANNELS.length || ready()) {
            account.counters.unmatchedAnswer();
        } else if (frame.get("code").intValue() == 0 && message.equals(CHANNELS[id - 1])) {
            confirmed |= 1 << id - 1;
            if (ready()) {
                failures = 0;
                heard();
                account.tell(VenueCondition.PRIVATE_UP, 0, 0, nowNs);
            }
        } else {
            account.counters.malformed("subscription refused");
            restart(nowNs);
        }
    }

    /** A push. */
    void onPush(final byte[] bytes, final long nowNs) {
        final FrameFault fault = push.read(bytes);
        if (fault != null) {
            account.counters.malformed("push: " + fault.words());
            return;
        }
        heard();
        switch (push.body()) {
            case MexcPush.ORDERS -> {
                final MexcOrderRows.Row row = rows.pushed(push.fields(), push.symbol());
                if (row != null) {
                    rows.word(row, false, nowNs);
                }
            }
            case MexcPush.DEALS -> rows.pushedTrade(push.fields(), push.symbol(), nowNs);
            case MexcPush.ACCOUNT -> rows.pushedBalance(push.fields(), nowNs);
            default -> account.counters.unknownWord("push body");
        }
    }
}
