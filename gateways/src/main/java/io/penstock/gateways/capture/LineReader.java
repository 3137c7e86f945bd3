package io.penstock.gateways.capture;

import io.penstock.gateways.common.Digits;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/**
 * Lines of a text file, plain or gzip (told by its first two bytes), in one reused array with padding behind. One
 * thread; allocates only when a line is longer than every one before it.
 */
final class LineReader implements AutoCloseable {
    private static final int CHUNK = 1 << 16;
    private static final int LONGEST_LINE = 32 << 20;

    private final Path file;
    private final CountingStream counter;
    private final InputStream in;
    private byte[] data = new byte[4 * CHUNK];
    private int filled;
    private int scanned;
    private int lineStart;
    private int lineEnd;
    private int nextLine;
    private boolean exhausted;
    private long lineNumber;

    LineReader(final Path file) {
        this.file = file;
        if (!Files.isRegularFile(file)) {
            throw new CaptureException(Files.exists(file)
                ? file + " is not a file; name a capture file, plain or gzip"
                : file + " does not exist; name an existing capture file", null);
        }
        try {
            counter = new CountingStream(Files.newInputStream(file));
            final BufferedInputStream buffered = new BufferedInputStream(counter, CHUNK);
            buffered.mark(2);
            final int first = buffered.read();
            final int second = buffered.read();
            buffered.reset();
            in = first == 0x1F && second == 0x8B ? new GZIPInputStream(buffered, CHUNK) : buffered;
        } catch (final IOException e) {
            throw new CaptureException(file + " cannot be read (" + e.getMessage()
                + "); a plain text or gzip file is needed", e);
        }
    }

    /** Moves to the next line that is not empty. */
    boolean next() {
        do {
            if (!nextAny()) {
                return false;
            }
        } while (lineEnd == lineStart);
        return true;
    }

    private boolean nextAny() {
        lineStart = nextLine;
        scanned = lineStart;
        for (;;) {
            while (scanned < filled) {
                if (data[scanned] == '\n') {
                    nextLine = scanned + 1;
                    return line(scanned);
                }
                scanned++;
            }
            if (exhausted || !fill()) {
                nextLine = filled;
                return filled > lineStart && line(filled);
            }
        }
    }

    private boolean line(final int end) {
        lineNumber++;
        lineEnd = end > lineStart && data[end - 1] == '\r' ? end - 1 : end;
        return true;
    }

    private boolean fill() {
        if (data.length - Digits.PADDING - filled < CHUNK) {
            if (lineStart > 0) {
                System.arraycopy(data, lineStart, data, 0, filled - lineStart);
                filled -= lineStart;
                scanned -= lineStart;
                nextLine = 0;
                lineStart = 0;
            }
            if (data.length - Digits.PADDING - filled < CHUNK) {
                if (data.length > LONGEST_LINE) {
                    throw new CaptureException(file + ":" + (lineNumber + 1) + ": a line of more than "
                        + (LONGEST_LINE >> 20) + " MiB; this is not a capture", null);
                }
                data = Arrays.copyOf(data, 2 * data.length);
            }
        }
        try {
            final int count = in.read(data, filled, CHUNK);
            exhausted = count < 0;
            filled += Math.max(count, 0);
            return !exhausted;
        } catch (final ZipException | EOFException e) {
            throw new CaptureException(file + ":" + (lineNumber + 1) + ": the gzip data is damaged or cut off ("
                + e.getMessage() + "); fetch the file again or repack what is readable", e);
        } catch (final IOException e) {
            throw new CaptureException(
                file + ":" + (lineNumber + 1) + ": cannot be read (" + e.getMessage() + ")", e);
        }
    }

    byte[] data() {
        return data;
    }

    int lineStart() {
        return lineStart;
    }

    int lineEnd() {
        return lineEnd;
    }

    long lineNumber() {
        return lineNumber;
    }

    long bytesRead() {
        return counter.count;
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (final IOException e) {
            throw new CaptureException(file + " cannot be closed (" + e.getMessage() + ")", e);
        }
    }

    /** Counts what was taken from the disk, for progress. */
    private static final class CountingStream extends InputStream {
        private final InputStream from;
        private long count;

        CountingStream(final InputStream from) {
            this.from = from;
        }

        @Override
        public int read() throws IOException {
            final int c = from.read();
            count += c < 0 ? 0 : 1;
            return c;
        }

        @Override
        public int read(final byte[] bytes, final int offset, final int length) throws IOException {
            final int size = from.read(bytes, offset, length);
            count += Math.max(size, 0);
            return size;
        }

        @Override
        public void close() throws IOException {
            from.close();
        }
    }
}
