package io.penstock.tools.simulator;

import java.util.PriorityQueue;

/** Virtual time: things due at one moment happen in the order in which they were asked for. */
final class Agenda {
    private record Entry(long dueNs, long order, Runnable what) implements Comparable<Entry> {
        @Override
        public int compareTo(final Entry other) {
            final int byTime = Long.compare(dueNs, other.dueNs);
            return byTime != 0 ? byTime : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Entry> entries = new PriorityQueue<>(256);
    private long nowNs;
    private long orders;

    Agenda(final long startNs) {
        nowNs = startNs;
    }

    long nowNs() {
        return nowNs;
    }

    void after(final long delayNs, final Runnable what) {
        at(nowNs + delayNs, what);
    }

    void at(final long dueNs, final Runnable what) {
        entries.add(new Entry(Math.max(nowNs, dueNs), orders++, what));
    }

    /** Does the next thing that is due until a moment; false when there is none, and then it is that moment. */
    boolean step(final long untilNs) {
        final Entry next = entries.peek();
        if (next == null || next.dueNs > untilNs) {
            nowNs = Math.max(nowNs, untilNs);
            return false;
        }
        entries.remove();
        nowNs = next.dueNs;
        next.what.run();
        return true;
    }
}
