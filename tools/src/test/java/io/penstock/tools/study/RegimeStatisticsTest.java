package io.penstock.tools.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Regime;
import org.junit.jupiter.api.Test;

/** Shares, spells and transitions of a short story, counted by hand. */
class RegimeStatisticsTest {
    /** u = unknown, b = bull, s = sideways, v = volatile. */
    private static final String STORY = "uubbbsssssvbbs";

    private static RegimeHistory history() {
        final RegimeHistory history = new RegimeHistory();
        for (int i = 0; i < STORY.length(); i++) {
            history.bar(i + 1, 1, 1, Math.exp(0.01 * i * i));
            history.shift(switch (STORY.charAt(i)) {
                case 'b' -> Regime.BULL;
                case 's' -> Regime.SIDEWAYS;
                case 'v' -> Regime.VOLATILE;
                default -> Regime.UNKNOWN;
            });
        }
        return history;
    }

    @Test
    void shouldCountWhatIsThereWhenAllIsLookedAt() {
        final RegimeStatistics all = new RegimeStatistics(history(), 0, STORY.length());
        assertEquals(5, all.bars(Regime.BULL));
        assertEquals(5.0 / 12, all.share(Regime.BULL));
        assertEquals(6.0 / 12, all.share(Regime.SIDEWAYS));
        assertEquals(0, all.share(Regime.BEAR));
        assertEquals(2, all.spells(Regime.BULL));
        assertEquals(2.5, all.meanDwell(Regime.BULL));
        assertEquals(2.5, all.medianDwell(Regime.BULL));
        assertEquals(3, all.longestDwell(Regime.BULL));
        assertEquals(3, all.medianDwell(Regime.SIDEWAYS));
        assertEquals(5, all.longestDwell(Regime.SIDEWAYS));
        assertTrue(Double.isNaN(all.meanDwell(Regime.BEAR)) && Double.isNaN(all.meanReturn(Regime.BEAR)));
        assertEquals(1, all.transitions(Regime.UNKNOWN, Regime.BULL));
        assertEquals(2, all.transitions(Regime.BULL, Regime.SIDEWAYS));
        assertEquals(1, all.transitions(Regime.SIDEWAYS, Regime.VOLATILE));
        assertEquals(1, all.transitions(Regime.VOLATILE, Regime.BULL));
        assertEquals(0, all.transitions(Regime.BULL, Regime.BULL));
        // from bar 10 to bar 11
        assertEquals(0.01 * (121 - 100), all.meanReturn(Regime.VOLATILE), 1e-12);
    }

    @Test
    void shouldCutSpellsWhenOnlyARangeIsLookedAt() {
        final RegimeStatistics part = new RegimeStatistics(history(), 3, 8);
        assertEquals(2, part.bars(Regime.BULL));
        assertEquals(1, part.spells(Regime.BULL));
        assertEquals(3, part.longestDwell(Regime.SIDEWAYS));
        assertEquals(0, part.transitions(Regime.SIDEWAYS, Regime.VOLATILE));
        assertEquals(8, history().until(8));
        assertEquals(0, history().until(0));
    }
}
