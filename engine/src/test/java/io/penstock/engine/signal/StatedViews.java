package io.penstock.engine.signal;

import io.penstock.api.AnalysisView;
import io.penstock.api.ForecastView;
import io.penstock.api.Regime;
import io.penstock.api.RegimeView;
import io.penstock.api.SeriesView;
import io.penstock.api.Side;

/** Views of regime and forecast that say what a test told them, and count how often a forecast was pulled. */
final class StatedViews implements AnalysisView {
    Regime regime = Regime.BULL;
    int overlays;
    boolean ready = true;
    double probabilityUp = 0.5;
    double expectedMove;
    double deviation = 0.1;
    double targetFirst;
    double stopFirst;
    long ageNs;
    int pulled;
    /** Runs before anything is told, to follow the time. */
    Runnable before = () -> { };
    private long horizonNs;
    private double stop;
    private double target;

    private final RegimeView regimeView = new RegimeView() {
        @Override
        public Regime regime() {
            return regime;
        }

        @Override
        public double confidence() {
            return 1;
        }

        @Override
        public long sinceNs() {
            return 0;
        }

        @Override
        public int overlays() {
            return overlays;
        }

        @Override
        public double probability(final Regime of) {
            return of == regime ? 1 : 0;
        }

        @Override
        public boolean ready() {
            return regime != Regime.UNKNOWN;
        }
    };

    private final ForecastView forecastView = new ForecastView() {
        @Override
        public boolean ready() {
            return ready;
        }

        @Override
        public int level() {
            return 1;
        }

        @Override
        public long horizonNs() {
            return horizonNs;
        }

        @Override
        public long madeNs() {
            return 0;
        }

        @Override
        public long ageNs() {
            return ageNs;
        }

        @Override
        public double probabilityUp() {
            return probabilityUp;
        }

        @Override
        public double expectedMove() {
            return expectedMove;
        }

        @Override
        public double deviation() {
            return deviation;
        }

        @Override
        public double quantile(final double probability) {
            return 0;
        }

        @Override
        public double valueAtRisk(final Side side, final double confidence) {
            return 0;
        }

        @Override
        public double expectedShortfall(final Side side, final double confidence) {
            return 0;
        }

        @Override
        public double stop() {
            return stop;
        }

        @Override
        public double target() {
            return target;
        }

        @Override
        public double probabilityTargetFirst() {
            return targetFirst;
        }

        @Override
        public double probabilityStopFirst() {
            return stopFirst;
        }

        @Override
        public double probabilityNeither() {
            return 1 - targetFirst - stopFirst;
        }
    };

    @Override
    public int timeframes() {
        return 1;
    }

    @Override
    public SeriesView bars(final int timeframe) {
        return null;
    }

    @Override
    public double indicator(final int declared, final int output) {
        return Double.NaN;
    }

    @Override
    public boolean ready() {
        return true;
    }

    @Override
    public RegimeView regime() {
        before.run();
        return regimeView;
    }

    @Override
    public int sessions() {
        return 0;
    }

    @Override
    public ForecastView forecast(
        final Side side, final long newHorizonNs, final double newStop, final double newTarget) {
        before.run();
        pulled++;
        horizonNs = newHorizonNs;
        stop = newStop;
        target = newTarget;
        return forecastView;
    }
}
