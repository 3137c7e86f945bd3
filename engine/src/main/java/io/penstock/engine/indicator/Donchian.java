package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Donchian channel (R. Donchian): the highest high and the lowest low of n bars, and their middle.
 */
final class Donchian extends Indicator {
    private final RollingExtreme highs;
    private final RollingExtreme lows;

    Donchian(final int length) {
        super(length, 3);
        highs = new RollingExtreme(length, 1);
        lows = new RollingExtreme(length, -1);
    }

    @Override
    void update(final BarSample bar) {
        highs.push(bar.high);
        lows.push(bar.low);
    }

    @Override
    double output(final int index) {
        return switch (index) {
            case 0 -> (highs.value() + lows.value()) / 2;
            case 1 -> highs.value();
            default -> lows.value();
        };
    }

    @Override
    void writeParts(final StateWriter out) {
        highs.writeTo(out);
        lows.writeTo(out);
    }

    @Override
    void readParts(final StateReader in) {
        highs.readFrom(in);
        lows.readFrom(in);
    }
}
