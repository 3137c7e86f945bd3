package io.penstock.tools.regime;

import io.penstock.api.Regime;
import io.penstock.engine.config.RegimeConfig;
import io.penstock.engine.regime.Overlays;
import io.penstock.engine.regime.RegimeDetector;

/**
 * The regime at the end of each bar, from the detector that a run has: each label was known when its bar ended, and
 * stays the same whatever bars come after. One thread.
 */
final class RegimeLabels {
    /** Takes the labels, the earliest first. */
    @FunctionalInterface
    interface Taker {
        /**
         * One label.
         *
         * @param endNs    when its bar ended
         * @param close    of the bar
         * @param detector what it knew then; valid during the call
         */
        void label(long endNs, double close, RegimeDetector detector);
    }

    private final RegimeConfig config;

    /**
     * Labels as a run with this configuration would give them.
     *
     * @param config of the regime
     */
    RegimeLabels(final RegimeConfig config) {
        this.config = config;
    }

    /**
     * Labels bars.
     *
     * @param bars   all of them, for those before the range warm up
     * @param fromNs bars that end after this are told
     * @param toNs   and not after this
     * @param taker  takes them
     * @return how many were told, those of {@link Regime#UNKNOWN} too
     */
    long run(final RegimeBars bars, final long fromNs, final long toNs, final Taker taker) {
        final RegimeDetector detector = new RegimeDetector(config, new Overlays(config.overlays()));
        final long[] told = {0};
        bars.read(config.timeframe(), (bar, endNs) -> {
            if (endNs <= toNs) {
                detector.onBar(bar, endNs);
                if (endNs > fromNs) {
                    told[0]++;
                    taker.label(endNs, bar.close(), detector);
                }
            }
        });
        return told[0];
    }
}
