package io.penstock.tools.candles;

import io.penstock.api.FixedPoint;

/**
 * One row of a candle file as it is written: digits and where the point stands. One instance is filled again and again;
 * one thread.
 */
final class CandleRow {
    static final int OPEN = 0;
    static final int HIGH = 1;
    static final int LOW = 2;
    static final int CLOSE = 3;
    static final int VOLUME = 4;
    static final int QUOTE_VOLUME = 5;
    static final int VALUES = 6;

    private static final double[] POWERS = powers();

    /** Digits without the point; trailing zeros behind the point are gone. */
    final long[] digits = new long[VALUES];
    /** How many of the digits stand behind the point. */
    final int[] decimals = new int[VALUES];
    long openTimeNs;
    long tradeCount;
    /** End of the bar if the file tells it, 0 if it does not. */
    long closeTimeNs;

    double value(final int index) {
        return digits[index] / POWERS[decimals[index]];
    }

    void copyFrom(final CandleRow other) {
        System.arraycopy(other.digits, 0, digits, 0, VALUES);
        System.arraycopy(other.decimals, 0, decimals, 0, VALUES);
        openTimeNs = other.openTimeNs;
        tradeCount = other.tradeCount;
        closeTimeNs = other.closeTimeNs;
    }

    private static double[] powers() {
        final double[] powers = new double[19];
        double power = 1;
        for (int i = 0; i < powers.length; i++) {
            powers[i] = power;
            power *= 10;
        }
        return powers;
    }

    /** Compares two values of this row exactly. */
    int compare(final int a, final int b) {
        final int whole = Long.compare(digits[a] / ten(decimals[a]), digits[b] / ten(decimals[b]));
        if (whole != 0) {
            return whole;
        }
        final long restA = digits[a] % ten(decimals[a]) * ten(Math.max(0, decimals[b] - decimals[a]));
        final long restB = digits[b] % ten(decimals[b]) * ten(Math.max(0, decimals[a] - decimals[b]));
        return Long.compare(restA, restB);
    }

    private static long ten(final int exponent) {
        return FixedPoint.powerOfTen(exponent);
    }
}
