package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import io.penstock.engine.port.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What stands in a file behind its last complete document. A writer killed inside a document leaves the bytes copied
 * so far under a header of 0: never acknowledged, so not a record. Chronicle would write the next document over them,
 * and if that one is shorter, take what is left of the old bytes for a document header; so they are cleared first.
 * Good records behind a hole are another matter: then the log lost some in its middle.
 *
 * <p>Stateless; allocates; for recovery and checks, while nothing appends.
 */
final class Leftover {
    /** How far behind the end is looked; holes cost the kernel a page each, so not to the end of a sparse file. */
    private static final int REACH = 16 << 20;
    private static final int BUFFER = 256 << 10;

    private Leftover() {
    }

    /**
     * Looks at the end of a file.
     *
     * @param file     of the log, the last one
     * @param position where the next document header would be
     * @param expected sequence of the next record
     * @return one past the last byte that is not 0, counted from the position; 0 when the 16 MiB behind it are clean
     * @throws LogFaultException DAMAGED when a later record stands there
     */
    static long inspect(final Path file, final long position, final long expected) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            if (isClean(channel, position)) {
                return 0;
            }
            final long start = position & -4096L;
            final long size = channel.size() - start;
            if (size <= 0) {
                return 0;
            }
            if (size > 1L << 30) {
                throw damaged(file, position, expected, size + " bytes follow its place");
            }
            final MappedByteBuffer mapping = channel.map(FileChannel.MapMode.READ_ONLY, start, size);
            try {
                return inspect(new UnsafeBuffer(mapping), (int) (position - start), file, position, expected);
            } finally {
                IoUtil.unmap(mapping);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the journal file " + file, e);
        }
    }

    private static boolean isClean(final FileChannel channel, final long position) throws IOException {
        final ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
        for (long at = position; at < position + REACH; at += BUFFER) {
            buffer.clear();
            final int count = channel.read(buffer, at);
            if (count <= 0) {
                return true;
            }
            while (buffer.position() % Long.BYTES != 0) {
                buffer.put((byte) 0);
            }
            final int words = buffer.position() / Long.BYTES;
            for (int i = 0; i < words; i++) {
                if (buffer.getLong(i * Long.BYTES) != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    private static long inspect(
        final UnsafeBuffer window, final int from, final Path file, final long position, final long expected) {
        final int end = lastUsed(window, from);
        for (int at = from + Integer.BYTES; at + Records.HEADER_LENGTH <= end; at += Integer.BYTES) {
            final int length = Records.length(window, at);
            if (length >= Records.HEADER_LENGTH && length <= window.capacity() - at
                && Layout.schemaId(window, at) == Layout.SCHEMA_ID && Layout.isWhole(window, at, length)
                && Records.sequence(window, at) > expected) {
                throw damaged(file, position, expected, "its place is empty, but record "
                    + Records.sequence(window, at) + " stands at offset " + (position + at - from));
            }
        }
        if (end - from > Layout.MAX_RECORD_LENGTH + Integer.BYTES) {
            throw damaged(file, position, expected, (end - from) + " bytes follow its place that are no record");
        }
        return end - from;
    }

    /** One past the last byte that is not 0. */
    private static int lastUsed(final UnsafeBuffer window, final int from) {
        int end = window.capacity();
        while (end - Long.BYTES >= from && window.getLong(end - Long.BYTES, ByteOrder.LITTLE_ENDIAN) == 0) {
            end -= Long.BYTES;
        }
        while (end > from && window.getByte(end - 1) == 0) {
            end--;
        }
        return end;
    }

    private static LogFaultException damaged(
        final Path file, final long position, final long expected, final String reason) {
        return new LogFaultException(Kind.DAMAGED, expected, "record " + expected + " is damaged: " + reason
            + " (file " + file + ", offset " + (position + Integer.BYTES) + ")", null);
    }

    /** Overwrites with zeros. */
    static void clear(final Path file, final long position, final long count) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            final ByteBuffer zeros = ByteBuffer.allocate(BUFFER);
            for (long done = 0; done < count; done += zeros.limit()) {
                zeros.clear().limit((int) Math.min(BUFFER, count - done));
                channel.write(zeros, position + done);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot write the journal file " + file, e);
        }
    }
}
