package io.penstock.strategies.momentum;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import java.util.Arrays;

/**
 * The last closes of each instrument: as many as the rate of change looks back. Engine thread only; allocates in
 * {@link #define} and {@link #readFrom} only.
 */
final class PastCloses implements Stateful {
    private static final int STATE_VERSION = 1;

    private final int length;
    private double[][] closes = new double[0][];
    private long[] seen = new long[0];

    PastCloses(final int length) {
        this.length = length;
    }

    void define(final int id) {
        resize(Math.max(seen.length, id + 1));
    }

    private void resize(final int size) {
        final int before = seen.length;
        closes = Arrays.copyOf(closes, size);
        seen = Arrays.copyOf(seen, size);
        for (int i = before; i < size; i++) {
            closes[i] = new double[length];
        }
    }

    /** Takes a close and gives the one so many bars before it; NaN while there is none. */
    double push(final int id, final double close) {
        final int at = (int) (seen[id] % length);
        final double before = seen[id] < length ? Double.NaN : closes[id][at];
        closes[id][at] = close;
        seen[id]++;
        return before;
    }

    void forget() {
        Arrays.fill(seen, 0);
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(seen.length);
        for (int i = 0; i < seen.length; i++) {
            out.putLong(seen[i]);
            for (int j = 0; j < length; j++) {
                out.putDouble(closes[i][j]);
            }
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        seen = new long[0];
        closes = new double[0][];
        resize(in.getInt());
        for (int i = 0; i < seen.length; i++) {
            seen[i] = in.getLong();
            for (int j = 0; j < length; j++) {
                closes[i][j] = in.getDouble();
            }
        }
    }
}
