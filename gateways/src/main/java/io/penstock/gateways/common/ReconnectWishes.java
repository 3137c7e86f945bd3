package io.penstock.gateways.common;

/**
 * Which connections a session wants replaced, without asking for it in a hot loop: the first wish is told at once, the
 * next one 10 s later at the earliest, then 20 s and so on up to 10 min; after 20 min without any it begins anew. Per
 * connection a wish is told once, and once more when it has become urgent. Session thread; allocates in the
 * constructor only.
 */
public final class ReconnectWishes {
    private static final long FIRST_WAIT_NS = 10_000_000_000L;
    private static final long MOST_WAIT_NS = 600_000_000_000L;
    private static final byte NONE = 0;
    private static final byte WISHED = 1;
    private static final byte URGENT = 2;

    private final byte[] wishes;
    private final byte[] told;
    private long notBeforeNs = Long.MIN_VALUE;
    private long lastNs = Long.MIN_VALUE / 2;
    private long waitNs = FIRST_WAIT_NS;

    /**
     * No wish.
     *
     * @param lanes connections
     */
    public ReconnectWishes(final int lanes) {
        wishes = new byte[lanes];
        told = new byte[lanes];
    }

    /**
     * Wishes for another connection.
     *
     * @param lane   the one to be replaced
     * @param urgent true when nothing good comes from it any more
     */
    public void wish(final int lane, final boolean urgent) {
        wishes[lane] = (byte) Math.max(wishes[lane], urgent ? URGENT : WISHED);
    }

    /**
     * The connection is gone or new: nothing is wished of it.
     *
     * @param lane which one
     */
    public void clear(final int lane) {
        wishes[lane] = NONE;
        told[lane] = NONE;
    }

    /**
     * Tells what is wished and due.
     *
     * @param actions hears it
     * @param nowNs   now
     */
    public void tell(final SessionActions actions, final long nowNs) {
        for (int lane = 0; lane < wishes.length; lane++) {
            if (wishes[lane] > told[lane] && nowNs >= notBeforeNs) {
                if (nowNs - lastNs >= 2 * MOST_WAIT_NS) {
                    waitNs = FIRST_WAIT_NS;
                }
                lastNs = nowNs;
                notBeforeNs = nowNs + waitNs;
                waitNs = Math.min(MOST_WAIT_NS, 2 * waitNs);
                told[lane] = wishes[lane];
                actions.reconnect(lane, wishes[lane] == URGENT);
            }
        }
    }
}
