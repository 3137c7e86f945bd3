package io.penstock.gateways.mexc;

import org.agrona.collections.LongHashSet;

/**
 * The ids of an instrument's last trades, so that none is published twice when two connections bring it, or one
 * repeats it. MEXC's ids have no order that could be compared. Session thread; allocates in the constructor only.
 */
final class RecentTrades {
    private static final int KEPT = 1024;
    private final long[] ring = new long[KEPT];
    private final LongHashSet ids = new LongHashSet(2 * KEPT);
    private int next;
    private boolean full;

    /** Notes a trade; false when it is known already. */
    boolean add(final long id) {
        if (!ids.add(id)) {
            return false;
        }
        if (full) {
            ids.remove(ring[next]);
        }
        ring[next++] = id;
        if (next == KEPT) {
            next = 0;
            full = true;
        }
        return true;
    }
}
