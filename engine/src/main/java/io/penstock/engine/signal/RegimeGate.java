package io.penstock.engine.signal;

import io.penstock.api.GatePolicy;
import io.penstock.api.Regime;
import io.penstock.api.RegimeView;
import io.penstock.api.Side;
import io.penstock.api.SignalVerdict;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.analysis.StrategyPlan;
import io.penstock.engine.dispatch.Dispatch;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.Orders;
import io.penstock.engine.output.SignalWriter;
import io.penstock.engine.risk.StrategyGate;
import java.util.List;

/**
 * Which strategies may open positions in which instruments: each says in which regimes and under which overlays. When
 * the regime no longer admits one, its gate closes and its {@link GatePolicy} is followed.
 *
 * <p>The gate of a strategy that names regimes begins closed, since a regime is UNKNOWN before it is known. Engine
 * thread only; allocates in the constructor.
 */
public final class RegimeGate implements StrategyGate, Stateful {
    private final List<StrategyPlan> plans;
    private final SignalBook book;
    private final Holdings holdings;
    private final Closing closing;
    private final Orders orders;
    private final Dispatch dispatch;
    private final SignalWriter output;
    private final int strategies;
    /** Bits of the codes of regimes, by strategy; 0 = all. */
    private final int[] admitted;
    private final boolean[] closed;
    /** The gate closes what the strategy holds, until it holds nothing. */
    private final boolean[] flattening;
    /** How many strategies are flattened, by instrument; counted from {@link #flattening}. */
    private final int[] flattened;
    private int instruments;

    RegimeGate(
        final List<StrategyPlan> plans, final int capacity, final SignalBook book, final Holdings holdings,
        final Closing closing, final Orders orders, final Dispatch dispatch, final SignalWriter output) {
        this.plans = plans;
        this.book = book;
        this.holdings = holdings;
        this.closing = closing;
        this.orders = orders;
        this.dispatch = dispatch;
        this.output = output;
        strategies = plans.size();
        admitted = new int[strategies];
        for (int i = 0; i < strategies; i++) {
            for (final Regime regime : plans.get(i).config().regimes()) {
                admitted[i] |= 1 << regime.code();
            }
        }
        closed = new boolean[capacity * strategies];
        flattening = new boolean[capacity * strategies];
        flattened = new int[capacity];
    }

    private int place(final int instrumentId, final int strategyId) {
        return instrumentId * strategies + strategyId;
    }

    /** An instrument was defined; again and again is allowed and changes nothing. */
    void define(final Market market) {
        final int id = market.definition().id();
        if (id >= instruments) {
            instruments = id + 1;
            for (int i = 0; i < strategies; i++) {
                closed[place(id, i)] = admitted[i] != 0;
            }
        }
    }

    @Override
    public boolean open(final int instrumentId, final int strategyId) {
        return !closed[place(instrumentId, strategyId)];
    }

    /**
     * The regime of an instrument, or an overlay, changed, or may have: opens and closes gates.
     *
     * @param market at the moment of the change
     */
    public void onRegime(final Market market) {
        final int id = market.definition().id();
        final RegimeView regime = market.analysis().regime();
        for (int i = 0; i < strategies; i++) {
            final int avoided = plans.get(i).config().avoid();
            if ((admitted[i] != 0 || avoided != 0) && plans.get(i).trades(market.definition().symbol())) {
                final boolean admits = (admitted[i] == 0 || (admitted[i] & 1 << regime.regime().code()) != 0)
                    && (regime.overlays() & avoided) == 0;
                if (admits == closed[place(id, i)]) {
                    change(market, i, admits, regime);
                }
            }
        }
    }

    private void change(final Market market, final int strategyId, final boolean open, final RegimeView regime) {
        final int id = market.definition().id();
        final GatePolicy policy = plans.get(strategyId).config().policy();
        final long held = holdings.quantity(market, strategyId);
        closed[place(id, strategyId)] = !open;
        int canceled = 0;
        if (!open && policy == GatePolicy.REDUCE) {
            canceled = cancelOpening(market, strategyId, held);
        } else if (!open && policy == GatePolicy.FLATTEN) {
            canceled = dispatch.cancelAll(id, strategyId, market.nowNs());
        }
        output.gateChanged(id, strategyId, open, regime, policy, canceled, held);
        if (!open && policy == GatePolicy.FLATTEN) {
            book.drop(id, strategyId);
            flatten(id, strategyId, true);
            step(market, strategyId, true);
        }
    }

    /** Cancels the orders that could open or turn what a strategy holds; older ones may reduce it first. */
    private int cancelOpening(final Market market, final int strategyId, final long held) {
        final Side reducing = held > 0 ? Side.SELL : Side.BUY;
        long left = Math.abs(held);
        int canceled = 0;
        Order order = orders.oldestOpen(market.definition().id(), strategyId);
        while (order != Order.NONE) {
            final Order next = orders.nextPeer(order);
            final Order sibling = orders.sibling(order);
            final boolean second = !sibling.isFinal() && sibling.clientOrderId() < order.clientOrderId();
            // of a pair at most one fills, so the second takes only what it has more
            final long takes = Math.max(0, order.countingQuantity() - (second ? sibling.countingQuantity() : 0));
            if (order.side() == reducing && takes <= left) {
                left -= takes;
            } else {
                canceled += dispatch.cancel(order, market.nowNs()) ? 1 : 0;
            }
            order = next;
        }
        return canceled;
    }

    private void flatten(final int instrumentId, final int strategyId, final boolean on) {
        final int place = place(instrumentId, strategyId);
        if (flattening[place] != on) {
            flattening[place] = on;
            flattened[instrumentId] += on ? 1 : -1;
        }
    }

    /** Whether something of an instrument is still to be closed. */
    boolean pending(final int instrumentId) {
        return flattened[instrumentId] > 0;
    }

    /** Goes on closing what a strategy holds, when the gate closes it. */
    void step(final Market market, final int strategyId, final boolean moved) {
        final int id = market.definition().id();
        if (flattening[place(id, strategyId)]
            && closing.step(market, strategyId, moved) == SignalVerdict.HELD) {
            flatten(id, strategyId, false);
        }
    }

    /** A strategy says anew what it wants to hold: that ends an exit of an open gate. */
    void onEntry(final int instrumentId, final int strategyId) {
        if (open(instrumentId, strategyId)) {
            flatten(instrumentId, strategyId, false);
        }
    }

    @Override
    public void writeTo(final StateWriter out) {
        for (int i = 0; i < instruments * strategies; i++) {
            out.putBoolean(closed[i]);
            out.putBoolean(flattening[i]);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        for (int id = 0; id < instruments; id++) {
            flattened[id] = 0;
            for (int i = 0; i < strategies; i++) {
                closed[place(id, i)] = in.getBoolean();
                flattening[place(id, i)] = in.getBoolean();
                flattened[id] += flattening[place(id, i)] ? 1 : 0;
            }
        }
    }
}
