package io.penstock.tools.study;

import io.penstock.api.Regime;
import java.util.List;

/**
 * What a strategy did in a range of bars, all of it or what was entered in one regime. Immutable.
 *
 * @param trips    round trips that were entered in the range and have ended
 * @param net      earned after fees and with open positions at the last close, of the equity at the begin of the range
 * @param hits     share of the round trips that brought more than nothing; NaN without any
 * @param sharpe   mean over standard deviation of the returns per UTC day, days without a position too, times the root
 *                 of 365; NaN when nothing was held
 * @param drawdown largest fall of the compounded returns per bar from their highest point, at ends of bars
 * @param exposure share of the bars at whose end a position was held
 */
record Performance(int trips, double net, double hits, double sharpe, double drawdown, double exposure) {
    private static final long DAY_NS = 86_400_000_000_000L;
    private static final double DAYS_A_YEAR = 365;
    private static final Regime[] ALL = Regime.values();

    /** All that was entered in the range. */
    static Performance all(final RunWatch run, final double capital, final int from, final int to) {
        return of(run, capital, from, to, ALL);
    }

    /** What was entered in one regime. */
    static Performance in(
        final RunWatch run, final double capital, final int from, final int to, final Regime regime) {
        return of(run, capital, from, to, regime);
    }

    private static Performance of(
        final RunWatch run, final double capital, final int from, final int to, final Regime... regimes) {
        final RegimeHistory bars = run.history();
        double equity = capital;
        for (int bar = 0; bar < from; bar++) {
            equity += earned(run, bar, ALL);
        }
        final double begin = equity;
        final Days days = new Days();
        double sum = 0;
        double curve = 1;
        double highest = 1;
        double deepest = 0;
        int holding = 0;
        for (int bar = from; bar < to; bar++) {
            final double part = earned(run, bar, regimes);
            days.bar(Math.floorDiv(bars.endNs(bar) - 1, DAY_NS), equity, part);
            curve *= 1 + part / equity;
            highest = Math.max(highest, curve);
            deepest = Math.max(deepest, 1 - curve / highest);
            equity += earned(run, bar, ALL);
            sum += part;
            for (final Regime regime : regimes) {
                holding += run.held(bar, regime) ? 1 : 0;
            }
        }
        final long fromNs = from == 0 ? Long.MIN_VALUE : bars.endNs(from - 1);
        final long toNs = to == bars.count() ? Long.MAX_VALUE : bars.endNs(to - 1);
        final int[] trips = count(run.trips(), fromNs, toNs, regimes);
        return new Performance(trips[0], sum / begin, trips[0] == 0 ? Double.NaN : (double) trips[1] / trips[0],
            trips[0] + holding == 0 ? Double.NaN : days.sharpe(), deepest,
            to == from ? 0 : (double) holding / (to - from));
    }

    /** Round trips, and those that won. A decision at the end of a bar is filled a moment later: in the next range. */
    private static int[] count(
        final List<RoundTrip> trips, final long fromNs, final long toNs, final Regime... regimes) {
        final int[] counts = new int[2];
        for (final RoundTrip trip : trips) {
            if (trip.entryNs() > fromNs && trip.entryNs() <= toNs && List.of(regimes).contains(trip.regime())) {
                counts[0]++;
                counts[1] += trip.net() > 0 ? 1 : 0;
            }
        }
        return counts;
    }

    private static double earned(final RunWatch run, final int bar, final Regime... regimes) {
        double sum = 0;
        for (final Regime regime : regimes) {
            sum += run.earned(bar, regime);
        }
        return sum;
    }

    /** Holding the instrument itself, all the time. */
    static Performance holding(final RegimeHistory bars, final int from, final int to) {
        final Days days = new Days();
        final double first = bars.close(Math.max(0, from - 1));
        double before = first;
        double highest = first;
        double deepest = 0;
        for (int bar = from; bar < to; bar++) {
            final double close = bars.close(bar);
            days.bar(Math.floorDiv(bars.endNs(bar) - 1, DAY_NS), before, close - before);
            highest = Math.max(highest, close);
            deepest = Math.max(deepest, 1 - close / highest);
            before = close;
        }
        return new Performance(0, before / first - 1, Double.NaN, days.sharpe(), deepest, 1);
    }

    /** Returns per day, and their moments. */
    private static final class Days {
        private long day = Long.MIN_VALUE;
        private double begin;
        private double earned;
        private int count;
        private double mean;
        private double squares;

        void bar(final long barDay, final double equity, final double part) {
            if (barDay != day) {
                end();
                day = barDay;
                begin = equity;
                earned = 0;
            }
            earned += part;
        }

        private void end() {
            if (day != Long.MIN_VALUE) {
                final double value = earned / begin;
                final double away = value - mean;
                count++;
                mean += away / count;
                squares += away * (value - mean);
            }
        }

        double sharpe() {
            end();
            day = Long.MIN_VALUE;
            final double deviation = count < 2 ? 0 : Math.sqrt(squares / (count - 1));
            return deviation > 0 ? mean / deviation * Math.sqrt(DAYS_A_YEAR) : Double.NaN;
        }
    }
}
