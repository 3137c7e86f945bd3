package io.penstock.tools.config;

import io.penstock.api.Venue;
import io.penstock.tools.config.ConfigKey.Type;
import java.util.ArrayList;
import java.util.List;

/** The keys of live market data: venues, the universe, feeds. Stateless; any thread. */
final class MarketDataKeys {
    /** What an address key says when nothing is set: the venue's own. */
    static final String OWN_ADDRESS = "auto";
    private static final int MOST_PER_CONNECTION = 1_024;

    private MarketDataKeys() {
    }

    /** The venues there are to connect to, as they stand in TOML. */
    static List<String> venueWords() {
        final List<String> words = new ArrayList<>();
        for (final Venue venue : Venue.values()) {
            if (venue != Venue.SYNTHETIC) {
                words.add(InstrumentTables.word(venue));
            }
        }
        return words;
    }

    /** The section of a venue's own keys. */
    static String section(final Venue venue) {
        return "venue." + InstrumentTables.word(venue).replace('-', '_');
    }

    static void declare(final List<ConfigKey> keys) {
        keys.add(new KeyBuilder("venue.use_testnet", Type.FLAG).unit("flag").defaults("true").host()
            .shortName("USE_TESTNET")
            .says("Talk to the test network of each venue instead of the real one."));
        keys.add(new KeyBuilder("venue.environment", Type.WORD).words("auto", "production", "testnet", "demo")
            .defaults("auto").host()
            .says("Which world of the venues is spoken to. auto: as use_testnet says; no other word may contradict"
                + " use_testnet."));
        keys.add(new KeyBuilder("venue.enabled", Type.TEXTS).words(venueWords().toArray(String[]::new))
            .defaults("[\"binance-spot\", \"binance-usdm\", \"bybit-linear\", \"bybit-spot\"]").host()
            .says("Venues that market data is taken from. mexc-spot has no test network."));
        for (final Venue venue : Venue.values()) {
            if (venue != Venue.SYNTHETIC) {
                keys.add(address(venue, "rest").says("Address of REST, http or https, without a path."
                    + " auto: the venue's own."));
                keys.add(address(venue, "stream").says("Address of the streams, ws or wss, without a path."
                    + " auto: the venue's own."));
            }
        }
        universe(keys);
        keys.add(new KeyBuilder("feed.streams", Type.TEXTS).words("trades", "quotes", "marks", "candles")
            .defaults("[\"trades\", \"quotes\", \"marks\"]").host()
            .says("Streams of each instrument beside its book; candles are one-minute bars of the venue."));
        keys.add(new KeyBuilder("feed.instruments_per_connection", Type.INTEGER).unit("instruments")
            .range(0, MOST_PER_CONNECTION).defaults("0").host()
            .says("Most instruments of one connection. 0: as many as the venue allows."));
    }

    private static KeyBuilder address(final Venue venue, final String what) {
        return new KeyBuilder(section(venue) + "." + what, Type.TEXT).unit("address").defaults(OWN_ADDRESS).host();
    }

    private static void universe(final List<ConfigKey> keys) {
        keys.add(texts("symbols", "symbols", "[\"BTCUSDT\", \"ETHUSDT\"]")
            .says("Instruments, as the venues write them. Empty: chosen by the keys below."));
        keys.add(texts("quote_assets", "assets", "[\"USDT\"]")
            .says("Only instruments priced in these assets are chosen. Empty: in any."));
        keys.add(new KeyBuilder("universe.min_quote_volume", Type.FIXED).unit("quote").range("0", "10000000000")
            .defaults("0").host().says("Only instruments with so much turnover in 24 hours are chosen."));
        keys.add(new KeyBuilder("universe.max_spread_rate", Type.FIXED).unit("rate").range("0", "1").defaults("0")
            .host().says("Only instruments whose spread is at most this part of the mid are chosen; 0 = any."));
        keys.add(texts("allow", "symbols", "[]").says("Instruments that are taken whatever volume and spread say."));
        keys.add(texts("deny", "symbols", "[]").says("Instruments that are never taken."));
        keys.add(new KeyBuilder("universe.max_instruments", Type.INTEGER).unit("instruments").range(1, 65_536)
            .defaults("100").host().says("Most instruments of one venue; those with the highest turnover are kept."));
        keys.add(new KeyBuilder("universe.refresh_minutes", Type.INTEGER).unit("min").range(0, 10_080)
            .defaults("60").host()
            .says("Time between two looks at the venues' instruments and turnover. 0: only at the start."));
    }

    private static KeyBuilder texts(final String name, final String unit, final String usual) {
        return new KeyBuilder("universe." + name, Type.TEXTS).unit(unit).defaults(usual).host();
    }
}
