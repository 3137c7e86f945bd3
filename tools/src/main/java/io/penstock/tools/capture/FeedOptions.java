package io.penstock.tools.capture;

import io.penstock.api.Venue;
import io.penstock.gateways.capture.ImportSummary;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.tools.candles.CandleFile;
import io.penstock.tools.candles.CandleFormat;
import io.penstock.tools.candles.SeriesFile;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.NearestWord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Option;

/** The options of {@code import} that name candles and series, and what they say. Main thread. */
final class FeedOptions {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long LONGEST_DAYS = 36_500;
    private static final String DURATIONS = "a number and s, m, h or d, such as 12d";

    @Option(names = "--candles", paramLabel = "[VENUE:]SYMBOL=FILE", arity = "1..*",
        description = "Candles: CSV with a header, Binance's kline dumps or Coinbase's JSON, plain, gzip or zip, or a"
            + " directory of them. Repeatable; several of one symbol continue each other.")
    private List<String> candles = new ArrayList<>();
    @Option(names = "--series", paramLabel = "NAME=FILE[:COLUMN]", arity = "1..*",
        description = "An outside series: CSV, date first. Repeatable; seriesId is the place on the command line.")
    private List<String> series = new ArrayList<>();
    @Option(names = "--publish-lag", paramLabel = "[NAME=]LAG", arity = "1..*",
        description = "How long after the end of its period a value comes out, e.g. CPI=12d. Default 0.")
    private List<String> lags = new ArrayList<>();
    @Option(names = "--series-history", paramLabel = "TIME", defaultValue = "800d",
        description = "Where there is a market, a series begins so long before its first event, and ends with it."
            + " Default 800d.")
    private String history;

    private final Map<String, Long> lagOf = new LinkedHashMap<>();
    private long lagOfAll;

    /** What is to be imported; every file is read once. */
    FeedPlan plan(final Venue defaultVenue, final List<InstrumentDefinition> definitions) {
        readLags();
        try (Progress progress = Progress.start("looking", 0, "files")) {
            final Map<String, List<Path>> files = new LinkedHashMap<>();
            for (final String word : candles) {
                final int equals = equals(word, "--candles", "[VENUE:]SYMBOL=FILE");
                files.computeIfAbsent(word.substring(0, equals), x -> new ArrayList<>())
                    .add(Path.of(word.substring(equals + 1)));
            }
            final List<CandleSource> sources = new ArrayList<>();
            for (final Map.Entry<String, List<Path>> entry : files.entrySet()) {
                sources.add(candles(
                    entry.getKey(), entry.getValue(), defaultVenue, "--candles " + entry.getKey()));
                progress.step(sources.size(), files.size());
            }
            final List<SeriesSource> values = new ArrayList<>();
            for (final String word : series) {
                values.add(series(word, values));
            }
            if (!lagOf.isEmpty()) {
                throw new UserError("there is no series " + lagOf.keySet().iterator().next(), "--publish-lag",
                    "the name of a --series");
            }
            return new FeedPlan(sources, values, definitions, duration(history, "--series-history"));
        }
    }

    static int equals(final String word, final String option, final String form) {
        final int equals = word.indexOf('=');
        if (equals < 1 || equals == word.length() - 1) {
            throw new UserError("the word has no = between name and file", option + " " + word, form);
        }
        return equals;
    }

    /** The candles that one word of the command line names, and nothing else. */
    static FeedPlan only(final String word) {
        final int equals = equals(word, "--candles", "[VENUE:]SYMBOL=FILE");
        return new FeedPlan(List.of(candles(
            word.substring(0, equals), List.of(Path.of(word.substring(equals + 1))), null, "--candles " + word)),
            List.of(), List.of(), 0);
    }

    /**
     * Candles by their words.
     *
     * @param name         {@code [VENUE:]SYMBOL}
     * @param files        the earliest first
     * @param defaultVenue when the name has none, or null
     * @param where        the user wrote it, for messages
     */
    static CandleSource candles(
        final String name, final List<Path> files, final Venue defaultVenue, final String where) {
        final int colon = name.indexOf(':');
        final Venue named = colon > 0 ? venue(name.substring(0, colon), where) : defaultVenue;
        final String symbol = name.substring(colon + 1);
        if (symbol.isEmpty() || symbol.length() > 32 || symbol.chars().anyMatch(c -> c < 0x21 || c > 0x7E)) {
            throw new UserError("'" + symbol + "' is no symbol", where,
                "1 to 32 ASCII characters, such as BTCUSDT");
        }
        final CandleFile file = CandleFile.open(files);
        final Venue venue = named != null ? named
            : file.format() == CandleFormat.COINBASE_JSON ? Venue.SYNTHETIC : Venue.BINANCE_SPOT;
        return new CandleSource(venue, symbol, file);
    }

    static Venue venue(final String word, final String where) {
        final List<String> known = new ArrayList<>();
        for (final Venue value : Venue.values()) {
            known.add(ImportSummary.word(value));
            if (ImportSummary.word(value).equals(word)) {
                return value;
            }
        }
        throw new UserError("unknown venue " + word, where, "the nearest is " + NearestWord.of(word, known));
    }

    private SeriesSource series(final String word, final List<SeriesSource> before) {
        final int equals = equals(word, "--series", "NAME=FILE[:COLUMN]");
        final String name = word.substring(0, equals);
        if (name.length() > 32 || name.chars().anyMatch(c -> c < 0x21 || c > 0x7E)
            || before.stream().anyMatch(x -> x.name().equals(name))) {
            throw new UserError("'" + name + "' is no new name", "--series " + word,
                "1 to 32 ASCII characters, each name once");
        }
        final String place = word.substring(equals + 1);
        final int colon = place.lastIndexOf(':');
        final boolean whole = colon < 1 || Files.exists(Path.of(place));
        final SeriesFile file = SeriesFile.open(
            Path.of(whole ? place : place.substring(0, colon)), whole ? null : place.substring(colon + 1));
        final Long own = lagOf.remove(name);
        return new SeriesSource(name, file, own == null ? lagOfAll : own);
    }

    private void readLags() {
        for (final String word : lags) {
            final int equals = word.indexOf('=');
            final long lagNs = duration(word.substring(equals + 1), "--publish-lag " + word);
            if (equals > 0) {
                lagOf.put(word.substring(0, equals), lagNs);
            } else {
                lagOfAll = lagNs;
            }
        }
    }

    private static long duration(final String text, final String where) {
        if (!text.matches("\\d{1,9}[smhd]")) {
            throw new UserError("'" + text + "' is no duration", where, DURATIONS);
        }
        final long count = Long.parseLong(text.substring(0, text.length() - 1));
        final long unitSeconds = switch (text.charAt(text.length() - 1)) {
            case 's' -> 1;
            case 'm' -> 60;
            case 'h' -> 3600;
            default -> 86_400;
        };
        if (count * unitSeconds > LONGEST_DAYS * 86_400) {
            throw new UserError("'" + text + "' is longer than a hundred years", where, DURATIONS);
        }
        return count * unitSeconds * SECOND_NS;
    }
}
