package io.penstock.gateways.emulator.capture;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** The lines of some files in a row, plain or gzip, read as they are needed. One thread. */
final class LineFile implements AutoCloseable {
    private final List<Path> files;
    private int next;
    private BufferedReader reader;

    LineFile(final List<Path> files) {
        this.files = files;
    }

    /** The next line that is not empty; null at the end. */
    String line() {
        try {
            for (;;) {
                if (reader == null) {
                    if (next == files.size()) {
                        return null;
                    }
                    reader = open(files.get(next++));
                }
                final String line = reader.readLine();
                if (line == null) {
                    close();
                } else if (!line.isEmpty()) {
                    return line;
                }
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(
                files.get(Math.max(0, next - 1)) + " cannot be read; a capture, plain or gzip, is needed", e);
        }
    }

    private static BufferedReader open(final Path file) throws IOException {
        final PushbackInputStream in = new PushbackInputStream(Files.newInputStream(file), 2);
        final byte[] magic = new byte[2];
        final int count = in.readNBytes(magic, 0, 2);
        in.unread(magic, 0, count);
        final InputStream plain =
            count == 2 && magic[0] == 0x1F && magic[1] == (byte) 0x8B ? new GZIPInputStream(in, 1 << 16) : in;
        return new BufferedReader(new InputStreamReader(plain, StandardCharsets.ISO_8859_1), 1 << 16);
    }

    @Override
    public void close() {
        try {
            if (reader != null) {
                reader.close();
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            reader = null;
        }
    }
}
