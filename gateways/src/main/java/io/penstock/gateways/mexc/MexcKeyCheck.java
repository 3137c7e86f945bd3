package io.penstock.gateways.mexc;

import io.penstock.api.VenueCondition;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderOutbox;

/**
 * Asks at the start and every ten minutes whether the key still works and may trade. What else it may do the venue does
 * not tell; the operator vouches for that. One thread.
 */
final class MexcKeyCheck implements OrderOutbox.Waiter {
    /** Bit of the answer: nobody vouches for the key. */
    static final int NOT_ATTESTED = 1;
    /** Bit of the answer: the account cannot trade. */
    static final int CANNOT_TRADE = 2;

    private static final long INTERVAL_NS = 600_000_000_000L;
    private static final long RETRY_NS = 5_000_000_000L;
    private static final int WEIGHT = 10;

    private final MexcAccount account;
    private long dueNs;

    MexcKeyCheck(final MexcAccount account) {
        this.account = account;
    }

    long dueNs() {
        return dueNs;
    }

    void onTimer(final long nowNs) {
        if (nowNs >= dueNs) {
            dueNs = nowNs + INTERVAL_NS;
            account.out.ask(account.ask("GET", "/api/v3/account", "", WEIGHT, false, nowNs), this);
        }
    }

    @Override
    public void onAnswer(final OrderAnswer answer, final long nowNs) {
        final MexcAccount.Reply reply = account.read(answer, nowNs);
        if (!reply.good()) {
            dueNs = nowNs + RETRY_NS;
            return;
        }
        final int found = (account.settings.keyAttested() ? 0 : NOT_ATTESTED)
            | (reply.body().path("canTrade").asBoolean(false) ? 0 : CANNOT_TRADE);
        account.out.event().venueStatus(MexcAccount.VENUE,
            found == 0 ? VenueCondition.PERMISSIONS_GOOD : VenueCondition.PERMISSIONS_BAD, 0, 0, found, nowNs);
    }

    @Override
    public void onLost(final boolean sent, final long nowNs) {
        dueNs = nowNs + RETRY_NS;
    }
}
