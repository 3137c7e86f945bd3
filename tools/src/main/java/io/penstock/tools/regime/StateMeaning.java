package io.penstock.tools.regime;

import io.penstock.api.Regime;
import io.penstock.engine.regime.HmmFeature;
import java.util.ArrayList;
import java.util.List;

/**
 * What each state of a trained model stands for. A state whose mean return, summed over the time it lasts, exceeds
 * {@value #TREND} standard deviations of what it moves in that time is a trend: bull or bear. Of the others, one that
 * moves at least {@value #VOLATILE} times as much as the average state is volatile, the rest are sideways. One thread.
 */
final class StateMeaning {
    static final double TREND = 0.75;
    static final double VOLATILE = 1.25;

    private StateMeaning() {
    }

    /** One regime per state; features are standardised with the centres and scales given. */
    static List<Regime> of(
        final HmmParameters parameters, final List<HmmFeature> features, final double[] centres, final double[] scales,
        final double[] shares) {
        final int direction = first(features, HmmFeature.Kind.RETURN);
        final double[] moves = new double[parameters.states];
        double usual = 0;
        for (int state = 0; state < parameters.states; state++) {
            moves[state] = movement(parameters, features, centres, scales, state);
            usual += shares[state] * moves[state];
        }
        final List<Regime> regimes = new ArrayList<>();
        for (int state = 0; state < parameters.states; state++) {
            final double trend = direction < 0 ? 0 : trend(parameters, features.get(direction), state,
                centres[direction] / scales[direction], direction);
            regimes.add(trend >= TREND ? Regime.BULL : trend <= -TREND ? Regime.BEAR
                : moves[state] >= VOLATILE * usual ? Regime.VOLATILE : Regime.SIDEWAYS);
        }
        return regimes;
    }

    private static int first(final List<HmmFeature> features, final HmmFeature.Kind kind) {
        for (int i = 0; i < features.size(); i++) {
            if (features.get(i).kind() == kind) {
                return i;
            }
        }
        return -1;
    }

    /** Bars a state lasts on average. */
    static double dwell(final HmmParameters parameters, final int state) {
        return 1 / Math.max(1e-12, 1 - parameters.transition[state][state]);
    }

    /** Returns over several bars overlap: only each n-th is another one. */
    private static double trend(
        final HmmParameters parameters, final HmmFeature feature, final int state, final double centre,
        final int index) {
        final double times = Math.max(1, dwell(parameters, state) / feature.bars());
        return (parameters.means[state][index] + centre) / StrictMath.sqrt(parameters.variances[state][index])
            * StrictMath.sqrt(times);
    }

    /** How much a state moves, by the first feature that tells it: range, size of the return, or return. */
    private static double movement(
        final HmmParameters parameters, final List<HmmFeature> features, final double[] centres,
        final double[] scales, final int state) {
        final int range = first(features, HmmFeature.Kind.RANGE);
        if (range >= 0) {
            return StrictMath.exp(parameters.means[state][range] * scales[range] + centres[range]);
        }
        final int absolute = first(features, HmmFeature.Kind.ABSOLUTE);
        if (absolute >= 0) {
            return parameters.means[state][absolute] * scales[absolute] + centres[absolute];
        }
        return StrictMath.sqrt(parameters.variances[state][0]) * scales[0];
    }
}
