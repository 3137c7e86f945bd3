package io.penstock.engine.analysis;

import io.penstock.api.Regime;
import io.penstock.api.RegimeView;
import io.penstock.engine.regime.Overlays;

/** The regime where none is told; what outside series say of all markets holds all the same. Engine thread only. */
final class NoRegime implements RegimeView {
    private final Overlays overlays;

    NoRegime(final Overlays overlays) {
        this.overlays = overlays;
    }

    @Override
    public Regime regime() {
        return Regime.UNKNOWN;
    }

    @Override
    public double confidence() {
        return Double.NaN;
    }

    @Override
    public long sinceNs() {
        return 0;
    }

    @Override
    public int overlays() {
        return overlays.bits();
    }

    @Override
    public double probability(final Regime regime) {
        return Double.NaN;
    }

    @Override
    public boolean ready() {
        return false;
    }
}
