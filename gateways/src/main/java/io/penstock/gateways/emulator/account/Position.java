package io.penstock.gateways.emulator.account;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** A one-way position in a linear perpetual. One thread. */
public final class Position {
    private static final int DECIMALS = 8;

    private final int instrument;
    private BigDecimal quantity = BigDecimal.ZERO;
    private BigDecimal cost = BigDecimal.ZERO;
    private BigDecimal realised = BigDecimal.ZERO;

    Position(final int instrument) {
        this.instrument = instrument;
    }

    /** A trade; what it realises. The cost that leaves is rounded, the rest of it stays: nothing is lost. */
    BigDecimal trade(final boolean buy, final BigDecimal traded, final BigDecimal price) {
        BigDecimal left = traded;
        BigDecimal gain = BigDecimal.ZERO;
        if (quantity.signum() != 0 && quantity.signum() > 0 != buy) {
            final BigDecimal held = quantity.abs();
            final BigDecimal closing = left.min(held);
            final BigDecimal part = closing.compareTo(held) == 0 ? cost
                : cost.multiply(closing).divide(held, DECIMALS, RoundingMode.HALF_EVEN);
            final BigDecimal worth = price.multiply(closing);
            gain = quantity.signum() > 0 ? worth.subtract(part) : part.subtract(worth);
            cost = cost.subtract(part);
            quantity = buy ? quantity.add(closing) : quantity.subtract(closing);
            left = left.subtract(closing);
        }
        if (left.signum() > 0) {
            quantity = buy ? quantity.add(left) : quantity.subtract(left);
            cost = cost.add(price.multiply(left));
        }
        realised = realised.add(gain);
        return gain;
    }

    /**
     * In what.
     *
     * @return the instrument's number
     */
    public int instrument() {
        return instrument;
    }

    /**
     * How much.
     *
     * @return base asset, negative = short
     */
    public BigDecimal quantity() {
        return quantity;
    }

    /**
     * What it cost.
     *
     * @return quote asset, never negative
     */
    public BigDecimal cost() {
        return cost;
    }

    /**
     * Average price of what is held.
     *
     * @return rounded to 8 decimals, zero when nothing is held
     */
    public BigDecimal entryPrice() {
        return quantity.signum() == 0 ? BigDecimal.ZERO
            : cost.divide(quantity.abs(), DECIMALS, RoundingMode.HALF_EVEN);
    }

    /**
     * Realised so far, fees and funding not counted.
     *
     * @return quote asset
     */
    public BigDecimal realised() {
        return realised;
    }

    /**
     * What closing it at a price would bring.
     *
     * @param price to close at
     * @return quote asset
     */
    public BigDecimal unrealised(final BigDecimal price) {
        final BigDecimal worth = price.multiply(quantity.abs());
        return quantity.signum() >= 0 ? worth.subtract(cost) : cost.subtract(worth);
    }
}
