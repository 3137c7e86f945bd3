package io.penstock.engine.analysis;

import io.penstock.api.Regime;
import io.penstock.api.RegimeView;

/** The regime where none is told. Immutable; any thread. */
final class NoRegime implements RegimeView {
    static final RegimeView INSTANCE = new NoRegime();

    private NoRegime() {
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
        return 0;
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
