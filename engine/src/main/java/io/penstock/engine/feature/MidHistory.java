package io.penstock.engine.feature;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.math.Reciprocal;
import java.util.Arrays;
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
    private final long cellReciprocal;
    private final long[] horizonCells;
    private final double[] cells;
    private final int mask;
    private long lastCell = Long.MIN_VALUE;
    private long firstCell;
    private double lastMid;
    /** Every cell up to the last holds this mid, whatever stands in the array: a gap longer than the grid. */
    private boolean flat;
    private double flatMid;

    MidHistory(final List<Long> horizonsMs) {
        cellNs = Math.max(1_000_000L, horizonsMs.get(0) * 1_000_000L / CELLS_PER_SHORTEST_HORIZON);
        cellReciprocal = Reciprocal.of(cellNs);
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
        final long cell = Reciprocal.floor(nowNs, cellNs, cellReciprocal);
        if (lastCell == Long.MIN_VALUE) {
            lastCell = cell;
            firstCell = cell + 1;
        } else if (cell > lastCell) {
            advance(cell);
        }
        lastMid = mid;
    }

    /** Every interval that began since then began at the mid as it stood. */
    private void advance(final long cell) {
        if (cell - mask > lastCell) {
            flat = true;
            flatMid = lastMid;
        } else {
            if (flat) {
                flat = false;
                Arrays.fill(cells, flatMid);
            }
            for (long k = lastCell + 1; k <= cell; k++) {
                cells[(int) k & mask] = lastMid;
            }
        }
        lastCell = cell;
    }

    private double at(final long cell) {
        return flat ? flatMid : cells[(int) cell & mask];
    }

    double momentum(final int horizon, final double mid, final long nowNs) {
        if (lastCell == Long.MIN_VALUE) {
            return Double.NaN;
        }
        final long cell = Reciprocal.floor(nowNs, cellNs, cellReciprocal) - horizonCells[horizon] + 1;
        if (cell < firstCell) {
            return Double.NaN;
        }
        final double then = cell > lastCell ? lastMid : at(cell);
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
                out.putDouble(at(k));
            }
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        lastCell = in.getLong();
        firstCell = in.getLong();
        lastMid = in.getDouble();
        flat = false;
        if (lastCell != Long.MIN_VALUE) {
            for (long k = Math.max(firstCell, lastCell - mask); k <= lastCell; k++) {
                cells[(int) k & mask] = in.getDouble();
            }
        }
    }
}
