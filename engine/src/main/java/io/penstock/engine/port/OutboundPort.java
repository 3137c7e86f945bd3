package io.penstock.engine.port;

import org.agrona.MutableDirectBuffer;

/**
 * Where the fold puts what it derived. Engine thread only; may block when nothing can be taken, and the fold cannot
 * tell. Does not allocate.
 */
public interface OutboundPort {
    /**
     * Takes one record; sequence and CRC are stamped behind this port.
     *
     * @param record buffer of the fold, not kept
     * @param offset where its header begins
     * @param length whole length, header included
     */
    void publish(MutableDirectBuffer record, int offset, int length);
}
