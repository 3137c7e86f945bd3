package io.penstock.engine.regime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.RegimeOverlay;
import io.penstock.engine.config.OverlayRule;
import io.penstock.engine.config.RegimeConfig;
import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What outside series switch, and when. */
class OverlaysTest {
    private static final long DAY = 86_400_000_000_000L;
    private static final long MONTH = 30 * DAY;
    private static final List<OverlayRule> RULES = RegimeConfig.defaults().overlays();

    private final Overlays overlays = new Overlays(RULES);
    private final int cpi = of("us_cpi");
    private final int fear = of("fear_greed");

    private int of(final String name) {
        final byte[] padded = new byte[32];
        final byte[] text = name.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(text, 0, padded, 0, text.length);
        return overlays.series(padded, padded.length);
    }

    private boolean says(final int series, final double value, final long dayOfPeriod, final long day) {
        return overlays.onReading(series, value, dayOfPeriod * DAY, day * DAY, day * DAY);
    }

    @Test
    void shouldFindSeriesByNameWhenBytesArePadded() {
        assertEquals(0, cpi);
        assertEquals(1, fear);
        assertEquals(Overlays.NOT_LOOKED_AT, of("us_cp"));
        assertEquals(Overlays.NOT_LOOKED_AT, of("us_cpi_core"));
        assertEquals(1, overlays.series("fear_greed".getBytes(StandardCharsets.US_ASCII), 10));
        assertEquals(Overlays.NOT_LOOKED_AT, overlays.series("fear_gre".getBytes(StandardCharsets.US_ASCII), 8));
        assertFalse(says(Overlays.NOT_LOOKED_AT, 1, 10_000, 10_000));
    }

    @Test
    void shouldSwitchWithHysteresisWhenALevelFallsAndRises() {
        assertFalse(says(fear, 25, 10_000, 10_000));
        assertTrue(says(fear, 20, 10_001, 10_001));
        assertEquals(RegimeOverlay.RISK_OFF, overlays.bits());
        assertFalse(says(fear, 35, 10_002, 10_002), "not above the release yet");
        assertTrue(says(fear, 36, 10_003, 10_003));
        assertEquals(0, overlays.bits());
        assertFalse(says(fear, 30, 10_004, 10_004), "between the two it stays as it is");
        assertTrue(overlays.active(2) == false && overlays.value(2) == 30);
    }

    @Test
    void shouldCompareWithTheYearBeforeWhenARuleSaysSo() {
        for (int month = 0; month < 12; month++) {
            assertFalse(says(cpi, 100, 10_000 + month * 30L, 10_040 + month * 30L));
            assertTrue(Double.isNaN(overlays.value(0)), "there is no year before");
        }
        assertTrue(says(cpi, 104.5, 10_366, 10_406), "a leap year later");
        assertEquals(4.5, overlays.value(0), 1e-12);
        assertEquals(RegimeOverlay.INFLATIONARY, overlays.bits());
        assertTrue(says(cpi, 103.4, 10_366, 10_410), "a revision of the same month");
        assertEquals(0, overlays.bits());
        assertTrue(says(cpi, 100.5, 10_396, 10_436));
        assertEquals(RegimeOverlay.DEFLATIONARY, overlays.bits());
        assertTrue(says(cpi, 99, 10_030, 10_437), "the month of the year before is revised");
        assertEquals(0, overlays.bits());
    }

    @Test
    void shouldSayNothingMoreWhenAReadingIsTooOld() {
        says(fear, 10, 10_000, 10_000);
        assertEquals(RegimeOverlay.RISK_OFF, overlays.bits());
        assertFalse(overlays.advance(10_003 * DAY - 1));
        assertTrue(overlays.advance(10_003 * DAY));
        assertEquals(0, overlays.bits());
        assertFalse(overlays.advance(20_000 * DAY));
        assertFalse(overlays.onReading(fear, 5, 19_990 * DAY, 19_990 * DAY, 20_000 * DAY), "old news");
        assertTrue(says(fear, 10, 20_000, 20_000));
        assertTrue(says(cpi, 1, 20_000, 20_010), "any reading shows that time has passed");
        assertEquals(0, overlays.bits());
    }

    @Test
    void shouldWaitWhenAReadingComesBeforeItIsPublished() {
        assertFalse(overlays.onReading(fear, 10, 9_999 * DAY, 10_001 * DAY, 10_000 * DAY));
        assertFalse(overlays.onReading(fear, 90, 9_998 * DAY, 10_000 * DAY + 5, 10_000 * DAY));
        assertFalse(overlays.advance(10_001 * DAY - 1));
        assertEquals(90, overlays.value(2));
        assertTrue(overlays.advance(10_001 * DAY));
        assertEquals(RegimeOverlay.RISK_OFF, overlays.bits());
    }

    @Test
    void shouldRefuseAndCountWhenAReadingIsNoNumberOrTooManyWait() {
        assertFalse(says(fear, Double.NaN, 10_000, 10_000));
        assertFalse(says(fear, Double.NEGATIVE_INFINITY, 10_000, 10_000));
        assertEquals(2, overlays.refused());
        for (int i = 0; i <= Overlays.MOST_EARLY; i++) {
            overlays.onReading(fear, 10, i, 10_001 * DAY, 10_000 * DAY);
        }
        assertEquals(3, overlays.refused());
    }

    /** Two that see the same readings, one of them asked at every moment between, one loaded anew now and then. */
    @Test
    void shouldBeTheSameWhenItIsAskedOftenOrLoaded() throws Exception {
        PropertyRunner.of("overlays do not depend on when they are asked").cases(15).steps(200).run((random, steps) -> {
            Overlays asked = new Overlays(RULES);
            final Overlays quiet = new Overlays(RULES);
            long nowNs = 10_000 * DAY;
            for (int i = 0; i < steps; i++) {
                nowNs += step(random);
                for (long at = nowNs - DAY; at < nowNs; at += 1 + random.nextLong(DAY / 3)) {
                    asked.advance(Math.max(at, nowNs - DAY / 2));
                }
                final int series = random.nextInt(2);
                final double value = series == 0 ? 100 + random.nextInt(10) : random.nextInt(60);
                final long period = Math.floorDiv(nowNs, series == 0 ? MONTH : DAY) * (series == 0 ? MONTH : DAY);
                final long published = nowNs + (random.nextInt(4) == 0 ? random.nextLong(4 * DAY) : -1);
                asked.onReading(series, value, period, published, nowNs);
                quiet.onReading(series, value, period, published, nowNs);
                if (random.nextInt(20) == 0) {
                    final StateBuffer saved = new StateBuffer();
                    asked.writeTo(saved);
                    saved.rewind();
                    asked = new Overlays(RULES);
                    asked.readFrom(saved);
                }
                assertEquals(quiet.bits(), asked.bits());
                assertEquals(hash(quiet), hash(asked));
            }
        });
    }

    private static long step(final SplittableRandom random) {
        return DAY + random.nextLong(random.nextInt(10) == 0 ? 60 * DAY : 2 * DAY);
    }

    private static long hash(final Overlays overlays) {
        final StateBuffer out = new StateBuffer();
        overlays.writeTo(out);
        return out.hash();
    }

    @Test
    void shouldReadRulesAsTheyAreWrittenAndRefuseTheRest() {
        for (final OverlayRule rule : RULES) {
            assertEquals(rule, OverlayRule.parse(rule.text()));
        }
        final String good = "us_cpi yoy above 4.0 release 3.5 inflationary 75d";
        assertEquals(good, RULES.get(0).text());
        final String form = "; a rule is SERIES level|yoy above|below THRESHOLD release THRESHOLD"
            + " inflationary|deflationary|risk_off DAYSd";
        refused("us_cpi above 4", "'us_cpi above 4' is no overlay rule; one is " + form.substring(12));
        refused(good.replace("yoy", "mom"), "'mom' is neither yoy nor level" + form);
        refused(good.replace("above", "over"), "'over' is neither above nor below" + form);
        refused(good.replace("4.0", "four"), "'" + good.replace("4.0", "four") + "' has a number that is none" + form);
        refused(good.replace("inflationary", "boom"),
            "'boom' is no overlay; inflationary, deflationary and risk_off are");
        refused(good.replace("3.5", "5"),
            "an overlay that is switched on above is released at or below its threshold, not at 5.0 with 4.0");
        refused(good.replace("above", "below"),
            "an overlay that is switched on below is released at or above its threshold, not at 3.5 with 4.0");
        refused(good.replace("75d", "0d"), "a reading says something for 1 to 3650 days, not 0");
        refused(good.replace("4.0", "NaN"), "thresholds of us_cpi are finite numbers");
        refused(good.replace("us_cpi", "us_cpi_of_all_urban_consumers_1913"), "a series has a name of 1 to 32 ASCII"
            + " characters without spaces, not 'us_cpi_of_all_urban_consumers_1913'");
        assertEquals("an overlay is inflationary, deflationary or risk_off, not 3",
            assertThrows(IllegalArgumentException.class, () -> new OverlayRule("a", OverlayRule.Transform.LEVEL,
                OverlayRule.Comparison.ABOVE, 1, 1, 3, 1)).getMessage());
    }

    private static void refused(final String text, final String message) {
        assertEquals(message,
            assertThrows(IllegalArgumentException.class, () -> OverlayRule.parse(text), text).getMessage());
    }
}
