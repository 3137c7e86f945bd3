package io.penstock.gateways.emulator.capture;

import io.penstock.gateways.emulator.capture.RecordedItem.Kind;
import io.penstock.gateways.emulator.dialect.Query;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * Captures of Binance, in two formats told apart line by line: {@code <nanoseconds> <frame>} with books over HTTP among
 * the frames, and {@code <seconds>: <frame>} with {@code <address> -> <seconds>: <book>}.
 */
final class BinanceRecording implements Recording {
    private static final byte[] NOTHING = new byte[0];
    private static final String STREAM = "{\"stream\":\"";
    private static final String DATA = "\",\"data\":";

    private final LineFile lines;
    private long lastNs;
    private String lastSymbol = "";

    BinanceRecording(final List<Path> files) {
        lines = new LineFile(files);
    }

    @Override
    public RecordedItem next() {
        for (String line = lines.line(); line != null; line = lines.line()) {
            final RecordedItem item = read(line);
            if (item != null) {
                lastNs = item.atNs();
                return item;
            }
        }
        return null;
    }

    private RecordedItem read(final String line) {
        final char first = line.charAt(0);
        if (first >= '0' && first <= '9') {
            int end = 0;
            while (end < line.length() && line.charAt(end) != ' ' && line.charAt(end) != ':') {
                end++;
            }
            final int text = line.indexOf('{', end);
            return text < 0 ? null : frame(atNs(line.substring(0, end)), line.substring(text));
        }
        final int arrow = line.indexOf(" -> ");
        final int text = line.indexOf(": {", Math.max(0, arrow));
        if (!line.startsWith("http") || arrow < 0 || text < 0 || !line.substring(0, arrow).contains("/depth")) {
            return null;
        }
        final String address = line.substring(0, arrow);
        return new RecordedItem(Kind.ANSWER, atNs(line.substring(arrow + 4, text)), "",
            Query.of(address).text("symbol"), line.substring(text + 2), NOTHING);
    }

    private RecordedItem frame(final long atNs, final String text) {
        if (text.startsWith("{\"lastUpdateId\"")) {
            return new RecordedItem(Kind.ANSWER, atNs, "", lastSymbol, text, NOTHING);
        }
        final int end = text.indexOf(DATA);
        if (!text.startsWith(STREAM) || end < 0) {
            return null;
        }
        final String stream = text.substring(STREAM.length(), end);
        lastSymbol = stream.substring(0, stream.indexOf('@')).toUpperCase(Locale.ROOT);
        return new RecordedItem(Kind.TEXT, atNs, stream, lastSymbol,
            text.substring(end + DATA.length(), text.length() - 1), NOTHING);
    }

    private long atNs(final String stamp) {
        return Math.max(lastNs, Stamps.nanos(stamp));
    }

    @Override
    public void close() {
        lines.close();
    }
}
