package io.penstock.gateways.binance;

import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.Venue;
import io.penstock.engine.event.OrderCommandDecoder;

/**
 * A command of the fold that speaks of one order, kept because it outlives the buffer it came in. Immutable.
 *
 * @param command       what is asked
 * @param market        of the order
 * @param clientOrderId of the order; of a replacement, the new one
 * @param target        of a replacement under a new id, the order that goes; else 0
 * @param side          of the order
 * @param type          of the order
 * @param timeInForce   of the order
 * @param postOnly      whether it must not take
 * @param reduceOnly    whether it must not open
 * @param price         price units
 * @param quantity      quantity units
 * @param triggerPrice  price units, 0 = none
 * @param trailingRate  rate
 * @param expireTimeNs  0 = none
 * @param linkId        of the pair, 0 = alone
 * @param usdm          whether the venue is USD-M
 */
record BinanceTicket(
    OrderCommandType command, BinanceMarkets.Market market, long clientOrderId, long target, Side side, OrderType type,
    TimeInForce timeInForce, boolean postOnly, boolean reduceOnly, long price, long quantity, long triggerPrice,
    long trailingRate, long expireTimeNs, long linkId, boolean usdm) {
    private static final int POST_ONLY = 1;
    private static final int REDUCE_ONLY = 2;

    /** Of a command; null when it cannot be read, which its sender must hear. */
    static BinanceTicket of(
        final OrderCommandDecoder from, final OrderCommandType command, final BinanceMarkets.Market market,
        final Venue venue) {
        final Side side = Side.of(from.side());
        final OrderType type = OrderType.of(from.orderType());
        final TimeInForce timeInForce = TimeInForce.of(from.timeInForce());
        if (side == null || type == null || timeInForce == null) {
            return null;
        }
        return new BinanceTicket(command, market, from.clientOrderId(), from.targetClientOrderId(), side, type,
            timeInForce, (from.instructions() & POST_ONLY) != 0, (from.instructions() & REDUCE_ONLY) != 0,
            from.price(), from.quantity(), from.triggerPrice(), from.trailingRate(), from.expireTimeNs(),
            from.linkId(), venue == Venue.BINANCE_USDM);
    }

    /** Whether it waits for a trigger where USD-M keeps such orders apart. */
    boolean algo() {
        return usdm && BinanceOrderParameters.conditional(type);
    }
}
