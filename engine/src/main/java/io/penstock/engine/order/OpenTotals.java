package io.penstock.engine.order;

import io.penstock.api.FixedPoint;
import io.penstock.api.Side;
import java.util.Arrays;

/**
 * Sums over the open orders of each instrument, kept up to date with every change of an order.
 *
 * <p>Each order remembers what it was counted with, so the sums are exact whatever rounding a notional took. Two orders
 * of which at most one fills count like the larger of them. Engine thread only; allocates in the constructor.
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
        tally(order, Order.NONE, order.countingQuantity());
        count[order.instrumentId()]++;
        listener.onOpenChanged(order, 1);
    }

    /** Counts an order anew after a fill or a change. */
    void update(final Order order, final Order sibling) {
        count(order, sibling, order.countingQuantity());
    }

    /** Takes an order that just became final out of the sums. */
    void remove(final Order order, final Order sibling) {
        tally(order, sibling, 0);
        count[order.instrumentId()]--;
        listener.onOpenChanged(order, -1);
    }

    /** Counts so much of an order, whatever may fill of it. */
    void count(final Order order, final Order sibling, final long leaves) {
        tally(order, sibling, leaves);
        listener.onOpenChanged(order, 0);
    }

    private void tally(final Order order, final Order sibling, final long leaves) {
        final int at = order.instrumentId();
        final long quantity = Math.max(leaves, sibling.countedQuantity)
            - Math.max(order.countedQuantity, sibling.countedQuantity);
        if (order.side() == Side.SELL) {
            sellQuantity[at] = Math.addExact(sellQuantity[at], quantity);
        } else {
            final long notional = FixedPoint.notional(
                order.countingPrice(), priceExponent[at], leaves, quantityExponent[at]);
            if (notional == FixedPoint.OVERFLOW) {
                throw new ArithmeticException("open notional of instrument " + at + " leaves the range of a long");
            }
            final long quantitySum = Math.addExact(buyQuantity[at], quantity);
            buyNotional[at] = Math.addExact(buyNotional[at], Math.max(notional, sibling.countedNotional)
                - Math.max(order.countedNotional, sibling.countedNotional));
            buyQuantity[at] = quantitySum;
            order.countedNotional = notional;
        }
        order.countedQuantity = leaves;
    }

    /** Two orders of one side, counted each by itself so far, count like the larger of them from now on. */
    void pair(final Order first, final Order second) {
        final int at = first.instrumentId();
        final long twice = Math.min(first.countedQuantity, second.countedQuantity);
        if (first.side() == Side.SELL) {
            sellQuantity[at] -= twice;
        } else {
            buyQuantity[at] -= twice;
            buyNotional[at] -= Math.min(first.countedNotional, second.countedNotional);
        }
        listener.onOpenChanged(first, 0);
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
