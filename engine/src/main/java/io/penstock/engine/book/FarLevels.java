package io.penstock.engine.book;

/**
 * The best few levels of the hash, in order: made when asked for, kept while nothing inside its
 * range comes or goes.
 *
 * <p>Engine thread only; allocates only in the constructor.
 */
final class FarLevels {
    private static final int CAPACITY = 64;

    private final long[] keys = new long[CAPACITY];
    private int count;
    private long ceiling;
    private long floor;
    private boolean valid;

    /** A far level came or went. */
    void changed(final long key) {
        if (key < ceiling && key >= floor) {
            valid = false;
        }
    }

    /** Everything may have changed. */
    void invalidate() {
        valid = false;
    }

    /** Best far key that is worse than a key, or {@link LevelTable#NO_KEY}. */
    long nextBelow(final long key, final LevelTable table) {
        if (!valid || key > ceiling || key <= floor) {
            load(key, table);
        }
        final long found = firstBelow(key);
        if (found != LevelTable.NO_KEY || floor == LevelTable.NO_KEY) {
            return found;
        }
        load(key, table);
        return firstBelow(key);
    }

    private long firstBelow(final long key) {
        for (int i = 0; i < count; i++) {
            if (keys[i] < key) {
                return keys[i];
            }
        }
        return LevelTable.NO_KEY;
    }

    private void load(final long below, final LevelTable table) {
        final long[] pairs = table.slots();
        count = 0;
        for (int i = 0; i < pairs.length; i += 2) {
            final long key = pairs[i];
            if (pairs[i + 1] != 0 && key < below && (count < CAPACITY || key > keys[count - 1])) {
                insert(key);
            }
        }
        ceiling = below;
        floor = count < CAPACITY ? LevelTable.NO_KEY : keys[count - 1];
        valid = true;
    }

    private void insert(final long key) {
        int at = count < CAPACITY ? count++ : count - 1;
        while (at > 0 && keys[at - 1] < key) {
            keys[at] = keys[at - 1];
            at--;
        }
        keys[at] = key;
    }
}
