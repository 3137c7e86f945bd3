package io.penstock.tools.book;

import io.penstock.api.BookState;
import io.penstock.api.FeedState;
import io.penstock.engine.book.OrderBook;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.event.GroupSizeEncodingEncoder;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.RecordHeaderDecoder;
import io.penstock.engine.port.Records;
import org.agrona.DirectBuffer;

/**
 * The book of one instrument, folded out of an input log: definitions, snapshots, diffs, feed states; all else is
 * passed over. One thread; allocates when the instrument is defined.
 */
final class LogBook {
    private final String venueAndSymbol;
    private final int windowTicks;
    private final RecordHeaderDecoder header = new RecordHeaderDecoder();
    private final InstrumentDefinedDecoder definition = new InstrumentDefinedDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final FeedStatusDecoder feed = new FeedStatusDecoder();
    private int instrumentId = -1;
    private int priceExponent;
    private int quantityExponent;
    private int source = -1;
    private int nextChunk;
    private OrderBook book;
    private long updates;

    /**
     * A book to be filled.
     *
     * @param venueAndSymbol {@code venue code:symbol}
     * @param windowTicks    of the book
     */
    LogBook(final String venueAndSymbol, final int windowTicks) {
        this.venueAndSymbol = venueAndSymbol;
        this.windowTicks = windowTicks;
    }

    void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        switch (Records.templateId(buffer, offset)) {
            case InstrumentDefinedDecoder.TEMPLATE_ID -> onDefinition(buffer, offset);
            case BookUpdateDecoder.TEMPLATE_ID -> onUpdate(buffer, offset);
            case FeedStatusDecoder.TEMPLATE_ID -> onFeedStatus(buffer, offset);
            default -> { }
        }
    }

    private void onDefinition(final DirectBuffer buffer, final int offset) {
        definition.wrapAndApplyHeader(buffer, offset, header);
        if (!venueAndSymbol.equals(definition.venue() + ":" + definition.symbol())) {
            return;
        }
        instrumentId = definition.instrumentId();
        if (book == null) {
            priceExponent = definition.priceExponent();
            quantityExponent = definition.quantityExponent();
            book = new OrderBook(windowTicks, priceExponent, quantityExponent, definition.tickSize());
        } else {
            book.tickSize(definition.tickSize());
        }
    }

    private void onUpdate(final DirectBuffer buffer, final int offset) {
        update.wrapAndApplyHeader(buffer, offset, header);
        if (book == null || update.instrumentId() != instrumentId) {
            return;
        }
        source = header.source();
        final boolean snapshot = update.snapshot() == 1;
        final boolean first = update.chunkIndex() == 0;
        final boolean follows = first ? nextChunk == 0 && (snapshot || update.previousUpdateId() == book.lastUpdateId())
            : update.chunkIndex() == nextChunk;
        if (!follows || !snapshot && first && book.state() == BookState.INVALID) {
            book.invalidate();
            nextChunk = 0;
            return;
        }
        if (snapshot && first) {
            book.clear();
        }
        final int levels = offset + Records.HEADER_LENGTH + header.blockLength()
            + GroupSizeEncodingEncoder.ENCODED_LENGTH;
        book.applyLevels(buffer, levels, update.bidCount(), update.levels().count());
        nextChunk = update.chunkIndex() + 1;
        if (nextChunk == update.chunkCount()) {
            nextChunk = 0;
            updates++;
            book.commit(update.lastUpdateId());
        }
    }

    private void onFeedStatus(final DirectBuffer buffer, final int offset) {
        feed.wrapAndApplyHeader(buffer, offset, header);
        final boolean ours = feed.instrumentId() == instrumentId
            || feed.instrumentId() == -1 && (source == -1 || header.source() == source);
        final FeedState state = FeedState.of(feed.status());
        if (book != null && ours && (state == FeedState.INVALID || state == FeedState.DISCONNECTED)) {
            book.invalidate();
            nextChunk = 0;
        }
    }

    /** Whether the last record was inside an update of several chunks. */
    boolean insideUpdate() {
        return nextChunk > 0;
    }

    OrderBook book() {
        return book;
    }

    long updates() {
        return updates;
    }

    int priceExponent() {
        return priceExponent;
    }

    int quantityExponent() {
        return quantityExponent;
    }
}
