package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/** An indicator that is a function of the last n values of one number per bar: of the close, unless it says another. */
abstract class WindowIndicator extends Indicator {
    final RollingMoments window;

    WindowIndicator(final int length, final int outputs) {
        super(length, outputs);
        window = new RollingMoments(length);
    }

    /** The number of a bar. */
    double sample(final BarSample bar) {
        return bar.close;
    }

    @Override
    final void update(final BarSample bar) {
        window.push(sample(bar));
    }

    @Override
    final void writeParts(final StateWriter out) {
        window.writeTo(out);
    }

    @Override
    final void readParts(final StateReader in) {
        window.readFrom(in);
    }
}
