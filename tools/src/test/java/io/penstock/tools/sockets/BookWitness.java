package io.penstock.tools.sockets;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.api.OrderCommandType;
import io.penstock.api.Venue;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.RecordHandler;
import io.penstock.engine.port.Records;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLongArray;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Hears what a session journals and what it decides, and keeps books of its own: samples of those that say SYNCED are
 * for a {@link BookJudge}; an order for a book that was neither SYNCED nor begun anew at its moment is counted here.
 *
 * <p>{@link #onRecord} on the journal thread, {@link #publish} on the output thread, the rest on any.
 */
public final class BookWitness implements RecordHandler, OutboundPort {
    private static final int HEADER = Records.HEADER_LENGTH;
    private static final int MOST_SAMPLES = 1 << 16;
    private static final int MOST_LEARNED = 256;
    private static final int GAPS = 0;
    private static final int SYNCS = 1;
    private static final int ORDERS = 2;

    /** A book that said SYNCED. */
    record Sample(WitnessedBook book, long updateId, long digest) {
    }

    private record Change(long engineTimeNs, int instrument, FeedState state) {
    }

    private final int sampleEvery;
    private final InstrumentDefinedDecoder defined = new InstrumentDefinedDecoder();
    private final BookUpdateDecoder update = new BookUpdateDecoder();
    private final FeedStatusDecoder status = new FeedStatusDecoder();
    private final OrderCommandDecoder order = new OrderCommandDecoder();
    private final List<WitnessedBook> books = new CopyOnWriteArrayList<>();
    private final BlockingQueue<Sample> samples = new ArrayBlockingQueue<>(MOST_SAMPLES);
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private final AtomicLongArray invalid = new AtomicLongArray(FeedReason.values().length);
    private final Map<Venue, AtomicLongArray> counts = new EnumMap<>(Venue.class);
    private long nextSequence = -1;
    private long updates;
    private volatile long journaled;
    private volatile long lost;
    private volatile long notAsked;
    // the output thread's
    private final ArrayDeque<Change> atThisMoment = new ArrayDeque<>();
    private final ArrayDeque<Change> learned = new ArrayDeque<>();
    private FeedState[] known = new FeedState[0];
    private volatile long orders;
    private volatile long badOrders;
    private volatile String firstBadOrder = "";

    /**
     * A witness.
     *
     * @param sampleEvery of so many complete updates of SYNCED books one is sampled
     */
    public BookWitness(final int sampleEvery) {
        this.sampleEvery = sampleEvery;
        for (final Venue venue : Venue.values()) {
            counts.put(venue, new AtomicLongArray(3));
        }
    }

    @Override
    public void onRecord(final DirectBuffer buffer, final int offset, final int length) {
        final long sequence = Records.sequence(buffer, offset);
        lost = lost + (nextSequence >= 0 && sequence != nextSequence ? 1 : 0);
        nextSequence = sequence + 1;
        switch (Records.templateId(buffer, offset)) {
            case BookUpdateDecoder.TEMPLATE_ID -> onUpdate(buffer, offset);
            case FeedStatusDecoder.TEMPLATE_ID -> onStatus(buffer, offset);
            case InstrumentDefinedDecoder.TEMPLATE_ID -> onDefined(buffer, offset);
            default -> { }
        }
        journaled = journaled + 1;
    }

    private void onDefined(final DirectBuffer buffer, final int offset) {
        defined.wrap(buffer, offset + HEADER, InstrumentDefinedDecoder.BLOCK_LENGTH,
            InstrumentDefinedDecoder.SCHEMA_VERSION);
        if (defined.instrumentId() == books.size()) {
            books.add(new WitnessedBook(Venue.of(defined.venue()), defined.symbol(), defined.priceExponent(),
                defined.quantityExponent()));
        }
    }

    private void onUpdate(final DirectBuffer buffer, final int offset) {
        update.wrap(buffer, offset + HEADER, BookUpdateDecoder.BLOCK_LENGTH, BookUpdateDecoder.SCHEMA_VERSION);
        final WitnessedBook book = books.get(update.instrumentId());
        final boolean complete = update.chunkIndex() + 1 == update.chunkCount();
        book.apply(update);
        if (complete && book.state() == FeedState.STALE) {
            // silent, not wrong: the update that follows in sequence ends the silence, for the engine too
            book.state(FeedState.SYNCED);
            changes.add(new Change(Records.engineTimeNs(buffer, offset), update.instrumentId(), FeedState.SYNCED));
        }
        if (complete && book.state() == FeedState.SYNCED && ++updates % sampleEvery == 0) {
            sample(book);
        }
    }

    private void sample(final WitnessedBook book) {
        if (!samples.offer(new Sample(book, book.lastUpdateId(), book.digest()))) {
            notAsked = notAsked + 1;
        }
    }

    private void onStatus(final DirectBuffer buffer, final int offset) {
        status.wrap(buffer, offset + HEADER, FeedStatusDecoder.BLOCK_LENGTH, FeedStatusDecoder.SCHEMA_VERSION);
        final FeedState state = FeedState.of(status.status());
        if (state == FeedState.CONNECTED) {
            return;
        }
        changes.add(new Change(Records.engineTimeNs(buffer, offset), status.instrumentId(), state));
        if (status.instrumentId() < 0) {
            books.forEach(book -> book.state(state));
            return;
        }
        final WitnessedBook book = books.get(status.instrumentId());
        book.state(state);
        if (state == FeedState.INVALID) {
            final FeedReason reason = FeedReason.of(status.reason());
            invalid.incrementAndGet(reason.ordinal());
            if (reason == FeedReason.GAP) {
                counts.get(book.venue()).incrementAndGet(GAPS);
            }
        } else if (state == FeedState.SYNCED) {
            counts.get(book.venue()).incrementAndGet(SYNCS);
            sample(book);
        }
    }

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        if (Records.templateId(record, offset) != OrderCommandDecoder.TEMPLATE_ID) {
            return;
        }
        order.wrap(record, offset + HEADER, OrderCommandDecoder.BLOCK_LENGTH, OrderCommandDecoder.SCHEMA_VERSION);
        if (order.command() == OrderCommandType.NEW.code()) {
            judge(order.instrumentId(), Records.engineTimeNs(record, offset));
        }
    }

    /**
     * Outputs come later than the inputs that caused them and carry their moment: what was said until then counts. What
     * was said at that very moment may have come before or after the decision, so either is good.
     */
    private void judge(final int instrument, final long nowNs) {
        while (!atThisMoment.isEmpty() && atThisMoment.peek().engineTimeNs < nowNs) {
            learn(atThisMoment.remove());
        }
        while (!changes.isEmpty() && changes.peek().engineTimeNs <= nowNs) {
            final Change change = changes.remove();
            if (change.engineTimeNs < nowNs) {
                learn(change);
            } else {
                atThisMoment.add(change);
            }
        }
        final FeedState last = instrument < known.length ? known[instrument] : null;
        boolean synced = last == FeedState.SYNCED;
        for (final Change change : atThisMoment) {
            synced |= change.instrument == instrument && change.state == FeedState.SYNCED;
        }
        orders = orders + 1;
        counts.get(books.get(instrument).venue()).incrementAndGet(ORDERS);
        if (!synced) {
            firstBadOrder = badOrders == 0 ? badOrder(instrument, nowNs) : firstBadOrder;
            badOrders = badOrders + 1;
        }
    }

    private void learn(final Change change) {
        if (known.length < books.size()) {
            known = Arrays.copyOf(known, books.size());
        }
        if (change.instrument < 0) {
            Arrays.fill(known, change.state);
        } else {
            known[change.instrument] = change.state;
        }
        learned.add(change);
        if (learned.size() > MOST_LEARNED) {
            learned.remove();
        }
    }

    /** What was said of a book around the moment of an order, in microseconds from it. */
    private String badOrder(final int instrument, final long nowNs) {
        final StringBuilder text = new StringBuilder("an order of ").append(words(instrument)).append(" left at ")
            .append(nowNs).append("; its feed said");
        for (final Collection<Change> some : List.of(learned, atThisMoment, changes)) {
            for (final Change change : some) {
                if (change.instrument == instrument || change.instrument < 0) {
                    text.append(' ').append(change.state).append(" at ")
                        .append((change.engineTimeNs - nowNs) / 1_000).append(" us,");
                }
            }
        }
        return text.toString();
    }

    private String words(final int instrument) {
        return books.get(instrument).venue() + " " + books.get(instrument).symbol();
    }

    BlockingQueue<Sample> samples() {
        return samples;
    }

    List<WitnessedBook> books() {
        return books;
    }

    /**
     * Whether every book that is known says SYNCED.
     *
     * @param count that must be known
     * @return true when all do
     */
    public boolean allSynced(final int count) {
        return books.size() == count && books.stream().allMatch(book -> book.state() == FeedState.SYNCED);
    }

    /**
     * Books as their feeds last said.
     *
     * @return for people
     */
    public String states() {
        final StringBuilder text = new StringBuilder();
        for (final WitnessedBook book : books) {
            text.append(book.venue()).append(' ').append(book.symbol()).append(' ').append(book.state()).append(", ");
        }
        return text.toString();
    }

    /**
     * Records journaled.
     *
     * @return since the start
     */
    public long journaled() {
        return journaled;
    }

    /**
     * Records whose sequence did not follow the one before.
     *
     * @return 0 when nothing was lost
     */
    public long lost() {
        return lost;
    }

    /**
     * Samples for which there was no room.
     *
     * @return since the start
     */
    public long notAsked() {
        return notAsked;
    }

    /**
     * New orders that left.
     *
     * @return since the start
     */
    public long orders() {
        return orders;
    }

    /**
     * New orders that left while the book was not SYNCED.
     *
     * @return 0 when all is well
     */
    public long badOrders() {
        return badOrders;
    }

    /**
     * The first of them.
     *
     * @return for people, empty when there is none
     */
    public String firstBadOrder() {
        return firstBadOrder;
    }

    /**
     * How often a book became INVALID.
     *
     * @param reason for a reason
     * @return since the start
     */
    public long invalid(final FeedReason reason) {
        return invalid.get(reason.ordinal());
    }

    /**
     * Gaps that were said.
     *
     * @param venue of its books
     * @return since the start
     */
    public long gaps(final Venue venue) {
        return counts.get(venue).get(GAPS);
    }

    /**
     * Times that a book became SYNCED.
     *
     * @param venue of its books
     * @return since the start
     */
    public long syncs(final Venue venue) {
        return counts.get(venue).get(SYNCS);
    }

    /**
     * New orders that left.
     *
     * @param venue for it
     * @return since the start
     */
    public long orders(final Venue venue) {
        return counts.get(venue).get(ORDERS);
    }
}
