package io.penstock.gateways.emulator.dialect;

import java.util.Arrays;

/**
 * Prices and quantities of one side in ticks and lots, sorted from the best to the worst. One thread; allocates when
 * it grows.
 */
public final class LevelSide {
    private final long sign;
    private long[] keys = new long[64];
    private long[] quantities = new long[64];
    private int count;

    /**
     * An empty side.
     *
     * @param bid true: the highest price is the best
     */
    public LevelSide(final boolean bid) {
        sign = bid ? -1 : 1;
    }

    /**
     * How many levels there are.
     *
     * @return 0 or more
     */
    public int size() {
        return count;
    }

    /**
     * A level's price.
     *
     * @param place 0 = best
     * @return ticks
     */
    public long price(final int place) {
        return sign * keys[place];
    }

    /**
     * A level's quantity.
     *
     * @param place 0 = best
     * @return lots
     */
    public long quantity(final int place) {
        return quantities[place];
    }

    /**
     * The quantity at a price.
     *
     * @param price ticks
     * @return lots, 0 when there is no level
     */
    public long at(final long price) {
        final int found = Arrays.binarySearch(keys, 0, count, sign * price);
        return found < 0 ? 0 : quantities[found];
    }

    /**
     * Sets a level, quantity 0 removes it.
     *
     * @param price    ticks
     * @param quantity lots
     * @return what was there before, 0 for none
     */
    public long set(final long price, final long quantity) {
        final int found = Arrays.binarySearch(keys, 0, count, sign * price);
        if (found < 0) {
            if (quantity != 0) {
                insert(-found - 1, sign * price, quantity);
            }
            return 0;
        }
        final long before = quantities[found];
        if (quantity != 0) {
            quantities[found] = quantity;
        } else {
            count--;
            System.arraycopy(keys, found + 1, keys, found, count - found);
            System.arraycopy(quantities, found + 1, quantities, found, count - found);
        }
        return before;
    }

    /**
     * Notes a change: quantity 0 is kept as an entry.
     *
     * @param price    ticks
     * @param quantity lots
     */
    public void note(final long price, final long quantity) {
        final int found = Arrays.binarySearch(keys, 0, count, sign * price);
        if (found < 0) {
            insert(-found - 1, sign * price, quantity);
        } else {
            quantities[found] = quantity;
        }
    }

    /** Forgets everything. */
    public void clear() {
        count = 0;
    }

    private void insert(final int place, final long key, final long quantity) {
        if (count == keys.length) {
            keys = Arrays.copyOf(keys, count * 2);
            quantities = Arrays.copyOf(quantities, count * 2);
        }
        System.arraycopy(keys, place, keys, place + 1, count - place);
        System.arraycopy(quantities, place, quantities, place + 1, count - place);
        keys[place] = key;
        quantities[place] = quantity;
        count++;
    }
}
