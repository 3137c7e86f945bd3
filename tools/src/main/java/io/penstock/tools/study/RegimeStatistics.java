package io.penstock.tools.study;

import io.penstock.api.Regime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** How often each regime was there, for how long, what followed it, and what the price did after it. Immutable. */
final class RegimeStatistics {
    private static final int COUNT = Regime.values().length;

    private final int[] bars = new int[COUNT];
    private final List<List<Integer>> spells = new ArrayList<>();
    private final int[][] transitions = new int[COUNT][COUNT];
    private final double[] returns = new double[COUNT];
    private final int[] returned = new int[COUNT];

    /**
     * Over a range of bars; a spell that goes over its edge counts with the part inside.
     *
     * @param history of all bars
     * @param from    first bar of the range
     * @param to      first bar after it
     */
    RegimeStatistics(final RegimeHistory history, final int from, final int to) {
        for (int code = 0; code < COUNT; code++) {
            spells.add(new ArrayList<>());
        }
        int lasted = 0;
        for (int bar = from; bar < to; bar++) {
            final int code = history.regime(bar).code();
            bars[code]++;
            lasted++;
            final boolean last = bar == to - 1;
            final int next = last ? code : history.regime(bar + 1).code();
            if (!last) {
                returns[code] += Math.log(history.close(bar + 1) / history.close(bar));
                returned[code]++;
            }
            if (last || next != code) {
                spells.get(code).add(lasted);
                lasted = 0;
            }
            if (next != code) {
                transitions[code][next]++;
            }
        }
        spells.forEach(Collections::sort);
    }

    int bars(final Regime regime) {
        return bars[regime.code()];
    }

    /** Of the bars with a regime; 0 when there is none. */
    double share(final Regime regime) {
        int known = 0;
        for (int code = 1; code < COUNT; code++) {
            known += bars[code];
        }
        return known == 0 ? 0 : (double) bars[regime.code()] / known;
    }

    int spells(final Regime regime) {
        return spells.get(regime.code()).size();
    }

    /** In bars; NaN without a spell. */
    double meanDwell(final Regime regime) {
        return spells(regime) == 0 ? Double.NaN : (double) bars(regime) / spells(regime);
    }

    /** In bars; NaN without a spell. */
    double medianDwell(final Regime regime) {
        final List<Integer> sorted = spells.get(regime.code());
        final int count = sorted.size();
        return count == 0 ? Double.NaN : (sorted.get((count - 1) / 2) + sorted.get(count / 2)) / 2.0;
    }

    /** In bars; NaN without a spell. */
    double longestDwell(final Regime regime) {
        final List<Integer> sorted = spells.get(regime.code());
        return sorted.isEmpty() ? Double.NaN : sorted.get(sorted.size() - 1);
    }

    int transitions(final Regime from, final Regime to) {
        return transitions[from.code()][to.code()];
    }

    /** Mean logarithmic return of the bar after a label; NaN without one. */
    double meanReturn(final Regime regime) {
        return returned[regime.code()] == 0 ? Double.NaN : returns[regime.code()] / returned[regime.code()];
    }
}
