package io.penstock.engine.order;

import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.TimeInForce;
import io.penstock.api.Venue;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.time.TimerQueue;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * All orders: the open ones in lists and sums, and the final ones of late in a ring, so that late reports still find
 * them.
 *
 * <p>An order that became final stays valid and findable until as many others as the ring holds have followed it.
 * Statuses are moved only by {@link OrderStateMachine}. Every status that is not final, PENDING_NEW, PENDING_CANCEL and
 * UNKNOWN included, counts in the sums with its full leaves quantity. Engine thread only; allocates in the
 * constructor. What risk must check before (room, range, a fresh id) is an exception here.
 */
public final class Orders implements Stateful {
    private static final int STATE_VERSION = 2;
    private static final float LOAD_FACTOR = 0.65f;

    private final int strategies;
    private final int openCapacity;
    private final Order[] free;
    private final Order[] closed;
    private final Long2ObjectHashMap<Order> byId;
    private final OpenTotals totals;
    private final Expiries expiries;
    private final Venue[] venues;
    private final OpenLists open;
    private final HeldOrders held;
    private final ChangedOrders changes = new ChangedOrders();
    private int freeCount;
    private int closedCount;
    private int closedOldest;
    private int definedCount;

    /**
     * No orders.
     *
     * @param capacity   how many instruments, open and closed orders
     * @param strategies how many strategies are configured
     */
    public Orders(final CapacityConfig capacity, final int strategies) {
        this(capacity, strategies, new TimerQueue(Math.max(1, capacity.openOrders())));
    }

    /**
     * No orders.
     *
     * @param capacity   how many instruments, open and closed orders
     * @param strategies how many strategies are configured
     * @param timers     wake whoever ends orders at their time
     */
    public Orders(final CapacityConfig capacity, final int strategies, final TimerQueue timers) {
        if (capacity.openOrders() < 1 || capacity.closedOrders() < 1) {
            throw new IllegalArgumentException("openOrders " + capacity.openOrders() + " and closedOrders "
                + capacity.closedOrders() + " must both be at least 1");
        }
        this.strategies = Math.max(1, strategies);
        openCapacity = capacity.openOrders();
        closed = new Order[capacity.closedOrders()];
        free = new Order[openCapacity + closed.length];
        for (int i = 0; i < free.length; i++) {
            free[i] = new Order();
        }
        freeCount = free.length;
        byId = new Long2ObjectHashMap<>(2 * free.length, LOAD_FACTOR);
        totals = new OpenTotals(capacity.instruments());
        venues = new Venue[capacity.instruments()];
        expiries = new Expiries(openCapacity, timers);
        open = new OpenLists(capacity.instruments(), this.strategies);
        held = new HeldOrders(capacity.instruments());
    }

    /**
     * Takes the exponents of an instrument; again and again with the same ones is allowed.
     *
     * @param instrument defined
     */
    public void define(final Instrument instrument) {
        final int id = instrument.id();
        if (totals.isDefined(id) && (totals.priceExponent(id) != instrument.priceExponent()
            || totals.quantityExponent(id) != instrument.quantityExponent())) {
            throw new IllegalStateException("exponents of instrument " + id + " must not change");
        }
        totals.define(id, instrument.priceExponent(), instrument.quantityExponent());
        definedCount = Math.max(definedCount, id + 1);
        venues[id] = instrument.venue();
    }

    /**
     * Where an instrument trades.
     *
     * @param instrumentId defined
     * @return the venue
     */
    public Venue venue(final int instrumentId) {
        return venues[instrumentId];
    }

    /**
     * Says what an order that just opened waits for.
     *
     * @param order        not yet sent
     * @param triggerPrice price units, 0 = none
     * @param trailingRate rate, exponent -8; 0 = none
     */
    public void condition(final Order order, final long triggerPrice, final long trailingRate) {
        order.condition().set(triggerPrice, trailingRate);
    }

    /**
     * Opens an order in PENDING_NEW. Risk has checked it and {@link #hasRoom}.
     *
     * @param clientOrderId fresh from {@link ClientOrderIds}
     * @param instrumentId  dense index of a defined instrument
     * @param strategyId    who asked for it, index in configuration order, or {@link Portfolio#EXTERNAL}
     * @param side          BUY or SELL
     * @param type          LIMIT or MARKET
     * @param timeInForce   how long it lives
     * @param instructions  bits of {@link io.penstock.api.OrderDesk}
     * @param price         limit price, 0 for MARKET
     * @param reservePrice  price at which what is left counts as reserved: the limit price, or risk's for MARKET
     * @param quantity      positive
     * @param expireTimeNs  engine time, 0 for never
     * @param createdTimeNs engine time now
     * @return the order, in PENDING_NEW
     */
    public Order open(
        final long clientOrderId, final int instrumentId, final int strategyId, final Side side, final OrderType type,
        final TimeInForce timeInForce, final int instructions, final long price, final long reservePrice,
        final long quantity, final long expireTimeNs, final long createdTimeNs) {
        if (!hasRoom()) {
            throw new IllegalStateException("no room for more than " + openCapacity + " open orders");
        }
        if (clientOrderId == 0 || byId.containsKey(clientOrderId)) {
            throw new IllegalStateException("client order id " + clientOrderId + " is not fresh");
        }
        if (!totals.isDefined(instrumentId) || strategyId < Portfolio.EXTERNAL || strategyId >= strategies
            || quantity <= 0) {
            throw new IllegalArgumentException("order of strategy " + strategyId + " for instrument " + instrumentId
                + " and quantity " + quantity + ": no such strategy or instrument, or not positive");
        }
        final Order order = free[freeCount - 1];
        order.open(clientOrderId, instrumentId, strategyId, side, type, timeInForce, instructions, price,
            reservePrice, quantity, expireTimeNs, createdTimeNs);
        enlist(order);
        freeCount--;
        return order;
    }

    /**
     * Lets somebody hear of every change of what is open, those of a state about to be loaded included.
     *
     * @param hears one only
     */
    public void listener(final OpenOrderListener hears) {
        totals.listener(hears);
    }

    /**
     * Finds an order, open or lately closed.
     *
     * @param clientOrderId any
     * @return the order, or {@link Order#NONE}
     */
    public Order find(final long clientOrderId) {
        final Order order = byId.get(clientOrderId);
        return order == null ? Order.NONE : order;
    }

    /**
     * Whether one more order can be opened.
     *
     * @return false when as many as configured are open
     */
    public boolean hasRoom() {
        return hasRoomFor(1);
    }

    /**
     * Whether so many more orders can be opened.
     *
     * @param more how many
     * @return false when more than configured would be open
     */
    public boolean hasRoomFor(final int more) {
        return open.count() + more <= openCapacity;
    }

    /**
     * Open orders of all instruments.
     *
     * @return 0 or more
     */
    public int openCount() {
        return open.count();
    }

    /**
     * Open orders of one instrument.
     *
     * @param instrumentId dense index
     * @return 0 or more
     */
    public int openCount(final int instrumentId) {
        return totals.count(instrumentId);
    }

    /**
     * Open orders of one instrument and strategy.
     *
     * @param instrumentId dense index
     * @param strategyId   index in configuration order, or {@link Portfolio#EXTERNAL}
     * @return 0 or more
     */
    public int openCount(final int instrumentId, final int strategyId) {
        return open.count(instrumentId, strategyId);
    }

    /**
     * One of the open orders of an instrument and strategy, oldest first. Walks the list.
     *
     * @param instrumentId dense index
     * @param strategyId   index in configuration order, or {@link Portfolio#EXTERNAL}
     * @param index        0 to {@link #openCount(int, int)} - 1
     * @return the order
     */
    public Order openOrder(final int instrumentId, final int strategyId, final int index) {
        final int count = open.count(instrumentId, strategyId);
        if (index < 0 || index >= count) {
            throw new IndexOutOfBoundsException("open order " + index + " of " + count);
        }
        Order order = open.first(instrumentId, strategyId);
        for (int i = 0; i < index; i++) {
            order = order.nextPeer;
        }
        return order;
    }

    /**
     * The oldest open order of an instrument and strategy.
     *
     * @param instrumentId dense index
     * @param strategyId   index in configuration order, or {@link Portfolio#EXTERNAL}
     * @return {@link Order#NONE} when none is open
     */
    public Order oldestOpen(final int instrumentId, final int strategyId) {
        return open.first(instrumentId, strategyId);
    }

    /**
     * What the open orders of one side of an instrument and strategy may still fill; two of which at most one fills
     * count like the larger. Walks the list.
     *
     * @param instrumentId dense index
     * @param strategyId   index in configuration order, or {@link Portfolio#EXTERNAL}
     * @param side         of the orders
     * @return quantity units; what is set aside does not count
     */
    public long openQuantity(final int instrumentId, final int strategyId, final Side side) {
        long sum = 0;
        for (Order order = open.first(instrumentId, strategyId); order != Order.NONE; order = order.nextPeer) {
            if (order.side() == side) {
                final Order sibling = sibling(order);
                final boolean second = !sibling.isFinal() && sibling.clientOrderId() < order.clientOrderId();
                sum += order.countedQuantity - (second ? Math.min(order.countedQuantity, sibling.countedQuantity) : 0);
            }
        }
        return sum;
    }

    /**
     * The next younger open order of the same instrument and strategy; ask before that one may become final.
     *
     * @param order an open order
     * @return the next one, or {@link Order#NONE}
     */
    public Order nextPeer(final Order order) {
        return order.nextPeer;
    }

    /**
     * How many strategies there may be.
     *
     * @return 1 or more
     */
    public int strategies() {
        return strategies;
    }

    /**
     * The oldest open order of all.
     *
     * @return {@link Order#NONE} when none is open
     */
    public Order oldestOpen() {
        return open.first();
    }

    /**
     * The open order made after another; ask before that one may become final.
     *
     * @param order an open order
     * @return the next younger one, or {@link Order#NONE}
     */
    public Order nextOpen(final Order order) {
        return order.nextOpen;
    }

    /**
     * What all open BUY orders of an instrument may still fill.
     *
     * @param instrumentId dense index
     * @return quantity units
     */
    public long openBuyQuantity(final int instrumentId) {
        return totals.buyQuantity(instrumentId);
    }

    /**
     * What all open SELL orders of an instrument may still fill.
     *
     * @param instrumentId dense index
     * @return quantity units
     */
    public long openSellQuantity(final int instrumentId) {
        return totals.sellQuantity(instrumentId);
    }

    /**
     * What all open BUY orders of an instrument may still cost at their reserve prices, fees apart.
     *
     * @param instrumentId dense index
     * @return quote amount, exponent -8
     */
    public long openBuyNotional(final int instrumentId) {
        return totals.buyNotional(instrumentId);
    }

    /** Takes over a changed quantity or price of an open order. */
    void recount(final Order order) {
        totals.update(order, sibling(order));
    }

    /**
     * The order that counts together with another.
     *
     * @param order any
     * @return {@link Order#NONE} when there is none, or it is forgotten
     */
    public Order sibling(final Order order) {
        return order.ties().siblingId() == 0 ? Order.NONE : find(order.ties().siblingId());
    }

    /**
     * Ties two open orders of one instrument and side together: at most one of them fills, so they count like the
     * larger.
     *
     * @param first  without a tie so far
     * @param second without a tie so far
     * @param linkId number of the OCO, 0 when the second waits for the end of the first
     */
    public void pair(final Order first, final Order second, final long linkId) {
        first.ties().pair(linkId, second.clientOrderId());
        second.ties().pair(linkId, first.clientOrderId());
        totals.pair(first, second);
    }

    /**
     * Counts only a part of an open order, and nothing of the one that counts with it, while risk looks at what it
     * shall
     * become; {@link #putBack} ends that.
     *
     * @param order    open
     * @param quantity of it that still counts
     */
    public void setAside(final Order order, final long quantity) {
        final Order sibling = sibling(order);
        totals.count(order, sibling, quantity);
        if (!sibling.isFinal()) {
            totals.count(sibling, order, 0);
        }
    }

    /**
     * Counts an order in full again, and the one that counts with it.
     *
     * @param order that was set aside
     */
    public void putBack(final Order order) {
        final Order sibling = sibling(order);
        totals.update(order, sibling);
        if (!sibling.isFinal()) {
            totals.update(sibling, order);
        }
    }

    /**
     * Holds an order in the fold that just opened, or lets it go.
     *
     * @param order not yet sent
     * @param what  {@link Condition#PRICE}, {@link Condition#TURN} or, to let it go, {@link Condition#NOTHING}
     */
    public void hold(final Order order, final int what) {
        final boolean was = order.held();
        order.condition().waitsFor(what);
        if (was && !order.held()) {
            held.remove(order);
        } else if (!was && order.held()) {
            held.add(order);
        }
        // it counts as before; whether it can meet another order is another matter
        recount(order);
    }

    /**
     * The oldest order of an instrument that is held.
     *
     * @param instrumentId dense index
     * @return {@link Order#NONE} when none is
     */
    public Order firstHeld(final int instrumentId) {
        return held.first(instrumentId);
    }

    /**
     * The next younger order that is held; ask before that one changes.
     *
     * @param order held for a price
     * @return {@link Order#NONE} after the last
     */
    public Order nextHeld(final Order order) {
        return order.nextHeld;
    }

    /**
     * The fold shall end an open order at its expire time.
     *
     * @param order open, with an expire time
     */
    public void expire(final Order order) {
        expiries.add(order);
    }

    /**
     * The next order whose time has come; asked again and again when a timer of kind ORDER_EXPIRY fires.
     *
     * @param nowNs engine time
     * @return {@link Order#NONE} after the last
     */
    public Order due(final long nowNs) {
        return expiries.due(nowNs);
    }

    /**
     * Notes that an order changed, so that what follows from it is done and its strategy hears of it.
     *
     * @param order any but {@link Order#NONE}
     */
    public void changed(final Order order) {
        changes.add(order);
    }

    /**
     * Takes the order that changed first.
     *
     * @return {@link Order#NONE} when no change is left
     */
    public Order takeChanged() {
        return changes.take();
    }

    /** Moves an order whose status just became final from the open ones to the ring. */
    void close(final Order order) {
        totals.remove(order, sibling(order));
        if (order.changePending() && order.changedQuantity() > order.quantity()) {
            // it may have been the larger one at its end: fills that are told of later are within that
            order.become(order.changedPrice(), order.changedReservePrice(), order.changedQuantity());
        }
        order.clearChange();
        if (order.held()) {
            held.remove(order);
        }
        order.condition().waitsFor(Condition.NOTHING);
        expiries.remove(order);
        open.remove(order);
        if (closedCount == closed.length) {
            final Order oldest = closed[closedOldest];
            byId.remove(oldest.clientOrderId());
            free[freeCount++] = oldest;
            closedOldest = closedOldest + 1 == closed.length ? 0 : closedOldest + 1;
            closedCount--;
        }
        remember(order);
    }

    private void remember(final Order order) {
        int at = closedOldest + closedCount;
        if (at >= closed.length) {
            at -= closed.length;
        }
        closed[at] = order;
        closedCount++;
    }

    private void enlist(final Order order) {
        order.countedQuantity = 0;
        order.countedNotional = 0;
        totals.add(order);
        byId.put(order.clientOrderId(), order);
        open.add(order);
    }

    private void forgetAll() {
        for (Order order = open.first(); order != Order.NONE; order = order.nextOpen) {
            free[freeCount++] = order;
        }
        for (int i = 0; i < closedCount; i++) {
            free[freeCount++] = closed[(closedOldest + i) % closed.length];
        }
        closedOldest = 0;
        closedCount = 0;
        byId.clear();
        totals.clear();
        open.clear();
        held.clear();
        changes.clear();
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(definedCount);
        for (int i = 0; i < definedCount; i++) {
            out.putInt(totals.priceExponent(i));
            out.putInt(totals.quantityExponent(i));
        }
        out.putLong(expiries.scheduledNs());
        out.putInt(open.count());
        for (Order order = open.first(); order != Order.NONE; order = order.nextOpen) {
            order.writeTo(out);
            out.putBoolean(order.expirySlot >= 0);
        }
        out.putInt(closedCount);
        for (int i = 0; i < closedCount; i++) {
            closed[(closedOldest + i) % closed.length].writeTo(out);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        if (version != STATE_VERSION) {
            throw new IllegalStateException("orders: state layout " + version + ", this build reads " + STATE_VERSION);
        }
        forgetAll();
        definedCount = in.getInt();
        for (int i = 0; i < definedCount; i++) {
            final int priceExponent = in.getInt();
            totals.define(i, priceExponent, in.getInt());
        }
        expiries.clear(in.getLong());
        final int opened = in.getInt();
        for (int i = 0; i < opened; i++) {
            final Order order = free[--freeCount];
            order.readFrom(in);
            enlist(order);
            if (order.held()) {
                held.add(order);
            }
            if (in.getBoolean()) {
                expiries.restore(order);
            }
        }
        for (Order order = open.first(); order != Order.NONE; order = order.nextOpen) {
            final Order sibling = sibling(order);
            if (!sibling.isFinal() && sibling.clientOrderId() > order.clientOrderId()) {
                totals.pair(order, sibling);
            }
        }
        final int remembered = in.getInt();
        for (int i = 0; i < remembered; i++) {
            final Order order = free[--freeCount];
            order.readFrom(in);
            byId.put(order.clientOrderId(), order);
            remember(order);
        }
    }
}
