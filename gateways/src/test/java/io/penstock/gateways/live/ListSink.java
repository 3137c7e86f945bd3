package io.penstock.gateways.live;

import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Keeps copies of everything that is published, by any thread. */
final class ListSink implements EventSink {
    private final List<UnsafeBuffer> records = new ArrayList<>();
    private int refusals;

    /** The next attempts find no room. */
    synchronized void refuse(final int attempts) {
        refusals = attempts;
    }

    @Override
    public synchronized boolean tryPublish(
        final DirectBuffer from, final int offset, final int count, final EventSource source) {
        if (refusals > 0) {
            refusals--;
            return false;
        }
        for (int i = 0; i < count; i++) {
            final int at = offset + i * Records.SLOT_LENGTH;
            final byte[] copy = new byte[Records.length(from, at)];
            from.getBytes(at, copy);
            final UnsafeBuffer record = new UnsafeBuffer(copy);
            Records.stamp(record, 0, records.size(), 0, source.id(), 0);
            records.add(record);
        }
        return true;
    }

    /** All records of a template, in order. */
    synchronized List<UnsafeBuffer> of(final int template) {
        final List<UnsafeBuffer> found = new ArrayList<>();
        for (final UnsafeBuffer record : records) {
            if (Records.templateId(record, 0) == template) {
                found.add(record);
            }
        }
        return found;
    }

    /** All records from one on, in order. */
    synchronized List<UnsafeBuffer> from(final int first) {
        return new ArrayList<>(records.subList(Math.min(first, records.size()), records.size()));
    }
}
