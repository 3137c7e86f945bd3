package io.penstock.engine.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.penstock.engine.config.ForecastConfig;
import java.io.File;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Forecasts allocate nothing, to the byte when interpreted, and are the same bits interpreted and compiled. */
class ForecastAllocationTest {
    private static final int INTERPRETED_ROUNDS = 4;
    private static final int COMPILED_ROUNDS = 500;
    private static final long LIMIT_SECONDS = 60;

    /** Bytes per round of forecasts on both levels, all figures read, and the hash of a few. */
    private static long[] measure(final int rounds) {
        final ForecastConfig config = ForecastConfig.defaults();
        final ShockTable table = new ShockTable(9, config.paths(), config.steps());
        final Forecaster first = new Forecaster(config, table);
        final Forecaster second = new Forecaster(config.withLevel(2), table);
        final Forecast one = new Forecast(first);
        final Forecast other = new Forecast(second);
        final ForecastInput input = new ForecastInput();
        final double[] path = new double[config.steps()];
        round(first, one, input, path, rounds);
        round(second, other, input, path, rounds);
        final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        final long thread = Thread.currentThread().getId();
        threads.getThreadAllocatedBytes(thread);
        final long before = threads.getThreadAllocatedBytes(thread);
        round(first, one, input, path, rounds);
        round(second, other, input, path, rounds);
        final long bytes = threads.getThreadAllocatedBytes(thread) - before;
        return new long[] {bytes, ForecastTest.hashOfAll(first, second, 10)};
    }

    private static void round(
        final Forecaster forecaster, final Forecast forecast, final ForecastInput input, final double[] path,
        final int rounds) {
        for (int i = 0; i < rounds; i++) {
            input.clear();
            input.horizonNs = 60_000_000_000L;
            input.volatilityPerRootSecond = 1e-4 + i * 1e-7;
            input.stop = -0.001;
            input.target = 0.001;
            input.imbalance = 0.3;
            input.eventVolatility = 2;
            input.eventBeginsInNs = 10_000_000_000L;
            input.eventEndsInNs = 25_000_000_000L;
            forecaster.pull(forecast, input, i * 1_000_000_000L);
            forecast.quantile(0.05);
            forecaster.path(input, i % 100, path);
            forecaster.firstTouch(input, i % 100);
        }
    }

    /**
     * Measures in a JVM of its own.
     *
     * @param arguments none
     */
    public static void main(final String[] arguments) {
        final long[] found = measure(INTERPRETED_ROUNDS);
        System.out.println("bytes " + found[0] + " hash " + found[1]);
    }

    private static String child(final String flag) throws Exception {
        final List<String> command = List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), flag,
            "-cp", System.getProperty("java.class.path"), ForecastAllocationTest.class.getName());
        final File said = File.createTempFile("allocation", ".txt");
        said.deleteOnExit();
        final Process child = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(said).start();
        try {
            assertTrue(child.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), "over " + LIMIT_SECONDS + " s");
        } finally {
            child.destroyForcibly();
        }
        return Files.readString(said.toPath(), StandardCharsets.UTF_8).strip();
    }

    @Test
    void shouldAllocateNothingAndGiveTheSameBitsWhenInterpretedOrCompiled() throws Exception {
        final long[] compiled = measure(COMPILED_ROUNDS);
        assertEquals(0, compiled[0] / (2 * COMPILED_ROUNDS), compiled[0] + " bytes");
        assertEquals("bytes 0 hash " + compiled[1], child("-Xint"));
        final String simply = child("-XX:TieredStopAtLevel=1");
        assertTrue(simply.endsWith(" hash " + compiled[1]), simply);
    }
}
