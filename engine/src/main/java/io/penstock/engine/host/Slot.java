package io.penstock.engine.host;

import io.penstock.engine.port.Records;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One slot of a ring: room for one record, plus what the host knows of it and the journal does not.
 */
final class Slot {
    final UnsafeBuffer buffer;
    int length;
    int source;
    boolean first;
    boolean last;
    long publishedNs;

    Slot(final UnsafeBuffer memory, final int index) {
        buffer = new UnsafeBuffer(memory, index * Records.SLOT_LENGTH, Records.SLOT_LENGTH);
    }
}
