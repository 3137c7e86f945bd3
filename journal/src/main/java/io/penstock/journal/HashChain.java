package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes the hash chain of an output log into a file beside it, one entry per block. An entry goes out before the
 * first record of the next block, so an append that fails has left no trace, and on close.
 *
 * <p>One thread; does not allocate per record.
 */
final class HashChain implements AutoCloseable {
    private static final int SCRATCH = 8 << 10;

    private final Path path;
    private final RandomAccessFile file;
    private final MessageDigest digest = sha256();
    private final CRC32C crc = new CRC32C();
    private final byte[] scratch = new byte[SCRATCH];
    private final UnsafeBuffer entry = new UnsafeBuffer(new byte[ChainEntry.LENGTH]);
    private final byte[] hash = new byte[ChainEntry.HASH_LENGTH];
    private long firstSequence;
    private long nextSequence;
    private int blockBytes;

    /** Continues behind some entries; what the file holds after them is cut off. */
    HashChain(final Path path, final List<ChainEntry> kept) {
        this.path = path;
        try {
            file = new RandomAccessFile(path.toFile(), "rw");
            file.setLength((long) kept.size() * ChainEntry.LENGTH);
            file.seek(file.length());
        } catch (final IOException e) {
            throw noSpace(e);
        }
        if (!kept.isEmpty()) {
            final ChainEntry last = kept.get(kept.size() - 1);
            firstSequence = last.nextSequence();
            nextSequence = firstSequence;
            System.arraycopy(last.hash(), 0, hash, 0, ChainEntry.HASH_LENGTH);
        }
        digest.update(hash, 0, ChainEntry.HASH_LENGTH);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /** Sequence of the next record to hash. */
    long nextSequence() {
        return nextSequence;
    }

    /** Writes the entry of a full block, when there is one. Call before a record is appended. */
    void flushFull() {
        if (blockBytes >= ChainEntry.BLOCK_BYTES) {
            flush();
        }
    }

    /** Hashes a record that is in the log now. */
    void add(final DirectBuffer buffer, final int offset, final int length) {
        update(digest, buffer, offset, length, scratch);
        blockBytes += length;
        nextSequence++;
    }

    /** Feeds bytes of any buffer to a digest by way of a scratch array. */
    static void update(
        final MessageDigest digest, final DirectBuffer buffer, final int offset, final int length,
        final byte[] scratch) {
        int done = 0;
        while (done < length) {
            final int part = Math.min(scratch.length, length - done);
            buffer.getBytes(offset + done, scratch, 0, part);
            digest.update(scratch, 0, part);
            done += part;
        }
    }

    private void flush() {
        try {
            digest.digest(hash, 0, ChainEntry.HASH_LENGTH);
            ChainEntry.put(entry, crc, firstSequence, nextSequence, blockBytes, hash);
            file.write(entry.byteArray(), 0, ChainEntry.LENGTH);
        } catch (final IOException e) {
            throw noSpace(e);
        } catch (final DigestException e) {
            throw new IllegalStateException("SHA-256 does not fit into 32 bytes", e);
        }
        digest.update(hash, 0, ChainEntry.HASH_LENGTH);
        firstSequence = nextSequence;
        blockBytes = 0;
    }

    private LogFaultException noSpace(final IOException cause) {
        return new LogFaultException(Kind.NO_SPACE, nextSequence, "cannot write the hash chain " + path + ": "
            + cause.getMessage(), cause);
    }

    /** Writes the entry of the block begun, when it has records. */
    @Override
    public void close() {
        try {
            if (blockBytes > 0) {
                flush();
            }
        } finally {
            try {
                file.close();
            } catch (final IOException e) {
                throw noSpace(e);
            }
        }
    }
}
