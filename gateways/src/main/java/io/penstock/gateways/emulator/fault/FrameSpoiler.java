package io.penstock.gateways.emulator.fault;

import io.penstock.gateways.emulator.market.SeededRandom;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spoils frames so that a client can see it. A wrong digit in a price would be seen by nobody: on a real wire the
 * transport's own checksums stand against that. So bytes are spoiled where they carry structure, and sequence numbers
 * where they tie a frame to the one before. Stateless.
 */
final class FrameSpoiler {
    /** Binance's tie to the frame before: pu where there is one, else U; Bybit's u. */
    private static final Pattern PREVIOUS = Pattern.compile("\"pu\":(\\d+)");
    private static final Pattern FIRST = Pattern.compile("\"U\":(\\d+)");
    private static final Pattern BYBIT = Pattern.compile("\"type\":\"delta\".*\"u\":(\\d+)");
    private static final Pattern VERSION = Pattern.compile("(?<![\\d.])\\d{6,18}(?![\\d.])");
    private static final String STRUCTURE = "{}[]:,";
    private static final int MOST_SHIFT = 5;
    private static final byte BAD_WIRE_TYPE = 7;

    private FrameSpoiler() {
    }

    /** The frame with its first sequence number some higher; null when it has none that can be spoiled. */
    static byte[] sequence(final byte[] frame, final boolean binary, final SeededRandom random) {
        final String text = new String(frame, StandardCharsets.ISO_8859_1);
        final Matcher found = binary ? found(text, VERSION) : tie(text);
        if (found == null) {
            return null;
        }
        final int group = found.groupCount();
        final String before = found.group(group);
        final String after = Long.toString(Long.parseLong(before) + 1 + random.below(MOST_SHIFT));
        if (binary && after.length() != before.length()) {
            return null; // its length stands before it
        }
        return (text.substring(0, found.start(group)) + after + text.substring(found.end(group)))
            .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static Matcher tie(final String text) {
        final Matcher previous = found(text, PREVIOUS);
        final Matcher first = previous != null ? previous : found(text, FIRST);
        return first != null ? first : found(text, BYBIT);
    }

    private static Matcher found(final String text, final Pattern pattern) {
        final Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher : null;
    }

    /** The frame with a structural byte wrong. */
    static byte[] structure(final byte[] frame, final boolean binary, final SeededRandom random) {
        final byte[] spoiled = frame.clone();
        if (binary) {
            spoiled[0] = BAD_WIRE_TYPE;
            return spoiled;
        }
        int place = random.below(frame.length);
        while (STRUCTURE.indexOf(frame[place]) < 0) {
            place = (place + 1) % frame.length;
        }
        spoiled[place] = '#';
        return spoiled;
    }

    /** The beginning of the frame. */
    static byte[] truncated(final byte[] frame, final SeededRandom random) {
        return Arrays.copyOf(frame, 1 + random.below(frame.length - 1));
    }

    /** The frame with spaces (text) or zeros (binary) behind it. */
    static byte[] oversized(final byte[] frame, final boolean binary, final int length) {
        final byte[] longer = Arrays.copyOf(frame, Math.max(frame.length + 1, length));
        Arrays.fill(longer, frame.length, longer.length, binary ? (byte) 0 : (byte) ' ');
        return longer;
    }
}
