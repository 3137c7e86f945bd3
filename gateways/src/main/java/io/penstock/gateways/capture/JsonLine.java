package io.penstock.gateways.capture;

import io.penstock.gateways.common.Digits;
import io.penstock.gateways.common.JsonCursor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One line of a capture that is itself a JSON object: {@code {"t":"recv","conn":"..","ts":<seconds>,"data":"<frame>"}},
 * with {@code t} = connect (and {@code addr}), http (and {@code url}) or send for the other things that happened. The
 * frame is unescaped into a buffer of its own. One thread; allocates only when a line is longer than every one before,
 * or a connection new.
 */
final class JsonLine {
    /** Answers of {@link #parse}. */
    enum Kind { FRAME, ANSWER, CONNECTION, PASSED_OVER, UNREADABLE }

    private static final int FRACTION_DIGITS = 9;

    private final JsonCursor json = new JsonCursor();
    private final String address;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1 << 16]);
    private final List<byte[]> connections = new ArrayList<>();
    private final List<Boolean> wanted = new ArrayList<>();
    private byte[] data;
    private int length;
    private int typeStart;
    private int typeEnd;
    private int connectionStart;
    private int connectionEnd;
    private int addressStart;
    private int addressEnd;
    private long receiveTimeNs;

    /**
     * Lines of any connection, or of some.
     *
     * @param address part of the address of the connections whose frames are wanted; empty = all
     */
    JsonLine(final String address) {
        this.address = address;
    }

    /** Holds the frame or body, with padding behind. */
    UnsafeBuffer buffer() {
        return buffer;
    }

    /** Bytes of the frame or body. */
    int length() {
        return length;
    }

    long receiveTimeNs() {
        return receiveTimeNs;
    }

    /** Where the address of an answer or connection lies in the line. */
    int addressStart() {
        return addressStart;
    }

    int addressEnd() {
        return addressEnd;
    }

    /** Reads a line; the frame lies in {@link #buffer()} then. */
    Kind parse(final byte[] line, final int start, final int end) {
        data = line;
        length = -1;
        typeEnd = 0;
        connectionEnd = 0;
        addressEnd = 0;
        receiveTimeNs = -1;
        json.wrap(line, start, end);
        if (!json.take('{') || !members() || !json.atEnd() || receiveTimeNs < 0) {
            return Kind.UNREADABLE;
        }
        if (is("recv")) {
            return length < 0 ? Kind.UNREADABLE : wanted() ? Kind.FRAME : Kind.PASSED_OVER;
        }
        if (is("connect")) {
            note();
            return wanted() ? Kind.CONNECTION : Kind.PASSED_OVER;
        }
        if (is("http") && length >= 0) {
            return Kind.ANSWER;
        }
        return is("send") || is("http") || is("disconnect") || is("close") ? Kind.PASSED_OVER : Kind.UNREADABLE;
    }

    private boolean members() {
        do {
            if (!json.takeString()) {
                return false;
            }
            final int key = json.tokenStart();
            final int keyEnd = json.tokenEnd();
            if (!json.take(':')) {
                return false;
            }
            final int type = json.skipValue(1);
            if (type == JsonCursor.NONE) {
                return false;
            }
            final int from = json.tokenStart();
            final int to = json.tokenEnd();
            if (equal("data", key, keyEnd) && type == JsonCursor.STRING) {
                unescape(from, to);
            } else if (equal("ts", key, keyEnd) && type == JsonCursor.NUMBER) {
                receiveTimeNs = seconds(from, to);
            } else if (equal("t", key, keyEnd)) {
                typeStart = from;
                typeEnd = to;
            } else if (equal("conn", key, keyEnd)) {
                connectionStart = from;
                connectionEnd = to;
            } else if (equal("addr", key, keyEnd) || equal("url", key, keyEnd)) {
                addressStart = from;
                addressEnd = to;
            }
        } while (json.takeNext('}'));
        return json.fault() == null;
    }

    private boolean is(final String word) {
        return equal(word, typeStart, typeEnd);
    }

    private boolean equal(final String word, final int from, final int to) {
        if (to - from != word.length()) {
            return false;
        }
        for (int i = 0; i < word.length(); i++) {
            if (data[from + i] != word.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void note() {
        if (connection() < 0) {
            final String text = new String(data, addressStart, addressEnd - addressStart, StandardCharsets.UTF_8);
            connections.add(Arrays.copyOfRange(data, connectionStart, connectionEnd));
            wanted.add(text.contains(address));
        }
    }

    /** Frames of a connection whose opening was not recorded are wanted. */
    private boolean wanted() {
        final int known = connection();
        return known < 0 || wanted.get(known);
    }

    private int connection() {
        for (int i = 0; i < connections.size(); i++) {
            final byte[] name = connections.get(i);
            if (Arrays.equals(name, 0, name.length, data, connectionStart, connectionEnd)) {
                return i;
            }
        }
        return -1;
    }

    private long seconds(final int from, final int to) {
        int point = from;
        while (point < to && data[point] != '.') {
            point++;
        }
        final long whole = Digits.whole(data, from, point);
        if (whole < 0 || whole > Long.MAX_VALUE / 1_000_000_000 - 1) {
            return -1;
        }
        long fraction = 0;
        for (int i = 1; i <= FRACTION_DIGITS; i++) {
            final int digit = point + i < to ? data[point + i] - '0' : 0;
            if (digit < 0 || digit > 9) {
                return -1;
            }
            fraction = fraction * 10 + digit;
        }
        return whole * 1_000_000_000 + fraction;
    }

    /** The text was checked: every escape is whole. Characters beyond ASCII that are escaped become UTF-8. */
    private void unescape(final int from, final int to) {
        if (buffer.capacity() < to - from + Digits.PADDING) {
            buffer.wrap(new byte[2 * (to - from) + Digits.PADDING]);
        }
        final byte[] out = buffer.byteArray();
        int at = 0;
        int i = from;
        while (i < to) {
            final byte c = data[i++];
            if (c != '\\') {
                out[at++] = c;
                continue;
            }
            final byte escape = data[i++];
            switch (escape) {
                case 'n' -> out[at++] = '\n';
                case 't' -> out[at++] = '\t';
                case 'r' -> out[at++] = '\r';
                case 'b' -> out[at++] = '\b';
                case 'f' -> out[at++] = '\f';
                case 'u' -> {
                    final int unit = hex(i);
                    i += 4;
                    at = put(out, at, unit);
                }
                default -> out[at++] = escape;
            }
        }
        length = at;
    }

    private int hex(final int from) {
        int value = 0;
        for (int i = from; i < from + 4; i++) {
            value = value * 16 + Character.digit(data[i], 16);
        }
        return value;
    }

    private static int put(final byte[] out, final int start, final int unit) {
        int at = start;
        if (unit < 0x80) {
            out[at++] = (byte) unit;
        } else if (unit < 0x800) {
            out[at++] = (byte) (0xC0 | unit >> 6);
            out[at++] = (byte) (0x80 | unit & 0x3F);
        } else {
            out[at++] = (byte) (0xE0 | unit >> 12);
            out[at++] = (byte) (0x80 | unit >> 6 & 0x3F);
            out[at++] = (byte) (0x80 | unit & 0x3F);
        }
        return at;
    }
}
