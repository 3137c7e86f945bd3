package io.penstock.engine.bar;

import io.penstock.api.BarView;
import io.penstock.api.FixedPoint;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Bars by what was traded: so many trades, so much base, so much quote. Engine thread only; allocates in the
 * constructor.
 *
 * <p>A bar begins with a trade and ends with the one that fills it, which is not split. What is open when the feed is
 * lost is dropped. Late trades are taken, in the order they come, and no candles.
 */
public final class TradeBars extends BarBuilder {
    private final BarKind kind;
    private final long size;
    private final int priceExponent;
    private final int quantityExponent;
    /** Paid in the open bar, exponent -8; only bars by notional count it. */
    private long notional;

    /** No bar yet. */
    TradeBars(final BarSpec spec, final int priceExponent, final int quantityExponent) {
        super(0);
        kind = spec.kind();
        size = kind == BarKind.VOLUME ? quantity(spec.size(), quantityExponent) : spec.size();
        this.priceExponent = priceExponent;
        this.quantityExponent = quantityExponent;
    }

    /** So much base in the instrument's units, at least one. */
    private static long quantity(final long amount, final int exponent) {
        final int shift = FixedPoint.AMOUNT_EXPONENT - exponent;
        return Math.max(1, shift >= 0 ? Math.multiplyExact(amount, FixedPoint.powerOfTen(shift))
            : amount / FixedPoint.powerOfTen(-shift));
    }

    @Override
    public boolean close(final long timeNs) {
        return false;
    }

    @Override
    public boolean candle(final BarView candle) {
        return false;
    }

    @Override
    public boolean trade(final long price, final long quantity, final long timeNs) {
        if (!current.exists()) {
            notional = 0;
            current.begin(timeNs);
        }
        current.add(price, price, price, price, quantity, 1, current.tradeCount() == 0);
        final boolean full = switch (kind) {
            case TICK -> current.tradeCount() >= size;
            case VOLUME -> current.volume() >= size;
            default -> {
                final long paid = FixedPoint.notional(price, priceExponent, quantity, quantityExponent);
                notional = paid == FixedPoint.OVERFLOW ? Long.MAX_VALUE : Bar.sum(notional, paid);
                yield notional >= size;
            }
        };
        if (full) {
            last.of(current);
            current.end();
        }
        return full;
    }

    @Override
    void writeRest(final StateWriter out) {
        // what bars by time write here: whether the bar is whole, whether there was a trade, how far candles fill it
        out.putBoolean(false);
        out.putBoolean(current.tradeCount() > 0);
        out.putLong(0);
        out.putLong(notional);
        // and from when on bars may begin, flat bars in a row
        out.putLong(Long.MIN_VALUE);
        out.putInt(0);
    }

    @Override
    void readRest(final StateReader in) {
        in.getBoolean();
        in.getBoolean();
        in.getLong();
        notional = in.getLong();
        in.getLong();
        in.getInt();
    }
}
