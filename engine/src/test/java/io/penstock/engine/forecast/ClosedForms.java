package io.penstock.engine.forecast;

/** What is known of Brownian motion with drift without running a path: the yardsticks of the tests. */
final class ClosedForms {
    private static final int TERMS = 400;

    private ClosedForms() {
    }

    /** The standard normal distribution function: Marsaglia's series (2004) near 0, a continued fraction far off. */
    static double normal(final double x) {
        if (Math.abs(x) > 6) {
            double fraction = 0;
            for (int i = 60; i > 0; i--) {
                fraction = i / (Math.abs(x) + fraction);
            }
            final double tail = density(x) / (Math.abs(x) + fraction);
            return x < 0 ? tail : 1 - tail;
        }
        double sum = x;
        double term = x;
        for (int i = 3; i < 300; i += 2) {
            term *= x * x / i;
            sum += term;
        }
        return 0.5 + sum * density(x);
    }

    static double density(final double x) {
        return Math.exp(-x * x / 2) / Math.sqrt(2 * Math.PI);
    }

    /** Probability that motion with this drift and deviation over the horizon comes up to a level above 0. */
    static double touchesAbove(final double level, final double drift, final double deviation) {
        return normal((drift - level) / deviation)
            + Math.exp(2 * drift * level / (deviation * deviation)) * normal((-level - drift) / deviation);
    }

    /**
     * Probability that it comes up to the upper level within the horizon and was not at the lower one before: the one
     * for endless time, less the eigenfunction expansion of what comes later (Darling and Siegert 1953).
     */
    static double aboveFirst(final double upper, final double lower, final double drift, final double deviation) {
        final double variance = deviation * deviation;
        final double width = upper - lower;
        final double power = -2 * drift / variance;
        final double ever = Math.abs(drift) < 1e-12 * variance ? -lower / width
            : (1 - Math.exp(power * lower)) / (Math.exp(power * upper) - Math.exp(power * lower));
        double later = 0;
        for (int n = 1; n <= TERMS; n++) {
            final double rate = drift * drift / (2 * variance)
                + n * n * Math.PI * Math.PI * variance / (2 * width * width);
            later += (n % 2 == 1 ? n : -n) * Math.sin(n * Math.PI * -lower / width) * Math.exp(-rate) / rate;
        }
        return ever - variance * Math.PI / (width * width) * Math.exp(drift * upper / variance) * later;
    }

    static double belowFirst(final double upper, final double lower, final double drift, final double deviation) {
        return aboveFirst(-lower, -upper, -drift, deviation);
    }
}
