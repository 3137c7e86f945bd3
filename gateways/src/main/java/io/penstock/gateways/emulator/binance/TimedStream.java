package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.dialect.StreamClock;
import io.penstock.gateways.emulator.dialect.Topic;

/** A stream that is published on a grid of time, as long as anybody hears it. One thread. */
final class TimedStream implements StreamClock.Task {
    /** Publishes. */
    interface Publication {
        void publish(long nowNs);
    }

    private final StreamClock clock;
    private final Topic topic;
    private final long periodNs;
    private final long phaseNs;
    private final Publication publication;
    private final Runnable stopped;
    private boolean running;

    TimedStream(final StreamClock clock, final Topic topic, final long periodNs, final long phaseNs,
        final Publication publication, final Runnable stopped) {
        this.clock = clock;
        this.topic = topic;
        this.periodNs = periodNs;
        this.phaseNs = phaseNs;
        this.publication = publication;
        this.stopped = stopped;
    }

    /** Begins, false when it runs already. */
    boolean start(final long nowNs) {
        if (running) {
            return false;
        }
        running = true;
        clock.at(StreamClock.next(nowNs, periodNs, phaseNs), this);
        return true;
    }

    @Override
    public void run(final long dueNs) {
        if (topic.wanted()) {
            publication.publish(dueNs);
            clock.at(dueNs + periodNs, this);
        } else {
            running = false;
            stopped.run();
        }
    }
}
