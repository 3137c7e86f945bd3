package io.penstock.engine.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Regime;
import io.penstock.api.RegimeOverlay;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.RegimeConfig;
import io.penstock.engine.config.RegimeRules;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.indicator.BarSample;
import io.penstock.engine.indicator.HourBars;
import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Bars in, one regime out, and nothing of what comes after. */
class RegimeDetectorTest {
    private static final long HOUR = 3_600_000_000_000L;
    private static final RegimeRules SMALL =
        new RegimeRules(20, 7, 5, 15, 6, 30, 25, 4, 0.5, 1.2, 6, 30, 1, 1.4, 1);

    private static RegimeConfig small(final String model) {
        return new RegimeConfig(true, BarSpec.parse("1h"), SMALL, 1, 1, 0.1, 2, 4, model, List.of());
    }

    private static RegimeDetector detector(final RegimeConfig config) {
        return new RegimeDetector(config, new Overlays(config.overlays()));
    }

    private static String told(final RegimeDetector detector) {
        final StringBuilder text = new StringBuilder(300);
        text.append(detector.regime()).append(detector.previous()).append(detector.sinceNs());
        bits(text, detector.confidence());
        for (final Regime regime : Regime.values()) {
            bits(text, detector.probability(regime));
            bits(text, detector.rules(regime));
            bits(text, detector.hmm(regime));
        }
        return text.toString();
    }

    private static void bits(final StringBuilder text, final double value) {
        text.append(' ').append(Double.doubleToLongBits(value));
    }

    private static long hash(final RegimeDetector detector) {
        final StateBuffer out = new StateBuffer();
        detector.writeTo(out);
        return out.hash();
    }

    /** Two stories with one beginning: what is told of the beginning is the same. */
    @Test
    void shouldTellTheSameOfAPrefixWhateverComesAfter() throws Exception {
        PropertyRunner.of("regimes never look ahead").cases(8).steps(200).run((random, steps) -> {
            final String model = random.nextBoolean() ? Models.random(random, 3, 3).text() : "";
            final RegimeDetector one = detector(small(model));
            final RegimeDetector other = detector(small(model));
            final long seed = random.nextLong();
            final int same = random.nextInt(steps);
            final Bars bars = new Bars(new SplittableRandom(seed));
            final Bars others = new Bars(new SplittableRandom(seed));
            final List<String> first = new ArrayList<>();
            for (int i = 0; i < same; i++) {
                one.onBar(bars.any(), i * HOUR);
                first.add(told(one));
            }
            for (int i = same; i < steps; i++) {
                one.onBar(bars.next(0.05, 0.001), i * HOUR);
            }
            for (int i = 0; i < same; i++) {
                other.onBar(others.any(), i * HOUR);
                assertEquals(first.get(i), told(other));
            }
        });
    }

    @Test
    void shouldGoOnWithTheSameBitsWhenItsStateWasLoaded() throws Exception {
        PropertyRunner.of("regime: load and go on").cases(8).steps(200).run((random, steps) -> {
            final String model = random.nextBoolean() ? Models.random(random, 3, 3).text() : "";
            final RegimeDetector one = detector(small(model));
            RegimeDetector other = detector(small(model));
            final Bars bars = new Bars(random);
            for (int i = 0; i < steps; i++) {
                final BarSample bar = bars.any();
                assertEquals(one.onBar(bar, i * HOUR), other.onBar(bar, i * HOUR));
                assertEquals(told(one), told(other));
                if (random.nextInt(15) == 0) {
                    final StateBuffer saved = new StateBuffer();
                    other.writeTo(saved);
                    saved.rewind();
                    other = detector(small(model));
                    other.readFrom(saved);
                    assertEquals(hash(one), hash(other));
                }
            }
        });
    }

    @Test
    void shouldSayWhenItsRegimeBeganAndHowSureItIs() {
        final RegimeDetector detector = detector(small(Models.calmAndWild().text()));
        final Bars bars = new Bars(new SplittableRandom(3));
        long changes = 0;
        for (int i = 0; i < 400; i++) {
            final Regime before = detector.regime();
            final boolean changed = detector.onBar(bars.any(), i * HOUR);
            assertEquals(changed, detector.regime() != before);
            if (changed) {
                changes++;
                assertEquals(i * HOUR, detector.sinceNs());
                assertSame(before, detector.previous());
            }
            assertEquals(detector.ready(), i >= 30);
            assertEquals(detector.ready(), detector.confidence() >= 0 && detector.confidence() <= 1);
            double sum = 0;
            for (final Regime regime : Regime.values()) {
                sum += detector.probability(regime);
            }
            assertTrue(detector.ready() ? Math.abs(sum - 1) < 1e-12 : Double.isNaN(sum));
        }
        assertTrue(changes > 5, changes + " changes");
    }

    /** A model of calm and wild has no word for a breakout or a trend. */
    @Test
    void shouldLeaveToTheRulesWhatTheModelDoesNotKnow() {
        final RegimeDetector detector = detector(small(Models.calmAndWild().text()));
        final Bars bars = new Bars(new SplittableRandom(5));
        double most = 0;
        for (int i = 0; i < 2_000; i++) {
            detector.onBar(bars.any(), i * HOUR);
            if (detector.ready()) {
                double known = 1;
                for (final Regime regime : List.of(Regime.BULL, Regime.BEAR, Regime.BREAKOUT)) {
                    assertEquals(detector.rules(regime), detector.probability(regime), 1e-12);
                    known -= detector.rules(regime);
                }
                assertEquals((detector.rules(Regime.VOLATILE) + known * detector.hmm(Regime.VOLATILE)) / 2,
                    detector.probability(Regime.VOLATILE), 1e-12);
                most = Math.max(most, detector.probability(Regime.BREAKOUT));
            }
        }
        assertTrue(most > 0.5, "no breakout was seen");
        final RegimeConfig model = new RegimeConfig(true, BarSpec.parse("1h"), SMALL, 0, 1, 0, 1, 1,
            Models.calmAndWild().text(), List.of());
        final RegimeDetector alone = detector(model);
        alone.onBar(bars.any(), 0);
        assertTrue(alone.onBar(bars.any(), HOUR), "without the rules a model need not wait for them");
        assertEquals(alone.hmm(Regime.VOLATILE), alone.probability(Regime.VOLATILE));
    }

    @Test
    void shouldTellOverlaysOfAllMarketsWhenSeriesSaySo() {
        final RegimeConfig config = RegimeConfig.defaults();
        final Overlays overlays = new Overlays(config.overlays());
        final RegimeDetector detector = new RegimeDetector(config, overlays);
        assertEquals(0, detector.overlays());
        overlays.onReading(1, 10, 20_000 * 24 * HOUR, 20_000 * 24 * HOUR, 20_000 * 24 * HOUR);
        assertTrue(detector.overlay(RegimeOverlay.RISK_OFF));
        assertFalse(detector.overlay(RegimeOverlay.INFLATIONARY));
    }

    @Test
    void shouldRefuseAModelOfOtherBarsAndSettingsThatCannotBe() {
        final RegimeConfig config = small(Models.calmAndWild().text()).withTimeframe(BarSpec.parse("4h"));
        assertEquals("the model was trained on bars of 1h, the regime looks at bars of 4h; train one on those, or set"
            + " the timeframe to the model's", refused(() -> detector(config)));
        assertEquals("model, it begins with 'nonsense', not with penstock-hmm 1; penstock regime train writes one",
            refused(() -> detector(small("nonsense"))));
        assertEquals("weights are 0 or more and one that is used is above 0, not 0.0 for the rules and 1.0 for a model"
            + " that is not there", refused(() -> new RegimeConfig(true, BarSpec.parse("1h"), SMALL, 0, 1, 0, 1, 1, "",
            List.of())));
        assertEquals("hysteresis is 0 to 1, not 1.5", refused(() -> new RegimeConfig(true, BarSpec.parse("1h"), SMALL,
            1, 1, 1.5, 1, 1, "", List.of())));
        assertEquals("confirm_bars and dwell_bars are 1 to 100000, not 0 and 1", refused(() -> new RegimeConfig(true,
            BarSpec.parse("1h"), SMALL, 1, 1, 0, 0, 1, "", List.of())));
        assertEquals("fast_bars is less than slow_bars, not 15 with 15", refused(() -> new RegimeRules(20, 7, 15, 15, 6,
            30, 25, 4, 0.5, 1.2, 6, 30, 1, 1.4, 1)));
        assertEquals("trend_bars is a whole number from 3 to 100000, not 2", refused(() -> new RegimeRules(2, 7, 5, 15,
            6, 30, 25, 4, 0.5, 1.2, 6, 30, 1, 1.4, 1)));
        assertEquals("volatility_low is 0 or more and less than volatility_high, not 2.0 and 1.4", refused(() ->
            new RegimeRules(20, 7, 5, 15, 6, 30, 25, 4, 0.5, 1.2, 6, 30, 2, 1.4, 1)));
        assertEquals("breakout_volatility is a ratio from 0 to 100, not NaN", refused(() -> new RegimeRules(20, 7, 5,
            15, 6, 30, 25, 4, 0.5, 1.2, 6, 30, 1, 1.4, Double.NaN)));
    }

    private static String refused(final Executable what) {
        return assertThrows(IllegalArgumentException.class, what).getMessage();
    }

    @Test
    void shouldStateItsReasonsWhenSomebodyListens() {
        final RegimeDetector detector = detector(small(Models.calmAndWild().text()));
        final Bars bars = new Bars(new SplittableRandom(3));
        for (int i = 0; i < 50; i++) {
            detector.onBar(bars.any(), i * HOUR);
        }
        final List<String> heard = new ArrayList<>();
        detector.explain(new Trace() {
            @Override
            public boolean listening() {
                return true;
            }

            @Override
            public void because(final String who, final String name, final double value, final double threshold) {
                heard.add(who + " " + name);
                assertFalse(Double.isNaN(value));
            }

            @Override
            public void check(final String name, final boolean passed, final long limit, final long observed) {
            }
        });
        assertTrue(heard.containsAll(List.of("regime trend", "regime direction", "regime volatility ratio",
            "regime breakout", "regime model volatile", "regime sideways", "regime breakout")), heard.toString());
        assertEquals(14, heard.size());
    }

    @Test
    void shouldAllocateNothingPerBar() {
        final RegimeDetector detector = detector(small(Models.calmAndWild().text()));
        final Bars bars = new Bars(new SplittableRandom(3));
        final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int window = 0; window < 20 && least > 0; window++) {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 250; i++) {
                detector.onBar(bars.any(), i * HOUR);
                detector.explain(Trace.SILENT);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }

    /** Five years of hours: what a trader would call a regime, in shares that he would not wonder about. */
    @Test
    void shouldFindAllRegimesInSensibleSharesWhenRecordedHoursAreRead() {
        final RegimeDetector detector = detector(RegimeConfig.defaults());
        final BarSample bar = new BarSample();
        final long[] bars = new long[6];
        final long[] spells = new long[6];
        final List<HourBars.Row> rows = HourBars.read();
        for (int i = 0; i < rows.size(); i++) {
            if (detector.onBar(rows.get(i).into(bar), i * HOUR)) {
                spells[detector.regime().code()]++;
            }
            bars[detector.regime().code()]++;
        }
        assertEquals(720, bars[0], "bars of the warm-up");
        final double all = rows.size() - 720.0;
        final double[] least = {0, 0.12, 0.10, 0.40, 0.03, 0.02};
        final double[] most = {0, 0.30, 0.25, 0.65, 0.12, 0.10};
        final double[] leastDwell = {0, 100, 100, 72, 24, 24};
        long changes = 0;
        for (int code = 1; code <= 5; code++) {
            final Regime regime = Regime.of(code);
            final double share = bars[code] / all;
            assertTrue(share >= least[code] && share <= most[code], regime + " has a share of " + share);
            final double dwell = (double) bars[code] / spells[code];
            assertTrue(dwell >= leastDwell[code], regime + " lasts " + dwell + " h");
            changes += spells[code];
        }
        assertTrue(all / changes > 72, "a regime lasts " + all / changes + " h");
        assertTrue(bars[5] / spells[5] < 72, "a breakout does not last");
    }
}
