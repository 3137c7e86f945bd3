package io.penstock.gateways.emulator.account;

import io.penstock.gateways.emulator.market.Matches;
import io.penstock.gateways.emulator.market.MatchingEngine;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MarketEvents;
import java.math.BigDecimal;
import java.util.List;

/**
 * Where own orders meet the market: they take and rest in the matching engine, and what happens to them there is
 * settled and told. One thread.
 */
final class Floor implements Matches {
    final AccountSettings settings;
    final InstrumentRules[] rules;
    final Prices prices;
    final OrderIndex index;
    final Money money;
    final TruthLedger ledger = new TruthLedger();
    private final MatchingMarket market;
    private final MarketEvents events;
    private AccountEvents listener = AccountEvents.NOBODY;
    private OwnOrder incoming;
    private boolean metItself;
    private long lastOrderId;
    private long lastExecutionId;
    private long lastListId;
    private long lastFlowId;

    Floor(final MatchingMarket market, final MarketEvents events, final AccountSettings settings) {
        this.market = market;
        this.events = events;
        this.settings = settings;
        rules = new InstrumentRules[market.instruments().size()];
        for (int i = 0; i < rules.length; i++) {
            rules[i] = new InstrumentRules(market.instruments().get(i));
        }
        prices = new Prices(market, rules);
        index = new OrderIndex(rules.length);
        money = new Money(settings, rules, prices, index);
        lastOrderId = settings.firstOrderId();
        market.matches(this);
    }

    void listener(final AccountEvents other) {
        listener = other;
    }

    long nextOrderId() {
        return ++lastOrderId;
    }

    long nextListId() {
        return lastListId++;
    }

    long nextFlowId() {
        return ++lastFlowId;
    }

    long nextExecutionId() {
        return ++lastExecutionId;
    }

    void tell(final OwnOrder order, final AccountEvents.What what, final OwnTrade trade, final long nowNs) {
        order.executionId = trade == null ? ++lastExecutionId : trade.executionId();
        order.updatedNs = nowNs;
        listener.onOrder(order, what, trade, nowNs);
    }

    void tell(final OrderList list, final long nowNs) {
        listener.onList(list, nowNs);
    }

    void tell(final VenueAccount account, final AccountChange change, final long nowNs) {
        listener.onAccount(account, change, nowNs);
    }

    /** Spot: what an order holds changed. */
    void tellHeld(final OwnOrder order, final long nowNs) {
        if (!settings.perpetual()) {
            final String asset = order.ticket().buy() ? money.quote(order.ticket()) : money.base(order.ticket());
            listener.onAccount(order.account(), new AccountChange(
                AccountChange.Cause.ORDER, List.of(asset), List.of(), BigDecimal.ZERO, 0), nowNs);
        }
    }

    /** Lets an order that has been told of take what it can, and rest or end. */
    void work(final OwnOrder order, final long nowNs) {
        order.workingNs = nowNs;
        market.act(order.ticket().instrument(), nowNs, events, () -> {
            incoming = order;
            metItself = false;
            execute(order, nowNs);
            incoming = null;
        });
    }

    private void execute(final OwnOrder order, final long nowNs) {
        final OrderTicket ticket = order.ticket();
        final InstrumentRules rule = rules[ticket.instrument()];
        final MatchingEngine engine = market.engine(ticket.instrument());
        if (ticket.kind() == OrderKind.MARKET) {
            final long lots = ticket.quoteQuantity().signum() > 0
                ? prices.lotsFor(ticket.instrument(), ticket.buy(), ticket.quoteQuantity())
                : rule.lots(order.leaves());
            if (ticket.quoteQuantity().signum() > 0) {
                order.ticket = ticket.amended(ticket.price(), rule.quantity(lots));
            }
            if (lots > 0) {
                engine.market(ticket.buy(), lots);
            }
            endRemainder(order, EndReason.LIQUIDITY, nowNs);
            return;
        }
        final long ticks = rule.ticks(ticket.price());
        final long lots = rule.lots(order.leaves());
        if (ticket.postOnly() && prices.crosses(ticket.instrument(), ticket.buy(), ticks)) {
            end(order, OrderState.EXPIRED, EndReason.POST_ONLY, nowNs);
        } else if (ticket.lifetime() == Lifetime.FOK
            && prices.available(ticket.instrument(), ticket.buy(), ticks) < lots) {
            end(order, OrderState.EXPIRED, EndReason.FOK, nowNs);
        } else if (ticket.lifetime() == Lifetime.IOC || ticket.lifetime() == Lifetime.FOK) {
            engine.take(ticket.buy(), ticks, lots);
            endRemainder(order, EndReason.IOC, nowNs);
        } else {
            final long id = engine.limit(ticket.buy(), ticks, lots);
            if (engine.leaves(id) > 0) {
                index.rests(order, id);
                engine.pin(id);
            } else {
                endRemainder(order, EndReason.SELF_TRADE, nowNs);
            }
        }
    }

    private void endRemainder(final OwnOrder order, final EndReason reason, final long nowNs) {
        if (order.state().open()) {
            end(order, metItself ? OrderState.EXPIRED_IN_MATCH : OrderState.EXPIRED,
                metItself ? EndReason.SELF_TRADE : reason, nowNs);
        }
    }

    @Override
    public MatchingEngine.Meeting onMeet(
        final int instrument, final long restingOrderId, final long incomingOrderId, final long timeNs) {
        final OwnOrder resting = index.resting(instrument, restingOrderId);
        if (resting == null) {
            return MatchingEngine.Meeting.TRADE;
        }
        if (!canReduce(resting)) {
            end(resting, OrderState.EXPIRED, EndReason.REDUCE_ONLY, timeNs);
            return MatchingEngine.Meeting.DROP_RESTING;
        }
        if (incoming == null || incoming.account() != resting.account()
            || incoming.ticket().selfTrade() == SelfTrade.ALLOW) {
            return MatchingEngine.Meeting.TRADE;
        }
        final SelfTrade mode = incoming.ticket().selfTrade();
        if (mode == SelfTrade.EXPIRE_TAKER) {
            metItself = true;
            return MatchingEngine.Meeting.STOP_INCOMING;
        }
        end(resting, OrderState.EXPIRED_IN_MATCH, EndReason.SELF_TRADE, timeNs);
        metItself = mode == SelfTrade.EXPIRE_BOTH;
        return metItself ? MatchingEngine.Meeting.DROP_BOTH : MatchingEngine.Meeting.DROP_RESTING;
    }

    /** False when a reduce-only order would do more than reduce. */
    boolean canReduce(final OwnOrder order) {
        if (!order.ticket().reduceOnly()) {
            return true;
        }
        final BigDecimal held = order.account().position(order.ticket().instrument()).quantity();
        return held.signum() != 0 && held.signum() > 0 != order.ticket().buy()
            && order.leaves().compareTo(held.abs()) <= 0;
    }

    @Override
    public void onMatch(final int instrument, final long tradeId, final long price, final long quantity,
        final long restingOrderId, final long incomingOrderId, final long timeNs) {
        prices.traded(instrument, price);
        final OwnOrder resting = index.resting(instrument, restingOrderId);
        if (incoming != null) {
            fill(incoming, tradeId, rules[instrument].price(price), rules[instrument].quantity(quantity), false,
                timeNs);
        }
        if (resting != null) {
            fill(resting, tradeId, rules[instrument].price(price), rules[instrument].quantity(quantity), true, timeNs);
        }
    }

    /** An order trades: money, state, ledger, and everybody told. */
    void fill(final OwnOrder order, final long tradeId, final BigDecimal price, final BigDecimal quantity,
        final boolean maker, final long timeNs) {
        final OwnTrade trade = money.settle(order, tradeId, ++lastExecutionId, price, quantity, maker, timeNs);
        final boolean first = order.executed().signum() == 0;
        order.traded(trade);
        index.traded(trade);
        ledger.traded(trade);
        if (order.leaves().signum() == 0) {
            order.state = OrderState.FILLED;
            index.done(order);
            ledger.done(order);
            money.release(order, timeNs);
        } else {
            order.state = OrderState.PARTIALLY_FILLED;
        }
        tell(order, AccountEvents.What.TRADE, trade, timeNs);
        listener.onAccount(order.account(), new AccountChange(cause(order), money.assets(order.ticket()),
            settings.perpetual() ? List.of(order.ticket().instrument()) : List.of(), BigDecimal.ZERO, 0), timeNs);
        if (first && order.list() != null) {
            endOther(order, timeNs);
        }
        tellDone(order, timeNs);
    }

    private void tellDone(final OwnOrder order, final long nowNs) {
        if (order.list() != null && !order.list().open() && !order.list().told) {
            order.list().told = true;
            listener.onList(order.list(), nowNs);
        }
    }

    private static AccountChange.Cause cause(final OwnOrder order) {
        if (!order.system()) {
            return AccountChange.Cause.ORDER;
        }
        return order.ticket().clientOrderId().startsWith("adl") ? AccountChange.Cause.DELEVERAGING
            : AccountChange.Cause.LIQUIDATION;
    }

    /** The other order of a list ends; what both held together goes over to the one that lives on. */
    void endOther(final OwnOrder order, final long nowNs) {
        final OwnOrder other = order.list().other(order);
        if (other.state().open()) {
            final BigDecimal needed = order.state().open()
                ? money.need(order.ticket(), order.leaves()) : BigDecimal.ZERO;
            final BigDecimal held = other.locked;
            end(other, OrderState.EXPIRED, EndReason.LIST, nowNs);
            if (held.signum() > 0 && needed.compareTo(order.locked) > 0) {
                money.lock(order, needed.subtract(order.locked), nowNs);
            }
        }
    }

    /** Takes an order out of the book, if it is there. */
    void withdraw(final OwnOrder order, final long nowNs) {
        final long id = order.engineId;
        if (id >= 0) {
            index.rises(order);
            market.act(order.ticket().instrument(), nowNs, events,
                () -> market.engine(order.ticket().instrument()).cancel(id));
        }
    }

    /** Makes an order in the book smaller; it keeps its place. */
    void shrink(final OwnOrder order, final long nowNs) {
        final long lots = rules[order.ticket().instrument()].lots(order.leaves());
        market.act(order.ticket().instrument(), nowNs, events,
            () -> market.engine(order.ticket().instrument()).reduce(order.engineId, lots));
    }

    /** An order ends without being filled; it is out of the book, or is taken out by the one who calls. */
    void end(final OwnOrder order, final OrderState state, final EndReason reason, final long nowNs) {
        if (!order.state().open()) {
            return; // what took it out of the book may have ended it
        }
        order.state = state;
        order.reason = reason;
        index.done(order);
        ledger.done(order);
        final boolean held = money.release(order, nowNs);
        final boolean canceled = state == OrderState.CANCELED;
        tell(order, canceled ? AccountEvents.What.CANCELED : state == OrderState.REJECTED
            ? AccountEvents.What.REJECTED : state == OrderState.TRIGGERED ? AccountEvents.What.TRIGGERED
            : AccountEvents.What.EXPIRED, null, nowNs);
        if (held) {
            tellHeld(order, nowNs);
        }
        tellDone(order, nowNs);
    }

    /** An order goes at its owner's wish, and with it the other one of its list. */
    void cancel(final OwnOrder order, final String request, final EndReason reason, final long nowNs) {
        order.request = request;
        withdraw(order, nowNs);
        end(order, OrderState.CANCELED, reason, nowNs);
        if (order.list() != null) {
            final OwnOrder other = order.list().other(order);
            if (other.state().open()) {
                other.request = request;
                withdraw(other, nowNs);
                end(other, OrderState.CANCELED, reason, nowNs);
            }
        }
    }
}
