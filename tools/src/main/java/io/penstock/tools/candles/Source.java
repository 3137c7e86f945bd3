package io.penstock.tools.candles;

import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.UserError;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * One stream of text: a file, plain or gzip, or an entry of a zip. Immutable; any thread.
 *
 * @param file  on the disk
 * @param entry in the zip, or {@code null}
 */
record Source(Path file, String entry) {
    private static final int CHUNK = 1 << 16;

    /** All streams of some files; a directory stands for what lies in it, in order of the names. */
    static List<Source> of(final List<Path> files) {
        final List<Source> sources = new ArrayList<>();
        for (final Path file : files) {
            if (Files.isDirectory(file)) {
                inside(file).forEach(x -> add(x, sources));
            } else {
                add(file, sources);
            }
        }
        if (sources.isEmpty()) {
            throw new UserError("there is no candle file", files.toString(),
                "a .csv, .json, .gz or .zip with candles, or a directory of them");
        }
        return sources;
    }

    private static List<Path> inside(final Path directory) {
        try (var found = Files.list(directory)) {
            return found.filter(Files::isRegularFile).filter(x -> isCandles(name(x))).sorted().toList();
        } catch (final IOException e) {
            throw unreadable(directory.toString(), e);
        }
    }

    private static boolean isCandles(final String name) {
        return name.endsWith(".csv") || name.endsWith(".json") || name.endsWith(".gz") || name.endsWith(".zip");
    }

    private static String name(final Path file) {
        return file.getFileName().toString().toLowerCase(Locale.ROOT);
    }

    private static void add(final Path file, final List<Source> sources) {
        if (!Files.isRegularFile(file)) {
            throw new UserError("there is no such file", file.toString(), "the path of a file that can be read");
        }
        if (!name(file).endsWith(".zip")) {
            sources.add(new Source(file, null));
            return;
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            zip.stream().filter(x -> !x.isDirectory()).map(ZipEntry::getName).sorted()
                .forEach(x -> sources.add(new Source(file, x)));
        } catch (final IOException e) {
            throw unreadable(file.toString(), e);
        }
    }

    InputStream open() {
        try {
            if (entry != null) {
                final ZipFile zip = new ZipFile(file.toFile());
                return new OwningStream(zip.getInputStream(zip.getEntry(entry)), zip);
            }
            final BufferedInputStream in = new BufferedInputStream(Files.newInputStream(file), CHUNK);
            in.mark(2);
            final boolean gzip = in.read() == 0x1F && in.read() == 0x8B;
            in.reset();
            return gzip ? new BufferedInputStream(new GZIPInputStream(in, CHUNK), CHUNK) : in;
        } catch (final IOException e) {
            throw unreadable(toString(), e);
        }
    }

    static UserError unreadable(final String where, final IOException e) {
        return new UserError("cannot be read: " + e.getMessage(), where,
            "plain text, gzip or zip; fetch the file again if it is damaged", ExitCodes.REFUSED,
            e);
    }

    @Override
    public String toString() {
        return entry == null ? file.toString() : file + "!" + entry;
    }

    /** A zip's entry that closes the zip with itself. */
    private static final class OwningStream extends BufferedInputStream {
        private final ZipFile owner;

        OwningStream(final InputStream in, final ZipFile owner) {
            super(in, CHUNK);
            this.owner = owner;
        }

        @Override
        public void close() throws IOException {
            super.close();
            owner.close();
        }
    }
}
