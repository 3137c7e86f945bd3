package io.penstock.engine.risk;

import io.penstock.engine.order.Order;

/** Orders go where the rig's gate sends them; the test is the venue. */
final class RigDesk implements KillDesk {
    boolean live = true;
    private final RiskRig rig;

    RigDesk(final RiskRig rig) {
        this.rig = rig;
    }

    @Override
    public boolean cancel(final Order order, final long nowNs) {
        if (!rig.machine.onCancelRequested(order.clientOrderId())) {
            return false;
        }
        rig.gate.cancel(order);
        return true;
    }

    @Override
    public void cancelAgain(final Order order, final long nowNs) {
        rig.gate.cancel(order);
    }

    @Override
    public boolean submit(final Intent intent, final long nowNs) {
        rig.frame.moment(nowNs);
        return rig.gate.submit(intent) != Order.NONE;
    }

    @Override
    public boolean live() {
        return live;
    }
}
