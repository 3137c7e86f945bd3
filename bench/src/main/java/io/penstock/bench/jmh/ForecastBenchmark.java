package io.penstock.bench.jmh;

import io.penstock.bench.Work;
import io.penstock.bench.forecast.ForecastCases;
import io.penstock.bench.forecast.ForecastPass;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One forecast of 1,000 paths of 50 steps, with stop, target and tails: the naive loop, level 1, and level 2 with an
 * event and the end of a session within the horizon.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ForecastBenchmark {
    /** Who makes it. */
    @Param({"naive", "level1", "level2"})
    public String forecast;

    private Work work;

    /** Draws the shocks. */
    @Setup
    public void setup() {
        final ForecastCases cases = new ForecastCases();
        work = switch (forecast) {
            case "naive" -> cases.naive();
            case "level1" -> new ForecastPass(cases.forecaster(1), cases.input(), true);
            default -> new ForecastPass(cases.forecaster(2), cases.event(), true);
        };
    }

    /**
     * One forecast.
     *
     * @return one
     */
    @Benchmark
    public long make() {
        return work.run();
    }
}
