package io.penstock.engine.dispatch;

import io.penstock.api.AlertCode;
import io.penstock.api.OrderCapability;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Condition;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.OrderEvent;
import io.penstock.engine.order.Orders;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.risk.Intent;
import io.penstock.engine.risk.RiskGate;

/**
 * What follows from an order that changed, for the orders tied to it: the other of its pair, the one that waits for its
 * end, the two that close what it filled. Engine thread only; does not allocate.
 */
final class Followers {
    /** How long after a refused cancel the next one leaves: until then the venue is asked what became of it. */
    private static final long CANCEL_AGAIN_NS = 1_000_000_000L;

    private final Dispatch dispatch;
    private final Releases releases;
    private final RiskGate gate;
    private final Orders orders;
    private final OutputWriter output;
    private final Intent profitIntent = new Intent();
    private final Intent stopIntent = new Intent();

    Followers(
        final Dispatch dispatch, final Releases releases, final RiskGate gate, final Orders orders,
        final OutputWriter output) {
        this.dispatch = dispatch;
        this.releases = releases;
        this.gate = gate;
        this.orders = orders;
        this.output = output;
    }

    void follow(final Order order, final Market market, final long nowNs) {
        final Order sibling = orders.sibling(order);
        if (!sibling.isFinal()) {
            if (sibling.condition().waitsFor() == Condition.TURN) {
                giveTurn(order, sibling, nowNs);
            } else if (order.linkId() != 0 && !order.ties().atVenue()) {
                followPair(order, sibling, nowNs);
            }
        }
        if (market.position().position() == 0 && order.cumulativeQuantity() > 0) {
            endChildren(order.instrumentId(), nowNs);
        } else if (order.ties().isEntry() && order.cumulativeQuantity() > 0) {
            followEntry(order, market, nowNs);
        }
    }

    /** An order waits for the end of this one: a stop that was triggered, or what takes this one's place. */
    private void giveTurn(final Order order, final Order waiting, final long nowNs) {
        final boolean replaces = waiting.ties().targetId() == order.clientOrderId();
        final long whole = replaces ? waiting.ties().wantedQuantity() : order.quantity();
        final long left = whole - order.cumulativeQuantity();
        if (left <= 0) {
            dispatch.end(waiting, OrderEvent.CANCELED,
                replaces ? RejectReason.TOO_LATE : RejectReason.OCO_SIBLING);
            return;
        }
        if (left < waiting.quantity() || replaces && left != waiting.quantity()) {
            releases.become(waiting, left);
        }
        if (order.isFinal()) {
            releases.release(waiting, nowNs);
        } else {
            makeWay(order, nowNs);
        }
    }

    /** The cancel was refused and the order works on: once more, but not at the pace of the refusals. */
    private void makeWay(final Order order, final long nowNs) {
        final boolean works = order.status() == OrderStatus.NEW || order.status() == OrderStatus.PARTIALLY_FILLED;
        if (works && nowNs - order.commandTimeNs() >= CANCEL_AGAIN_NS) {
            dispatch.cancel(order, nowNs);
        }
    }

    /** The market moved while an order waits for its turn. */
    void remind(final Order waiting, final long nowNs) {
        final Order before = orders.sibling(waiting);
        if (before != Order.NONE && !before.held()) {
            makeWay(before, nowNs);
        }
    }

    private void followPair(final Order order, final Order sibling, final long nowNs) {
        final long left = order.quantity() - order.cumulativeQuantity();
        if (order.cumulativeQuantity() == 0 && !order.condition().triggered()) {
            return;
        }
        if (!sibling.held()) {
            // where the venue sees to it that nothing turns, the stop stays until the other order is complete
            if (left <= 0 || order.condition().triggered() || !dispatch.venueReduces(sibling)) {
                dispatch.cancel(sibling, nowNs);
            }
        } else if (left <= 0 || order.condition().triggered() && !order.held()) {
            dispatch.end(sibling, OrderEvent.CANCELED, RejectReason.OCO_SIBLING);
        } else if (left < sibling.quantity()) {
            releases.resize(sibling, left);
        }
    }

    /** The position is closed: what should have closed it goes. */
    private void endChildren(final int instrumentId, final long nowNs) {
        for (int strategy = Portfolio.EXTERNAL; strategy < orders.strategies(); strategy++) {
            Order order = orders.oldestOpen(instrumentId, strategy);
            while (order != Order.NONE) {
                final Order next = orders.nextPeer(order);
                if (order.ties().parentId() != 0) {
                    dispatch.cancel(order, nowNs);
                }
                order = next;
            }
        }
    }

    private void followEntry(final Order entry, final Market market, final long nowNs) {
        final Side closing = entry.side() == Side.BUY ? Side.SELL : Side.BUY;
        final long lot = market.definition().lotSize();
        final long filled = entry.cumulativeQuantity() - entry.cumulativeQuantity() % lot;
        final long need = Math.min(
            filled - entry.ties().coveredQuantity(), Releases.closable(market, closing));
        final Order profit = orders.find(entry.ties().childId());
        final Order stop = orders.sibling(profit);
        final boolean grows = waits(profit) && waits(stop);
        if (need > 0 && grows) {
            releases.resize(profit, profit.quantity() + need);
            releases.resize(stop, stop.quantity() + need);
            entry.ties().cover(need);
        } else if (need > 0 && !make(entry, closing, need, market, nowNs)) {
            if (entry.isFinal()) {
                output.alert(AlertCode.BRACKET_DENIED, entry.instrumentId(), entry.clientOrderId(), need);
            }
            return;
        }
        if (entry.isFinal()) {
            handOver(orders.find(entry.ties().childId()), market, nowNs);
        }
    }

    private static boolean waits(final Order order) {
        return !order.isFinal() && order.condition().waitsFor() == Condition.PRICE;
    }

    private boolean make(
        final Order entry, final Side side, final long quantity, final Market market, final long nowNs) {
        final long stopPrice = entry.ties().stopLimitPrice();
        final OrderType stopType = stopPrice > 0 ? OrderType.STOP_LIMIT : OrderType.STOP;
        profitIntent.set(market, entry.strategyId(), side, OrderType.LIMIT, TimeInForce.GTC, OrderDesk.REDUCE_ONLY,
            entry.ties().takeProfitPrice(), quantity, 0, nowNs).when(entry.ties().takeProfitPrice(), 0);
        stopIntent.set(market, entry.strategyId(), side, stopType, TimeInForce.GTC, OrderDesk.REDUCE_ONLY, stopPrice,
            quantity, 0, nowNs).when(entry.ties().stopTriggerPrice(), 0);
        final Order profit = gate.openPair(profitIntent, stopIntent);
        if (profit == Order.NONE) {
            return false;
        }
        final Order stop = orders.sibling(profit);
        profit.ties().parentId(entry.clientOrderId());
        stop.ties().parentId(entry.clientOrderId());
        entry.ties().childId(profit.clientOrderId());
        entry.ties().cover(quantity);
        dispatch.place(profit, true, nowNs);
        dispatch.place(stop, true, nowNs);
        return true;
    }

    /** The entry is over, so the size is known: what the venue can watch itself goes there. */
    private void handOver(final Order profit, final Market market, final long nowNs) {
        final Order stop = orders.sibling(profit);
        if (!waits(profit) || !waits(stop) || !Dispatch.carries(market.definition(), stop)) {
            return;
        }
        final boolean pair = Dispatch.pairsAtVenue(market.definition(), profit, stop);
        if (!pair && !market.definition().can(OrderCapability.REDUCE_ONLY)
            || !gate.release(profit, Intents.ofHeld(profitIntent, market, profit, nowNs))
            || !gate.release(stop, Intents.ofHeld(stopIntent, market, stop, nowNs))) {
            return;
        }
        if (pair) {
            profit.ties().giveToVenue();
            stop.ties().giveToVenue();
        }
        releases.leave(profit, nowNs);
        releases.leave(stop, nowNs);
    }
}
