package io.penstock.tools.live.trade;

import io.penstock.api.OrderCommandType;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.OpenOrderReportDecoder;
import io.penstock.engine.event.OrderCommandEncoder;
import io.penstock.engine.event.VenueStatusDecoder;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.net.NetworkThreads;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.gateways.live.VenueAccess;
import io.penstock.gateways.order.VenueLine;
import io.penstock.tools.live.VenueWords;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cancels everything at one venue, without an engine, until the venue's list of open orders has been empty twice. Its
 * events end here. {@link #step} on one thread; events come on the line's.
 */
final class VenueSweep implements EventSink {
    private static final int SOURCE = 950;
    private static final int EMPTY_ENOUGH = 2;
    private static final long LIST_NS = 6_000_000_000L;
    private static final long AGAIN_NS = 250_000_000L;

    private final Venue venue;
    private final VenueAccess access;
    private final VenueLine line;
    private final LongSupplier clockNs;
    private final Consumer<String> words;
    private final OpenOrderReportDecoder order = new OpenOrderReportDecoder();
    private final VenueStatusDecoder status = new VenueStatusDecoder();
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
    private volatile long begun;
    private volatile long ended;
    private volatile long failed;
    private volatile int listed;
    private volatile int last = -1;
    private long asked;
    private long askedNs;
    private long againNs;
    private int empties;

    VenueSweep(
        final VenueAccess access, final VenueKey key, final boolean attested, final NetworkThreads threads,
        final LongSupplier clockNs, final Consumer<String> words) {
        this.access = access;
        this.clockNs = clockNs;
        this.words = words;
        venue = access.protocol().venue();
        line = new VenueLine(new VenueLine.Party(access, key, attested,
            new EventSource(SOURCE + venue.code(), true), System.nanoTime()), threads, this, clockNs,
            fault -> words.accept("ALERT the session of " + VenueWords.of(venue) + " has failed: " + fault));
    }

    /** Connects; instruments and the venue's clock are asked for, but nothing waits for them. */
    void open(final Set<String> symbols) {
        line.start();
        access.serverTime((offsetNs, uncertaintyNs) -> line.line().serverTime(offsetNs, uncertaintyNs), words);
        access.definitions(found -> announce(found, symbols), words);
    }

    private void announce(final List<InstrumentDefinition> found, final Set<String> symbols) {
        int id = 0;
        for (final InstrumentDefinition one : found) {
            if (symbols.isEmpty() || symbols.contains(one.symbol())) {
                line.line().instrument(one, id++);
            }
        }
    }

    /** Begins anew: cancels, then lists. */
    void fire() {
        empties = 0;
        cancel();
    }

    private void cancel() {
        line.line().cancelEverything();
        asked = 0;
        againNs = System.nanoTime() + AGAIN_NS;
    }

    /** Goes on; true once nothing is open any more. */
    boolean step() {
        final long nowNs = System.nanoTime();
        if (empties >= EMPTY_ENOUGH) {
            return true;
        }
        if (asked == 0) {
            if (nowNs >= againNs) {
                list(nowNs);
            }
        } else if (ended == asked) {
            judge(nowNs);
        } else if (failed == asked || nowNs - askedNs > LIST_NS) {
            words.accept(VenueWords.of(venue) + " does not list its open orders; canceling again");
            cancel();
        }
        return empties >= EMPTY_ENOUGH;
    }

    private void judge(final long nowNs) {
        last = listed;
        if (last == 0) {
            empties++;
            asked = 0;
            againNs = nowNs;
        } else {
            empties = 0;
            words.accept(VenueWords.of(venue) + " lists " + last + " open orders; canceling again");
            cancel();
        }
    }

    private void list(final long nowNs) {
        asked = nowNs | 1;
        askedNs = nowNs;
        record.setMemory(0, Records.SLOT_LENGTH, (byte) 0);
        new OrderCommandEncoder().wrap(record, Records.HEADER_LENGTH).instrumentId(-1)
            .command((short) OrderCommandType.RECONCILE.code()).argument(asked).venue((short) venue.code());
        EventFrame.header(record, 0, Records.HEADER_LENGTH + OrderCommandEncoder.BLOCK_LENGTH,
            OrderCommandEncoder.BLOCK_LENGTH, OrderCommandEncoder.TEMPLATE_ID, clockNs.getAsLong());
        line.line().command(record, 0, Records.HEADER_LENGTH + OrderCommandEncoder.BLOCK_LENGTH);
    }

    @Override
    public boolean tryPublish(
        final DirectBuffer records, final int offset, final int count, final EventSource source) {
        for (int i = 0; i < count; i++) {
            hear(records, offset + i * Records.SLOT_LENGTH);
        }
        return true;
    }

    private void hear(final DirectBuffer buffer, final int at) {
        final int template = Records.templateId(buffer, at);
        if (template == OpenOrderReportDecoder.TEMPLATE_ID) {
            order.wrap(buffer, at + Records.HEADER_LENGTH, OpenOrderReportDecoder.BLOCK_LENGTH,
                OpenOrderReportDecoder.SCHEMA_VERSION);
            listed++;
        } else if (template == VenueStatusDecoder.TEMPLATE_ID) {
            status.wrap(buffer, at + Records.HEADER_LENGTH, VenueStatusDecoder.BLOCK_LENGTH,
                VenueStatusDecoder.SCHEMA_VERSION);
            onStatus(VenueCondition.of(status.condition()), status.argument());
        }
    }

    private void onStatus(final VenueCondition condition, final long argument) {
        switch (condition) {
            case SNAPSHOT_BEGIN -> {
                listed = 0;
                begun = argument;
            }
            case SNAPSHOT_END -> ended = argument;
            case SNAPSHOT_FAILED -> failed = argument;
            case KEY_REFUSED, PERMISSIONS_BAD -> words.accept(
                "ALERT " + VenueWords.of(venue)
                    + " does not take the watchdog's key, or it may do too much or too little");
            default -> { }
        }
    }

    /** Open orders of the last list, -1 before the first. */
    int last() {
        return last;
    }

    /** Whether a list has begun since the start. */
    boolean heard() {
        return begun != 0;
    }

    Venue venue() {
        return venue;
    }

    void close() {
        line.stop().awaitUninterruptibly(1_000);
        access.client().close();
    }
}
