package io.penstock.gateways.emulator.account;

import java.math.BigDecimal;

/**
 * An order as a client wants it. Immutable; any thread.
 *
 * @param clientOrderId the client's name for it, never empty (dialects make one up)
 * @param instrument    its number in the market
 * @param buy           side
 * @param kind          limit or market
 * @param lifetime      how long
 * @param price         limit price, zero for market orders
 * @param quantity      in the base asset, zero when {@code quoteQuantity} counts
 * @param quoteQuantity of a market order, in the quote asset; zero = none
 * @param postOnly      must not take
 * @param reduceOnly    must not open or turn a position
 * @param goodTillNs    of GTD
 * @param trigger       null = works at once
 * @param selfTrade     when it meets one of the same account
 * @param label         the dialect's own word for its type
 */
public record OrderTicket(
    String clientOrderId, int instrument, boolean buy, OrderKind kind, Lifetime lifetime, BigDecimal price,
    BigDecimal quantity, BigDecimal quoteQuantity, boolean postOnly, boolean reduceOnly, long goodTillNs,
    Trigger trigger, SelfTrade selfTrade, String label) {
    /**
     * A plain limit order, good till cancelled.
     *
     * @param clientOrderId name
     * @param instrument    number
     * @param buy           side
     * @param price         decimal text
     * @param quantity      decimal text
     * @return a ticket
     */
    public static OrderTicket limit(
        final String clientOrderId, final int instrument, final boolean buy, final String price,
        final String quantity) {
        return new OrderTicket(clientOrderId, instrument, buy, OrderKind.LIMIT, Lifetime.GTC, new BigDecimal(price),
            new BigDecimal(quantity), BigDecimal.ZERO, false, false, 0, null, SelfTrade.EXPIRE_MAKER, "LIMIT");
    }

    /**
     * A plain market order.
     *
     * @param clientOrderId name
     * @param instrument    number
     * @param buy           side
     * @param quantity      decimal text
     * @return a ticket
     */
    public static OrderTicket market(
        final String clientOrderId, final int instrument, final boolean buy, final String quantity) {
        return new OrderTicket(clientOrderId, instrument, buy, OrderKind.MARKET, Lifetime.GTC, BigDecimal.ZERO,
            new BigDecimal(quantity), BigDecimal.ZERO, false, false, 0, null, SelfTrade.EXPIRE_MAKER, "MARKET");
    }

    /**
     * With another lifetime.
     *
     * @param other lifetime
     * @param tillNs moment of GTD, else 0
     * @return another ticket
     */
    public OrderTicket lasting(final Lifetime other, final long tillNs) {
        return new OrderTicket(clientOrderId, instrument, buy, kind, other, price, quantity, quoteQuantity, postOnly,
            reduceOnly, tillNs, trigger, selfTrade, label);
    }

    /**
     * With other flags.
     *
     * @param post   must not take
     * @param reduce must not open or turn a position
     * @return another ticket
     */
    public OrderTicket flagged(final boolean post, final boolean reduce) {
        return new OrderTicket(clientOrderId, instrument, buy, kind, lifetime, price, quantity, quoteQuantity, post,
            reduce, goodTillNs, trigger, selfTrade, label);
    }

    /**
     * With a trigger.
     *
     * @param other null = works at once
     * @return another ticket
     */
    public OrderTicket triggered(final Trigger other) {
        return new OrderTicket(clientOrderId, instrument, buy, kind, lifetime, price, quantity, quoteQuantity,
            postOnly, reduceOnly, goodTillNs, other, selfTrade, label);
    }

    /**
     * With another label.
     *
     * @param other the dialect's own word for its type
     * @return another ticket
     */
    public OrderTicket labelled(final String other) {
        return new OrderTicket(clientOrderId, instrument, buy, kind, lifetime, price, quantity, quoteQuantity,
            postOnly, reduceOnly, goodTillNs, trigger, selfTrade, other);
    }

    /**
     * With other terms.
     *
     * @param newPrice    of a limit order
     * @param newQuantity in the base asset
     * @return another ticket
     */
    public OrderTicket amended(final BigDecimal newPrice, final BigDecimal newQuantity) {
        return new OrderTicket(clientOrderId, instrument, buy, kind, lifetime, newPrice, newQuantity, quoteQuantity,
            postOnly, reduceOnly, goodTillNs, trigger, selfTrade, label);
    }
}
