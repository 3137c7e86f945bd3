package io.penstock.strategies.signal;

import io.penstock.api.BarView;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentView;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import java.util.Arrays;

/**
 * The usual volume of a bar, by instrument: an exponential mean, {@code mean += (volume - mean) x 2 / (bars + 1)},
 * beginning with the plain mean of the first {@code bars}. Engine thread only; allocates in {@link #define} and
 * {@link #readFrom} only.
 */
public final class VolumeMean implements Stateful {
    private static final int STATE_VERSION = 1;

    private final int length;
    private final double weight;
    private double[] mean = new double[0];
    private long[] seen = new long[0];

    /**
     * A mean that has seen nothing.
     *
     * @param length in bars
     */
    public VolumeMean(final int length) {
        this.length = length;
        weight = 2.0 / (length + 1);
    }

    /**
     * Makes room for an instrument.
     *
     * @param instrument the definition
     */
    public void define(final InstrumentView instrument) {
        if (instrument.id() >= seen.length) {
            mean = Arrays.copyOf(mean, instrument.id() + 1);
            seen = Arrays.copyOf(seen, instrument.id() + 1);
        }
    }

    /**
     * Compares a bar's volume with the mean of those before it, then counts it in.
     *
     * @param bar        finished
     * @param instrument it belongs to
     * @return volume / mean; 0 when nothing was ever traded, NaN while fewer bars than the length were seen
     */
    public double ratio(final BarView bar, final InstrumentView instrument) {
        final int id = instrument.id();
        final double volume = FixedPoint.toDouble(bar.volume(), instrument.quantityExponent());
        final double before = mean[id];
        final boolean ready = seen[id] >= length;
        seen[id]++;
        mean[id] += (volume - before) * (ready ? weight : 1.0 / seen[id]);
        return !ready ? Double.NaN : before > 0 ? volume / before : 0;
    }

    /** Begins anew for every instrument. */
    public void forget() {
        Arrays.fill(mean, 0);
        Arrays.fill(seen, 0);
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(seen.length);
        for (int i = 0; i < seen.length; i++) {
            out.putLong(seen[i]);
            out.putDouble(mean[i]);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        final int size = in.getInt();
        seen = new long[size];
        mean = new double[size];
        for (int i = 0; i < size; i++) {
            seen[i] = in.getLong();
            mean[i] = in.getDouble();
        }
    }
}
