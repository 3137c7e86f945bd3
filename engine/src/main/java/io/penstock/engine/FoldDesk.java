package io.penstock.engine;

import io.penstock.api.OrderCommandType;
import io.penstock.api.RejectReason;
import io.penstock.engine.order.Order;
import io.penstock.engine.risk.Intent;
import io.penstock.engine.risk.KillDesk;

/** Lets risk cancel and close on its own account. Engine thread only; does not allocate. */
final class FoldDesk implements KillDesk {
    private final Fold fold;

    FoldDesk(final Fold fold) {
        this.fold = fold;
    }

    @Override
    public boolean cancel(final Order order, final long nowNs) {
        if (!fold.machine.onCancelRequested(order.clientOrderId())) {
            return false;
        }
        fold.riskGate.cancel(order);
        fold.output.orderUpdate(order, fold.machine.previousStatus(), RejectReason.NONE.code());
        forward(order, OrderCommandType.CANCEL, nowNs);
        return true;
    }

    @Override
    public void cancelAgain(final Order order, final long nowNs) {
        if (fold.exchange == null) {
            fold.riskGate.cancel(order);
        }
    }

    @Override
    public boolean submit(final Intent intent) {
        final Order order = fold.riskGate.submit(intent);
        if (order == Order.NONE) {
            return false;
        }
        forward(order, OrderCommandType.NEW, order.createdTimeNs());
        return true;
    }

    @Override
    public boolean live() {
        return fold.exchange == null;
    }

    private void forward(final Order order, final OrderCommandType command, final long nowNs) {
        if (fold.exchange != null && !fold.exchange.onCommand(
            command.code(), order.clientOrderId(), order.instrumentId(), order.side(), order.type(),
            order.timeInForce(), order.instructions(), order.price(), order.quantity(), order.expireTimeNs(), nowNs)) {
            throw new IllegalStateException(
                "the simulated exchange has no room for another word; raise capacity.open_orders");
        }
    }
}
