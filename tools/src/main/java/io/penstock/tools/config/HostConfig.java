package io.penstock.tools.config;

import java.util.List;

/**
 * The host around the fold: changes how fast, never what comes out. Immutable; any thread.
 *
 * @param inboundSlots  of the inbound ring, a power of two
 * @param outboundSlots of the outbound ring, a power of two
 * @param waitStrategy  how a stage waits for work
 * @param journalStage  which thread appends to the input log
 * @param pin           pin stages to cores
 * @param pinCores      cores in order of the pipeline; empty = any free ones
 * @param tickerMs      silence after which TimeAdvanced is published
 */
public record HostConfig(
    int inboundSlots, int outboundSlots, Wait waitStrategy, JournalStage journalStage, boolean pin,
    List<Integer> pinCores, long tickerMs) {
    /** How a stage waits for work. */
    public enum Wait {
        /** Blocking below 4 cores, yielding from 4. */
        AUTO,
        /** Sleeps in the kernel; least CPU. */
        BLOCKING,
        /** Spins and yields. */
        YIELDING,
        /** Spins, yields, then parks. */
        SLEEPING,
        /** Spins; needs a core of its own. */
        BUSYSPIN
    }

    /** Which thread appends to the input log. */
    public enum JournalStage {
        /** The engine's own thread below 4 cores. */
        AUTO,
        /** A thread of its own. */
        OWN_THREAD,
        /** The engine's thread. */
        ENGINE_THREAD
    }

    /** Copies the list. */
    public HostConfig {
        pinCores = List.copyOf(pinCores);
    }
}
