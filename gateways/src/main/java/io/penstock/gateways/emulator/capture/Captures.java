package io.penstock.gateways.emulator.capture;

import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes venues out of captures. Reads every file once from end to end. Stateless; any thread. */
public final class Captures {
    private static final List<String> QUOTES = List.of("USDT", "USDC", "FDUSD", "BUSD", "USD", "BTC", "ETH", "EUR");

    private Captures() {
    }

    /**
     * A venue that serves a capture. Instruments are made from what was recorded: tick and lot are powers of ten of
     * which every recorded price and quantity is a multiple.
     *
     * @param venue    whose capture it is
     * @param files    of one recording, in order. Binance: lines of stamp and frame, books among them. Bybit: JSON
     *                 lines, of which this venue's connection is taken. MEXC: JSON lines; the book is expected beside
     *                 the first file, named with {@code _snapshot.json} behind
     * @param settings how it is played
     * @return ready to be opened
     * @throws IllegalArgumentException when there is no frame of this venue in the files
     */
    public static CapturedVenue venue(final Venue venue, final List<Path> files, final CaptureSettings settings) {
        return venue(venue, files, List.of(), settings);
    }

    /**
     * A venue that serves a capture, with instruments that are known.
     *
     * @param venue       whose capture it is
     * @param files       of one recording, in order, as above
     * @param instruments what the venue says it trades; empty: made from what was recorded
     * @param settings    how it is played
     * @return ready to be opened
     * @throws IllegalArgumentException when there is no frame of this venue in the files
     */
    public static CapturedVenue venue(final Venue venue, final List<Path> files,
        final List<EmulatedInstrument> instruments, final CaptureSettings settings) {
        final CaptureDialect dialect = dialect(venue, files);
        final Overview overview = new Overview(dialect, instruments.isEmpty());
        dialect.know(overview);
        return new CapturedVenue(
            dialect, overview, instruments.isEmpty() ? found(venue, overview) : instruments, settings);
    }

    private static CaptureDialect dialect(final Venue venue, final List<Path> files) {
        if (files.isEmpty()) {
            throw new IllegalArgumentException("no capture is named; give at least one file");
        }
        return switch (venue) {
            case BINANCE_SPOT, BINANCE_USDM -> new BinanceCapture(venue, files);
            case BYBIT_LINEAR, BYBIT_SPOT -> new BybitCapture(venue, files);
            case MEXC_SPOT -> new MexcCapture(files, beside(files.get(0)));
            default -> throw new IllegalArgumentException(venue + " has no captures; name a venue that was recorded");
        };
    }

    private static Path beside(final Path file) {
        final String name = file.getFileName().toString();
        final String start = name.replaceAll("\\.jsonl(\\.gz)?$", "");
        return file.resolveSibling(start + "_snapshot.json" + (name.endsWith(".gz") ? ".gz" : ""));
    }

    private static List<EmulatedInstrument> found(final Venue venue, final Overview overview) {
        final List<EmulatedInstrument> instruments = new ArrayList<>();
        for (final Map.Entry<String, BookImage> one : overview.images().entrySet()) {
            final BookImage image = one.getValue();
            final String quote = quote(one.getKey());
            instruments.add(new EmulatedInstrument(venue, one.getKey(),
                one.getKey().substring(0, one.getKey().length() - quote.length()), quote,
                step(image.priceGrain()), step(image.quantityGrain()), "5", Eighths.text(image.best(true)), 0));
        }
        return instruments;
    }

    private static String quote(final String symbol) {
        for (final String quote : QUOTES) {
            if (symbol.endsWith(quote) && symbol.length() > quote.length()) {
                return quote;
            }
        }
        return "";
    }

    /** The greatest power of ten that divides a grain. */
    private static String step(final long grain) {
        long power = 1;
        while (grain > 0 && grain % (10 * power) == 0) {
            power *= 10;
        }
        return Eighths.text(power);
    }
}
