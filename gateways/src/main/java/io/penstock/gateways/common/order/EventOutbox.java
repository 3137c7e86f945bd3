package io.penstock.gateways.common.order;

import java.util.ArrayDeque;

/**
 * Private events of a session on their way to the sink: nothing is dropped, so it grows while the sink has no room.
 * Events of one {@link #room} stand together in one run of records, and all runs keep their order.
 *
 * <p>One thread; allocates only while it grows.
 */
public final class EventOutbox {
    /** Most events of one run. */
    public static final int RUN = 32;

    private final ArrayDeque<AccountScratch> waiting = new ArrayDeque<>();
    private final ArrayDeque<AccountScratch> spare = new ArrayDeque<>();

    /**
     * A scratch with room at the end of the queue.
     *
     * @param events how many are about to be added, at most {@link #RUN}
     * @return where to add them, before anything else is asked of this
     */
    public AccountScratch room(final int events) {
        if (events > RUN) {
            throw new IllegalArgumentException(events + " events at once; at most " + RUN + " stand together");
        }
        final AccountScratch last = waiting.peekLast();
        if (last != null && last.free() >= events) {
            return last;
        }
        final AccountScratch fresh = spare.isEmpty() ? new AccountScratch(RUN) : spare.pop();
        waiting.addLast(fresh);
        return fresh;
    }

    /**
     * A scratch with room for one event.
     *
     * @return where to add it
     */
    public AccountScratch one() {
        return room(1);
    }

    /**
     * Whether anything waits.
     *
     * @return true when nothing does
     */
    public boolean isEmpty() {
        return waiting.isEmpty();
    }

    /**
     * Hands out what waits, in order.
     *
     * @param actions publishes
     * @return false when there was no room for all of it
     */
    public boolean drain(final OrderActions actions) {
        while (!waiting.isEmpty()) {
            final AccountScratch first = waiting.peekFirst();
            if (first.count() > 0 && !actions.publish(first.buffer(), 0, first.count())) {
                return false;
            }
            waiting.removeFirst();
            first.clear();
            if (spare.size() < RUN) {
                spare.push(first);
            }
        }
        return true;
    }
}
