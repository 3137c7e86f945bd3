package io.penstock.gateways.emulator.account;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Orders that wait for a price. One thread. */
final class Triggers {
    private static final BigDecimal BIPS = BigDecimal.valueOf(10_000);

    private final Floor floor;
    private final List<List<OwnOrder>> waiting = new ArrayList<>();

    Triggers(final Floor floor) {
        this.floor = floor;
        for (int i = 0; i < floor.rules.length; i++) {
            waiting.add(new ArrayList<>());
        }
    }

    private BigDecimal price(final OrderTicket ticket) {
        return ticket.trigger().byMark() ? floor.prices.mark(ticket.instrument())
            : floor.prices.last(ticket.instrument());
    }

    /** A fixed trigger that has been reached already; a trailing one is only activated by that. */
    boolean firesAtOnce(final OrderTicket ticket) {
        return ticket.trigger().trailingBips() == 0 && reached(ticket.trigger(), price(ticket));
    }

    private static boolean reached(final Trigger trigger, final BigDecimal price) {
        final int side = price.compareTo(trigger.price());
        return trigger.rising() ? side >= 0 : side <= 0;
    }

    void add(final OwnOrder order) {
        waiting.get(order.ticket().instrument()).add(order);
        trail(order, price(order.ticket()));
    }

    void check(final int instrument, final long nowNs) {
        final List<OwnOrder> orders = waiting.get(instrument);
        if (orders.isEmpty()) {
            return;
        }
        orders.removeIf(order -> order.state() != OrderState.WAITING);
        OwnOrder fired = first(orders);
        while (fired != null) {
            orders.remove(fired);
            fire(fired, nowNs);
            fired = first(orders);
        }
    }

    private OwnOrder first(final List<OwnOrder> orders) {
        for (final OwnOrder order : orders) {
            final Trigger trigger = order.ticket().trigger();
            final BigDecimal price = price(order.ticket());
            if (order.state() == OrderState.WAITING
                && (trigger.trailingBips() == 0 ? reached(trigger, price) : trail(order, price))) {
                return order;
            }
        }
        return null;
    }

    /** Follows the price; true when it has come back by the distance. */
    private boolean trail(final OwnOrder order, final BigDecimal price) {
        final Trigger trigger = order.ticket().trigger();
        if (trigger.trailingBips() == 0) {
            return false;
        }
        if (order.trail == null) {
            // a rising one buys behind a falling price, so it is activated from above; the other way round too
            final int side = price.compareTo(trigger.price());
            if (trigger.price().signum() != 0 && (trigger.rising() ? side > 0 : side < 0)) {
                return false;
            }
            order.trail = price;
        }
        order.trail = trigger.rising() ? order.trail.min(price) : order.trail.max(price);
        final BigDecimal distance = order.trail.multiply(BigDecimal.valueOf(trigger.trailingBips()))
            .divide(BIPS, 8, RoundingMode.HALF_EVEN);
        return trigger.rising() ? price.compareTo(order.trail.add(distance)) >= 0
            : price.compareTo(order.trail.subtract(distance)) <= 0;
    }

    private void fire(final OwnOrder order, final long nowNs) {
        if (order.list() != null) {
            final OwnOrder other = order.list().other(order);
            if (other.state().open()) {
                floor.withdraw(other, nowNs);
                floor.endOther(order, nowNs);
            }
        }
        final OrderTicket working = order.ticket().triggered(null);
        final BigDecimal held = order.locked;
        final Refusal refusal = refusal(order, working);
        if (refusal != null) {
            floor.end(order, floor.settings.triggerMakesOrder() ? OrderState.REJECTED : OrderState.EXPIRED,
                EndReason.REFUSED, nowNs);
            return;
        }
        if (floor.settings.triggerMakesOrder()) {
            child(order, working, nowNs);
            return;
        }
        order.state = OrderState.NEW;
        floor.money.lock(order, floor.money.need(working, order.leaves()).subtract(held), nowNs);
        floor.tell(order, AccountEvents.What.TRIGGERED, null, nowNs);
        floor.work(order, nowNs);
    }

    private Refusal refusal(final OwnOrder order, final OrderTicket working) {
        if (floor.rules[working.instrument()].status() != InstrumentRules.Status.TRADING) {
            return Refusal.MARKET_CLOSED;
        }
        if (!floor.canReduce(order)) {
            return Refusal.REDUCE_ONLY;
        }
        return floor.money.afford(order.account(), working, order.leaves(), order.locked);
    }

    private void child(final OwnOrder order, final OrderTicket working, final long nowNs) {
        final OwnOrder child = new OwnOrder(floor.nextOrderId(), order.account(), working, nowNs);
        child.origin = order;
        order.child = child;
        floor.end(order, OrderState.TRIGGERED, EndReason.NONE, nowNs);
        floor.index.add(child);
        floor.ledger.accepted(child);
        floor.tell(child, AccountEvents.What.NEW, null, nowNs);
        floor.work(child, nowNs);
    }
}
