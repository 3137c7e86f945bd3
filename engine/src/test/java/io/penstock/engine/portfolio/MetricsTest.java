package io.penstock.engine.portfolio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.config.MetricsConfig;
import io.penstock.engine.property.PropertyRunner;
import io.penstock.engine.state.StateBuffer;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures against values known by hand and against a straightforward computation. */
class MetricsTest {
    private static final long ONE = 100_000_000L;
    private static final MetricsConfig YEARLY = new MetricsConfig(365L * 86_400_000, 100, 4, 1, 1);

    private final Metrics metrics = new Metrics(YEARLY);

    /** Values of the account from 1,000 on, by returns in percent. */
    private long sample(final int... percent) {
        long equity = 1_000 * ONE;
        metrics.sample(equity, 0);
        for (final int each : percent) {
            equity = equity / 100 * (100 + each);
            metrics.sample(equity, 0);
        }
        return equity;
    }

    @Test
    void shouldGiveNoFiguresWhileThereAreTooFewReturns() {
        sample(1, 2, 3);
        assertEquals(3, metrics.returns());
        assertFalse(metrics.ready());
        assertEquals(AccountValue.UNKNOWN, metrics.valueAtRisk(95_000_000, ONE));
        assertEquals(AccountValue.UNKNOWN, metrics.expectedShortfall(95_000_000, ONE));
        assertEquals(AccountValue.UNKNOWN, metrics.parametricValueAtRisk(95_000_000, ONE));
        assertTrue(Double.isNaN(metrics.volatility()) && Double.isNaN(metrics.sharpe())
            && Double.isNaN(metrics.sortino()));
        metrics.sample(1_070 * ONE, 0);
        assertTrue(metrics.ready());
        assertEquals(AccountValue.UNKNOWN, metrics.valueAtRisk(95_000_000, AccountValue.UNKNOWN));
        assertEquals(AccountValue.UNKNOWN, metrics.parametricValueAtRisk(95_000_000, AccountValue.UNKNOWN));
    }

    @Test
    void shouldEqualValuesKnownByHand() {
        sample(-4, 2, -2, 4, 0);
        assertEquals(Math.sqrt(0.001), metrics.volatility(), 1e-15, "squares 0.004 by n - 1 = 4");
        assertEquals(0, metrics.sharpe(), 1e-12);
        assertEquals(0, metrics.sortino(), 1e-12);
        // sorted -4 -2 0 2 4: the quantile 5 % lies at 1 + 4 x 0.05 = 1.2, so -4 + 0.2 x 2 = -3.6
        assertEquals(36 * ONE, metrics.valueAtRisk(95_000_000, 1_000 * ONE));
        assertEquals(39_20000000L, metrics.valueAtRisk(99_000_000, 1_000 * ONE));
        // 5 x 0.05 is no whole return: the worst one; 5 x 0.5 = 2.5 of them: (-4 - 2 + 0 / 2) / 2.5 = -2.4
        assertEquals(40 * ONE, metrics.expectedShortfall(95_000_000, 1_000 * ONE));
        assertEquals(24 * ONE, metrics.expectedShortfall(50_000_000, 1_000 * ONE));
        // 1.6448536 and 2.3263479 times a deviation of 3.1622777 %
        assertEquals(52_01483885L, metrics.parametricValueAtRisk(95_000_000, 1_000 * ONE), 2);
        assertEquals(73_56557924L, metrics.parametricValueAtRisk(99_000_000, 1_000 * ONE), 2);
    }

    @Test
    void shouldWeighGainAgainstAllAndAgainstLosses() {
        sample(3, -1, 3, -1);
        // mean 1 %, deviation sqrt(16/3) %, downside sqrt(2/4) %
        assertEquals(Math.sqrt(3.0 / 16), metrics.sharpe(), 1e-12);
        assertEquals(Math.sqrt(2), metrics.sortino(), 1e-12);
    }

    @Test
    void shouldBeZeroWhenNothingMoves() {
        sample(0, 0, 0, 0);
        assertEquals(0, metrics.volatility());
        assertEquals(0, metrics.sharpe());
        assertEquals(0, metrics.sortino());
        assertEquals(0, metrics.valueAtRisk(99_000_000, ONE));
        assertEquals(0, metrics.maxDrawdownRate());
    }

    @Test
    void shouldTakeNoDepositForAGainAndNoWithdrawalForALoss() {
        metrics.sample(1_000 * ONE, 1_000 * ONE);
        metrics.sample(1_510 * ONE, 1_500 * ONE);
        metrics.sample(10 * ONE, 0);
        metrics.observe(9 * ONE, 0);
        final ReturnWindow expected = new ReturnWindow(2);
        expected.add(ReturnWindow.ONE_E12 / 100);
        assertEquals(2, metrics.returns());
        assertEquals(10_000_000L, metrics.maxDrawdownRate(), "1 of the 10 that the high of 1,510 was moved to");
        assertEquals(expected.at(0), 10_000_000_000L);
    }

    @Test
    void shouldKeepTheDeepestFall() {
        sample(10, -50, 20, 100);
        assertEquals(50_000_000L, metrics.maxDrawdownRate());
        metrics.observe(AccountValue.UNKNOWN, 0);
        metrics.observe(1, 0);
        assertTrue(metrics.maxDrawdownRate() > 99_999_900L);
    }

    @Test
    void shouldTakeNoReturnOverAGapOrFromNothing() {
        metrics.sample(100, 0);
        metrics.sample(AccountValue.UNKNOWN, 0);
        metrics.sample(90, 0);
        assertEquals(0, metrics.returns());
        metrics.sample(0, 0);
        metrics.sample(50, 0);
        assertEquals(1, metrics.returns(), "from 90 to 0, not from 0 to 50");
        metrics.sample(Long.MAX_VALUE, 0);
        assertEquals(2, metrics.returns(), "far beyond what a return can be");
    }

    @Test
    void shouldEqualTheStraightforwardFiguresUnderRandomReturns() {
        PropertyRunner.of("metrics equal sorted lists").cases(60).steps(120).run((random, steps) -> {
            final int window = random.nextInt(4, 40);
            Metrics fast = new Metrics(new MetricsConfig(60_000, window, 4, 1, 1));
            final List<BigDecimal> all = new ArrayList<>();
            long equity = 1_000_000;
            fast.sample(equity, 0);
            for (int i = 0; i < steps; i++) {
                final long next = equity + random.nextLong(-equity / 20, equity / 18 + 2);
                fast.sample(next, 0);
                all.add(BigDecimal.valueOf(next - equity).divide(BigDecimal.valueOf(equity), 12, RoundingMode.HALF_UP));
                equity = next;
                if (random.nextInt(10) == 0) {
                    final StateBuffer state = new StateBuffer();
                    fast.writeTo(state);
                    fast = new Metrics(new MetricsConfig(60_000, window, 4, 1, 1));
                    fast.readFrom(state);
                }
                compare(fast, all.subList(Math.max(0, all.size() - window), all.size()));
            }
        });
    }

    private static void compare(final Metrics fast, final List<BigDecimal> returns) {
        final int n = returns.size();
        assertEquals(n, fast.returns());
        if (n < 4) {
            return;
        }
        final List<BigDecimal> sorted = returns.stream().sorted().toList();
        final double mean = returns.stream().mapToDouble(BigDecimal::doubleValue).sum() / n;
        final double variance = returns.stream().mapToDouble(r -> Math.pow(r.doubleValue() - mean, 2)).sum() / (n - 1);
        final double year = Math.sqrt(365 * 24 * 60);
        assertEquals(Math.sqrt(variance) * year, fast.volatility(), 1e-9 * (1 + fast.volatility()));
        assertEquals(mean / Math.sqrt(variance) * year, fast.sharpe(), 1e-6 * (1 + Math.abs(fast.sharpe())));
        for (final int percent : new int[] {1, 5, 10}) {
            final BigDecimal p = BigDecimal.valueOf(percent, 2);
            final BigDecimal position = p.multiply(BigDecimal.valueOf(n - 1));
            final int below = position.intValue();
            final BigDecimal part = position.subtract(BigDecimal.valueOf(below));
            final BigDecimal quantile = sorted.get(below).add(part.signum() == 0 ? BigDecimal.ZERO
                : sorted.get(below + 1).subtract(sorted.get(below)).multiply(part));
            final long one = 1_000_000_000_000L;
            assertEquals(-quantile.doubleValue() * 1e12, fast.valueAtRisk(ONE - percent * 1_000_000L, one), 1);
            final BigDecimal weight = p.multiply(BigDecimal.valueOf(n));
            BigDecimal left = weight;
            BigDecimal sum = BigDecimal.ZERO;
            for (int i = 0; left.signum() > 0; i++) {
                final BigDecimal share = left.min(BigDecimal.ONE);
                sum = sum.add(sorted.get(i).multiply(share));
                left = left.subtract(share);
            }
            final double tail = sum.doubleValue() / weight.doubleValue();
            assertEquals(-tail * 1e12, fast.expectedShortfall(ONE - percent * 1_000_000L, one), 2);
            assertTrue(fast.expectedShortfall(ONE - percent * 1_000_000L, one)
                >= fast.valueAtRisk(ONE - percent * 1_000_000L, one) - 1, "the tail is no better than its edge");
        }
    }
}
