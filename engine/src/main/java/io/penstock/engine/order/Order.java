package io.penstock.engine.order;

import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.OrderView;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.TimeInForce;

/**
 * One of our orders: pooled by {@link Orders}, moved by {@link OrderStateMachine}, read by everyone else.
 *
 * <p>Beside the visible status it keeps the working status beneath, so that a refused cancel knows what to return to
 * even when fills came meanwhile. Engine thread only; does not allocate.
 */
public final class Order implements OrderView {
    /** Stands for "no such order"; its client order id is 0, it never changes and its links are never followed. */
    public static final Order NONE = new Order();

    /** The next younger open order, or {@link #NONE}. */
    Order nextOpen = NONE;
    /** The next older open order, or {@link #NONE}. */
    Order previousOpen = NONE;
    /** The next younger open order of the same instrument and strategy, or {@link #NONE}. */
    Order nextPeer = NONE;
    /** The next older open order of the same instrument and strategy, or {@link #NONE}. */
    Order previousPeer = NONE;
    /** The next order held in the same instrument, or {@link #NONE}. */
    Order nextHeld = NONE;
    /** The previous order held in the same instrument, or {@link #NONE}. */
    Order previousHeld = NONE;
    /** The next order in the list of those that changed; meaningless outside of it. */
    Order nextChanged = NONE;
    /** Whether it is in that list. */
    boolean inChanged;
    /** Place among the orders that the fold ends at a time, -1 = none. */
    int expirySlot = -1;
    /** What this order adds to the open quantity of its side. */
    long countedQuantity;
    /** What this order adds to the open BUY notional, amount with exponent -8; 0 for SELL. */
    long countedNotional;

    private long clientOrderId;
    private int instrumentId = -1;
    private int strategyId;
    private Side side = Side.BUY;
    private OrderType type = OrderType.LIMIT;
    private TimeInForce timeInForce = TimeInForce.GTC;
    private int instructions;
    private long price;
    private long reservePrice;
    private long quantity;
    private long expireTimeNs;
    private long createdTimeNs;
    private OrderStatus status = OrderStatus.DENIED;
    private OrderStatus workingStatus = OrderStatus.PENDING_NEW;
    private long cumulativeQuantity;
    private long venueCumulativeQuantity;
    private boolean acknowledged;
    private long touchedTimeNs;
    private long commandTimeNs;
    private OrderType sentType = OrderType.LIMIT;
    private TimeInForce sentTimeInForce = TimeInForce.GTC;
    private long sentPrice;
    private long sentExpireTimeNs;
    private long changedPrice;
    private long worstPrice;
    private long changedReservePrice;
    private long changedQuantity;
    private final Condition condition = new Condition();
    private final Ties ties = new Ties();

    Order() {
    }

    @Override
    public long clientOrderId() {
        return clientOrderId;
    }

    @Override
    public int instrumentId() {
        return instrumentId;
    }

    @Override
    public int strategyId() {
        return strategyId;
    }

    @Override
    public Side side() {
        return side;
    }

    @Override
    public OrderType type() {
        return type;
    }

    @Override
    public TimeInForce timeInForce() {
        return timeInForce;
    }

    /**
     * Instruction bits of {@link io.penstock.api.OrderDesk}.
     *
     * @return 1 = post-only, 2 = reduce-only
     */
    public int instructions() {
        return instructions;
    }

    @Override
    public long triggerPrice() {
        return condition.triggerPrice();
    }

    @Override
    public long linkId() {
        return ties.linkId();
    }

    /**
     * What it waits for before it works.
     *
     * @return the same object for the order's life
     */
    public Condition condition() {
        return condition;
    }

    /**
     * What ties it to other orders.
     *
     * @return the same object for the order's life
     */
    public Ties ties() {
        return ties;
    }

    /**
     * Whether it is held in the fold: the venue does not know of it.
     *
     * @return false once it left
     */
    public boolean held() {
        return condition.waitsFor() != Condition.NOTHING;
    }

    /**
     * The type the venue is told, or will be.
     *
     * @return LIMIT for a MARKET order, which leaves as IOC at the collar, and for what became MARKET in the fold
     */
    public OrderType sentType() {
        return sentType;
    }

    /**
     * The time in force the venue is told.
     *
     * @return GTD only where the venue can end an order at a time
     */
    public TimeInForce sentTimeInForce() {
        return sentTimeInForce;
    }

    /**
     * The limit price the venue is told.
     *
     * @return price units, 0 = none
     */
    public long sentPrice() {
        return sentPrice;
    }

    /**
     * The expire time the venue is told.
     *
     * @return engine time in nanoseconds, 0 when the fold ends it or nobody does
     */
    public long sentExpireTimeNs() {
        return sentExpireTimeNs;
    }

    /**
     * Says what the venue is told; only risk and the dispatch do.
     *
     * @param newType        of the order at the venue
     * @param newTimeInForce there
     * @param newPrice       limit price there, 0 = none
     */
    public void send(final OrderType newType, final TimeInForce newTimeInForce, final long newPrice) {
        sentType = newType;
        sentTimeInForce = newTimeInForce;
        sentPrice = newPrice;
    }

    /**
     * Says when the venue shall end it.
     *
     * @param newExpireTimeNs engine time in nanoseconds, 0 = never
     */
    public void sendExpireTimeNs(final long newExpireTimeNs) {
        sentExpireTimeNs = newExpireTimeNs;
    }

    /**
     * Whether the venue was asked for another price or quantity and has not answered.
     *
     * @return true until it does, or the order ends
     */
    public boolean changePending() {
        return changedQuantity != 0;
    }

    /**
     * Limit price that was asked for.
     *
     * @return price units; meaningless unless {@link #changePending}
     */
    public long changedPrice() {
        return changedPrice;
    }

    /**
     * Whole quantity that was asked for.
     *
     * @return quantity units, 0 = none is pending
     */
    public long changedQuantity() {
        return changedQuantity;
    }

    /**
     * The worst limit price that the order ever had or was asked to have: fills of then may be told of later.
     *
     * @return price units, 0 = none
     */
    public long worstPrice() {
        return worstPrice;
    }

    @Override
    public OrderStatus status() {
        return status;
    }

    /**
     * The status beneath a pending cancel; the same as {@link #status()} when none is pending.
     *
     * @return PENDING_NEW, NEW, PARTIALLY_FILLED or UNKNOWN; of a final order the last one it had
     */
    public OrderStatus workingStatus() {
        return workingStatus;
    }

    /**
     * Whether it can still change.
     *
     * @return true once FILLED, CANCELED, REJECTED or EXPIRED
     */
    public boolean isFinal() {
        return OrderTransitions.isFinal(status);
    }

    @Override
    public long price() {
        return price;
    }

    /**
     * The price at which what is left counts as reserved: the limit price, or what risk took for a market order.
     *
     * @return price units
     */
    public long reservePrice() {
        return reservePrice;
    }

    @Override
    public long quantity() {
        return quantity;
    }

    @Override
    public long cumulativeQuantity() {
        return cumulativeQuantity;
    }

    @Override
    public long leavesQuantity() {
        return isFinal() ? 0 : Math.max(0, quantity - cumulativeQuantity);
    }

    /**
     * What may still fill of it at most: the larger of what it is and what was asked to become of it.
     *
     * @return quantity units, 0 once the order is final
     */
    public long countingQuantity() {
        return isFinal() ? 0 : Math.max(0, Math.max(quantity, changedQuantity) - cumulativeQuantity);
    }

    /**
     * The price at which that counts.
     *
     * @return price units
     */
    long countingPrice() {
        return changedQuantity == 0 ? reservePrice : Math.max(reservePrice, changedReservePrice);
    }

    /**
     * What the venue says is filled and we have no fill for yet; fills may overtake each other.
     *
     * @return quantity units, 0 when nothing is missing
     */
    public long missingQuantity() {
        return Math.max(0, venueCumulativeQuantity - cumulativeQuantity);
    }

    /**
     * When the order ends by itself.
     *
     * @return engine time in nanoseconds, 0 for never
     */
    public long expireTimeNs() {
        return expireTimeNs;
    }

    @Override
    public long createdTimeNs() {
        return createdTimeNs;
    }

    /**
     * Whether the venue ever showed that it knows the order.
     *
     * @return true after an acknowledgement or a fill, whatever came after
     */
    public boolean isAcknowledged() {
        return acknowledged;
    }

    /** It leaves the fold only now: what the fold itself said of it until then is no word of the venue. */
    void leave() {
        acknowledged = false;
    }

    /**
     * When we last sent a word about it or heard one.
     *
     * @return engine time in nanoseconds
     */
    public long touchedTimeNs() {
        return touchedTimeNs;
    }

    /**
     * When the last command about it left.
     *
     * @return engine time in nanoseconds
     */
    public long commandTimeNs() {
        return commandTimeNs;
    }

    /**
     * A word about it was heard.
     *
     * @param nowNs engine time
     */
    public void touch(final long nowNs) {
        touchedTimeNs = nowNs;
    }

    /**
     * A command about it leaves.
     *
     * @param nowNs engine time
     */
    public void command(final long nowNs) {
        touchedTimeNs = nowNs;
        commandTimeNs = nowNs;
    }

    /** Makes this a new order in PENDING_NEW; parameters as in {@link Orders#open}. */
    void open(
        final long newClientOrderId, final int newInstrumentId, final int newStrategyId, final Side newSide,
        final OrderType newType, final TimeInForce newTimeInForce, final int newInstructions, final long newPrice,
        final long newReservePrice, final long newQuantity, final long newExpireTimeNs, final long newCreatedTimeNs) {
        clientOrderId = newClientOrderId;
        instrumentId = newInstrumentId;
        strategyId = newStrategyId;
        side = newSide;
        type = newType;
        timeInForce = newTimeInForce;
        instructions = newInstructions;
        price = newPrice;
        reservePrice = newReservePrice;
        quantity = newQuantity;
        expireTimeNs = newExpireTimeNs;
        createdTimeNs = newCreatedTimeNs;
        status = OrderStatus.PENDING_NEW;
        workingStatus = OrderStatus.PENDING_NEW;
        cumulativeQuantity = 0;
        venueCumulativeQuantity = 0;
        acknowledged = false;
        touchedTimeNs = newCreatedTimeNs;
        commandTimeNs = newCreatedTimeNs;
        send(newType, newTimeInForce, newPrice);
        sentExpireTimeNs = newExpireTimeNs;
        worstPrice = newPrice;
        clearChange();
        condition.clear();
        ties.clear();
    }

    /**
     * Whether the venue has it as we do.
     *
     * @param toldPrice    limit price; 0 or less = not told
     * @param toldQuantity whole quantity; 0 or less = not told
     * @return true when nothing told differs
     */
    public boolean isOn(final long toldPrice, final long toldQuantity) {
        return (toldPrice <= 0 || toldPrice == price) && (toldQuantity <= 0 || toldQuantity == quantity);
    }

    /**
     * Whether the venue has it as it was asked to become.
     *
     * @param toldPrice    limit price; 0 or less = not told
     * @param toldQuantity whole quantity; 0 or less = not told
     * @return true when nothing told differs; meaningless unless {@link #changePending}
     */
    public boolean changesTo(final long toldPrice, final long toldQuantity) {
        return (toldPrice <= 0 || toldPrice == changedPrice)
            && (toldQuantity <= 0 || toldQuantity == changedQuantity);
    }

    /** Another price or quantity was asked for. */
    void change(final long newPrice, final long newReservePrice, final long newQuantity) {
        changedPrice = newPrice;
        changedReservePrice = newReservePrice;
        changedQuantity = newQuantity;
        widen(newPrice);
    }

    private void widen(final long newPrice) {
        if (newPrice > 0) {
            worstPrice = worstPrice == 0 ? newPrice
                : side == Side.BUY ? Math.max(worstPrice, newPrice) : Math.min(worstPrice, newPrice);
        }
    }

    /** Nothing is asked for any more. */
    void clearChange() {
        change(0, 0, 0);
    }

    /** It is another order from now on; the caller counts it anew. */
    void become(final long newPrice, final long newReservePrice, final long newQuantity) {
        price = newPrice;
        reservePrice = newReservePrice;
        quantity = newQuantity;
        sentPrice = sentPrice == 0 ? 0 : newPrice;
        widen(newPrice);
    }

    long changedReservePrice() {
        return changedReservePrice;
    }

    /** Moves along an edge; the caller has found it legal. */
    void status(final OrderStatus newStatus, final OrderStatus newWorkingStatus) {
        status = newStatus;
        workingStatus = newWorkingStatus;
        acknowledged |= newWorkingStatus == OrderStatus.NEW || newWorkingStatus == OrderStatus.PARTIALLY_FILLED;
    }

    /** Adds a fill; the caller has checked the sum. */
    void fill(final long lastQuantity) {
        cumulativeQuantity += lastQuantity;
        acknowledged = true;
    }

    /** Remembers the venue's own count, which never decreases. */
    void venueCumulativeQuantity(final long reported) {
        venueCumulativeQuantity = Math.max(venueCumulativeQuantity, reported);
    }

    void writeTo(final StateWriter out) {
        out.putLong(clientOrderId);
        out.putInt(instrumentId);
        out.putInt(strategyId);
        out.putInt(side.code());
        out.putInt(type.code());
        out.putInt(timeInForce.code());
        out.putInt(instructions);
        out.putLong(price);
        out.putLong(reservePrice);
        out.putLong(quantity);
        out.putLong(expireTimeNs);
        out.putLong(createdTimeNs);
        out.putInt(status.code());
        out.putInt(workingStatus.code());
        out.putLong(cumulativeQuantity);
        out.putLong(venueCumulativeQuantity);
        out.putBoolean(acknowledged);
        out.putLong(touchedTimeNs);
        out.putLong(commandTimeNs);
        out.putInt(sentType.code());
        out.putInt(sentTimeInForce.code());
        out.putLong(sentPrice);
        out.putLong(sentExpireTimeNs);
        out.putLong(worstPrice);
        out.putLong(changedPrice);
        out.putLong(changedReservePrice);
        out.putLong(changedQuantity);
        condition.writeTo(out);
        ties.writeTo(out);
    }

    void readFrom(final StateReader in) {
        clientOrderId = in.getLong();
        instrumentId = in.getInt();
        strategyId = in.getInt();
        side = Side.of(in.getInt());
        type = OrderType.of(in.getInt());
        timeInForce = TimeInForce.of(in.getInt());
        instructions = in.getInt();
        price = in.getLong();
        reservePrice = in.getLong();
        quantity = in.getLong();
        expireTimeNs = in.getLong();
        createdTimeNs = in.getLong();
        status = OrderStatus.of(in.getInt());
        workingStatus = OrderStatus.of(in.getInt());
        cumulativeQuantity = in.getLong();
        venueCumulativeQuantity = in.getLong();
        acknowledged = in.getBoolean();
        touchedTimeNs = in.getLong();
        commandTimeNs = in.getLong();
        sentType = OrderType.of(in.getInt());
        sentTimeInForce = TimeInForce.of(in.getInt());
        sentPrice = in.getLong();
        sentExpireTimeNs = in.getLong();
        worstPrice = in.getLong();
        changedPrice = in.getLong();
        changedReservePrice = in.getLong();
        changedQuantity = in.getLong();
        condition.readFrom(in);
        ties.readFrom(in);
    }
}
