package io.penstock.gateways.common;

/**
 * Which books want a snapshot, and when to ask again: after 1 s, then twice as long each time, up to 32 s. Session
 * thread; allocates in the constructor only.
 */
public final class SnapshotRequests {
    private static final long FIRST_RETRY_NS = 1_000_000_000L;
    private static final long LAST_RETRY_NS = 32_000_000_000L;

    private final boolean[] wanted;
    private final long[] retryAtNs;
    private final long[] retryNs;

    /**
     * Wants nothing yet.
     *
     * @param instruments slots run from 0 to one less
     */
    public SnapshotRequests(final int instruments) {
        wanted = new boolean[instruments];
        retryAtNs = new long[instruments];
        retryNs = new long[instruments];
    }

    /**
     * Wants one, unless one is under way.
     *
     * @param slot  of the book
     * @param nowNs now
     */
    public void wantFirst(final int slot, final long nowNs) {
        if (retryNs[slot] == 0) {
            wantAgain(slot, nowNs);
        }
    }

    /**
     * Wants one: that which came did not serve, or none came.
     *
     * @param slot  of the book
     * @param nowNs now
     */
    public void wantAgain(final int slot, final long nowNs) {
        wanted[slot] = true;
        retryNs[slot] = Math.min(LAST_RETRY_NS, Math.max(FIRST_RETRY_NS, 2 * retryNs[slot]));
        retryAtNs[slot] = nowNs + retryNs[slot];
    }

    /**
     * Wants another one where the last has been out for too long.
     *
     * @param slot  of the book
     * @param nowNs now
     */
    public void onTimer(final int slot, final long nowNs) {
        if (retryNs[slot] > 0 && nowNs >= retryAtNs[slot]) {
            wantAgain(slot, nowNs);
        }
    }

    /**
     * The one that was asked for could not be had: asks again when the venue allows.
     *
     * @param slot        of the book
     * @param notBeforeNs earliest moment of another request
     */
    public void failed(final int slot, final long notBeforeNs) {
        if (retryNs[slot] > 0) {
            retryAtNs[slot] = Math.max(retryAtNs[slot], notBeforeNs);
        }
    }

    /**
     * Wants none any more.
     *
     * @param slot of the book
     */
    public void cancel(final int slot) {
        wanted[slot] = false;
        retryNs[slot] = 0;
    }

    /**
     * Whether to ask for one now; asks once.
     *
     * @param slot of the book
     * @return true once for each that is wanted
     */
    public boolean take(final int slot) {
        final boolean now = wanted[slot];
        wanted[slot] = false;
        return now;
    }
}
