package io.penstock.gateways.order;

import io.penstock.api.HostCondition;
import io.penstock.api.Venue;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.HostStatusEncoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.OrderUpdateDecoder;
import io.penstock.engine.event.RiskDecisionDecoder;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.order.OrderLine;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.LongSupplier;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Takes every output of the fold on the outbound thread and hands order commands to their venues. It decides nothing,
 * with one exception: when the host says that the engine is silent, it cancels everything.
 *
 * <p>{@link #publish} and {@link #flush} on the outbound thread; {@link #announce}, {@link #serverTime} and
 * {@link #cancelEverything} from any. Allocates nothing per output but what its counter grows by.
 */
public final class OrderGateway implements OutboundPort {
    private static final int NO_VENUE = -1;

    private final OrderLine[] lines = new OrderLine[Venue.values().length];
    private final AtomicIntegerArray venues;
    private final SentCounter counter;
    private final EventSink sink;
    private final EventSource source;
    private final LongSupplier clockNs;
    private final OrderCommandDecoder command = new OrderCommandDecoder();
    private final RiskDecisionDecoder decision = new RiskDecisionDecoder();
    private final OrderUpdateDecoder update = new OrderUpdateDecoder();
    private final HostStatusEncoder status = new HostStatusEncoder();
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
    private boolean mismatchWaits;

    /**
     * A gateway.
     *
     * @param venueLines  one for each venue that orders go to
     * @param instruments most that there can be
     * @param epoch       of this start
     * @param sink        takes the word that orders sent and decided differ
     * @param source      of that word; needs priority
     * @param clockNs     epoch nanoseconds
     */
    public OrderGateway(
        final List<OrderLine> venueLines, final int instruments, final int epoch, final EventSink sink,
        final EventSource source, final LongSupplier clockNs) {
        for (final OrderLine line : venueLines) {
            if (lines[line.venue().code()] != null) {
                throw new IllegalArgumentException(line.venue() + " has two order lines; it must have one");
            }
            lines[line.venue().code()] = line;
        }
        venues = new AtomicIntegerArray(instruments);
        for (int i = 0; i < instruments; i++) {
            venues.set(i, NO_VENUE);
        }
        counter = new SentCounter(epoch);
        this.sink = sink;
        this.source = source;
        this.clockNs = clockNs;
    }

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        final int template = Records.templateId(record, offset);
        final int body = offset + Records.HEADER_LENGTH;
        if (template == OrderCommandDecoder.TEMPLATE_ID) {
            command.wrap(record, body, blockLength(record, offset), version(record, offset));
            if (!counter.onCommand(command)) {
                mismatch(command.strategyId());
            }
            route(record, offset, length);
        } else if (template == RiskDecisionDecoder.TEMPLATE_ID) {
            counter.onDecision(decision.wrap(record, body, blockLength(record, offset), version(record, offset)));
        } else if (template == OrderUpdateDecoder.TEMPLATE_ID) {
            counter.onUpdate(update.wrap(record, body, blockLength(record, offset), version(record, offset)));
        }
        flush();
    }

    private void route(final MutableDirectBuffer record, final int offset, final int length) {
        final int instrument = command.instrumentId();
        final OrderLine named = command.venue() < lines.length ? lines[command.venue()] : null;
        final OrderLine line = named != null ? named : lineOf(instrument);
        if (line == null) {
            throw new IllegalStateException("an order command for venue " + command.venue() + ", instrument "
                + instrument + " has no order line; orders go to " + words());
        }
        line.command(record, offset, length);
    }

    private OrderLine lineOf(final int instrument) {
        final int venue = instrument >= 0 && instrument < venues.length() ? venues.get(instrument) : NO_VENUE;
        return venue == NO_VENUE ? null : lines[venue];
    }

    private String words() {
        final StringBuilder words = new StringBuilder();
        for (final OrderLine line : lines) {
            if (line != null) {
                words.append(words.length() == 0 ? "" : ", ").append(line.venue());
            }
        }
        return words.length() == 0 ? "no venue" : words.toString();
    }

    private void mismatch(final int strategyId) {
        EventFrame.header(scratch, 0, Records.HEADER_LENGTH + HostStatusEncoder.BLOCK_LENGTH,
            HostStatusEncoder.BLOCK_LENGTH, HostStatusEncoder.TEMPLATE_ID, clockNs.getAsLong());
        status.wrap(scratch, Records.HEADER_LENGTH).condition((short) HostCondition.SENT_MISMATCH.code())
            .reserved((short) 0).reserved2((short) 0).reserved3(0).observedValue(counter.sent(strategyId))
            .limitValue(counter.intended(strategyId));
        mismatchWaits = true;
    }

    /** Tells what could not be told for lack of room; to be called now and then when there are no outputs. */
    public void flush() {
        if (mismatchWaits) {
            mismatchWaits = !sink.tryPublish(scratch, 0, 1, source);
        }
    }

    /**
     * An instrument was defined or changed.
     *
     * @param definition   what it is
     * @param instrumentId its dense id
     */
    public void announce(final InstrumentDefinition definition, final int instrumentId) {
        final OrderLine line = lines[definition.venue().code()];
        if (line != null) {
            venues.set(instrumentId, definition.venue().code());
            line.instrument(definition, instrumentId);
        }
    }

    /**
     * A venue's clock against ours.
     *
     * @param venue         whose
     * @param offsetNs      its time minus ours
     * @param uncertaintyNs either way
     */
    public void serverTime(final Venue venue, final long offsetNs, final long uncertaintyNs) {
        final OrderLine line = lines[venue.code()];
        if (line != null) {
            line.serverTime(offsetNs, uncertaintyNs);
        }
    }

    /** The engine is silent: every order of every venue is canceled. */
    public void cancelEverything() {
        for (final OrderLine line : lines) {
            if (line != null) {
                line.cancelEverything();
            }
        }
    }

    /**
     * Orders that left without an approval that covers them.
     *
     * @return since the start; outbound thread
     */
    public long mismatches() {
        return counter.mismatches();
    }

    private static int blockLength(final MutableDirectBuffer record, final int offset) {
        return record.getShort(offset + Records.BLOCK_LENGTH_OFFSET) & 0xFFFF;
    }

    private static int version(final MutableDirectBuffer record, final int offset) {
        return record.getShort(offset + Records.VERSION_OFFSET) & 0xFFFF;
    }
}
