package io.penstock.tools.config;

import io.penstock.api.Venue;
import io.penstock.gateways.common.Environment;
import io.penstock.gateways.common.StreamSelection;
import java.util.List;
import java.util.Map;

/**
 * Where market data is taken from, of which instruments, and which streams. What it causes is journaled, so it is no
 * part of a run's configuration. Immutable; any thread.
 *
 * @param environment             which world of the venues
 * @param enabled                 venues, in the user's order
 * @param addresses               of enabled and other venues, where the user set any
 * @param universe                which instruments
 * @param streams                 beside the book
 * @param instrumentsPerConnection most of one connection, 0 = as many as the venue allows
 */
public record MarketDataConfig(
    Environment environment, List<Venue> enabled, Map<Venue, Addresses> addresses, Selection universe,
    StreamSelection streams, int instrumentsPerConnection) {
    /**
     * Addresses that the user set.
     *
     * @param rest   of REST, empty = the venue's own
     * @param stream of the streams, empty = the venue's own
     */
    public record Addresses(String rest, String stream) {
        /** Nothing is set. */
        public static final Addresses OWN = new Addresses("", "");
    }

    /**
     * Which instruments are taken.
     *
     * @param symbols         exactly these; empty = chosen by the rest
     * @param quoteAssets     priced in one of these; empty = in any
     * @param minQuoteVolume  turnover of 24 hours, amount with exponent -8
     * @param maxSpreadRateE8 most spread as part of the mid with exponent -8, 0 = any
     * @param allow           taken whatever volume and spread say
     * @param deny            never taken
     * @param maxInstruments  of one venue
     * @param refreshMinutes  between two looks, 0 = only at the start
     */
    public record Selection(
        List<String> symbols, List<String> quoteAssets, long minQuoteVolume, long maxSpreadRateE8, List<String> allow,
        List<String> deny, int maxInstruments, int refreshMinutes) {
        /** Copies the lists. */
        public Selection {
            symbols = List.copyOf(symbols);
            quoteAssets = List.copyOf(quoteAssets);
            allow = List.copyOf(allow);
            deny = List.copyOf(deny);
        }
    }

    /** Copies lists and map. */
    public MarketDataConfig {
        enabled = List.copyOf(enabled);
        addresses = Map.copyOf(addresses);
    }

    /**
     * The addresses set for a venue.
     *
     * @param venue any
     * @return {@link Addresses#OWN} when none are
     */
    public Addresses addresses(final Venue venue) {
        return addresses.getOrDefault(venue, Addresses.OWN);
    }
}
