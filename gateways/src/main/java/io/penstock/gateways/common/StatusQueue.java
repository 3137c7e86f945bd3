package io.penstock.gateways.common;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;

/**
 * The last status of each instrument that has not been published yet. A later status of an instrument replaces the one
 * that waits. Session thread; allocates in the constructor only.
 */
public final class StatusQueue {
    private static final int MOST_AT_ONCE = 64;

    private final FeedState[] states;
    private final FeedReason[] reasons;
    private final long[] expected;
    private final long[] observed;
    private final long[] timesNs;
    private final int[] order;
    private int waiting;

    /**
     * Nothing waits.
     *
     * @param instruments slots run from 0 to one less
     */
    public StatusQueue(final int instruments) {
        states = new FeedState[instruments];
        reasons = new FeedReason[instruments];
        expected = new long[instruments];
        observed = new long[instruments];
        timesNs = new long[instruments];
        order = new int[instruments];
    }

    /**
     * Keeps a status.
     *
     * @param slot             of the instrument
     * @param state            what is known
     * @param reason           why
     * @param expectedUpdateId id that should have come, or 0
     * @param observedUpdateId id that came, or 0
     * @param gatewayTimeNs    when
     */
    public void add(
        final int slot, final FeedState state, final FeedReason reason, final long expectedUpdateId,
        final long observedUpdateId, final long gatewayTimeNs) {
        if (states[slot] == null) {
            order[waiting++] = slot;
        }
        states[slot] = state;
        reasons[slot] = reason;
        expected[slot] = expectedUpdateId;
        observed[slot] = observedUpdateId;
        timesNs[slot] = gatewayTimeNs;
    }

    /**
     * Whether anything waits.
     *
     * @return true when nothing does
     */
    public boolean isEmpty() {
        return waiting == 0;
    }

    /**
     * Moves what waits into a scratch, as much of it as fits there, at most 64; the rest goes on waiting.
     *
     * @param scratch       takes the records
     * @param instrumentIds dense ids by slot
     */
    public void moveTo(final EventScratch scratch, final int[] instrumentIds) {
        final int count = Math.min(waiting, Math.min(MOST_AT_ONCE, scratch.free()));
        for (int i = 0; i < count; i++) {
            final int slot = order[i];
            scratch.feedStatus(
                instrumentIds[slot], states[slot], reasons[slot], expected[slot], observed[slot], timesNs[slot]);
            states[slot] = null;
        }
        waiting -= count;
        System.arraycopy(order, count, order, 0, waiting);
    }
}
