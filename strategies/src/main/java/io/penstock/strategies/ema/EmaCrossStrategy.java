package io.penstock.strategies.ema;

import io.penstock.api.BarStrategy;
import io.penstock.api.BarView;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentView;
import io.penstock.api.MarketView;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.TimeInForce;
import java.util.Arrays;

/**
 * Signals when the fast exponential average of closes crosses the slow one, and trades it if a size is set.
 *
 * <p>EMA: first value = first close, then {@code ema += (close - ema) x 2 / (bars + 1)}. A crossing counts once the
 * slow average has seen as many bars as it is long. Engine thread only; allocates when an instrument is defined.
 */
public final class EmaCrossStrategy implements BarStrategy {
    private static final int STATE_VERSION = 1;

    private final double fastWeight;
    private final double slowWeight;
    private final int slowBars;
    private final long orderLots;
    private double[] fast = new double[0];
    private double[] slow = new double[0];
    private long[] bars = new long[0];

    EmaCrossStrategy(final int fastBars, final int slowBars, final long orderLots) {
        this.fastWeight = 2.0 / (fastBars + 1);
        this.slowWeight = 2.0 / (slowBars + 1);
        this.slowBars = slowBars;
        this.orderLots = orderLots;
    }

    @Override
    public void onInstrument(final InstrumentView instrument) {
        if (instrument.id() >= bars.length) {
            final int size = instrument.id() + 1;
            fast = Arrays.copyOf(fast, size);
            slow = Arrays.copyOf(slow, size);
            bars = Arrays.copyOf(bars, size);
        }
    }

    @Override
    public void onBar(final BarView bar, final MarketView market, final OrderDesk desk) {
        final InstrumentView instrument = market.instrument();
        final int id = instrument.id();
        final double close = FixedPoint.toDouble(bar.closePrice(), instrument.priceExponent());
        if (bars[id]++ == 0) {
            fast[id] = close;
            slow[id] = close;
            return;
        }
        final double before = fast[id] - slow[id];
        fast[id] += (close - fast[id]) * fastWeight;
        slow[id] += (close - slow[id]) * slowWeight;
        final double now = fast[id] - slow[id];
        desk.because("fast average minus slow average", now, 0);
        if (bars[id] <= slowBars || before > 0 == now > 0) {
            return;
        }
        final Side side = now > 0 ? Side.BUY : Side.SELL;
        desk.signal(side, now, 0);
        if (orderLots > 0) {
            desk.submit(
                side, OrderType.MARKET, TimeInForce.IOC, 0, 0, orderLots * instrument.lotSize(), 0);
        }
    }

    @Override
    public void onResume() {
        Arrays.fill(bars, 0);
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(bars.length);
        for (int i = 0; i < bars.length; i++) {
            out.putLong(bars[i]);
            out.putDouble(fast[i]);
            out.putDouble(slow[i]);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        final int size = in.getInt();
        bars = new long[size];
        fast = new double[size];
        slow = new double[size];
        for (int i = 0; i < size; i++) {
            bars[i] = in.getLong();
            fast[i] = in.getDouble();
            slow[i] = in.getDouble();
        }
    }
}
