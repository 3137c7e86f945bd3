package io.penstock.tools.candles;

import io.penstock.api.FixedPoint;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.UserError;

/**
 * The bars of a candle file one by one, with every digit as it is written. One thread; close it. Reading a line makes
 * some garbage, nothing is kept.
 */
public final class CandleCursor implements AutoCloseable {
    private final Rows rows;
    private final CandleRow row = new CandleRow();

    CandleCursor(final Rows rows) {
        this.rows = rows;
    }

    /**
     * Moves to the next bar, the earliest first.
     *
     * @return false when there is none
     */
    public boolean next() {
        return rows.next(row);
    }

    /**
     * When the bar begins.
     *
     * @return nanoseconds since 1970
     */
    public long openTimeNs() {
        return row.openTimeNs;
    }

    /**
     * The first price.
     *
     * @param exponent decimal exponent of the result, -18 to 0
     * @return exactly that price
     * @throws UserError when it has more decimals or does not fit
     */
    public long openPrice(final int exponent) {
        return scaled(CandleRow.OPEN, exponent, "open");
    }

    /**
     * The highest price.
     *
     * @param exponent decimal exponent of the result
     * @return exactly that price
     */
    public long highPrice(final int exponent) {
        return scaled(CandleRow.HIGH, exponent, "high");
    }

    /**
     * The lowest price.
     *
     * @param exponent decimal exponent of the result
     * @return exactly that price
     */
    public long lowPrice(final int exponent) {
        return scaled(CandleRow.LOW, exponent, "low");
    }

    /**
     * The last price.
     *
     * @param exponent decimal exponent of the result
     * @return exactly that price
     */
    public long closePrice(final int exponent) {
        return scaled(CandleRow.CLOSE, exponent, "close");
    }

    /**
     * Base quantity traded.
     *
     * @param exponent decimal exponent of the result
     * @return exactly that quantity
     */
    public long volume(final int exponent) {
        return scaled(CandleRow.VOLUME, exponent, "volume");
    }

    /**
     * Quote amount traded.
     *
     * @param exponent decimal exponent of the result
     * @return exactly that amount; 0 when the file does not tell it
     */
    public long quoteVolume(final int exponent) {
        return scaled(CandleRow.QUOTE_VOLUME, exponent, "quote volume");
    }

    /**
     * Trades in the bar.
     *
     * @return how many; 0 when the file does not tell it
     */
    public long tradeCount() {
        return row.tradeCount;
    }

    /**
     * Where the bar stands.
     *
     * @return file:line
     */
    public String where() {
        return rows.where();
    }

    double value(final int index) {
        return row.value(index);
    }

    private long scaled(final int index, final int exponent, final String name) {
        final long digits = row.digits[index];
        final int shift = -exponent - row.decimals[index];
        try {
            if (shift >= 0) {
                return Math.multiplyExact(digits, FixedPoint.powerOfTen(shift));
            }
        } catch (final ArithmeticException e) {
            throw new UserError(name + " " + FixedPoint.format(digits, -row.decimals[index]) + " is too large with "
                + -exponent + " decimals", where(), "an instrument with fewer decimals", ExitCodes.REFUSED, e);
        }
        throw new UserError(name + " " + FixedPoint.format(digits, -row.decimals[index]) + " has more than "
            + -exponent + " decimals", where(), "an instrument with " + row.decimals[index] + " decimals");
    }

    @Override
    public void close() {
        rows.close();
    }
}
