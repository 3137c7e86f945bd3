package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * Relative strength index: 100 G / (G + L) of Wilder's means of gains and losses from close to close (J. W. Wilder, New
 * Concepts in Technical Trading Systems, 1978). 50 where nothing moved.
 */
final class Rsi extends Indicator {
    private final SmoothedMean gains;
    private final SmoothedMean losses;
    private double close;

    Rsi(final int length) {
        super(length + 1, 1);
        gains = SmoothedMean.wilder(length);
        losses = SmoothedMean.wilder(length);
    }

    @Override
    void update(final BarSample bar) {
        if (seen() > 0) {
            gains.push(Math.max(0, bar.close - close));
            losses.push(Math.max(0, close - bar.close));
        }
        close = bar.close;
    }

    @Override
    double output(final int index) {
        final double both = gains.value() + losses.value();
        return both == 0 ? 50 : 100 * gains.value() / both;
    }

    @Override
    void writeParts(final StateWriter out) {
        gains.writeTo(out);
        losses.writeTo(out);
        out.putDouble(close);
    }

    @Override
    void readParts(final StateReader in) {
        gains.readFrom(in);
        losses.readFrom(in);
        close = in.getDouble();
    }
}
