package io.penstock.gateways.binance;

import io.penstock.gateways.common.Digits;

/**
 * Times as Binance sends them: milliseconds, or microseconds when the connection asked for them. Any thread; does not
 * allocate.
 */
final class BinanceTime {
    private static final long MOST_MILLIS = Long.MAX_VALUE / 1_000_000;
    private static final long MOST_MICROS = Long.MAX_VALUE / 1_000;

    private BinanceTime() {
    }

    /**
     * Nanoseconds since 1970. What cannot be milliseconds (past the year 2262) is microseconds.
     *
     * @param value as sent, not negative
     * @return nanoseconds, or {@link Digits#OVERFLOW}
     */
    static long toNs(final long value) {
        if (value <= MOST_MILLIS) {
            return value * 1_000_000;
        }
        return value <= MOST_MICROS ? value * 1_000 : Digits.OVERFLOW;
    }
}
