package io.penstock.gateways.synthetic;

/**
 * One side of the true book: lots per tick over a fixed band, and which ticks changed since the last mark. Ticks are
 * offsets into the band. One thread; allocates only in the constructor.
 */
final class Ladder {
    /** Stands for "no such tick". */
    static final int NONE = -1;

    private final boolean bids;
    private final long[] lots;
    private final int[] stamps;
    private final int[] changed;
    private int stamp = 1;
    private int changedCount;
    private int levels;
    private int best = NONE;
    private int worst = NONE;

    /**
     * An empty side.
     *
     * @param bids        whether higher is better
     * @param ticks       width of the band
     * @param mostChanges most ticks that change between two marks
     */
    Ladder(final boolean bids, final int ticks, final int mostChanges) {
        this.bids = bids;
        lots = new long[ticks];
        stamps = new int[ticks];
        changed = new int[mostChanges];
    }

    /** Forgets which ticks changed. */
    void mark() {
        stamp++;
        changedCount = 0;
    }

    /** Sets a tick's lots; 0 deletes the level. */
    void set(final int tick, final long newLots) {
        final long old = lots[tick];
        if (old == newLots) {
            return;
        }
        lots[tick] = newLots;
        if (stamps[tick] != stamp) {
            stamps[tick] = stamp;
            changed[changedCount++] = tick;
        }
        if (old == 0) {
            levels++;
            best = best == NONE || better(tick, best) ? tick : best;
            worst = worst == NONE || better(worst, tick) ? tick : worst;
        } else if (newLots == 0) {
            levels--;
            if (levels == 0) {
                best = NONE;
                worst = NONE;
            } else if (tick == best) {
                best = nextWorse(tick);
            } else if (tick == worst) {
                worst = nextBetter(tick);
            }
        }
    }

    private boolean better(final int a, final int b) {
        return bids ? a > b : a < b;
    }

    /** The next level behind a tick. */
    int nextWorse(final int tick) {
        final int step = bids ? -1 : 1;
        int at = tick + step;
        while (at >= 0 && at < lots.length && lots[at] == 0) {
            at += step;
        }
        return at >= 0 && at < lots.length ? at : NONE;
    }

    private int nextBetter(final int tick) {
        final int step = bids ? 1 : -1;
        int at = tick + step;
        while (lots[at] == 0) {
            at += step;
        }
        return at;
    }

    /** A tick at a distance behind another; may lie outside the band. */
    int behind(final int tick, final int distance) {
        return bids ? tick - distance : tick + distance;
    }

    boolean inBand(final int tick) {
        return tick >= 0 && tick < lots.length;
    }

    long lotsAt(final int tick) {
        return lots[tick];
    }

    int best() {
        return best;
    }

    int worst() {
        return worst;
    }

    int levels() {
        return levels;
    }

    int changedCount() {
        return changedCount;
    }

    /** How many more ticks may change before the next mark. */
    int changesLeft() {
        return changed.length - changedCount;
    }

    int changed(final int index) {
        return changed[index];
    }
}
