package io.penstock.gateways.common.feed;

import io.penstock.gateways.common.ConnectionRules;

/**
 * The connection attempts of all feeds of one venue: never more than 60 % of what the venue allows in any window of its
 * length, since other processes may share our address; and none while the venue has told us to stay away.
 *
 * <p>Any thread: feeds of one venue may live on several. Allocates in the constructor only.
 */
public final class ConnectionBudget {
    private static final int SHARE_PERCENT = 60;

    private final long[] attemptedAtNs;
    private final long windowNs;
    private int next;
    private int used;
    private long notBeforeNs = Long.MIN_VALUE;

    /**
     * A full budget.
     *
     * @param rules of the venue; no attempts or no window there means no limit
     */
    public ConnectionBudget(final ConnectionRules rules) {
        final boolean limited = rules.attempts() > 0 && rules.attemptWindowNs() > 0;
        attemptedAtNs = new long[limited ? Math.max(1, (int) ((long) rules.attempts() * SHARE_PERCENT / 100)) : 0];
        windowNs = rules.attemptWindowNs();
    }

    /**
     * Takes one attempt, if there is one.
     *
     * @param nowNs now
     * @return false when it must wait until {@link #nextNs}
     */
    public synchronized boolean tryTake(final long nowNs) {
        if (nowNs < nextNs()) {
            return false;
        }
        if (attemptedAtNs.length > 0) {
            attemptedAtNs[next] = nowNs;
            next = (next + 1) % attemptedAtNs.length;
            used = Math.min(attemptedAtNs.length, used + 1);
        }
        return true;
    }

    /**
     * The earliest moment of another attempt.
     *
     * @return epoch nanoseconds; in the past when one may be made now
     */
    public synchronized long nextNs() {
        final boolean full = attemptedAtNs.length > 0 && used == attemptedAtNs.length;
        return full ? Math.max(notBeforeNs, attemptedAtNs[next] + windowNs) : notBeforeNs;
    }

    /**
     * The venue told us to stay away.
     *
     * @param untilNs no attempt before
     */
    public synchronized void holdOff(final long untilNs) {
        notBeforeNs = Math.max(notBeforeNs, untilNs);
    }

    /**
     * How many attempts any window may see.
     *
     * @return our share, 0 = no limit
     */
    public int attempts() {
        return attemptedAtNs.length;
    }
}
