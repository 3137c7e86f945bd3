package io.penstock.engine;

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
        return fold.dispatch.cancel(order, nowNs);
    }

    @Override
    public void cancelAgain(final Order order, final long nowNs) {
        if (fold.exchange == null) {
            fold.riskGate.cancel(order);
        }
    }

    @Override
    public boolean submit(final Intent intent, final long nowNs) {
        return fold.dispatch.submit(intent, nowNs);
    }

    @Override
    public boolean live() {
        return fold.exchange == null;
    }
}
