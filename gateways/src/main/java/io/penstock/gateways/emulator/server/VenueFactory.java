package io.penstock.gateways.emulator.server;

import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.binance.BinanceDialect;
import io.penstock.gateways.emulator.binance.BinanceSettings;
import io.penstock.gateways.emulator.bybit.BybitDialect;
import io.penstock.gateways.emulator.bybit.BybitSettings;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MatchingSettings;
import io.penstock.gateways.emulator.mexc.MexcDialect;
import io.penstock.gateways.emulator.mexc.MexcSettings;

/** Makes the venues of an {@link Emulator}. Called on the caller's thread, before anything else happens. */
public interface VenueFactory {
    /**
     * Makes a venue.
     *
     * @param config  what is wanted
     * @param seed    of the emulator
     * @param startNs the venue's clock at the start
     * @return a venue of its own
     * @throws IllegalArgumentException when this factory has no such venue
     */
    EmulatedVenue create(EmulatorConfig.VenueConfig config, long seed, long startNs);

    /**
     * Venues with a seeded matching market.
     *
     * @return a factory without state
     */
    static VenueFactory matching() {
        return (config, seed, startNs) -> {
            final MatchingMarket market = new MatchingMarket(config.instruments(), MatchingSettings.of(seed));
            return switch (config.venue()) {
                case BINANCE_SPOT -> new BinanceDialect(market, BinanceSettings.spot(), startNs);
                case BINANCE_USDM -> new BinanceDialect(market, BinanceSettings.usdm(), startNs);
                case BYBIT_LINEAR, BYBIT_SPOT ->
                    new BybitDialect(config.venue(), market, BybitSettings.USUAL, startNs);
                case MEXC_SPOT -> new MexcDialect(market, MexcSettings.USUAL, startNs);
                default -> throw new IllegalArgumentException(config.venue() + " cannot be emulated; any of "
                    + "BINANCE_SPOT, BINANCE_USDM, BYBIT_LINEAR, BYBIT_SPOT and MEXC_SPOT can");
            };
        };
    }
}
