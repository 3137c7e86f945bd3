package io.penstock.engine.signal;

import io.penstock.api.BookView;
import io.penstock.api.DenialCode;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderTicket;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.SignalVerdict;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.TimeInForce;
import io.penstock.engine.dispatch.Dispatch;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.Orders;
import io.penstock.engine.risk.Intent;
import io.penstock.engine.risk.RiskGate;

/**
 * Closes what a strategy holds of an instrument, never more: one step each time it is asked, until nothing is left that
 * an order could have. What did not fill is tried again when the market moved, not at once. The first denial is stated;
 * after it risk is asked quietly before each further try, so that a state that lasts does not fill the log.
 *
 * <p>Engine thread only; does not allocate.
 */
final class Closing implements Stateful {
    private static final int NOT = 0;
    private static final int LEFT = 1;
    private static final int DENIED = 2;

    private final Holdings holdings;
    private final Orders orders;
    private final RiskGate risk;
    private final Dispatch dispatch;
    private final OrderTicket ticket = new OrderTicket();
    private final Intent quiet = new Intent();
    private final int strategies;
    private final int[] tried;
    private int instruments;
    private long orderId;

    Closing(
        final int capacity, final int strategies, final Holdings holdings, final Orders orders, final RiskGate risk,
        final Dispatch dispatch) {
        this.strategies = strategies;
        this.holdings = holdings;
        this.orders = orders;
        this.risk = risk;
        this.dispatch = dispatch;
        tried = new int[capacity * strategies];
    }

    void define(final int instrumentId) {
        instruments = Math.max(instruments, instrumentId + 1);
    }

    /**
     * Does the next step.
     *
     * @param moved false when only an order changed
     * @return HELD when nothing is left, TRADED when an order left, else what it waits for: ORDER_WORKING, NO_PRICE or
     *     DENIED
     */
    SignalVerdict step(final Market market, final int strategyId, final boolean moved) {
        orderId = 0;
        final Instrument instrument = market.definition();
        final int place = instrument.id() * strategies + strategyId;
        if (orders.openCount(instrument.id(), strategyId) > 0) {
            // even when nothing is held yet: what works may still fill
            cancelResting(market, strategyId);
            return SignalVerdict.ORDER_WORKING;
        }
        final long held = holdings.quantity(market, strategyId);
        final long quantity = Holdings.orderable(instrument, Math.abs(held));
        if (Holdings.tooFew(instrument, quantity)) {
            tried[place] = NOT;
            return SignalVerdict.HELD;
        }
        final long price = market.referencePrice();
        if (price == BookView.NO_PRICE) {
            return SignalVerdict.NO_PRICE;
        }
        if (Holdings.tooCheap(instrument, quantity, price)) {
            tried[place] = NOT;
            return SignalVerdict.HELD;
        }
        if (tried[place] == LEFT && !moved) {
            return SignalVerdict.ORDER_WORKING;
        }
        final Side side = held > 0 ? Side.SELL : Side.BUY;
        quiet.set(market, strategyId, side, OrderType.MARKET, TimeInForce.IOC, 0, 0, quantity, 0, market.nowNs());
        if (tried[place] == DENIED && risk.ask(quiet) != DenialCode.NONE) {
            return SignalVerdict.DENIED;
        }
        final long id = dispatch.submit(market, strategyId, ticket.market(side, quantity), market.nowNs());
        final boolean left = id != OrderDesk.DENIED;
        tried[place] = left ? LEFT : DENIED;
        orderId = left ? id : 0;
        return left ? SignalVerdict.TRADED : SignalVerdict.DENIED;
    }

    /** What rests would be in the way for ever; what ends by itself is left to do so. */
    private void cancelResting(final Market market, final int strategyId) {
        Order order = orders.oldestOpen(market.definition().id(), strategyId);
        while (order != Order.NONE) {
            final Order next = orders.nextPeer(order);
            if (order.timeInForce() != TimeInForce.IOC && order.timeInForce() != TimeInForce.FOK
                || order.type().conditional()) {
                dispatch.cancel(order, market.nowNs());
            }
            order = next;
        }
    }

    /** The order that left in the last step, 0 = none. */
    long orderId() {
        return orderId;
    }

    @Override
    public void writeTo(final StateWriter out) {
        for (int i = 0; i < instruments * strategies; i++) {
            out.putInt(tried[i]);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        for (int i = 0; i < instruments * strategies; i++) {
            tried[i] = in.getInt();
        }
    }
}
