package io.penstock.engine.strategy;

import io.penstock.api.BarView;
import io.penstock.api.OrderView;
import io.penstock.api.ParameterValues;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.dispatch.Dispatch;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Orders;
import io.penstock.engine.output.OutputWriter;
import java.util.List;

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
    private final List<StrategyConfig> configs;
    private final boolean[] enabled;
    private final boolean[][] trades;
    private final Desk desk;
    private final OutputWriter output;

    /**
     * A runner.
     *
     * @param configs   in the order in which they are called
     * @param factories all that are known
     * @param capacity  most instruments
     * @param dispatch  carries out what they ask
     * @param orders    ours
     * @param output    for signals
     * @throws IllegalArgumentException when a strategy is not known or a setting is not allowed
     */
    public StrategyRunner(
        final List<StrategyConfig> configs, final List<StrategyFactory> factories, final int capacity,
        final Dispatch dispatch, final Orders orders, final OutputWriter output) {
        this.configs = configs;
        this.output = output;
        final int count = configs.size();
        strategies = new Strategy[count];
        names = new String[count];
        enabled = new boolean[count];
        trades = new boolean[count][capacity];
        for (int i = 0; i < count; i++) {
            final StrategyFactory factory = factory(configs.get(i).name(), factories);
            names[i] = factory.name();
            strategies[i] = factory.create(ParameterValues.of(factory.parameters(), configs.get(i).settings()));
            enabled[i] = true;
        }
        desk = new Desk(dispatch, orders, output);
    }

    private static StrategyFactory factory(final String name, final List<StrategyFactory> factories) {
        final StringBuilder known = new StringBuilder();
        for (final StrategyFactory factory : factories) {
            if (factory.name().equals(name)) {
                return factory;
            }
            known.append(known.isEmpty() ? "" : ", ").append(factory.name());
        }
        throw new IllegalArgumentException("no strategy is called '" + name + "'; there are: " + known);
    }

    /**
     * Lets somebody hear the reasons.
     *
     * @param listener hears; never changes what happens
     */
    public void trace(final Trace listener) {
        desk.trace(listener);
    }

    /**
     * An instrument was defined or changed.
     *
     * @param market of the instrument
     */
    public void onInstrument(final Market market) {
        for (int i = 0; i < strategies.length; i++) {
            if (assign(i, market) && enabled[i]) {
                try {
                    strategies[i].onInstrument(market.definition());
                } catch (final RuntimeException e) {
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
        for (int i = 0; i < strategies.length; i++) {
            if (assign(i, market) && enabled[i]) {
                try {
                    strategies[i].onInstrument(market.definition());
                } catch (final RuntimeException e) {
                    enabled[i] = false;
                }
            }
        }
    }

    private boolean assign(final int i, final Market market) {
        final List<String> wanted = configs.get(i).instruments();
        final boolean mine = wanted.isEmpty() || wanted.contains(market.definition().symbol());
        trades[i][market.definition().id()] = mine;
        return mine;
    }

    /**
     * The market changed and may be read: decide.
     *
     * @param market that changed
     */
    public void onMarket(final Market market) {
        final int instrumentId = market.definition().id();
        for (int i = 0; i < strategies.length; i++) {
            if (enabled[i] && trades[i][instrumentId]) {
                desk.serve(i, names[i], market);
                try {
                    strategies[i].onMarket(market, desk);
                } catch (final RuntimeException e) {
                    disable(i, e);
                }
            }
        }
    }

    /**
     * A bar is finished: decide.
     *
     * @param bar    the bar
     * @param market of its instrument
     */
    public void onBar(final BarView bar, final Market market) {
        final int instrumentId = market.definition().id();
        for (int i = 0; i < strategies.length; i++) {
            if (enabled[i] && trades[i][instrumentId]) {
                desk.serve(i, names[i], market);
                try {
                    strategies[i].onBar(bar, market, desk);
                } catch (final RuntimeException e) {
                    disable(i, e);
                }
            }
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
        if (i < strategies.length && enabled[i]) {
            desk.serve(i, names[i], market);
            try {
                strategies[i].onOrder(order, market, desk);
            } catch (final RuntimeException e) {
                disable(i, e);
            }
        }
    }

    private void disable(final int i, final RuntimeException failure) {
        if (desk.broken()) {
            throw failure;
        }
        enabled[i] = false;
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
        for (int i = 0; i < strategies.length; i++) {
            out.putBoolean(enabled[i]);
            strategies[i].writeTo(out);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        for (int i = 0; i < strategies.length; i++) {
            enabled[i] = in.getBoolean();
            strategies[i].readFrom(in);
        }
    }
}
