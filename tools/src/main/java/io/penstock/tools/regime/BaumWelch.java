package io.penstock.tools.regime;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * Trains a Gaussian hidden Markov model on one sequence by expectation and maximisation (L. E. Baum, T. Petrie,
 * G. Soules and N. Weiss, 1970; scaling after L. R. Rabiner, 1989): each round makes what was seen at least as likely.
 * Begun from several seeded guesses, the likeliest end is kept. The same observations and seed give the same bits on
 * every machine. One thread; memory grows with observations x states.
 */
final class BaumWelch {
    /** Hears how far it is. */
    interface Listener {
        /** A round of a restart is done. */
        void round(int restart, int round, double logLikelihood);
    }

    /**
     * When to stop.
     *
     * @param mostRounds    per restart
     * @param leastGain     of log-likelihood per observation; less in a round ends a restart
     * @param leastVariance of a feature in a state, so that none shrinks onto a single observation
     */
    record Limits(int mostRounds, double leastGain, double leastVariance) {
        /** For observations that are standardised. */
        static final Limits USUAL = new Limits(500, 1e-7, 1e-3);
    }

    /**
     * What came out.
     *
     * @param parameters    the likeliest
     * @param logLikelihood of all observations under them
     * @param shares        of time in each state, as the training weighs it
     * @param rounds        of the restart that won
     * @param restart       which one won
     * @param converged     false when it was stopped by the most rounds
     */
    record Fit(
        HmmParameters parameters, double logLikelihood, double[] shares, int rounds, int restart, boolean converged) {
    }

    private final double[] observations;
    private final int width;
    private final int count;
    private final int states;
    private final Limits limits;
    private final double[] density;
    private final double[] peak;
    private final double[] forward;
    private final double[] scale;
    private final double[] shares;

    /**
     * A training on one sequence.
     *
     * @param observations one after the other, {@code width} numbers each
     * @param width        features
     * @param states       to tell apart
     * @param limits       when to stop
     */
    BaumWelch(final double[] observations, final int width, final int states, final Limits limits) {
        this.observations = observations;
        this.width = width;
        this.states = states;
        this.limits = limits;
        count = observations.length / width;
        density = new double[count * states];
        peak = new double[count];
        forward = new double[count * states];
        scale = new double[count];
        shares = new double[states];
    }

    /** Begins {@code restarts} times and keeps the likeliest. */
    Fit train(final int restarts, final long seed, final Listener listener) {
        Fit best = null;
        for (int restart = 0; restart < restarts; restart++) {
            final Fit fit = climb(guess(new SplittableRandom(seed * 1_000_003 + restart)), restart, listener);
            if (best == null || fit.logLikelihood() > best.logLikelihood()) {
                best = fit;
            }
        }
        final int[] order = new int[states];
        final HmmParameters sorted = best.parameters().sorted(order);
        final double[] sortedShares = new double[states];
        for (int state = 0; state < states; state++) {
            sortedShares[state] = best.shares()[order[state]];
        }
        return new Fit(sorted, best.logLikelihood(), sortedShares, best.rounds(), best.restart(), best.converged());
    }

    /** Means far apart (D. Arthur and S. Vassilvitskii, k-means++, 2007), the variance of all, states that last. */
    private HmmParameters guess(final SplittableRandom random) {
        final HmmParameters guess = new HmmParameters(states, width);
        final double[] nearest = new double[count];
        int chosen = random.nextInt(count);
        for (int state = 0; state < states; state++) {
            guess.start[state] = 1.0 / states;
            double sum = 0;
            for (int t = 0; t < count; t++) {
                double distance = 0;
                for (int i = 0; i < width; i++) {
                    final double away = observations[t * width + i] - observations[chosen * width + i];
                    distance += away * away;
                }
                nearest[t] = state == 0 ? distance : Math.min(nearest[t], distance);
                sum += nearest[t];
            }
            System.arraycopy(observations, chosen * width, guess.means[state], 0, width);
            double left = random.nextDouble() * sum;
            chosen = 0;
            while (chosen < count - 1 && left >= nearest[chosen]) {
                left -= nearest[chosen++];
            }
            final double stay = states == 1 ? 1 : 0.8 + 0.15 * random.nextDouble();
            for (int to = 0; to < states; to++) {
                guess.transition[state][to] = to == state ? stay : (1 - stay) / (states - 1);
            }
        }
        for (int i = 0; i < width; i++) {
            double mean = 0;
            double square = 0;
            for (int t = 0; t < count; t++) {
                mean += observations[t * width + i] / count;
            }
            for (int t = 0; t < count; t++) {
                final double away = observations[t * width + i] - mean;
                square += away * away / count;
            }
            for (int state = 0; state < states; state++) {
                guess.variances[state][i] = Math.max(square, limits.leastVariance());
            }
        }
        return guess;
    }

    private Fit climb(final HmmParameters from, final int restart, final Listener listener) {
        HmmParameters at = from;
        double before = Double.NEGATIVE_INFINITY;
        for (int round = 1;; round++) {
            final double logLikelihood = forward(at);
            listener.round(restart, round, logLikelihood);
            final boolean converged = logLikelihood - before < limits.leastGain() * count;
            final HmmParameters next = backward(at);
            if (converged || round == limits.mostRounds()) {
                return new Fit(at, logLikelihood, shares.clone(), round, restart, converged);
            }
            before = logLikelihood;
            at = next;
        }
    }

    /** Fills densities, scaled forward variables and scales; gives the log-likelihood. */
    double forward(final HmmParameters at) {
        densities(at);
        double logLikelihood = 0;
        for (int t = 0; t < count; t++) {
            final int now = t * states;
            double sum = 0;
            for (int to = 0; to < states; to++) {
                double predicted = 0;
                if (t == 0) {
                    predicted = at.start[to];
                } else {
                    for (int from = 0; from < states; from++) {
                        predicted += forward[now - states + from] * at.transition[from][to];
                    }
                }
                forward[now + to] = predicted * density[now + to];
                sum += forward[now + to];
            }
            // every state of the largest density is impossible: as little as can be told apart from nothing
            sum = Math.max(sum, Double.MIN_NORMAL);
            for (int state = 0; state < states; state++) {
                forward[now + state] /= sum;
            }
            scale[t] = sum;
            logLikelihood += StrictMath.log(sum) + peak[t];
        }
        return logLikelihood;
    }

    /** Densities relative to the largest of the same observation, so that none underflows. */
    private void densities(final HmmParameters at) {
        final double[] peaks = new double[states];
        for (int state = 0; state < states; state++) {
            for (int i = 0; i < width; i++) {
                peaks[state] -= 0.5 * StrictMath.log(2 * StrictMath.PI * at.variances[state][i]);
            }
        }
        for (int t = 0; t < count; t++) {
            double highest = Double.NEGATIVE_INFINITY;
            for (int state = 0; state < states; state++) {
                double log = peaks[state];
                for (int i = 0; i < width; i++) {
                    final double away = observations[t * width + i] - at.means[state][i];
                    log -= 0.5 * away * away / at.variances[state][i];
                }
                density[t * states + state] = log;
                highest = Math.max(highest, log);
            }
            for (int state = 0; state < states; state++) {
                density[t * states + state] = StrictMath.exp(density[t * states + state] - highest);
            }
            peak[t] = highest;
        }
    }

    /** Runs backwards over what {@link #forward} left and gives the parameters that it makes likeliest. */
    private HmmParameters backward(final HmmParameters at) {
        final HmmParameters next = new HmmParameters(states, width);
        final double[] weights = new double[states];
        double[] back = new double[states];
        double[] earlier = new double[states];
        Arrays.fill(back, 1);
        for (int t = count - 1; t >= 0; t--) {
            final int now = t * states;
            for (int state = 0; state < states; state++) {
                final double weight = forward[now + state] * back[state];
                weights[state] += weight;
                next.start[state] = weight;
                for (int i = 0; i < width; i++) {
                    final double away = observations[t * width + i] - at.means[state][i];
                    next.means[state][i] += weight * away;
                    next.variances[state][i] += weight * away * away;
                }
            }
            if (t > 0) {
                for (int from = 0; from < states; from++) {
                    double sum = 0;
                    for (int to = 0; to < states; to++) {
                        final double step = at.transition[from][to] * density[now + to] * back[to] / scale[t];
                        next.transition[from][to] += forward[now - states + from] * step;
                        sum += step;
                    }
                    earlier[from] = sum;
                }
                final double[] swap = back;
                back = earlier;
                earlier = swap;
            }
        }
        maximise(at, next, weights);
        return next;
    }

    private void maximise(final HmmParameters at, final HmmParameters next, final double[] weights) {
        normalise(next.start, at.start);
        for (int state = 0; state < states; state++) {
            normalise(next.transition[state], at.transition[state]);
            shares[state] = weights[state] / count;
            for (int i = 0; i < width; i++) {
                if (weights[state] > 0) {
                    final double shift = next.means[state][i] / weights[state];
                    next.means[state][i] = at.means[state][i] + shift;
                    next.variances[state][i] = Math.max(limits.leastVariance(),
                        next.variances[state][i] / weights[state] - shift * shift);
                } else {
                    next.means[state][i] = at.means[state][i];
                    next.variances[state][i] = at.variances[state][i];
                }
            }
        }
    }

    /** Makes it sum to one; what was never seen stays as it was. */
    private static void normalise(final double[] row, final double[] before) {
        double sum = 0;
        for (final double value : row) {
            sum += value;
        }
        for (int i = 0; i < row.length; i++) {
            row[i] = sum > 0 ? row[i] / sum : before[i];
        }
    }
}
