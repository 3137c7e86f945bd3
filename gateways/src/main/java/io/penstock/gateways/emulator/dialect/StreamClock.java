package io.penstock.gateways.emulator.dialect;

import java.util.PriorityQueue;

/**
 * What is due when: publications, pings, closings. Things due at the same moment run in the order in which they were
 * asked for. One thread; allocates one entry per request.
 */
public final class StreamClock {
    /** Something that comes due; it may ask for the next time itself. */
    public interface Task {
        /**
         * It is due.
         *
         * @param dueNs the moment asked for, not that of the call
         */
        void run(long dueNs);
    }

    private record Entry(long dueNs, long order, Task task) implements Comparable<Entry> {
        @Override
        public int compareTo(final Entry other) {
            final int byTime = Long.compare(dueNs, other.dueNs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long orders;

    /**
     * Asks for a call.
     *
     * @param dueNs when
     * @param task  what
     */
    public void at(final long dueNs, final Task task) {
        entries.add(new Entry(dueNs, orders++, task));
    }

    /**
     * The next moment of a grid.
     *
     * @param nowNs    after this
     * @param periodNs of the grid
     * @param phaseNs  where the grid begins within a period
     * @return the first multiple of the period plus phase that is later than now
     */
    public static long next(final long nowNs, final long periodNs, final long phaseNs) {
        return Math.floorDiv(nowNs - phaseNs, periodNs) * periodNs + periodNs + phaseNs;
    }

    /**
     * When something is due.
     *
     * @return Long.MAX_VALUE for never
     */
    public long nextDueNs() {
        final Entry first = entries.peek();
        return first == null ? Long.MAX_VALUE : first.dueNs;
    }

    /**
     * Runs the first thing that is due.
     *
     * @param nowNs now
     * @return false when nothing was due
     */
    public boolean runOne(final long nowNs) {
        final Entry first = entries.peek();
        if (first == null || first.dueNs > nowNs) {
            return false;
        }
        entries.remove();
        first.task.run(first.dueNs);
        return true;
    }
}
