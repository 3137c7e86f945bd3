package io.penstock.gateways.common;

import java.util.Arrays;

/**
 * The last best bid and offer and the last mark price of each instrument, kept while the scratch waits for room. The
 * last value wins; instruments come out in the order in which they began to wait, the quote before the mark. Session
 * thread; allocates in the constructor only.
 */
public final class ConflatedQuotes {
    private static final int QUOTE = 1;
    private static final int MARK = 2;
    private static final int QUOTE_FIELDS = 7;
    private static final int MARK_FIELDS = 6;

    private final long[] quotes;
    private final long[] marks;
    private final boolean[] funded;
    private final byte[] waits;
    private final int[] order;
    private int waiting;

    /**
     * Nothing waits.
     *
     * @param instruments slots run from 0 to one less
     */
    public ConflatedQuotes(final int instruments) {
        quotes = new long[QUOTE_FIELDS * instruments];
        marks = new long[MARK_FIELDS * instruments];
        funded = new boolean[instruments];
        waits = new byte[instruments];
        order = new int[instruments];
    }

    /**
     * Keeps a best bid and offer.
     *
     * @param slot           of the instrument
     * @param updateId       of the venue's book
     * @param exchangeTimeNs or Long.MIN_VALUE
     * @param bidPrice       price units, 0 = none
     * @param bidQuantity    quantity units
     * @param askPrice       price units, 0 = none
     * @param askQuantity    quantity units
     * @param gatewayTimeNs  receive time
     * @return true when it overwrote one that had waited
     */
    public boolean quote(
        final int slot, final long updateId, final long exchangeTimeNs, final long bidPrice, final long bidQuantity,
        final long askPrice, final long askQuantity, final long gatewayTimeNs) {
        final int at = slot * QUOTE_FIELDS;
        quotes[at] = updateId;
        quotes[at + 1] = exchangeTimeNs;
        quotes[at + 2] = bidPrice;
        quotes[at + 3] = bidQuantity;
        quotes[at + 4] = askPrice;
        quotes[at + 5] = askQuantity;
        quotes[at + 6] = gatewayTimeNs;
        return enqueue(slot, QUOTE);
    }

    /**
     * Keeps a mark price.
     *
     * @param slot           of the instrument
     * @param mark           price units
     * @param index          price units
     * @param hasFunding     whether the next two say something
     * @param rate           expected funding rate, exponent -8
     * @param fundingTimeNs  when it will be settled
     * @param exchangeTimeNs or Long.MIN_VALUE
     * @param gatewayTimeNs  receive time
     * @return true when it overwrote one that had waited
     */
    public boolean mark(
        final int slot, final long mark, final long index, final boolean hasFunding, final long rate,
        final long fundingTimeNs, final long exchangeTimeNs, final long gatewayTimeNs) {
        final int at = slot * MARK_FIELDS;
        marks[at] = mark;
        marks[at + 1] = index;
        marks[at + 2] = rate;
        marks[at + 3] = fundingTimeNs;
        marks[at + 4] = exchangeTimeNs;
        marks[at + 5] = gatewayTimeNs;
        funded[slot] = hasFunding;
        return enqueue(slot, MARK);
    }

    private boolean enqueue(final int slot, final int what) {
        final boolean overwritten = (waits[slot] & what) != 0;
        if (waits[slot] == 0) {
            order[waiting++] = slot;
        }
        waits[slot] |= (byte) what;
        return overwritten;
    }

    /**
     * Whether anything waits.
     *
     * @return true when nothing does
     */
    public boolean isEmpty() {
        return waiting == 0;
    }

    /**
     * Moves what waits into a scratch, as much of it as fits there; the rest goes on waiting.
     *
     * @param scratch       takes the records
     * @param instrumentIds dense ids by slot
     */
    public void moveTo(final EventScratch scratch, final int[] instrumentIds) {
        int moved = 0;
        while (moved < waiting && scratch.free() >= 3) {
            final int slot = order[moved++];
            if ((waits[slot] & QUOTE) != 0) {
                final int at = slot * QUOTE_FIELDS;
                scratch.bestBidOffer(instrumentIds[slot], quotes[at], quotes[at + 1], quotes[at + 2], quotes[at + 3],
                    quotes[at + 4], quotes[at + 5], quotes[at + 6]);
            }
            if ((waits[slot] & MARK) != 0) {
                final int at = slot * MARK_FIELDS;
                scratch.markPrice(instrumentIds[slot], marks[at], marks[at + 1], marks[at + 4], marks[at + 5]);
                if (funded[slot]) {
                    scratch.funding(instrumentIds[slot], marks[at + 2], marks[at + 3], marks[at + 4], marks[at + 5]);
                }
            }
            waits[slot] = 0;
        }
        waiting -= moved;
        System.arraycopy(order, moved, order, 0, waiting);
    }

    /** Forgets all that waits. */
    public void clear() {
        Arrays.fill(waits, (byte) 0);
        waiting = 0;
    }
}
