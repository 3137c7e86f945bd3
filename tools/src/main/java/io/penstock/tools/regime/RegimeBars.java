package io.penstock.tools.regime;

import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.indicator.BarSample;
import java.nio.file.Path;

/** Finished bars of one market, from wherever they come. One thread. */
interface RegimeBars {
    /** Takes the bars, the earliest first. */
    @FunctionalInterface
    interface Taker {
        /**
         * One finished bar.
         *
         * @param bar   valid during the call
         * @param endNs when it ended, exchange time
         */
        void bar(BarSample bar, long endNs);
    }

    /**
     * Reads from the beginning to the end, each time it is called.
     *
     * @param timeframe of the bars
     * @param taker     takes them
     */
    void read(BarSpec timeframe, Taker taker);

    /** Where they come from, for people. */
    String where();

    /** Whether they are read from a file, as it lies on the disk. */
    boolean from(Path file);
}
