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

    /**
     * How it is priced.
     *
     * @return LIMIT or MARKET
     */
    public OrderType type() {
        return type;
    }

    /**
     * How long it lives.
     *
     * @return GTC, IOC or FOK
     */
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
    }
}
