package io.penstock.gateways.bybit;

import io.penstock.gateways.common.ControlFrames;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.SessionActions;
import io.penstock.gateways.common.SilenceWatch;
import io.penstock.gateways.common.SnapshotRequests;

/**
 * What a session keeps up on its connections whatever the books do: the topics, the ping every 20 s with its answer
 * within 10 s, the wish for another snapshot, the wish for another connection. One thread; allocates in the constructor
 * only.
 */
final class BybitLanes {
    /** Between two pings; the venue closes what has not pinged for some time. */
    static final long PING_NS = 20_000_000_000L;
    /** How long the answer to a ping may take. */
    static final long PONG_NS = 10_000_000_000L;
    /** A snapshot that does not come so soon after the topic's acknowledgement is asked for again. */
    static final long SNAPSHOT_NS = 1_000_000_000L;

    private static final int LANES = MarketDataSession.LANES;
    /** The venue names no limit for control frames; 20 in a second is far below what it takes. */
    private static final long FRAME_DISTANCE_NS = 50_000_000L;
    private static final byte NO = 0;
    private static final byte SOON = 1;
    private static final byte NOW = 2;

    private final BybitSymbolMap map;
    private final ControlFrames frames = new ControlFrames(LANES, FRAME_DISTANCE_NS);
    private final BybitSubscriptions[] topics = new BybitSubscriptions[LANES];
    private final SnapshotRequests[] requests = new SnapshotRequests[LANES];
    private final SilenceWatch watch;
    private final boolean[] connected = new boolean[LANES];
    private final boolean[] dataSeen = new boolean[LANES];
    private final long[] lastFrameNs = new long[LANES];
    private final long[] pingAtNs = new long[LANES];
    private final boolean[] pongDue = new boolean[LANES];
    private final byte[] reconnect = new byte[LANES];
    private int target;

    BybitLanes(final BybitSymbolMap map, final int mostArgs, final SilenceWatch watch) {
        this.map = map;
        this.watch = watch;
        for (int lane = 0; lane < LANES; lane++) {
            topics[lane] = new BybitSubscriptions(map, frames, lane, mostArgs);
            requests[lane] = new SnapshotRequests(map.symbols().size());
        }
    }

    boolean connected(final int lane) {
        return connected[lane];
    }

    /** The lane that instruments are to follow in the end: the one that came last. */
    int target() {
        return target;
    }

    void open(final int lane, final long nowNs) {
        connected[lane] = true;
        target = lane;
        dataSeen[lane] = false;
        reconnect[lane] = NO;
        pongDue[lane] = false;
        pingAtNs[lane] = nowNs + PING_NS;
        lastFrameNs[lane] = nowNs;
        topics[lane].open();
        for (int slot = 0; slot < map.symbols().size(); slot++) {
            // The first snapshot comes of itself; what is noted here is when to ask for it.
            requests[lane].cancel(slot);
            requests[lane].wantFirst(slot, nowNs);
            requests[lane].take(slot);
        }
    }

    void close(final int lane) {
        connected[lane] = false;
        target = LANES - 1 - lane;
        reconnect[lane] = NO;
        pongDue[lane] = false;
        topics[lane].close();
        watch.arrived(lane, false);
        for (int slot = 0; slot < map.symbols().size(); slot++) {
            requests[lane].cancel(slot);
        }
    }

    void frame(final int lane, final long nowNs) {
        lastFrameNs[lane] = nowNs;
    }

    void data(final int lane) {
        if (!dataSeen[lane]) {
            dataSeen[lane] = true;
            watch.arrived(lane, true);
        }
    }

    void pong(final int lane) {
        pongDue[lane] = false;
    }

    /** An answer to a request for topics; true when it came to what was wanted. */
    boolean answer(
        final int lane, final long requestId, final boolean good, final boolean already, final long nowNs) {
        final boolean done = topics[lane].onAnswer(requestId, good, already, nowNs);
        if (done && !dataSeen[lane] && topics[lane].anyActive()) {
            watch.expect(lane, nowNs);
        }
        return done;
    }

    /** Asks for a snapshot of a book unless that is under way. */
    void wantSnapshot(final int lane, final int slot, final long nowNs) {
        if (connected[lane]) {
            requests[lane].wantFirst(slot, nowNs);
            renewWanted(lane, slot);
        }
    }

    private void renewWanted(final int lane, final int slot) {
        if (requests[lane].take(slot)) {
            topics[lane].renew(map.bookTopic(slot));
        }
    }

    void snapshotCame(final int lane, final int slot) {
        requests[lane].cancel(slot);
    }

    boolean settled(final int lane) {
        return connected[lane] && topics[lane].settled();
    }

    /** Whether the venue refuses the book of an instrument. */
    boolean hopeless(final int lane, final int slot) {
        return topics[lane].hopeless(map.bookTopic(slot));
    }

    void onTimer(final long nowNs) {
        for (int lane = 0; lane < LANES; lane++) {
            if (connected[lane]) {
                topics[lane].onTimer(nowNs);
                keepAlive(lane, nowNs);
                if (watch.overdue(lane, nowNs)) {
                    reconnect[lane] = NOW;
                }
                for (int slot = 0; slot < map.symbols().size(); slot++) {
                    if (topics[lane].active(map.bookTopic(slot), SNAPSHOT_NS, nowNs)) {
                        requests[lane].onTimer(slot, nowNs);
                        renewWanted(lane, slot);
                    }
                }
            }
        }
    }

    private void keepAlive(final int lane, final long nowNs) {
        if (pongDue[lane] && nowNs - (pingAtNs[lane] - PING_NS) >= PONG_NS) {
            pongDue[lane] = false;
            // Data without a pong: it will not last, but until the other lane is there it serves.
            reconnect[lane] = lastFrameNs[lane] < pingAtNs[lane] - PING_NS ? NOW : SOON;
        }
        if (nowNs >= pingAtNs[lane]) {
            pingAtNs[lane] = nowNs + PING_NS;
            pongDue[lane] = true;
            topics[lane].ping();
        }
    }

    void poll(final SessionActions actions, final long nowNs) {
        for (int lane = 0; lane < LANES; lane++) {
            if (reconnect[lane] != NO) {
                final boolean urgent = reconnect[lane] == NOW;
                reconnect[lane] = NO;
                actions.reconnect(lane, urgent);
            }
            if (connected[lane]) {
                topics[lane].pump(nowNs);
                frames.send(lane, actions, nowNs);
            }
        }
    }
}
