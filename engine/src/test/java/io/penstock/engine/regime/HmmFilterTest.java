package io.penstock.engine.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Regime;
import io.penstock.engine.indicator.BarSample;
import io.penstock.engine.property.PropertyRunner;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The forward filter beside references that are slow and plain. */
class HmmFilterTest {
    private static final MathContext DIGITS = new MathContext(60);

    private static double[] observation(final SplittableRandom random, final int width, final double spread) {
        final double[] values = new double[width];
        for (int i = 0; i < width; i++) {
            values[i] = spread * (2 * random.nextDouble() - 1);
        }
        return values;
    }

    private static double density(final HmmModel model, final int state, final double[] values) {
        double product = 1;
        for (int i = 0; i < values.length; i++) {
            final double variance = model.variance(state, i);
            final double away = (values[i] - model.centre(i)) / model.scale(i) - model.mean(state, i);
            product *= Math.exp(-away * away / (2 * variance)) / Math.sqrt(2 * Math.PI * variance);
        }
        return product;
    }

    /** Every way through the states, each with its probability. */
    @Test
    void shouldEqualTheSumOverAllPathsWhenTheSeriesIsShort() throws Exception {
        PropertyRunner.of("filter equals all paths").cases(60).steps(7).run((random, steps) -> {
            final int states = 1 + random.nextInt(3);
            final int width = 1 + random.nextInt(3);
            final HmmModel model = Models.random(random, states, width);
            final HmmFilter filter = new HmmFilter(model);
            final double[][] seen = new double[steps][];
            for (int t = 0; t < steps; t++) {
                seen[t] = observation(random, width, 3);
                filter.observe(seen[t]);
                final double[] ends = new double[states];
                int paths = 1;
                for (int i = 0; i <= t; i++) {
                    paths *= states;
                }
                double all = 0;
                for (int path = 0; path < paths; path++) {
                    double product = 1;
                    int rest = path;
                    int before = -1;
                    for (int at = 0; at <= t; at++) {
                        final int state = rest % states;
                        rest /= states;
                        product *= (before < 0 ? model.start(state) : model.transition(before, state))
                            * density(model, state, seen[at]);
                        before = state;
                    }
                    ends[before] += product;
                    all += product;
                }
                for (int state = 0; state < states; state++) {
                    assertEquals(ends[state] / all, filter.probability(state), 1e-12);
                }
                assertEquals(Math.log(all), filter.logLikelihood(), 1e-10);
            }
        });
    }

    /** Plain probabilities with sixty digits: far below what a double can tell from nothing. */
    @Test
    void shouldEqualPlainProbabilitiesWhenTheSeriesIsLong() throws Exception {
        PropertyRunner.of("filter equals sixty digits").cases(4).steps(200).run((random, steps) -> {
            final int states = 2 + random.nextInt(3);
            final HmmModel model = Models.random(random, states, 2);
            final HmmFilter filter = new HmmFilter(model);
            BigDecimal[] joint = null;
            for (int t = 0; t < steps; t++) {
                final double[] values = observation(random, 2, 4);
                filter.observe(values);
                final BigDecimal[] next = new BigDecimal[states];
                BigDecimal all = BigDecimal.ZERO;
                for (int to = 0; to < states; to++) {
                    BigDecimal sum = BigDecimal.ZERO;
                    for (int from = 0; from < states && joint != null; from++) {
                        sum = sum.add(joint[from].multiply(new BigDecimal(model.transition(from, to))), DIGITS);
                    }
                    next[to] = (joint == null ? new BigDecimal(model.start(to)) : sum)
                        .multiply(new BigDecimal(density(model, to, values)), DIGITS);
                    all = all.add(next[to], DIGITS);
                }
                joint = next;
                for (int state = 0; state < states; state++) {
                    assertEquals(next[state].divide(all, DIGITS).doubleValue(), filter.probability(state), 1e-12);
                }
            }
        });
    }

    @Test
    void shouldStayADistributionWhenWhatIsSeenIsImpossible() {
        final HmmFilter filter = new HmmFilter(Models.calmAndWild());
        for (final double far : new double[] {0, 1e3, -1e6, 1e12, 0}) {
            filter.observe(new double[] {far, -far});
            assertEquals(1, filter.probability(0) + filter.probability(1), 1e-12);
            assertEquals(1, filter.evidence(Regime.SIDEWAYS) + filter.evidence(Regime.VOLATILE), 1e-12);
            assertEquals(0, filter.evidence(Regime.BULL));
        }
    }

    @Test
    void shouldTellCalmFromWildWhenBarsAreFiltered() {
        final HmmFilter filter = new HmmFilter(Models.calmAndWild());
        final Bars bars = new Bars(new SplittableRandom(1));
        assertFalse(filter.onBar(bars.next(0, 0.002)), "a return needs two bars");
        assertTrue(Double.isNaN(filter.evidence(Regime.SIDEWAYS)));
        for (int i = 0; i < 50; i++) {
            assertTrue(filter.onBar(bars.next(0, 0.002)));
        }
        assertTrue(filter.evidence(Regime.SIDEWAYS) > 0.99, "" + filter.evidence(Regime.SIDEWAYS));
        for (int i = 0; i < 50; i++) {
            filter.onBar(bars.next(0, 0.03));
        }
        assertTrue(filter.evidence(Regime.VOLATILE) > 0.99, "" + filter.evidence(Regime.VOLATILE));
    }

    @Test
    void shouldSayTheFeaturesOfTheBarsWhenWindowsAreFull() {
        final HmmFeatures features = new HmmFeatures(List.of(HmmFeature.parse("return2"),
            HmmFeature.parse("absolute"), HmmFeature.parse("range2"), HmmFeature.parse("range")));
        assertEquals(3, features.warmUp());
        final BarSample bar = new BarSample();
        assertFalse(features.onBar(bar.of(1, 2, 1, 1, 1)));
        assertFalse(features.onBar(bar.of(1, 4, 1, 4, 1)));
        assertTrue(Double.isNaN(features.value(0)));
        assertTrue(features.onBar(bar.of(4, 8, 2, 2, 1)));
        assertEquals(Math.log(2), features.value(0), 1e-15);
        assertEquals(Math.log(2), features.value(1), 1e-15);
        assertEquals(Math.log(Math.log(8)), features.value(2), 1e-15);
        assertEquals(Math.log(Math.log(4)), features.value(3), 1e-15);
        for (int i = 0; i < 3; i++) {
            features.onBar(bar.of(2, 2, 2, 2, 0));
        }
        assertEquals(0, features.value(0));
        assertEquals(Math.log(HmmFeature.LEAST_RANGE), features.value(3), 1e-15);
    }
}
