package io.penstock.engine.market;

import io.penstock.api.BookState;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.GroupSizeEncodingDecoder;
import io.penstock.engine.port.Records;
import org.agrona.DirectBuffer;

/**
 * Puts the chunks of book updates together and checks continuity once more, behind the gateway's own check.
 *
 * <p>Between the first and the last chunk only the book changes and nobody may read it. Engine thread only; does not
 * allocate.
 */
public final class BookFeed implements Stateful {
    /** More chunks follow; nothing may be read yet. */
    public static final int IN_PROGRESS = 0;
    /** The update is complete and committed. */
    public static final int COMPLETE = 1;
    /** The update does not follow the book: the book is INVALID now. */
    public static final int GAP = 2;
    /** The chunks are not contiguous: the book is INVALID now. */
    public static final int BROKEN = 3;
    /** A diff for a book that is INVALID: ignored until the next snapshot. */
    public static final int IGNORED = 4;

    private static final int STATE_VERSION = 1;
    private static final int NONE = -1;
    private static final int LEVELS_OFFSET =
        BookUpdateDecoder.BLOCK_LENGTH + GroupSizeEncodingDecoder.ENCODED_LENGTH;

    private int instrumentId = NONE;
    private int nextChunk;
    private int chunkCount;
    private long lastUpdateId;
    private boolean dropping;

    /**
     * Whether a multi-chunk update is under way.
     *
     * @return true between its first and last chunk
     */
    public boolean inProgress() {
        return instrumentId != NONE;
    }

    /**
     * The instrument of the update under way.
     *
     * @return dense index
     */
    public int instrumentInProgress() {
        return instrumentId;
    }

    /** Forgets the update under way. */
    public void abandon() {
        instrumentId = NONE;
    }

    /**
     * Applies one chunk that has been validated by itself.
     *
     * @param event  wrapped on the chunk
     * @param buffer holds the record
     * @param offset of its header
     * @param market of its instrument
     * @return one of the codes of this class
     */
    public int apply(
        final BookUpdateDecoder event, final DirectBuffer buffer, final int offset, final Market market) {
        final int chunkIndex = event.chunkIndex();
        if (chunkIndex == 0) {
            final int refusal = begin(event, market);
            if (refusal != IN_PROGRESS) {
                return refusal;
            }
        } else if (instrumentId != event.instrumentId() || chunkIndex != nextChunk
            || chunkCount != event.chunkCount() || lastUpdateId != event.lastUpdateId()) {
            instrumentId = NONE;
            market.invalidate();
            return BROKEN;
        }
        if (!dropping) {
            final int levelsOffset = offset + Records.HEADER_LENGTH + LEVELS_OFFSET;
            market.orderBook().applyLevels(buffer, levelsOffset, event.bidCount(), levelCount(buffer, offset));
        }
        nextChunk = chunkIndex + 1;
        if (nextChunk < chunkCount) {
            return IN_PROGRESS;
        }
        instrumentId = NONE;
        if (dropping) {
            return IGNORED;
        }
        market.orderBook().commit(lastUpdateId);
        return COMPLETE;
    }

    private int begin(final BookUpdateDecoder event, final Market market) {
        final boolean snapshot = event.snapshot() != 0;
        final boolean invalid = market.orderBook().state() == BookState.INVALID;
        final boolean gap = !snapshot && !invalid && event.previousUpdateId() != market.orderBook().lastUpdateId();
        if (gap) {
            market.invalidate();
        } else if (snapshot) {
            market.orderBook().clear();
        }
        dropping = gap || !snapshot && invalid;
        chunkCount = event.chunkCount();
        lastUpdateId = event.lastUpdateId();
        nextChunk = 1;
        // the other chunks of an update that does not follow are passed over, not reported one by one
        instrumentId = gap && chunkCount == 1 ? NONE : event.instrumentId();
        return gap ? GAP : IN_PROGRESS;
    }

    /**
     * Levels in a chunk.
     *
     * @param buffer holds the record
     * @param offset of its header
     * @return number of levels
     */
    public static int levelCount(final DirectBuffer buffer, final int offset) {
        return buffer.getShort(offset + Records.HEADER_LENGTH + BookUpdateDecoder.BLOCK_LENGTH + 2) & 0xFFFF;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(instrumentId);
        out.putInt(nextChunk);
        out.putInt(chunkCount);
        out.putLong(lastUpdateId);
        out.putBoolean(dropping);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        instrumentId = in.getInt();
        nextChunk = in.getInt();
        chunkCount = in.getInt();
        lastUpdateId = in.getLong();
        dropping = in.getBoolean();
    }
}
