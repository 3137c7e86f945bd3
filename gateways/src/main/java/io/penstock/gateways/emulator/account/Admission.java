package io.penstock.gateways.emulator.account;

import java.math.BigDecimal;

/** Whether a venue takes an order. One thread. */
final class Admission {
    private final Floor floor;
    private final Triggers triggers;

    Admission(final Floor floor, final Triggers triggers) {
        this.floor = floor;
        this.triggers = triggers;
    }

    /** A reduce-only ticket that is too big made smaller, where the venue does that. */
    OrderTicket fitting(final VenueAccount account, final OrderTicket ticket) {
        final BigDecimal held = account.position(ticket.instrument()).quantity();
        return floor.settings.reduceOnlyTrimmed() && ticket.reduceOnly() && held.signum() != 0
            && held.signum() > 0 != ticket.buy() && ticket.quantity().compareTo(held.abs()) > 0
            ? ticket.amended(ticket.price(), held.abs()) : ticket;
    }

    /** The first reason against a ticket, null when there is none. */
    Refusal check(final VenueAccount account, final OrderTicket ticket) {
        final Refusal basic = checkTerms(account, ticket);
        if (basic != null) {
            return basic;
        }
        if (taken(account, ticket.clientOrderId())) {
            return Refusal.DUPLICATE_CLIENT_ID;
        }
        int open = 0;
        int waiting = 0;
        for (final OwnOrder order : floor.index.open(account, ticket.instrument())) {
            open++;
            waiting += order.state() == OrderState.WAITING ? 1 : 0;
        }
        if (open >= floor.settings.maxOrders()) {
            return Refusal.MAX_ORDERS;
        }
        if (ticket.trigger() != null && waiting >= floor.settings.maxTriggerOrders()) {
            return Refusal.MAX_TRIGGER_ORDERS;
        }
        if (ticket.trigger() != null && triggers.firesAtOnce(ticket)) {
            return Refusal.WOULD_TRIGGER;
        }
        return checkMarket(account, ticket);
    }

    Refusal checkTerms(final VenueAccount account, final OrderTicket ticket) {
        final InstrumentRules rule = floor.rules[ticket.instrument()];
        if (account.disabled()) {
            return Refusal.ACCOUNT_DISABLED;
        }
        if (rule.status() != InstrumentRules.Status.TRADING) {
            return rule.status() == InstrumentRules.Status.HALTED ? Refusal.MARKET_CLOSED : Refusal.CANCEL_ONLY;
        }
        return rule.broken(ticket, floor.prices.mark(ticket.instrument()), floor.settings);
    }

    private Refusal checkMarket(final VenueAccount account, final OrderTicket ticket) {
        if (ticket.reduceOnly()) {
            final BigDecimal held = account.position(ticket.instrument()).quantity();
            if (ticket.trigger() == null && (held.signum() == 0 || held.signum() > 0 == ticket.buy()
                || ticket.quantity().compareTo(held.abs()) > 0)) {
                return Refusal.REDUCE_ONLY;
            }
        }
        if (ticket.postOnly() && ticket.trigger() == null && floor.settings.postOnlyRefused()
            && floor.prices.crosses(ticket.instrument(), ticket.buy(),
                floor.rules[ticket.instrument()].ticks(ticket.price()))) {
            return Refusal.WOULD_TAKE;
        }
        return floor.money.afford(account, ticket, ticket.quantity(), BigDecimal.ZERO);
    }

    private boolean taken(final VenueAccount account, final String clientOrderId) {
        final OwnOrder known = floor.index.byClientId(account, clientOrderId);
        return known != null && switch (floor.settings.clientIds()) {
            case WHILE_OPEN -> known.state().open();
            case FOR_EVER -> true;
            default -> false;
        };
    }
}
