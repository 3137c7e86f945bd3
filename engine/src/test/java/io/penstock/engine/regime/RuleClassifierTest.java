package io.penstock.engine.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Regime;
import io.penstock.engine.config.RegimeRules;
import io.penstock.engine.property.PropertyRunner;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The rules on series whose regime is plain to see. */
class RuleClassifierTest {
    private static final int WARM_UP = 721;

    private final RuleClassifier rules = new RuleClassifier(RegimeRules.defaults());
    private final Bars bars = new Bars(new SplittableRandom(7));

    private void go(final int count, final double drift, final double movement) {
        for (int i = 0; i < count; i++) {
            rules.onBar(bars.next(drift, movement));
        }
    }

    private void says(final Regime regime) {
        final StringBuilder all = new StringBuilder();
        for (final Regime each : Regime.values()) {
            all.append(each.word()).append(' ').append(rules.evidence(each)).append(' ');
        }
        assertTrue(rules.evidence(regime) > 0.6, regime.word() + " is not what it says: " + all + "trend "
            + rules.trend() + " direction " + rules.direction() + " ratio " + rules.volatilityRatio());
    }

    /** A price that goes back to where it was: no trend, whatever the dice say. */
    private void swing(final int count, final double movement) {
        for (int i = 0; i < count; i++) {
            rules.onBar(bars.next(i % 12 < 6 ? movement / 4 : -movement / 4, movement));
            if (i % 12 == 11) {
                rules.onBar(bars.next(StrictMath.log(100 / bars.price()) / 2, movement / 2));
            }
        }
    }

    @Test
    void shouldBeReadyWhenTheLongestWindowIsFull() {
        go(WARM_UP - 1, 0, 0.005);
        assertFalse(rules.ready());
        assertTrue(Double.isNaN(rules.evidence(Regime.BULL)));
        assertTrue(Double.isNaN(rules.trend()));
        go(1, 0, 0.005);
        assertTrue(rules.ready());
    }

    @Test
    void shouldSayBullWhenThePriceRisesForWeeks() {
        swing(WARM_UP, 0.005);
        go(400, 0.001, 0.005);
        says(Regime.BULL);
        assertTrue(rules.trend() > 1);
    }

    @Test
    void shouldSayBearWhenThePriceFallsForWeeks() {
        swing(WARM_UP, 0.005);
        go(400, -0.001, 0.005);
        says(Regime.BEAR);
        assertTrue(rules.trend() < -1);
    }

    @Test
    void shouldSaySidewaysWhenThePriceStaysWhereItIs() {
        swing(2 * WARM_UP, 0.005);
        says(Regime.SIDEWAYS);
    }

    @Test
    void shouldSayVolatileWhenMovementGrowsWithoutATrend() {
        swing(2 * WARM_UP, 0.005);
        rules.onBar(bars.wicks(0.2)); // it has been as high and as low before: no channel is left
        swing(200, 0.005);
        swing(48, 0.02);
        says(Regime.VOLATILE);
    }

    @Test
    void shouldSayBreakoutForAWhileWhenAChannelIsLeft() {
        swing(2 * WARM_UP, 0.005);
        assertEquals(0, rules.breakout());
        go(1, 0.06, 0.005);
        assertEquals(1, rules.breakout());
        says(Regime.BREAKOUT);
        go(20, 0, 0.001);
        assertTrue(rules.breakout() < 1 && rules.breakout() > 0);
        go(60, 0, 0.001);
        assertEquals(0, rules.breakout());
        assertEquals(0, rules.evidence(Regime.BREAKOUT));
    }

    @Test
    void shouldSayNothingButSidewaysWhenNothingEverMoves() {
        go(2 * WARM_UP, 0, 0);
        assertEquals(1, rules.evidence(Regime.SIDEWAYS));
        assertEquals(1, rules.volatilityRatio());
        assertEquals(0, rules.trend());
    }

    @Test
    void shouldSumToOneWhateverTheBars() throws Exception {
        final RegimeRules small = new RegimeRules(20, 7, 5, 15, 6, 30, 25, 4, 0.5, 1.2, 6, 30, 1, 1.4, 1);
        PropertyRunner.of("rules sum to one").cases(40).steps(300).run((random, steps) -> {
            final RuleClassifier some = new RuleClassifier(small);
            final Bars any = new Bars(random);
            for (int i = 0; i < steps; i++) {
                final boolean ready = some.onBar(any.any());
                double sum = 0;
                for (int code = 1; code <= 5; code++) {
                    final double evidence = some.evidence(Regime.of(code));
                    assertTrue(!ready || evidence >= -1e-15 && evidence <= 1, "" + evidence);
                    sum += evidence;
                }
                assertTrue(!ready || Math.abs(sum - 1) < 1e-12, "" + sum);
                assertEquals(ready, !Double.isNaN(sum));
            }
        });
    }
}
