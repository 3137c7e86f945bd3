package io.penstock.bench.forecast;

import io.penstock.bench.Context;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.engine.forecast.Forecast;
import java.util.List;

/**
 * A forecast on level 1 against the naive loop, level 2 against level 1. Before that all must agree.
 */
public final class ForecastGroup implements Group {
    private static final double GOAL = 0.04;
    private static final double GOAL_LEVEL_2 = 2;
    /** Runs of the naive loop whose mean ours are held against. */
    private static final int RUNS = 20;

    @Override
    public String name() {
        return "forecast";
    }

    @Override
    public void measure(final Context context) {
        final ForecastCases cases = new ForecastCases();
        agree(cases);
        final List<Interleaved.Sample> samples = new Interleaved(context.pace())
            .add("naive loop", cases.naive())
            .add("level 1", new ForecastPass(cases.forecaster(1), cases.input(), true))
            .add("level 2", new ForecastPass(cases.forecaster(2), cases.event(), true))
            .add("level 1 without tails", new ForecastPass(cases.forecaster(1), cases.input(), false))
            .add("level 2 without tails", new ForecastPass(cases.forecaster(2), cases.event(), false))
            .add("level 2, one volatility", new ForecastPass(cases.forecaster(2), cases.regime(), true))
            .add("level 1 without barriers", new ForecastPass(cases.forecaster(1), cases.free(), true))
            .add("level 1, narrow barriers", new ForecastPass(cases.forecaster(1), cases.narrow(), true))
            .measure();
        final Interleaved.Sample naive = samples.get(0);
        final Interleaved.Sample first = samples.get(1);
        final Interleaved.Sample second = samples.get(2);
        final String shape = ", " + cases.config().paths() + " x " + cases.config().steps();
        context.add(goal("forecast, level 1, touches and tails" + shape, first,
            "Random and exp per step, no tails " + us(naive), first.medianNs() / naive.medianNs(), GOAL));
        context.add(goal("forecast, level 2, event and session within the horizon" + shape, second,
            "level 1 " + us(first), second.medianNs() / first.medianNs(), GOAL_LEVEL_2));
        context.add(goal("forecast, level 2, the same, no tails" + shape, samples.get(4),
            "level 1, no tails " + us(samples.get(3)), samples.get(4).medianNs() / samples.get(3).medianNs(),
            GOAL_LEVEL_2));
        for (final Interleaved.Sample other : samples.subList(5, samples.size())) {
            context.add(Row.known("forecast, " + other.name() + shape, us(other), "level 1 " + us(first),
                other.medianNs() / first.medianNs(), other.bytes()));
        }
    }

    private static Row goal(
        final String metric, final Interleaved.Sample ours, final String yardstick, final double ratio,
        final double most) {
        final Row row = Row.atMost(metric, us(ours), yardstick, ratio, most, ours.bytes());
        return new Row(row.metric(), row.ours(), row.yardstick(), row.ratio(), row.goal() + ", 0 B",
            Row.yesNo("yes".equals(row.met()) && ours.bytes() < 0.005), row.bytes());
    }

    private static String us(final Interleaved.Sample sample) {
        return Row.number(sample.medianNs() / 1_000) + " us (spread " + Row.number(sample.spreadPercent()) + " %)";
    }

    /** The naive loop's means against ours: five sampling errors of a forecast, and what a step hides of touches. */
    private static void agree(final ForecastCases cases) {
        final Forecast ours = new Forecast(cases.forecaster(1));
        cases.forecaster(1).make(ours, cases.input(), 0);
        final NaiveForecast naive = cases.naive();
        double up = 0;
        double mean = 0;
        double deviation = 0;
        double touched = 0;
        for (int i = 0; i < RUNS; i++) {
            naive.run();
            up += naive.probabilityUp() / RUNS;
            mean += naive.expectedMove() / RUNS;
            deviation += naive.deviation() / RUNS;
            touched += (naive.probabilityTargetFirst() + naive.probabilityStopFirst()) / RUNS;
        }
        final double error = 5 / Math.sqrt(cases.config().paths());
        final double hidden = ours.probabilityTargetFirst() + ours.probabilityStopFirst() - touched;
        if (Math.abs(up - ours.probabilityUp()) > error / 2 || Math.abs(mean - ours.expectedMove()) > error * deviation
            || Math.abs(deviation / ours.deviation() - 1) > error || hidden < -error / 2 || hidden > 0.1 + error / 2) {
            throw new IllegalStateException("the naive loop says up " + up + " mean " + mean + " deviation " + deviation
                + " touched " + touched + ", ours up " + ours.probabilityUp() + " mean " + ours.expectedMove()
                + " deviation " + ours.deviation() + " touched more by " + hidden);
        }
    }
}
