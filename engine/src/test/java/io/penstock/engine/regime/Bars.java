package io.penstock.engine.regime;

import io.penstock.engine.indicator.BarSample;
import java.util.SplittableRandom;

/** Bars made for a purpose: a walk whose drift and movement can be set. */
final class Bars {
    private final SplittableRandom random;
    private final BarSample bar = new BarSample();
    private double price = 100;

    Bars(final SplittableRandom random) {
        this.random = random;
    }

    /** The next bar: its return is the drift and a share of the movement, evenly spread around 0. */
    BarSample next(final double drift, final double movement) {
        final double open = price;
        price = open * StrictMath.exp(drift + movement * (2 * random.nextDouble() - 1));
        return bar.of(open, Math.max(open, price) * (1 + movement / 4), Math.min(open, price) * (1 - movement / 4),
            price, 1 + random.nextDouble());
    }

    /** A bar in which any of that may be. */
    BarSample any() {
        return next(0.002 * (random.nextDouble() - 0.5), random.nextInt(10) == 0 ? 0.03 : 0.004);
    }

    /** A bar that reaches far and closes where it began. */
    BarSample wicks(final double reach) {
        return bar.of(price, price * (1 + reach), price * (1 - reach), price, 1);
    }

    double price() {
        return price;
    }
}
