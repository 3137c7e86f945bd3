package io.penstock.tools.live;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C and SIGTERM as a word to the main thread: the process stays until what was begun is ended and told, then
 * leaves with its exit code. Main thread, and the runtime's shutdown thread.
 */
final class StopSignal implements AutoCloseable {
    private static final long MOST_SECONDS = 30;

    private final CountDownLatch asked = new CountDownLatch(1);
    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::onShutdown, "penstock-stop");
    private volatile int exitCode;

    /** Hears signals from now on. */
    StopSignal() {
        Runtime.getRuntime().addShutdownHook(hook);
    }

    private void onShutdown() {
        asked.countDown();
        try {
            if (ended.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                // a process that ends by a signal has an exit code of its own; ours says how the work ended
                Runtime.getRuntime().halt(exitCode);
            }
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits for a signal, at most so long. */
    boolean await(final long timeoutNs) {
        try {
            return asked.await(Math.max(0, timeoutNs), TimeUnit.NANOSECONDS);
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    /** Everything is ended and told. */
    int end(final int code) {
        System.out.flush();
        System.err.flush();
        exitCode = code;
        ended.countDown();
        return code;
    }

    /** Hears signals no more; a command that fails on the way leaves as if it had ended so. */
    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (final IllegalStateException e) {
            // the hook runs: the process is ending already
            return;
        }
    }
}
