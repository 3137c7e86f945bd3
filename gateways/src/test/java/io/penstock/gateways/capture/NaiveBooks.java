package io.penstock.gateways.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FeedState;
import io.penstock.api.FixedPoint;
import io.penstock.engine.event.BestBidOfferDecoder;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.port.RecordHandler;
import io.penstock.engine.port.Records;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.DirectBuffer;

/** Plain books over published records, with every check that the engine would make, and the bookTicker oracle. */
public final class NaiveBooks implements RecordHandler {
    /** One instrument's book. */
    public static final class Book {
        public final TreeMap<Long, Long> bids = new TreeMap<>(Comparator.reverseOrder());
        public final TreeMap<Long, Long> asks = new TreeMap<>();
        public String symbol = "";
        public boolean valid;
        public long lastId;
        public long diffs;
        public long snapshots;
        public long absentDeletes;
        public long invalid;
        private final List<long[]> tickers = new ArrayList<>();
        private final List<long[]> tops = new ArrayList<>();
        private int chunk;

        /** Tops that equal the last ticker with an id up to the diff's, and how many there are. */
        public long[] oracle() {
            final long[] result = new long[2];
            int next = 0;
            for (final long[] top : tops) {
                while (next < tickers.size() && tickers.get(next)[0] <= top[0]) {
                    next++;
                }
                if (next > 0) {
                    final long[] ticker = tickers.get(next - 1);
                    result[1]++;
                    result[0] += ticker[1] == top[1] && ticker[2] == top[2] && ticker[3] == top[3]
                        && ticker[4] == top[4] ? 1 : 0;
                }
            }
            return result;
        }

        private void set(final TreeMap<Long, Long> side, final long price, final long quantity) {
            if (quantity != 0) {
                side.put(price, quantity);
            } else if (side.remove(price) == null) {
                absentDeletes++;
            }
        }

        public String text() {
            final StringBuilder out = new StringBuilder();
            append('b', bids, out);
            append('a', asks, out);
            return out.toString();
        }

        private static void append(final char side, final Map<Long, Long> levels, final StringBuilder out) {
            levels.forEach((price, quantity) -> out.append(side).append(' ').append(FixedPoint.format(price, -8))
                .append(' ').append(FixedPoint.format(quantity, -8)).append('\n'));
        }

        public String sha256() throws Exception {
            return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(text().strip().getBytes(StandardCharsets.UTF_8)));
        }
    }

    private final Map<Integer, Book> books = new TreeMap<>();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final BestBidOfferDecoder bbo = new BestBidOfferDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private final InstrumentDefinedDecoder defined = new InstrumentDefinedDecoder();
    private long lastTimeNs = Long.MIN_VALUE;
    private long sequence;
    public final long[] records = new long[128];
    public long longestSilenceNs;

    public Map<Integer, Book> books() {
        return books;
    }

    public Book book(final String symbol) {
        return books.values().stream().filter(b -> b.symbol.equals(symbol)).findFirst().orElseThrow();
    }

    @Override
    public void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        assertEquals(sequence++, Records.sequence(buffer, offset));
        final long timeNs = Records.engineTimeNs(buffer, offset);
        if (lastTimeNs != Long.MIN_VALUE) {
            assertTrue(timeNs >= lastTimeNs, "engine time went backwards");
            longestSilenceNs = Math.max(longestSilenceNs, timeNs - lastTimeNs);
        }
        lastTimeNs = timeNs;
        final int template = Records.templateId(buffer, offset);
        records[template]++;
        final int body = offset + Records.HEADER_LENGTH;
        switch (template) {
            case InstrumentDefinedDecoder.TEMPLATE_ID -> {
                defined.wrap(buffer, body, InstrumentDefinedDecoder.BLOCK_LENGTH, 1);
                books.computeIfAbsent(defined.instrumentId(), k -> new Book()).symbol = defined.symbol();
            }
            case BookUpdateDecoder.TEMPLATE_ID -> onUpdate(buffer, body);
            case BestBidOfferDecoder.TEMPLATE_ID -> onTicker(buffer, body);
            case FeedStatusDecoder.TEMPLATE_ID -> {
                status.wrap(buffer, body, FeedStatusDecoder.BLOCK_LENGTH, 1);
                if (status.status() == FeedState.INVALID.code()) {
                    final Book book = books.get(status.instrumentId());
                    book.valid = false;
                    book.invalid++;
                }
            }
            default -> { }
        }
    }

    private void onUpdate(final DirectBuffer buffer, final int body) {
        update.wrap(buffer, body, BookUpdateDecoder.BLOCK_LENGTH, 1);
        final Book book = books.get(update.instrumentId());
        assertEquals(book.chunk, update.chunkIndex(), "chunks are contiguous");
        final boolean first = update.chunkIndex() == 0;
        if (update.snapshot() == 1) {
            if (first) {
                book.bids.clear();
                book.asks.clear();
                book.valid = true;
                book.snapshots++;
            }
        } else {
            assertTrue(book.valid, "a diff without a valid book was published");
            if (first) {
                assertEquals(book.lastId, update.previousUpdateId(), "continuity");
                book.diffs++;
            }
        }
        final int bids = update.bidCount();
        int i = 0;
        for (final BookUpdateDecoder.LevelsDecoder level : update.levels()) {
            book.set(i++ < bids ? book.bids : book.asks, level.price(), level.quantity());
        }
        update.sbeRewind();
        book.chunk = update.chunkIndex() + 1 == update.chunkCount() ? 0 : update.chunkIndex() + 1;
        if (book.chunk == 0) {
            book.lastId = update.lastUpdateId();
            if (update.snapshot() == 0) {
                noteTop(book);
            }
        }
    }

    private void onTicker(final DirectBuffer buffer, final int body) {
        bbo.wrap(buffer, body, BestBidOfferDecoder.BLOCK_LENGTH, 1);
        books.get(bbo.instrumentId()).tickers.add(new long[] {
            bbo.updateId(), bbo.bidPrice(), bbo.bidQuantity(), bbo.askPrice(), bbo.askQuantity()});
    }

    private static void noteTop(final Book book) {
        if (!book.bids.isEmpty() && !book.asks.isEmpty()) {
            final Map.Entry<Long, Long> bid = book.bids.firstEntry();
            final Map.Entry<Long, Long> ask = book.asks.firstEntry();
            book.tops.add(new long[] {book.lastId, bid.getKey(), bid.getValue(), ask.getKey(), ask.getValue()});
        }
    }
}
