package io.penstock.engine.host;

import java.util.concurrent.ThreadFactory;

/**
 * How a {@link RingHost} is laid out.
 *
 * @param inboundSlots  a power of two
 * @param outboundSlots a power of two
 * @param waitStrategy  name, see {@link WaitStrategies}
 * @param oneThread     journal and fold on one thread: the default below 4 cores
 * @param threads       makes the threads, pinned or not; they are asked for by the names journal, engine and output
 * @param measure       whether the latency from publish to decision is recorded
 */
public record RingSettings(
    int inboundSlots, int outboundSlots, String waitStrategy, boolean oneThread, ThreadFactory threads,
    boolean measure) {
    private static final int CORES_FOR_TWO_THREADS = 4;

    /**
     * What suits this machine.
     *
     * @return 8,192 slots each, automatic waiting, one thread below 4 cores, plain daemon threads
     */
    public static RingSettings defaults() {
        return new RingSettings(
            8_192, 8_192, "auto", Runtime.getRuntime().availableProcessors() < CORES_FOR_TWO_THREADS,
            RingSettings::plainThread, true);
    }

    private static Thread plainThread(final Runnable work) {
        final Thread thread = new Thread(work, "penstock");
        thread.setDaemon(true);
        return thread;
    }
}
