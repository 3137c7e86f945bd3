package io.penstock.gateways.emulator.bybit;

import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.dialect.LevelSide;
import io.penstock.gateways.emulator.dialect.Topic;
import io.penstock.gateways.emulator.dialect.TrueLevels;
import io.penstock.gateways.emulator.market.InstrumentScale;

/**
 * One {@code orderbook.N.SYMBOL}: the best N levels of each side as they were last published, their update id, and
 * digests of what was published lately. Levels that enter or leave the view are sent like any other change.
 */
final class BybitDepth {
    private static final int HISTORY = 1 << 12;

    private final TrueLevels book;
    private final Topic topic;
    private final String symbol;
    private final int depth;
    private final boolean timeFirst;
    private final View bids;
    private final View asks;
    private final long[] ids = new long[HISTORY];
    private final long[] digests = new long[HISTORY];
    private final StringBuilder bidText = new StringBuilder();
    private final StringBuilder askText = new StringBuilder();
    private int written;
    private long updateId;
    private long digest;
    private long sequence;
    private long matchedMs;
    private long publishedNs;
    private boolean running;

    BybitDepth(final TrueLevels book, final Topic topic, final String symbol, final int depth, final boolean spot,
        final long firstUpdateId) {
        this.book = book;
        this.topic = topic;
        this.symbol = symbol;
        this.depth = depth;
        timeFirst = spot || depth == 1;
        updateId = firstUpdateId;
        bids = new View(true);
        asks = new View(false);
    }

    Topic topic() {
        return topic;
    }

    boolean running() {
        return running;
    }

    long updateId() {
        return updateId;
    }

    /** When something was last sent. */
    long publishedNs() {
        return publishedNs;
    }

    /** The first client is there: the view is what the book is now. */
    void start(final long nextSequence, final long nowNs) {
        running = true;
        take(nextSequence, nowNs);
        updateId++;
        remember();
    }

    void stop() {
        running = false;
    }

    /** Takes the book over; false when the view is as it was. Both texts hold the changes then. */
    private boolean take(final long nextSequence, final long nowNs) {
        bidText.setLength(0);
        askText.setLength(0);
        bids.take(book.bids(), bidText);
        asks.take(book.asks(), askText);
        publishedNs = nowNs;
        if (bidText.length() + askText.length() == 0) {
            return false;
        }
        sequence = nextSequence;
        matchedMs = nowNs / 1_000_000;
        return true;
    }

    /** What changed since the last message, as a message of its own; empty when nothing did. */
    String changes(final long nextSequence, final long matchedNs, final long nowNs) {
        final long before = publishedNs;
        if (!take(nextSequence, nowNs)) {
            publishedNs = before;
            return "";
        }
        matchedMs = matchedNs / 1_000_000;
        updateId++;
        remember();
        return depth == 1 ? snapshot(nowNs) : message("delta", nowNs, bidText, askText);
    }

    /** The view once more; the update id is that of the last message. */
    String snapshot(final long nowNs) {
        publishedNs = nowNs;
        bidText.setLength(0);
        askText.setLength(0);
        bids.append(bidText);
        asks.append(askText);
        return message("snapshot", nowNs, bidText, askText);
    }

    /** A snapshot nobody asked for: what changed is in it, and its update id is a new one, or 1 after a restart. */
    String freshSnapshot(final boolean restart, final long nextSequence, final long nowNs) {
        take(nextSequence, nowNs);
        updateId = restart ? 1 : updateId + 1;
        remember();
        return snapshot(nowNs);
    }

    private String message(
        final String type, final long nowNs, final StringBuilder bidLevels, final StringBuilder askLevels) {
        final StringBuilder out = new StringBuilder(bidLevels.length() + askLevels.length() + 256);
        out.append("{\"topic\":\"").append(topic.name()).append('"');
        if (timeFirst) {
            out.append(",\"ts\":").append(nowNs / 1_000_000).append(",\"type\":\"").append(type).append('"');
        } else {
            out.append(",\"type\":\"").append(type).append("\",\"ts\":").append(nowNs / 1_000_000);
        }
        return out.append(",\"data\":{\"s\":\"").append(symbol).append("\",\"b\":[").append(bidLevels)
            .append("],\"a\":[").append(askLevels).append("],\"u\":").append(updateId).append(",\"seq\":")
            .append(sequence).append("},\"cts\":").append(matchedMs).append('}').toString();
    }

    private void remember() {
        ids[written & HISTORY - 1] = updateId;
        digests[written & HISTORY - 1] = digest;
        written++;
    }

    /** The view's digest under an update id, the youngest where there are several. */
    long digestAt(final long id) {
        for (int i = written - 1; i >= 0 && i >= written - HISTORY; i--) {
            if (ids[i & HISTORY - 1] == id) {
                return digests[i & HISTORY - 1];
            }
        }
        return TrueBook.UNKNOWN;
    }

    /** Whether the view ever stood so under an update id: a restart gives all ids anew. */
    boolean had(final long id, final long wanted) {
        for (int i = written - 1; i >= 0 && i >= written - HISTORY; i--) {
            if (ids[i & HISTORY - 1] == id && digests[i & HISTORY - 1] == wanted) {
                return true;
            }
        }
        return false;
    }

    /** One side as it was last published. */
    private final class View {
        private final boolean bid;
        private long[] prices = new long[0];
        private long[] quantities = new long[0];
        private long[] nextPrices = new long[0];
        private long[] nextQuantities = new long[0];
        private int count;

        View(final boolean bid) {
            this.bid = bid;
        }

        void append(final StringBuilder out) {
            for (int i = 0; i < count; i++) {
                level(out, prices[i], quantities[i]);
            }
        }

        /** Walks over the old and the new levels together, both from the best. */
        void take(final LevelSide side, final StringBuilder out) {
            final int next = Math.min(depth, side.size());
            if (nextPrices.length < next) {
                nextPrices = new long[Math.min(depth, 2 * next)];
                nextQuantities = new long[nextPrices.length];
            }
            int old = 0;
            for (int i = 0; i < next; i++) {
                final long price = side.price(i);
                final long quantity = side.quantity(i);
                while (old < count && before(prices[old], price)) {
                    change(out, prices[old], quantities[old++], 0);
                }
                final boolean same = old < count && prices[old] == price;
                if (!same || quantities[old] != quantity) {
                    change(out, price, same ? quantities[old] : 0, quantity);
                }
                old += same ? 1 : 0;
                nextPrices[i] = price;
                nextQuantities[i] = quantity;
            }
            while (old < count) {
                change(out, prices[old], quantities[old++], 0);
            }
            final long[] freePrices = prices;
            final long[] freeQuantities = quantities;
            prices = nextPrices;
            quantities = nextQuantities;
            nextPrices = freePrices;
            nextQuantities = freeQuantities;
            count = next;
        }

        private boolean before(final long one, final long other) {
            return bid ? one > other : one < other;
        }

        private void change(final StringBuilder out, final long price, final long from, final long to) {
            final InstrumentScale scale = book.scale();
            final long units = scale.priceUnits(price);
            digest -= from == 0 ? 0 : TrueBook.mix(bid, units, scale.quantityUnits(from));
            digest += to == 0 ? 0 : TrueBook.mix(bid, units, scale.quantityUnits(to));
            level(out, price, to);
        }

        private void level(final StringBuilder out, final long price, final long quantity) {
            out.append(out.length() == 0 ? "[\"" : ",[\"");
            book.scale().appendPrice(out, price);
            out.append("\",\"");
            if (quantity == 0) {
                out.append('0');
            } else {
                book.scale().appendQuantity(out, quantity);
            }
            out.append("\"]");
        }
    }
}
