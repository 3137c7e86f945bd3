package io.penstock.tools.config;

import io.penstock.api.FixedPoint;
import io.penstock.api.Venue;
import io.penstock.gateways.common.Environment;
import io.penstock.gateways.common.StreamSelection;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;

/** From effective settings to {@link MarketDataConfig}, and what cannot be meant together. One thread; allocates. */
final class MarketDataReader {
    private static final String ENVIRONMENT = "venue.environment";
    private static final String USE_TESTNET = "venue.use_testnet";
    private static final String ENABLED = "venue.enabled";

    private final SortedMap<String, Setting> settings;

    MarketDataReader(final SortedMap<String, Setting> settings) {
        this.settings = settings;
    }

    MarketDataConfig read() {
        final List<String> streams = items("feed.streams");
        return new MarketDataConfig(environment(), enabled(), addresses(), universe(),
            new StreamSelection(streams.contains("trades"), streams.contains("quotes"), streams.contains("marks"),
                streams.contains("candles")), Integer.parseInt(text("feed.instruments_per_connection")));
    }

    private MarketDataConfig.Selection universe() {
        return new MarketDataConfig.Selection(items("universe.symbols"), items("universe.quote_assets"),
            fixed("universe.min_quote_volume"), fixed("universe.max_spread_rate"), items("universe.allow"),
            items("universe.deny"), Integer.parseInt(text("universe.max_instruments")),
            Integer.parseInt(text("universe.refresh_minutes")));
    }

    private Environment environment() {
        final String word = ValueText.unquoted(text(ENVIRONMENT));
        if ("auto".equals(word)) {
            return "true".equals(text(USE_TESTNET)) ? Environment.TESTNET : Environment.PRODUCTION;
        }
        return Environment.valueOf(word.toUpperCase(Locale.ROOT));
    }

    private List<Venue> enabled() {
        final List<Venue> venues = new ArrayList<>();
        for (final String word : items(ENABLED)) {
            venues.add(Venue.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_')));
        }
        return venues;
    }

    private Map<Venue, MarketDataConfig.Addresses> addresses() {
        final Map<Venue, MarketDataConfig.Addresses> all = new EnumMap<>(Venue.class);
        for (final Venue venue : Venue.values()) {
            final MarketDataConfig.Addresses set = addresses(venue);
            if (!set.equals(MarketDataConfig.Addresses.OWN)) {
                all.put(venue, set);
            }
        }
        return all;
    }

    private MarketDataConfig.Addresses addresses(final Venue venue) {
        return venue == Venue.SYNTHETIC ? MarketDataConfig.Addresses.OWN : new MarketDataConfig.Addresses(
            address(MarketDataKeys.section(venue) + ".rest"), address(MarketDataKeys.section(venue) + ".stream"));
    }

    private String address(final String name) {
        final String word = ValueText.unquoted(text(name));
        return MarketDataKeys.OWN_ADDRESS.equals(word) ? "" : word;
    }

    /** Names every combination that cannot be meant. */
    void check(final Problems problems) {
        checkEnvironment(problems);
        for (final Venue venue : Venue.values()) {
            if (venue != Venue.SYNTHETIC) {
                checkAddress(MarketDataKeys.section(venue) + ".rest", "https?", problems);
                checkAddress(MarketDataKeys.section(venue) + ".stream", "wss?", problems);
            }
        }
        for (final String name : List.of(ENABLED, "feed.streams", "universe.symbols", "universe.allow",
            "universe.deny")) {
            checkRepeats(name, problems);
        }
        if (items(ENABLED).isEmpty()) {
            problems.add(settings.get(ENABLED).origin(), ENABLED + " is empty: name at least one venue");
        }
        for (final String list : List.of("universe.symbols", "universe.allow")) {
            for (final String symbol : items(list)) {
                if (items("universe.deny").contains(symbol)) {
                    problems.add(settings.get("universe.deny").origin(), "universe.deny has " + symbol + ", and " + list
                        + " (" + settings.get(list).origin().text() + ") has it too");
                }
            }
        }
    }

    private void checkEnvironment(final Problems problems) {
        final Setting environment = settings.get(ENVIRONMENT);
        final Setting testnet = settings.get(USE_TESTNET);
        final boolean wrong = "\"production\"".equals(environment.text()) && "true".equals(testnet.text())
            || "\"testnet\"".equals(environment.text()) && "false".equals(testnet.text());
        if (wrong) {
            problems.add(environment.origin(), ENVIRONMENT + " = " + environment.text() + " (" + environment.origin()
                .text() + ") contradicts " + USE_TESTNET + " = " + testnet.text() + " (" + testnet.origin().text()
                + "): set use_testnet alone and leave environment at auto, or set both alike");
            return;
        }
        final MarketDataConfig.Addresses mexc = addresses(Venue.MEXC_SPOT);
        if (environment() != Environment.PRODUCTION && items(ENABLED).contains("mexc-spot")
            && (mexc.rest().isEmpty() || mexc.stream().isEmpty())) {
            problems.add(settings.get(ENABLED).origin(), ENABLED + " has mexc-spot, which has no "
                + environment().name().toLowerCase(Locale.ROOT) + " world (" + decider().text()
                + "): take it out, or set venue.mexc_spot.rest and venue.mexc_spot.stream");
        }
    }

    private Origin decider() {
        final Setting environment = settings.get(ENVIRONMENT);
        return "\"auto\"".equals(environment.text()) ? settings.get(USE_TESTNET).origin() : environment.origin();
    }

    private void checkAddress(final String name, final String schemes, final Problems problems) {
        final String address = address(name);
        if (!address.isEmpty() && !address.matches(schemes + "://[A-Za-z0-9.\\[\\]:-]+")) {
            problems.add(settings.get(name).origin(), name + " = \"" + address + "\" is no address like "
                + schemes.replace("?", "") + "://host:port without a path");
        }
    }

    private void checkRepeats(final String name, final Problems problems) {
        final List<String> seen = new ArrayList<>();
        for (final String item : items(name)) {
            if (seen.contains(item)) {
                problems.add(settings.get(name).origin(), name + " has " + item + " twice");
            }
            seen.add(item);
        }
    }

    private String text(final String name) {
        return settings.get(name).text();
    }

    private List<String> items(final String name) {
        return ValueText.items(text(name));
    }

    private long fixed(final String name) {
        return FixedPoint.parse(text(name), FixedPoint.AMOUNT_EXPONENT);
    }
}
