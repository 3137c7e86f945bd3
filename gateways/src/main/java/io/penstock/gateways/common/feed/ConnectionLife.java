package io.penstock.gateways.common.feed;

import static io.penstock.gateways.common.MarketDataSession.LANES;

import io.penstock.gateways.common.ConnectionRules;
import io.penstock.gateways.common.FeedTransport;

/**
 * The life of a feed's two lanes. One is the main one; the other is idle, or takes over from it.
 *
 * <pre>
 * IDLE -- wanted --> WAITING -- back-off over, budget --> CONNECTING -- onOpen --> OPEN
 *   ^                   ^                                     | too slow            | silent, replaced, urgent
 *   |                   '------- onClosed, still wanted ------+---------------------+--> CLOSING
 *   '--------------------------- onClosed, not wanted any more
 * </pre>
 *
 * <p>The feed's thread; allocates in the constructor only. Times never go backwards.
 */
final class ConnectionLife {
    static final int NONE = -1;
    static final long HAND_OVER_MOST_NS = 30_000_000_000L;
    private static final long CROWD_NS = 2_000_000_000L;

    private final ConnectionRules rules;
    private final ConnectionBudget budget;
    private final FeedTransport transport;
    private final Jitter jitter;
    private final Backoff backoff;
    private final LaneLife[] lanes = new LaneLife[LANES];
    private final CloseReason[] closedFor = new CloseReason[LANES];
    private final long[] byReason = new long[CloseReason.values().length];
    private final long handOverMostNs;
    private boolean running;
    private boolean replaceWanted;
    private int main;
    private int successor = NONE;
    private long lastFrameNs;
    private long attempts;
    private long connects;
    private long failedAttempts;
    private long handOvers;

    ConnectionLife(
        final ConnectionRules rules, final ConnectionBudget budget, final FeedTransport transport, final long seed) {
        this.rules = rules;
        this.budget = budget;
        this.transport = transport;
        jitter = new Jitter(seed);
        backoff = new Backoff(jitter);
        handOverMostNs = rules.lifeNs() > 0
            ? Math.min(HAND_OVER_MOST_NS, LaneLife.marginNs(rules.lifeNs())) : HAND_OVER_MOST_NS;
        for (int i = 0; i < LANES; i++) {
            lanes[i] = new LaneLife();
            closedFor[i] = CloseReason.UNKNOWN;
        }
    }

    void start(final long nowNs) {
        if (!running) {
            running = true;
            if (lanes[main].is(LaneState.IDLE)) {
                lanes[main].waitUntil(nowNs + jitter.below(Backoff.FIRST_NS), nowNs);
            }
        }
    }

    void stop(final long nowNs) {
        running = false;
        replaceWanted = false;
        successor = NONE;
        for (int lane = 0; lane < LANES; lane++) {
            if (lanes[lane].live()) {
                close(lane, CloseReason.OURS, nowNs);
            } else if (lanes[lane].is(LaneState.WAITING)) {
                lanes[lane].idle(nowNs);
            }
        }
    }

    /** A connection is there; false when nobody wants it any more. */
    boolean onOpen(final int lane, final long nowNs) {
        if (!lanes[lane].is(LaneState.CONNECTING)) {
            if (!lanes[lane].is(LaneState.OPEN)) {
                transport.close(lane);
            }
            return false;
        }
        connects++;
        lanes[lane].open(rules, jitter, nowNs);
        return true;
    }

    /** A connection is gone, for a reason of the transport's unless we closed it; tells which of the two it was. */
    CloseReason onClosed(final int lane, final CloseReason reason, final long notBeforeNs, final long nowNs) {
        final LaneLife life = lanes[lane];
        if (life.is(LaneState.IDLE) || life.is(LaneState.WAITING)) {
            return CloseReason.OURS;
        }
        final CloseReason cause = life.is(LaneState.CLOSING) ? closedFor[lane] : reason;
        if (life.is(LaneState.CONNECTING) || cause == CloseReason.TIMEOUT) {
            failedAttempts++;
        }
        byReason[cause.ordinal()]++;
        if (notBeforeNs > nowNs) {
            budget.holdOff(notBeforeNs);
        }
        if (lane == main && successor != NONE) {
            handOvers += lanes[successor].is(LaneState.OPEN) ? 1 : 0;
            main = successor;
            successor = NONE;
            life.idle(nowNs);
        } else if (running && (lane == main || lane == successor)) {
            life.waitUntil(nowNs + backoff.nextNs(), nowNs);
        } else {
            life.idle(nowNs);
        }
        replaceWanted &= lane != main;
        return cause;
    }

    /** A sign of life; false when the frame is of a connection that is not wanted any more. */
    boolean onFrame(final int lane, final long nowNs) {
        if (!lanes[lane].is(LaneState.OPEN)) {
            return false;
        }
        lanes[lane].frame(nowNs);
        lastFrameNs = nowNs;
        return true;
    }

    /** Reading goes on: silence while we did not listen does not count. */
    void onReadingAgain(final long nowNs) {
        for (int lane = 0; lane < LANES; lane++) {
            lanes[lane].frame(nowNs);
        }
    }

    void onTimer(final boolean listening, final long nowNs) {
        for (int lane = 0; lane < LANES; lane++) {
            final LaneLife life = lanes[lane];
            if (life.settles(nowNs)) {
                backoff.reset();
            }
            if (life.due(nowNs)) {
                connect(lane, nowNs);
            } else if (life.lateToOpen(rules, nowNs)) {
                close(lane, CloseReason.TIMEOUT, nowNs);
            } else if (listening && life.silent(rules, nowNs)) {
                close(lane, CloseReason.SILENCE, nowNs);
            } else if (life.lateToClose(nowNs)) {
                onClosed(lane, closedFor[lane], 0, nowNs);
            }
        }
        if (running && successor == NONE && (replaceWanted || lanes[main].toBeReplaced(nowNs))) {
            beginHandOver(nowNs);
        }
        if (successor != NONE && lanes[successor].is(LaneState.OPEN)
            && nowNs - lanes[successor].sinceNs() >= handOverMostNs) {
            finishHandOver(nowNs);
        }
    }

    private void connect(final int lane, final long nowNs) {
        if (!budget.tryTake(nowNs)) {
            // Everybody waits for the same moment: the jitter keeps them from taking it together.
            final long nextNs = Math.max(nowNs, budget.nextNs());
            lanes[lane].waitUntil(nextNs + jitter.below(CROWD_NS), nowNs);
            return;
        }
        attempts++;
        lanes[lane].connecting(nowNs);
        transport.connect(lane);
    }

    private void close(final int lane, final CloseReason reason, final long nowNs) {
        closedFor[lane] = reason;
        lanes[lane].closing(nowNs);
        transport.close(lane);
    }

    /** The session wants another connection instead of this one. */
    void replace(final int lane, final boolean urgent, final long nowNs) {
        if (!running || !lanes[lane].live()) {
            return;
        }
        if (urgent || lane == successor) {
            close(lane, CloseReason.OURS, nowNs);
        } else if (successor == NONE) {
            replaceWanted = true;
            beginHandOver(nowNs);
        }
    }

    private void beginHandOver(final long nowNs) {
        final int other = LANES - 1 - main;
        // The lane may still be closing from the last time: then the timer tries again.
        if (lanes[other].is(LaneState.IDLE)) {
            replaceWanted = false;
            successor = other;
            lanes[other].waitUntil(nowNs + jitter.below(Backoff.FIRST_NS), nowNs);
        }
    }

    /** Everything follows the new lane, or has had time enough to: the old one is closed. */
    void finishHandOver(final long nowNs) {
        final int old = main;
        main = successor;
        successor = NONE;
        handOvers++;
        if (lanes[old].live()) {
            close(old, CloseReason.OURS, nowNs);
        } else if (lanes[old].is(LaneState.WAITING)) {
            lanes[old].idle(nowNs);
        }
    }

    int successor() {
        return successor;
    }

    int main() {
        return main;
    }

    boolean open(final int lane) {
        return lanes[lane].is(LaneState.OPEN);
    }

    LaneState state(final int lane) {
        return lanes[lane].state();
    }

    boolean running() {
        return running;
    }

    boolean idle() {
        return lanes[0].is(LaneState.IDLE) && lanes[1].is(LaneState.IDLE);
    }

    long lastFrameNs() {
        return lastFrameNs;
    }

    long attempts() {
        return attempts;
    }

    long connects() {
        return connects;
    }

    long failedAttempts() {
        return failedAttempts;
    }

    long handOvers() {
        return handOvers;
    }

    long closed(final CloseReason reason) {
        return byReason[reason.ordinal()];
    }
}
