package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Average directional index (J. W. Wilder, 1978): Wilder's mean of how one-sided the directional movement was, 0 to
 * 100, and the two directional indicators.
 */
final class Adx extends Indicator {
    private final TrueRange range = new TrueRange();
    private final SmoothedMean ranges;
    private final SmoothedMean ups;
    private final SmoothedMean downs;
    private final SmoothedMean index;
    private double high;
    private double low;

    Adx(final int length) {
        super(2 * length, 3);
        ranges = SmoothedMean.wilder(length);
        ups = SmoothedMean.wilder(length);
        downs = SmoothedMean.wilder(length);
        index = SmoothedMean.wilder(length);
    }

    @Override
    void update(final BarSample bar) {
        final double reach = range.next(bar);
        if (seen() > 0) {
            final double up = bar.high - high;
            final double down = low - bar.low;
            ranges.push(reach);
            ups.push(up > down && up > 0 ? up : 0);
            downs.push(down > up && down > 0 ? down : 0);
            if (ranges.full()) {
                final double both = ups.value() + downs.value();
                index.push(both == 0 ? 0 : 100 * Math.abs(ups.value() - downs.value()) / both);
            }
        }
        high = bar.high;
        low = bar.low;
    }

    @Override
    double output(final int which) {
        return switch (which) {
            case 0 -> index.value();
            case 1 -> share(ups);
            default -> share(downs);
        };
    }

    private double share(final SmoothedMean movement) {
        return ranges.value() == 0 ? 0 : 100 * movement.value() / ranges.value();
    }

    @Override
    void writeParts(final StateWriter out) {
        range.writeTo(out);
        ranges.writeTo(out);
        ups.writeTo(out);
        downs.writeTo(out);
        index.writeTo(out);
        out.putDouble(high);
        out.putDouble(low);
    }

    @Override
    void readParts(final StateReader in) {
        range.readFrom(in);
        ranges.readFrom(in);
        ups.readFrom(in);
        downs.readFrom(in);
        index.readFrom(in);
        high = in.getDouble();
        low = in.getDouble();
    }
}
