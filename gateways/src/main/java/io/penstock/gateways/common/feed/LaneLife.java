package io.penstock.gateways.common.feed;

import io.penstock.gateways.common.ConnectionRules;

/** One connection's state and the moments it depends on. The feed's thread; allocates nothing. */
final class LaneLife {
    static final long SETTLED_AFTER_NS = 60_000_000_000L;
    static final long CLOSING_MOST_NS = 5_000_000_000L;
    private static final long MARGIN_NS = 3_600_000_000_000L;
    private static final long NEVER = Long.MAX_VALUE;

    private LaneState state = LaneState.IDLE;
    private long sinceNs;
    private long dueNs;
    private long lastFrameNs;
    private long replaceAtNs = NEVER;
    private boolean settled;

    /**
     * How long before the end of a connection's life its replacement is opened at the latest: an hour, or a quarter of
     * a short life.
     *
     * @param lifeNs of the venue's connections
     * @return nanoseconds
     */
    static long marginNs(final long lifeNs) {
        return Math.min(MARGIN_NS, lifeNs / 4);
    }

    void idle(final long nowNs) {
        enter(LaneState.IDLE, nowNs);
    }

    void waitUntil(final long atNs, final long nowNs) {
        enter(LaneState.WAITING, nowNs);
        dueNs = atNs;
    }

    void connecting(final long nowNs) {
        enter(LaneState.CONNECTING, nowNs);
    }

    void open(final ConnectionRules rules, final Jitter jitter, final long nowNs) {
        enter(LaneState.OPEN, nowNs);
        lastFrameNs = nowNs;
        settled = false;
        if (rules.lifeNs() > 0) {
            // Sockets opened together must not be replaced together: up to half the margin earlier, at random.
            final long margin = marginNs(rules.lifeNs());
            replaceAtNs = nowNs + rules.lifeNs() - margin - jitter.below(margin / 2 + 1);
        } else {
            replaceAtNs = NEVER;
        }
    }

    void closing(final long nowNs) {
        enter(LaneState.CLOSING, nowNs);
    }

    private void enter(final LaneState newState, final long nowNs) {
        state = newState;
        sinceNs = nowNs;
    }

    void frame(final long nowNs) {
        lastFrameNs = nowNs;
    }

    LaneState state() {
        return state;
    }

    boolean is(final LaneState wanted) {
        return state == wanted;
    }

    /** True when a connection is there or under way. */
    boolean live() {
        return state == LaneState.OPEN || state == LaneState.CONNECTING;
    }

    boolean due(final long nowNs) {
        return state == LaneState.WAITING && nowNs >= dueNs;
    }

    boolean lateToOpen(final ConnectionRules rules, final long nowNs) {
        return state == LaneState.CONNECTING && nowNs - sinceNs >= rules.openTimeoutNs();
    }

    boolean lateToClose(final long nowNs) {
        return state == LaneState.CLOSING && nowNs - sinceNs >= CLOSING_MOST_NS;
    }

    boolean silent(final ConnectionRules rules, final long nowNs) {
        return state == LaneState.OPEN && rules.silenceNs() > 0 && nowNs - lastFrameNs >= rules.silenceNs();
    }

    boolean toBeReplaced(final long nowNs) {
        return state == LaneState.OPEN && nowNs >= replaceAtNs;
    }

    /** True once, when an open connection has lived long enough to trust the venue again. */
    boolean settles(final long nowNs) {
        if (state != LaneState.OPEN || settled || nowNs - sinceNs < SETTLED_AFTER_NS) {
            return false;
        }
        settled = true;
        return true;
    }

    long sinceNs() {
        return sinceNs;
    }
}
