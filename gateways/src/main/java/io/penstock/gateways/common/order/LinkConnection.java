package io.penstock.gateways.common.order;

import io.penstock.gateways.common.ConnectionRules;

/** What a link knows of one of its connections. The link's thread; does not allocate. */
final class LinkConnection {
    /** A connection that lived so long was a good one: the next wait is short. */
    private static final long SETTLED_NS = 10_000_000_000L;
    private static final long CLOSE_MOST_NS = 2_000_000_000L;

    /** Where a connection stands. */
    enum State {
        /** Not wanted. */
        IDLE,
        /** Wanted, not before its moment. */
        WAITING,
        /** Being opened. */
        CONNECTING,
        /** There. */
        OPEN,
        /** Being closed. */
        CLOSING
    }

    private State state = State.IDLE;
    private long sinceNs;
    private long lastFrameNs;
    private long notBeforeNs;
    private boolean settled;

    State state() {
        return state;
    }

    boolean is(final State what) {
        return state == what;
    }

    boolean live() {
        return state == State.CONNECTING || state == State.OPEN;
    }

    void become(final State next, final long nowNs) {
        state = next;
        sinceNs = nowNs;
        lastFrameNs = nowNs;
        settled = false;
    }

    void waitUntil(final long untilNs, final long nowNs) {
        become(State.WAITING, nowNs);
        notBeforeNs = untilNs;
    }

    void frame(final long nowNs) {
        lastFrameNs = nowNs;
    }

    boolean due(final long nowNs) {
        return state == State.WAITING && nowNs >= notBeforeNs;
    }

    boolean lateToOpen(final ConnectionRules rules, final long nowNs) {
        return state == State.CONNECTING && rules.openTimeoutNs() > 0 && nowNs - sinceNs >= rules.openTimeoutNs();
    }

    boolean silent(final ConnectionRules rules, final long nowNs) {
        return state == State.OPEN && rules.silenceNs() > 0 && nowNs - lastFrameNs >= rules.silenceNs();
    }

    boolean lateToClose(final long nowNs) {
        return state == State.CLOSING && nowNs - sinceNs >= CLOSE_MOST_NS;
    }

    /** True once, when the connection has lived for a while. */
    boolean settles(final long nowNs) {
        if (state == State.OPEN && !settled && nowNs - sinceNs >= SETTLED_NS) {
            settled = true;
            return true;
        }
        return false;
    }
}
