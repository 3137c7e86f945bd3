package io.penstock.strategies.flash;

import io.penstock.api.FeatureView;

/**
 * What flash thinks of one moment: a score in -1 to 1, positive for up, and the threshold it must pass.
 *
 * <p>score = weighted mean of imbalance, order-flow imbalance, trade flow and half the normalised momentum, each kept
 * in -1 to 1; normalised momentum = momentum / (volatility x sqrt(horizon in seconds)), so that 2 is a move of two
 * deviations. threshold = entry_threshold x (1 + volatility_scale x volatility in basis points). Engine thread only;
 * recomputed at each event, so not part of the state; does not allocate.
 */
final class FlashScore {
    private static final double BASIS_POINTS = 10_000.0;

    private final FlashSettings settings;
    private double score;
    private double threshold;
    private double imbalance;
    private double momentum;

    FlashScore(final FlashSettings settings) {
        this.settings = settings;
    }

    /** Reads the features; false when one of them that counts is not ready. */
    boolean read(final FeatureView features) {
        final double volatility = features.volatility();
        final double rawMomentum = settings.momentumWeight() == 0 ? 0 : features.momentum(settings.momentumIndex());
        momentum = volatility > 0 ? rawMomentum / volatility * settings.momentumScale() : 0;
        imbalance = features.imbalance();
        final double orderFlow = settings.orderFlowWeight() == 0 ? 0 : features.orderFlowImbalance();
        final double tradeFlow = settings.tradeFlowWeight() == 0 ? 0 : features.tradeFlow();
        score = settings.imbalanceWeight() * bounded(imbalance)
            + settings.orderFlowWeight() * bounded(orderFlow)
            + settings.tradeFlowWeight() * bounded(tradeFlow)
            + settings.momentumWeight() * bounded(momentum * 0.5);
        threshold = settings.entryThreshold() * (1.0 + settings.volatilityScale() * volatility * BASIS_POINTS);
        return !Double.isNaN(score + threshold + rawMomentum);
    }

    private static double bounded(final double value) {
        return Math.max(-1.0, Math.min(1.0, value));
    }

    /** -1 to 1, positive for up. */
    double score() {
        return score;
    }

    /** What the score must pass in either direction. */
    double threshold() {
        return threshold;
    }

    /** The book's imbalance alone. */
    double imbalance() {
        return imbalance;
    }

    /** Momentum in deviations. */
    double momentum() {
        return momentum;
    }
}
