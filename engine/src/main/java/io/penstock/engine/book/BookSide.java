package io.penstock.engine.book;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.penstock.api.BookView;
import io.penstock.api.StateWriter;
import java.util.Arrays;
import org.agrona.DirectBuffer;

/**
 * One side of a book. Prices are turned into keys by a sign, so that on both sides better is greater.
 *
 * <p>A level on a tick near the touch is in the window; every other (far away, or off the tick) is in the hash. Engine
 * thread only; allocates only when the hash doubles.
 */
final class BookSide {
    private static final int LEVEL_LENGTH = 2 * Long.BYTES;
    private static final int BLOCK_LEVELS = 64;

    private final long sign;
    private final LevelTable table = new LevelTable();
    private final TickWindow window;
    private final FarLevels far = new FarLevels();
    /** Levels off the tick; without any, whatever is in the hash is worse than the window. */
    private int offTick;
    /** Best key that came into the hash since the window was last looked at. */
    private long bestNewFar = LevelTable.NO_KEY;
    private long best = LevelTable.NO_KEY;
    private long bestQuantity;
    /** Gives early loads a use, so that they are made. */
    private long touched;

    BookSide(final long sign, final int windowTicks, final long tickSize) {
        this.sign = sign;
        window = new TickWindow(windowTicks);
        window.tickSize(tickSize);
    }

    void clear() {
        table.clear();
        window.clear();
        far.invalidate();
        offTick = 0;
        bestNewFar = LevelTable.NO_KEY;
        best = LevelTable.NO_KEY;
        bestQuantity = 0;
    }

    /**
     * Applies absolute quantities; {@link #settle} must follow before anything is read. The first level of an empty
     * side places the window: in a snapshot that is the touch.
     *
     * @return deletes of levels that were not there
     */
    int apply(final DirectBuffer buffer, final int offset, final int count) {
        int absent = 0;
        int done = 0;
        if (levels() == 0 && count > 0) {
            window.moveTo(window.lowFor(sign * buffer.getLong(offset, LITTLE_ENDIAN)), table);
        }
        while (done < count) {
            final int block = Math.min(BLOCK_LEVELS, count - done);
            absent += applyBlock(buffer, offset + done * LEVEL_LENGTH, block);
            done += block;
        }
        return absent;
    }

    /**
     * Levels in the window are written at once; the others are set aside while the line of the hash that each will need
     * is loaded: these loads do not wait for each other, where those of the second loop would.
     */
    private int applyBlock(final DirectBuffer buffer, final int offset, final int count) {
        final TickWindow near = window;
        final long[] pairs = table.slots();
        final int shift = table.shift();
        int absent = 0;
        long aside = 0;
        long sum = 0;
        for (int i = 0, at = offset; i < count; i++, at += LEVEL_LENGTH) {
            final long key = sign * buffer.getLong(at, LITTLE_ENDIAN);
            final int index = near.index(key);
            if (index != TickWindow.NO_INDEX) {
                absent += near.put(index, buffer.getLong(at + Long.BYTES, LITTLE_ENDIAN));
            } else {
                sum += pairs[LevelTable.home(key, shift)];
                aside |= 1L << i;
            }
        }
        if (aside != 0) {
            touched = sum;
            absent += applyFar(buffer, offset, aside);
        }
        return absent;
    }

    private int applyFar(final DirectBuffer buffer, final int offset, final long aside) {
        final LevelTable levels = table;
        levels.reserve(Long.bitCount(aside));
        int absent = 0;
        for (long rest = aside; rest != 0; rest &= rest - 1) {
            final int at = offset + Long.numberOfTrailingZeros(rest) * LEVEL_LENGTH;
            final long key = sign * buffer.getLong(at, LITTLE_ENDIAN);
            final long quantity = buffer.getLong(at + Long.BYTES, LITTLE_ENDIAN);
            final int was = TickWindow.presence(levels.put(key, quantity));
            final int is = TickWindow.presence(quantity);
            absent += 1 - was & 1 - is;
            if (was != is) {
                far.changed(key);
                offTick += window.onTick(key) ? 0 : is - was;
                bestNewFar = Math.max(bestNewFar, key);
            }
        }
        return absent;
    }

    /** Has one level and nothing else, on the tick; settled at once. */
    void only(final long key, final long quantity) {
        if (window.levels() == 1 && table.levels() == 0) {
            window.put(window.index(best), 0);
        } else if (levels() > 0) {
            clear();
        }
        if (!window.holdsTouch(key)) {
            window.placeAt(window.lowFor(key), table);
        }
        window.put(window.index(key), quantity);
        best = key;
        bestQuantity = quantity;
    }

    /** Whether {@link #only} may be asked for a key: the window can hold it, and nothing waits to be settled. */
    boolean canHold(final long key) {
        return window.usable() && window.onTick(key) && bestNewFar == LevelTable.NO_KEY;
    }

    /** Finds the touch and moves the window when the touch has left its comfortable part. */
    void settle() {
        final long key = offTick == 0 ? bestOnTick() : nextBelow(Long.MAX_VALUE);
        bestNewFar = LevelTable.NO_KEY;
        best = key;
        bestQuantity = key == LevelTable.NO_KEY ? 0 : quantityOf(key);
        if (key != LevelTable.NO_KEY && !window.holdsTouch(key)) {
            window.moveTo(window.lowFor(key), table);
            far.invalidate();
        }
    }

    /** Without off-tick levels, only what came since the last look can be better than a level in the window. */
    private long bestOnTick() {
        final long near = window.best();
        if (near == LevelTable.NO_KEY) {
            return table.bestKey();
        }
        if (bestNewFar < near) {
            return near;
        }
        return table.quantity(bestNewFar) != 0 ? bestNewFar : Math.max(near, table.bestKey());
    }

    /** Changes the step; the levels stay. */
    void tickSize(final long tickSize) {
        window.empty(table);
        window.tickSize(tickSize);
        window.placeAt(window.lowFor(best == LevelTable.NO_KEY ? 0 : best), table);
        far.invalidate();
        bestNewFar = Long.MAX_VALUE;
        offTick = 0;
        final long[] pairs = table.slots();
        for (int i = 0; i < pairs.length; i += 2) {
            offTick += window.onTick(pairs[i]) ? 0 : TickWindow.presence(pairs[i + 1]);
        }
    }

    int levels() {
        return table.levels() + window.levels();
    }

    long bestKey() {
        return best;
    }

    long bestPrice() {
        return price(best);
    }

    long bestQuantity() {
        return bestQuantity;
    }

    long quantityOf(final long key) {
        final int index = window.index(key);
        return index != TickWindow.NO_INDEX ? window.quantity(index) : table.quantity(key);
    }

    long key(final long price) {
        return sign * price;
    }

    long price(final long key) {
        return key == LevelTable.NO_KEY ? BookView.NO_PRICE : sign * key;
    }

    /** Next worse level, or {@link LevelTable#NO_KEY}. */
    long nextBelow(final long key) {
        final long near = window.nextBelow(key);
        return offTick == 0 && near != LevelTable.NO_KEY || table.levels() == 0 ? near
            : Math.max(near, far.nextBelow(key, table));
    }

    /** Every key that has a level, worst first. Allocates. */
    long[] sortedKeys() {
        final long[] keys = new long[levels()];
        int count = table.copyKeys(keys);
        for (long key = window.best(); key != LevelTable.NO_KEY; key = window.nextBelow(key)) {
            keys[count++] = key;
        }
        Arrays.sort(keys);
        return keys;
    }

    /** How many levels, then price and quantity of each, best first; takes steps per level, not per tick. */
    void writeTo(final StateWriter out) {
        final long[] farKeys = table.sortedKeys();
        int left = farKeys.length;
        long near = window.best();
        out.putInt(levels());
        while (near != LevelTable.NO_KEY || left > 0) {
            if (left == 0 || near > farKeys[left - 1]) {
                out.putLong(price(near));
                out.putLong(window.quantity(window.index(near)));
                near = window.nextBelow(near);
            } else {
                final long key = farKeys[--left];
                out.putLong(price(key));
                out.putLong(table.quantity(key));
            }
        }
    }
}
