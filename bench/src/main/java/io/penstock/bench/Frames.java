package io.penstock.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The frames of a recorded session in one array, as they came off the wire, with their receive times.
 *
 * <p>Made once, then only read; any thread. Sixty-four bytes behind the last frame are readable, as in a socket buffer.
 */
public final class Frames {
    /** What a frame is. */
    public enum Kind {
        /** A diff of the book. */
        DEPTH,
        /** Best bid and offer. */
        BOOK_TICKER,
        /** A trade of the market. */
        TRADE,
        /** The book over HTTP. */
        SNAPSHOT,
        /** Anything else. */
        OTHER
    }

    private static final int PADDING = 64;
    private static final int HEAD = 96;

    private final byte[] data;
    private final UnsafeBuffer buffer;
    private final int[] offsets;
    private final int[] lengths;
    private final long[] receiveNs;
    private final Kind[] kinds;
    private int count;

    Frames(final int capacity, final byte[] data) {
        this.data = data;
        buffer = new UnsafeBuffer(data);
        offsets = new int[capacity];
        lengths = new int[capacity];
        receiveNs = new long[capacity];
        kinds = new Kind[capacity];
    }

    /**
     * Reads captures whose lines are {@code <receive time in ns> <frame>}.
     *
     * @param files    gzip, in the order in which they continue each other
     * @param mostBytes about how much to read of each
     * @return their frames
     */
    public static Frames read(final List<Path> files, final int mostBytes) {
        final ByteArrayOutputStream whole = new ByteArrayOutputStream(1 << 20);
        int lines = 0;
        for (final Path file : files) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file), 1 << 16)) {
                whole.writeBytes(wholeLines(in.readNBytes(mostBytes)));
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot read capture " + file, e);
            }
        }
        final int length = whole.size();
        final byte[] data = Arrays.copyOf(whole.toByteArray(), length + PADDING);
        for (int i = 0; i < length; i++) {
            lines += data[i] == '\n' ? 1 : 0;
        }
        final Frames frames = new Frames(lines + 1, data);
        int start = 0;
        while (start < length) {
            int end = start;
            while (end < length && data[end] != '\n') {
                end++;
            }
            frames.line(start, end);
            start = end + 1;
        }
        return frames;
    }

    private static byte[] wholeLines(final byte[] text) {
        int end = text.length;
        while (end > 0 && text[end - 1] != '\n') {
            end--;
        }
        return Arrays.copyOf(text, end);
    }

    private void line(final int start, final int end) {
        long stamp = 0;
        int at = start;
        while (at < end && data[at] != ' ') {
            stamp = stamp * 10 + data[at++] - '0';
        }
        if (at + 1 < end) {
            add(at + 1, end - at - 1, stamp);
        }
    }

    void add(final int offset, final int length, final long stampNs) {
        offsets[count] = offset;
        lengths[count] = length;
        receiveNs[count] = stampNs;
        kinds[count] = kind(new String(data, offset, Math.min(HEAD, length), StandardCharsets.ISO_8859_1));
        count++;
    }

    private static Kind kind(final String head) {
        if (head.startsWith("{\"lastUpdateId\"")) {
            return Kind.SNAPSHOT;
        }
        if (head.contains("@depth")) {
            return Kind.DEPTH;
        }
        if (head.contains("@bookTicker")) {
            return Kind.BOOK_TICKER;
        }
        return head.contains("@trade") || head.contains("@aggTrade") ? Kind.TRADE : Kind.OTHER;
    }

    /**
     * How many frames there are.
     *
     * @return 0 or more
     */
    public int count() {
        return count;
    }

    /**
     * The bytes of all frames.
     *
     * @return not a copy
     */
    public byte[] data() {
        return data;
    }

    /**
     * The same bytes.
     *
     * @return a view
     */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * First byte of a frame.
     *
     * @param frame from 0
     * @return index into the data
     */
    public int offset(final int frame) {
        return offsets[frame];
    }

    /**
     * Bytes of a frame.
     *
     * @param frame from 0
     * @return how many
     */
    public int length(final int frame) {
        return lengths[frame];
    }

    /**
     * When a frame was received.
     *
     * @param frame from 0
     * @return nanoseconds since 1970
     */
    public long receiveNs(final int frame) {
        return receiveNs[frame];
    }

    /**
     * What a frame is.
     *
     * @param frame from 0
     * @return the kind
     */
    public Kind kind(final int frame) {
        return kinds[frame];
    }

    /**
     * Frames of one kind.
     *
     * @param wanted the kind
     * @return how many
     */
    public int count(final Kind wanted) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            found += kinds[i] == wanted ? 1 : 0;
        }
        return found;
    }
}
