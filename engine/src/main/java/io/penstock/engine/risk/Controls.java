package io.penstock.engine.risk;

import io.penstock.engine.event.HostStatusDecoder;
import io.penstock.engine.event.ServerTimeDecoder;

/**
 * The controls that watch while orders work: what venues' clocks, the host, fills and marks say may move a scope on the
 * ladder.
 *
 * <p>Engine thread only; does not allocate.
 */
public final class Controls {
    /**
     * A venue's clock was compared with ours.
     *
     * @param event wrapped on the event
     * @param nowNs engine time
     */
    public void onServerTime(final ServerTimeDecoder event, final long nowNs) {
    }

    /**
     * The host measured something.
     *
     * @param event wrapped on the event
     * @param nowNs engine time
     */
    public void onHostStatus(final HostStatusDecoder event, final long nowNs) {
    }
}
