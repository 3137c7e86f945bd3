package io.penstock.gateways.live;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.emulator.TrueBook;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.agrona.concurrent.UnsafeBuffer;

/** Books as the published records make them, with simple maps, to hold against an emulator's. */
final class FoldedBooks {
    private static final int HEADER = Records.HEADER_LENGTH;
    private static final int VERSION = BookUpdateDecoder.SCHEMA_VERSION;

    /** One instrument. */
    static final class Book {
        private final String name;
        private final long priceScale;
        private final long quantityScale;
        private final Map<Long, Long> bids = new TreeMap<>();
        private final Map<Long, Long> asks = new TreeMap<>();
        private long lastUpdateId;
        private boolean synced;
        private int updates;
        private int crossed;

        private Book(final String name, final int priceExponent, final int quantityExponent) {
            this.name = name;
            priceScale = (long) Math.pow(10, 8 + priceExponent);
            quantityScale = (long) Math.pow(10, 8 + quantityExponent);
        }

        /** Venue and symbol. */
        String name() {
            return name;
        }

        long lastUpdateId() {
            return lastUpdateId;
        }

        boolean synced() {
            return synced;
        }

        int updates() {
            return updates;
        }

        /** How often it was told to be impossible. */
        int crossed() {
            return crossed;
        }

        /** The same sum as {@link TrueBook#digestAt}. */
        long digest() {
            long sum = 0;
            for (final Map.Entry<Long, Long> level : bids.entrySet()) {
                sum += TrueBook.mix(true, level.getKey() * priceScale, level.getValue() * quantityScale);
            }
            for (final Map.Entry<Long, Long> level : asks.entrySet()) {
                sum += TrueBook.mix(false, level.getKey() * priceScale, level.getValue() * quantityScale);
            }
            return sum;
        }
    }

    private final Map<Integer, Book> books = new HashMap<>();
    private int folded;

    /** Folds what has come since. */
    void follow(final ListSink sink) {
        final List<UnsafeBuffer> records = sink.from(folded);
        folded += records.size();
        for (final UnsafeBuffer record : records) {
            switch (Records.templateId(record, 0)) {
                case InstrumentDefinedDecoder.TEMPLATE_ID -> define(record);
                case BookUpdateDecoder.TEMPLATE_ID -> update(record);
                case FeedStatusDecoder.TEMPLATE_ID -> status(record);
                default -> { }
            }
        }
    }

    Map<Integer, Book> books() {
        return books;
    }

    private void define(final UnsafeBuffer record) {
        final InstrumentDefinedDecoder event =
            new InstrumentDefinedDecoder().wrap(record, HEADER, InstrumentDefinedDecoder.BLOCK_LENGTH, VERSION);
        books.putIfAbsent(event.instrumentId(),
            new Book(event.venue() + " " + event.symbol(), event.priceExponent(), event.quantityExponent()));
    }

    private void status(final UnsafeBuffer record) {
        final FeedStatusDecoder event =
            new FeedStatusDecoder().wrap(record, HEADER, FeedStatusDecoder.BLOCK_LENGTH, VERSION);
        if (event.instrumentId() >= 0 && event.status() != FeedState.CONNECTED.code()) {
            books.get(event.instrumentId()).synced = event.status() == FeedState.SYNCED.code();
            books.get(event.instrumentId()).crossed += event.reason() == FeedReason.CROSSED.code() ? 1 : 0;
        }
    }

    private void update(final UnsafeBuffer record) {
        final BookUpdateDecoder event =
            new BookUpdateDecoder().wrap(record, HEADER, BookUpdateDecoder.BLOCK_LENGTH, VERSION);
        final Book book = books.get(event.instrumentId());
        if (event.snapshot() == 1 && event.chunkIndex() == 0) {
            book.bids.clear();
            book.asks.clear();
        }
        book.lastUpdateId = event.lastUpdateId();
        book.updates++;
        final int bidCount = event.bidCount();
        int index = 0;
        for (final BookUpdateDecoder.LevelsDecoder level : event.levels()) {
            final Map<Long, Long> side = index++ < bidCount ? book.bids : book.asks;
            if (level.quantity() == 0) {
                side.remove(level.price());
            } else {
                side.put(level.price(), level.quantity());
            }
        }
    }
}
