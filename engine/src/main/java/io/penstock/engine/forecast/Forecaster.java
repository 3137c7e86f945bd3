package io.penstock.engine.forecast;

import io.penstock.engine.config.ForecastConfig;

/**
 * Makes forecasts: one table of shocks, one model and one set of paths for all instruments.
 *
 * <p>Engine thread only; allocates in the constructor. The state is in the forecasts.
 */
public final class Forecaster {
    private static final long NS_PER_MS = 1_000_000;

    private final ShockTable table;
    private final ForecastModel model;
    private final long minIntervalNs;
    private final PathSet work;
    private final MoveSort sort;
    private final Barriers barriers = new Barriers();

    /**
     * Draws the table and makes the model of the configured level.
     *
     * @param config shape, level and what conditions do
     * @param seed   of the run
     */
    public Forecaster(final ForecastConfig config, final long seed) {
        this(config, new ShockTable(seed, config.paths(), config.steps()));
    }

    /**
     * The model of the configured level over a table that exists.
     *
     * @param config level and what conditions do
     * @param table  of shocks
     */
    public Forecaster(final ForecastConfig config, final ShockTable table) {
        this(table, config.level() == 1 ? new Gbm(table) : new ConditionedGbm(table, config),
            config.minIntervalMs() * NS_PER_MS);
    }

    /**
     * Any model.
     *
     * @param table         of shocks, the model's own
     * @param model         how prices move
     * @param minIntervalNs a forecast is reused for so long; 0 = only within its moment
     */
    public Forecaster(final ShockTable table, final ForecastModel model, final long minIntervalNs) {
        this.table = table;
        this.model = model;
        this.minIntervalNs = Math.max(1, minIntervalNs);
        work = new PathSet(table.paths());
        sort = new MoveSort(table.paths());
    }

    /**
     * Makes a forecast anew, unless there is one of this very moment or one that is younger than the least interval:
     * that one then says its age, whatever it was asked for. An input of which nothing can be said leaves none that is
     * ready, so the next one may ask at once.
     *
     * @param forecast of one instrument and horizon
     * @param input    what is asked
     * @param nowNs    engine time
     * @return whether it was made anew
     */
    public boolean pull(final Forecast forecast, final ForecastInput input, final long nowNs) {
        if (forecast.ready() && nowNs - forecast.madeNs() < minIntervalNs) {
            forecast.asked(nowNs);
            return false;
        }
        make(forecast, input, nowNs);
        return forecast.ready();
    }

    /**
     * Makes a forecast anew.
     *
     * @param forecast takes it
     * @param input    what is asked; copied
     * @param nowNs    engine time
     */
    public void make(final Forecast forecast, final ForecastInput input, final long nowNs) {
        barriers.set(input);
        if (!model.prepare(input, barriers)) {
            forecast.clear();
            return;
        }
        final boolean touches = barriers.any() && !barriers.stopTouched() && !barriers.targetTouched();
        model.run(work, touches);
        forecast.begin(input, model.level(), nowNs);
        if (!forecast.moves(work.ends, model.ascending())) {
            forecast.clear();
        } else if (touches) {
            count(forecast);
        } else {
            // what is touched now needs no path; the stop is what counts when it is both
            forecast.touches(barriers.stopTouched() ? 0 : barriers.targetTouched() ? table.paths() : 0,
                barriers.stopTouched() ? table.paths() : 0);
        }
    }

    private void count(final Forecast forecast) {
        int above = 0;
        int below = 0;
        for (int path = 0; path < work.above.length; path++) {
            final int up = work.above[path] > 0 ? 1 : 0;
            final int down = work.below[path] > 0 ? 1 : 0;
            above += up;
            below += down;
            if ((up & down) != 0) {
                final int first = first(path);
                above -= first > 0 ? 0 : 1;
                below -= first < 0 ? 0 : 1;
            }
        }
        forecast.touches(barriers.targetAbove() ? above : below, barriers.targetAbove() ? below : above);
    }

    /** Of a path that touches both: only if it does so within the same half of its steps it is run again. */
    private int first(final int path) {
        final boolean up = work.aboveEarly[path] > 0;
        final boolean down = work.belowEarly[path] > 0;
        return up == down ? model.firstTouch(path, up) : up ? 1 : -1;
    }

    /**
     * Runs one path again, alone.
     *
     * @param input what was asked
     * @param path  from 0, by the sum of its shocks
     * @param into  takes the relative move after each step
     * @return false when nothing can be said of that input
     */
    public boolean path(final ForecastInput input, final int path, final double[] into) {
        barriers.set(input);
        if (!model.prepare(input, barriers)) {
            return false;
        }
        model.path(path, into);
        RelativeMoves.of(into, into, table.steps());
        return true;
    }

    /**
     * Runs one path again, alone, until it touches stop or target.
     *
     * @param input what was asked; neither is touched by the price of now
     * @param path  from 0
     * @return 1 target, -1 stop, 0 neither, or nothing can be said
     */
    public int firstTouch(final ForecastInput input, final int path) {
        barriers.set(input);
        if (!model.prepare(input, barriers)) {
            return 0;
        }
        final int touched = model.firstTouch(path, true);
        return barriers.targetAbove() ? touched : -touched;
    }

    /**
     * The shocks.
     *
     * @return shared by all forecasts
     */
    public ShockTable table() {
        return table;
    }

    /** Sorts the moves of all forecasts. */
    MoveSort sort() {
        return sort;
    }

    /**
     * The level of the model.
     *
     * @return 1 or 2
     */
    public int level() {
        return model.level();
    }
}
