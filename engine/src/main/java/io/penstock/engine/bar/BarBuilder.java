package io.penstock.engine.bar;

import io.penstock.api.BarView;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * One series of bars of one instrument in the making: the open bar and the one that was closed last. {@link TimeBars}
 * end by time, {@link TradeBars} by what was traded. Fixed point with the instrument's exponents; engine thread only;
 * allocates when it is made.
 *
 * <p>The state is laid out alike for both kinds; a field that means nothing to a kind has a fixed value there.
 */
public abstract sealed class BarBuilder implements Stateful permits TimeBars, TradeBars {
    final Bar current;
    final Bar last;
    /** Trades that came after their bar was told. */
    long late;
    /** Bars that were not told since a part of them was not seen. */
    long dropped;

    /** No bar yet, of an interval or 0. */
    BarBuilder(final long intervalNs) {
        current = new Bar(intervalNs);
        last = new Bar(intervalNs);
    }

    /**
     * A series without a bar.
     *
     * @param spec             which bars
     * @param priceExponent    of the instrument
     * @param quantityExponent of the instrument
     * @return what makes such bars
     */
    public static BarBuilder of(final BarSpec spec, final int priceExponent, final int quantityExponent) {
        return spec.kind() == BarKind.TIME ? new TimeBars(spec.size())
            : new TradeBars(spec, priceExponent, quantityExponent);
    }

    /**
     * The bar that was closed last; always the same object.
     *
     * @return valid until the next one is closed
     */
    public final BarView last() {
        return last;
    }

    /**
     * When the open bar by time ends.
     *
     * @return exchange time, or {@link Long#MAX_VALUE} when none is open
     */
    public final long endNs() {
        return current.endNs();
    }

    /**
     * Closes the open bar when its time is over; call it until it says false, before {@link #trade} and
     * {@link #candle}, and when time has passed.
     *
     * @param timeNs exchange time that was reached
     * @return whether {@link #last} is a new bar
     */
    public abstract boolean close(long timeNs);

    /**
     * Takes a trade.
     *
     * @param price    price units
     * @param quantity quantity units, positive
     * @param timeNs   exchange time
     * @return whether it closed a bar, which is {@link #last} then; never of bars by time
     */
    public abstract boolean trade(long price, long quantity, long timeNs);

    /**
     * Takes a finished candle whose interval divides that of the series.
     *
     * @param candle its numbers are read at once
     * @return whether it closed a bar, which is {@link #last} then; only of bars by time
     */
    public abstract boolean candle(BarView candle);

    /** The feed was lost: the open bar will not be whole. */
    public final void lose() {
        if (current.exists()) {
            dropped++;
        }
        forget();
    }

    /** No bar is open any more. */
    void forget() {
        current.end();
    }

    /** Writes what stands between the bars and the counts. */
    abstract void writeRest(StateWriter out);

    /** Reads it. */
    abstract void readRest(StateReader in);

    @Override
    public final void writeTo(final StateWriter out) {
        current.writeTo(out);
        last.writeTo(out);
        writeRest(out);
        out.putLong(late);
        out.putLong(dropped);
    }

    @Override
    public final void readFrom(final StateReader in) {
        current.readFrom(in);
        last.readFrom(in);
        readRest(in);
        late = in.getLong();
        dropped = in.getLong();
    }
}
