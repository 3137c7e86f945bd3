package io.penstock.engine.bar;

import io.penstock.api.BarView;
import io.penstock.api.FixedPoint;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * One series of bars of one instrument, from its trades or from finer candles. Fixed point with the instrument's
 * exponents; engine thread only; allocates in the constructor.
 *
 * <p>Rules, for bars by time: intervals begin at multiples of their length since 1970, by exchange time. A trade at the
 * end of an interval belongs to the next. An interval without a trade gives a flat bar at the last close, as venues'
 * candles do, up to {@value #MOST_FLAT} in a row; then nothing is told until the next trade. A trade that comes after
 * its bar was told is late: counted and left out, for what was told does not change. A bar of which a part was not seen
 * (the first one, one around a lost feed, one that lacks a finer candle) is not told; nothing is made up for it.
 *
 * <p>Bars by trades, volume or notional begin with a trade and end with the one that fills them, which is not split.
 * What is open when the feed is lost is dropped. They take late trades, in the order they come, and no candles.
 *
 * <p>Candles only count until the first trade: a journal that has both would count everything twice.
 */
public final class BarBuilder implements Stateful {
    /** Flat bars in a row that are told at most. */
    public static final int MOST_FLAT = 1_440;

    private static final long NOT_OPEN = Long.MIN_VALUE;

    private final BarSpec spec;
    private final Values current = new Values();
    private final Values last = new Values();
    private final long size;
    private final int priceExponent;
    private final int quantityExponent;
    private boolean whole;
    private boolean traded;
    private long filledNs;
    private long notional;
    /** Bars that begin before were told, or never will be. */
    private long earliestNs = NOT_OPEN;
    private int flat;
    private long late;
    private long dropped;

    /** A bar, open or closed. */
    private static final class Values implements BarView, Stateful {
        private long intervalNs;
        private long openTimeNs = NOT_OPEN;
        private long openPrice;
        private long highPrice;
        private long lowPrice;
        private long closePrice;
        private long volume;
        private long tradeCount;

        void begin(final long timeNs) {
            openTimeNs = timeNs;
            volume = 0;
            tradeCount = 0;
        }

        void flat(final long price) {
            openPrice = price;
            highPrice = price;
            lowPrice = price;
            closePrice = price;
        }

        void add(
            final long open, final long high, final long low, final long close, final long quantity,
            final long count, final boolean first) {
            if (first) {
                openPrice = open;
                highPrice = high;
                lowPrice = low;
            } else {
                highPrice = Math.max(highPrice, high);
                lowPrice = Math.min(lowPrice, low);
            }
            closePrice = close;
            volume = Math.addExact(volume, quantity);
            tradeCount += count;
        }

        void copy(final Values from) {
            intervalNs = from.intervalNs;
            openTimeNs = from.openTimeNs;
            openPrice = from.openPrice;
            highPrice = from.highPrice;
            lowPrice = from.lowPrice;
            closePrice = from.closePrice;
            volume = from.volume;
            tradeCount = from.tradeCount;
        }

        @Override
        public int timeframe() {
            return 0;
        }

        @Override
        public long tradeCount() {
            return tradeCount;
        }

        @Override
        public long intervalNs() {
            return intervalNs;
        }

        @Override
        public long openTimeNs() {
            return openTimeNs;
        }

        @Override
        public long openPrice() {
            return openPrice;
        }

        @Override
        public long highPrice() {
            return highPrice;
        }

        @Override
        public long lowPrice() {
            return lowPrice;
        }

        @Override
        public long closePrice() {
            return closePrice;
        }

        @Override
        public long volume() {
            return volume;
        }

        @Override
        public void writeTo(final StateWriter out) {
            out.putLong(openTimeNs);
            out.putLong(openPrice);
            out.putLong(highPrice);
            out.putLong(lowPrice);
            out.putLong(closePrice);
            out.putLong(volume);
            out.putLong(tradeCount);
        }

        @Override
        public void readFrom(final StateReader in) {
            openTimeNs = in.getLong();
            openPrice = in.getLong();
            highPrice = in.getLong();
            lowPrice = in.getLong();
            closePrice = in.getLong();
            volume = in.getLong();
            tradeCount = in.getLong();
        }
    }

    /**
     * A series without a bar.
     *
     * @param spec             which bars
     * @param priceExponent    of the instrument
     * @param quantityExponent of the instrument
     */
    public BarBuilder(final BarSpec spec, final int priceExponent, final int quantityExponent) {
        this.spec = spec;
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
        size = spec.kind() == BarKind.VOLUME ? quantity(spec.size(), quantityExponent) : spec.size();
        current.intervalNs = spec.kind() == BarKind.TIME ? spec.size() : 0;
    }

    /** So much base in the instrument's units, at least one. */
    private static long quantity(final long amount, final int exponent) {
        final int shift = FixedPoint.AMOUNT_EXPONENT - exponent;
        return Math.max(1, shift >= 0 ? Math.multiplyExact(amount, FixedPoint.powerOfTen(shift))
            : amount / FixedPoint.powerOfTen(-shift));
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
     * The bar that was closed last; always the same object.
     *
     * @return valid until the next one is closed
     */
    public BarView last() {
        return last;
    }

    /**
     * When the open bar by time ends.
     *
     * @return exchange time, or {@link Long#MAX_VALUE} when none is open
     */
    public long endNs() {
        return current.openTimeNs == NOT_OPEN || spec.kind() != BarKind.TIME ? Long.MAX_VALUE
            : current.openTimeNs + size;
    }

    /**
     * Trades that came after their bar was told.
     *
     * @return since the first
     */
    public long late() {
        return late;
    }

    /**
     * Bars that were not told since a part of them was not seen.
     *
     * @return since the first
     */
    public long dropped() {
        return dropped;
    }

    /**
     * Closes the open bar when its time is over; call it until it says false, before {@link #trade} and
     * {@link #candle}, and when time has passed.
     *
     * @param timeNs exchange time that was reached
     * @return whether {@link #last} is a new bar
     */
    public boolean close(final long timeNs) {
        while (timeNs >= endNs()) {
            final boolean tells = whole && (traded || filledNs == size);
            final boolean empty = current.tradeCount == 0 && filledNs == 0;
            if (tells) {
                last.copy(current);
            } else {
                dropped++;
            }
            next(empty);
            if (tells) {
                return true;
            }
        }
        return false;
    }

    /** The next interval begins, at first as a flat bar. */
    private void next(final boolean empty) {
        flat = empty ? flat + 1 : 0;
        filledNs = 0;
        whole = true;
        earliestNs = current.openTimeNs + size;
        if (flat > MOST_FLAT) {
            current.openTimeNs = NOT_OPEN;
            return;
        }
        current.begin(earliestNs);
        current.flat(current.closePrice);
    }

    /**
     * Takes a trade.
     *
     * @param price    price units
     * @param quantity quantity units, positive
     * @param timeNs   exchange time
     * @return whether it closed a bar, which is {@link #last} then; never of bars by time
     */
    public boolean trade(final long price, final long quantity, final long timeNs) {
        if (!traded) {
            traded = true;
            forget();
        }
        if (spec.kind() == BarKind.TIME && timeNs < Math.max(earliestNs, current.openTimeNs)) {
            late++;
            return false;
        }
        if (current.openTimeNs == NOT_OPEN) {
            begin(timeNs);
        }
        current.add(price, price, price, price, quantity, 1, current.tradeCount == 0);
        return spec.kind() != BarKind.TIME && filled(price, quantity);
    }

    private void begin(final long timeNs) {
        if (spec.kind() == BarKind.TIME) {
            // after many flat bars every trade was still listened for
            whole = flat > MOST_FLAT;
            flat = 0;
            current.begin(Math.floorDiv(timeNs, size) * size);
        } else {
            notional = 0;
            current.begin(timeNs);
        }
    }

    private boolean filled(final long price, final long quantity) {
        final boolean full = switch (spec.kind()) {
            case TICK -> current.tradeCount >= size;
            case VOLUME -> current.volume >= size;
            default -> {
                notional = Math.addExact(notional,
                    FixedPoint.notional(price, priceExponent, quantity, quantityExponent));
                yield notional >= size;
            }
        };
        if (full) {
            last.copy(current);
            current.openTimeNs = NOT_OPEN;
        }
        return full;
    }

    /**
     * Takes a finished candle whose interval divides that of the series.
     *
     * @param bar the candle
     * @return whether it closed a bar, which is {@link #last} then
     */
    public boolean candle(final BarView bar) {
        final long intervalNs = bar.intervalNs();
        if (traded || spec.kind() != BarKind.TIME || intervalNs <= 0
            || intervalNs != size && size % intervalNs != 0) {
            return false;
        }
        if (current.openTimeNs == NOT_OPEN) {
            current.begin(Math.floorDiv(bar.openTimeNs(), size) * size);
            filledNs = 0;
            whole = true;
        } else if (bar.openTimeNs() < current.openTimeNs + filledNs) {
            late++;
            return false;
        }
        current.add(bar.openPrice(), bar.highPrice(), bar.lowPrice(), bar.closePrice(), bar.volume(),
            bar.tradeCount(), filledNs == 0);
        whole &= bar.openTimeNs() == current.openTimeNs + filledNs;
        filledNs = bar.openTimeNs() + intervalNs - current.openTimeNs;
        return filledNs == size && close(current.openTimeNs + size);
    }

    /** The feed was lost: the open bar will not be whole. */
    public void lose() {
        if (current.openTimeNs != NOT_OPEN) {
            dropped++;
        }
        forget();
    }

    private void forget() {
        current.openTimeNs = NOT_OPEN;
        filledNs = 0;
        flat = 0;
        whole = false;
    }

    @Override
    public void writeTo(final StateWriter out) {
        current.writeTo(out);
        last.writeTo(out);
        out.putBoolean(whole);
        out.putBoolean(traded);
        out.putLong(filledNs);
        out.putLong(notional);
        out.putLong(earliestNs);
        out.putInt(flat);
        out.putLong(late);
        out.putLong(dropped);
    }

    @Override
    public void readFrom(final StateReader in) {
        current.readFrom(in);
        last.readFrom(in);
        last.intervalNs = current.intervalNs;
        whole = in.getBoolean();
        traded = in.getBoolean();
        filledNs = in.getLong();
        notional = in.getLong();
        earliestNs = in.getLong();
        flat = in.getInt();
        late = in.getLong();
        dropped = in.getLong();
    }
}
