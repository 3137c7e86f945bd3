package io.penstock.tools.snapshot;

import io.penstock.engine.event.SnapshotDecoder;
import io.penstock.engine.state.StateBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One snapshot on disk: a head, then the bytes that the fold wrote of itself. It appears whole or not at all: written
 * beside its place, forced to disk, then moved there. Any thread; allocates.
 */
public final class SnapshotFile {
    private final Path path;
    private final SnapshotHead head;
    private final long stateHash;
    private final long stateLength;
    private final int stateCrc32c;

    private SnapshotFile(final Path path, final SnapshotDecoder event) {
        this.path = path;
        head = SnapshotHead.of(event);
        stateHash = event.stateHash();
        stateLength = event.stateLength();
        stateCrc32c = (int) event.stateCrc32c();
    }

    /**
     * Where it lies.
     *
     * @return a file
     */
    public Path path() {
        return path;
    }

    /**
     * What it says of itself.
     *
     * @return read with care
     */
    public SnapshotHead head() {
        return head;
    }

    /**
     * Hash of the state in it.
     *
     * @return as the fold gave it
     */
    public long stateHash() {
        return stateHash;
    }

    /**
     * Bytes of the state.
     *
     * @return 0 or more
     */
    public long stateLength() {
        return stateLength;
    }

    /** Writes one; the state is the fold's, whole. */
    static void write(final Path path, final SnapshotHead head, final StateBuffer state, final long stateHash)
        throws IOException {
        final CRC32C crc = new CRC32C();
        crc.update(state.bytes(), 0, state.length());
        final UnsafeBuffer first = head.encode(stateHash, state.length(), crc.getValue());
        final Path beside = path.resolveSibling(path.getFileName() + ".part");
        try (FileChannel channel = FileChannel.open(beside, StandardOpenOption.CREATE, StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
            writeAll(channel, ByteBuffer.wrap(first.byteArray()));
            writeAll(channel, ByteBuffer.wrap(state.bytes(), 0, state.length()));
            channel.force(true);
        }
        try {
            Files.move(beside, path, StandardCopyOption.ATOMIC_MOVE);
        } catch (final AtomicMoveNotSupportedException e) {
            Files.move(beside, path, StandardCopyOption.REPLACE_EXISTING);
        }
        try (FileChannel directory = FileChannel.open(path.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            directory.force(true);
        } catch (final IOException notHere) {
            // some file systems do not let a directory be opened; a lost snapshot only costs a longer replay
            return;
        }
    }

    private static void writeAll(final FileChannel channel, final ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Reads the head; {@code null} when it is not one, or of a newer build. */
    static SnapshotFile look(final Path path) throws IOException {
        final byte[] bytes = new byte[SnapshotHead.LENGTH];
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            if (!readAll(channel, bytes)) {
                return null;
            }
        }
        final SnapshotDecoder event = SnapshotHead.decoder(new UnsafeBuffer(bytes));
        return event == null ? null : new SnapshotFile(path, event);
    }

    private static boolean readAll(final FileChannel channel, final byte[] into) throws IOException {
        final ByteBuffer bytes = ByteBuffer.wrap(into);
        while (bytes.hasRemaining()) {
            if (channel.read(bytes) < 0) {
                return false;
            }
        }
        return true;
    }

    /** Reads the state; {@code null} when it is not what was written. */
    StateBuffer state() throws IOException {
        if (stateLength < 0 || stateLength > Integer.MAX_VALUE - 8
            || Files.size(path) != SnapshotHead.LENGTH + stateLength) {
            return null;
        }
        final byte[] bytes = new byte[(int) stateLength];
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.position(SnapshotHead.LENGTH);
            if (!readAll(channel, bytes)) {
                return null;
            }
        }
        final CRC32C crc = new CRC32C();
        crc.update(bytes, 0, bytes.length);
        if ((int) crc.getValue() != stateCrc32c) {
            return null;
        }
        final StateBuffer state = new StateBuffer();
        state.load(bytes, bytes.length);
        return state;
    }
}
