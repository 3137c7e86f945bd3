package io.penstock.engine.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.config.ForecastConfig;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ConditionedGbmTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final int PATHS = 200;
    private static final int STEPS = 40;
    private static final ForecastConfig CONFIG = ForecastConfig.defaults().withShape(PATHS, STEPS).withLevel(2);
    private static final ShockTable TABLE = new ShockTable(5, PATHS, STEPS);

    private static ForecastInput plain() {
        final ForecastInput input = new ForecastInput();
        input.horizonNs = 300 * SECOND_NS;
        input.volatilityPerRootSecond = 2e-4;
        input.driftPerSecond = 3e-6;
        input.target = 0.004;
        input.stop = -0.003;
        return input;
    }

    private static ForecastInput draw(final SplittableRandom random) {
        final ForecastInput input = plain();
        input.regime = random.nextInt(7);
        input.regimeConfidence = random.nextDouble();
        input.imbalance = 2 * random.nextDouble() - 1;
        input.sessionVolatility = 0.5 + random.nextDouble();
        if (random.nextBoolean()) {
            input.sessionEndsInNs = random.nextLong(400 * SECOND_NS);
            input.nextSessionVolatility = 0.5 + random.nextDouble();
        }
        if (random.nextBoolean()) {
            input.event(CONFIG, random.nextLong(800 * SECOND_NS) - 200 * SECOND_NS);
            input.eventEndsInNs = input.eventBeginsInNs + random.nextLong(300 * SECOND_NS);
        }
        return input;
    }

    private static double overlap(final double from, final double to, final double begin, final double end) {
        return Math.max(0, Math.min(to, end) - Math.max(from, begin));
    }

    /** Seconds within a step, each weighed by the squared multiplier that holds then. */
    private static double weighed(final ForecastInput input, final double from, final double to) {
        final double far = 1e12;
        final double change = Math.min(far, input.sessionEndsInNs / 1e9);
        final double begin = Math.min(far, input.eventBeginsInNs / 1e9);
        final double end = Math.min(far, input.eventEndsInNs / 1e9);
        final double now = input.sessionVolatility * input.sessionVolatility;
        final double next = input.nextSessionVolatility * input.nextSessionVolatility;
        final double more = input.eventVolatility * input.eventVolatility - 1;
        return now * (overlap(from, to, -far, change)
            + more * Math.max(0, Math.min(Math.min(to, end), change) - Math.max(from, begin)))
            + next * (overlap(from, to, change, 2 * far)
            + more * Math.max(0, Math.min(to, end) - Math.max(Math.max(from, begin), change)));
    }

    /** Paths one after the other, each step from its definition. */
    private static double[][] naive(final ForecastInput input) {
        final double at = input.regime < 6 ? input.regimeConfidence : 0;
        final int regime = Math.min(input.regime, 5);
        final double volatility =
            input.volatilityPerRootSecond * (1 + at * (CONFIG.regimeVolatility().get(regime) - 1));
        final double drift = input.driftPerSecond * (1 + at * (CONFIG.regimeDrift().get(regime) - 1));
        final double push = input.imbalance * CONFIG.imbalanceDrift() * volatility * Math.sqrt(10);
        final double seconds = input.horizonNs / 1e9;
        final double[][] paths = new double[PATHS][STEPS];
        for (int path = 0; path < PATHS; path++) {
            double log = 0;
            for (int step = 0; step < STEPS; step++) {
                final double from = seconds * step / STEPS;
                final double to = seconds * (step + 1) / STEPS;
                final double variance = volatility * volatility * weighed(input, from, to);
                log += drift * (to - from) + push * (Math.pow(0.5, from / 10) - Math.pow(0.5, to / 10))
                    - variance / 2 + Math.sqrt(variance) * TABLE.shock(step, path);
                paths[path][step] = Math.expm1(log);
            }
        }
        return paths;
    }

    private static void assertSame(final Forecast one, final Forecast other) {
        assertEquals(one.probabilityUp(), other.probabilityUp());
        assertEquals(one.expectedMove(), other.expectedMove());
        assertEquals(one.deviation(), other.deviation());
        for (int i = 0; i <= 100; i++) {
            assertEquals(one.quantile(i / 100.0), other.quantile(i / 100.0));
        }
        assertEquals(one.probabilityTargetFirst(), other.probabilityTargetFirst());
        assertEquals(one.probabilityStopFirst(), other.probabilityStopFirst());
    }

    @Test
    void shouldEqualLevelOneBitForBitWhenNothingIsConditioned() {
        final Forecaster first = new Forecaster(CONFIG.withLevel(1), TABLE);
        final Forecaster second = new Forecaster(CONFIG, TABLE);
        final Forecast one = new Forecast(first);
        final Forecast other = new Forecast(second);
        final SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < 50; i++) {
            final ForecastInput input = plain();
            input.volatilityPerRootSecond *= 0.5 + random.nextDouble();
            input.driftPerSecond *= 2 * random.nextDouble() - 1;
            input.horizonNs += random.nextLong(input.horizonNs);
            first.make(one, input, 0);
            input.regime = i % 7;
            input.regimeConfidence = i % 7 == 0 ? 1 : 0;
            input.imbalance = i % 2 == 0 ? 0 : Double.NaN;
            input.sessionEndsInNs = 7 * SECOND_NS;
            second.make(other, input, 0);
            assertEquals(1, one.level());
            assertEquals(2, other.level());
            assertSame(one, other);
        }
    }

    @Test
    void shouldEqualPathsRunOneByOneWhenEverythingIsConditioned() {
        final SplittableRandom random = new SplittableRandom(6);
        final Forecaster forecaster = new Forecaster(CONFIG, TABLE);
        final Forecast forecast = new Forecast(forecaster);
        final double[] path = new double[STEPS];
        for (int i = 0; i < 30; i++) {
            final ForecastInput input = draw(random);
            forecaster.make(forecast, input, 0);
            final double[][] expected = naive(input);
            double mean = 0;
            int up = 0;
            for (int at = 0; at < PATHS; at++) {
                assertTrue(forecaster.path(input, at, path));
                for (int step = 0; step < STEPS; step++) {
                    assertEquals(expected[at][step], path[step], 1e-12, "case " + i + " path " + at + " at " + step);
                }
                mean += expected[at][STEPS - 1] / PATHS;
                up += expected[at][STEPS - 1] > 0 ? 1 : 0;
            }
            assertEquals(mean, forecast.expectedMove(), 1e-12);
            assertEquals(up, forecast.probabilityUp() * PATHS, 1e-9);
        }
    }

    @Test
    void shouldMoveTheForecastTheStatedWayWhenOneConditionHolds() {
        final Forecaster forecaster = new Forecaster(CONFIG, TABLE);
        final Forecast usual = new Forecast(forecaster);
        final Forecast other = new Forecast(forecaster);
        forecaster.make(usual, plain(), 0);
        final ForecastInput input = plain();
        input.imbalance = 1;
        forecaster.make(other, input, 0);
        // all but 2^-30 of half a deviation over ten seconds
        assertEquals(0.5 * 2e-4 * Math.sqrt(10), other.expectedMove() - usual.expectedMove(), 2e-6);
        assertEquals(usual.deviation(), other.deviation(), 1e-5);
        input.clear().set(plain());
        input.regime = 4;
        input.regimeConfidence = 1;
        forecaster.make(other, input, 0);
        assertEquals(1.25, other.deviation() / usual.deviation(), 0.01);
        input.set(plain());
        input.sessionVolatility = 2;
        input.sessionEndsInNs = 150 * SECOND_NS;
        forecaster.make(other, input, 0);
        assertEquals(Math.sqrt(2.5), other.deviation() / usual.deviation(), 0.15);
        input.set(plain()).event(CONFIG, -120 * SECOND_NS);
        forecaster.make(other, input, 0);
        assertSame(usual, other);
    }

    @Test
    void shouldSayNothingWhenAConditionIsNoNumber() {
        final Forecaster forecaster = new Forecaster(CONFIG, TABLE);
        final Forecast forecast = new Forecast(forecaster);
        final ForecastInput input = plain();
        input.sessionVolatility = Double.NaN;
        forecaster.make(forecast, input, 0);
        assertFalse(forecast.ready());
        input.set(plain()).regimeConfidence = Double.NaN;
        forecaster.make(forecast, input, 0);
        assertFalse(forecast.ready());
        input.set(plain()).imbalance = Double.NaN;
        forecaster.make(forecast, input, 0);
        assertTrue(forecast.ready(), "a book without imbalance pushes nowhere");
    }
}
