package io.penstock.engine.dispatch;

import io.penstock.api.OrderCapability;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.engine.market.Market;
import io.penstock.engine.market.Markets;
import io.penstock.engine.order.Condition;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.OrderStateMachine;
import io.penstock.engine.order.Orders;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.risk.Intent;
import io.penstock.engine.risk.RiskGate;

/**
 * Another price or quantity for an open order, in the best way that its venue has: amended, canceled and placed in one
 * request, or one after the other. A held order changes where it is. Engine thread only; does not allocate.
 */
final class Replacements {
    private final Dispatch dispatch;
    private final RiskGate gate;
    private final Orders orders;
    private final OrderStateMachine machine;
    private final OutputWriter output;
    private final Markets markets;
    private final Intent intent = new Intent();

    Replacements(
        final Dispatch dispatch, final RiskGate gate, final Orders orders, final OrderStateMachine machine,
        final OutputWriter output, final Markets markets) {
        this.dispatch = dispatch;
        this.gate = gate;
        this.orders = orders;
        this.machine = machine;
        this.output = output;
        this.markets = markets;
    }

    /** The client order id that lives on, or DENIED. */
    long replace(final Order order, final long newPrice, final long newQuantity, final long nowNs) {
        final boolean works = order.status() == OrderStatus.NEW || order.status() == OrderStatus.PARTIALLY_FILLED;
        if (!works || order.changePending() || order.condition().waitsFor() == Condition.TURN
            || newQuantity <= order.cumulativeQuantity() || order.type() == OrderType.MARKET) {
            gate.refuseChange(order, Intents.ofChange(
                intent, markets.get(order.instrumentId()), order, newPrice, newQuantity, nowNs));
            return OrderDesk.DENIED;
        }
        final Market market = markets.get(order.instrumentId());
        final long leaves = newQuantity - order.cumulativeQuantity();
        Intents.ofChange(intent, market, order, newPrice, leaves, nowNs);
        if (order.held()) {
            return changeHeld(order, newPrice, newQuantity);
        } else if (market.definition().can(OrderCapability.AMEND) && order.type() == OrderType.LIMIT) {
            return amend(order, newPrice, newQuantity, nowNs);
        } else if (!orders.sibling(order).isFinal()) {
            return OrderDesk.DENIED;
        } else if (market.definition().can(OrderCapability.CANCEL_REPLACE) && order.type() == OrderType.LIMIT) {
            return cancelReplace(order, nowNs);
        } else {
            return takeTurns(order, newQuantity, nowNs);
        }
    }

    private long changeHeld(final Order order, final long newPrice, final long newQuantity) {
        if (!gate.change(order, intent)) {
            return OrderDesk.DENIED;
        }
        if (!order.type().limited()) {
            order.condition().triggerPrice(order.type() == OrderType.TRAILING_STOP ? 0 : newPrice);
        }
        machine.onHeldChanged(order, order.type().limited() ? newPrice : 0, newPrice, newQuantity);
        output.orderUpdate(order, order.status(), RejectReason.NONE.code());
        orders.changed(order);
        return order.clientOrderId();
    }

    private long amend(final Order order, final long newPrice, final long newQuantity, final long nowNs) {
        if (!gate.change(order, intent)) {
            return OrderDesk.DENIED;
        }
        machine.onChangeRequested(order.clientOrderId(), newPrice, newPrice, newQuantity);
        gate.replace(order);
        dispatch.forward(order, OrderCommandType.REPLACE, nowNs);
        return order.clientOrderId();
    }

    /** One request for both; what the old one fills until then comes on top, so both count in full. */
    private long cancelReplace(final Order order, final long nowNs) {
        final Order next = gate.open(intent);
        if (next == Order.NONE) {
            return OrderDesk.DENIED;
        }
        next.ties().replaces(order.clientOrderId(), 0);
        inherit(order, next);
        machine.onCancelRequested(order.clientOrderId());
        gate.replace(next);
        output.orderUpdate(order, machine.previousStatus(), RejectReason.NONE.code());
        dispatch.forward(next, OrderCommandType.REPLACE, nowNs);
        dispatch.expireLater(next);
        return next.clientOrderId();
    }

    /** The new order waits until the old one has had its last word. */
    private long takeTurns(final Order order, final long newQuantity, final long nowNs) {
        final Order next = gate.openAfter(order, intent);
        if (next == Order.NONE) {
            return OrderDesk.DENIED;
        }
        next.ties().replaces(order.clientOrderId(), newQuantity);
        inherit(order, next);
        orders.hold(next, Condition.TURN);
        dispatch.expireLater(next);
        dispatch.cancel(order, nowNs);
        return next.clientOrderId();
    }

    private static void inherit(final Order order, final Order next) {
        next.ties().bracket(
            order.ties().takeProfitPrice(), order.ties().stopTriggerPrice(), order.ties().stopLimitPrice());
        next.ties().parentId(order.ties().parentId());
    }
}
