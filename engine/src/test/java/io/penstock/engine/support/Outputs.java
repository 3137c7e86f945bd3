package io.penstock.engine.support;

import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import java.util.ArrayList;
import java.util.List;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Keeps every output, to be looked at.
 */
public final class Outputs implements OutboundPort {
    private final List<UnsafeBuffer> records = new ArrayList<>();

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        final byte[] copy = new byte[length];
        record.getBytes(offset, copy);
        records.add(new UnsafeBuffer(copy));
    }

    /** All records, in order. */
    public List<UnsafeBuffer> all() {
        return records;
    }

    /** Records of one template, in order. */
    public List<UnsafeBuffer> of(final int template) {
        final List<UnsafeBuffer> found = new ArrayList<>();
        for (final UnsafeBuffer record : records) {
            if (Records.templateId(record, 0) == template) {
                found.add(record);
            }
        }
        return found;
    }

    /** Forgets them. */
    public void clear() {
        records.clear();
    }
}
