package io.penstock.gateways.capture;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Reads a capture, line by line, in one of three formats (and told apart line by line):
 *
 * <ul>
 *   <li>hftbacktest: {@code <receive stamp> <frame>}, depth answers among the frames;</li>
 *   <li>cryptofeed: {@code <receive stamp>: <frame>}, {@code <url> -> <stamp>: <body>}, {@code <url> <-> <stamp>} for
 *       an opened connection, {@code configuration: ...};</li>
 *   <li>JSON: {@code {"t":"recv","conn":"..","ts":<stamp>,"data":"<frame>"}} and others, see {@link JsonLine}.</li>
 *   <li>JSON: {@code {"recv_ns":<ns>,"b64":"<binary frame>"}} and others, see {@link StampedLine}.</li>
 * </ul>
 *
 * <p>A file whose first line is neither is refused; later lines that are neither are counted. One thread; allocates
 * nothing per line after warm-up.
 */
public final class CaptureReader implements AutoCloseable {
    /** What a line is. */
    public enum LineKind {
        /** A text frame of a socket. */
        FRAME,
        /** A binary frame of a socket. */
        BINARY,
        /** The body of an HTTP answer. */
        ANSWER,
        /** A connection was opened; no text. */
        CONNECTION
    }

    private static final long BAD_STAMP = -1;

    private final Path file;
    private final LineReader lines;
    private final JsonLine json;
    private final StampedLine stamped;
    private final UnsafeBuffer whole = new UnsafeBuffer(new byte[0]);
    private UnsafeBuffer buffer = whole;
    private StampUnit unit;
    private LineKind kind;
    private long receiveTimeNs;
    private int cursor;
    private int offset;
    private int length;
    private int urlStart;
    private int urlEnd;
    private long recognised;
    private long badLines;
    private long firstBadLine;

    /**
     * Opens a capture.
     *
     * @param file plain text or gzip
     * @throws CaptureException when it cannot be opened
     */
    public CaptureReader(final Path file) {
        this(file, "");
    }

    /**
     * Opens a capture of several connections.
     *
     * @param file    plain text or gzip
     * @param address part of the address of those connections that are wanted, where the format tells them apart
     * @throws CaptureException when it cannot be opened
     */
    public CaptureReader(final Path file, final String address) {
        this.file = file;
        this.json = new JsonLine(address);
        this.stamped = new StampedLine(file);
        this.lines = new LineReader(file);
    }

    /**
     * Moves to the next frame, answer or connection.
     *
     * @return false at the end
     * @throws CaptureException when the file is no capture or cannot be read
     */
    public boolean next() {
        while (lines.next()) {
            final int verdict = parse();
            if (verdict > 0) {
                recognised++;
                return true;
            }
            if (verdict < 0) {
                refuse();
            } else {
                recognised++;
            }
        }
        if (recognised == 0) {
            throw new CaptureException(file + ":1: there is no line in it; " + wanted(), null);
        }
        return false;
    }

    private void refuse() {
        if (recognised == 0) {
            final int size = Math.min(40, lines.lineEnd() - lines.lineStart());
            final String text = new String(lines.data(), lines.lineStart(), size, StandardCharsets.ISO_8859_1)
                .replaceAll("[^ -~]", "?");
            throw new CaptureException(
                file + ":" + lines.lineNumber() + ": not a capture: '" + text + "'; " + wanted(), null);
        }
        if (badLines++ == 0) {
            firstBadLine = lines.lineNumber();
        }
    }

    private static String wanted() {
        return "a line must be '<receive time> <frame>' as hftbacktest records, or '<receive time>: <frame>' or"
            + " '<url> -> <receive time>: <body>' as cryptofeed records, or a JSON object with t, conn, ts and data,"
            + " or with recv_ns and b64";
    }

    /** 1 for a line to hand out, 0 for one to pass over, -1 for one that cannot be read. */
    private int parse() {
        final byte[] data = lines.data();
        final int end = lines.lineEnd();
        cursor = lines.lineStart();
        final byte first = data[cursor];
        if (first >= '0' && first <= '9') {
            kind = LineKind.FRAME;
            return stamp(data, end) && (take(data, end, ' ') || take(data, end, ':') && skipSpace(data, end))
                ? text(data, end) : -1;
        }
        if (first == '{') {
            return starts(data, end, StampedLine.HEAD) ? stamped(data, end) : json(data, end);
        }
        if (starts(data, end, "configuration:")) {
            return 0;
        }
        if (starts(data, end, "http") || starts(data, end, "ws")) {
            urlStart = cursor;
            while (cursor < end && data[cursor] != ' ') {
                cursor++;
            }
            urlEnd = cursor;
            if (take(data, end, " <-> ") && stamp(data, end) && cursor == end) {
                kind = LineKind.CONNECTION;
                length = 0;
                return 1;
            }
            kind = LineKind.ANSWER;
            return take(data, end, " -> ") && stamp(data, end) && take(data, end, ':') && skipSpace(data, end)
                ? text(data, end) : -1;
        }
        return -1;
    }

    private int stamped(final byte[] data, final int end) {
        final JsonLine.Kind found = stamped.parse(data, cursor, end);
        if (found == JsonLine.Kind.UNREADABLE || found == JsonLine.Kind.PASSED_OVER) {
            return found == JsonLine.Kind.PASSED_OVER ? 0 : -1;
        }
        kind = found == JsonLine.Kind.FRAME ? LineKind.BINARY : LineKind.ANSWER;
        unit = StampUnit.NANOSECONDS;
        receiveTimeNs = stamped.receiveTimeNs();
        urlStart = stamped.addressStart();
        urlEnd = stamped.addressEnd();
        buffer = stamped.buffer();
        offset = 0;
        length = stamped.length();
        return 1;
    }

    private int json(final byte[] data, final int end) {
        final JsonLine.Kind found = json.parse(data, cursor, end);
        if (found == JsonLine.Kind.UNREADABLE || found == JsonLine.Kind.PASSED_OVER) {
            return found == JsonLine.Kind.PASSED_OVER ? 0 : -1;
        }
        kind = found == JsonLine.Kind.FRAME ? LineKind.FRAME
            : found == JsonLine.Kind.ANSWER ? LineKind.ANSWER : LineKind.CONNECTION;
        unit = StampUnit.SECONDS;
        receiveTimeNs = json.receiveTimeNs();
        urlStart = json.addressStart();
        urlEnd = json.addressEnd();
        buffer = json.buffer();
        offset = 0;
        length = Math.max(0, json.length());
        return 1;
    }

    private int text(final byte[] data, final int end) {
        buffer = whole;
        if (buffer.byteArray() != data) {
            buffer.wrap(data);
        }
        offset = cursor;
        length = end - cursor;
        return 1;
    }

    private boolean stamp(final byte[] data, final int end) {
        final long whole = digits(data, end, 19);
        if (whole <= 0) {
            return false;
        }
        final StampUnit found = StampUnit.of(whole);
        long nanos = whole * found.nanos();
        if (cursor < end && data[cursor] == '.') {
            cursor++;
            final int start = cursor;
            final long fraction = digits(data, end, 9);
            if (found != StampUnit.SECONDS || fraction == BAD_STAMP) {
                return false;
            }
            nanos += fraction * pow10(9 - Math.min(9, cursor - start));
            while (cursor < end && data[cursor] >= '0' && data[cursor] <= '9') {
                cursor++;
            }
        }
        if (unit == null) {
            unit = found;
        }
        receiveTimeNs = nanos;
        return unit == found;
    }

    private long digits(final byte[] data, final int end, final int most) {
        final int start = cursor;
        long value = 0;
        while (cursor < end && cursor - start < most && data[cursor] >= '0' && data[cursor] <= '9') {
            value = value * 10 + (data[cursor++] - '0');
        }
        return cursor > start ? value : BAD_STAMP;
    }

    private static long pow10(final int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    private boolean take(final byte[] data, final int end, final char wanted) {
        if (cursor < end && data[cursor] == wanted) {
            cursor++;
            return true;
        }
        return false;
    }

    private boolean take(final byte[] data, final int end, final String wanted) {
        if (!starts(data, end, wanted)) {
            return false;
        }
        cursor += wanted.length();
        return true;
    }

    private boolean skipSpace(final byte[] data, final int end) {
        take(data, end, ' ');
        return true;
    }

    private boolean starts(final byte[] data, final int end, final String wanted) {
        if (end - cursor < wanted.length()) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (data[cursor + i] != wanted.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    /**
     * What the line is.
     *
     * @return the kind
     */
    public LineKind kind() {
        return kind;
    }

    /**
     * When it was received.
     *
     * @return nanoseconds since 1970
     */
    public long receiveTimeNs() {
        return receiveTimeNs;
    }

    /**
     * Holds the frame or body until the next call of {@link #next()}.
     *
     * @return the bytes, with padding behind
     */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * First byte of the frame or body.
     *
     * @return index into the buffer
     */
    public int offset() {
        return offset;
    }

    /**
     * Bytes of the frame or body.
     *
     * @return how many
     */
    public int length() {
        return length;
    }

    /**
     * The address of an answer or connection. Allocates.
     *
     * @return as recorded
     */
    public String url() {
        return new String(lines.data(), urlStart, urlEnd - urlStart, StandardCharsets.ISO_8859_1);
    }

    /**
     * Where we are.
     *
     * @return line number, from 1
     */
    public long lineNumber() {
        return lines.lineNumber();
    }

    /**
     * Unit of the receive stamps.
     *
     * @return null before the first stamp
     */
    public StampUnit unit() {
        return unit;
    }

    /**
     * Lines that could not be read.
     *
     * @return how many
     */
    public long badLines() {
        return badLines;
    }

    /**
     * The first line that could not be read.
     *
     * @return its number, 0 = none
     */
    public long firstBadLine() {
        return firstBadLine;
    }

    /**
     * Bytes taken from the disk so far.
     *
     * @return how many
     */
    public long bytesRead() {
        return lines.bytesRead();
    }

    /**
     * The file.
     *
     * @return as given
     */
    public Path file() {
        return file;
    }

    @Override
    public void close() {
        lines.close();
    }
}
