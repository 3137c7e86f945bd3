package io.penstock.engine.dispatch;

import io.penstock.api.AlertCode;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderDesk;
import io.penstock.api.RejectReason;
import io.penstock.api.Side;
import io.penstock.engine.market.Market;
import io.penstock.engine.market.Markets;
import io.penstock.engine.order.Condition;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.OrderEvent;
import io.penstock.engine.order.OrderStateMachine;
import io.penstock.engine.order.Orders;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.risk.Intent;
import io.penstock.engine.risk.RiskGate;

/**
 * Lets orders go that the fold held, when their price is reached or their turn has come: as what is left of them, as
 * large as they may be by then, and only when risk says so once more. Engine thread only; does not allocate.
 */
final class Releases {
    private final Dispatch dispatch;
    private final RiskGate gate;
    private final Orders orders;
    private final OrderStateMachine machine;
    private final OutputWriter output;
    private final Markets markets;
    private final Intent intent = new Intent();

    Releases(
        final Dispatch dispatch, final RiskGate gate, final Orders orders, final OrderStateMachine machine,
        final OutputWriter output, final Markets markets) {
        this.dispatch = dispatch;
        this.gate = gate;
        this.orders = orders;
        this.machine = machine;
        this.output = output;
        this.markets = markets;
    }

    /** The trigger of a held order was reached. */
    void fire(final Order order, final long nowNs) {
        order.condition().trigger();
        final Order sibling = orders.sibling(order);
        if (!sibling.isFinal()) {
            if (sibling.held()) {
                dispatch.end(sibling, OrderEvent.CANCELED, RejectReason.OCO_SIBLING);
            } else {
                dispatch.cancel(sibling, nowNs);
                if (!dispatch.venueReduces(order)) {
                    orders.hold(order, Condition.TURN);
                    orders.changed(order);
                    return;
                }
            }
        }
        release(order, nowNs);
    }

    /** A held order leaves, as what is left of it; or it ends. */
    void release(final Order order, final long nowNs) {
        final Market market = markets.get(order.instrumentId());
        if ((order.instructions() & OrderDesk.REDUCE_ONLY) != 0 && !fitToPosition(order, market)) {
            dispatch.end(order, OrderEvent.CANCELED, RejectReason.REDUCE_ONLY);
            return;
        }
        final boolean replaces = order.condition().waitsFor() == Condition.TURN && !order.condition().triggered();
        if (gate.release(order, Intents.ofHeld(intent, market, order, nowNs))) {
            leave(order, nowNs);
            return;
        }
        output.alert(replaces ? AlertCode.REPLACE_DENIED : AlertCode.TRIGGER_DENIED, order.instrumentId(),
            order.clientOrderId(), order.leavesQuantity());
        dispatch.end(order, OrderEvent.DENIED, RejectReason.OTHER);
    }

    /** A held order that risk approved is on its way. */
    void leave(final Order order, final long nowNs) {
        machine.onHeld(order, OrderEvent.RELEASED);
        gate.send(order);
        if (machine.previousStatus() != order.status()) {
            output.orderUpdate(order, machine.previousStatus(), RejectReason.NONE.code());
        }
        dispatch.forward(order, OrderCommandType.NEW, nowNs);
        orders.changed(order);
    }

    /** A reduce-only order is never larger than what it may close; false when there is nothing to close. */
    private boolean fitToPosition(final Order order, final Market market) {
        final long closable = closable(market, order.side());
        if (closable < order.leavesQuantity()) {
            if (closable == 0) {
                return false;
            }
            resize(order, order.cumulativeQuantity() + closable);
        }
        return true;
    }

    /** What an order of a side may close of the position, in whole lots. */
    static long closable(final Market market, final Side side) {
        final long position = market.position().position();
        final long closable = side == Side.SELL ? Math.max(0, position) : Math.max(0, -position);
        return closable - closable % market.definition().lotSize();
    }

    /** A held order gets another quantity, and its strategy hears of it. */
    void resize(final Order order, final long quantity) {
        become(order, quantity);
        orders.changed(order);
    }

    /** A held order gets another quantity, and says so. */
    void become(final Order order, final long quantity) {
        machine.onHeldChanged(order, order.price(), order.reservePrice(), quantity);
        output.orderUpdate(order, order.status(), RejectReason.NONE.code());
    }
}
