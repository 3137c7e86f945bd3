package io.penstock.tools.live;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;
import org.agrona.DirectBuffer;

/**
 * The frames of one venue as import reads them, a new file every hour and whenever one grows too large. Text venues:
 * {@code <recv ns> <frame>}, books as {@code <url> -> <recv ns>: <body>}. Binary venues: JSON lines with
 * {@code recv_ns} and {@code b64}, or {@code text}, or {@code url} and {@code b64}. Any thread; allocates and writes.
 */
final class RawFile implements AutoCloseable {
    /** A file is at most so long before compression. */
    static final long MOST_BYTES = 1L << 30;
    private static final long HOUR_NS = 3_600_000_000_000L;
    private static final long FLUSH_NS = 1_000_000_000L;
    private static final int BUFFER = 64 << 10;
    private static final DateTimeFormatter NAME =
        DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Path directory;
    private final String name;
    private final boolean jsonLines;
    private final long mostBytes;
    private OutputStream out;
    private byte[] bytes = new byte[BUFFER];
    private long written;
    private long hour;
    private long flushedNs;
    private long kept;
    private int number;

    RawFile(final Path directory, final String name, final boolean jsonLines, final long mostBytes) {
        this.directory = directory;
        this.name = name;
        this.jsonLines = jsonLines;
        this.mostBytes = mostBytes;
    }

    /** A text frame. */
    synchronized void text(final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        take(buffer, offset, length);
        if (jsonLines) {
            final String text = new String(bytes, 0, length, StandardCharsets.UTF_8)
                .replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n").replace("\r", "\\r");
            line("{\"recv_ns\": " + nowNs + ", \"text\": \"" + text + "\"}", 0, nowNs);
        } else {
            line(nowNs + " ", length, nowNs);
        }
    }

    /** A binary frame. */
    synchronized void binary(final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        take(buffer, offset, length);
        line("{\"recv_ns\": " + nowNs + ", \"b64\": \"" + base64(length) + "\"}", 0, nowNs);
    }

    /** A book over HTTP. */
    synchronized void answer(
        final String url, final DirectBuffer buffer, final int offset, final int length, final long nowNs) {
        take(buffer, offset, length);
        if (jsonLines) {
            line("{\"recv_ns\": " + nowNs + ", \"url\": \"" + url + "\", \"b64\": \"" + base64(length) + "\"}", 0,
                nowNs);
        } else {
            line(url + " -> " + nowNs + ": ", length, nowNs);
        }
    }

    private void take(final DirectBuffer buffer, final int offset, final int length) {
        if (bytes.length < length) {
            bytes = new byte[2 * length];
        }
        buffer.getBytes(offset, bytes, 0, length);
        if (!jsonLines) {
            for (int i = 0; i < length; i++) {
                // JSON means the same with a blank, and a line must stay one
                bytes[i] = bytes[i] == '\n' || bytes[i] == '\r' ? (byte) ' ' : bytes[i];
            }
        }
    }

    private String base64(final int length) {
        return Base64.getEncoder().encodeToString(Arrays.copyOf(bytes, length));
    }

    private void line(final String head, final int length, final long nowNs) {
        try {
            roll(nowNs);
            final byte[] first = head.getBytes(StandardCharsets.UTF_8);
            out.write(first);
            out.write(bytes, 0, length);
            out.write('\n');
            written += first.length + length + 1;
            kept++;
            if (nowNs - flushedNs >= FLUSH_NS) {
                // what a killed process leaves can be read up to here
                flushedNs = nowNs;
                out.flush();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("a frame of " + name + " cannot be kept in " + directory, e);
        }
    }

    private void roll(final long nowNs) throws IOException {
        if (out != null && nowNs / HOUR_NS == hour && written < mostBytes) {
            return;
        }
        close();
        hour = nowNs / HOUR_NS;
        written = 0;
        final Path file = directory.resolve(name + "-" + NAME.format(Instant.ofEpochSecond(nowNs / 1_000_000_000L))
            + "-" + number++ + (jsonLines ? ".jsonl.gz" : ".gz"));
        out = new BufferedOutputStream(new GZIPOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), BUFFER, true),
            BUFFER);
    }

    synchronized long kept() {
        return kept;
    }

    @Override
    public synchronized void close() {
        if (out != null) {
            try {
                out.close();
            } catch (final IOException e) {
                throw new UncheckedIOException("the frames of " + name + " cannot be closed in " + directory, e);
            }
            out = null;
        }
    }
}
