package io.penstock.engine.time;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * What the fold wants to do later, in the order (due time, kind, id): a binary heap.
 *
 * <p>The order is total as long as no two timers are alike, so it does not depend on the order of scheduling; two
 * timers alike are both kept and cannot be told apart. Times are engine times in nanoseconds. Engine thread only;
 * allocates only in the constructor and when saving.
 */
public final class TimerQueue implements Stateful {
    /** What {@link #nextDueNs} says when nothing is scheduled. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int STATE_VERSION = 1;

    private final long[] dueNs;
    private final int[] kinds;
    private final long[] ids;
    private int size;

    /**
     * An empty queue.
     *
     * @param capacity most timers pending, at least 1
     */
    public TimerQueue(final int capacity) {
        if (capacity < 1) {
            throw new IllegalArgumentException("capacity of " + capacity + " timers: must be at least 1");
        }
        dueNs = new long[capacity];
        kinds = new int[capacity];
        ids = new long[capacity];
    }

    /**
     * Adds a timer.
     *
     * @param atNs when it is due
     * @param kind see {@link TimerKind}
     * @param id   whatever tells timers of a kind apart
     * @return false when the queue is full; nothing was added then
     */
    public boolean schedule(final long atNs, final int kind, final long id) {
        if (size == dueNs.length) {
            return false;
        }
        int at = size++;
        while (at > 0) {
            final int parent = at - 1 >> 1;
            if (!before(atNs, kind, id, parent)) {
                break;
            }
            move(parent, at);
            at = parent;
        }
        set(at, atNs, kind, id);
        return true;
    }

    /**
     * When the first timer is due.
     *
     * @return engine time, or {@link #NEVER}
     */
    public long nextDueNs() {
        return size == 0 ? NEVER : dueNs[0];
    }

    /**
     * Kind of the first timer.
     *
     * @return see {@link TimerKind}; 0 when nothing is scheduled
     */
    public int peekKind() {
        return size == 0 ? 0 : kinds[0];
    }

    /**
     * Id of the first timer.
     *
     * @return as scheduled; 0 when nothing is scheduled
     */
    public long peekId() {
        return size == 0 ? 0 : ids[0];
    }

    /** Takes the first timer away; does nothing when nothing is scheduled. */
    public void pop() {
        if (size == 0) {
            return;
        }
        final int last = --size;
        final long lastDueNs = dueNs[last];
        final int lastKind = kinds[last];
        final long lastId = ids[last];
        int at = 0;
        while (true) {
            int child = 2 * at + 1;
            if (child >= last) {
                break;
            }
            if (child + 1 < last && before(dueNs[child + 1], kinds[child + 1], ids[child + 1], child)) {
                child++;
            }
            if (!before(dueNs[child], kinds[child], ids[child], last)) {
                break;
            }
            move(child, at);
            at = child;
        }
        set(at, lastDueNs, lastKind, lastId);
    }

    /**
     * How many timers are scheduled.
     *
     * @return 0 to {@link #capacity}
     */
    public int size() {
        return size;
    }

    /**
     * How many timers fit.
     *
     * @return as given to the constructor
     */
    public int capacity() {
        return dueNs.length;
    }

    /** Whether a timer comes before the one at a place; equal due time and kind leave it to the id. */
    private boolean before(final long atNs, final int kind, final long id, final int place) {
        if (atNs != dueNs[place]) {
            return atNs < dueNs[place];
        }
        return kind != kinds[place] ? kind < kinds[place] : id < ids[place];
    }

    private void move(final int from, final int to) {
        set(to, dueNs[from], kinds[from], ids[from]);
    }

    private void set(final int at, final long atNs, final int kind, final long id) {
        dueNs[at] = atNs;
        kinds[at] = kind;
        ids[at] = id;
    }

    /** Written in firing order, so that the bytes do not show in which order timers were scheduled. */
    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(size);
        final TimerQueue copy = new TimerQueue(Math.max(1, size));
        System.arraycopy(dueNs, 0, copy.dueNs, 0, size);
        System.arraycopy(kinds, 0, copy.kinds, 0, size);
        System.arraycopy(ids, 0, copy.ids, 0, size);
        copy.size = size;
        while (copy.size > 0) {
            out.putLong(copy.nextDueNs());
            out.putInt(copy.peekKind());
            out.putLong(copy.peekId());
            copy.pop();
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        size = 0;
        for (int count = in.getInt(); count > 0; count--) {
            final long atNs = in.getLong();
            final int kind = in.getInt();
            if (!schedule(atNs, kind, in.getLong())) {
                throw new IllegalStateException("saved timers do not fit a queue of " + dueNs.length);
            }
        }
    }
}
