package io.penstock.tools.capture;

import io.penstock.gateways.common.EventScratch;

/** Values of one series, each when it is published. One thread. */
final class SeriesFeed implements TimedFeed {
    private final SeriesSource source;
    private final int seriesId;
    private final int first;
    private int next;

    /** Leaves out what was published before a moment. */
    SeriesFeed(final SeriesSource source, final int seriesId, final long fromNs) {
        this.source = source;
        this.seriesId = seriesId;
        while (ready() && timeNs() < fromNs) {
            next++;
        }
        this.first = next;
    }

    @Override
    public boolean ready() {
        return next < source.file().size();
    }

    @Override
    public long timeNs() {
        return source.publishedNs(next);
    }

    @Override
    public void put(final EventScratch scratch) {
        scratch.seriesReading(
            seriesId, source.name(), source.file().value(next), source.file().periodStartNs(next), timeNs());
        next++;
    }

    /** Index of the first value that is not left out. */
    int first() {
        return first;
    }

    /** Index of the first value that did not flow yet. */
    int next() {
        return next;
    }

    @Override
    public void close() {
        // the values are in memory
    }
}
