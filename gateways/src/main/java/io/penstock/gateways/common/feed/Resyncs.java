package io.penstock.gateways.common.feed;

import static io.penstock.gateways.common.MarketDataSession.TAKEN;

import io.penstock.gateways.common.MarketDataSession;

/**
 * The books that somebody wants anew, until the session has heard it: it may be busy. The feed's thread; allocates in
 * the constructor only.
 */
final class Resyncs {
    private final MarketDataSession session;
    private final boolean[] wanted;
    private int count;

    Resyncs(final MarketDataSession session) {
        this.session = session;
        wanted = new boolean[session.instrumentCount()];
    }

    /** One of the session's instruments. */
    void want(final int instrument) {
        if (!wanted[instrument]) {
            wanted[instrument] = true;
            count++;
        }
    }

    /**
     * Tells the session the next one.
     *
     * @return true when it was told: poll it, and ask again
     */
    boolean tell(final long nowNs) {
        for (int i = 0; count > 0 && i < wanted.length; i++) {
            if (wanted[i]) {
                if (session.resync(i, nowNs) != TAKEN) {
                    return false;
                }
                wanted[i] = false;
                count--;
                return true;
            }
        }
        return false;
    }
}
