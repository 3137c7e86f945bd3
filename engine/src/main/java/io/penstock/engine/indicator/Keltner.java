package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Keltner channel in the form of L. Raschke: the exponential average of closes, and so many average true ranges above
 * and below.
 */
final class Keltner extends Indicator {
    private final SmoothedMean closes;
    private final TrueRange range = new TrueRange();
    private final SmoothedMean ranges;
    private final double width;

    Keltner(final int length, final int rangeLength, final double width) {
        super(Math.max(length, rangeLength), 3);
        closes = SmoothedMean.exponential(length);
        ranges = SmoothedMean.wilder(rangeLength);
        this.width = width;
    }

    @Override
    void update(final BarSample bar) {
        closes.push(bar.close);
        ranges.push(range.next(bar));
    }

    @Override
    double output(final int index) {
        return switch (index) {
            case 0 -> closes.value();
            case 1 -> closes.value() + width * ranges.value();
            default -> closes.value() - width * ranges.value();
        };
    }

    @Override
    void writeParts(final StateWriter out) {
        closes.writeTo(out);
        range.writeTo(out);
        ranges.writeTo(out);
    }

    @Override
    void readParts(final StateReader in) {
        closes.readFrom(in);
        range.readFrom(in);
        ranges.readFrom(in);
    }
}
