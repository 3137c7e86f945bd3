package io.penstock.gateways.emulator.capture;

import io.penstock.gateways.emulator.TrueBook;
import java.util.Arrays;
import org.agrona.collections.Long2LongHashMap;

/** A recorded book as it stands at this point of the recording, with its digests of the recent past. */
final class BookImage implements TrueBook {
    private static final int HISTORY = 1 << 14;

    /** Quantities by price; 0 = no level. */
    private final Long2LongHashMap bids = new Long2LongHashMap(0);
    private final Long2LongHashMap asks = new Long2LongHashMap(0);
    private final long[] ids = new long[HISTORY];
    private final long[] digests = new long[HISTORY];
    private int written;
    private long sum;
    private long lastUpdateId;
    private long priceGrain;
    private long quantityGrain;

    /** Forgets the levels; the past stays known. */
    void clear() {
        bids.clear();
        asks.clear();
        sum = 0;
    }

    /** Sets a level; quantity 0 takes it away. */
    void level(final boolean bid, final String price, final String quantity) {
        final long p = Eighths.of(price);
        final long q = Eighths.of(quantity);
        priceGrain = divisor(priceGrain, p);
        quantityGrain = divisor(quantityGrain, q);
        final Long2LongHashMap side = bid ? bids : asks;
        final long before = q == 0 ? side.remove(p) : side.put(p, q);
        sum += (q == 0 ? 0 : TrueBook.mix(bid, p, q)) - (before == 0 ? 0 : TrueBook.mix(bid, p, before));
    }

    /** An update is complete. */
    void complete(final long id) {
        lastUpdateId = id;
        ids[written & HISTORY - 1] = id;
        digests[written & HISTORY - 1] = sum;
        written++;
    }

    /** What every price so far is a multiple of, exponent -8; 0 before the first. */
    long priceGrain() {
        return priceGrain;
    }

    /** What every quantity so far is a multiple of, exponent -8; 0 before the first. */
    long quantityGrain() {
        return quantityGrain;
    }

    private static long divisor(final long a, final long b) {
        long greater = Math.max(a, b);
        long less = Math.min(a, b);
        while (less != 0) {
            final long rest = greater % less;
            greater = less;
            less = rest;
        }
        return greater;
    }

    @Override
    public long lastUpdateId() {
        return lastUpdateId;
    }

    @Override
    public long digestAt(final long id) {
        for (int i = written - 1; i >= 0 && i >= written - HISTORY; i--) {
            if (ids[i & HISTORY - 1] == id) {
                return digests[i & HISTORY - 1];
            }
        }
        return UNKNOWN;
    }

    /** Appends {@code [["price","quantity"],...]}, best first. */
    void appendSide(final StringBuilder out, final boolean bid, final int most) {
        final Long2LongHashMap side = bid ? bids : asks;
        final long[] prices = new long[side.size()];
        final Long2LongHashMap.KeyIterator keys = side.keySet().iterator();
        int count = 0;
        while (keys.hasNext()) {
            prices[count++] = keys.nextValue();
        }
        Arrays.sort(prices);
        out.append('[');
        for (int i = 0; i < Math.min(most, count); i++) {
            final long price = prices[bid ? count - 1 - i : i];
            out.append(i == 0 ? "[\"" : ",[\"");
            Eighths.append(out, price);
            out.append("\",\"");
            Eighths.append(out, side.get(price));
            out.append("\"]");
        }
        out.append(']');
    }

    /** Best price, 0 when the side is empty; exponent -8. */
    long best(final boolean bid) {
        final Long2LongHashMap.KeyIterator keys = (bid ? bids : asks).keySet().iterator();
        long best = 0;
        while (keys.hasNext()) {
            final long price = keys.nextValue();
            best = best == 0 || (bid ? price > best : price < best) ? price : best;
        }
        return best;
    }

    /** Quantity at a price, exponent -8. */
    long quantity(final boolean bid, final long price) {
        return (bid ? bids : asks).get(price);
    }
}
