package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Moving average convergence divergence (G. Appel): the faster exponential average of closes less the slower one, an
 * exponential average of that as signal, and their difference.
 */
final class Macd extends Indicator {
    private final SmoothedMean fast;
    private final SmoothedMean slow;
    private final SmoothedMean signal;

    Macd(final int fastLength, final int slowLength, final int signalLength) {
        super(slowLength + signalLength - 1, 3);
        fast = SmoothedMean.exponential(fastLength);
        slow = SmoothedMean.exponential(slowLength);
        signal = SmoothedMean.exponential(signalLength);
    }

    @Override
    void update(final BarSample bar) {
        fast.push(bar.close);
        slow.push(bar.close);
        if (slow.full()) {
            signal.push(fast.value() - slow.value());
        }
    }

    @Override
    double output(final int index) {
        final double line = fast.value() - slow.value();
        return switch (index) {
            case 0 -> line;
            case 1 -> signal.value();
            default -> line - signal.value();
        };
    }

    @Override
    void writeParts(final StateWriter out) {
        fast.writeTo(out);
        slow.writeTo(out);
        signal.writeTo(out);
    }

    @Override
    void readParts(final StateReader in) {
        fast.readFrom(in);
        slow.readFrom(in);
        signal.readFrom(in);
    }
}
