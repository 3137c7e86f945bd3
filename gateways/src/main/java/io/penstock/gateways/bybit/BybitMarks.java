package io.penstock.gateways.bybit;

import java.util.Arrays;

/**
 * What the tickers of linear instruments have said so far: the venue sends a field only when it changes. Also keeps
 * tickers and bars in order when two connections bring them: one that was sent before the last one taken is old, and of
 * those sent in the same millisecond only the same connection's are taken. One thread; allocates in the constructor
 * only.
 */
final class BybitMarks {
    private static final int MARK_AND_INDEX = BybitMessage.MARK | BybitMessage.INDEX;
    private static final int FUNDING = BybitMessage.RATE | BybitMessage.FUNDING_TIME;

    private final int[] known;
    private final long[] marks;
    private final long[] indexes;
    private final long[] rates;
    private final long[] fundingTimesNs;
    private final long[] tickerSentNs;
    private final byte[] tickerLane;
    private final long[] barSentNs;
    private final byte[] barLane;

    BybitMarks(final int instruments) {
        known = new int[instruments];
        marks = new long[instruments];
        indexes = new long[instruments];
        rates = new long[instruments];
        fundingTimesNs = new long[instruments];
        tickerSentNs = new long[instruments];
        tickerLane = new byte[instruments];
        barSentNs = new long[instruments];
        barLane = new byte[instruments];
        Arrays.fill(tickerSentNs, Long.MIN_VALUE);
        Arrays.fill(barSentNs, Long.MIN_VALUE);
    }

    /** Takes a ticker in; false when it is old. */
    boolean merge(final int slot, final int lane, final BybitMessage ticker) {
        if (!inOrder(tickerSentNs, tickerLane, slot, lane, ticker.sentNs)) {
            return false;
        }
        final int present = ticker.present;
        if (ticker.snapshot) {
            known[slot] = 0;
        }
        known[slot] |= present;
        if ((present & BybitMessage.MARK) != 0) {
            marks[slot] = ticker.markPrice;
        }
        if ((present & BybitMessage.INDEX) != 0) {
            indexes[slot] = ticker.indexPrice;
        }
        if ((present & BybitMessage.RATE) != 0) {
            rates[slot] = ticker.fundingRate;
        }
        if ((present & BybitMessage.FUNDING_TIME) != 0) {
            fundingTimesNs[slot] = ticker.fundingTimeNs;
        }
        return true;
    }

    /** Whether a bar may be published; false when it is old. */
    boolean bar(final int slot, final int lane, final long sentNs) {
        return inOrder(barSentNs, barLane, slot, lane, sentNs);
    }

    private static boolean inOrder(
        final long[] lastNs, final byte[] lastLane, final int slot, final int lane, final long sentNs) {
        if (sentNs < lastNs[slot] || sentNs == lastNs[slot] && lane != lastLane[slot]) {
            return false;
        }
        lastNs[slot] = sentNs;
        lastLane[slot] = (byte) lane;
        return true;
    }

    /** Whether the ticker that was just taken changed mark or index price, and both are known. */
    boolean priced(final int slot, final int present) {
        return (present & MARK_AND_INDEX) != 0 && (known[slot] & MARK_AND_INDEX) == MARK_AND_INDEX;
    }

    /** Whether the ticker that was just taken changed rate or time of the funding, and both are known. */
    boolean funded(final int slot, final int present) {
        return (present & FUNDING) != 0 && fundingKnown(slot);
    }

    /** Whether rate and time of the next funding are known; dated contracts have none, their time is 0. */
    boolean fundingKnown(final int slot) {
        return (known[slot] & FUNDING) == FUNDING && fundingTimesNs[slot] > 0;
    }

    boolean markKnown(final int slot) {
        return (known[slot] & MARK_AND_INDEX) == MARK_AND_INDEX;
    }

    long mark(final int slot) {
        return marks[slot];
    }

    long index(final int slot) {
        return indexes[slot];
    }

    long rate(final int slot) {
        return rates[slot];
    }

    long fundingTimeNs(final int slot) {
        return fundingTimesNs[slot];
    }
}
