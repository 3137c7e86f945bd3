package io.penstock.engine.order;

import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.TimeInForce;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.instrument.Instrument;
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
    private static final int STATE_VERSION = 1;
    private static final float LOAD_FACTOR = 0.65f;

    private final int strategies;
    private final int openCapacity;
    private final Order[] free;
    private final Order[] closed;
    private final Long2ObjectHashMap<Order> byId;
    private final OpenTotals totals;
    private final Order[] firstPeer;
    private final Order[] lastPeer;
    private final int[] peerCount;
    private Order firstOpen = Order.NONE;
    private Order lastOpen = Order.NONE;
    private int freeCount;
    private int openCount;
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
        final int lists = capacity.instruments() * this.strategies;
        firstPeer = new Order[lists];
        lastPeer = new Order[lists];
        peerCount = new int[lists];
        forgetLists();
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
    }

    /**
     * Opens an order in PENDING_NEW. Risk has checked it and {@link #hasRoom}.
     *
     * @param clientOrderId fresh from {@link ClientOrderIds}
     * @param instrumentId  dense index of a defined instrument
     * @param strategyId    who asked for it, index in configuration order
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
        if (!totals.isDefined(instrumentId) || strategyId < 0 || strategyId >= strategies
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
     * The oldest open order of an instrument and strategy.
     *
     * @param instrumentId dense index
     * @param strategyId   index in configuration order
     * @return {@link Order#NONE} when none is open
     */
    public Order firstOpen(final int instrumentId, final int strategyId) {
        return firstPeer[instrumentId * strategies + strategyId];
    }

    /**
     * The open order of the same instrument and strategy made after another.
     *
     * @param order an open order
     * @return the next younger one, or {@link Order#NONE}
     */
    public Order nextPeer(final Order order) {
        return order.nextPeer;
    }

    /**
     * How many strategies there are lists for.
     *
     * @return 1 or more
     */
    public int strategies() {
        return strategies;
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
        return openCount < openCapacity;
    }

    /**
     * Open orders of all instruments.
     *
     * @return 0 or more
     */
    public int openCount() {
        return openCount;
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
     * @param strategyId   index in configuration order
     * @return 0 or more
     */
    public int openCount(final int instrumentId, final int strategyId) {
        return peerCount[instrumentId * strategies + strategyId];
    }

    /**
     * One of the open orders of an instrument and strategy, oldest first. Walks the list.
     *
     * @param instrumentId dense index
     * @param strategyId   index in configuration order
     * @param index        0 to {@link #openCount(int, int)} - 1
     * @return the order
     */
    public Order openOrder(final int instrumentId, final int strategyId, final int index) {
        final int list = instrumentId * strategies + strategyId;
        if (index < 0 || index >= peerCount[list]) {
            throw new IndexOutOfBoundsException("open order " + index + " of " + peerCount[list]);
        }
        Order order = firstPeer[list];
        for (int i = 0; i < index; i++) {
            order = order.nextPeer;
        }
        return order;
    }

    /**
     * The oldest open order of all.
     *
     * @return {@link Order#NONE} when none is open
     */
    public Order oldestOpen() {
        return firstOpen;
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

    /** Takes over a changed cumulative quantity of an open order. */
    void recount(final Order order) {
        totals.update(order);
    }

    /** Moves an order whose status just became final from the open ones to the ring. */
    void close(final Order order) {
        totals.remove(order);
        delist(order);
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
        order.previousOpen = lastOpen;
        order.nextOpen = Order.NONE;
        if (lastOpen == Order.NONE) {
            firstOpen = order;
        } else {
            lastOpen.nextOpen = order;
        }
        lastOpen = order;
        openCount++;
        final int list = order.instrumentId() * strategies + order.strategyId();
        final Order lastOfList = lastPeer[list];
        order.previousPeer = lastOfList;
        order.nextPeer = Order.NONE;
        if (lastOfList == Order.NONE) {
            firstPeer[list] = order;
        } else {
            lastOfList.nextPeer = order;
        }
        lastPeer[list] = order;
        peerCount[list]++;
    }

    private void delist(final Order order) {
        if (order.previousOpen == Order.NONE) {
            firstOpen = order.nextOpen;
        } else {
            order.previousOpen.nextOpen = order.nextOpen;
        }
        if (order.nextOpen == Order.NONE) {
            lastOpen = order.previousOpen;
        } else {
            order.nextOpen.previousOpen = order.previousOpen;
        }
        openCount--;
        final int list = order.instrumentId() * strategies + order.strategyId();
        if (order.previousPeer == Order.NONE) {
            firstPeer[list] = order.nextPeer;
        } else {
            order.previousPeer.nextPeer = order.nextPeer;
        }
        if (order.nextPeer == Order.NONE) {
            lastPeer[list] = order.previousPeer;
        } else {
            order.nextPeer.previousPeer = order.previousPeer;
        }
        peerCount[list]--;
    }

    private void forgetLists() {
        for (int i = 0; i < firstPeer.length; i++) {
            firstPeer[i] = Order.NONE;
            lastPeer[i] = Order.NONE;
            peerCount[i] = 0;
        }
        firstOpen = Order.NONE;
        lastOpen = Order.NONE;
        openCount = 0;
    }

    private void forgetAll() {
        for (Order order = firstOpen; order != Order.NONE; order = order.nextOpen) {
            free[freeCount++] = order;
        }
        for (int i = 0; i < closedCount; i++) {
            free[freeCount++] = closed[(closedOldest + i) % closed.length];
        }
        closedOldest = 0;
        closedCount = 0;
        byId.clear();
        totals.clear();
        forgetLists();
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(definedCount);
        for (int i = 0; i < definedCount; i++) {
            out.putInt(totals.priceExponent(i));
            out.putInt(totals.quantityExponent(i));
        }
        out.putInt(openCount);
        for (Order order = firstOpen; order != Order.NONE; order = order.nextOpen) {
            order.writeTo(out);
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
        final int open = in.getInt();
        for (int i = 0; i < open; i++) {
            final Order order = free[--freeCount];
            order.readFrom(in);
            enlist(order);
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
