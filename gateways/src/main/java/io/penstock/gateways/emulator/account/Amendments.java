package io.penstock.gateways.emulator.account;

import java.math.BigDecimal;

/** Gives orders other terms. One thread. */
final class Amendments {
    private final Floor floor;
    private final Admission admission;

    Amendments(final Floor floor, final Admission admission) {
        this.floor = floor;
        this.admission = admission;
    }

    Placement amend(final OwnOrder order, final OrderTicket terms, final boolean keepPriority, final String request,
        final long nowNs) {
        if (order == null || !order.state().open()) {
            return Placement.refused(Refusal.UNKNOWN_ORDER);
        }
        final OrderTicket old = order.ticket();
        final boolean samePrice = terms.price().compareTo(old.price()) == 0;
        final boolean smaller = terms.quantity().compareTo(old.quantity()) < 0;
        if (samePrice && terms.quantity().compareTo(old.quantity()) == 0 && terms.trigger() == old.trigger()) {
            return new Placement(order, Refusal.NO_CHANGE);
        }
        if (keepPriority && (!smaller || terms.quantity().compareTo(order.executed()) <= 0)) {
            return new Placement(order, Refusal.BIGGER);
        }
        final Refusal broken = admission.checkTerms(order.account(), terms);
        if (broken != null) {
            return new Placement(order, broken);
        }
        if (terms.quantity().compareTo(order.executed()) <= 0) {
            floor.cancel(order, request, EndReason.AMENDED, nowNs);
            return new Placement(order, null);
        }
        final BigDecimal leaves = terms.quantity().subtract(order.executed());
        final Refusal money = smaller && samePrice || floor.settings.perpetual() ? null
            : floor.money.afford(order.account(), terms, leaves, order.locked);
        if (money != null) {
            return new Placement(order, money);
        }
        final boolean keeps = samePrice && smaller && order.state() != OrderState.WAITING;
        if (!keeps) {
            floor.withdraw(order, nowNs);
        }
        order.ticket = terms;
        order.request = request;
        if (keeps) {
            floor.shrink(order, nowNs);
        }
        floor.money.lock(order, floor.money.need(terms, leaves).subtract(order.locked), nowNs);
        floor.tell(order, AccountEvents.What.REPLACED, null, nowNs);
        floor.tellHeld(order, nowNs);
        if (!keeps && order.state() != OrderState.WAITING) {
            floor.work(order, nowNs);
        }
        return new Placement(order, null);
    }
}
