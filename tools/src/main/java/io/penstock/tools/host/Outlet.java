package io.penstock.tools.host;

import io.penstock.engine.port.OutboundPort;
import org.agrona.MutableDirectBuffer;

/**
 * Where the fold's outputs go: straight to the logs during recovery, over the outbound ring afterwards. The ring may
 * be fed by one thread only, and recovery is not done on the engine's. Does not allocate.
 */
final class Outlet implements OutboundPort {
    private OutboundPort target;
    private long count;

    Outlet(final OutboundPort target) {
        this.target = target;
    }

    /** How many outputs have come by, those before the state began included. */
    long count() {
        return count;
    }

    /** The state begins behind so many outputs. */
    void from(final long outputs) {
        count = outputs;
    }

    /** Turns elsewhere; before the engine's thread is started. */
    void target(final OutboundPort next) {
        target = next;
    }

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        count++;
        target.publish(record, offset, length);
    }
}
