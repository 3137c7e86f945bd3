package io.penstock.engine.bar;

import io.penstock.api.BarView;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Bars by time, from trades or from finer candles. Engine thread only; allocates in the constructor.
 *
 * <p>Intervals begin at multiples of their length since 1970, by exchange time. A trade at the end of an interval
 * belongs to the next. An interval without a trade gives a flat bar at the last close, as venues' candles do, up to
 * {@value #MOST_FLAT} in a row; then nothing is told until the next trade. A trade that comes after its bar was told is
 * late: counted and left out, for what was told does not change. A bar of which a part was not seen (the first one, one
 * around a lost feed, one that lacks a finer candle) is not told; nothing is made up for it.
 *
 * <p>Candles only count until the first trade: a journal that has both would count everything twice.
 */
public final class TimeBars extends BarBuilder {
    /** Flat bars in a row that are told at most. */
    public static final int MOST_FLAT = 1_440;

    private final long intervalNs;
    private boolean whole;
    private boolean traded;
    /** How much of the open bar candles have filled. */
    private long filledNs;
    /** Bars that begin before were told, or never will be. */
    private long earliestNs = Long.MIN_VALUE;
    private int flat;

    /** No bar yet. */
    TimeBars(final long intervalNs) {
        super(intervalNs);
        this.intervalNs = intervalNs;
    }

    @Override
    public boolean close(final long timeNs) {
        while (timeNs >= endNs()) {
            final boolean tells = whole && (traded || filledNs == intervalNs);
            final boolean empty = current.tradeCount() == 0 && filledNs == 0;
            if (tells) {
                last.of(current);
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
        earliestNs = endNs();
        if (flat > MOST_FLAT) {
            current.end();
            return;
        }
        current.beginFlat(earliestNs);
    }

    @Override
    public boolean trade(final long price, final long quantity, final long timeNs) {
        if (!traded) {
            traded = true;
            forget();
        }
        if (timeNs < Math.max(earliestNs, current.openTimeNs())) {
            late++;
            return false;
        }
        if (!current.exists()) {
            // after many flat bars every trade was still listened for
            whole = flat > MOST_FLAT;
            flat = 0;
            begin(timeNs);
        }
        current.add(price, price, price, price, quantity, 1, current.tradeCount() == 0);
        return false;
    }

    private void begin(final long timeNs) {
        current.begin(Math.floorDiv(timeNs, intervalNs) * intervalNs);
    }

    @Override
    public boolean candle(final BarView candle) {
        final long finerNs = candle.intervalNs();
        if (traded || finerNs <= 0 || finerNs != intervalNs && intervalNs % finerNs != 0) {
            return false;
        }
        final long openTimeNs = candle.openTimeNs();
        if (!current.exists()) {
            begin(openTimeNs);
            filledNs = 0;
            whole = true;
        } else if (openTimeNs < current.openTimeNs() + filledNs) {
            late++;
            return false;
        }
        current.add(candle.openPrice(), candle.highPrice(), candle.lowPrice(), candle.closePrice(), candle.volume(),
            candle.tradeCount(), filledNs == 0);
        whole &= openTimeNs == current.openTimeNs() + filledNs;
        filledNs = openTimeNs + finerNs - current.openTimeNs();
        return filledNs == intervalNs && close(endNs());
    }

    @Override
    void forget() {
        super.forget();
        filledNs = 0;
        flat = 0;
        whole = false;
    }

    @Override
    void writeRest(final StateWriter out) {
        out.putBoolean(whole);
        out.putBoolean(traded);
        out.putLong(filledNs);
        // the notional of bars by what was traded
        out.putLong(0);
        out.putLong(earliestNs);
        out.putInt(flat);
    }

    @Override
    void readRest(final StateReader in) {
        whole = in.getBoolean();
        traded = in.getBoolean();
        filledNs = in.getLong();
        in.getLong();
        earliestNs = in.getLong();
        flat = in.getInt();
    }
}
