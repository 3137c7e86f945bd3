package io.penstock.engine.order;

import io.penstock.api.FixedPoint;
import io.penstock.api.Side;
import java.util.Arrays;

/**
 * Sums over the open orders of each instrument, kept up to date with every change of an order.
 *
 * <p>Each order remembers what it was counted with, so the sums are exact whatever rounding a notional took. Engine
 * thread only; allocates in the constructor.
 */
final class OpenTotals {
    /** Exponents are 0 or less; this says that the instrument is not defined. */
    private static final int UNDEFINED = 1;

    private final int[] priceExponent;
    private final int[] quantityExponent;
    private final long[] buyQuantity;
    private final long[] sellQuantity;
    private final long[] buyNotional;
    private final int[] count;
    private OpenOrderListener listener = OpenOrderListener.NONE;

    OpenTotals(final int instruments) {
        priceExponent = new int[instruments];
        quantityExponent = new int[instruments];
        buyQuantity = new long[instruments];
        sellQuantity = new long[instruments];
        buyNotional = new long[instruments];
        count = new int[instruments];
        Arrays.fill(priceExponent, UNDEFINED);
    }

    void listener(final OpenOrderListener hears) {
        listener = hears;
    }

    boolean isDefined(final int instrumentId) {
        return instrumentId >= 0 && instrumentId < priceExponent.length && priceExponent[instrumentId] != UNDEFINED;
    }

    void define(final int instrumentId, final int newPriceExponent, final int newQuantityExponent) {
        priceExponent[instrumentId] = newPriceExponent;
        quantityExponent[instrumentId] = newQuantityExponent;
    }

    int priceExponent(final int instrumentId) {
        return priceExponent[instrumentId];
    }

    int quantityExponent(final int instrumentId) {
        return quantityExponent[instrumentId];
    }

    long buyQuantity(final int instrumentId) {
        return buyQuantity[instrumentId];
    }

    long sellQuantity(final int instrumentId) {
        return sellQuantity[instrumentId];
    }

    long buyNotional(final int instrumentId) {
        return buyNotional[instrumentId];
    }

    int count(final int instrumentId) {
        return count[instrumentId];
    }

    /** Counts an order that just opened; changes nothing when a sum would leave the range of a long. */
    void add(final Order order) {
        count(order, 1);
    }

    /** Counts an order anew after a fill. */
    void update(final Order order) {
        count(order, 0);
    }

    /** Takes an order that just became final out of the sums. */
    void remove(final Order order) {
        count(order, -1);
    }

    private void count(final Order order, final int change) {
        final int at = order.instrumentId();
        final long leaves = order.leavesQuantity();
        if (order.side() == Side.SELL) {
            sellQuantity[at] = Math.addExact(sellQuantity[at], leaves - order.countedQuantity);
        } else {
            final long notional = FixedPoint.notional(
                order.reservePrice(), priceExponent[at], leaves, quantityExponent[at]);
            if (notional == FixedPoint.OVERFLOW) {
                throw new ArithmeticException("open notional of instrument " + at + " leaves the range of a long");
            }
            final long quantitySum = Math.addExact(buyQuantity[at], leaves - order.countedQuantity);
            buyNotional[at] = Math.addExact(buyNotional[at], notional - order.countedNotional);
            buyQuantity[at] = quantitySum;
            order.countedNotional = notional;
        }
        order.countedQuantity = leaves;
        count[at] += change;
        listener.onOpenChanged(order, change);
    }

    /** Forgets all sums and definitions. */
    void clear() {
        Arrays.fill(priceExponent, UNDEFINED);
        for (int i = 0; i < count.length; i++) {
            buyQuantity[i] = 0;
            sellQuantity[i] = 0;
            buyNotional[i] = 0;
            count[i] = 0;
        }
    }
}
