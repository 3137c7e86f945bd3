package io.penstock.tools.host;

import java.io.PrintStream;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import net.openhft.affinity.AffinityLock;

/**
 * Makes threads that pin themselves to a core when they start, and says so when a pin could not be had. Any thread.
 */
public final class PinnedThreads implements ThreadFactory {
    private static final int ANY_CORE = -1;

    private final List<Integer> cores;
    private final PrintStream words;
    private final AtomicInteger made = new AtomicInteger();

    /**
     * A factory.
     *
     * @param cores in order of the threads made; empty or too short = any free core
     * @param words hears of pins that could not be had
     */
    public PinnedThreads(final List<Integer> cores, final PrintStream words) {
        this.cores = List.copyOf(cores);
        this.words = words;
    }

    @Override
    public Thread newThread(final Runnable work) {
        final int index = made.getAndIncrement();
        final Thread thread = new Thread(() -> runPinned(work, index), "penstock");
        thread.setDaemon(true);
        return thread;
    }

    private void runPinned(final Runnable work, final int index) {
        final int core = index < cores.size() ? cores.get(index) : ANY_CORE;
        final AffinityLock lock = pin(core);
        try {
            if (lock == null || !lock.isBound()) {
                words.println("pin: " + Thread.currentThread().getName() + " could not be pinned to "
                    + (core == ANY_CORE ? "a free core" : "core " + core)
                    + " and runs unpinned; free a core (isolcpus, fewer pinned threads) or set host.pin = false");
            }
            work.run();
        } finally {
            if (lock != null) {
                lock.release();
            }
        }
    }

    private static AffinityLock pin(final int core) {
        try {
            return core == ANY_CORE ? AffinityLock.acquireLock() : AffinityLock.acquireLock(core);
        } catch (final RuntimeException | LinkageError e) {
            // no native library for this system, or no such core: the word is said by the caller
            return null;
        }
    }
}
