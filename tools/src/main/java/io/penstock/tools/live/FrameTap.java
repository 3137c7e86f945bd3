package io.penstock.tools.live;

import io.penstock.api.Venue;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.live.VenueProtocols;

/** Who hears frames between a venue and its session. Any thread. */
interface FrameTap {
    /** Nobody. */
    FrameTap NONE = VenueProtocols::of;

    /**
     * The protocol that a venue is driven by.
     *
     * @param venue one that can be connected to
     * @return its protocol, or one around it
     */
    VenueProtocol protocol(Venue venue);
}
