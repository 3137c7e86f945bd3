package io.penstock.engine.bar;

import io.penstock.api.BarView;
import io.penstock.api.FixedPoint;
import io.penstock.api.SeriesView;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import java.util.Objects;

/**
 * One series of bars of one instrument: the bar under way and the last finished ones. Engine thread only; allocates in
 * the constructor.
 */
public final class BarSeries implements SeriesView, Stateful {
    private final BarSpec spec;
    private final String timeframe;
    private final BarBuilder builder;
    private final int priceExponent;
    /** Finished bars, a ring. */
    private final Bar[] bars;
    private long closed;
    /** Where the next bar goes: {@link #closed} modulo the bars of the ring. */
    private int next;

    /**
     * A series without a bar.
     *
     * @param spec             which bars
     * @param most             how many finished ones can be looked at, at least 1
     * @param priceExponent    of the instrument
     * @param quantityExponent of the instrument
     */
    public BarSeries(final BarSpec spec, final int most, final int priceExponent, final int quantityExponent) {
        this.spec = spec;
        this.priceExponent = priceExponent;
        timeframe = spec.text();
        builder = BarBuilder.of(spec, priceExponent, quantityExponent);
        bars = new Bar[most];
        for (int i = 0; i < most; i++) {
            bars[i] = new Bar(builder.last.intervalNs());
        }
    }

    /**
     * Which bars.
     *
     * @return as given to the constructor
     */
    public BarSpec spec() {
        return spec;
    }

    /**
     * When the open bar by time ends.
     *
     * @return exchange time, or {@link Long#MAX_VALUE} when none is open
     */
    public long endNs() {
        return builder.endNs();
    }

    /**
     * Trades that came after their bar was told.
     *
     * @return since the first
     */
    public long late() {
        return builder.late;
    }

    /**
     * Closes the open bar when its time is over; see {@link BarBuilder#close}.
     *
     * @param timeNs exchange time that was reached
     * @return whether a bar was finished
     */
    public boolean close(final long timeNs) {
        return kept(builder.close(timeNs));
    }

    /**
     * Takes a trade, after {@link #close} said false.
     *
     * @param price    price units
     * @param quantity quantity units, positive
     * @param timeNs   exchange time
     * @return whether a bar was finished
     */
    public boolean trade(final long price, final long quantity, final long timeNs) {
        return kept(builder.trade(price, quantity, timeNs));
    }

    /**
     * Takes a finished candle, after {@link #close} said false.
     *
     * @param candle whose interval divides that of the series
     * @return whether a bar was finished
     */
    public boolean candle(final BarView candle) {
        return kept(builder.candle(candle));
    }

    /** The feed was lost: the open bar will not be whole. */
    public void lose() {
        builder.lose();
    }

    private boolean kept(final boolean finished) {
        if (finished) {
            bars[next].of(builder.last);
            closed++;
            next = next + 1 == bars.length ? 0 : next + 1;
        }
        return finished;
    }

    @Override
    public String timeframe() {
        return timeframe;
    }

    @Override
    public long closed() {
        return closed;
    }

    @Override
    public int kept() {
        return (int) Math.min(closed, bars.length);
    }

    @Override
    public BarView bar(final int back) {
        return at(back);
    }

    /**
     * The bar that was finished last, to be told to a strategy.
     *
     * @param timeframeIndex what it is called among the timeframes of that strategy
     * @return not moved by {@link #bar}
     */
    public BarView last(final int timeframeIndex) {
        builder.last.timeframe = timeframeIndex;
        return builder.last;
    }

    @Override
    public double close(final int back) {
        return FixedPoint.toDouble(at(back).closePrice(), priceExponent);
    }

    private Bar at(final int back) {
        final int place = next - 1 - Objects.checkIndex(back, kept());
        return bars[place < 0 ? place + bars.length : place];
    }

    @Override
    public void writeTo(final StateWriter out) {
        builder.writeTo(out);
        out.putLong(closed);
        for (int back = kept() - 1; back >= 0; back--) {
            at(back).writeTo(out);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        builder.readFrom(in);
        closed = in.getLong();
        next = (int) (closed % bars.length);
        for (int back = kept() - 1; back >= 0; back--) {
            at(back).readFrom(in);
        }
    }
}
