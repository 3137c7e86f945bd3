package io.penstock.bench.book;

import java.util.TreeMap;

/**
 * The book most Java programs begin with: a TreeMap per side, natural order, boxed longs.
 */
public final class TreeMapBook implements Book {
    private final TreeMap<Long, Long> bids = new TreeMap<>();
    private final TreeMap<Long, Long> asks = new TreeMap<>();
    private long touch;

    @Override
    public String name() {
        return "TreeMap<Long,Long> pair";
    }

    @Override
    public void apply(final BookTape tape, final int update) {
        if (tape.snapshot(update)) {
            bids.clear();
            asks.clear();
        }
        final int start = tape.rowsBefore(update);
        final int asksFrom = start + tape.bids(update);
        final int end = start + tape.levels(update);
        side(bids, tape, start, asksFrom);
        side(asks, tape, asksFrom, end);
        // what a commit tells: the touch
        touch += (bids.isEmpty() ? 0 : bids.lastKey()) ^ (asks.isEmpty() ? 0 : asks.firstKey());
    }

    private static void side(
        final TreeMap<Long, Long> levels, final BookTape tape, final int from, final int to) {
        for (int row = from; row < to; row++) {
            final long quantity = tape.quantity(row);
            if (quantity == 0) {
                levels.remove(tape.price(row));
            } else {
                levels.put(tape.price(row), quantity);
            }
        }
    }

    /**
     * Keeps the reads of the touch alive.
     *
     * @return nothing of meaning
     */
    public long touch() {
        return touch;
    }

    @Override
    public void copyFrom(final Book other) {
        final TreeMapBook from = (TreeMapBook) other;
        bids.clear();
        asks.clear();
        from.bids.forEach((price, quantity) -> bids.put(price.longValue() + 0, quantity.longValue() + 0));
        from.asks.forEach((price, quantity) -> asks.put(price.longValue() + 0, quantity.longValue() + 0));
    }

    @Override
    public String text() {
        final BookText text = new BookText();
        bids.descendingMap().forEach(text::bid);
        asks.forEach(text::ask);
        return text.toString();
    }

    /**
     * All levels as pairs of price and quantity, bids first, best first on each side.
     *
     * @return twice as many numbers as levels
     */
    public long[] pairs() {
        final long[] pairs = new long[2 * (bids.size() + asks.size())];
        final int[] at = new int[1];
        bids.descendingMap().forEach((price, quantity) -> put(pairs, at, price, quantity));
        asks.forEach((price, quantity) -> put(pairs, at, price, quantity));
        return pairs;
    }

    private static void put(final long[] pairs, final int[] at, final long price, final long quantity) {
        pairs[at[0]++] = price;
        pairs[at[0]++] = quantity;
    }

    /**
     * Bids.
     *
     * @return how many levels
     */
    public int bidCount() {
        return bids.size();
    }
}
