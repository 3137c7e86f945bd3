package io.penstock.engine.regime;

import io.penstock.api.Regime;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.indicator.BarSample;

/**
 * The forward filter of a hidden Markov model: after each bar the probability of each state, given the bars so far and
 * none after (L. R. Rabiner, A tutorial on hidden Markov models, 1989, scaled forward variable). Densities are taken
 * relative to the largest, so that nothing underflows. Engine thread only; allocates in the constructor; per bar the
 * work is states x (states + features).
 */
public final class HmmFilter implements Stateful {
    private final HmmModel model;
    private final HmmFeatures features;
    private final int states;
    private final int width;
    private final double[] observation;
    private final double[] probabilities;
    private final double[] predicted;
    private final double[] logs;
    private final double[] evidence = new double[Regime.BREAKOUT.code() + 1];
    /** By state: the logarithm of the density where it is highest. */
    private final double[] peaks;
    private long seen;
    private double logLikelihood;

    /**
     * A filter that saw no bar yet.
     *
     * @param model its parameters
     */
    public HmmFilter(final HmmModel model) {
        this.model = model;
        features = new HmmFeatures(model.features());
        states = model.states();
        width = model.features().size();
        observation = new double[width];
        probabilities = new double[states];
        predicted = new double[states];
        logs = new double[states];
        peaks = new double[states];
        for (int state = 0; state < states; state++) {
            for (int i = 0; i < width; i++) {
                peaks[state] -= 0.5 * StrictMath.log(2 * StrictMath.PI * model.variance(state, i));
            }
        }
    }

    /**
     * A bar is finished.
     *
     * @param bar the bar
     * @return whether the probabilities mean something
     */
    public boolean onBar(final BarSample bar) {
        if (features.onBar(bar)) {
            for (int i = 0; i < width; i++) {
                observation[i] = features.value(i);
            }
            observe(observation);
        }
        return ready();
    }

    /**
     * The features of a bar are known.
     *
     * @param values one per feature, finite, not standardised
     */
    void observe(final double[] values) {
        double highest = Double.NEGATIVE_INFINITY;
        for (int state = 0; state < states; state++) {
            double before = 0;
            if (seen == 0) {
                before = model.start(state);
            } else {
                for (int from = 0; from < states; from++) {
                    before += probabilities[from] * model.transition(from, state);
                }
            }
            predicted[state] = before;
            logs[state] = log(state, values);
            if (before > 0) {
                highest = Math.max(highest, logs[state]);
            }
        }
        double sum = 0;
        for (int state = 0; state < states; state++) {
            probabilities[state] = predicted[state] > 0
                ? predicted[state] * StrictMath.exp(logs[state] - highest) : 0;
            sum += probabilities[state];
        }
        for (int i = 0; i < evidence.length; i++) {
            evidence[i] = 0;
        }
        for (int state = 0; state < states; state++) {
            probabilities[state] /= sum;
            evidence[model.regime(state).code()] += probabilities[state];
        }
        logLikelihood += highest + StrictMath.log(sum);
        seen++;
    }

    private double log(final int state, final double[] values) {
        double log = peaks[state];
        for (int i = 0; i < width; i++) {
            final double away = (values[i] - model.centre(i)) / model.scale(i) - model.mean(state, i);
            log -= 0.5 * away * away / model.variance(state, i);
        }
        return log;
    }

    /**
     * The model.
     *
     * @return as given to the constructor
     */
    public HmmModel model() {
        return model;
    }

    /**
     * Whether enough bars were seen.
     *
     * @return false while the probabilities are NaN
     */
    public boolean ready() {
        return seen > 0;
    }

    /**
     * The probability of a state after the last bar.
     *
     * @param state index
     * @return 0 to 1, NaN until {@link #ready}
     */
    public double probability(final int state) {
        return seen > 0 ? probabilities[state] : Double.NaN;
    }

    /**
     * The probability of all states that stand for a regime.
     *
     * @param regime any
     * @return 0 to 1, NaN until {@link #ready}
     */
    public double evidence(final Regime regime) {
        return seen > 0 ? evidence[regime.code()] : Double.NaN;
    }

    /**
     * How likely everything seen was.
     *
     * @return natural logarithm of the density of all standardised observations
     */
    public double logLikelihood() {
        return logLikelihood;
    }

    @Override
    public void writeTo(final StateWriter out) {
        features.writeTo(out);
        out.putLong(seen);
        out.putDouble(logLikelihood);
        for (final double probability : probabilities) {
            out.putDouble(probability);
        }
        for (final double value : evidence) {
            out.putDouble(value);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        features.readFrom(in);
        seen = in.getLong();
        logLikelihood = in.getDouble();
        for (int i = 0; i < states; i++) {
            probabilities[i] = in.getDouble();
        }
        for (int i = 0; i < evidence.length; i++) {
            evidence[i] = in.getDouble();
        }
    }
}
