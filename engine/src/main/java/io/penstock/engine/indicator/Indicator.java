package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * A number, or a few, that each finished bar moves. Not ready until {@link #warmUp} bars were seen: its outputs are NaN
 * until then, and nobody may act on them. Engine thread only; allocates in the constructor only.
 *
 * <p>Work per bar does not grow with how many bars were seen. Sums over a window are made anew each time the window was
 * filled once, so that rounding never adds up over years.
 */
public abstract class Indicator implements Stateful {
    private final int warmUp;
    private final int outputs;
    private long seen;

    Indicator(final int warmUp, final int outputs) {
        this.warmUp = warmUp;
        this.outputs = outputs;
    }

    /**
     * A bar is finished.
     *
     * @param bar the bar
     */
    public final void onBar(final BarSample bar) {
        update(bar);
        seen++;
    }

    abstract void update(BarSample bar);

    abstract double output(int index);

    /**
     * The first output.
     *
     * @return NaN until it is ready
     */
    public final double value() {
        return value(0);
    }

    /**
     * An output.
     *
     * @param index 0 to {@link #outputs} - 1, in the order that {@link IndicatorKind} names
     * @return NaN until it is ready
     */
    public final double value(final int index) {
        return ready() ? output(index) : Double.NaN;
    }

    /**
     * How many outputs there are.
     *
     * @return 1 or more
     */
    public final int outputs() {
        return outputs;
    }

    /**
     * How many bars it takes until the outputs mean something.
     *
     * @return 1 or more
     */
    public final int warmUp() {
        return warmUp;
    }

    /**
     * Whether the warm-up is over.
     *
     * @return false while the outputs are NaN
     */
    public final boolean ready() {
        return seen >= warmUp;
    }

    /** Bars seen before the one that is taken now. */
    final long seen() {
        return seen;
    }

    abstract void writeParts(StateWriter out);

    abstract void readParts(StateReader in);

    @Override
    public final void writeTo(final StateWriter out) {
        out.putLong(seen);
        writeParts(out);
    }

    @Override
    public final void readFrom(final StateReader in) {
        seen = in.getLong();
        readParts(in);
    }
}
