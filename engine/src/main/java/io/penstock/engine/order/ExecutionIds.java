package io.penstock.engine.order;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import java.util.Arrays;

/**
 * What was booked last, by two numbers: what keeps a repeated fill (instrument and execution id) or cash flow (wallet
 * and flow id) from being booked twice.
 *
 * <p>A set of exact keys (no hash stands for a key) in a ring of fixed size; when it is full the oldest is forgotten.
 * Open addressing with linear probing, deletion by shifting back. Engine thread only; allocates in the constructor.
 */
public final class ExecutionIds implements Stateful {
    private static final int STATE_VERSION = 1;

    private final int capacity;
    private final int mask;
    /** Ring position + 1; 0 = empty. */
    private final int[] table;
    private final int[] instruments;
    private final long[] ids;
    private int oldest;
    private int size;

    /**
     * An empty set.
     *
     * @param capacity how many it remembers, a power of two
     */
    public ExecutionIds(final int capacity) {
        if (capacity < 1 || Integer.bitCount(capacity) != 1) {
            throw new IllegalArgumentException("capacity " + capacity + " is no power of two");
        }
        this.capacity = capacity;
        mask = 2 * capacity - 1;
        table = new int[2 * capacity];
        instruments = new int[capacity];
        ids = new long[capacity];
    }

    int size() {
        return size;
    }

    /**
     * Whether a key is in the set.
     *
     * @param instrumentId first half of the key
     * @param executionId  second half
     * @return true when it was added and not forgotten since
     */
    public boolean contains(final int instrumentId, final long executionId) {
        for (int slot = home(instrumentId, executionId); table[slot] != 0; slot = slot + 1 & mask) {
            final int at = table[slot] - 1;
            if (ids[at] == executionId && instruments[at] == instrumentId) {
                return true;
            }
        }
        return false;
    }

    /**
     * Adds a key that is not in the set; forgets the oldest when there is no room.
     *
     * @param instrumentId first half of the key
     * @param executionId  second half
     */
    public void add(final int instrumentId, final long executionId) {
        if (size == capacity) {
            forget(oldest);
            oldest = oldest + 1 & capacity - 1;
            size--;
        }
        final int at = oldest + size & capacity - 1;
        size++;
        instruments[at] = instrumentId;
        ids[at] = executionId;
        int slot = home(instrumentId, executionId);
        while (table[slot] != 0) {
            slot = slot + 1 & mask;
        }
        table[slot] = at + 1;
    }

    private void forget(final int at) {
        int hole = home(instruments[at], ids[at]);
        while (table[hole] != at + 1) {
            hole = hole + 1 & mask;
        }
        for (int slot = hole + 1 & mask; table[slot] != 0; slot = slot + 1 & mask) {
            final int other = table[slot] - 1;
            final int home = home(instruments[other], ids[other]);
            // An entry may fill the hole when its home does not lie between the hole and the entry.
            if ((slot - home & mask) >= (slot - hole & mask)) {
                table[hole] = table[slot];
                hole = slot;
            }
        }
        table[hole] = 0;
    }

    private int home(final int instrumentId, final long executionId) {
        long z = executionId + instrumentId * 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return (int) (z ^ z >>> 31) & mask;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(size);
        for (int i = 0; i < size; i++) {
            final int at = oldest + i & capacity - 1;
            out.putInt(instruments[at]);
            out.putLong(ids[at]);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        final int count = in.getInt();
        if (version != STATE_VERSION || count > capacity) {
            throw new IllegalStateException("execution ids: state layout " + version + " with " + count
                + " entries, this build reads " + STATE_VERSION + " with at most " + capacity);
        }
        Arrays.fill(table, 0);
        oldest = 0;
        size = 0;
        for (int i = 0; i < count; i++) {
            final int instrumentId = in.getInt();
            add(instrumentId, in.getLong());
        }
    }
}
