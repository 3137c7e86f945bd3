package io.penstock.engine.strategy;

import io.penstock.api.OrderDesk;
import io.penstock.api.OrderTicket;
import io.penstock.api.OrderType;
import io.penstock.api.OrderView;
import io.penstock.api.Side;
import io.penstock.api.SignalTicket;
import io.penstock.api.SignalType;
import io.penstock.api.TimeInForce;
import io.penstock.engine.analysis.AnalysisPlan;
import io.penstock.engine.analysis.StrategyPlan;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.dispatch.Dispatch;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.Orders;
import io.penstock.engine.output.SignalWriter;
import io.penstock.engine.signal.Signals;
import java.util.List;
import java.util.Objects;

/**
 * The desk a strategy acts through: turns its words into intents and cancels for the instrument at hand.
 *
 * <p>Engine thread only; one instance for all strategies, pointed at one before each call; does not allocate.
 */
final class Desk implements OrderDesk {
    private final Dispatch dispatch;
    private final Orders orders;
    private final Signals signals;
    private final SignalWriter output;
    private final List<StrategyPlan> plans;
    private final List<BarSpec> series;
    private final OrderTicket words = new OrderTicket();
    private Trace trace = Trace.SILENT;
    private String strategyName = "";
    private int strategyId;
    private Market market;
    private long asOfNs;
    private boolean inside;

    Desk(final AnalysisPlan plan, final Dispatch dispatch, final Orders orders, final Signals signals,
        final SignalWriter output) {
        plans = plan.strategies();
        series = plan.series();
        this.dispatch = dispatch;
        this.orders = orders;
        this.signals = signals;
        this.output = output;
    }

    void trace(final Trace listener) {
        trace = listener;
    }

    /**
     * Whether a call of the desk never returned: what was thrown then is a fault of the engine or of the output's
     * port, not of the strategy, even if it came out through it.
     */
    boolean broken() {
        return inside;
    }

    void serve(final int id, final String name, final Market newMarket) {
        strategyId = id;
        strategyName = name;
        market = newMarket;
        asOfNs = newMarket.nowNs();
    }

    /** What is decided now is decided by what was known then. */
    void decidesAsOf(final long timeNs) {
        asOfNs = Math.min(asOfNs, timeNs);
    }

    @Override
    public long submit(
        final Side side, final OrderType type, final TimeInForce timeInForce, final int instructions,
        final long price, final long quantity, final long expireTimeNs) {
        words.begin(side, type, timeInForce, price, 0, quantity).instructions(instructions);
        inside = true;
        final long id = dispatch.submit(market, strategyId, words.endsAt(expireTimeNs), market.nowNs());
        inside = false;
        return id;
    }

    @Override
    public long submit(final OrderTicket ticket) {
        final boolean bracket = ticket.takeProfitPrice() != 0 || ticket.stopTriggerPrice() != 0;
        if (bracket && (ticket.takeProfitPrice() <= 0 || ticket.stopTriggerPrice() <= 0)) {
            throw new IllegalArgumentException("a bracket needs a take-profit price and a stop's trigger price");
        }
        inside = true;
        final long id = dispatch.submit(market, strategyId, ticket, market.nowNs());
        inside = false;
        return id;
    }

    @Override
    public long submitOco(final OrderTicket first, final OrderTicket second) {
        if (first == second || first.side() != second.side()) {
            throw new IllegalArgumentException("an OCO needs two tickets of one side");
        }
        if (first.takeProfitPrice() != 0 || second.takeProfitPrice() != 0) {
            throw new IllegalArgumentException("an order of an OCO has no bracket of its own");
        }
        inside = true;
        final long id = dispatch.submitOco(market, strategyId, first, second, market.nowNs());
        inside = false;
        return id;
    }

    @Override
    public long replace(final long clientOrderId, final long newPrice, final long newQuantity) {
        final Order order = mine(clientOrderId);
        if (order == Order.NONE) {
            return DENIED;
        }
        inside = true;
        final long id = dispatch.replace(order, newPrice, newQuantity, market.nowNs());
        inside = false;
        return id;
    }

    @Override
    public boolean cancel(final long clientOrderId) {
        final Order order = mine(clientOrderId);
        inside = true;
        final boolean left = dispatch.cancel(order, market.nowNs());
        inside = false;
        return left;
    }

    @Override
    public int cancelAll() {
        inside = true;
        final int count = dispatch.cancelAll(market.definition().id(), strategyId, market.nowNs());
        inside = false;
        return count;
    }

    private Order mine(final long clientOrderId) {
        final Order order = orders.find(clientOrderId);
        return order.strategyId() == strategyId ? order : Order.NONE;
    }

    @Override
    public int openOrders() {
        return orders.openCount(market.definition().id(), strategyId);
    }

    @Override
    public OrderView openOrder(final int index) {
        return orders.openOrder(market.definition().id(), strategyId, index);
    }

    @Override
    public void signal(final Side side, final double strength, final double threshold) {
        Objects.requireNonNull(side, "side");
        inside = true;
        output.opinion(
            market.definition().id(), strategyId, side, strength, threshold, market.analysis().sessions());
        inside = false;
    }

    @Override
    public void signal(final SignalTicket ticket) {
        final StrategyPlan plan = plans.get(strategyId);
        if (!plan.factory().usesSignals()) {
            throw new IllegalStateException(strategyName + " states its own orders: its factory does not use signals");
        }
        if (ticket.type() == SignalType.ENTRY && ticket.horizonNs() <= 0) {
            throw new IllegalArgumentException("an entry needs a horizon, not " + ticket.horizonNs() + " ns");
        }
        final int place = plan.timeframes().length == 0 ? -1 : plan.timeframes()[ticket.timeframe()];
        inside = true;
        output.signal(market.definition().id(), strategyId, ticket, place < 0 ? null : series.get(place),
            market.analysis().sessions());
        signals.state(market, strategyId, ticket, place, asOfNs);
        inside = false;
    }

    @Override
    public void because(final String name, final double value, final double threshold) {
        if (trace.listening()) {
            trace.because(strategyName, name, value, threshold);
        }
    }
}
