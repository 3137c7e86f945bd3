package io.penstock.gateways.capture;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.EventScratch;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Stands in for the journal stage in an import: stamps engine time (the receive time, never backwards) and source, and
 * appends to an input log. Puts a TimeAdvanced at every 100 ms in which nothing was received, and one 100 ms after the
 * last event. One thread; does not allocate after construction.
 */
public final class ImportSink implements EventSink {
    /** Longest silence in the log. */
    public static final long TICK_NS = 100_000_000L;

    private final LogAppender log;
    private final UnsafeBuffer slot =
        new UnsafeBuffer(BufferUtil.allocateDirectAligned(Records.SLOT_LENGTH, 64));
    private final EventScratch ticks = new EventScratch(1);
    private long engineTimeNs = Long.MIN_VALUE;
    private long records;
    private long timeAdvanced;

    /**
     * A sink.
     *
     * @param log an empty input log
     */
    public ImportSink(final LogAppender log) {
        this.log = log;
    }

    @Override
    public boolean tryPublish(
        final DirectBuffer events, final int offset, final int count, final EventSource source) {
        // A diff that waited for its snapshot keeps its own receive time; it is seen at the time of the snapshot.
        advanceTo(Records.gatewayTimeNs(events, offset));
        for (int i = 0; i < count; i++) {
            append(events, offset + i * Records.SLOT_LENGTH, source.id());
        }
        return true;
    }

    /**
     * Moves the engine's time, with a TimeAdvanced for every 100 ms passed over.
     *
     * @param receiveTimeNs of what comes next; earlier than the last changes nothing
     */
    public void advanceTo(final long receiveTimeNs) {
        if (engineTimeNs == Long.MIN_VALUE) {
            engineTimeNs = receiveTimeNs;
            return;
        }
        while (receiveTimeNs - engineTimeNs > TICK_NS) {
            tick();
        }
        engineTimeNs = Math.max(engineTimeNs, receiveTimeNs);
    }

    private void tick() {
        engineTimeNs += TICK_NS;
        ticks.clear();
        ticks.timeAdvanced(engineTimeNs);
        append(ticks.buffer(), 0, EventSource.HOST.id());
        timeAdvanced++;
    }

    /** Appends the last TimeAdvanced, so that what the last event caused can come due. */
    public void finish() {
        tick();
    }

    private void append(final DirectBuffer from, final int offset, final int source) {
        final int length = Records.length(from, offset);
        from.getBytes(offset, slot, 0, length);
        Records.stamp(slot, 0, log.nextSequence(), engineTimeNs, source, 0);
        slot.putInt(Records.CRC_OFFSET, 0, LITTLE_ENDIAN);
        log.append(slot, 0, length);
        records++;
    }

    /**
     * Time of the last record.
     *
     * @return nanoseconds since 1970
     */
    public long engineTimeNs() {
        return engineTimeNs;
    }

    /**
     * Records appended.
     *
     * @return how many
     */
    public long records() {
        return records;
    }

    /**
     * Records that only say that time passed.
     *
     * @return how many
     */
    public long timeAdvanced() {
        return timeAdvanced;
    }
}
