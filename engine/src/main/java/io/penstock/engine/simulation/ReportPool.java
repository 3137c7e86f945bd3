package io.penstock.engine.simulation;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.ExecutionReportEncoder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reports under way from the simulated exchange, each as the bytes of an ExecutionReport.
 *
 * <p>A report's id is its number, which only grows, with its slot in the low bits: timers at one time fire in the order
 * in which the exchange spoke. Engine thread only; allocates only in the constructor.
 */
final class ReportPool {
    static final int SLOT_BITS = 24;

    private static final int LENGTH = ExecutionReportEncoder.BLOCK_LENGTH;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

    private final UnsafeBuffer buffer;
    private final long[] ids;
    private final int[] orders;
    private final int[] free;
    private final ExecutionReportEncoder encoder = new ExecutionReportEncoder();
    private final ExecutionReportDecoder decoder = new ExecutionReportDecoder();
    private int freeCount;
    private long number;

    ReportPool(final int capacity) {
        buffer = new UnsafeBuffer(new byte[capacity * LENGTH]);
        ids = new long[capacity];
        orders = new int[capacity];
        free = new int[capacity];
        freeCount = capacity;
        for (int i = 0; i < capacity; i++) {
            free[i] = capacity - 1 - i;
        }
    }

    int free() {
        return freeCount;
    }

    /** Takes a slot that is known to be free; the encoder stands on its zeroed bytes. Returns the report's id. */
    long take(final int orderSlot) {
        final int slot = free[--freeCount];
        ids[slot] = ++number << SLOT_BITS | slot;
        orders[slot] = orderSlot;
        buffer.setMemory(slot * LENGTH, LENGTH, (byte) 0);
        encoder.wrap(buffer, slot * LENGTH);
        return ids[slot];
    }

    ExecutionReportEncoder encoder() {
        return encoder;
    }

    ExecutionReportDecoder read(final long id) {
        return decoder.wrap(buffer, slot(id) * LENGTH, LENGTH, ExecutionReportDecoder.SCHEMA_VERSION);
    }

    /** Frees a report; returns the slot of its order, or {@link OrderPool#NONE}. */
    int release(final long id) {
        final int slot = slot(id);
        ids[slot] = 0;
        free[freeCount++] = slot;
        return orders[slot];
    }

    private int slot(final long id) {
        final int slot = (int) id & SLOT_MASK;
        if (slot >= ids.length || ids[slot] != id) {
            throw new IllegalStateException("simulated report " + id + " is not under way");
        }
        return slot;
    }

    void writeTo(final StateWriter out) {
        out.putLong(number);
        out.putInt(freeCount);
        for (int i = 0; i < freeCount; i++) {
            out.putInt(free[i]);
        }
        for (int slot = 0; slot < ids.length; slot++) {
            if (ids[slot] != 0) {
                out.putLong(ids[slot]);
                out.putInt(orders[slot]);
                for (int i = 0; i < LENGTH; i += Long.BYTES) {
                    out.putLong(buffer.getLong(slot * LENGTH + i));
                }
            }
        }
    }

    void readFrom(final StateReader in) {
        number = in.getLong();
        freeCount = in.getInt();
        Arrays.fill(ids, 0);
        for (int i = 0; i < freeCount; i++) {
            free[i] = in.getInt();
        }
        for (int count = ids.length - freeCount; count > 0; count--) {
            final long id = in.getLong();
            final int slot = (int) id & SLOT_MASK;
            ids[slot] = id;
            orders[slot] = in.getInt();
            for (int i = 0; i < LENGTH; i += Long.BYTES) {
                buffer.putLong(slot * LENGTH + i, in.getLong());
            }
        }
    }
}
