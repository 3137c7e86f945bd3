package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The files of one log on disk. Stateless; allocates; never creates anything.
 */
final class LogFiles {
    /** Ending of the files that hold records. */
    static final String SUFFIX = ".cq4";
    /** Chronicle's metadata beside them. */
    static final String METADATA = "metadata.cq4t";
    /** Held by the one appender. */
    static final String LOCK = "journal.lock";
    /** The hash chain of an output log. */
    static final String CHAIN = "chain.sha256";

    private static final int HEAD_LENGTH = 64;
    private static final byte[] STORE = "SCQStore".getBytes(StandardCharsets.US_ASCII);
    private static final int PROBE_BLOCK = 256 << 10;
    private static final int PROBE_PAGE = 4096;
    private static final int PROBE_LENGTH = 64;

    private LogFiles() {
    }

    /** Files that hold records, in order; their names are dates, so the order of names is the order of time. */
    static List<Path> list(final Path directory) {
        final List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*" + SUFFIX)) {
            for (final Path file : found) {
                files.add(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list the journal " + directory, e);
        }
        files.sort(null);
        return files;
    }

    /** Refuses, with what is there instead, when a directory is no log. */
    static void requireLog(final Path directory) {
        if (!Files.exists(directory)) {
            throw notALog("no journal at " + directory + ": there is no such directory");
        }
        if (!Files.isDirectory(directory)) {
            throw notALog("no journal at " + directory + ": it is a file, a journal is a directory");
        }
        final List<Path> files = list(directory);
        if (files.isEmpty() && !Files.exists(directory.resolve(METADATA))) {
            throw notALog("no journal at " + directory + ": the directory "
                + (isEmpty(directory) ? "is empty" : "holds no journal files (*" + SUFFIX + ")"));
        }
        for (final Path file : files) {
            requireStore(file);
        }
    }

    private static boolean isEmpty(final Path directory) {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(directory)) {
            return !found.iterator().hasNext();
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot list the journal " + directory, e);
        }
    }

    /** A file whose header is not complete is one whose writer was killed while making it; it holds nothing. */
    private static void requireStore(final Path file) {
        final byte[] head = new byte[HEAD_LENGTH];
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            channel.read(ByteBuffer.wrap(head), 0);
        } catch (final IOException e) {
            throw new LogFaultException(Kind.NOT_A_LOG, -1, "cannot read the journal file " + file + ": "
                + e.getMessage(), e);
        }
        if (ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt() > 0 && !contains(head, STORE)) {
            throw notALog(file + " is not a journal file: it does not begin with the header of a Chronicle queue");
        }
    }

    private static boolean contains(final byte[] bytes, final byte[] wanted) {
        for (int i = 0; i <= bytes.length - wanted.length; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return true;
            }
        }
        return false;
    }

    /** About where the data of a file ends: files are sparse, so their size says little. For progress bars only. */
    static long estimateUsed(final Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            final long size = channel.size();
            final ByteBuffer probe = ByteBuffer.allocate(PROBE_LENGTH);
            long low = 0;
            long high = (size + PROBE_BLOCK - 1) / PROBE_BLOCK;
            while (low < high) {
                final long middle = (low + high) >>> 1;
                if (isUsed(channel, middle * PROBE_BLOCK, probe)) {
                    low = middle + 1;
                } else {
                    high = middle;
                }
            }
            return Math.min(size, low * PROBE_BLOCK);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the journal file " + file, e);
        }
    }

    private static boolean isUsed(final FileChannel channel, final long start, final ByteBuffer probe)
        throws IOException {
        for (int page = 0; page < PROBE_BLOCK; page += PROBE_PAGE) {
            probe.clear();
            final int count = channel.read(probe, start + page);
            for (int i = 0; i < count; i++) {
                if (probe.get(i) != 0) {
                    return true;
                }
            }
        }
        return false;
    }

    static LogFaultException notALog(final String message) {
        return new LogFaultException(Kind.NOT_A_LOG, -1, message, null);
    }
}
