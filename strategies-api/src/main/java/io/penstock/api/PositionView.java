package io.penstock.api;

/**
 * Our position in one instrument. Fixed point; engine thread only; does not allocate.
 */
public interface PositionView {
    /**
     * Signed quantity.
     *
     * @return positive LONG, negative SHORT, 0 FLAT
     */
    long position();

    /**
     * Signed quote amount paid for the open position, exponent -8.
     *
     * @return positive when LONG
     */
    long costBasis();

    /**
     * Realised P&amp;L without fees.
     *
     * @return quote amount, exponent -8
     */
    long realizedPnl();

    /**
     * Fees paid, in quote.
     *
     * @return quote amount, exponent -8; negative when rebates exceed fees
     */
    long fees();
}
