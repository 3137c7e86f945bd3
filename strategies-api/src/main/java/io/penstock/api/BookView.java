package io.penstock.api;

/**
 * The order book as a strategy may see it: exact at every price.
 *
 * <p>Prices and quantities are fixed point with the instrument's exponents. Engine thread only; nothing allocates.
 */
public interface BookView {
    /** Stands for "no such price". */
    long NO_PRICE = Long.MIN_VALUE;

    /**
     * What may be read.
     *
     * @return the state; nothing but the state is meaningful when it is {@link BookState#INVALID}
     */
    BookState state();

    /**
     * Highest bid.
     *
     * @return its price, or {@link #NO_PRICE}
     */
    long bestBidPrice();

    /**
     * Quantity at the highest bid.
     *
     * @return 0 when there is none
     */
    long bestBidQuantity();

    /**
     * Lowest offer.
     *
     * @return its price, or {@link #NO_PRICE}
     */
    long bestAskPrice();

    /**
     * Quantity at the lowest offer.
     *
     * @return 0 when there is none
     */
    long bestAskQuantity();

    /**
     * Quantity at a price.
     *
     * @param side  BUY for bids, SELL for asks
     * @param price any
     * @return 0 when there is no such level
     */
    long quantityAt(Side side, long price);

    /**
     * Number of levels.
     *
     * @param side BUY for bids, SELL for asks
     * @return 0 or more
     */
    int levels(Side side);

    /**
     * Copies the best levels, best first.
     *
     * @param side       BUY for bids, SELL for asks
     * @param maxLevels  how many at most
     * @param prices     receives prices, at least maxLevels long
     * @param quantities receives quantities, at least maxLevels long
     * @return how many were copied
     */
    int copyLevels(Side side, int maxLevels, long[] prices, long[] quantities);

    /**
     * Quantity of all levels from the touch to a price, that price included.
     *
     * @param side  BUY for bids, SELL for asks
     * @param price the last price counted
     * @return the sum; 0 when the touch is already beyond
     */
    long depthTo(Side side, long price);

    /**
     * What it would cost to take a quantity from one side, in exact fixed point.
     *
     * @param side     the side taken from: SELL (asks) for a buyer
     * @param quantity to take
     * @param result   receives quantity filled and its notional
     */
    void sweep(Side side, long quantity, SweepResult result);

    /**
     * Update id of the last update applied.
     *
     * @return as the venue counts
     */
    long lastUpdateId();
}
