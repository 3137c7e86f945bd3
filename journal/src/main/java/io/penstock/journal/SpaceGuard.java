package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import net.openhft.posix.PosixAPI;

/**
 * Sees to it that a record is begun only where the disk can take it: refuses below the floor of free space, and has
 * the file system set aside the bytes ahead of the writer. A mapped page without a disk block behind it would fail in
 * the middle of a copy, and compiled code may learn of that only after the record was published; an allocation fails
 * before it was begun.
 *
 * <p>One thread. Works once per {@link #STEP}; does not allocate unless it refuses or a new file begins.
 */
final class SpaceGuard implements AutoCloseable {
    /** Bytes set aside at once, and between two looks at the free space. */
    static final long STEP = 1 << 20;

    private static final int KEEP_SIZE = 1;
    private static final int NO_SPACE_ERROR = 28;
    private static final int READ_WRITE = 2;
    private static final int ZEROS = 64 << 10;

    private final File directory;
    private final long floorBytes;
    private final PosixAPI posix;
    private int descriptor = -1;
    private boolean canAllocate;
    private RandomAccessFile file;
    private byte[] zeros;
    private long reservedTo;
    private long freeBytes;

    SpaceGuard(final File directory, final long floorBytes) {
        this.directory = directory;
        this.floorBytes = floorBytes;
        posix = posixOrNull();
        freeBytes = directory.getUsableSpace();
    }

    private static PosixAPI posixOrNull() {
        try {
            return PosixAPI.posix();
        } catch (final RuntimeException | LinkageError e) {
            return null;
        }
    }

    /** Bytes up to here are set aside in the current file. */
    long reservedTo() {
        return reservedTo;
    }

    /** Free bytes at the last look. */
    long freeBytes() {
        return freeBytes;
    }

    private void requireFloor(final long sequence) {
        freeBytes = directory.getUsableSpace();
        if (freeBytes < floorBytes) {
            throw new LogFaultException(Kind.NO_SPACE, sequence, "record " + sequence + " was not stored: the file"
                + " system of the journal " + directory + " has " + freeBytes + " bytes free, at least " + floorBytes
                + " must stay free", null);
        }
    }

    /**
     * Begins with another file.
     *
     * @param current the file
     * @param from    first byte that is not known to have its blocks
     */
    void open(final File current, final long from) {
        close();
        reservedTo = from;
        try {
            file = new RandomAccessFile(current, "rw");
        } catch (final IOException e) {
            throw new LogFaultException(Kind.NO_SPACE, -1, "cannot open the journal file " + current + ": "
                + e.getMessage(), e);
        }
        if (posix != null) {
            descriptor = posix.open(current.getPath(), READ_WRITE, 0);
            canAllocate = descriptor >= 0;
        }
    }

    /**
     * Sets bytes aside, or refuses.
     *
     * @param end        of what is needed in the current file
     * @param unusedFrom everything from here on is still empty
     * @param sequence   of the record that needs them, for messages
     */
    void reserve(final long end, final long unusedFrom, final long sequence) {
        while (reservedTo < end) {
            requireFloor(sequence);
            if (canAllocate && posix.fallocate(descriptor, KEEP_SIZE, reservedTo, STEP) != 0) {
                if (posix.lastError() == NO_SPACE_ERROR) {
                    throw full(sequence);
                }
                canAllocate = false;
            }
            if (!canAllocate) {
                writeZeros(Math.max(reservedTo, unusedFrom), reservedTo + STEP, sequence);
            }
            reservedTo += STEP;
        }
    }

    /** For file systems that cannot set aside: an ordinary write does, or says that it cannot. */
    private void writeZeros(final long from, final long to, final long sequence) {
        if (zeros == null) {
            zeros = new byte[ZEROS];
        }
        try {
            for (long position = from; position < to; position += ZEROS) {
                file.seek(position);
                file.write(zeros, 0, (int) Math.min(ZEROS, to - position));
            }
        } catch (final IOException e) {
            throw full(sequence);
        }
    }

    private LogFaultException full(final long sequence) {
        freeBytes = directory.getUsableSpace();
        return new LogFaultException(Kind.NO_SPACE, sequence, "record " + sequence + " was not stored: the file system"
            + " of the journal " + directory + " is full; " + freeBytes + " bytes are free, at least "
            + Math.max(floorBytes, 2 * STEP) + " are needed", null);
    }

    @Override
    public void close() {
        if (descriptor >= 0) {
            posix.close(descriptor);
            descriptor = -1;
        }
        canAllocate = false;
        if (file != null) {
            try {
                file.close();
            } catch (final IOException e) {
                throw new LogFaultException(Kind.NO_SPACE, -1, "cannot close a file of the journal " + directory + ": "
                    + e.getMessage(), e);
            }
            file = null;
        }
    }
}
