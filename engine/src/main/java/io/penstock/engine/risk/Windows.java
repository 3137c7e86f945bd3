package io.penstock.engine.risk;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Sums over a sliding window of time, one for each of many things: the window is cut into slices, and a slice leaves
 * the sum whole. So nothing is forgotten before it is a window old, and it is at most one slice late.
 *
 * <p>Engine thread only; allocates in the constructor. A sum saturates instead of overflowing.
 */
final class Windows {
    private static final int SLICES = 16;

    private final long[] slices;
    private final long[] sums;
    private final long[] lastSlice;

    Windows(final int count) {
        slices = new long[count * SLICES];
        sums = new long[count];
        lastSlice = new long[count];
    }

    /** The sum of one thing, of the window that ends now. */
    long sum(final int at, final long windowNs, final long nowNs) {
        if (sums[at] != 0) {
            advance(at, slice(windowNs, nowNs));
        }
        return sums[at];
    }

    /** Adds to the sum of one thing; amounts are not negative. */
    void add(final int at, final long amount, final long windowNs, final long nowNs) {
        final long now = slice(windowNs, nowNs);
        advance(at, now);
        final int slot = at * SLICES + (int) (now & SLICES - 1);
        final long room = Long.MAX_VALUE - sums[at];
        final long added = Math.min(room, amount);
        slices[slot] += added;
        sums[at] += added;
    }

    void clear(final int at) {
        for (int i = at * SLICES; i < (at + 1) * SLICES; i++) {
            slices[i] = 0;
        }
        sums[at] = 0;
    }

    /** One slice more than the window has, so that the oldest is left only when all of it is a window old. */
    private static long slice(final long windowNs, final long nowNs) {
        return nowNs / Math.max(1, windowNs / (SLICES - 1));
    }

    private void advance(final int at, final long now) {
        final long last = lastSlice[at];
        if (now == last) {
            return;
        }
        // a window that was changed numbers its slices anew: what is there counts as of now
        if (now < last || now - last >= SLICES) {
            if (now >= last) {
                clear(at);
            }
        } else {
            for (long i = last + 1; i <= now; i++) {
                final int slot = at * SLICES + (int) (i & SLICES - 1);
                sums[at] -= slices[slot];
                slices[slot] = 0;
            }
        }
        lastSlice[at] = now;
    }

    void writeTo(final StateWriter out) {
        int used = 0;
        for (final long sum : sums) {
            used += sum == 0 ? 0 : 1;
        }
        out.putInt(used);
        for (int at = 0; at < sums.length; at++) {
            if (sums[at] != 0) {
                out.putInt(at);
                out.putLong(lastSlice[at]);
                for (int i = at * SLICES; i < (at + 1) * SLICES; i++) {
                    out.putLong(slices[i]);
                }
            }
        }
    }

    void readFrom(final StateReader in) {
        for (int at = 0; at < sums.length; at++) {
            clear(at);
            lastSlice[at] = 0;
        }
        for (int used = in.getInt(); used > 0; used--) {
            final int at = in.getInt();
            lastSlice[at] = in.getLong();
            for (int i = at * SLICES; i < (at + 1) * SLICES; i++) {
                slices[i] = in.getLong();
                sums[at] += slices[i];
            }
        }
    }
}
