package io.penstock.gateways.mexc;

import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderOutbox;
import io.penstock.gateways.common.order.VenueVerdict;

/**
 * The key of the private stream: made, renewed at half its hour, given back when another takes its place. It is a
 * secret and stands nowhere but in the address. One thread.
 */
final class MexcListenKey {
    private static final long SECOND = 1_000_000_000L;
    private static final long HALF_LIFE_NS = 1_800 * SECOND;
    private static final long LAST_NS = 3_300 * SECOND;
    private static final long RETRY_NS = 5 * SECOND;
    private static final long RENEW_RETRY_NS = 60 * SECOND;
    private static final String PATH = "/api/v3/userDataStream";

    private final MexcAccount account;
    private final Runnable lost;
    private String key = "";
    private boolean asking;
    private long renewedNs;
    private long dueNs;

    /** {@code lost} is told when the key can be used no more. */
    MexcListenKey(final MexcAccount account, final Runnable lost) {
        this.account = account;
        this.lost = lost;
    }

    /** Empty while there is none. */
    String key() {
        return key;
    }

    long dueNs() {
        return asking ? Long.MAX_VALUE : dueNs;
    }

    void onTimer(final long nowNs) {
        if (asking || nowNs < dueNs) {
            return;
        }
        if (key.isEmpty()) {
            asking = true;
            account.out.ask(account.ask("POST", PATH, "", 1, true, nowNs), new Made());
        } else if (nowNs >= renewedNs + LAST_NS) {
            drop(nowNs);
        } else {
            asking = true;
            account.out.ask(account.ask("PUT", PATH, "listenKey=" + key, 1, true, nowNs), new Renewed());
        }
    }

    /** The key is no good: gives it back and wants another at once. */
    void drop(final long nowNs) {
        if (!key.isEmpty()) {
            account.out.ask(account.ask("DELETE", PATH, "listenKey=" + key, 1, false, nowNs), new Dropped());
            key = "";
            asking = false;
            dueNs = nowNs;
            lost.run();
        }
    }

    private final class Made implements OrderOutbox.Waiter {
        @Override
        public void onAnswer(final OrderAnswer answer, final long nowNs) {
            asking = false;
            final MexcAccount.Reply reply = account.read(answer, nowNs);
            final String made = reply.good() ? reply.body().path("listenKey").asText("") : "";
            if (made.isEmpty() || made.length() > 128 || !made.chars().allMatch(c -> Character.isLetterOrDigit(c)
                && c < 0x7F)) {
                if (reply.good()) {
                    account.counters.malformed("listenKey");
                }
                dueNs = nowNs + RETRY_NS;
                return;
            }
            key = made;
            renewedNs = nowNs;
            dueNs = nowNs + HALF_LIFE_NS;
        }

        @Override
        public void onLost(final boolean sent, final long nowNs) {
            asking = false;
            dueNs = nowNs + RETRY_NS;
        }
    }

    private final class Renewed implements OrderOutbox.Waiter {
        private final String renewed = key;

        @Override
        public void onAnswer(final OrderAnswer answer, final long nowNs) {
            final MexcAccount.Reply reply = account.read(answer, nowNs);
            if (!renewed.equals(key)) {
                return;
            }
            asking = false;
            if (reply.good()) {
                renewedNs = nowNs;
                dueNs = nowNs + HALF_LIFE_NS;
            } else if (reply.verdict() == VenueVerdict.UNKNOWN && reply.code() >= 500 && reply.code() < 600) {
                dueNs = nowNs + RENEW_RETRY_NS;
            } else {
                drop(nowNs);
            }
        }

        @Override
        public void onLost(final boolean sent, final long nowNs) {
            if (renewed.equals(key)) {
                asking = false;
                dueNs = nowNs + RENEW_RETRY_NS;
            }
        }
    }

    /** Nobody minds what becomes of an old key. */
    private static final class Dropped implements OrderOutbox.Waiter {
        @Override
        public void onAnswer(final OrderAnswer answer, final long nowNs) {
            // it is gone, or goes by itself within the hour
        }

        @Override
        public void onLost(final boolean sent, final long nowNs) {
            // as above
        }
    }
}
