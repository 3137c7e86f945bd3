package io.penstock.engine.dispatch;

import io.penstock.api.AlertCode;
import io.penstock.api.OrderCapability;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderTicket;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.SendResult;
import io.penstock.api.TimeInForce;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.market.Market;
import io.penstock.engine.market.Markets;
import io.penstock.engine.order.Condition;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.OrderEvent;
import io.penstock.engine.order.OrderStateMachine;
import io.penstock.engine.order.Orders;
import io.penstock.engine.order.Protection;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.risk.Intent;
import io.penstock.engine.risk.RiskGate;
import io.penstock.engine.simulation.SimulatedExchange;

/**
 * What happens to orders between a strategy's words and the venue: each order leaves, or is held in the fold where the
 * venue cannot do what it asks. {@code engine/docs/orders.md} says what is done where.
 *
 * <p>Whatever it changes is noted in {@link Orders#changed}; what follows from that is done, and strategies are told,
 * when the engine settles, at the end of the same event. It has no state of its own: held orders, pairs and brackets
 * are in the orders. Engine thread only; does not allocate.
 */
public final class Dispatch {
    private final RiskGate gate;
    private final Orders orders;
    private final OrderStateMachine machine;
    private final OutputWriter output;
    private final Markets markets;
    private final Protection protection;
    private final SimulatedExchange exchange;
    private final Replacements replacements;
    private final Triggers triggers;
    private final Followers followers;
    private final Intent intent = new Intent();
    private final Intent other = new Intent();

    /**
     * A dispatch.
     *
     * @param gate       the way out
     * @param orders     ours
     * @param machine    moves them
     * @param output     tells how
     * @param markets    by instrument
     * @param protection looks at what changed
     * @param exchange   the simulated one, {@code null} in live
     */
    public Dispatch(
        final RiskGate gate, final Orders orders, final OrderStateMachine machine, final OutputWriter output,
        final Markets markets, final Protection protection, final SimulatedExchange exchange) {
        this.gate = gate;
        this.orders = orders;
        this.machine = machine;
        this.output = output;
        this.markets = markets;
        this.protection = protection;
        this.exchange = exchange;
        replacements = new Replacements(this, gate, orders, machine, output, markets);
        final Releases releases = new Releases(this, gate, orders, machine, output, markets);
        followers = new Followers(this, releases, gate, orders, output);
        triggers = new Triggers(releases, followers, orders);
    }

    /**
     * States an intent; an approved one leaves or is held.
     *
     * @param market     of the instrument
     * @param strategyId who wants it
     * @param ticket     what
     * @param nowNs      engine time
     * @return client order id, or {@link OrderDesk#DENIED}
     */
    public long submit(final Market market, final int strategyId, final OrderTicket ticket, final long nowNs) {
        final Order order = gate.open(Intents.ofTicket(intent, market, strategyId, ticket, nowNs));
        if (order == Order.NONE) {
            return OrderDesk.DENIED;
        }
        order.ties().bracket(ticket.takeProfitPrice(), ticket.stopTriggerPrice(), ticket.stopLimitPrice());
        place(order, !carries(market.definition(), order), nowNs);
        protection.review(market.definition(), nowNs);
        return order.clientOrderId();
    }

    /**
     * States an intent of two orders of which one ends the other.
     *
     * @param market     of the instrument
     * @param strategyId who wants them
     * @param first      the one
     * @param second     the other, of the same side
     * @param nowNs      engine time
     * @return client order id of the first, or {@link OrderDesk#DENIED}
     */
    public long submitOco(
        final Market market, final int strategyId, final OrderTicket first, final OrderTicket second,
        final long nowNs) {
        final Order one = gate.openPair(
            Intents.ofTicket(intent, market, strategyId, first, nowNs),
            Intents.ofTicket(other, market, strategyId, second, nowNs));
        if (one == Order.NONE) {
            return OrderDesk.DENIED;
        }
        placePair(market.definition(), one, orders.sibling(one), nowNs);
        protection.review(market.definition(), nowNs);
        return one.clientOrderId();
    }

    /**
     * An intent that no strategy states: risk's own, or an operator's.
     *
     * @param stated a plain order
     * @param nowNs  engine time
     * @return false when risk denied it
     */
    public boolean submit(final Intent stated, final long nowNs) {
        final Order order = gate.open(stated);
        if (order != Order.NONE) {
            place(order, false, nowNs);
        }
        return order != Order.NONE;
    }

    private void placePair(final Instrument instrument, final Order one, final Order two, final long nowNs) {
        if (pairsAtVenue(instrument, one, two)) {
            one.ties().giveToVenue();
            two.ties().giveToVenue();
            place(one, false, nowNs);
            place(two, false, nowNs);
            return;
        }
        // a resting order locks on spot what the stop would need, so there the stop waits in the fold
        final boolean free = instrument.can(OrderCapability.REDUCE_ONLY);
        place(one, one.type().conditional() && !(free && carries(instrument, one)), nowNs);
        place(two, two.type().conditional() && !(free && carries(instrument, two)), nowNs);
    }

    /** Whether the venue takes an order as it is. */
    static boolean carries(final Instrument instrument, final Order order) {
        return !order.type().conditional() || instrument.can(
            order.type() == OrderType.TRAILING_STOP ? OrderCapability.TRAILING_STOP : OrderCapability.STOP);
    }

    /** Whether the venue ends one of two orders with the other: one takes the profit, the other stops the loss. */
    static boolean pairsAtVenue(final Instrument instrument, final Order one, final Order two) {
        return instrument.can(OrderCapability.OCO) && carries(instrument, one) && carries(instrument, two)
            && one.type() != OrderType.MARKET && two.type() != OrderType.MARKET
            && one.type().protective() != two.type().protective() && one.quantity() == two.quantity();
    }

    /** Whether the venue itself sees to it that an order never opens or turns a position. */
    boolean venueReduces(final Order order) {
        return (order.instructions() & OrderDesk.REDUCE_ONLY) != 0
            && markets.get(order.instrumentId()).definition().can(OrderCapability.REDUCE_ONLY);
    }

    /** An approved order leaves, or begins to wait for its price. */
    void place(final Order order, final boolean hold, final long nowNs) {
        if (hold) {
            orders.hold(order, Condition.PRICE);
            machine.onHeld(order, OrderEvent.ACCEPTED);
            output.orderUpdate(order, machine.previousStatus(), RejectReason.NONE.code());
            orders.changed(order);
        } else {
            gate.send(order);
            forward(order, OrderCommandType.NEW, nowNs);
        }
        expireLater(order);
    }

    /** The fold itself ends what its venue will not end in time. */
    void expireLater(final Order order) {
        final boolean ends = order.timeInForce() == TimeInForce.GTC || order.timeInForce() == TimeInForce.GTD;
        if (ends && order.expireTimeNs() > 0 && (order.held() || order.sentExpireTimeNs() == 0)) {
            orders.expire(order);
        }
    }

    /**
     * Ends an order: at once when it is held, else a cancel leaves. Cancels are never denied.
     *
     * @param order open or not
     * @param nowNs engine time
     * @return false when it is final or already being canceled
     */
    public boolean cancel(final Order order, final long nowNs) {
        if (order == Order.NONE || order.isFinal()) {
            return false;
        }
        if (order.held()) {
            end(order, OrderEvent.CANCELED, RejectReason.NONE);
            return true;
        }
        if (!machine.onCancelRequested(order.clientOrderId())) {
            return false;
        }
        gate.cancel(order);
        output.orderUpdate(order, machine.previousStatus(), RejectReason.NONE.code());
        forward(order, OrderCommandType.CANCEL, nowNs);
        protection.review(markets.get(order.instrumentId()).definition(), nowNs);
        return true;
    }

    /**
     * Ends all orders of an instrument and strategy.
     *
     * @param instrumentId dense index
     * @param strategyId   index in configuration order
     * @param nowNs        engine time
     * @return how many cancels left
     */
    public int cancelAll(final int instrumentId, final int strategyId, final long nowNs) {
        int count = 0;
        Order order = orders.oldestOpen(instrumentId, strategyId);
        while (order != Order.NONE) {
            final Order next = orders.nextPeer(order);
            count += cancel(order, nowNs) ? 1 : 0;
            order = next;
        }
        return count;
    }

    /** Gives an order that is held its last word. */
    void end(final Order order, final OrderEvent event, final RejectReason reason) {
        machine.onHeld(order, event);
        output.orderUpdate(order, machine.previousStatus(), reason.code());
        orders.changed(order);
    }

    /**
     * Asks for another price and quantity of an order.
     *
     * @param order       of the strategy that asks
     * @param newPrice    limit price; of an order without one its trigger price
     * @param newQuantity whole quantity
     * @param nowNs       engine time
     * @return the client order id that lives on, or {@link OrderDesk#DENIED}
     */
    public long replace(final Order order, final long newPrice, final long newQuantity, final long nowNs) {
        final long lives = replacements.replace(order, newPrice, newQuantity, nowNs);
        protection.review(markets.get(order.instrumentId()).definition(), nowNs);
        return lives;
    }

    /**
     * A market may be read and moved, or traded: held orders whose trigger is reached leave.
     *
     * @param market     that changed
     * @param tradePrice of a trade, or {@link io.penstock.api.BookView#NO_PRICE}
     * @param nowNs      engine time
     */
    public void onMarket(final Market market, final long tradePrice, final long nowNs) {
        triggers.onMarket(market, tradePrice, nowNs);
    }

    /**
     * The time of orders has come that the fold itself must end.
     *
     * @param nowNs engine time
     */
    public void onExpiry(final long nowNs) {
        for (Order order = orders.due(nowNs); order != Order.NONE; order = orders.due(nowNs)) {
            if (order.held()) {
                end(order, OrderEvent.EXPIRED, RejectReason.TIME_EXPIRED);
            } else {
                cancel(order, nowNs);
            }
        }
    }

    /**
     * A command certainly did not leave, or was refused: an order that should have gone in the same request stays.
     *
     * @param order   of the command
     * @param command which
     * @param result  what became of it
     */
    public void onSendResult(final Order order, final OrderCommandType command, final SendResult result) {
        if (command == OrderCommandType.REPLACE && order.ties().targetId() != 0
            && (result == SendResult.NOT_SENT || result == SendResult.REFUSED)
            && machine.onCancelOff(order.ties().targetId())) {
            output.orderUpdate(machine.order(), machine.previousStatus(), RejectReason.OTHER.code());
            orders.changed(machine.order());
        }
    }

    /**
     * A fill was booked: two orders of one pair should not both have filled.
     *
     * @param order that filled
     */
    public void onFill(final Order order) {
        final Order sibling = order.linkId() == 0 ? Order.NONE : orders.sibling(order);
        final long both = order.cumulativeQuantity() + sibling.cumulativeQuantity();
        final long whole = Math.max(order.quantity(), sibling.quantity());
        if (sibling.cumulativeQuantity() > 0 && both > whole) {
            output.alert(AlertCode.OCO_BOTH_FILLED, order.instrumentId(), whole, both);
        }
    }

    /**
     * Does what follows from a changed order: for its pair, for the order that waits for its end, for its bracket, for
     * the protection of the position.
     *
     * @param order from {@link Orders#takeChanged}
     * @param nowNs engine time
     */
    public void follow(final Order order, final long nowNs) {
        final Market market = markets.get(order.instrumentId());
        followers.follow(order, market, nowNs);
        protection.review(market.definition(), nowNs);
    }

    /** The simulated exchange hears what live sessions hear as a command. */
    void forward(final Order order, final OrderCommandType command, final long nowNs) {
        if (exchange == null) {
            return;
        }
        final boolean changes = command == OrderCommandType.REPLACE && order.changePending();
        final boolean waits = order.sentType().conditional();
        exchange.request().begin(command, order.clientOrderId(), order.instrumentId(), order.side())
            .priced(order.sentType(), order.sentTimeInForce(), order.instructions(),
                changes ? order.changedPrice() : order.sentPrice(),
                changes ? order.changedQuantity() : order.quantity(), order.sentExpireTimeNs())
            .conditional(waits ? order.triggerPrice() : 0, waits ? order.condition().trailingRate() : 0)
            .tied(order.ties().atVenue() ? order.linkId() : 0,
                command == OrderCommandType.REPLACE && !changes ? order.ties().targetId() : 0);
        if (!exchange.onRequest(nowNs)) {
            // no answer would ever come, so the order would count against its limits for ever
            throw new IllegalStateException(
                "the simulated exchange has no room for another word; raise capacity.open_orders");
        }
    }
}
