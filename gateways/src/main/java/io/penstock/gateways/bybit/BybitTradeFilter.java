package io.penstock.gateways.bybit;

import java.util.Arrays;

/**
 * Lets every trade of an instrument through once, although two connections may bring it.
 *
 * <p>Trades come in the order of their cross sequence (of their time, where the venue gives none), and several share
 * one. A trade beyond the highest that passed is new. One below it came before on the other connection, unless its time
 * is later: then the venue's sequence began anew. Of those at the highest, the last {@value #RECENT} ids are kept; when
 * one sequence has had more trades than that, only the connection that brought the last one is believed. One thread;
 * allocates in the constructor only.
 */
final class BybitTradeFilter {
    /** Ids that are kept of the highest sequence. */
    static final int RECENT = 64;

    private final long[] recent;
    private final long[] highest;
    private final long[] highestTimeNs;
    private final int[] count;
    private final byte[] lastLane;
    private final boolean[] byTime;

    BybitTradeFilter(final int instruments) {
        recent = new long[RECENT * instruments];
        highest = new long[instruments];
        highestTimeNs = new long[instruments];
        count = new int[instruments];
        lastLane = new byte[instruments];
        byTime = new boolean[instruments];
        Arrays.fill(highest, Long.MIN_VALUE);
        Arrays.fill(highestTimeNs, Long.MIN_VALUE);
    }

    /**
     * A trade came.
     *
     * @param slot   of the instrument
     * @param lane   it came over
     * @param seq    its cross sequence, or -1
     * @param timeNs when the venue made it
     * @param id     its id
     * @return true when it was not let through before
     */
    boolean pass(final int slot, final int lane, final long seq, final long timeNs, final long id) {
        final boolean timed = seq == BybitMessage.NO_NUMBER;
        final long place = timed ? timeNs : seq;
        final boolean begunAnew = timed != byTime[slot] || place < highest[slot] && timeNs > highestTimeNs[slot];
        if (!begunAnew) {
            if (place < highest[slot]) {
                return false;
            }
            if (place == highest[slot] && known(slot, lane, id)) {
                return false;
            }
        }
        if (begunAnew || place > highest[slot]) {
            highest[slot] = place;
            count[slot] = 0;
            byTime[slot] = timed;
        }
        highestTimeNs[slot] = Math.max(highestTimeNs[slot], timeNs);
        recent[slot * RECENT + count[slot] % RECENT] = id;
        count[slot]++;
        lastLane[slot] = (byte) lane;
        return true;
    }

    private boolean known(final int slot, final int lane, final long id) {
        final int from = slot * RECENT;
        final int kept = Math.min(RECENT, count[slot]);
        for (int i = from; i < from + kept; i++) {
            if (recent[i] == id) {
                return true;
            }
        }
        return count[slot] > RECENT && lane != lastLane[slot];
    }
}
