package io.penstock.engine.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Regime;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.RegimeConfig;
import io.penstock.engine.config.RegimeRules;
import io.penstock.engine.property.PropertyRunner;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What it takes to change one's mind. */
class RegimeCombinerTest {
    private static RegimeConfig config(
        final double rules, final double model, final double hysteresis, final int confirm, final int dwell) {
        return new RegimeConfig(true, BarSpec.parse("1h"), RegimeRules.defaults(), rules, model, hysteresis, confirm,
            dwell, "any", List.of());
    }

    private static boolean evidence(final RegimeCombiner combiner, final Regime regime, final double share) {
        for (int code = 1; code <= 5; code++) {
            final Regime about = Regime.of(code);
            combiner.put(about, about == regime ? share : (1 - share) / 4, Double.NaN);
        }
        return combiner.decide();
    }

    @Test
    void shouldTakeTheStrongestAtOnceWhenNothingWasKnown() {
        final RegimeCombiner combiner = new RegimeCombiner(config(1, 1, 0.5, 9, 9), false);
        assertSame(Regime.UNKNOWN, combiner.regime());
        assertTrue(Double.isNaN(combiner.probability(Regime.BULL)));
        assertTrue(evidence(combiner, Regime.BEAR, 0.3));
        assertSame(Regime.BEAR, combiner.regime());
        assertSame(Regime.UNKNOWN, combiner.previous());
        assertEquals(0.3, combiner.probability(Regime.BEAR));
    }

    @Test
    void shouldTakeTheLowerCodeWhenTwoAreEqual() {
        final RegimeCombiner combiner = new RegimeCombiner(config(1, 1, 0.5, 9, 9), false);
        for (int code = 1; code <= 5; code++) {
            combiner.put(Regime.of(code), code == 2 || code == 4 ? 0.5 : 0, 0);
        }
        assertTrue(combiner.decide());
        assertSame(Regime.BEAR, combiner.regime());
    }

    @Test
    void shouldChangeWhenAChallengerLeadsEnoughAndLongEnoughAndTheDwellIsOver() {
        final RegimeCombiner combiner = new RegimeCombiner(config(1, 1, 0.2, 3, 5), false);
        evidence(combiner, Regime.BULL, 0.9);
        for (int i = 0; i < 4; i++) {
            assertFalse(evidence(combiner, Regime.BEAR, 0.9), "the dwell is not over");
            assertSame(Regime.BEAR, combiner.challenger());
            assertEquals(i + 1, combiner.ledBars());
        }
        assertTrue(evidence(combiner, Regime.BEAR, 0.9));
        assertSame(Regime.BULL, combiner.previous());
        assertEquals(0, combiner.heldBars());
        for (int i = 0; i < 9; i++) {
            assertFalse(evidence(combiner, Regime.BULL, 0.35), "it leads by less than the hysteresis");
        }
        evidence(combiner, Regime.BULL, 0.5);
        evidence(combiner, Regime.SIDEWAYS, 0.5);
        evidence(combiner, Regime.BULL, 0.5);
        evidence(combiner, Regime.BULL, 0.5);
        assertSame(Regime.BEAR, combiner.regime(), "never the same three times in a row");
        assertTrue(evidence(combiner, Regime.BULL, 0.5));
    }

    @Test
    void shouldWeighSourcesWhenBothCount() {
        final RegimeCombiner combiner = new RegimeCombiner(config(3, 1, 0.1, 1, 1), true);
        for (int code = 1; code <= 5; code++) {
            combiner.put(Regime.of(code), code == 1 ? 1 : 0, code == 4 ? 1 : 0);
        }
        combiner.decide();
        assertEquals(0.75, combiner.probability(Regime.BULL));
        assertEquals(0.25, combiner.probability(Regime.VOLATILE));
        final RegimeCombiner model = new RegimeCombiner(config(0, 2, 0.1, 1, 1), true);
        for (int code = 1; code <= 5; code++) {
            model.put(Regime.of(code), Double.NaN, code == 4 ? 1 : 0);
        }
        model.decide();
        assertEquals(1, model.probability(Regime.VOLATILE));
    }

    /** Looks at the whole story instead of counting along. */
    @Test
    void shouldHoldItsLawsWhateverTheEvidence() throws Exception {
        PropertyRunner.of("hysteresis and dwell").cases(60).steps(400).run((random, steps) -> {
            final double hysteresis = random.nextInt(3) * 0.2;
            final int confirm = 1 + random.nextInt(5);
            final int dwell = 1 + random.nextInt(12);
            final RegimeCombiner combiner = new RegimeCombiner(config(1, 0, hysteresis, confirm, dwell), true);
            final double[][] story = new double[steps][6];
            final double[] mood = {0, 1, 1, 1, 1, 1};
            int since = 0;
            Regime now = Regime.UNKNOWN;
            for (int t = 0; t < steps; t++) {
                double sum = 0;
                for (int code = 1; code <= 5; code++) {
                    mood[code] = random.nextInt(10) == 0 ? random.nextInt(8) : mood[code];
                    story[t][code] = mood[code] + random.nextDouble();
                    sum += story[t][code];
                }
                for (int code = 1; code <= 5; code++) {
                    story[t][code] /= sum;
                    combiner.put(Regime.of(code), story[t][code], Double.NaN);
                }
                final boolean changed = combiner.decide();
                assertEquals(changed, combiner.regime() != now);
                final boolean due = t == 0 || due(story, t, now.code(), hysteresis, confirm, t - since >= dwell, since);
                assertEquals(due, changed, "at " + t);
                if (changed) {
                    assertSame(now, combiner.previous());
                    assertEquals(strongest(story[t]), combiner.regime().code());
                    now = combiner.regime();
                    since = t;
                }
                assertEquals(t - since, combiner.heldBars());
                assertEquals(story[t][now.code()], combiner.probability(now), 1e-15);
            }
        });
    }

    private static boolean due(
        final double[][] story, final int t, final int now, final double hysteresis, final int confirm,
        final boolean dwelt, final int since) {
        final int strongest = strongest(story[t]);
        boolean leads = dwelt && strongest != now && t - confirm >= since;
        for (int at = t; leads && at > t - confirm; at--) {
            leads = strongest(story[at]) == strongest && story[at][strongest] - story[at][now] >= hysteresis;
        }
        return leads;
    }

    private static int strongest(final double[] evidence) {
        int best = 1;
        for (int code = 2; code <= 5; code++) {
            best = evidence[code] > evidence[best] ? code : best;
        }
        return best;
    }
}
