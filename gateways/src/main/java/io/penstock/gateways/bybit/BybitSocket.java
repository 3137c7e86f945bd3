package io.penstock.gateways.bybit;

/**
 * What private and trade stream have in common: auth first, then pings every 20 s, and a word from the venue within
 * 10 s of each, or the connection counts as dead. One thread.
 */
final class BybitSocket {
    private static final long SECOND = 1_000_000_000L;
    private static final long PING_NS = 20 * SECOND;
    private static final long ANSWER_NS = 10 * SECOND;
    private static final long AUTH_VALID_MS = 10_000;

    enum State { CLOSED, AUTHENTICATING, CONFIRMING, READY }

    private final BybitAccount account;
    private final int connection;
    private State state = State.CLOSED;
    private long nextPingNs = Long.MAX_VALUE;
    private long deadNs = Long.MAX_VALUE;
    private long pings;

    BybitSocket(final BybitAccount account, final int connection) {
        this.account = account;
        this.connection = connection;
    }

    State state() {
        return state;
    }

    void state(final State reached) {
        state = reached;
    }

    void open(final long nowNs) {
        state = State.AUTHENTICATING;
        nextPingNs = nowNs + PING_NS;
        deadNs = nowNs + ANSWER_NS;
        account.out.send(connection, account.signer.authFrame(account.time.stampMs(nowNs) + AUTH_VALID_MS), 0);
    }

    void close() {
        state = State.CLOSED;
        nextPingNs = Long.MAX_VALUE;
        deadNs = Long.MAX_VALUE;
    }

    /** Any word of the venue shows that it is there; until the stream is ready only the right one counts. */
    void heard() {
        if (state == State.READY) {
            deadNs = Long.MAX_VALUE;
        }
    }

    long dueNs() {
        return Math.min(nextPingNs, deadNs);
    }

    /** Pings when it is time; false when the connection is dead. */
    boolean onTimer(final long nowNs) {
        if (nowNs >= deadNs) {
            return false;
        }
        if (nowNs >= nextPingNs) {
            nextPingNs = nowNs + PING_NS;
            deadNs = Math.min(deadNs, nowNs + ANSWER_NS);
            pings++;
            account.out.send(connection, "{\"req_id\":\"ping-" + pings + "\",\"op\":\"ping\"}", 0);
        }
        return true;
    }
}
