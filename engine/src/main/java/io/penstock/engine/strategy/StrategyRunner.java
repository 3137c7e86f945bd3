package io.penstock.engine.strategy;

import io.penstock.api.BarStrategy;
import io.penstock.api.BarView;
import io.penstock.api.OrderView;
import io.penstock.api.ParameterValues;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.Strategy;
import io.penstock.engine.analysis.Analysis;
import io.penstock.engine.analysis.AnalysisPlan;
import io.penstock.engine.analysis.SessionClock;
import io.penstock.engine.analysis.StrategyPlan;
import io.penstock.engine.dispatch.Dispatch;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Orders;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.output.SignalWriter;
import io.penstock.engine.signal.Signals;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Calls strategies in configured order, each only for the instruments it trades. One that throws is disabled; errors
 * of the machine, and what the engine itself threw while it served a strategy, stop the host.
 *
 * <p>Engine thread only; allocates when an instrument is defined.
 */
public final class StrategyRunner implements Stateful {
    private static final int STATE_VERSION = 1;

    private final Strategy[] strategies;
    private final String[] names;
    private final StrategyPlan[] plans;
    /** By strategy: bits of the series it is told bars of. */
    private final long[] series;
    private final SessionClock sessions;
    private final ParameterValues[] values;
    private final boolean[] enabled;
    /** By instrument: the strategies that trade it; those to be called when its market moves, and when a bar ends. */
    private final int[][] trading;
    private final int[][] moved;
    private final int[][] timed;
    private final Desk desk;
    private final Signals signals;
    private final OutputWriter output;
    private int active;

    /**
     * A runner.
     *
     * @param plan     the strategies in the order in which they are called
     * @param sessions shared by all
     * @param capacity most instruments
     * @param dispatch carries out what they ask
     * @param orders   ours
     * @param output   tells of strategies that fail
     * @param signals  what becomes of signals
     * @param writer   tells signals
     */
    public StrategyRunner(
        final AnalysisPlan plan, final SessionClock sessions, final int capacity, final Dispatch dispatch,
        final Orders orders, final OutputWriter output, final Signals signals, final SignalWriter writer) {
        plans = plan.strategies().toArray(new StrategyPlan[0]);
        this.sessions = sessions;
        this.output = output;
        this.signals = signals;
        final int count = plans.length;
        strategies = new Strategy[count];
        names = new String[count];
        series = new long[count];
        values = new ParameterValues[count];
        enabled = new boolean[count];
        trading = new int[capacity][];
        moved = new int[capacity][];
        timed = new int[capacity][];
        for (int i = 0; i < count; i++) {
            final StrategyPlan each = plans[i];
            names[i] = each.factory().name();
            series[i] = each.seriesBits();
            values[i] = each.values();
            strategies[i] = each.factory().create(values[i]);
            enabled[i] = each.config().enabled();
        }
        desk = new Desk(plan, dispatch, orders, signals, writer);
    }

    /**
     * Lets somebody hear the reasons.
     *
     * @param listener hears; never changes what happens
     */
    public void trace(final Trace listener) {
        desk.trace(listener);
        signals.trace(listener);
    }

    /**
     * An instrument was defined or changed.
     *
     * @param market of the instrument
     */
    public void onInstrument(final Market market) {
        for (final int i : assign(market)) {
            try {
                // one that is off may be let decide later
                strategies[i].onInstrument(market.definition());
            } catch (final RuntimeException e) {
                if (enabled[i]) {
                    disable(i, e);
                }
            }
        }
    }

    /**
     * An instrument comes with a state about to be loaded: as {@link #onInstrument}, but what happened then is not
     * said again.
     *
     * @param market of the instrument
     */
    public void onRestore(final Market market) {
        for (final int i : assign(market)) {
            try {
                strategies[i].onInstrument(market.definition());
            } catch (final RuntimeException e) {
                enabled[i] = false;
            }
        }
    }

    private int[] assign(final Market market) {
        final int id = market.definition().id();
        if (trading[id] == null) {
            final String symbol = market.definition().symbol();
            trading[id] = which(i -> plans[i].trades(symbol));
            moved[id] = which(i -> plans[i].trades(symbol) && !(strategies[i] instanceof BarStrategy));
            timed[id] = which(i -> plans[i].trades(symbol) && plans[i].timeframes().length > 0);
        }
        return trading[id];
    }

    private int[] which(final IntPredicate wanted) {
        final int[] found = new int[strategies.length];
        int count = 0;
        for (int i = 0; i < strategies.length; i++) {
            if (wanted.test(i)) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /**
     * The market changed and may be read: decide.
     *
     * @param market that changed
     */
    public void onMarket(final Market market) {
        follow(market.nowNs());
        for (final int i : moved[market.definition().id()]) {
            if (enabled[i]) {
                serve(i, market);
                try {
                    strategies[i].onMarket(market, desk);
                } catch (final RuntimeException e) {
                    disable(i, e);
                }
            }
        }
        signals.settle(market, true);
    }

    /**
     * Bars are finished: decide.
     *
     * @param market of their instrument
     * @param closed bits of the series that finished one
     * @param timeNs when they ended; candles of the past come long after
     */
    public void onBars(final Market market, final long closed, final long timeNs) {
        follow(market.nowNs());
        for (final int i : timed[market.definition().id()]) {
            if (enabled[i] && (series[i] & closed) != 0) {
                onBars(i, market, closed, timeNs);
            }
        }
        signals.settle(market, true);
    }

    private void onBars(final int i, final Market market, final long closed, final long timeNs) {
        serve(i, market);
        desk.decidesAsOf(timeNs);
        final Analysis analysis = market.analysed();
        for (int timeframe = 0; timeframe < analysis.timeframes() && enabled[i]; timeframe++) {
            final BarView bar = analysis.finished(timeframe, closed);
            if (bar != null) {
                try {
                    strategies[i].onBar(bar, market, desk);
                } catch (final RuntimeException e) {
                    disable(i, e);
                }
            }
        }
    }

    private void serve(final int i, final Market market) {
        desk.serve(i, names[i], market);
        market.serve(i);
    }

    /** Values that differ by session follow the time. */
    private void follow(final long nowNs) {
        final int now = sessions.at(nowNs);
        if (now != active) {
            active = now;
            for (int i = 0; i < values.length; i++) {
                values[i].activate(now);
            }
            signals.settings().values().activate(now);
        }
    }

    /**
     * An order changed: its strategy hears of it.
     *
     * @param order  after the change
     * @param market of its instrument
     */
    public void onOrder(final OrderView order, final Market market) {
        final int i = order.strategyId();
        follow(market.nowNs());
        if (i >= 0 && i < strategies.length && enabled[i]) {
            serve(i, market);
            try {
                strategies[i].onOrder(order, market, desk);
            } catch (final RuntimeException e) {
                disable(i, e);
            }
        }
        signals.settle(market, false);
    }

    private void disable(final int i, final RuntimeException failure) {
        if (desk.broken()) {
            throw failure;
        }
        enabled[i] = false;
        signals.drop(i);
        output.strategyDisabled(i, failure);
    }

    /**
     * An operator lets a strategy decide again, or nothing any more.
     *
     * @param strategyId index
     * @param on         true to let it decide
     * @return whether that is a change
     */
    public boolean enable(final int strategyId, final boolean on) {
        final boolean changed = enabled[strategyId] != on;
        enabled[strategyId] = on;
        if (!on) {
            signals.drop(strategyId);
        } else if (changed) {
            try {
                strategies[strategyId].onResume();
            } catch (final RuntimeException e) {
                disable(strategyId, e);
            }
        }
        return changed;
    }

    /**
     * Whether a strategy decides.
     *
     * @param strategyId index
     * @return false once it failed or was stopped
     */
    public boolean enabled(final int strategyId) {
        return enabled[strategyId];
    }

    /**
     * Names in configured order.
     *
     * @param strategyId index
     * @return the name
     */
    public String name(final int strategyId) {
        return names[strategyId];
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(active);
        for (int i = 0; i < strategies.length; i++) {
            out.putBoolean(enabled[i]);
            values[i].writeTo(out);
            strategies[i].writeTo(out);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        active = in.getInt();
        for (int i = 0; i < strategies.length; i++) {
            enabled[i] = in.getBoolean();
            values[i].readFrom(in);
            strategies[i].readFrom(in);
        }
    }
}
