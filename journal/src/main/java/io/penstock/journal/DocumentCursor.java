package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import io.penstock.engine.port.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.agrona.IoUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Walks the documents of a log's files in place, through read-only mappings: no Chronicle code, so no second of class
 * loading and no index to trust. A Chronicle file is a row of documents, each a 4-byte header and its bytes, the next
 * one 4-byte aligned. The header is 0 until the document is complete; bit 30 marks Chronicle's own documents, both
 * high bits alone the end of a file.
 *
 * <p>One thread. Allocates when a file or window is opened, never per document.
 */
final class DocumentCursor implements AutoCloseable {
    private static final int HEADER = 4;
    private static final int META = 0x4000_0000;
    private static final int LENGTH_MASK = 0x3FFF_FFFF;
    private static final int END_OF_FILE = 0xC000_0000;
    private static final long WINDOW = 1L << 30;
    private static final long PAGE_MASK = 4095;

    private final Path directory;
    private final UnsafeBuffer window = new UnsafeBuffer(0, 0);
    private List<Path> files;
    private int fileIndex = -1;
    private FileChannel channel;
    private MappedByteBuffer mapping;
    private long windowStart;
    private int windowLength;
    private int at;
    private int offset;
    private int length;
    private long finishedBytes;

    DocumentCursor(final Path directory) {
        this.directory = directory;
        files = LogFiles.list(directory);
    }

    /**
     * Finds the next data document, without passing it.
     *
     * @param expected sequence, for messages
     * @return false at the end of what is written now
     */
    boolean next(final long expected) {
        for (;;) {
            if (at + HEADER > windowLength && !remap(HEADER)) {
                if ((fileIndex < 0 || laterFileExists()) && openFile(fileIndex + 1)) {
                    continue;
                }
                return false;
            }
            final int header = window.getIntVolatile(at);
            if (header > 0 && (header & META) == 0) {
                if (header > windowLength - HEADER - at && !remap(HEADER + header)) {
                    throw damaged(expected, "it is cut off: " + header + " bytes begin at offset "
                        + (position() + HEADER) + ", the file ends before");
                }
                offset = at + HEADER;
                length = header;
                return true;
            }
            if (header > 0) {
                skipMetadata(header & LENGTH_MASK, expected);
            } else if (header == END_OF_FILE) {
                if (!openFile(fileIndex + 1)) {
                    return false;
                }
            } else if (header != 0) {
                if ((header & LENGTH_MASK) != 0) {
                    throw damaged(expected, "its document header is " + Layout.hex(header));
                }
                return false;
            } else if (!continuesAfterZero(expected)) {
                return false;
            }
        }
    }

    private void skipMetadata(final int metaLength, final long expected) {
        if (metaLength > windowLength - HEADER - at && !remap(HEADER + metaLength)) {
            throw damaged(expected, "a document of " + metaLength + " bytes runs past the end of the file");
        }
        if (metaLength >= Records.HEADER_LENGTH
            && window.getInt(at + HEADER + Records.LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN) == metaLength) {
            throw damaged(expected, "its document header marks it as metadata");
        }
        at = aligned(at + HEADER + metaLength);
    }

    /**
     * A header of 0 is the end, unless a document that looks whole stands behind it and the file goes on after that
     * one: the appender publishes in order, so then the header was damaged.
     */
    private boolean continuesAfterZero(final long expected) {
        final int lengthAt = at + HEADER + Records.LENGTH_OFFSET;
        if (lengthAt + 4 <= windowLength) {
            final int stated = window.getInt(lengthAt, ByteOrder.LITTLE_ENDIAN);
            if (stated >= Records.HEADER_LENGTH && stated <= Layout.MAX_RECORD_LENGTH) {
                final int following = aligned(at + HEADER + stated);
                if (following + HEADER <= windowLength && window.getIntVolatile(following) != 0) {
                    if (window.getIntVolatile(at) == 0) {
                        throw damaged(expected, "its document header is 0 and the file goes on after it");
                    }
                    return true;
                }
            }
        }
        return window.getIntVolatile(at) != 0 || laterFileExists() && openFile(fileIndex + 1);
    }

    /** Only looks at the directory when that may have changed what is known: the list is kept. */
    private boolean laterFileExists() {
        return fileIndex + 1 < files.size();
    }

    /** Passes the document that {@link #next} found. */
    void consume() {
        at = aligned(offset + length);
    }

    /** The window that holds the document found. */
    UnsafeBuffer buffer() {
        return window;
    }

    /** Where its bytes begin in the window. */
    int offset() {
        return offset;
    }

    /** How many they are. */
    int length() {
        return length;
    }

    /** Offset in its file of the document's first byte, its 4-byte header left out. */
    long fileOffset() {
        return windowStart + offset;
    }

    /** Offset in the current file of the next 4-byte header. */
    long position() {
        return windowStart + at;
    }

    /** Whether the current file ended with the mark that another one follows. */
    boolean atEndMark() {
        return at + HEADER <= windowLength && window.getIntVolatile(at) == END_OF_FILE;
    }

    /** The current file. */
    Path file() {
        return fileIndex < 0 ? directory : files.get(fileIndex);
    }

    int fileIndex() {
        return fileIndex;
    }

    /** Bytes of the files passed, for progress. */
    long bytesDone() {
        return finishedBytes + position();
    }

    /** Files known; a live log may get more. */
    List<Path> files() {
        return files;
    }

    /** Goes to the first header of a file. */
    boolean openFile(final int index) {
        if (index >= files.size()) {
            files = LogFiles.list(directory);
            if (index >= files.size()) {
                return false;
            }
        }
        if (index > fileIndex && fileIndex >= 0) {
            finishedBytes += position();
        } else {
            finishedBytes = 0;
        }
        release();
        fileIndex = index;
        windowStart = 0;
        at = 0;
        try {
            channel = FileChannel.open(files.get(index), StandardOpenOption.READ);
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot read the journal file " + files.get(index), e);
        }
        return true;
    }

    /** Goes to a header of the current file or another. */
    void moveTo(final int index, final long position) {
        if (index != fileIndex) {
            if (index < 0) {
                rewind();
                return;
            }
            openFile(index);
        }
        if (position < windowStart || position > windowStart + windowLength) {
            unmap();
            windowStart = position & ~PAGE_MASK;
        }
        at = (int) (position - windowStart);
    }

    /** Goes before the first file. */
    void rewind() {
        release();
        fileIndex = -1;
        windowStart = 0;
        at = 0;
        finishedBytes = 0;
    }

    /** Maps so that the window reaches as many bytes past the position; false when the file does not. */
    private boolean remap(final int needed) {
        if (channel == null) {
            return false;
        }
        try {
            final long position = position();
            final long size = channel.size();
            if (position + needed > size || needed > WINDOW - PAGE_MASK) {
                return false;
            }
            unmap();
            windowStart = position & ~PAGE_MASK;
            at = (int) (position - windowStart);
            mapping = channel.map(FileChannel.MapMode.READ_ONLY, windowStart, Math.min(WINDOW, size - windowStart));
            windowLength = mapping.capacity();
            window.wrap(mapping);
            return true;
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot map the journal file " + file(), e);
        }
    }

    private void unmap() {
        window.wrap(0, 0);
        windowLength = 0;
        IoUtil.unmap(mapping);
        mapping = null;
    }

    private void release() {
        unmap();
        if (channel != null) {
            try {
                channel.close();
            } catch (final IOException e) {
                throw new UncheckedIOException("cannot close the journal file " + file(), e);
            }
            channel = null;
        }
    }

    LogFaultException damaged(final long sequence, final String reason) {
        return new LogFaultException(Kind.DAMAGED, sequence, "record " + sequence + " is damaged: " + reason + " ("
            + place(position() + HEADER) + ")", null);
    }

    String place(final long fileOffset) {
        return "file " + file() + ", offset " + fileOffset;
    }

    private static int aligned(final int position) {
        return position + 3 & ~3;
    }

    @Override
    public void close() {
        release();
        fileIndex = -1;
    }
}
