package io.penstock.engine.portfolio;

/**
 * What risk needs to know of the account as a whole. Amounts are in the base currency with exponent -8.
 *
 * <p>Engine thread only; does not allocate.
 */
public interface AccountValue {
    /** Stands for a figure that cannot be given: a price is missing, or there are too few returns. */
    long UNKNOWN = Long.MIN_VALUE;

    /**
     * All wallets with open positions valued, fees and funding paid.
     *
     * @return amount, or {@link #UNKNOWN}
     */
    long equity();

    /**
     * What came in less what went out, by deposit, withdrawal and transfer, so that it is neither gain nor loss.
     *
     * @return amount, signed
     */
    long netDeposits();

    /**
     * Value of one position at its mark.
     *
     * @param instrumentId dense index
     * @return signed amount, or {@link #UNKNOWN}
     */
    long exposure(int instrumentId);

    /**
     * Sum of the positions' values without their signs.
     *
     * @return amount, or {@link #UNKNOWN}
     */
    long grossExposure();

    /**
     * What a wallet's perpetuals tie up now.
     *
     * @param venueCode whose wallet
     * @return amount, or {@link #UNKNOWN} while one of them has no mark
     */
    long initialMargin(int venueCode);

    /**
     * What of a venue's wallet can still be used as margin.
     *
     * @param venueCode whose wallet
     * @return amount, may be negative, or {@link #UNKNOWN}
     */
    long freeMargin(int venueCode);

    /**
     * Price at which the venue would liquidate a position.
     *
     * @param instrumentId dense index
     * @return price units, 0 when there is none
     */
    long liquidationPrice(int instrumentId);

    /**
     * Value at risk over one interval of returns, by historical simulation.
     *
     * @param confidenceE8 e.g. 0.99 as 99000000
     * @return amount, positive = loss, or {@link #UNKNOWN}
     */
    long valueAtRisk(long confidenceE8);

    /**
     * Mean of the losses beyond the value at risk.
     *
     * @param confidenceE8 e.g. 0.99 as 99000000
     * @return amount, positive = loss, or {@link #UNKNOWN}
     */
    long expectedShortfall(long confidenceE8);

    /**
     * A quote amount of an instrument in the base currency.
     *
     * @param instrumentId dense index
     * @param amount       in the instrument's quote asset
     * @return amount, or {@link #UNKNOWN}
     */
    default long inBase(final int instrumentId, final long amount) {
        return amount;
    }

    /**
     * Volatility of the account's returns per year.
     *
     * @return NaN while there are too few
     */
    double volatility();
}
