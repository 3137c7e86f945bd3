package io.penstock.bench.book;

import io.penstock.bench.fold.Tape;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.market.BookFeed;
import io.penstock.engine.port.Records;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The book updates of a tape without their headers: pairs of price and quantity, whole updates, bids first. Made once,
 * then only read.
 */
public final class BookTape {
    private static final int PAIR = 2 * Long.BYTES;
    private static final int LEVELS_AT = Records.HEADER_LENGTH + BookUpdateDecoder.BLOCK_LENGTH
        + BookUpdateDecoder.LevelsDecoder.HEADER_SIZE;

    private final UnsafeBuffer pairs;
    private final int[] first;
    private final int[] bidCounts;
    private final boolean[] snapshots;
    private final long[] updateIds;
    private int count;

    /**
     * Takes the updates out of a tape.
     *
     * @param tape of one instrument
     */
    public BookTape(final Tape tape) {
        final int updates = (int) tape.depthMessages();
        pairs = new UnsafeBuffer(ByteBuffer.allocateDirect((int) tape.levelRows() * PAIR));
        first = new int[updates + 1];
        bidCounts = new int[updates];
        snapshots = new boolean[updates];
        updateIds = new long[updates];
        final BookUpdateDecoder event = new BookUpdateDecoder();
        int rows = 0;
        for (int i = 0; i < tape.count(); i++) {
            final int offset = tape.offset(i);
            if (Records.templateId(tape.buffer(), offset) != BookUpdateDecoder.TEMPLATE_ID) {
                continue;
            }
            event.wrap(tape.buffer(), offset + Records.HEADER_LENGTH, BookUpdateDecoder.BLOCK_LENGTH,
                BookUpdateDecoder.SCHEMA_VERSION);
            final int levels = BookFeed.levelCount(tape.buffer(), offset);
            pairs.putBytes(rows * PAIR, tape.buffer(), offset + LEVELS_AT, levels * PAIR);
            rows += levels;
            bidCounts[count] += event.bidCount();
            if (event.chunkIndex() + 1 == event.chunkCount()) {
                snapshots[count] = event.snapshot() != 0;
                updateIds[count] = event.lastUpdateId();
                first[++count] = rows;
            }
        }
    }

    /**
     * All pairs.
     *
     * @return little endian
     */
    public UnsafeBuffer pairs() {
        return pairs;
    }

    /**
     * How many updates there are.
     *
     * @return the first is the snapshot
     */
    public int count() {
        return count;
    }

    /**
     * Where an update's pairs begin.
     *
     * @param update from 0
     * @return byte offset
     */
    public int offset(final int update) {
        return first[update] * PAIR;
    }

    /**
     * Levels before an update.
     *
     * @param update from 0 to the count
     * @return how many
     */
    public int rowsBefore(final int update) {
        return first[update];
    }

    /**
     * Levels of an update.
     *
     * @param update from 0
     * @return bids and asks together
     */
    public int levels(final int update) {
        return first[update + 1] - first[update];
    }

    /**
     * Bids of an update.
     *
     * @param update from 0
     * @return they come first
     */
    public int bids(final int update) {
        return bidCounts[update];
    }

    /**
     * Whether an update replaces the book.
     *
     * @param update from 0
     * @return true for a snapshot
     */
    public boolean snapshot(final int update) {
        return snapshots[update];
    }

    /**
     * Last update id of an update.
     *
     * @param update from 0
     * @return the id
     */
    public long updateId(final int update) {
        return updateIds[update];
    }

    /**
     * Price of a level.
     *
     * @param row from 0, over all updates
     * @return exponent -8
     */
    public long price(final int row) {
        return pairs.getLong(row * PAIR, ByteOrder.LITTLE_ENDIAN);
    }

    /**
     * Quantity of a level.
     *
     * @param row from 0, over all updates
     * @return exponent -8; 0 deletes
     */
    public long quantity(final int row) {
        return pairs.getLong(row * PAIR + Long.BYTES, ByteOrder.LITTLE_ENDIAN);
    }
}
