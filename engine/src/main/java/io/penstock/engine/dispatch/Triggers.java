package io.penstock.engine.dispatch;

import io.penstock.api.BookView;
import io.penstock.api.FixedPoint;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Condition;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.Orders;

/**
 * Judges the triggers of held orders: against trades of the market, and against the touch an order would take (the best
 * bid for SELL, the best offer for BUY). Only a readable market is looked at.
 *
 * <p>Costs as much as there are held orders in the instrument. Older orders fire first. Engine thread only; does not
 * allocate.
 */
final class Triggers {
    private final Releases releases;
    private final Followers followers;
    private final Orders orders;

    Triggers(final Releases releases, final Followers followers, final Orders orders) {
        this.releases = releases;
        this.followers = followers;
        this.orders = orders;
    }

    void onMarket(final Market market, final long tradePrice, final long nowNs) {
        final int id = market.definition().id();
        // firing takes at least that order out of the list and may take others, so it begins anew
        Order order = orders.firstHeld(id);
        while (order != Order.NONE) {
            if (order.condition().waitsFor() == Condition.TURN) {
                followers.remind(order, nowNs);
                order = orders.nextHeld(order);
            } else if (reached(order, market, tradePrice)) {
                releases.fire(order, nowNs);
                order = orders.firstHeld(id);
            } else {
                order = orders.nextHeld(order);
            }
        }
    }

    private static boolean reached(final Order order, final Market market, final long tradePrice) {
        if (order.status() != OrderStatus.NEW) {
            return false;
        }
        final long touch = order.side() == Side.SELL ? market.touchBidPrice() : market.touchAskPrice();
        final boolean byTouch = touch != BookView.NO_PRICE && reached(order, touch);
        return byTouch || tradePrice != BookView.NO_PRICE && reached(order, tradePrice);
    }

    /** Whether a price reaches the trigger; a trailing one takes a better price for its water mark instead. */
    private static boolean reached(final Order order, final long price) {
        final boolean sell = order.side() == Side.SELL;
        if (order.type() == OrderType.TRAILING_STOP) {
            final long mark = order.condition().waterMark();
            if (mark == 0 || (sell ? price > mark : price < mark)) {
                order.condition().waterMark(price);
                return false;
            }
            final long room = FixedPoint.multiplyDivide(
                mark, order.condition().trailingRate(), FixedPoint.ONE_E8);
            return sell ? price <= mark - room : price >= mark + room;
        }
        final long trigger = order.triggerPrice();
        return order.type().protective() == sell ? price <= trigger : price >= trigger;
    }
}
