package io.penstock.engine.strategy;

import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderType;
import io.penstock.api.OrderView;
import io.penstock.api.RejectReason;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.OrderStateMachine;
import io.penstock.engine.order.Orders;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.risk.Intent;
import io.penstock.engine.risk.RiskGate;
import io.penstock.engine.simulation.SimulatedExchange;
import java.util.Objects;

/**
 * The desk a strategy acts through: turns its words into intents and cancels for the instrument at hand.
 *
 * <p>Engine thread only; one instance for all strategies, pointed at one before each call; does not allocate.
 */
final class Desk implements OrderDesk {
    private final RiskGate gate;
    private final Orders orders;
    private final OrderStateMachine machine;
    private final OutputWriter output;
    private final SimulatedExchange exchange;
    private final Intent intent = new Intent();
    private Trace trace = Trace.SILENT;
    private String strategyName = "";
    private int strategyId;
    private Market market;
    private boolean inside;

    /** A desk; exchange is {@code null} in live. */
    Desk(
        final RiskGate gate, final Orders orders, final OrderStateMachine machine, final OutputWriter output,
        final SimulatedExchange exchange) {
        this.gate = gate;
        this.orders = orders;
        this.machine = machine;
        this.output = output;
        this.exchange = exchange;
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
    }

    @Override
    public long submit(
        final Side side, final OrderType type, final TimeInForce timeInForce, final int instructions,
        final long price, final long quantity, final long expireTimeNs) {
        Objects.requireNonNull(side, "side");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(timeInForce, "timeInForce");
        inside = true;
        intent.set(
            market, strategyId, side, type, timeInForce, instructions, price, quantity, expireTimeNs,
            market.nowNs());
        final Order order = gate.submit(intent);
        if (order != Order.NONE) {
            forward(order, OrderCommandType.NEW);
        }
        inside = false;
        return order == Order.NONE ? DENIED : order.clientOrderId();
    }

    @Override
    public boolean cancel(final long clientOrderId) {
        final Order order = orders.find(clientOrderId);
        if (order == Order.NONE || order.strategyId() != strategyId || !machine.onCancelRequested(clientOrderId)) {
            return false;
        }
        inside = true;
        gate.cancel(order);
        output.orderUpdate(order, machine.previousStatus(), RejectReason.NONE.code());
        forward(order, OrderCommandType.CANCEL);
        inside = false;
        return true;
    }

    private void forward(final Order order, final OrderCommandType command) {
        if (exchange != null && !exchange.onCommand(
            command.code(), order.clientOrderId(), order.instrumentId(), order.side(), order.type(),
            order.timeInForce(), order.instructions(), order.price(), order.quantity(), order.expireTimeNs(),
            market.nowNs())) {
            // no answer would ever come, so the order would count against its limits for ever
            throw new IllegalStateException(
                "the simulated exchange has no room for another word; raise capacity.open_orders");
        }
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
        output.signal(market.definition().id(), strategyId, side, strength, threshold);
        inside = false;
    }

    @Override
    public void because(final String name, final double value, final double threshold) {
        if (trace.listening()) {
            trace.because(strategyName, name, value, threshold);
        }
    }
}
