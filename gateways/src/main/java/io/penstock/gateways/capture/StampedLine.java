package io.penstock.gateways.capture;

import io.penstock.gateways.common.Digits;
import io.penstock.gateways.common.JsonCursor;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One line of a capture with binary frames: {@code {"recv_ns": <ns>, "b64": "<frame>"}}; with {@code url} beside it the
 * frame is the body of an answer; {@code {"recv_ns", "rest", "file"}} names a file beside the capture that holds the
 * body, plain or gzip; {@code {"recv_ns", "text"}} is a text frame, which is passed over: on venues with binary frames
 * it is only a reply. One thread; allocates only when a frame is longer than every one before, or for a file.
 */
final class StampedLine {
    /** How such a line begins. */
    static final String HEAD = "{\"recv_ns\"";
    private static final int MOST_BYTES = 64 << 20;
    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        final String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        for (int i = 0; i < alphabet.length(); i++) {
            VALUES[alphabet.charAt(i)] = (byte) i;
        }
    }

    private final JsonCursor json = new JsonCursor();
    private final Path capture;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1 << 14]);
    private byte[] data;
    private int length;
    private long receiveTimeNs;
    private int addressStart;
    private int addressEnd;
    private int fileStart;
    private int fileEnd;
    private boolean text;

    /** Lines of a capture, beside which the files lie that they name. */
    StampedLine(final Path capture) {
        this.capture = capture;
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

    /** Where the address of an answer lies in the line. */
    int addressStart() {
        return addressStart;
    }

    int addressEnd() {
        return addressEnd;
    }

    /** Reads a line; the frame or body lies in {@link #buffer()} then. */
    JsonLine.Kind parse(final byte[] line, final int start, final int end) {
        data = line;
        length = -1;
        receiveTimeNs = -1;
        addressEnd = 0;
        fileEnd = 0;
        text = false;
        json.wrap(line, start, end);
        if (!json.take('{') || !members() || !json.atEnd() || receiveTimeNs < 0) {
            return JsonLine.Kind.UNREADABLE;
        }
        if (text) {
            return JsonLine.Kind.PASSED_OVER;
        }
        if (fileEnd > 0) {
            load(new String(line, fileStart, fileEnd - fileStart, StandardCharsets.UTF_8));
        }
        return length < 0 ? JsonLine.Kind.UNREADABLE : addressEnd > 0 ? JsonLine.Kind.ANSWER : JsonLine.Kind.FRAME;
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
            final int from = json.tokenStart();
            final int to = json.tokenEnd();
            if (type == JsonCursor.NUMBER && equal("recv_ns", key, keyEnd)) {
                receiveTimeNs = Digits.whole(data, from, to);
            } else if (type == JsonCursor.STRING && equal("b64", key, keyEnd)) {
                decode(from, to);
            } else if (type == JsonCursor.STRING && (equal("url", key, keyEnd) || equal("rest", key, keyEnd))) {
                addressStart = from;
                addressEnd = to;
            } else if (type == JsonCursor.STRING && equal("file", key, keyEnd)) {
                fileStart = from;
                fileEnd = to;
            } else if (type == JsonCursor.STRING && equal("text", key, keyEnd)) {
                text = true;
            }
        } while (json.takeNext('}'));
        return json.fault() == null;
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

    private byte[] room(final int size) {
        if (buffer.capacity() < size + Digits.PADDING) {
            buffer.wrap(new byte[2 * size + Digits.PADDING]);
        }
        return buffer.byteArray();
    }

    /** Base 64 of RFC 4648, with its padding; anything else leaves the line unreadable. */
    private void decode(final int from, final int to) {
        if ((to - from) % 4 != 0) {
            return;
        }
        final byte[] out = room((to - from) / 4 * 3);
        int end = to;
        while (end > from && to - end < 2 && data[end - 1] == '=') {
            end--;
        }
        int bits = 0;
        int count = 0;
        int at = 0;
        for (int i = from; i < end; i++) {
            final int value = VALUES[data[i] & 0xFF];
            if (value < 0) {
                return;
            }
            bits = bits << 6 | value;
            count += 6;
            if (count >= 8) {
                count -= 8;
                out[at++] = (byte) (bits >>> count);
            }
        }
        length = at;
    }

    private void load(final String name) {
        if (name.indexOf('/') >= 0 || name.indexOf('\\') >= 0 || name.startsWith("..")) {
            throw new CaptureException(capture + ": the answer '" + name + "' does not lie beside the capture", null);
        }
        final Path plain = capture.resolveSibling(name);
        final Path file = Files.isRegularFile(plain) ? plain : capture.resolveSibling(name + ".gz");
        try (InputStream raw = Files.newInputStream(file);
            InputStream in = file.toString().endsWith(".gz") ? new GZIPInputStream(raw) : raw) {
            final byte[] body = in.readNBytes(MOST_BYTES);
            System.arraycopy(body, 0, room(body.length), 0, body.length);
            length = body.length;
        } catch (final IOException e) {
            throw new CaptureException(
                capture + ": the answer in " + file + " cannot be read; put that file beside the capture", e);
        }
    }
}
