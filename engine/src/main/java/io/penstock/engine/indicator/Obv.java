package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/**
 * On-balance volume (J. Granville, 1963): the volume of bars that closed higher less that of bars that closed lower,
 * since the first.
 */
final class Obv extends Indicator {
    private double close;
    private double balance;

    Obv() {
        super(1, 1);
    }

    @Override
    void update(final BarSample bar) {
        if (seen() > 0) {
            balance += bar.close > close ? bar.volume : bar.close < close ? -bar.volume : 0;
        }
        close = bar.close;
    }

    @Override
    double output(final int index) {
        return balance;
    }

    @Override
    void writeParts(final StateWriter out) {
        out.putDouble(close);
        out.putDouble(balance);
    }

    @Override
    void readParts(final StateReader in) {
        close = in.getDouble();
        balance = in.getDouble();
    }
}
