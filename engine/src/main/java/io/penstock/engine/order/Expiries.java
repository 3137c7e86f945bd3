package io.penstock.engine.order;

import io.penstock.engine.time.TimerKind;
import io.penstock.engine.time.TimerQueue;

/**
 * Orders that the fold itself must end at a time, the next one first: a binary heap of which any order can be taken.
 *
 * <p>One timer stands for the whole heap, so an order that ends early leaves nothing behind. Engine thread only;
 * allocates in the constructor.
 */
final class Expiries {
    private final Order[] heap;
    private final TimerQueue timers;
    private int size;
    private long scheduledNs = TimerQueue.NEVER;

    Expiries(final int capacity, final TimerQueue timers) {
        heap = new Order[capacity];
        this.timers = timers;
    }

    void add(final Order order) {
        place(order, size++);
        up(order.expirySlot);
        schedule();
    }

    void remove(final Order order) {
        final int at = order.expirySlot;
        if (at < 0) {
            return;
        }
        order.expirySlot = -1;
        final Order last = heap[--size];
        heap[size] = null;
        if (last != order) {
            place(last, at);
            up(at);
            down(last.expirySlot);
        }
    }

    /** The timer fired: the next order whose time has come, taken from the heap, or {@link Order#NONE}. */
    Order due(final long nowNs) {
        if (scheduledNs <= nowNs) {
            scheduledNs = TimerQueue.NEVER;
        }
        if (size == 0 || heap[0].expireTimeNs() > nowNs) {
            schedule();
            return Order.NONE;
        }
        final Order order = heap[0];
        remove(order);
        return order;
    }

    private void schedule() {
        if (size > 0 && heap[0].expireTimeNs() < scheduledNs) {
            scheduledNs = heap[0].expireTimeNs();
            if (!timers.schedule(scheduledNs, TimerKind.ORDER_EXPIRY, 0)) {
                throw new IllegalStateException("the timer queue of " + timers.capacity() + " is full");
            }
        }
    }

    private void place(final Order order, final int at) {
        heap[at] = order;
        order.expirySlot = at;
    }

    private void up(final int from) {
        int at = from;
        while (at > 0 && before(heap[at], heap[at - 1 >> 1])) {
            swap(at, at - 1 >> 1);
            at = at - 1 >> 1;
        }
    }

    private void down(final int from) {
        int at = from;
        while (true) {
            int child = 2 * at + 1;
            if (child >= size) {
                return;
            }
            if (child + 1 < size && before(heap[child + 1], heap[child])) {
                child++;
            }
            if (!before(heap[child], heap[at])) {
                return;
            }
            swap(at, child);
            at = child;
        }
    }

    private void swap(final int a, final int b) {
        final Order order = heap[a];
        place(heap[b], a);
        place(order, b);
    }

    private static boolean before(final Order a, final Order b) {
        return a.expireTimeNs() != b.expireTimeNs() ? a.expireTimeNs() < b.expireTimeNs()
            : a.clientOrderId() < b.clientOrderId();
    }

    long scheduledNs() {
        return scheduledNs;
    }

    /** Forgets all; what the timer queue holds is loaded elsewhere. */
    void clear(final long loadedScheduledNs) {
        for (int i = 0; i < size; i++) {
            heap[i].expirySlot = -1;
            heap[i] = null;
        }
        size = 0;
        scheduledNs = loadedScheduledNs;
    }

    /** Puts an order back that was there when the state was saved: its timer is among the saved ones. */
    void restore(final Order order) {
        place(order, size++);
        up(order.expirySlot);
    }
}
