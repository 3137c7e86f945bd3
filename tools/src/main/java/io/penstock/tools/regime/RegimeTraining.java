package io.penstock.tools.regime;

import io.penstock.api.Regime;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.regime.HmmFeature;
import io.penstock.engine.regime.HmmFeatures;
import io.penstock.engine.regime.HmmModel;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.cli.UserError;
import java.util.Arrays;
import java.util.List;

/**
 * Trains a model on bars: features as the fold computes them, standardised by what they are in the training alone. One
 * thread; the same bars and settings give the same model, to the bit.
 */
final class RegimeTraining {
    /** Fewer observations for each free number say little. */
    static final int LEAST_PER_NUMBER = 25;

    /**
     * What is wanted.
     *
     * @param timeframe of the bars
     * @param features  what of them
     * @param states    to tell apart
     * @param restarts  guesses to begin with
     * @param seed      of the guesses
     * @param regimes   what each state means, in ascending order of the first feature's mean; null = by the rule
     * @param fromNs    bars that end after this count
     * @param toNs      and not after this
     */
    record Plan(
        BarSpec timeframe, List<HmmFeature> features, int states, int restarts, long seed, List<Regime> regimes,
        long fromNs, long toNs) {
    }

    /**
     * What came out.
     *
     * @param model   for the fold
     * @param fit     what the training found
     * @param bars    that counted
     * @param firstNs end of the first of them
     * @param lastNs  end of the last of them
     * @param centres of each feature
     * @param scales  of each feature
     */
    record Result(
        HmmModel model, BaumWelch.Fit fit, int bars, long firstNs, long lastNs, double[] centres, double[] scales) {
        int free() {
            return fit.parameters().free();
        }

        /** Bayesian information criterion (G. Schwarz, 1978). */
        double bic() {
            return free() * StrictMath.log(bars) - 2 * fit.logLikelihood();
        }

        /** Akaike's information criterion (H. Akaike, 1974). */
        double aic() {
            return 2.0 * free() - 2 * fit.logLikelihood();
        }

        /** Mean of a feature in a state, in the unit of the feature. */
        double mean(final int state, final int feature) {
            return fit.parameters().means[state][feature] * scales[feature] + centres[feature];
        }

        /** Standard deviation of a feature in a state, in the unit of the feature. */
        double deviation(final int state, final int feature) {
            return StrictMath.sqrt(fit.parameters().variances[state][feature]) * scales[feature];
        }
    }

    private final Plan plan;
    private double[] observations = new double[4_096];
    private int count;
    private long firstNs;
    private long lastNs;

    RegimeTraining(final Plan plan) {
        this.plan = plan;
    }

    /**
     * Reads the bars and trains.
     *
     * @param bars to learn from
     * @return a model
     * @throws UserError when there is too little to learn from
     */
    Result run(final RegimeBars bars) {
        final HmmFeatures features = new HmmFeatures(plan.features());
        bars.read(plan.timeframe(), (bar, endNs) -> {
            if (features.onBar(bar) && endNs > plan.fromNs() && endNs <= plan.toNs()) {
                add(features, endNs);
            }
        });
        final int width = plan.features().size();
        final int free = new HmmParameters(plan.states(), width).free();
        if (count / width < LEAST_PER_NUMBER * free) {
            throw new UserError("there are " + count / width + " bars of " + plan.timeframe().text() + " to learn"
                + " from, " + plan.states() + " states with " + width + " features need " + LEAST_PER_NUMBER * free,
                bars.where(),
                "more bars, a shorter --timeframe, fewer --states or --features");
        }
        final double[] centres = new double[width];
        final double[] scales = new double[width];
        final double[] standardised = standardise(bars, centres, scales);
        final BaumWelch.Fit fit = train(standardised, width);
        final List<Regime> regimes = plan.regimes() != null ? plan.regimes()
            : StateMeaning.of(fit.parameters(), plan.features(), centres, scales, fit.shares());
        final HmmParameters found = fit.parameters();
        return new Result(new HmmModel(plan.timeframe(), plan.features(), centres, scales, found.start,
            found.transition, found.means, found.variances, regimes), fit, count / width, firstNs, lastNs, centres,
            scales);
    }

    private void add(final HmmFeatures features, final long endNs) {
        final int width = plan.features().size();
        if (count + width > observations.length) {
            observations = Arrays.copyOf(observations, 2 * observations.length);
        }
        firstNs = count == 0 ? endNs : firstNs;
        lastNs = endNs;
        for (int i = 0; i < width; i++) {
            observations[count++] = features.value(i);
        }
    }

    private double[] standardise(final RegimeBars bars, final double[] centres, final double[] scales) {
        final int width = centres.length;
        final int rows = count / width;
        final double[] standardised = new double[count];
        for (int i = 0; i < width; i++) {
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                sum += observations[row * width + i];
            }
            centres[i] = sum / rows;
            double square = 0;
            for (int row = 0; row < rows; row++) {
                final double away = observations[row * width + i] - centres[i];
                square += away * away;
            }
            scales[i] = Math.sqrt(square / rows);
            if (!(scales[i] > 0)) {
                throw new UserError(plan.features().get(i).text() + " is the same in all bars", bars.where(),
                    "bars in which the price moves");
            }
            for (int row = 0; row < rows; row++) {
                standardised[row * width + i] = (observations[row * width + i] - centres[i]) / scales[i];
            }
        }
        return standardised;
    }

    private BaumWelch.Fit train(final double[] standardised, final int width) {
        final BaumWelch.Limits limits = BaumWelch.Limits.USUAL;
        final long total = (long) plan.restarts() * limits.mostRounds();
        try (Progress progress = Progress.start("training", total, "rounds")) {
            return new BaumWelch(standardised, width, plan.states(), limits).train(plan.restarts(), plan.seed(),
                (restart, round, logLikelihood) ->
                    progress.step((long) restart * limits.mostRounds() + round, total));
        }
    }
}
