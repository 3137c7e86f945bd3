package io.penstock.tools.capture;

import io.penstock.gateways.common.InstrumentDefinition;
import java.util.List;

/**
 * What is imported beside captures. Immutable; any thread.
 *
 * @param candles     in the order of the command line
 * @param series      likewise; the index is the seriesId
 * @param definitions given with {@code --instruments}; empty = made from the candles
 * @param historyNs   how long before the first market event a series begins
 */
record FeedPlan(
    List<CandleSource> candles, List<SeriesSource> series, List<InstrumentDefinition> definitions, long historyNs) {

    boolean isEmpty() {
        return candles.isEmpty() && series.isEmpty();
    }

    /** Bars and values in all. */
    long size() {
        long size = 0;
        for (final CandleSource source : candles) {
            size += source.file().bars();
        }
        for (final SeriesSource source : series) {
            size += source.file().size();
        }
        return size;
    }
}
