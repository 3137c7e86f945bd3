package io.penstock.engine.book;

import java.util.Arrays;

/**
 * The ticks near the touch: a quantity per tick found by index, and a bit per tick so that the next level is a bit
 * scan.
 *
 * <p>Works on keys (see {@link BookSide}): better is greater. A key that is not a multiple of the tick, or lies
 * outside, has no index. Engine thread only; allocates only in the constructor.
 */
final class TickWindow {
    /** Not inside, or between two ticks. */
    static final int NO_INDEX = -1;

    /** Fewer levels are cleared one by one. */
    private static final int FEW = 64;
    private static final long WIDEST_SPAN = 1L << 61;
    private static final int RECIPROCAL_BITS = 62;

    private final int ticks;
    private final long[] quantities;
    private final long[] words;
    private long tickSize;
    private long reciprocal;
    private long low;
    private long span;
    /** The span with its top bit turned: compared with a difference treated alike, one test covers both ends. */
    private long unsignedSpan = Long.MIN_VALUE;
    private int highWord;
    private int levels;

    TickWindow(final int ticks) {
        if (Integer.bitCount(ticks) != 1 || ticks < 4 * Long.SIZE) {
            throw new IllegalArgumentException("window of " + ticks + " ticks: must be a power of two, at least 256");
        }
        this.ticks = ticks;
        quantities = new long[ticks];
        words = new long[ticks / Long.SIZE];
    }

    /** Sets the step of an empty window; a span too wide for exact indexing leaves the window without use. */
    void tickSize(final long newTickSize) {
        tickSize = newTickSize;
        reciprocal = (1L << RECIPROCAL_BITS) / newTickSize + 1;
        span = newTickSize <= WIDEST_SPAN / ticks ? newTickSize * ticks : 0;
        unsignedSpan = span + Long.MIN_VALUE;
        low = 0;
    }

    int ticks() {
        return ticks;
    }

    int levels() {
        return levels;
    }

    /** Whether ticks are narrow enough for it to hold any. */
    boolean usable() {
        return span != 0;
    }

    /** The worst key that may be inside. */
    long low() {
        return low;
    }

    /** Whether a key is on the tick; keys too large to be sure are not. */
    boolean onTick(final long key) {
        final long size = Math.abs(key);
        return size < WIDEST_SPAN && Math.multiplyHigh(size << 2, reciprocal) * tickSize == size;
    }

    void clear() {
        if (levels > FEW) {
            Arrays.fill(quantities, 0);
            Arrays.fill(words, 0);
        } else if (levels > 0) {
            clearFew();
        }
        levels = 0;
        highWord = 0;
    }

    /** Finds the levels by their bits; no bit stands above the highest word. */
    private void clearFew() {
        for (int word = 0; word <= highWord; word++) {
            for (long bits = words[word]; bits != 0; bits &= bits - 1) {
                quantities[(word << 6) + Long.numberOfTrailingZeros(bits)] = 0;
            }
            words[word] = 0;
        }
    }

    /**
     * Where the window would begin if a key stood at three quarters: room to improve, more room below. Always a
     * multiple of a word's ticks, so that moving is copying.
     */
    long lowFor(final long key) {
        if (span == 0) {
            return 0;
        }
        final long size = Math.abs(key);
        final long quotient = Math.multiplyHigh(size << 2, reciprocal);
        if (size < WIDEST_SPAN && quotient * tickSize == size) {
            // on the tick, where no division is needed
            return ((key < 0 ? -quotient : quotient) >> 6 << 6) * tickSize - (span >> 2) * 3;
        }
        final long wordSpan = tickSize << 6;
        return Math.floorDiv(key, wordSpan) * wordSpan - (span >> 2) * 3;
    }

    /** Whether the touch may stay where it is: inside, and not in the worst quarter; always so without a window. */
    boolean holdsTouch(final long key) {
        final long delta = key - low;
        return delta >= span >> 2 && delta < span || span == 0;
    }

    /**
     * Index of a key: multiplication by a reciprocal rounded up finds the quotient of every exact multiple, and
     * multiplying back tells exact multiples from the rest; so no key is ever taken for another.
     */
    int index(final long key) {
        final long delta = key - low;
        if (delta + Long.MIN_VALUE >= unsignedSpan) {
            return NO_INDEX;
        }
        final long quotient = Math.multiplyHigh(delta << 2, reciprocal);
        return quotient * tickSize == delta ? (int) quotient : NO_INDEX;
    }

    /** Key of an index. */
    long key(final int index) {
        return low + tickSize * index;
    }

    long quantity(final int index) {
        return quantities[index];
    }

    /**
     * Sets a quantity, without a branch on what was or is there.
     *
     * @return 1 when nothing was there and nothing came
     */
    int put(final int index, final long quantity) {
        final int was = presence(quantities[index]);
        final int is = presence(quantity);
        final int word = index >> 6;
        quantities[index] = quantity;
        words[word] = words[word] & ~(1L << index) | (long) is << index;
        highWord = Math.max(highWord, word * is);
        levels += is - was;
        return 1 - was & 1 - is;
    }

    /** 1 for a level, 0 for none, without a branch. */
    static int presence(final long quantity) {
        return (int) ((quantity | -quantity) >>> 63);
    }

    /** Best key inside, or {@link LevelTable#NO_KEY}. */
    long best() {
        int word = highWord;
        while (word > 0 && words[word] == 0) {
            word--;
        }
        highWord = word;
        return keyIn(word, words[word]);
    }

    /** Best key inside that is worse than a key, or {@link LevelTable#NO_KEY}. */
    long nextBelow(final long key) {
        if (key <= low || levels == 0) {
            return LevelTable.NO_KEY;
        }
        final long delta = key - 1 - low;
        int word = highWord;
        long bits = words[word];
        if (delta >= 0 && delta < span) {
            int index = (int) Math.multiplyHigh(delta << 2, reciprocal);
            index -= index * tickSize > delta ? 1 : 0;
            if (index >> 6 <= word) {
                word = index >> 6;
                bits = words[word] & -1L >>> 63 - (index & 63);
            }
        }
        while (bits == 0 && word > 0) {
            bits = words[--word];
        }
        return keyIn(word, bits);
    }

    private long keyIn(final int word, final long bits) {
        if (bits == 0) {
            return LevelTable.NO_KEY;
        }
        return key((word << 6) + 63 - Long.numberOfLeadingZeros(bits));
    }

    /** Moves every level that would be left behind into the hash, then the window itself, by whole words. */
    void moveTo(final long newLow, final LevelTable table) {
        final long distance = newLow - low;
        if (span == 0 || levels == 0 || Math.abs(distance) >= span) {
            placeAt(newLow, table);
            return;
        }
        final int move = (int) (distance / (tickSize << 6));
        final int kept = words.length - Math.abs(move);
        if (move > 0) {
            leave(0, move, table);
            System.arraycopy(quantities, move << 6, quantities, 0, kept << 6);
            System.arraycopy(words, move, words, 0, kept);
            Arrays.fill(quantities, kept << 6, ticks, 0);
            Arrays.fill(words, kept, words.length, 0);
            low = newLow;
            highWord = Math.max(highWord - move, 0);
            enter(kept, words.length, table);
        } else {
            leave(kept, words.length, table);
            System.arraycopy(quantities, 0, quantities, -move << 6, kept << 6);
            System.arraycopy(words, 0, words, -move, kept);
            Arrays.fill(quantities, 0, -move << 6, 0);
            Arrays.fill(words, 0, -move, 0);
            low = newLow;
            highWord = Math.min(highWord, kept - 1) - move;
            enter(0, -move, table);
        }
    }

    /** Puts the window anywhere. */
    void placeAt(final long newLow, final LevelTable table) {
        empty(table);
        low = newLow;
        enter(0, words.length, table);
    }

    /** Moves every level into the hash. */
    void empty(final LevelTable table) {
        if (levels > 0) {
            leave(0, words.length, table);
        }
        highWord = 0;
    }

    private void leave(final int fromWord, final int toWord, final LevelTable table) {
        for (int word = fromWord; word < toWord; word++) {
            long bits = words[word];
            while (bits != 0) {
                final int index = (word << 6) + Long.numberOfTrailingZeros(bits);
                table.reserve(1);
                table.put(key(index), quantities[index]);
                quantities[index] = 0;
                levels--;
                bits &= bits - 1;
            }
            words[word] = 0;
        }
    }

    /** Fetches the levels of a range of ticks out of the hash, by tick or by slot, whichever are fewer. */
    private void enter(final int fromWord, final int toWord, final LevelTable table) {
        if (table.levels() == 0 || span == 0) {
            return;
        }
        final long[] pairs = table.slots();
        final int from = fromWord << 6;
        final int to = toWord << 6;
        if (to - from < pairs.length >> 4) {
            long key = key(from);
            for (int i = from; i < to; i++, key += tickSize) {
                final long quantity = table.put(key, 0);
                if (quantity != 0) {
                    put(i, quantity);
                }
            }
            return;
        }
        for (int slot = 0; slot < pairs.length; slot += 2) {
            int index = index(pairs[slot]);
            while (index >= from && index < to) {
                put(index, table.put(pairs[slot], 0));
                index = index(pairs[slot]);
            }
        }
    }
}
