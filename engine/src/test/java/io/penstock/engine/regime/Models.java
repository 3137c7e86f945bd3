package io.penstock.engine.regime;

import io.penstock.api.Regime;
import io.penstock.engine.bar.BarSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Models for tests. */
final class Models {
    private static final List<HmmFeature> FEATURES =
        List.of(HmmFeature.parse("return"), HmmFeature.parse("range3"), HmmFeature.parse("absolute2"));

    private Models() {
    }

    static HmmModel random(final SplittableRandom random, final int states, final int width) {
        final double[][] transition = new double[states][];
        final double[][] means = new double[states][width];
        final double[][] variances = new double[states][width];
        final List<Regime> regimes = new ArrayList<>();
        for (int state = 0; state < states; state++) {
            transition[state] = distribution(random, states);
            regimes.add(Regime.of(1 + random.nextInt(5)));
            for (int i = 0; i < width; i++) {
                means[state][i] = 4 * random.nextDouble() - 2;
                variances[state][i] = 0.2 + 2 * random.nextDouble();
            }
        }
        final double[] centres = new double[width];
        final double[] scales = new double[width];
        for (int i = 0; i < width; i++) {
            centres[i] = random.nextDouble() - 0.5;
            scales[i] = 0.5 + random.nextDouble();
        }
        return new HmmModel(BarSpec.parse("1h"), FEATURES.subList(0, width), centres, scales,
            distribution(random, states), transition, means, variances, regimes);
    }

    /** Some of them are impossible. */
    private static double[] distribution(final SplittableRandom random, final int size) {
        final double[] values = new double[size];
        double sum = 0;
        for (int i = 0; i < size; i++) {
            values[i] = random.nextInt(4) == 0 && i > 0 ? 0 : 0.01 + random.nextDouble();
            sum += values[i];
        }
        for (int i = 0; i < size; i++) {
            values[i] /= sum;
        }
        return values;
    }

    /** Calm and wild, told apart by size of return and range; both last. */
    static HmmModel calmAndWild() {
        return new HmmModel(BarSpec.parse("1h"), List.of(HmmFeature.parse("absolute"), HmmFeature.parse("range")),
            new double[] {0, -4}, new double[] {0.01, 1}, new double[] {0.5, 0.5},
            new double[][] {{0.98, 0.02}, {0.05, 0.95}}, new double[][] {{0.2, -1}, {2, 0.5}},
            new double[][] {{0.1, 0.5}, {3, 0.5}}, List.of(Regime.SIDEWAYS, Regime.VOLATILE));
    }
}
