package io.penstock.tools.regime;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Parameters of a Gaussian hidden Markov model while it is trained: rows are states, features are independent within a
 * state. Changed in place; one thread.
 */
final class HmmParameters {
    final int states;
    final int width;
    final double[] start;
    final double[][] transition;
    final double[][] means;
    final double[][] variances;

    HmmParameters(final int states, final int width) {
        this.states = states;
        this.width = width;
        start = new double[states];
        transition = new double[states][states];
        means = new double[states][width];
        variances = new double[states][width];
    }

    HmmParameters copy() {
        final HmmParameters copy = new HmmParameters(states, width);
        System.arraycopy(start, 0, copy.start, 0, states);
        for (int state = 0; state < states; state++) {
            System.arraycopy(transition[state], 0, copy.transition[state], 0, states);
            System.arraycopy(means[state], 0, copy.means[state], 0, width);
            System.arraycopy(variances[state], 0, copy.variances[state], 0, width);
        }
        return copy;
    }

    /** Free numbers: each distribution has one less than it has probabilities. */
    int free() {
        return states - 1 + states * (states - 1) + 2 * states * width;
    }

    /** The same model with its states in ascending order of the first feature's mean, and which state each was. */
    HmmParameters sorted(final int[] order) {
        final Integer[] from = new Integer[states];
        Arrays.setAll(from, i -> i);
        Arrays.sort(from, Comparator.comparingDouble((Integer i) -> means[i][0]).thenComparing(i -> i));
        final HmmParameters sorted = new HmmParameters(states, width);
        for (int state = 0; state < states; state++) {
            order[state] = from[state];
            sorted.start[state] = start[from[state]];
            System.arraycopy(means[from[state]], 0, sorted.means[state], 0, width);
            System.arraycopy(variances[from[state]], 0, sorted.variances[state], 0, width);
            for (int to = 0; to < states; to++) {
                sorted.transition[state][to] = transition[from[state]][from[to]];
            }
        }
        return sorted;
    }
}
