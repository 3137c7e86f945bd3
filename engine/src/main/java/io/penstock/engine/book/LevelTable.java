package io.penstock.engine.book;

import java.util.Arrays;

/**
 * The levels of one side that are not in the window: an open-addressing hash from key to quantity, both in one array so
 * that a level is one cache line.
 *
 * <p>A level that goes leaves no marker: what follows in its run moves up, so the table never needs a clean-up and an
 * update never waits for one. Engine thread only; allocates only when the table doubles.
 */
final class LevelTable {
    /** Marks a free slot; a free slot's quantity is 0. */
    static final long NO_KEY = Long.MIN_VALUE;

    private static final int INITIAL_SLOTS = 64;
    private static final long FIRST_MIX = 0x9E3779B97F4A7C15L;
    private static final long SECOND_MIX = 0xD6E8FEB86659FD93L;

    private long[] slots;
    private int shift;
    private int levels;

    LevelTable() {
        allocate(INITIAL_SLOTS);
    }

    /** Key at even positions, its quantity right behind. */
    long[] slots() {
        return slots;
    }

    /** For {@link #home}. */
    int shift() {
        return shift;
    }

    /** How many levels there are. */
    int levels() {
        return levels;
    }

    /** First position to look at for a key. */
    static int home(final long key, final int shift) {
        final long h = key * FIRST_MIX;
        return (int) ((h ^ h >>> 29) * SECOND_MIX >>> shift) << 1;
    }

    /** Quantity at a key, 0 when there is none. */
    long quantity(final long key) {
        return slots[slotOf(key) + 1];
    }

    /** The greatest key, {@link #NO_KEY} when there is none. Looks at every slot. */
    long bestKey() {
        long best = NO_KEY;
        for (int i = 0; i < slots.length; i += 2) {
            best = Math.max(best, slots[i]);
        }
        return best;
    }

    /** Makes sure that so many levels more find a slot; after it {@link #slots()} may be another array. */
    void reserve(final int more) {
        if (levels + more > slots.length >> 2) {
            grow(levels + more);
        }
    }

    /**
     * Sets a quantity; the room must have been reserved.
     *
     * @return the quantity before
     */
    long put(final long key, final long quantity) {
        final long[] pairs = slots;
        final int mask = pairs.length - 2;
        int at = home(key, shift);
        long found = pairs[at];
        while (found != key && found != NO_KEY) {
            at = at + 2 & mask;
            found = pairs[at];
        }
        final long before = pairs[at + 1];
        if (quantity != 0) {
            pairs[at] = key;
            pairs[at + 1] = quantity;
            levels += before == 0 ? 1 : 0;
        } else if (before != 0) {
            free(at);
        }
        return before;
    }

    /** Every key that has a level, worst first. Allocates. */
    long[] sortedKeys() {
        final long[] keys = new long[levels];
        copyKeys(keys);
        Arrays.sort(keys);
        return keys;
    }

    /** Puts every key that has a level at the beginning of an array; says how many. */
    int copyKeys(final long[] into) {
        final long[] pairs = slots;
        int count = 0;
        for (int i = 0; count < levels; i += 2) {
            if (pairs[i + 1] != 0) {
                into[count++] = pairs[i];
            }
        }
        return count;
    }

    /** Forgets every level; keeps the room. */
    void clear() {
        if (levels > 0) {
            fillFree(slots);
        }
        levels = 0;
    }

    private void free(final int slot) {
        final long[] pairs = slots;
        final int mask = pairs.length - 2;
        int gap = slot;
        int at = slot + 2 & mask;
        long key = pairs[at];
        while (key != NO_KEY) {
            if ((at - home(key, shift) & mask) >= (at - gap & mask)) {
                pairs[gap] = key;
                pairs[gap + 1] = pairs[at + 1];
                gap = at;
            }
            at = at + 2 & mask;
            key = pairs[at];
        }
        pairs[gap] = NO_KEY;
        pairs[gap + 1] = 0;
        levels--;
    }

    /** Where a key is, or the free slot where it would be. */
    private int slotOf(final long key) {
        final long[] pairs = slots;
        final int mask = pairs.length - 2;
        int at = home(key, shift);
        while (pairs[at] != key && pairs[at] != NO_KEY) {
            at = at + 2 & mask;
        }
        return at;
    }

    private void grow(final int wanted) {
        final long[] old = slots;
        int slotCount = old.length;
        while (wanted > slotCount >> 1) {
            slotCount <<= 1;
        }
        allocate(slotCount);
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != NO_KEY) {
                final int slot = slotOf(old[i]);
                slots[slot] = old[i];
                slots[slot + 1] = old[i + 1];
            }
        }
    }

    private void allocate(final int slotCount) {
        slots = new long[slotCount << 1];
        shift = Long.numberOfLeadingZeros(slotCount) + 1;
        fillFree(slots);
    }

    private static void fillFree(final long[] pairs) {
        Arrays.fill(pairs, 0);
        for (int i = 0; i < pairs.length; i += 2) {
            pairs[i] = NO_KEY;
        }
    }
}
