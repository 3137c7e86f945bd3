package io.penstock.gateways.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.VenueCondition;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderOutbox;

/**
 * Asks what the key may do, at the start and every ten minutes: it must trade, must neither withdraw nor transfer, and
 * must be bound to addresses. One thread.
 */
final class BybitKeyCheck implements OrderOutbox.Waiter {
    /** Bit of the answer: the key can withdraw or transfer. */
    static final int MOVES_MONEY = 1;
    /** Bit of the answer: the key cannot trade here. */
    static final int CANNOT_TRADE = 2;
    /** Bit of the answer: the key works from any address. */
    static final int ANY_ADDRESS = 4;

    private static final long INTERVAL_NS = 600_000_000_000L;
    private static final long RETRY_NS = 5_000_000_000L;

    private final BybitAccount account;
    private long dueNs;

    BybitKeyCheck(final BybitAccount account) {
        this.account = account;
    }

    long dueNs() {
        return dueNs;
    }

    void onTimer(final long nowNs) {
        if (nowNs >= dueNs) {
            dueNs = nowNs + INTERVAL_NS;
            account.out.ask(account.get("/v5/user/query-api", "", false, nowNs), this);
        }
    }

    @Override
    public void onAnswer(final OrderAnswer answer, final long nowNs) {
        final BybitAccount.Reply reply = account.read(answer, nowNs);
        if (!reply.good()) {
            dueNs = nowNs + RETRY_NS;
            return;
        }
        final int found = found(reply.result());
        account.out.event().venueStatus(account.venue,
            found == 0 ? VenueCondition.PERMISSIONS_GOOD : VenueCondition.PERMISSIONS_BAD, 0, 0, found, nowNs);
    }

    /** What is wrong with a key, as bits; what is not told counts as wrong. */
    private int found(final JsonNode result) {
        final JsonNode permissions = result.path("permissions");
        // Wallet holds AccountTransfer, SubMemberTransfer, Withdraw; an empty list, or none, is what we want.
        int bits = permissions.path("Wallet").isEmpty() ? 0 : MOVES_MONEY;
        final boolean trades = result.path("readOnly").asInt(1) == 0 && (account.linear
            ? has(permissions.path("ContractTrade"), "Order") && has(permissions.path("ContractTrade"), "Position")
            : has(permissions.path("Spot"), "SpotTrade"));
        bits |= trades ? 0 : CANNOT_TRADE;
        final JsonNode addresses = result.path("ips");
        return bits | (addresses.isEmpty() || has(addresses, "*") ? ANY_ADDRESS : 0);
    }

    private static boolean has(final JsonNode list, final String word) {
        for (final JsonNode entry : list) {
            if (entry.asText("").equals(word)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void onLost(final boolean sent, final long nowNs) {
        dueNs = nowNs + RETRY_NS;
    }
}
