package io.penstock.tools.host;

import java.util.concurrent.locks.LockSupport;

/**
 * A daemon thread that looks after something again and again, with pauses, until it is told to end. What it runs asks
 * {@link #ending} and pauses by {@link #pause}; all other methods are for whoever owns it. Pausing does not allocate.
 */
public final class LookingThread implements AutoCloseable {
    private final Thread thread;
    private volatile boolean ending;

    /**
     * A thread that is started by {@link #start}.
     *
     * @param name of the thread
     * @param run  returns soon when {@link #ending} says so; may return before
     */
    public LookingThread(final String name, final Runnable run) {
        thread = new Thread(run, name);
        thread.setDaemon(true);
    }

    /** Starts it. */
    public void start() {
        thread.start();
    }

    /**
     * Whether it was told to end.
     *
     * @return true from then on
     */
    public boolean ending() {
        return ending;
    }

    /**
     * Lets time pass; shorter when the thread is told to end, or now and then for no reason. By this thread only.
     *
     * @param pauseNs nanoseconds
     */
    public void pause(final long pauseNs) {
        LockSupport.parkNanos(this, pauseNs);
    }

    /** Tells it to end and waits until it has; nothing of it runs after the return. */
    @Override
    public void close() {
        ending = true;
        LockSupport.unpark(thread);
        try {
            thread.join();
        } catch (final InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
