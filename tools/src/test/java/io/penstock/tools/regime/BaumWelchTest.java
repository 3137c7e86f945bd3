package io.penstock.tools.regime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Regime;
import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.regime.HmmFeature;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Training on series whose parameters are known, because they were drawn with them. */
class BaumWelchTest {
    private static final BaumWelch.Listener DEAF = (restart, round, logLikelihood) -> { };

    /** States whose means are at least two deviations apart in one feature, and that last. */
    private static HmmParameters planted(final SplittableRandom random, final int states, final int width) {
        final HmmParameters planted = new HmmParameters(states, width);
        for (int state = 0; state < states; state++) {
            final double stay = 0.85 + 0.1 * random.nextDouble();
            for (int to = 0; to < states; to++) {
                planted.start[to] = 1.0 / states;
                planted.transition[state][to] = to == state ? stay : (1 - stay) / (states - 1);
            }
            for (int i = 0; i < width; i++) {
                planted.means[state][i] = i == 0 ? 2.5 * state - 1 + 0.3 * random.nextDouble()
                    : 2 * random.nextDouble() - 1;
                planted.variances[state][i] = 0.3 + 0.7 * random.nextDouble();
            }
        }
        return planted;
    }

    private static double[] drawn(final HmmParameters from, final SplittableRandom random, final int count) {
        final double[] observations = new double[count * from.width];
        int state = random.nextInt(from.states);
        for (int t = 0; t < count; t++) {
            double left = random.nextDouble();
            int to = 0;
            while (to < from.states - 1 && left >= from.transition[state][to]) {
                left -= from.transition[state][to++];
            }
            state = to;
            for (int i = 0; i < from.width; i++) {
                final double normal = Math.sqrt(-2 * Math.log(1 - random.nextDouble()))
                    * Math.cos(2 * Math.PI * random.nextDouble());
                observations[t * from.width + i] = from.means[state][i] + Math.sqrt(from.variances[state][i]) * normal;
            }
        }
        return observations;
    }

    /** With n bars in a state, a mean errs by about 1 / sqrt(n) deviations: 0.1 is several times that here. */
    @Test
    void shouldFindThePlantedParametersWhenTheSeriesIsLong() throws Exception {
        PropertyRunner.of("Baum-Welch finds what was planted").cases(6).steps(8_000).run((random, steps) -> {
            final int states = 2 + random.nextInt(3);
            final int width = 1 + random.nextInt(2);
            final HmmParameters planted = planted(random, states, width);
            final double[] seen = drawn(planted, random, 8_000);
            final BaumWelch.Fit fit = new BaumWelch(seen, width, states, BaumWelch.Limits.USUAL).train(4, 1, DEAF);
            final String which = states + " states, " + width + " features, ";
            assertTrue(fit.converged(), which);
            double share = 0;
            for (int state = 0; state < states; state++) {
                share += fit.shares()[state];
                for (int i = 0; i < width; i++) {
                    assertEquals(planted.means[state][i], fit.parameters().means[state][i], 0.1, which + "mean");
                    assertEquals(planted.variances[state][i], fit.parameters().variances[state][i], 0.12,
                        which + "variance");
                }
                for (int to = 0; to < states; to++) {
                    assertEquals(planted.transition[state][to], fit.parameters().transition[state][to], 0.03,
                        which + "transition");
                }
            }
            assertEquals(1, share, 1e-9);
            assertTrue(fit.logLikelihood() >= new BaumWelch(seen, width, states, BaumWelch.Limits.USUAL)
                .forward(planted), "what was planted is likelier than what was found");
        });
    }

    /** Also where the floor of the variances holds: series of few values make states that shrink onto one of them. */
    @Test
    void shouldNeverBecomeLessLikelyWhenARoundIsDone() throws Exception {
        PropertyRunner.of("likelihood never falls").cases(20).steps(200).run((random, steps) -> {
            final int width = 1 + random.nextInt(3);
            final int states = 1 + random.nextInt(4);
            final double[] seen = new double[width * (20 + steps)];
            final int values = random.nextInt(3) == 0 ? 3 : 1_000;
            for (int i = 0; i < seen.length; i++) {
                seen[i] = random.nextInt(values) / (double) values + (i / width % 50 < 25 ? 1 : 0);
            }
            final double[] before = {Double.NEGATIVE_INFINITY};
            final BaumWelch.Fit fit = new BaumWelch(seen, width, states, new BaumWelch.Limits(60, 0, 1e-3))
                .train(2, random.nextLong(), (restart, round, logLikelihood) -> {
                    assertTrue(round == 1 || logLikelihood >= before[0] - 1e-7 * Math.abs(before[0]),
                        before[0] + " fell to " + logLikelihood + " in round " + round);
                    before[0] = logLikelihood;
                });
            for (int state = 0; state < states; state++) {
                assertEquals(1, Arrays.stream(fit.parameters().transition[state]).sum(), 1e-9);
                assertTrue(Arrays.stream(fit.parameters().variances[state]).min().orElse(0) >= 1e-3);
            }
        });
    }

    @Test
    void shouldGiveTheSameBitsWhenSeriesAndSeedAreTheSame() {
        final SplittableRandom random = new SplittableRandom(11);
        final double[] seen = drawn(planted(random, 3, 2), random, 500);
        final BaumWelch.Limits limits = new BaumWelch.Limits(40, 1e-7, 1e-3);
        final BaumWelch.Fit one = new BaumWelch(seen, 2, 3, limits).train(3, 5, DEAF);
        final BaumWelch.Fit other = new BaumWelch(seen, 2, 3, limits).train(3, 5, DEAF);
        assertEquals(one.logLikelihood(), other.logLikelihood());
        for (int state = 0; state < 3; state++) {
            assertArrayEquals(one.parameters().means[state], other.parameters().means[state]);
            assertArrayEquals(one.parameters().transition[state], other.parameters().transition[state]);
        }
    }

    private static List<Regime> meaning(final double[] means, final double[] movements, final double stay) {
        final HmmParameters parameters = new HmmParameters(means.length, 2);
        final double[] shares = new double[means.length];
        for (int state = 0; state < means.length; state++) {
            parameters.transition[state][state] = stay;
            parameters.means[state][0] = means[state] / 0.05;
            parameters.variances[state][0] = 1;
            parameters.means[state][1] = Math.log(movements[state]) + 3;
            parameters.variances[state][1] = 1;
            shares[state] = 1.0 / means.length;
        }
        return StateMeaning.of(parameters, List.of(HmmFeature.parse("return24"), HmmFeature.parse("range24")),
            new double[] {0, -3}, new double[] {0.05, 1}, shares);
    }

    @Test
    void shouldCallStatesByTrendAndMovementWhenTheyAreTrained() {
        assertEquals(List.of(Regime.BEAR, Regime.SIDEWAYS, Regime.VOLATILE, Regime.BULL),
            meaning(new double[] {-0.06, 0, 0.001, 0.06}, new double[] {0.05, 0.02, 0.09, 0.05}, 0.95));
        assertEquals(List.of(Regime.SIDEWAYS), meaning(new double[] {0.03}, new double[] {0.05}, 0.95));
        assertEquals(List.of(Regime.BULL), meaning(new double[] {0.03}, new double[] {0.05}, 0.99),
            "a small drift that lasts is a trend");
    }
}
