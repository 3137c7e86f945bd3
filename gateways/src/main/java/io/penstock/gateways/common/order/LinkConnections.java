package io.penstock.gateways.common.order;

import io.penstock.gateways.common.ConnectionRules;
import io.penstock.gateways.common.feed.Backoff;
import io.penstock.gateways.common.feed.CloseReason;
import io.penstock.gateways.common.feed.ConnectionBudget;
import io.penstock.gateways.common.feed.Jitter;
import io.penstock.gateways.common.order.LinkConnection.State;

/**
 * The life of a link's connections: opened when the session has an address and the budget an attempt, closed when late
 * or silent, opened again after a wait that grows. The link's thread; allocates in the constructor only.
 */
final class LinkConnections {
    private static final long CROWD_NS = 2_000_000_000L;

    private final OrderSession session;
    private final ConnectionRules rules;
    private final ConnectionBudget budget;
    private final OrderTransport transport;
    private final OrderLinkView view;
    private final Jitter jitter;
    private final Backoff[] backoffs;
    private final LinkConnection[] connections;
    private final boolean[] reconnect;
    private boolean running;

    LinkConnections(
        final OrderSession session, final ConnectionRules rules, final ConnectionBudget budget,
        final OrderTransport transport, final OrderLinkView view, final long seed) {
        this.session = session;
        this.rules = rules;
        this.budget = budget;
        this.transport = transport;
        this.view = view;
        jitter = new Jitter(seed);
        final int count = session.connections();
        connections = new LinkConnection[count];
        backoffs = new Backoff[count];
        reconnect = new boolean[count];
        for (int i = 0; i < count; i++) {
            connections[i] = new LinkConnection();
            backoffs[i] = new Backoff(jitter);
        }
    }

    void start(final long nowNs) {
        running = true;
        for (final LinkConnection connection : connections) {
            if (connection.is(State.IDLE)) {
                connection.waitUntil(nowNs, nowNs);
            }
        }
    }

    void stop(final long nowNs) {
        running = false;
        for (int i = 0; i < connections.length; i++) {
            if (connections[i].live()) {
                close(i, nowNs);
            } else if (connections[i].is(State.WAITING)) {
                connections[i].become(State.IDLE, nowNs);
            }
        }
    }

    boolean stopped() {
        for (final LinkConnection connection : connections) {
            if (!connection.is(State.IDLE)) {
                return false;
            }
        }
        return !running;
    }

    /** A connection is there; false when nobody wants it any more. */
    boolean opened(final int connection, final long nowNs) {
        if (!connections[connection].is(State.CONNECTING)) {
            if (!connections[connection].is(State.OPEN)) {
                transport.close(connection);
            }
            return false;
        }
        connections[connection].become(State.OPEN, nowNs);
        view.onConnect();
        countOpen();
        return true;
    }

    /** A connection is gone; false when that is no news. */
    boolean closed(
        final int connection, final CloseReason reason, final String words, final long notBeforeNs,
        final long nowNs) {
        final LinkConnection gone = connections[connection];
        if (gone.is(State.IDLE) || gone.is(State.WAITING)) {
            return false;
        }
        if (reason != CloseReason.OURS) {
            view.failure(words);
        }
        if (notBeforeNs > nowNs) {
            budget.holdOff(notBeforeNs);
        }
        if (running) {
            gone.waitUntil(nowNs + backoffs[connection].nextNs(), nowNs);
        } else {
            gone.become(State.IDLE, nowNs);
        }
        countOpen();
        return true;
    }

    /** A sign of life; false when it is of a connection that is not wanted any more. */
    boolean heard(final int connection, final long nowNs) {
        connections[connection].frame(nowNs);
        return connections[connection].is(State.OPEN);
    }

    boolean open(final int connection) {
        return connections[connection].is(State.OPEN);
    }

    /** Reading goes on: silence while we did not listen does not count. */
    void onReadingAgain(final long nowNs) {
        for (final LinkConnection connection : connections) {
            connection.frame(nowNs);
        }
    }

    /** Wants another connection instead of this one, done by {@link #replace}. */
    void reconnect(final int connection) {
        reconnect[connection] = true;
    }

    void replace(final long nowNs) {
        for (int i = 0; i < connections.length; i++) {
            if (reconnect[i]) {
                reconnect[i] = false;
                if (connections[i].live()) {
                    close(i, nowNs);
                }
            }
        }
    }

    /** Returns a connection that the transport never closed though asked to, or -1. */
    int onTimer(final boolean listening, final long nowNs) {
        int forgotten = -1;
        for (int i = 0; i < connections.length; i++) {
            final LinkConnection connection = connections[i];
            if (connection.settles(nowNs)) {
                backoffs[i].reset();
            }
            if (connection.due(nowNs)) {
                connect(i, nowNs);
            } else if (connection.lateToOpen(rules, nowNs)) {
                view.failure(CloseReason.TIMEOUT.words());
                close(i, nowNs);
            } else if (listening && connection.silent(rules, nowNs)) {
                view.failure(CloseReason.SILENCE.words());
                close(i, nowNs);
            } else if (connection.lateToClose(nowNs)) {
                forgotten = i;
            }
        }
        return forgotten;
    }

    private void connect(final int connection, final long nowNs) {
        final String address = session.address(connection);
        if (address.isEmpty()) {
            return;
        }
        if (!budget.tryTake(nowNs)) {
            final long nextNs = Math.max(nowNs, budget.nextNs());
            connections[connection].waitUntil(nextNs + jitter.below(CROWD_NS), nowNs);
            return;
        }
        view.onAttempt();
        connections[connection].become(State.CONNECTING, nowNs);
        transport.connect(connection, address);
    }

    private void close(final int connection, final long nowNs) {
        connections[connection].become(State.CLOSING, nowNs);
        countOpen();
        transport.close(connection);
    }

    private void countOpen() {
        int open = 0;
        for (final LinkConnection connection : connections) {
            open += connection.is(State.OPEN) ? 1 : 0;
        }
        view.open(open);
    }
}
