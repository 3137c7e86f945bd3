package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One link of an output log's hash chain as it stands in the file beside the log: 64 bytes, little-endian: CRC32C of
 * the rest, bytes of the block, first sequence, next sequence, 8 bytes of 0, SHA-256. Immutable; any thread.
 *
 * @param firstSequence of the block
 * @param nextSequence  one past the block's last record
 * @param blockBytes    of its records
 * @param hash          SHA-256 over the hash before (32 zeros for the first) and the block's record bytes
 */
record ChainEntry(long firstSequence, long nextSequence, int blockBytes, byte[] hash) {
    /** Bytes of an entry. */
    static final int LENGTH = 64;
    /** Bytes of a hash. */
    static final int HASH_LENGTH = 32;
    /** A block ends with the record that makes it this long. */
    static final int BLOCK_BYTES = 64 << 10;

    private static final int FIRST_OFFSET = 8;
    private static final int NEXT_OFFSET = 16;
    private static final int HASH_OFFSET = 32;
    private static final ByteOrder LE = ByteOrder.LITTLE_ENDIAN;

    /** Writes an entry. */
    static void put(
        final UnsafeBuffer target, final CRC32C crc, final long firstSequence, final long nextSequence,
        final int blockBytes, final byte[] hash) {
        target.putInt(4, blockBytes, LE);
        target.putLong(FIRST_OFFSET, firstSequence, LE);
        target.putLong(NEXT_OFFSET, nextSequence, LE);
        target.putLong(NEXT_OFFSET + 8, 0);
        target.putBytes(HASH_OFFSET, hash, 0, HASH_LENGTH);
        crc.reset();
        crc.update(target.byteArray(), 4, LENGTH - 4);
        target.putInt(0, (int) crc.getValue(), LE);
    }

    /**
     * Reads the whole chain. A last entry that was not written to its end is left out: its block is hashed again.
     *
     * @param file of the chain
     * @return the entries in order
     */
    static List<ChainEntry> readAll(final Path file) {
        final byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the hash chain " + file, e);
        }
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final CRC32C crc = new CRC32C();
        final List<ChainEntry> entries = new ArrayList<>();
        long next = 0;
        for (int at = 0; at + LENGTH <= bytes.length; at += LENGTH) {
            crc.reset();
            crc.update(bytes, at + 4, LENGTH - 4);
            if ((int) crc.getValue() != buffer.getInt(at, LE)) {
                if (at + 2 * LENGTH > bytes.length) {
                    break;
                }
                throw broken(next, "entry " + at / LENGTH + " of the hash chain " + file + " is damaged: its CRC32C is "
                    + Layout.hex((int) crc.getValue()) + ", it says " + Layout.hex(buffer.getInt(at, LE)));
            }
            final ChainEntry entry = new ChainEntry(buffer.getLong(at + FIRST_OFFSET, LE),
                buffer.getLong(at + NEXT_OFFSET, LE), buffer.getInt(at + 4, LE),
                Arrays.copyOfRange(bytes, at + HASH_OFFSET, at + LENGTH));
            if (entry.firstSequence != next || entry.nextSequence <= next) {
                throw broken(next, "entry " + at / LENGTH + " of the hash chain " + file + " covers the records "
                    + entry.firstSequence + " to " + (entry.nextSequence - 1) + ", it should begin at " + next);
            }
            next = entry.nextSequence;
            entries.add(entry);
        }
        return entries;
    }

    static LogFaultException broken(final long sequence, final String message) {
        return new LogFaultException(Kind.BROKEN_CHAIN, sequence, message, null);
    }
}
