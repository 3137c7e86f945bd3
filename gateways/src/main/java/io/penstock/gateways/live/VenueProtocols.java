package io.penstock.gateways.live;

import io.penstock.api.Venue;
import io.penstock.gateways.binance.BinanceProtocol;
import io.penstock.gateways.bybit.BybitProtocol;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.mexc.MexcProtocol;

/** Which protocol a venue speaks. Stateless; any thread. */
public final class VenueProtocols {
    private VenueProtocols() {
    }

    /**
     * The protocol of a venue.
     *
     * @param venue one that can be connected to
     * @return its protocol
     * @throws IllegalArgumentException when it is no venue of the world
     */
    public static VenueProtocol of(final Venue venue) {
        return switch (venue) {
            case BINANCE_SPOT -> BinanceProtocol.spot();
            case BINANCE_USDM -> BinanceProtocol.usdm();
            case BYBIT_LINEAR, BYBIT_SPOT -> new BybitProtocol(venue);
            case MEXC_SPOT -> new MexcProtocol();
            case SYNTHETIC -> throw new IllegalArgumentException(venue + " is not reached over a network");
        };
    }
}
