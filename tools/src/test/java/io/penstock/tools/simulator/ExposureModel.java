package io.penstock.tools.simulator;

import io.penstock.api.BookView;
import io.penstock.api.Side;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.order.Orders;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;

/**
 * The naive risk model: every order that is not over counts with all that is left of it, whatever is being done about
 * it, from the moment of the decision on. Sums anew each time, in BigDecimal.
 */
final class ExposureModel {
    private final RiskConfig config;
    private final List<Listing> listings;
    private final Collection<OrderModel> open;
    private final MoneyModel money;

    ExposureModel(
        final RiskConfig config, final List<Listing> listings, final Collection<OrderModel> open,
        final MoneyModel money) {
        this.config = config;
        this.listings = listings;
        this.open = open;
        this.money = money;
    }

    private long openQuantity(final int instrumentId, final Side side) {
        long sum = 0;
        for (final OrderModel order : open) {
            sum += order.instrumentId == instrumentId && order.side == side ? order.leaves() : 0;
        }
        return sum;
    }

    /** An order was approved: with it the worst case must stay within the limit, or it only reduces. */
    void judge(final OrderModel order, final long reference, final Situations situations) {
        final Listing listing = listings.get(order.instrumentId);
        final long others = openQuantity(order.instrumentId, order.side);
        final long position = money.position(order.instrumentId);
        final long signed = order.side == Side.BUY ? others + order.quantity : -others - order.quantity;
        final boolean reduces = position != 0 && Long.signum(position) != Long.signum(signed)
            && Math.abs(signed) <= Math.abs(position);
        Violation.unless(!order.reduceOnly() || reduces, "I4",
            order.name() + " is reduce-only and could open a position: " + position + " and " + signed);
        Violation.unless(reference != BookView.NO_PRICE, "I4", order.name() + " has no reference price");
        if (!reduces) {
            final BigDecimal worst = Listing.notional(reference, Math.abs(position + signed));
            final BigDecimal limit = BigDecimal.valueOf(config.limit(RiskLimit.MAX_POSITION_NOTIONAL));
            Violation.unless(worst.compareTo(limit) <= 0, "I4",
                order.name() + " may lead to " + worst.movePointLeft(8) + ", the limit is " + limit.movePointLeft(8));
            if (worst.multiply(BigDecimal.valueOf(10)).compareTo(limit.multiply(BigDecimal.valueOf(9))) > 0) {
                situations.reached(Situation.LIMIT_REACHED);
            }
        }
        long count = 1;
        for (final OrderModel other : open) {
            count += other.instrumentId == order.instrumentId ? 1 : 0;
        }
        Violation.unless(
            reduces || count <= config.limit(RiskLimit.MAX_OPEN_ORDERS), "I4",
            order.name() + " is open order " + count);
        if (listing.spot() && order.side == Side.SELL) {
            final BigDecimal wanted = BigDecimal.valueOf(others + order.quantity).movePointRight(5);
            Violation.unless(wanted.compareTo(money.cash(listing.venue().code(), listing.base())) <= 0, "I4",
                order.name() + " sells more " + listing.base() + " than there is");
        }
    }

    /** The fold counts at least what is really at risk: the venue's position with all that may still fill there. */
    void compare(final Orders orders, final World world) {
        for (final SimulatedVenueLink link : world.links()) {
            for (final Listing listing : link.truth().listings()) {
                compare(orders, link.truth(), listing.id());
            }
        }
    }

    private void compare(final Orders orders, final VenueTruth truth, final int id) {
        long buys = 0;
        long sells = 0;
        for (final VenueOrder order : truth.live()) {
            if (order.instrumentId == id && order.clientOrderId != 0) {
                buys += order.side == Side.BUY ? order.leaves() : 0;
                sells += order.side == Side.SELL ? order.leaves() : 0;
            }
        }
        // trades that are on their way of orders still open are part of those orders' leaves
        long boughtOnTheWay = 0;
        long soldOnTheWay = 0;
        for (final OrderModel order : open) {
            final VenueOrder there = order.instrumentId == id ? truth.order(order.clientOrderId) : null;
            if (there != null) {
                final long late = there.cumulative - order.cumulative;
                boughtOnTheWay += order.side == Side.BUY ? late : 0;
                soldOnTheWay += order.side == Side.SELL ? late : 0;
            }
        }
        Violation.unless(buys + boughtOnTheWay <= orders.openBuyQuantity(id), "I4",
            "at the venue " + (buys + boughtOnTheWay) + " may still be bought of instrument " + id + ", counted are "
                + orders.openBuyQuantity(id));
        Violation.unless(sells + soldOnTheWay <= orders.openSellQuantity(id), "I4",
            "at the venue " + (sells + soldOnTheWay) + " may still be sold of instrument " + id + ", counted are "
                + orders.openSellQuantity(id));
    }
}
