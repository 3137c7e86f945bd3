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
        return schedule.even();
    }

    @Override
    public final void run(final PathSet out, final boolean touches) {
        final Schedule plan = schedule;
        final int steps = table.steps();
        if (touches) {
            Arrays.fill(out.above, 0);
            Arrays.fill(out.below, 0);
        }
        boolean offset = false;
        for (int step = 0; step < steps; step++) {
            final double scale = plan.deviation[step];
            if (step > 0 && plan.deviation[step - 1] != scale) {
                if (!offset) {
                    Arrays.fill(offsets, 0);
                    offset = true;
                }
                shift(table.sums(step - 1), plan.deviation[step - 1] - scale, offsets);
            }
            if (touches) {
                final double ceiling = plan.ceiling[step] - plan.driven[step];
                final double floor = plan.floor[step] - plan.driven[step];
                if (offset) {
                    touch(table.sums(step), scale, offsets, ceiling, floor, out.above, out.below);
                } else {
                    touch(table.sums(step), scale, ceiling, floor, out.above, out.below);
                }
            }
        }
        final int last = steps - 1;
        if (offset) {
            ends(table.sums(last), plan.deviation[last], offsets, plan.driven[last], out.ends);
        } else {
            ends(table.sums(last), plan.deviation[last], plan.driven[last], out.ends);
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
        double offset = 0;
        for (int step = 0; step < table.steps(); step++) {
            offset = offset(step, path, offset);
            into[step] = plan.deviation[step] * table.sum(step, path) + offset + plan.driven[step];
        }
    }

    private double offset(final int step, final int path, final double before) {
        final double[] deviation = schedule.deviation;
        return step == 0 || deviation[step - 1] == deviation[step] ? before
            : before + (deviation[step - 1] - deviation[step]) * table.sum(step - 1, path);
    }

    @Override
    public final int firstTouch(final int path) {
        final Schedule plan = schedule;
        double offset = 0;
        for (int step = 0; step < table.steps(); step++) {
            offset = offset(step, path, offset);
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
