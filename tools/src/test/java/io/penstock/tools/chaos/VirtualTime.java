package io.penstock.tools.chaos;

import java.util.PriorityQueue;

/** What happens when, in one thread: things due at the same moment happen in the order in which they were asked for. */
public final class VirtualTime {
    private record Entry(long dueNs, long order, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(final Entry other) {
            final int byTime = Long.compare(dueNs, other.dueNs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>();
    private long nowNs;
    private long orders;

    public VirtualTime(final long startNs) {
        nowNs = startNs;
    }

    public long nowNs() {
        return nowNs;
    }

    public void at(final long dueNs, final Runnable what) {
        entries.add(new Entry(Math.max(nowNs, dueNs), orders++, what));
    }

    public void after(final long delayNs, final Runnable what) {
        at(nowNs + delayNs, what);
    }

    /** When the next thing happens, Long.MAX_VALUE for never. */
    public long nextDueNs() {
        return entries.isEmpty() ? Long.MAX_VALUE : entries.peek().dueNs;
    }

    /** Moves to a moment and does what is due there. */
    public void runTo(final long moment) {
        while (!entries.isEmpty() && entries.peek().dueNs <= moment) {
            final Entry entry = entries.remove();
            nowNs = entry.dueNs;
            entry.what.run();
        }
        nowNs = Math.max(nowNs, moment);
    }
}
