package io.penstock.api;

/**
 * Answer of {@link BookView#sweep}: reused by the caller, so that asking allocates nothing. Engine thread only.
 */
public final class SweepResult {
    private long quantity;
    private long notional;
    private long worstPrice;

    /**
     * Sets all three; called by the book.
     *
     * @param filledQuantity what the book could give
     * @param notionalAmount its cost, exponent -8, or {@link FixedPoint#OVERFLOW}
     * @param lastPrice      the worst price touched, or {@link BookView#NO_PRICE}
     */
    public void set(final long filledQuantity, final long notionalAmount, final long lastPrice) {
        quantity = filledQuantity;
        notional = notionalAmount;
        worstPrice = lastPrice;
    }

    /**
     * Quantity the book could give.
     *
     * @return at most what was asked
     */
    public long quantity() {
        return quantity;
    }

    /**
     * Cost of that quantity.
     *
     * @return amount, exponent -8
     */
    public long notional() {
        return notional;
    }

    /**
     * Worst price touched.
     *
     * @return a price, or {@link BookView#NO_PRICE} when nothing was there
     */
    public long worstPrice() {
        return worstPrice;
    }
}
