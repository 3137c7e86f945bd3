package io.penstock.engine.port;

import org.agrona.DirectBuffer;

/**
 * Where gateways put events: a ring in live and paper, a journal in imports.
 *
 * <p>A gateway first decodes a whole frame into its own scratch: {@code count} records, one every
 * {@link Records#SLOT_LENGTH} bytes, each with length, template and gateway time filled in. Then it publishes all of
 * them at once or none. Sequence, engine time, backlog and CRC are stamped behind this port. Implementations say
 * whether several threads may publish; none allocates.
 */
public interface EventSink {
    /**
     * Takes a run of records whole.
     *
     * @param records scratch of the gateway; not kept
     * @param offset  of the first record
     * @param count   how many, one every {@link Records#SLOT_LENGTH} bytes
     * @param source  what they come from; also their class for back-pressure
     * @return false when there is no room now and nothing was taken
     */
    boolean tryPublish(DirectBuffer records, int offset, int count, EventSource source);
}
