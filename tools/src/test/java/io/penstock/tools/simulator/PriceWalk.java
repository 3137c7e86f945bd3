package io.penstock.tools.simulator;

import io.penstock.api.Side;
import io.penstock.gateways.common.EventScratch;
import java.util.SplittableRandom;

/** The market of one instrument: a walk of its middle, and levels around it that change at every step. */
final class PriceWalk {
    static final int LEVELS = 14;

    private final Listing listing;
    private final SplittableRandom random;
    private final long[] bids = new long[LEVELS];
    private final long[] asks = new long[LEVELS];
    private final long[] bidQuantities = new long[LEVELS];
    private final long[] askQuantities = new long[LEVELS];
    private final long[] levels = new long[8 * LEVELS];
    private long best;
    private long updateId = 100;
    private long tradeId;

    PriceWalk(final Listing listing, final SplittableRandom random) {
        this.listing = listing;
        this.random = random;
        best = listing.startPrice() / Listing.GRID * Listing.GRID;
        fill(best);
    }

    private void fill(final long bestBid) {
        best = bestBid;
        for (int i = 0; i < LEVELS; i++) {
            bids[i] = bestBid - i * Listing.GRID;
            asks[i] = bestBid + (i + 1) * Listing.GRID;
            bidQuantities[i] = 1 + random.nextInt(1_000);
            askQuantities[i] = 1 + random.nextInt(1_000);
        }
    }

    long bestBid() {
        return bids[0];
    }

    long bestAsk() {
        return asks[0];
    }

    long updateId() {
        return updateId;
    }

    long price(final Side side, final int level) {
        return side == Side.BUY ? bids[level] : asks[level];
    }

    long quantity(final Side side, final int level) {
        return side == Side.BUY ? bidQuantities[level] : askQuantities[level];
    }

    long middle() {
        return (bids[0] + asks[0]) / 2;
    }

    /** The market moves; the difference goes into the scratch. */
    void step(final EventScratch scratch, final long nowNs) {
        final int kind = random.nextInt(20);
        // a jump now and then leaves resting orders behind; back towards the start as with a rubber band
        final long pull = Long.signum(listing.startPrice() - best) * (random.nextInt(4) == 0 ? 1 : 0);
        final long move = kind == 0 ? random.nextInt(41) - 20 : kind < 8 ? random.nextInt(3) - 1 + pull : 0;
        final int at;
        final int bidCount;
        if (move == 0) {
            final int i = random.nextInt(LEVELS);
            bidQuantities[i] = 1 + random.nextInt(1_000);
            askQuantities[i] = 1 + random.nextInt(1_000);
            bidCount = 1;
            at = level(level(0, bids[i], bidQuantities[i]), asks[i], askQuantities[i]);
        } else {
            final long[] oldBids = bids.clone();
            final long[] oldAsks = asks.clone();
            fill(Math.max(listing.startPrice() / 2, best + move * Listing.GRID));
            bidCount = difference(0, oldBids, bids, bidQuantities, bids[LEVELS - 1], bids[0]) / 2;
            at = difference(2 * bidCount, oldAsks, asks, askQuantities, asks[0], asks[LEVELS - 1]);
        }
        updateId++;
        scratch.bookUpdate(listing.id(), false, updateId, updateId, updateId - 1, nowNs, levels, 0, bidCount, at / 2,
            nowNs);
    }

    private int difference(
        final int from, final long[] old, final long[] now, final long[] quantities, final long low,
        final long high) {
        int at = from;
        for (final long price : old) {
            at = price < low || price > high ? level(at, price, 0) : at;
        }
        for (int i = 0; i < LEVELS; i++) {
            at = level(at, now[i], quantities[i]);
        }
        return at;
    }

    void snapshot(final EventScratch scratch, final long nowNs) {
        int at = 0;
        for (int i = 0; i < LEVELS; i++) {
            at = level(at, bids[i], bidQuantities[i]);
        }
        for (int i = 0; i < LEVELS; i++) {
            at = level(at, asks[i], askQuantities[i]);
        }
        scratch.bookUpdate(listing.id(), true, updateId, updateId, updateId - 1, nowNs, levels, 0, LEVELS,
            2 * LEVELS, nowNs);
    }

    void trade(final EventScratch scratch, final long nowNs) {
        final boolean buy = random.nextBoolean();
        scratch.trade(listing.id(), buy ? Side.BUY : Side.SELL, false, ++tradeId, buy ? asks[0] : bids[0],
            1 + random.nextInt(500), nowNs, nowNs);
    }

    void mark(final EventScratch scratch, final long nowNs) {
        scratch.markPrice(listing.id(), middle(), middle(), nowNs, nowNs);
    }

    private int level(final int at, final long price, final long quantity) {
        levels[at] = price;
        levels[at + 1] = quantity;
        return at + 2;
    }
}
