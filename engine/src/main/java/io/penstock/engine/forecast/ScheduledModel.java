package io.penstock.engine.forecast;

import java.util.Arrays;

/**
 * A model whose drift and deviation are known for each step beforehand, the same for all paths. With one deviation for
 * all steps a point of a path is one product and one sum away from the table's sums; otherwise the paths are summed up
 * step by step. Both walk the table row by row, without a branch per path, so the compiler vectorises them.
 *
 * <p>Engine thread only; allocates in the constructor; source of the formulas: {@link Schedule}.
 */
abstract class ScheduledModel implements ForecastModel {
    private final ShockTable table;
    private final Schedule schedule;

    ScheduledModel(final ShockTable table) {
        this.table = table;
        schedule = new Schedule(table.steps());
    }

    /**
     * Sets every step.
     *
     * @param input what is asked; horizon, drift and volatility are numbers
     * @param steps how many
     * @param into  takes them
     * @return false when nothing can be said
     */
    abstract boolean schedule(ForecastInput input, int steps, Schedule into);

    @Override
    public final boolean prepare(final ForecastInput input, final Barriers barriers) {
        return input.horizonNs > 0 && input.volatilityPerRootSecond >= 0 && Double.isFinite(input.driftPerSecond)
            && schedule(input, table.steps(), schedule) && schedule.finish(barriers);
    }

    @Override
    public final boolean ascending() {
        return schedule.even();
    }

    @Override
    public final void run(final PathSet out, final boolean touches) {
        if (touches) {
            Arrays.fill(out.highest, Double.NEGATIVE_INFINITY);
            Arrays.fill(out.lowest, Double.POSITIVE_INFINITY);
        }
        if (schedule.even()) {
            runEven(out, touches);
        } else {
            runUneven(out, touches);
        }
    }

    private void runEven(final PathSet out, final boolean touches) {
        final Schedule plan = schedule;
        final int steps = table.steps();
        final double scale = plan.deviation[0];
        if (touches) {
            for (int step = 0; step < steps; step++) {
                extremes(table.sums(step), scale, plan.driven[step] + plan.raise[step],
                    plan.driven[step] - plan.sink[step], out.highest, out.lowest);
            }
        }
        ends(table.sums(steps - 1), scale, plan.driven[steps - 1], out.ends);
    }

    private static void extremes(
        final double[] sums, final double scale, final double raised, final double sunk, final double[] highest,
        final double[] lowest) {
        for (int i = 0; i < sums.length; i++) {
            final double moved = scale * sums[i];
            highest[i] = Math.max(highest[i], moved + raised);
            lowest[i] = Math.min(lowest[i], moved + sunk);
        }
    }

    private static void ends(final double[] sums, final double scale, final double driven, final double[] ends) {
        for (int i = 0; i < sums.length; i++) {
            ends[i] = scale * sums[i] + driven;
        }
    }

    private void runUneven(final PathSet out, final boolean touches) {
        final Schedule plan = schedule;
        final double[] at = out.ends;
        Arrays.fill(at, 0);
        for (int step = 0; step < table.steps(); step++) {
            final double[] shocks = table.increments(step);
            if (touches) {
                advance(shocks, plan.deviation[step], plan.drift[step], plan.raise[step], plan.sink[step], at,
                    out.highest, out.lowest);
            } else {
                advance(shocks, plan.deviation[step], plan.drift[step], at);
            }
        }
    }

    private static void advance(
        final double[] shocks, final double scale, final double drift, final double raise, final double sink,
        final double[] at, final double[] highest, final double[] lowest) {
        for (int i = 0; i < shocks.length; i++) {
            final double now = at[i] + (scale * shocks[i] + drift);
            at[i] = now;
            highest[i] = Math.max(highest[i], now + raise);
            lowest[i] = Math.min(lowest[i], now - sink);
        }
    }

    private static void advance(
        final double[] shocks, final double scale, final double drift, final double[] at) {
        for (int i = 0; i < shocks.length; i++) {
            at[i] = at[i] + (scale * shocks[i] + drift);
        }
    }

    @Override
    public final void path(final int path, final double[] into) {
        final Schedule plan = schedule;
        double at = 0;
        for (int step = 0; step < table.steps(); step++) {
            if (plan.even()) {
                at = plan.deviation[0] * table.sum(step, path) + plan.driven[step];
            } else {
                at = at + (plan.deviation[step] * table.shock(step, path) + plan.drift[step]);
            }
            into[step] = at;
        }
    }

    @Override
    public final int firstTouch(final int path) {
        return schedule.even() ? firstTouchEven(path) : firstTouchUneven(path);
    }

    private int firstTouchEven(final int path) {
        final Schedule plan = schedule;
        final double scale = plan.deviation[0];
        for (int step = 0; step < table.steps(); step++) {
            final double moved = scale * table.sum(step, path);
            if (moved + (plan.driven[step] + plan.raise[step]) >= plan.upper) {
                return 1;
            }
            if (moved + (plan.driven[step] - plan.sink[step]) <= plan.lower) {
                return -1;
            }
        }
        return 0;
    }

    private int firstTouchUneven(final int path) {
        final Schedule plan = schedule;
        double at = 0;
        for (int step = 0; step < table.steps(); step++) {
            at = at + (plan.deviation[step] * table.shock(step, path) + plan.drift[step]);
            if (at + plan.raise[step] >= plan.upper) {
                return 1;
            }
            if (at - plan.sink[step] <= plan.lower) {
                return -1;
            }
        }
        return 0;
    }
}
