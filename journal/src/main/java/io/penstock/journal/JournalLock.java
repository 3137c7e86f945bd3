package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;

/**
 * Keeps a second appender away from a log. The operating system frees the lock when its process ends, however it
 * ends; the file stays and names its last holder. Any thread; allocates.
 */
final class JournalLock implements AutoCloseable {
    /** Locks of this process: closing a second channel to a locked file would free the first one's lock. */
    private static final Set<Path> HELD = new HashSet<>();

    private final Path key;
    private final FileChannel channel;
    private final FileLock lock;

    private JournalLock(final Path key, final FileChannel channel, final FileLock lock) {
        this.key = key;
        this.channel = channel;
        this.lock = lock;
    }

    static JournalLock take(final Path directory) throws IOException {
        final Path file = directory.resolve(LogFiles.LOCK);
        final Path key = directory.toRealPath();
        synchronized (HELD) {
            if (!HELD.add(key)) {
                throw locked(directory, "this process", null);
            }
        }
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            final FileLock lock = channel.tryLock();
            if (lock == null) {
                throw locked(directory, "process " + Files.readString(file).trim(), null);
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new JournalLock(key, channel, lock);
        } catch (final IOException | RuntimeException e) {
            forget(key);
            if (channel != null) {
                channel.close();
            }
            throw e;
        }
    }

    private static LogFaultException locked(final Path directory, final String holder, final Throwable cause) {
        return new LogFaultException(Kind.LOCKED, -1, "the journal " + directory + " is being written by " + holder
            + ": a log has one appender; stop that one, or write to another directory", cause);
    }

    private static void forget(final Path key) {
        synchronized (HELD) {
            HELD.remove(key);
        }
    }

    @Override
    public void close() throws IOException {
        if (!channel.isOpen()) {
            return;
        }
        try (channel) {
            lock.release();
        } finally {
            forget(key);
        }
    }
}
