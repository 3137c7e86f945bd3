package io.penstock.gateways.emulator.server;

import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.account.AccountSettings;
import io.penstock.gateways.emulator.account.PrivateSettings;
import io.penstock.gateways.emulator.binance.BinanceDialect;
import io.penstock.gateways.emulator.binance.BinanceSettings;
import io.penstock.gateways.emulator.bybit.BybitDialect;
import io.penstock.gateways.emulator.bybit.BybitSettings;
import io.penstock.gateways.emulator.fault.FaultListener;
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
     * What a venue's private half begins with.
     *
     * @param config   balances and faults
     * @param settings of the venue
     * @return the demo account with its two keys
     */
    private static PrivateSettings accounts(
        final EmulatorConfig.VenueConfig config, final AccountSettings settings) {
        final PrivateSettings usual =
            PrivateSettings.of(settings).faulty(config.faults(), FaultListener.NONE);
        return config.balances().isEmpty() ? usual : usual.rich(config.balances());
    }

    /**
     * Venues with a seeded matching market.
     *
     * @return a factory without state
     */
    static VenueFactory matching() {
        return (config, seed, startNs) -> {
            final MatchingMarket market = new MatchingMarket(config.instruments(), MatchingSettings.of(seed));
            return switch (config.venue()) {
                case BINANCE_SPOT -> BinanceDialect.trading(
                    market, BinanceSettings.spot(), startNs, accounts(config, AccountSettings.spot()));
                case BINANCE_USDM -> BinanceDialect.trading(
                    market, BinanceSettings.usdm(), startNs, accounts(config, AccountSettings.usdm()));
                case BYBIT_LINEAR -> BybitDialect.trading(config.venue(), market, BybitSettings.USUAL, startNs,
                    accounts(config, AccountSettings.bybitLinear()));
                case BYBIT_SPOT -> BybitDialect.trading(config.venue(), market, BybitSettings.USUAL, startNs,
                    accounts(config, AccountSettings.bybitSpot()));
                case MEXC_SPOT -> MexcDialect.trading(
                    market, MexcSettings.USUAL, startNs, accounts(config, AccountSettings.mexcSpot()));
                default -> throw new IllegalArgumentException(config.venue() + " cannot be emulated; any of "
                    + "BINANCE_SPOT, BINANCE_USDM, BYBIT_LINEAR, BYBIT_SPOT and MEXC_SPOT can");
            };
        };
    }
}
