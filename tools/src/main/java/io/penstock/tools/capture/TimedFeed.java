package io.penstock.tools.capture;

import io.penstock.gateways.common.EventScratch;

/** Events in order of time, on their way into a journal. One thread. */
interface TimedFeed extends AutoCloseable {
    /** Whether there is one more. */
    boolean ready();

    /** When the next one could be known; nanoseconds since 1970. */
    long timeNs();

    /** Puts the next one down and moves on. */
    void put(EventScratch scratch);

    @Override
    void close();
}
