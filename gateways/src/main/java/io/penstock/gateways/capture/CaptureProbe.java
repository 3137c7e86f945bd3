package io.penstock.gateways.capture;

import io.penstock.api.Venue;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Looks into a capture before anything is written: whether it is one, and whether it is of the venue it is said to be.
 * Diffs of USD-M carry {@code pu}, those of spot do not.
 */
final class CaptureProbe {
    private static final int LINES = 10_000;

    private CaptureProbe() {
    }

    /** Throws when the file is not what the source says. */
    static void check(final CaptureSource source) {
        if (VenueFeed.bybit(source.venue()) || source.venue() == Venue.MEXC_SPOT) {
            return;
        }
        try (CaptureReader reader = new CaptureReader(source.file())) {
            for (int i = 0; i < LINES && reader.next(); i++) {
                if (reader.kind() != CaptureReader.LineKind.FRAME) {
                    continue;
                }
                final String head = head(reader.buffer(), reader.offset(), reader.length());
                if (head.contains("\"depthUpdate\"") && head.contains("\"U\":")) {
                    checkVenue(source, reader.lineNumber(), head.contains("\"pu\":"));
                    return;
                }
            }
        }
    }

    private static void checkVenue(final CaptureSource source, final long line, final boolean usdm) {
        final Venue seen = usdm ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT;
        if (seen != source.venue()) {
            throw new CaptureException(source.file() + ":" + line + ": a diff " + (usdm ? "with" : "without")
                + " 'pu' is not of " + ImportSummary.word(source.venue()) + "; import this file as "
                + ImportSummary.word(seen), null);
        }
    }

    private static String head(final UnsafeBuffer buffer, final int offset, final int length) {
        final byte[] bytes = new byte[Math.min(length, 400)];
        buffer.getBytes(offset, bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
