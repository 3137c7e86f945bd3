package io.penstock.gateways.emulator.market;

import java.util.Arrays;

/** The levels of one side, sorted so that the best is at the end, where most changes happen. One thread. */
final class BookSide {
    private final long sign;
    private PriceLevel[] levels = new PriceLevel[64];
    private int count;

    BookSide(final boolean bid) {
        sign = bid ? 1 : -1;
    }

    int size() {
        return count;
    }

    /** The level at a place, 0 = best. */
    PriceLevel level(final int place) {
        return levels[count - 1 - place];
    }

    PriceLevel best() {
        return count == 0 ? null : levels[count - 1];
    }

    private int find(final long price) {
        int low = 0;
        int high = count - 1;
        while (low <= high) {
            final int middle = low + high >>> 1;
            final long difference = sign * (levels[middle].price - price);
            if (difference == 0) {
                return middle;
            }
            if (difference < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -low - 1;
    }

    /** The level of a price, or null. */
    PriceLevel at(final long price) {
        final int found = find(price);
        return found < 0 ? null : levels[found];
    }

    /** The level of a price, made when there is none. */
    PriceLevel make(final long price) {
        final int found = find(price);
        if (found >= 0) {
            return levels[found];
        }
        if (count == levels.length) {
            levels = Arrays.copyOf(levels, count * 2);
        }
        final int place = -found - 1;
        System.arraycopy(levels, place, levels, place + 1, count - place);
        levels[place] = new PriceLevel(price);
        count++;
        return levels[place];
    }

    void remove(final PriceLevel level) {
        final int place = find(level.price);
        count--;
        System.arraycopy(levels, place + 1, levels, place, count - place);
        levels[count] = null;
    }
}
