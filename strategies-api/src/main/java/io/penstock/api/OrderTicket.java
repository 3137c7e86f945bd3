package io.penstock.api;

import java.util.Objects;

/**
 * What an order shall be, filled in by a strategy and handed to {@link OrderDesk}: one instance, reused for every
 * order.
 *
 * <p>Each of the methods named after an order type begins anew and forgets what was said before; the others add to it.
 * Prices and quantities are in the instrument's own units. Nothing is checked here: risk does that. Engine thread only;
 * does not allocate. The desk keeps nothing of it.
 */
public final class OrderTicket {
    private Side side = Side.BUY;
    private OrderType type = OrderType.LIMIT;
    private TimeInForce timeInForce = TimeInForce.GTC;
    private int instructions;
    private long price;
    private long quantity;
    private long expireTimeNs;
    private long triggerPrice;
    private long trailingRate;
    private long takeProfitPrice;
    private long stopTriggerPrice;
    private long stopLimitPrice;

    /**
     * An order at its price or better, GTC.
     *
     * @param newSide     BUY or SELL
     * @param newPrice    limit price
     * @param newQuantity positive
     * @return this
     */
    public OrderTicket limit(final Side newSide, final long newPrice, final long newQuantity) {
        return begin(newSide, OrderType.LIMIT, TimeInForce.GTC, newPrice, 0, newQuantity);
    }

    /**
     * An order at what the book offers, inside the collar; what does not fill at once is expired.
     *
     * @param newSide     BUY or SELL
     * @param newQuantity positive
     * @return this
     */
    public OrderTicket market(final Side newSide, final long newQuantity) {
        return begin(newSide, OrderType.MARKET, TimeInForce.IOC, 0, 0, newQuantity);
    }

    /**
     * MARKET once the price is as bad as the trigger: at or below it for SELL, at or above it for BUY.
     *
     * @param newSide         BUY or SELL
     * @param newTriggerPrice trigger price
     * @param newQuantity     positive
     * @return this
     */
    public OrderTicket stop(final Side newSide, final long newTriggerPrice, final long newQuantity) {
        return begin(newSide, OrderType.STOP, TimeInForce.GTC, 0, newTriggerPrice, newQuantity);
    }

    /**
     * LIMIT once the price is as bad as the trigger.
     *
     * @param newSide         BUY or SELL
     * @param newTriggerPrice trigger price
     * @param newPrice        limit price from then on
     * @param newQuantity     positive
     * @return this
     */
    public OrderTicket stopLimit(
        final Side newSide, final long newTriggerPrice, final long newPrice, final long newQuantity) {
        return begin(newSide, OrderType.STOP_LIMIT, TimeInForce.GTC, newPrice, newTriggerPrice, newQuantity);
    }

    /**
     * MARKET once the price is as good as the trigger: at or above it for SELL, at or below it for BUY.
     *
     * @param newSide         BUY or SELL
     * @param newTriggerPrice trigger price
     * @param newQuantity     positive
     * @return this
     */
    public OrderTicket takeProfit(final Side newSide, final long newTriggerPrice, final long newQuantity) {
        return begin(newSide, OrderType.TAKE_PROFIT, TimeInForce.GTC, 0, newTriggerPrice, newQuantity);
    }

    /**
     * LIMIT once the price is as good as the trigger.
     *
     * @param newSide         BUY or SELL
     * @param newTriggerPrice trigger price
     * @param newPrice        limit price from then on
     * @param newQuantity     positive
     * @return this
     */
    public OrderTicket takeProfitLimit(
        final Side newSide, final long newTriggerPrice, final long newPrice, final long newQuantity) {
        return begin(newSide, OrderType.TAKE_PROFIT_LIMIT, TimeInForce.GTC, newPrice, newTriggerPrice, newQuantity);
    }

    /**
     * MARKET once the price fell back from its best since now: from the highest for SELL, from the lowest for BUY.
     *
     * @param newSide         BUY or SELL
     * @param newTrailingRate distance as a rate of the best price, exponent -8
     * @param newQuantity     positive
     * @return this
     */
    public OrderTicket trailingStop(final Side newSide, final long newTrailingRate, final long newQuantity) {
        begin(newSide, OrderType.TRAILING_STOP, TimeInForce.GTC, 0, 0, newQuantity);
        trailingRate = newTrailingRate;
        return this;
    }

    /**
     * Any order, in the words of the seven-argument {@link OrderDesk#submit}.
     *
     * @param newSide         BUY or SELL
     * @param newType         how it is priced
     * @param newTimeInForce  how long it lives
     * @param newPrice        limit price, 0 where the type has none
     * @param newTriggerPrice trigger price, 0 where the type has none
     * @param newQuantity     positive
     * @return this
     */
    public OrderTicket begin(
        final Side newSide, final OrderType newType, final TimeInForce newTimeInForce, final long newPrice,
        final long newTriggerPrice, final long newQuantity) {
        side = Objects.requireNonNull(newSide, "side");
        type = Objects.requireNonNull(newType, "type");
        timeInForce = Objects.requireNonNull(newTimeInForce, "timeInForce");
        price = newPrice;
        triggerPrice = newTriggerPrice;
        quantity = newQuantity;
        instructions = 0;
        expireTimeNs = 0;
        trailingRate = 0;
        takeProfitPrice = 0;
        stopTriggerPrice = 0;
        stopLimitPrice = 0;
        return this;
    }

    /**
     * How long it lives.
     *
     * @param newTimeInForce GTC, IOC, FOK, or GTD with {@link #expiresAt}
     * @return this
     */
    public OrderTicket timeInForce(final TimeInForce newTimeInForce) {
        timeInForce = Objects.requireNonNull(newTimeInForce, "timeInForce");
        return this;
    }

    /**
     * It ends by itself at a time: GTD.
     *
     * @param newExpireTimeNs engine time in nanoseconds, 0 for never
     * @return this
     */
    public OrderTicket expiresAt(final long newExpireTimeNs) {
        expireTimeNs = newExpireTimeNs;
        timeInForce = newExpireTimeNs == 0 ? timeInForce : TimeInForce.GTD;
        return this;
    }

    /**
     * It ends by itself at a time, whatever else its time in force says.
     *
     * @param newExpireTimeNs engine time in nanoseconds, 0 for never
     * @return this
     */
    public OrderTicket endsAt(final long newExpireTimeNs) {
        expireTimeNs = newExpireTimeNs;
        return this;
    }

    /**
     * It never takes liquidity.
     *
     * @return this
     */
    public OrderTicket postOnly() {
        instructions |= OrderDesk.POST_ONLY;
        return this;
    }

    /**
     * It never opens or turns a position.
     *
     * @return this
     */
    public OrderTicket reduceOnly() {
        instructions |= OrderDesk.REDUCE_ONLY;
        return this;
    }

    /**
     * Instruction bits, all at once.
     *
     * @param bits of {@link OrderDesk#POST_ONLY} and {@link OrderDesk#REDUCE_ONLY}
     * @return this
     */
    public OrderTicket instructions(final int bits) {
        instructions = bits;
        return this;
    }

    /**
     * What this order fills is closed again by one of two orders: at a profit, or at a stop. They are made as fills
     * come.
     *
     * @param newTakeProfitPrice  limit price of the one
     * @param newStopTriggerPrice trigger price of the other
     * @param newStopLimitPrice   its limit price, or 0 for MARKET
     * @return this
     */
    public OrderTicket bracket(
        final long newTakeProfitPrice, final long newStopTriggerPrice, final long newStopLimitPrice) {
        takeProfitPrice = newTakeProfitPrice;
        stopTriggerPrice = newStopTriggerPrice;
        stopLimitPrice = newStopLimitPrice;
        return this;
    }

    /**
     * Side.
     *
     * @return BUY or SELL
     */
    public Side side() {
        return side;
    }

    /**
     * How it is priced.
     *
     * @return the type
     */
    public OrderType type() {
        return type;
    }

    /**
     * How long it lives.
     *
     * @return the time in force
     */
    public TimeInForce timeInForce() {
        return timeInForce;
    }

    /**
     * Instruction bits.
     *
     * @return 1 = post-only, 2 = reduce-only
     */
    public int instructions() {
        return instructions;
    }

    /**
     * Limit price.
     *
     * @return price units, 0 = none
     */
    public long price() {
        return price;
    }

    /**
     * Quantity.
     *
     * @return quantity units
     */
    public long quantity() {
        return quantity;
    }

    /**
     * When it ends by itself.
     *
     * @return engine time in nanoseconds, 0 = never
     */
    public long expireTimeNs() {
        return expireTimeNs;
    }

    /**
     * Trigger price.
     *
     * @return price units, 0 = none
     */
    public long triggerPrice() {
        return triggerPrice;
    }

    /**
     * Distance of a trailing stop.
     *
     * @return rate, exponent -8; 0 = none
     */
    public long trailingRate() {
        return trailingRate;
    }

    /**
     * Take-profit price of the bracket.
     *
     * @return price units, 0 = no bracket
     */
    public long takeProfitPrice() {
        return takeProfitPrice;
    }

    /**
     * Stop's trigger price of the bracket.
     *
     * @return price units, 0 = no bracket
     */
    public long stopTriggerPrice() {
        return stopTriggerPrice;
    }

    /**
     * Stop's limit price of the bracket.
     *
     * @return price units, 0 = MARKET
     */
    public long stopLimitPrice() {
        return stopLimitPrice;
    }
}
