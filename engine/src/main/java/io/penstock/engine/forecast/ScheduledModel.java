package io.penstock.engine.forecast;

import java.util.Arrays;

/**
 * A model whose drift and deviation are known for each step beforehand, the same for all paths.
 *
 * <p>With one deviation s a point of a path is s times the table's sum plus the drifts so far. Where the deviation
 * changes from r to s behind a step, each path keeps (r - s) times its sum there as an offset from then on, which makes
 * up for counting all of the later sums with s. So a step costs the same in both cases but for one more addend, and the
 * table is walked row by row without a branch per path, which the compiler vectorises.
 *
 * <p>Engine thread only; allocates in the constructor; source of the formulas: {@link Schedule}.
 */
abstract class ScheduledModel implements ForecastModel {
    private final ShockTable table;
    private final Schedule schedule;
    private final double[] offsets;

    ScheduledModel(final ShockTable table) {
        this.table = table;
        schedule = new Schedule(table.steps());
        offsets = new double[table.paths()];
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
        return schedule.changeCount() == 0;
    }

    @Override
    public final void run(final PathSet out, final boolean touches) {
        final Schedule plan = schedule;
        final int changes = plan.changeCount();
        final int last = table.steps() - 1;
        if (changes > 0) {
            Arrays.fill(offsets, 0);
        }
        if (touches) {
            Arrays.fill(out.above, 0);
            Arrays.fill(out.below, 0);
        }
        int from = 0;
        for (int change = 0; change <= changes; change++) {
            final int to = change < changes ? plan.changes[change] : last + 1;
            if (touches) {
                touch(from, to, change > 0, out);
            }
            if (change < changes) {
                shift(table.sums(to - 1), plan.given(change), offsets);
            }
            from = to;
        }
        if (changes > 0) {
            ends(table.sums(last), plan.deviation[last], offsets, plan.driven[last], out.ends);
        } else {
            ends(table.sums(last), plan.deviation[last], plan.driven[last], out.ends);
        }
    }

    /** Steps of one deviation. */
    private void touch(final int from, final int to, final boolean offset, final PathSet out) {
        final Schedule plan = schedule;
        final int half = table.steps() / 2;
        for (int step = from; step < to; step++) {
            if (step == half) {
                System.arraycopy(out.above, 0, out.aboveEarly, 0, out.above.length);
                System.arraycopy(out.below, 0, out.belowEarly, 0, out.below.length);
            }
            final double scale = plan.deviation[step];
            final double ceiling = plan.ceiling[step] - plan.driven[step];
            final double floor = plan.floor[step] - plan.driven[step];
            if (offset) {
                touch(table.sums(step), scale, offsets, ceiling, floor, out.above, out.below);
            } else {
                touch(table.sums(step), scale, ceiling, floor, out.above, out.below);
            }
        }
    }

    private static void shift(final double[] sums, final double change, final double[] offsets) {
        for (int i = 0; i < sums.length; i++) {
            offsets[i] += change * sums[i];
        }
    }

    /**
     * Adds |room| - room on both sides, which is 0 until a point leaves its room and stays above 0 then. Running
     * extremes would do as well, but Math.max with its rules for NaN and zeros costs as much as all the rest, and where
     * there is no AVX it is a call per point.
     */
    private static void touch(
        final double[] sums, final double scale, final double ceiling, final double floor, final double[] above,
        final double[] below) {
        for (int i = 0; i < sums.length; i++) {
            final double moved = scale * sums[i];
            final double up = ceiling - moved;
            final double down = moved - floor;
            above[i] += Math.abs(up) - up;
            below[i] += Math.abs(down) - down;
        }
    }

    private static void touch(
        final double[] sums, final double scale, final double[] offsets, final double ceiling, final double floor,
        final double[] above, final double[] below) {
        for (int i = 0; i < sums.length; i++) {
            final double moved = scale * sums[i] + offsets[i];
            final double up = ceiling - moved;
            final double down = moved - floor;
            above[i] += Math.abs(up) - up;
            below[i] += Math.abs(down) - down;
        }
    }

    private static void ends(final double[] sums, final double scale, final double driven, final double[] ends) {
        for (int i = 0; i < sums.length; i++) {
            ends[i] = scale * sums[i] + driven;
        }
    }

    private static void ends(
        final double[] sums, final double scale, final double[] offsets, final double driven, final double[] ends) {
        for (int i = 0; i < sums.length; i++) {
            ends[i] = scale * sums[i] + offsets[i] + driven;
        }
    }

    @Override
    public final void path(final int path, final double[] into) {
        final Schedule plan = schedule;
        int change = 0;
        double offset = 0;
        for (int step = 0; step < table.steps(); step++) {
            if (change < plan.changeCount() && plan.changes[change] == step) {
                offset += plan.given(change++) * table.sum(step - 1, path);
            }
            into[step] = plan.deviation[step] * table.sum(step, path) + offset + plan.driven[step];
        }
    }

    @Override
    public final int firstTouch(final int path, final boolean early) {
        final Schedule plan = schedule;
        int change = 0;
        double offset = 0;
        int step = early ? 0 : table.steps() / 2;
        while (change < plan.changeCount() && plan.changes[change] < step) {
            final int at = plan.changes[change];
            offset += plan.given(change++) * table.sum(at - 1, path);
        }
        for (; step < table.steps(); step++) {
            if (change < plan.changeCount() && plan.changes[change] == step) {
                offset += plan.given(change++) * table.sum(step - 1, path);
            }
            final double moved = plan.deviation[step] * table.sum(step, path) + offset;
            if (moved > plan.ceiling[step] - plan.driven[step]) {
                return 1;
            }
            if (moved < plan.floor[step] - plan.driven[step]) {
                return -1;
            }
        }
        return 0;
    }
}
