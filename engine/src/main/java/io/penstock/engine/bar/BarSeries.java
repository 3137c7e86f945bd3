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
    private static final int OPEN_TIME = 0;
    private static final int OPEN = 1;
    private static final int HIGH = 2;
    private static final int LOW = 3;
    private static final int CLOSE = 4;
    private static final int VOLUME = 5;
    private static final int TRADES = 6;
    private static final int FIELDS = 7;

    private final BarSpec spec;
    private final String timeframe;
    private final BarBuilder builder;
    private final int priceExponent;
    private final int most;
    /** Finished bars, a ring of {@link #most} times {@link #FIELDS}. */
    private final long[] bars;
    private final Kept looked = new Kept();
    private final Kept told = new Kept();
    private long closed;
    /** Where the next bar goes: {@link #closed} modulo {@link #most}, times {@link #FIELDS}. */
    private int next;

    /** A finished bar in the ring. */
    private final class Kept implements BarView {
        private int at;
        private int timeframeIndex;

        @Override
        public int timeframe() {
            return timeframeIndex;
        }

        @Override
        public long intervalNs() {
            return spec.kind() == BarKind.TIME ? spec.size() : 0;
        }

        @Override
        public long openTimeNs() {
            return bars[at + OPEN_TIME];
        }

        @Override
        public long openPrice() {
            return bars[at + OPEN];
        }

        @Override
        public long highPrice() {
            return bars[at + HIGH];
        }

        @Override
        public long lowPrice() {
            return bars[at + LOW];
        }

        @Override
        public long closePrice() {
            return bars[at + CLOSE];
        }

        @Override
        public long volume() {
            return bars[at + VOLUME];
        }

        @Override
        public long tradeCount() {
            return bars[at + TRADES];
        }
    }

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
        this.most = most;
        this.priceExponent = priceExponent;
        timeframe = spec.text();
        builder = new BarBuilder(spec, priceExponent, quantityExponent);
        bars = new long[most * FIELDS];
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
        return builder.late();
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
            final BarView bar = builder.last();
            final int at = next;
            bars[at + OPEN_TIME] = bar.openTimeNs();
            bars[at + OPEN] = bar.openPrice();
            bars[at + HIGH] = bar.highPrice();
            bars[at + LOW] = bar.lowPrice();
            bars[at + CLOSE] = bar.closePrice();
            bars[at + VOLUME] = bar.volume();
            bars[at + TRADES] = bar.tradeCount();
            closed++;
            next = at + FIELDS == bars.length ? 0 : at + FIELDS;
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
        return (int) Math.min(closed, most);
    }

    @Override
    public BarView bar(final int back) {
        looked.at = place(back);
        return looked;
    }

    /**
     * The bar that was finished last, to be told to a strategy.
     *
     * @param timeframeIndex what it is called among the timeframes of that strategy
     * @return not moved by {@link #bar}
     */
    public BarView last(final int timeframeIndex) {
        told.timeframeIndex = timeframeIndex;
        told.at = place(0);
        return told;
    }

    @Override
    public double close(final int back) {
        return FixedPoint.toDouble(bars[place(back) + CLOSE], priceExponent);
    }

    private int place(final int back) {
        final int at = next - (Objects.checkIndex(back, kept()) + 1) * FIELDS;
        return at < 0 ? at + bars.length : at;
    }

    @Override
    public void writeTo(final StateWriter out) {
        builder.writeTo(out);
        out.putLong(closed);
        for (int back = kept() - 1; back >= 0; back--) {
            final int at = place(back);
            for (int i = 0; i < FIELDS; i++) {
                out.putLong(bars[at + i]);
            }
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        builder.readFrom(in);
        closed = in.getLong();
        next = (int) (closed % most) * FIELDS;
        for (int back = kept() - 1; back >= 0; back--) {
            final int at = place(back);
            for (int i = 0; i < FIELDS; i++) {
                bars[at + i] = in.getLong();
            }
        }
    }
}
