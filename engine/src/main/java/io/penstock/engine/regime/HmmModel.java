package io.penstock.engine.regime;

import io.penstock.api.Regime;
import io.penstock.engine.bar.BarSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * Parameters of a Gaussian hidden Markov model whose features are independent within a state, and what each state
 * means. Immutable, so that any thread may read it; {@link #parse} and {@link #text} allocate.
 *
 * <p>Features are standardised with {@link #centre} and {@link #scale} before they meet means and variances. Matrices
 * are told by row and column; rows are states.
 */
public final class HmmModel {
    /** What the text of every model begins with; its version follows. */
    public static final String MAGIC = "penstock-hmm ";
    /** The most states there can be. */
    public static final int MOST_STATES = 16;
    /** The most features there can be. */
    public static final int MOST_FEATURES = 8;
    /** Probabilities may sum to so much less or more than one, for they are written as rounded. */
    private static final double SUM_TOLERANCE = 1e-9;

    private final BarSpec timeframe;
    private final List<HmmFeature> features;
    private final double[] centres;
    private final double[] scales;
    private final double[] start;
    private final double[][] transition;
    private final double[][] means;
    private final double[][] variances;
    private final List<Regime> regimes;
    private final String text;
    private final String hash;

    /**
     * A model.
     *
     * @param timeframe  bars it was trained on
     * @param features   what of them, in order
     * @param centres    of each feature, to subtract
     * @param scales     of each feature, to divide by, above 0
     * @param start      probability of each state at the first bar
     * @param transition from each state to each
     * @param means      of each state, one per feature
     * @param variances  of each state, one per feature, above 0
     * @param regimes    what each state means
     * @throws IllegalArgumentException with the field that cannot be and what would be right
     */
    public HmmModel(
        final BarSpec timeframe, final List<HmmFeature> features, final double[] centres, final double[] scales,
        final double[] start, final double[][] transition, final double[][] means, final double[][] variances,
        final List<Regime> regimes) {
        this.timeframe = timeframe;
        this.features = List.copyOf(features);
        this.centres = centres.clone();
        this.scales = scales.clone();
        this.start = start.clone();
        this.transition = copy(transition);
        this.means = copy(means);
        this.variances = copy(variances);
        this.regimes = List.copyOf(regimes);
        check();
        text = HmmModelText.write(this);
        hash = sha256(text);
    }

    private static double[][] copy(final double[][] rows) {
        final double[][] copy = new double[rows.length][];
        for (int i = 0; i < rows.length; i++) {
            copy[i] = rows[i].clone();
        }
        return copy;
    }

    private void check() {
        final int states = start.length;
        final int width = features.size();
        require(states >= 1 && states <= MOST_STATES, "states: there are 1 to " + MOST_STATES + ", not " + states);
        require(width >= 1 && width <= MOST_FEATURES, "features: there are 1 to " + MOST_FEATURES + ", not " + width);
        count("centres", centres.length, width);
        count("scales", scales.length, width);
        count("regimes", regimes.size(), states);
        for (int i = 0; i < width; i++) {
            require(Double.isFinite(centres[i]), "centres: " + centres[i] + " is not finite");
            require(Double.isFinite(scales[i]) && scales[i] > 0, "scales: " + scales[i] + " is not above 0");
        }
        distribution("start", start);
        matrix("transition", transition, states, states);
        matrix("means", means, states, width);
        matrix("variances", variances, states, width);
        for (int state = 0; state < states; state++) {
            distribution("transition from state " + state, transition[state]);
            for (int i = 0; i < width; i++) {
                require(Double.isFinite(means[state][i]), "means of state " + state + ": " + means[state][i]
                    + " is not finite");
                require(Double.isFinite(variances[state][i]) && variances[state][i] > 0, "variances of state " + state
                    + ": " + variances[state][i] + " is not above 0");
            }
            require(regimes.get(state) != Regime.UNKNOWN, "regimes: a state stands for bull, bear, sideways, volatile"
                + " or breakout, not for unknown");
        }
    }

    private static void matrix(final String name, final double[][] rows, final int height, final int width) {
        count(name, rows.length, height);
        for (int i = 0; i < height; i++) {
            count(name + " of state " + i, rows[i].length, width);
        }
    }

    private static void count(final String name, final int found, final int needed) {
        require(found == needed, name + ": " + needed + " are needed, there are " + found);
    }

    private static void distribution(final String name, final double[] values) {
        double sum = 0;
        for (final double value : values) {
            require(value >= 0 && value <= 1, name + ": " + value + " is no probability, 0 to 1");
            sum += value;
        }
        require(Math.abs(sum - 1) <= SUM_TOLERANCE, name + ": probabilities sum to 1, not to " + sum);
    }

    private static void require(final boolean holds, final String message) {
        if (!holds) {
            throw new IllegalArgumentException("model, " + message);
        }
    }

    private static String sha256(final String text) {
        try {
            final byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            final StringBuilder hex = new StringBuilder(64);
            for (final byte value : digest) {
                hex.append(Character.forDigit(value >> 4 & 15, 16)).append(Character.forDigit(value & 15, 16));
            }
            return hex.toString();
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Reads what {@link #text} writes, line breaks and spaces between its fields as they like.
     *
     * @param text of a model
     * @return a model whose {@link #text} is the canonical form
     * @throws IllegalArgumentException with what is wrong, in which field, and what would be right
     */
    public static HmmModel parse(final String text) {
        return HmmModelText.read(text);
    }

    /**
     * The canonical text: one line, each number so that reading it gives the same bits, the hash at the end.
     *
     * @return the model
     */
    public String text() {
        return text + "; sha256 " + hash;
    }

    /**
     * What names this model.
     *
     * @return SHA-256 of the canonical text without the hash itself, hexadecimal
     */
    public String hash() {
        return hash;
    }

    /**
     * Bars it was trained on.
     *
     * @return and must be fed with
     */
    public BarSpec timeframe() {
        return timeframe;
    }

    /**
     * What of the bars it looks at.
     *
     * @return in order
     */
    public List<HmmFeature> features() {
        return features;
    }

    /**
     * How many states there are.
     *
     * @return 1 to {@value #MOST_STATES}
     */
    public int states() {
        return start.length;
    }

    /**
     * What a state means.
     *
     * @param state 0 to {@link #states} - 1
     * @return never {@link Regime#UNKNOWN}
     */
    public Regime regime(final int state) {
        return regimes.get(state);
    }

    /**
     * Whether a state stands for a regime.
     *
     * @param regime any
     * @return false when the model has no opinion on it
     */
    public boolean knows(final Regime regime) {
        return regimes.contains(regime);
    }

    /**
     * What is subtracted from a feature.
     *
     * @param feature index
     * @return in units of the feature
     */
    public double centre(final int feature) {
        return centres[feature];
    }

    /**
     * What a feature is divided by.
     *
     * @param feature index
     * @return in units of the feature, above 0
     */
    public double scale(final int feature) {
        return scales[feature];
    }

    /**
     * Probability of a state at the first bar.
     *
     * @param state index
     * @return 0 to 1
     */
    public double start(final int state) {
        return start[state];
    }

    /**
     * Probability of going from one state to another within a bar.
     *
     * @param from index
     * @param to   index
     * @return 0 to 1
     */
    public double transition(final int from, final int to) {
        return transition[from][to];
    }

    /**
     * Mean of a feature in a state.
     *
     * @param state   index
     * @param feature index
     * @return of the standardised feature
     */
    public double mean(final int state, final int feature) {
        return means[state][feature];
    }

    /**
     * Variance of a feature in a state.
     *
     * @param state   index
     * @param feature index
     * @return of the standardised feature, above 0
     */
    public double variance(final int state, final int feature) {
        return variances[state][feature];
    }
}
