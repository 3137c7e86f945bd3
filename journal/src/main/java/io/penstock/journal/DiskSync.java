package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries out the sync policy. The appender calls it per record; with TIMER a daemon thread of its own forces, so the
 * appender never waits for the device. Does not allocate per record.
 */
final class DiskSync implements AutoCloseable {
    private final SyncPolicy policy;
    private final Object files = new Object();
    private RandomAccessFile current;
    private volatile boolean dirty;
    private volatile boolean closed;
    private volatile IOException failure;
    private Thread timer;

    DiskSync(final SyncPolicy policy) {
        this.policy = policy;
    }

    /** Begins with another file; the one before is forced whole first. */
    void open(final File file) {
        if (policy.mode() == SyncPolicy.Mode.NONE) {
            return;
        }
        try {
            synchronized (files) {
                if (current != null) {
                    current.getFD().sync();
                    current.close();
                }
                current = new RandomAccessFile(file, "rw");
            }
            try (FileChannel directory = FileChannel.open(file.getParentFile().toPath(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (final IOException e) {
            throw failed(e);
        }
        if (policy.mode() == SyncPolicy.Mode.TIMER && timer == null) {
            timer = new Thread(this::runTimer, "journal-sync");
            timer.setDaemon(true);
            timer.start();
        }
    }

    /** A record was appended. */
    void onAppend() {
        if (policy.mode() == SyncPolicy.Mode.EACH) {
            try {
                current.getFD().sync();
            } catch (final IOException e) {
                throw failed(e);
            }
        } else if (policy.mode() == SyncPolicy.Mode.TIMER) {
            if (failure != null) {
                throw failed(failure);
            }
            dirty = true;
        }
    }

    private void runTimer() {
        final long intervalNs = policy.intervalMs() * 1_000_000L;
        while (!closed) {
            LockSupport.parkNanos(intervalNs);
            if (dirty) {
                dirty = false;
                synchronized (files) {
                    try {
                        if (!closed) {
                            current.getFD().sync();
                        }
                    } catch (final IOException e) {
                        failure = e;
                    }
                }
            }
        }
    }

    private static LogFaultException failed(final IOException cause) {
        return new LogFaultException(Kind.NO_SPACE, -1, "the journal could not be forced to its device: "
            + cause.getMessage() + "; records since the last force may not survive a loss of power", cause);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(timer);
        synchronized (files) {
            if (current != null) {
                try (RandomAccessFile file = current) {
                    file.getFD().sync();
                } catch (final IOException e) {
                    throw failed(e);
                }
                current = null;
            }
        }
    }
}
