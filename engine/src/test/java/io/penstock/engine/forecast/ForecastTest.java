package io.penstock.engine.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Side;
import io.penstock.engine.config.ForecastConfig;
import io.penstock.engine.state.StateBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MS_NS = 1_000_000L;
    private static final int PATHS = 1_000;
    private static final int STEPS = 50;
    private static final ShockTable TABLE = new ShockTable(9, PATHS, STEPS);

    private final Forecaster forecaster = forecaster(1);
    private final Forecast forecast = new Forecast(forecaster);

    private static Forecaster forecaster(final int level) {
        return new Forecaster(ForecastConfig.defaults().withLevel(level), TABLE);
    }

    private static ForecastInput input() {
        final ForecastInput input = new ForecastInput();
        input.horizonNs = 60 * SECOND_NS;
        input.volatilityPerRootSecond = 2e-4;
        input.driftPerSecond = 1e-6;
        input.stop = -0.001;
        input.target = 0.0015;
        return input;
    }

    private static ForecastInput conditioned() {
        final ForecastInput input = input();
        input.regime = 4;
        input.regimeConfidence = 0.7;
        input.imbalance = -0.4;
        input.eventVolatility = 2;
        input.eventBeginsInNs = 20 * SECOND_NS;
        input.eventEndsInNs = 31 * SECOND_NS;
        return input;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldGiveTheSameBitsWhenEachPathIsRunAlone(final int level) {
        final Forecaster maker = forecaster(level);
        final Forecast whole = new Forecast(maker);
        final SplittableRandom random = new SplittableRandom(level);
        final double[] path = new double[STEPS];
        final double[] ends = new double[PATHS];
        for (int i = 0; i < 10; i++) {
            final ForecastInput input = i == 0 ? input() : conditioned();
            input.side = i % 3 == 0 ? Side.SELL : Side.BUY;
            final double sign = input.side == Side.BUY ? 1 : -1;
            input.target = sign * 0.002 * (0.2 + random.nextDouble());
            input.stop = -sign * 0.002 * (0.2 + random.nextDouble());
            maker.make(whole, input, 0);
            int target = 0;
            int stop = 0;
            for (int at = 0; at < PATHS; at++) {
                assertTrue(maker.path(input, at, path));
                ends[at] = path[STEPS - 1];
                final int first = maker.firstTouch(input, at);
                target += first > 0 ? 1 : 0;
                stop += first < 0 ? 1 : 0;
            }
            Arrays.sort(ends);
            for (int at = 0; at < PATHS; at++) {
                assertEquals(ends[at], whole.quantile((double) at / (PATHS - 1)), Math.abs(ends[at]) * 1e-11);
            }
            assertEquals(ends[0], whole.quantile(0));
            assertEquals(ends[PATHS - 1], whole.quantile(1));
            assertEquals((double) target / PATHS, whole.probabilityTargetFirst());
            assertEquals((double) stop / PATHS, whole.probabilityStopFirst());
            assertEquals((double) (PATHS - target - stop) / PATHS, whole.probabilityNeither());
            assertTrue(target > 0 && stop > 0, target + " " + stop);
        }
    }

    /** The measure by which a path touches: each point moved by 0.5826 deviations of its step. */
    @Test
    void shouldSayWhichCameFirstWhenThePointsOfAPathAreLookedAt() {
        final ForecastInput input = input();
        input.target = 0.0012;
        input.stop = -0.0011;
        final double[] path = new double[STEPS];
        final double move = 0.5825971579390106 * 2e-4 * Math.sqrt(60.0 / STEPS);
        for (int at = 0; at < PATHS; at++) {
            forecaster.path(input, at, path);
            int expected = 0;
            for (int step = 0; step < STEPS && expected == 0; step++) {
                final double log = Math.log1p(path[step]);
                expected = log + move >= Math.log1p(input.target) ? 1 : log - move <= Math.log1p(input.stop) ? -1 : 0;
            }
            assertEquals(expected, forecaster.firstTouch(input, at), "path " + at);
        }
    }

    @Test
    void shouldMirrorEverythingWhenTheLogarithmHasNoDrift() {
        final ForecastInput input = input();
        input.driftPerSecond = 2e-8; // half of the variance
        input.target = 0.002;
        input.stop = 1 / 1.002 - 1;
        forecaster.make(forecast, input, 0);
        assertEquals(0.5, forecast.probabilityUp(), 0.001);
        assertEquals(forecast.probabilityTargetFirst(), forecast.probabilityStopFirst(), 0.001);
        for (final double p : new double[] {0, 0.01, 0.2, 0.5}) {
            assertEquals(0, Math.log1p(forecast.quantile(p)) + Math.log1p(forecast.quantile(1 - p)), 1e-9,
                "but for the line between two paths");
        }
    }

    @Test
    void shouldSwapTargetAndStopWhenTheSideTurns() {
        final ForecastInput input = input();
        forecaster.make(forecast, input, 0);
        final double target = forecast.probabilityTargetFirst();
        final double stop = forecast.probabilityStopFirst();
        input.side = Side.SELL;
        input.target = -0.001;
        input.stop = 0.0015;
        forecaster.make(forecast, input, 0);
        assertEquals(stop, forecast.probabilityTargetFirst());
        assertEquals(target, forecast.probabilityStopFirst());
        assertEquals(0.0015, forecast.stop());
        assertEquals(-0.001, forecast.target());
    }

    @Test
    void shouldAverageTheWorstPathsWhenShortfallIsAsked() {
        forecaster.make(forecast, input(), 0);
        double low = 0;
        double high = 0;
        for (int i = 0; i < 50; i++) {
            low += forecast.quantile(i / 999.0) / 50;
            high += forecast.quantile(1 - i / 999.0) / 50;
        }
        assertEquals(-low, forecast.expectedShortfall(Side.BUY, 0.95), 1e-12);
        assertEquals(high, forecast.expectedShortfall(Side.SELL, 0.95), 1e-12);
        assertEquals(-forecast.quantile(0.05), forecast.valueAtRisk(Side.BUY, 0.95), 1e-15);
        assertEquals(forecast.quantile(0.95), forecast.valueAtRisk(Side.SELL, 0.95));
        assertEquals(-forecast.expectedMove(), forecast.expectedShortfall(Side.BUY, 0), 1e-15);
        assertEquals(-forecast.quantile(0), forecast.expectedShortfall(Side.BUY, 1));
        assertEquals(forecast.quantile(1), forecast.expectedShortfall(Side.SELL, 1));
        assertTrue(Double.isNaN(forecast.quantile(1.1)));
        assertTrue(Double.isNaN(forecast.quantile(Double.NaN)));
        assertTrue(Double.isNaN(forecast.expectedShortfall(Side.BUY, -0.1)));
    }

    @Test
    void shouldReuseOneWhenTheIntervalHasNotPassed() {
        final ForecastInput input = input();
        assertTrue(forecaster.pull(forecast, input, 5_000 * MS_NS));
        final double before = forecast.expectedMove();
        input.driftPerSecond = 1e-4;
        assertFalse(forecaster.pull(forecast, input, 5_999 * MS_NS));
        assertEquals(999 * MS_NS, forecast.ageNs());
        assertEquals(5_000 * MS_NS, forecast.madeNs());
        assertEquals(before, forecast.expectedMove());
        assertEquals(1e-6, forecast.input().driftPerSecond);
        assertTrue(forecaster.pull(forecast, input, 6_000 * MS_NS));
        assertEquals(0, forecast.ageNs());
        assertEquals(6_000 * MS_NS, forecast.madeNs());
        assertTrue(forecast.expectedMove() > before + 0.005);
    }

    @Test
    void shouldMakeOneAMomentWhenThereIsNoInterval() {
        final Forecaster eager = new Forecaster(TABLE, new Gbm(TABLE), 0);
        assertTrue(eager.pull(forecast, input(), 5));
        assertFalse(eager.pull(forecast, input(), 5));
        assertTrue(eager.pull(forecast, input(), 6));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void shouldMakeOneWhenTheShapeIsTheLeast(final int level) {
        final Forecaster maker = new Forecaster(ForecastConfig.defaults().withShape(2, 1).withLevel(level), 3);
        final Forecast least = new Forecast(maker);
        maker.make(least, conditioned(), 0);
        assertEquals(0.5, least.probabilityUp());
        assertEquals(least.quantile(0), -least.valueAtRisk(Side.BUY, 1));
        assertEquals(0.5, least.probabilityTargetFirst());
        assertEquals(0.5, least.probabilityStopFirst());
    }

    @Test
    void shouldSayNaNWhenNothingCanBeSaid() {
        assertNotReady();
        final List<ForecastInput> unknown = List.of(input(), input(), input(), input(), input(), new ForecastInput());
        unknown.get(0).volatilityPerRootSecond = Double.NaN;
        unknown.get(1).volatilityPerRootSecond = -1e-9;
        unknown.get(2).volatilityPerRootSecond = 10;
        unknown.get(3).driftPerSecond = Double.POSITIVE_INFINITY;
        unknown.get(4).horizonNs = 0;
        for (final ForecastInput input : unknown) {
            forecaster.make(forecast, input(), 7);
            assertTrue(forecast.ready());
            assertFalse(forecaster.pull(forecast, input, 8 * SECOND_NS));
            assertNotReady();
            assertFalse(forecaster.path(input, 0, new double[STEPS]));
        }
    }

    private void assertNotReady() {
        assertFalse(forecast.ready());
        for (final double value : new double[] {forecast.probabilityUp(), forecast.expectedMove(), forecast.deviation(),
            forecast.quantile(0.5), forecast.valueAtRisk(Side.BUY, 0.95), forecast.expectedShortfall(Side.SELL, 0.95),
            forecast.stop(), forecast.target(), forecast.probabilityTargetFirst(), forecast.probabilityStopFirst(),
            forecast.probabilityNeither()}) {
            assertTrue(Double.isNaN(value));
        }
    }

    @Test
    void shouldCountWhatIsTouchedAlreadyWhenABarrierIsNotAhead() {
        final ForecastInput input = input();
        input.stop = 0;
        forecaster.make(forecast, input, 0);
        assertEquals(1, forecast.probabilityStopFirst());
        assertEquals(0, forecast.probabilityTargetFirst());
        input.stop = -0.001;
        input.target = -0.0001;
        forecaster.make(forecast, input, 0);
        assertEquals(1, forecast.probabilityTargetFirst());
        assertEquals(0, forecast.probabilityNeither());
        input.stop = -1;
        input.target = Double.NaN;
        forecaster.make(forecast, input, 0);
        assertEquals(1, forecast.probabilityNeither());
    }

    @Test
    void shouldBeCertainWhenThereIsNoVolatility() {
        final ForecastInput input = input();
        input.volatilityPerRootSecond = 0;
        forecaster.make(forecast, input, 0);
        final double move = Math.expm1(60e-6);
        assertEquals(1, forecast.probabilityUp());
        assertEquals(move, forecast.expectedMove(), 1e-15);
        assertEquals(0, forecast.deviation(), 1e-17);
        assertEquals(move, forecast.quantile(0.3), 1e-15);
        assertEquals(1, forecast.probabilityNeither());
        assertEquals(60 * SECOND_NS, forecast.horizonNs());
    }

    @Test
    void shouldGoOnWithTheSameBitsWhenItsStateWasLoaded() {
        final Forecaster maker = forecaster(2);
        final Forecast one = new Forecast(maker);
        final Forecast other = new Forecast(forecaster(2));
        maker.pull(one, conditioned(), 5 * SECOND_NS);
        maker.pull(one, conditioned(), 5 * SECOND_NS + 3);
        final StateBuffer fresh = state(one);
        one.quantile(0.5);
        final StateBuffer read = state(one);
        assertArrayEquals(fresh.bytes(), read.bytes(), "asking changes no state");
        other.readFrom(read);
        assertArrayEquals(fresh.bytes(), state(other).bytes());
        assertEquals(3, other.ageNs());
        assertEquals(hash(one, 1), hash(other, 1));
        one.clear();
        other.readFrom(state(one));
        assertFalse(other.ready());
        final StateBuffer unknown = new StateBuffer();
        unknown.putInt(99);
        assertThrows(IllegalStateException.class, () -> other.readFrom(unknown));
        assertThrows(IllegalStateException.class, () -> other.input().readFrom(unknown));
    }

    private static StateBuffer state(final Forecast of) {
        final StateBuffer out = new StateBuffer();
        of.writeTo(out);
        return out;
    }

    static long hash(final Forecast of, final long before) {
        long hash = before;
        for (int i = 0; i < PATHS; i++) {
            hash = 31 * hash + Double.doubleToLongBits(of.quantile(i / (PATHS - 1.0)));
        }
        for (final double value : new double[] {of.probabilityUp(), of.expectedMove(), of.deviation(),
            of.expectedShortfall(Side.BUY, 0.97), of.expectedShortfall(Side.SELL, 0.97), of.probabilityTargetFirst(),
            of.probabilityStopFirst(), of.probabilityNeither()}) {
            hash = 31 * hash + Double.doubleToLongBits(value);
        }
        return hash;
    }

    /** Everything of forecasts at both levels, as a number. */
    static long hashOfAll(final Forecaster first, final Forecaster second, final int rounds) {
        final Forecast one = new Forecast(first);
        final Forecast other = new Forecast(second);
        final ForecastInput input = conditioned();
        long hash = 1;
        for (int i = 0; i < rounds; i++) {
            input.driftPerSecond = (i - 3) * 1e-6;
            input.imbalance = (i % 9 - 4) * 0.2;
            first.make(one, input, i);
            second.make(other, input, i);
            hash = hash(other, hash(one, hash));
        }
        return hash;
    }

    @Test
    void shouldHaveTheBitsItAlwaysHadWhenMadeAgain() {
        assertEquals(6711005444627832130L, hashOfAll(forecaster(1), forecaster(2), 10));
    }

    @Test
    void shouldRefuseSettingsOfWhichNoForecastCanBeMade() {
        final ForecastConfig config = ForecastConfig.defaults();
        assertEquals("paths is an even number from 2 to 1000000, not 7",
            assertThrows(IllegalArgumentException.class, () -> config.withShape(7, 50)).getMessage());
        assertEquals("steps is a number from 1 to 10000, not 0",
            assertThrows(IllegalArgumentException.class, () -> config.withShape(2, 0)).getMessage());
        assertEquals("level is 1 or 2, not 3",
            assertThrows(IllegalArgumentException.class, () -> config.withLevel(3)).getMessage());
        assertEquals("times are from 0 ms, the half-life of the imbalance from 1 ms",
            assertThrows(IllegalArgumentException.class, () -> new ForecastConfig(2, 1, 0, 1, List.of(), List.of(), 0,
                0, 1, 0, 0)).getMessage());
        assertEquals("a drift multiplier is a number, not NaN",
            assertThrows(IllegalArgumentException.class, () -> new ForecastConfig(2, 1, 0, 1, List.of(Double.NaN),
                List.of(), 0, 1, 1, 0, 0)).getMessage());
        assertEquals("a volatility multiplier is 0 or more, not -1.0",
            assertThrows(IllegalArgumentException.class, () -> new ForecastConfig(2, 1, 0, 1, List.of(),
                List.of(-1.0), 0, 1, 1, 0, 0)).getMessage());
        assertEquals("eventVolatility is 0 or more, not Infinity",
            assertThrows(IllegalArgumentException.class, () -> new ForecastConfig(2, 1, 0, 1, List.of(), List.of(), 0,
                1, Double.POSITIVE_INFINITY, 0, 0)).getMessage());
        assertEquals("imbalanceDrift is a number, not NaN",
            assertThrows(IllegalArgumentException.class, () -> new ForecastConfig(2, 1, 0, 1, List.of(), List.of(),
                Double.NaN, 1, 1, 0, 0)).getMessage());
    }
}
