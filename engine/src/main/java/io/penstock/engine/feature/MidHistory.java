package io.penstock.engine.feature;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import java.util.List;

/**
 * The mid on a regular grid of time, long enough for the longest momentum horizon.
 *
 * <p>Cell k holds the mid as it stood at the beginning of grid interval k. Engine thread only; does not allocate after
 * construction.
 */
final class MidHistory implements Stateful {
    private static final long CELLS_PER_SHORTEST_HORIZON = 10;

    private final long cellNs;
    private final long[] horizonCells;
    private final double[] cells;
    private final int mask;
    private long lastCell = Long.MIN_VALUE;
    private long firstCell;
    private double lastMid;

    MidHistory(final List<Long> horizonsMs) {
        cellNs = Math.max(1_000_000L, horizonsMs.get(0) * 1_000_000L / CELLS_PER_SHORTEST_HORIZON);
        horizonCells = new long[horizonsMs.size()];
        long longest = 1;
        for (int i = 0; i < horizonCells.length; i++) {
            horizonCells[i] = Math.max(1, horizonsMs.get(i) * 1_000_000L / cellNs);
            longest = Math.max(longest, horizonCells[i]);
        }
        final int size = Integer.highestOneBit((int) longest + 1) << 1;
        cells = new double[size];
        mask = size - 1;
    }

    void onMid(final double mid, final long nowNs) {
        final long cell = nowNs / cellNs;
        if (lastCell == Long.MIN_VALUE) {
            lastCell = cell;
            firstCell = cell + 1;
        } else if (cell > lastCell) {
            // every interval that began since then began at the mid as it stood
            for (long k = Math.max(lastCell + 1, cell - mask); k <= cell; k++) {
                cells[(int) k & mask] = lastMid;
            }
            lastCell = cell;
        }
        lastMid = mid;
    }

    double momentum(final int horizon, final double mid, final long nowNs) {
        if (lastCell == Long.MIN_VALUE) {
            return Double.NaN;
        }
        final long cell = nowNs / cellNs - horizonCells[horizon] + 1;
        if (cell < firstCell) {
            return Double.NaN;
        }
        final double then = cell > lastCell ? lastMid : cells[(int) cell & mask];
        return (mid - then) / then;
    }

    void reset() {
        lastCell = Long.MIN_VALUE;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putLong(lastCell);
        out.putLong(firstCell);
        out.putDouble(lastMid);
        if (lastCell != Long.MIN_VALUE) {
            for (long k = Math.max(firstCell, lastCell - mask); k <= lastCell; k++) {
                out.putDouble(cells[(int) k & mask]);
            }
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        lastCell = in.getLong();
        firstCell = in.getLong();
        lastMid = in.getDouble();
        if (lastCell != Long.MIN_VALUE) {
            for (long k = Math.max(firstCell, lastCell - mask); k <= lastCell; k++) {
                cells[(int) k & mask] = in.getDouble();
            }
        }
    }
}
