package io.penstock.tools.candles;

/**
 * Bars that a candle file lacks. Immutable.
 *
 * @param fromNs end of the bar before, nanoseconds since 1970: open time of the first bar missing
 * @param toNs   open time of the bar behind
 * @param bars   missing between them
 */
public record CandleGap(long fromNs, long toNs, long bars) {
}
