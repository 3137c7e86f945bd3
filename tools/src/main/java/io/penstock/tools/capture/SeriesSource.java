package io.penstock.tools.capture;

import io.penstock.tools.candles.SeriesFile;

/**
 * An outside series and when its values come out. Immutable; any thread.
 *
 * @param name  of the series, at most 32 ASCII characters
 * @param file  its values
 * @param lagNs from the end of a period to the publication of its value
 */
record SeriesSource(String name, SeriesFile file, long lagNs) {
    long publishedNs(final int index) {
        return Math.addExact(file.periodEndNs(index), lagNs);
    }
}
