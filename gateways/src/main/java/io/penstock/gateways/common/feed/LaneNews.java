package io.penstock.gateways.common.feed;

import static io.penstock.gateways.common.MarketDataSession.BUSY;
import static io.penstock.gateways.common.MarketDataSession.LANES;

import io.penstock.gateways.common.MarketDataSession;

/**
 * What the session knows of the lanes, and what it still has to hear: a busy session is told later, but always in
 * order. The feed's thread; allocates in the constructor only.
 */
final class LaneNews {
    /** The session knows everything. */
    static final int NOTHING = 0;
    /** The session was told something: poll it, and ask again. */
    static final int TOLD = 1;
    /** The session cannot hear it now. */
    static final int LATER = 2;

    private final MarketDataSession session;
    private final boolean[] told = new boolean[LANES];
    private final boolean[] lost = new boolean[LANES];

    LaneNews(final MarketDataSession session) {
        this.session = session;
    }

    /** A connection ended; another one may take its lane before the session hears of it. */
    void closed(final int lane) {
        lost[lane] |= told[lane];
    }

    /** Tells the next thing. */
    int next(final ConnectionLife lives, final long nowNs) {
        for (int lane = 0; lane < LANES; lane++) {
            lost[lane] |= told[lane] && !lives.open(lane);
            if (lost[lane]) {
                if (session.onDisconnected(lane, nowNs) == BUSY) {
                    return LATER;
                }
                lost[lane] = false;
                told[lane] = false;
                return TOLD;
            }
            if (!told[lane] && lives.open(lane)) {
                if (session.onConnected(lane, nowNs) == BUSY) {
                    return LATER;
                }
                told[lane] = true;
                return TOLD;
            }
        }
        return NOTHING;
    }

    /** Whether the session knows the connection that this lane has now. */
    boolean known(final int lane) {
        return told[lane] && !lost[lane];
    }

    /** Whether the session knows of no connection. */
    boolean none() {
        return !told[0] && !told[1];
    }
}
