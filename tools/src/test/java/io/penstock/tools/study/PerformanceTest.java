package io.penstock.tools.study;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Regime;
import io.penstock.engine.bar.BarSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Figures of runs, against sums of cash done the long way. */
class PerformanceTest {
    private static final long HOUR = Outputs.HOUR;
    private static final double CAPITAL = 10_000;
    private static final int BARS = 600;
    private static final int SPLIT = 350;
    private static final double CLOSE_ENOUGH = 1e-6;

    /** What the long way remembers of a bar: equity at its end, and what was earned in it by regime at entry. */
    private static final class Naive {
        private final double[] equity = new double[BARS];
        private final double[][] earned = new double[BARS][Regime.values().length];
        private final boolean[][] held = new boolean[BARS][Regime.values().length];
        private final List<RoundTrip> trips = new ArrayList<>();
    }

    private static RunWatch watch() {
        return new RunWatch(Outputs.MARKET, BarSpec.parse("1h"));
    }

    /**
     * Trades at random for {@value #BARS} bars at prices that differ from the closes, long and short, in one regime or
     * another, and keeps cash and quantity only.
     */
    private static Naive trade(final SplittableRandom random, final RunWatch run) {
        final Outputs outputs = new Outputs(run);
        final Naive naive = new Naive();
        double price = 100;
        long quantity = 0;
        double spent = 0;
        double cash = 0;
        double fees = 0;
        double realised = 0;
        double tripCash = 0;
        double last = 0;
        int entered = 0;
        long entryNs = 0;
        int regime = 0;
        for (int i = 0; i < BARS; i++) {
            final long endNs = (i + 1) * HOUR;
            price = Math.round(price * (1 + 0.02 * (random.nextDouble() - 0.5)) * 100) / 100.0;
            outputs.bar(endNs, price);
            final double now = cash + quantity / 100.0 * price;
            naive.earned[i][entered] += now - last;
            last = now;
            naive.equity[i] = CAPITAL + now;
            naive.held[i][entered] = quantity != 0;
            if (random.nextInt(8) == 0) {
                regime = 1 + random.nextInt(Regime.values().length - 1);
                outputs.regime(0, endNs, Regime.of(regime));
            }
            if (random.nextInt(3) == 0) {
                final long target = random.nextInt(3) == 0 ? 0 : 100 * (random.nextInt(41) - 20);
                // never through nothing: what turns is closed first
                final long to = Long.signum(target) * Long.signum(quantity) < 0 ? 0 : target;
                if (to != quantity) {
                    if (quantity == 0) {
                        entered = regime;
                        entryNs = endNs + 5;
                        tripCash = cash;
                    }
                    final double fill = price + 0.01 * (random.nextInt(11) - 5);
                    final double fee = Math.abs(to - quantity) / 100.0 * fill * 0.001;
                    final double paid = (to - quantity) / 100.0 * fill;
                    cash -= paid + fee;
                    fees += fee;
                    spent += paid;
                    quantity = to;
                    if (quantity == 0) {
                        realised -= spent;
                        spent = 0;
                        naive.trips.add(new RoundTrip(entryNs, endNs + 5, Regime.of(entered), cash - tripCash));
                    }
                    outputs.position(endNs + 5, quantity, spent, realised, fees);
                    final double after = cash + quantity / 100.0 * price;
                    naive.earned[Math.min(BARS - 1, i + 1)][entered] += after - last;
                    last = after;
                }
            }
        }
        return naive;
    }

    private static double naiveSharpe(final Naive naive, final int from, final int to, final int regime) {
        final List<Double> days = new ArrayList<>();
        for (int bar = from; bar < to;) {
            final int day = bar / 24;
            final double begin = bar == 0 ? CAPITAL : naive.equity[bar - 1];
            double sum = 0;
            for (; bar < to && bar / 24 == day; bar++) {
                sum += regime < 0 ? total(naive, bar) : naive.earned[bar][regime];
            }
            days.add(sum / begin);
        }
        final double mean = days.stream().mapToDouble(x -> x).average().orElseThrow();
        final double square = days.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        return mean / Math.sqrt(square / (days.size() - 1)) * Math.sqrt(365);
    }

    private static double total(final Naive naive, final int bar) {
        double sum = 0;
        for (final double part : naive.earned[bar]) {
            sum += part;
        }
        return sum;
    }

    private static double naiveDrawdown(final Naive naive, final int from, final int to, final int regime) {
        final double[] curve = new double[to - from + 1];
        curve[0] = 1;
        for (int bar = from; bar < to; bar++) {
            final double part = regime < 0 ? total(naive, bar) : naive.earned[bar][regime];
            curve[bar - from + 1] = curve[bar - from] * (1 + part / (bar == 0 ? CAPITAL : naive.equity[bar - 1]));
        }
        double deepest = 0;
        for (int i = 0; i < curve.length; i++) {
            for (int k = i; k < curve.length; k++) {
                deepest = Math.max(deepest, 1 - curve[k] / curve[i]);
            }
        }
        return deepest;
    }

    private static void same(
        final Naive naive, final Performance found, final int from, final int to, final int regime) {
        double net = 0;
        int held = 0;
        for (int bar = from; bar < to; bar++) {
            net += regime < 0 ? total(naive, bar) : naive.earned[bar][regime];
            for (int code = 0; code < Regime.values().length; code++) {
                held += (regime < 0 || code == regime) && naive.held[bar][code] ? 1 : 0;
            }
        }
        final long fromNs = from * HOUR;
        final long toNs = to == BARS ? Long.MAX_VALUE : to * HOUR;
        final List<RoundTrip> trips = naive.trips.stream().filter(x -> x.entryNs() > fromNs && x.entryNs() <= toNs
            && (regime < 0 || x.regime().code() == regime)).toList();
        assertEquals(trips.size(), found.trips());
        assertEquals(net / (from == 0 ? CAPITAL : naive.equity[from - 1]), found.net(), CLOSE_ENOUGH);
        assertEquals((double) held / (to - from), found.exposure(), CLOSE_ENOUGH);
        assertEquals(naiveDrawdown(naive, from, to, regime), found.drawdown(), CLOSE_ENOUGH);
        if (!trips.isEmpty()) {
            assertEquals((double) trips.stream().filter(x -> x.net() > 0).count() / trips.size(), found.hits());
            assertEquals(naiveSharpe(naive, from, to, regime), found.sharpe(), 1e-4);
        }
    }

    @Test
    void shouldAgreeWithCashDoneTheLongWayWhenTradesAreRandom() {
        for (long seed = 1; seed <= 20; seed++) {
            final RunWatch run = watch();
            final Naive naive = trade(new SplittableRandom(seed), run);
            assertTrue(naive.trips.size() > 20, "seed " + seed);
            assertEquals(naive.trips.size(), run.trips().size(), "seed " + seed);
            for (int i = 0; i < naive.trips.size(); i++) {
                final RoundTrip expected = naive.trips.get(i);
                final RoundTrip found = run.trips().get(i);
                assertEquals(expected.entryNs(), found.entryNs());
                assertEquals(expected.exitNs(), found.exitNs());
                assertEquals(expected.regime(), found.regime(), "seed " + seed + ", trip " + i);
                assertEquals(expected.net(), found.net(), CLOSE_ENOUGH);
            }
            for (final int[] range : new int[][] {{0, SPLIT}, {SPLIT, BARS - 1}, {0, BARS - 1}}) {
                same(naive, Performance.all(run, CAPITAL, range[0], range[1]), range[0], range[1], -1);
                for (final Regime regime : Regime.values()) {
                    same(naive, Performance.in(run, CAPITAL, range[0], range[1], regime), range[0], range[1],
                        regime.code());
                }
            }
        }
    }

    @Test
    void shouldEndOneRoundTripAndBeginAnotherWhenAFillTurnsThePosition() {
        final RunWatch run = watch();
        final Outputs outputs = new Outputs(run);
        outputs.bar(HOUR, 100);
        outputs.regime(0, HOUR, Regime.BULL);
        outputs.position(HOUR + 1, 100, 100, 0, 0.1);
        outputs.bar(2 * HOUR, 110);
        outputs.regime(0, 2 * HOUR, Regime.BEAR);
        outputs.position(2 * HOUR + 1, -100, -110, 10, 0.3);
        outputs.bar(3 * HOUR, 105);
        outputs.position(3 * HOUR + 1, 0, 0, 15, 0.4);
        assertEquals(2, run.trips().size());
        assertEquals(new RoundTrip(HOUR + 1, 2 * HOUR + 1, Regime.BULL, run.trips().get(0).net()),
            run.trips().get(0));
        assertEquals(9.7, run.trips().get(0).net(), 1e-9);
        assertEquals(Regime.BEAR, run.trips().get(1).regime());
        assertEquals(4.9, run.trips().get(1).net(), 1e-9);
        assertEquals(14.6, run.total(), 1e-9);
    }

    @Test
    void shouldTakeLessThanALotForNothingWhenFeesLeftIt() {
        final RunWatch run = watch();
        final Outputs outputs = new Outputs(run);
        outputs.bar(HOUR, 100);
        outputs.position(HOUR + 1, 109, 109, 0, 0);
        outputs.position(HOUR + 2, 9, 9, 1, 0);
        outputs.bar(2 * HOUR, 100);
        assertEquals(1, run.trips().size());
        assertEquals(0, Performance.all(run, CAPITAL, 0, 2).exposure());
        outputs.bar(3 * HOUR, 200);
        assertEquals(10, run.total(), 1e-9);
        final Performance later = Performance.all(run, CAPITAL, 2, 3);
        assertEquals(0, later.trips());
        assertTrue(Double.isNaN(later.sharpe()) && Double.isNaN(later.hits()));
    }

    @Test
    void shouldHearOnlyItsOwnWhenOthersSpeak() {
        final RunWatch run = watch();
        final Outputs outputs = new Outputs(run);
        outputs.bar(1, HOUR, HOUR, 5);
        outputs.bar(0, 4 * HOUR, 4 * HOUR, 5);
        assertEquals(0, run.history().count());
        outputs.bar(HOUR, 7);
        outputs.regime(1, HOUR, Regime.BEAR);
        outputs.regime(-1, HOUR, Regime.BEAR);
        assertEquals(Regime.UNKNOWN, run.history().regime(0));
        outputs.regime(0, HOUR, Regime.BULL);
        assertEquals(Regime.BULL, run.history().regime(0));
        assertEquals(7, run.history().close(0));
        assertEquals(6, run.history().low(0));
        assertEquals(8, run.history().high(0));
    }

    @Test
    void shouldSayWhatHoldingBroughtWhenPricesFellAndRose() {
        final RegimeHistory history = new RegimeHistory();
        final double[] closes = {100, 120, 60, 90};
        for (int i = 0; i < closes.length; i++) {
            history.bar((i + 1) * 24 * HOUR, closes[i], closes[i], closes[i]);
        }
        final Performance all = Performance.holding(history, 0, 4);
        assertEquals(-0.1, all.net(), 1e-12);
        assertEquals(0.5, all.drawdown(), 1e-12);
        final double[] returns = {0, 0.2, -0.5, 0.5};
        double square = 0;
        for (final double one : returns) {
            square += (one - 0.05) * (one - 0.05);
        }
        assertEquals(0.05 / Math.sqrt(square / 3) * Math.sqrt(365), all.sharpe(), 1e-9);
        assertEquals(-0.25, Performance.holding(history, 2, 4).net(), 1e-12);
    }
}
