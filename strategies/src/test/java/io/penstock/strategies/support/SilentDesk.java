package io.penstock.strategies.support;

import io.penstock.api.OrderDesk;
import io.penstock.api.OrderTicket;
import io.penstock.api.OrderType;
import io.penstock.api.OrderView;
import io.penstock.api.Side;
import io.penstock.api.SignalTicket;
import io.penstock.api.SignalType;
import io.penstock.api.TimeInForce;

/** Counts signals and keeps nothing else; allocates nothing. Strategies that use signals state no orders. */
public final class SilentDesk implements OrderDesk {
    public long entries;
    public long exits;
    public long reasons;

    private static AssertionError noOrders() {
        return new AssertionError("a strategy that uses signals states no orders");
    }

    @Override
    public long submit(final OrderTicket ticket) {
        throw noOrders();
    }

    @Override
    public long submitOco(final OrderTicket first, final OrderTicket second) {
        throw noOrders();
    }

    @Override
    public long replace(final long clientOrderId, final long newPrice, final long newQuantity) {
        throw noOrders();
    }

    @Override
    public int cancelAll() {
        throw noOrders();
    }

    @Override
    public long submit(
        final Side side, final OrderType type, final TimeInForce timeInForce, final int instructions,
        final long price, final long quantity, final long expireTimeNs) {
        throw noOrders();
    }

    @Override
    public boolean cancel(final long clientOrderId) {
        throw noOrders();
    }

    @Override
    public int openOrders() {
        return 0;
    }

    @Override
    public OrderView openOrder(final int index) {
        throw noOrders();
    }

    @Override
    public void signal(final Side side, final double strength, final double threshold) {
        throw new AssertionError("an opinion is not a signal that is traded");
    }

    @Override
    public void signal(final SignalTicket ticket) {
        if (ticket.type() == SignalType.ENTRY) {
            entries++;
        } else {
            exits++;
        }
    }

    @Override
    public void because(final String name, final double value, final double threshold) {
        reasons++;
    }
}
