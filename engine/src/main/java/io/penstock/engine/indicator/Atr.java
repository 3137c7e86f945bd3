package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Average true range: Wilder's mean of n true ranges (J. W. Wilder, 1978).
 */
final class Atr extends Indicator {
    private final TrueRange range = new TrueRange();
    private final SmoothedMean ranges;

    Atr(final int length) {
        super(length, 1);
        ranges = SmoothedMean.wilder(length);
    }

    @Override
    void update(final BarSample bar) {
        ranges.push(range.next(bar));
    }

    @Override
    double output(final int index) {
        return ranges.value();
    }

    @Override
    void writeParts(final StateWriter out) {
        range.writeTo(out);
        ranges.writeTo(out);
    }

    @Override
    void readParts(final StateReader in) {
        range.readFrom(in);
        ranges.readFrom(in);
    }
}
