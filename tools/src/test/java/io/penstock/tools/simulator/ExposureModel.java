package io.penstock.tools.simulator;

import io.penstock.api.BookView;
import io.penstock.api.Side;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.market.Markets;
import io.penstock.engine.order.Orders;
import io.penstock.engine.order.Ties;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/**
 * The naive risk model: every order that is not over counts with all that is left of it, whatever is being done about
 * it, from the moment of the decision on. Sums anew each time, in BigDecimal.
 */
final class ExposureModel {
    private final RiskConfig config;
    private final List<Listing> listings;
    private final Collection<OrderModel> open;
    private final MoneyModel money;
    private final LongFunction<Ties> ties;
    private final Map<Integer, Long> marks = new HashMap<>();
    private OrderModel decided;

    ExposureModel(
        final RiskConfig config, final List<Listing> listings, final Collection<OrderModel> open,
        final MoneyModel money, final LongFunction<Ties> ties) {
        this.config = config;
        this.listings = listings;
        this.open = open;
        this.money = money;
        this.ties = ties;
    }

    /**
     * An order was approved: it is judged at the next decision, or when all of the input is done, since only then it is
     * known what it is tied to.
     */
    void decided(final OrderModel order) {
        decided = order;
    }

    /** The venue told a mark price. */
    void mark(final int instrumentId, final long price) {
        marks.put(instrumentId, price);
    }

    /** Judges what was decided last, by what is open now. */
    void judgeDecided(final Markets markets, final Situations situations) {
        if (decided != null) {
            final OrderModel order = decided;
            decided = null;
            judge(order, markets.get(order.instrumentId).lastReferencePrice(), situations);
        }
    }

    /** What may fill beside an order; of two orders that are tied together the larger counts. */
    private long beside(final OrderModel wanted) {
        final Map<Long, OrderModel> counted = new HashMap<>();
        for (final OrderModel order : open) {
            if (order.instrumentId == wanted.instrumentId && order.side == wanted.side
                && order.clientOrderId != wanted.clientOrderId) {
                counted.put(order.clientOrderId, order);
            }
        }
        long sum = 0;
        for (final OrderModel order : counted.values()) {
            final long tied = ties.apply(order.clientOrderId).siblingId();
            final OrderModel sibling = counted.get(tied);
            if (order.clientOrderId == ties.apply(wanted.clientOrderId).targetId() || tied == wanted.clientOrderId) {
                continue; // one of the two fills; that one was approved by itself
            }
            if (sibling == null) {
                sum += order.leaves();
            } else if (order.clientOrderId < sibling.clientOrderId) {
                sum += Math.max(order.leaves(), sibling.leaves());
            }
        }
        return sum;
    }

    private String besideText(final OrderModel wanted) {
        final StringBuilder out = new StringBuilder();
        for (final OrderModel order : open) {
            if (order.instrumentId == wanted.instrumentId && order.side == wanted.side) {
                out.append(", ").append(order.name()).append(' ').append(order.status).append(' ')
                    .append(order.leaves());
                final Ties tied = ties.apply(order.clientOrderId);
                out.append(tied.siblingId() == 0 ? "" : " with " + Long.toHexString(tied.siblingId()));
                out.append(tied.targetId() == 0 ? "" : " for " + Long.toHexString(tied.targetId()));
            }
        }
        return out.toString();
    }

    /** An order was approved: with it the worst case must stay within the limit, or it only reduces. */
    void judge(final OrderModel order, final long reference, final Situations situations) {
        final Listing listing = listings.get(order.instrumentId);
        final long others = beside(order);
        final long position = money.position(order.instrumentId);
        final long signed = order.side == Side.BUY ? others + order.quantity : -others - order.quantity;
        final boolean reduces = position != 0 && Long.signum(position) != Long.signum(signed)
            && Math.abs(signed) <= Math.abs(position);
        if (order.reduceOnly() && !reduces) {
            throw new Violation("I4", order.name() + " is reduce-only and could open a position: " + position
                + " and " + signed + besideText(order));
        }
        if (!reduces) {
            // the mid, or the mark where mid and mark disagree: the lower must hold in any case
            final long mark = marks.getOrDefault(order.instrumentId, 0L);
            final long price = mark > 0 && (reference == BookView.NO_PRICE || mark < reference) ? mark : reference;
            Violation.unless(price != BookView.NO_PRICE, "I4", order.name() + " has no reference price");
            final BigDecimal worst = Listing.notional(price, Math.abs(position + signed));
            final BigDecimal limit = BigDecimal.valueOf(config.limit(RiskLimit.MAX_POSITION_NOTIONAL));
            if (worst.compareTo(limit) > 0) {
                throw new Violation("I4", order.name() + " may lead to " + worst.movePointLeft(8) + ", the limit is "
                    + limit.movePointLeft(8) + ", position " + position + besideText(order));
            }
            if (worst.multiply(BigDecimal.valueOf(10)).compareTo(limit.multiply(BigDecimal.valueOf(9))) > 0) {
                situations.reached(Situation.LIMIT_REACHED);
            }
        }
        // an order that waits for the end of the one whose place it takes is no further order
        final long target = ties.apply(order.clientOrderId).targetId();
        long count = 1;
        for (final OrderModel other : open) {
            count += other.instrumentId == order.instrumentId && other.clientOrderId != order.clientOrderId
                && other.clientOrderId != target ? 1 : 0;
        }
        // new terms of an order that is open are no further order
        Violation.unless(
            reduces || order.asked || count <= config.limit(RiskLimit.MAX_OPEN_ORDERS), "I4",
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
        final long buys = mayFill(truth, id, Side.BUY);
        final long sells = mayFill(truth, id, Side.SELL);
        Violation.unless(buys <= orders.openBuyQuantity(id), "I4",
            "at the venue " + buys + " may still be bought of instrument " + id + ", counted are "
                + orders.openBuyQuantity(id));
        Violation.unless(sells <= orders.openSellQuantity(id), "I4",
            "at the venue " + sells + " may still be sold of instrument " + id + ", counted are "
                + orders.openSellQuantity(id));
    }

    /** What may still fill at the venue, with trades that are on their way of orders still open. */
    private long mayFill(final VenueTruth truth, final int id, final Side side) {
        final Map<Long, Long> most = new HashMap<>();
        for (final VenueOrder order : truth.live()) {
            if (order.instrumentId == id && order.side == side && order.clientOrderId != 0) {
                most.merge(order.clientOrderId, order.leaves(), Long::sum);
            }
        }
        for (final OrderModel order : open) {
            final VenueOrder there = order.instrumentId == id && order.side == side
                ? truth.order(order.clientOrderId) : null;
            if (there != null) {
                most.merge(order.clientOrderId, there.cumulative - order.cumulative, Long::sum);
            }
        }
        long sum = 0;
        for (final Map.Entry<Long, Long> entry : most.entrySet()) {
            final Long sibling = most.get(ties.apply(entry.getKey()).siblingId());
            if (sibling == null) {
                sum += entry.getValue();
            } else if (entry.getKey() < ties.apply(entry.getKey()).siblingId()) {
                sum += Math.max(entry.getValue(), sibling);
            }
        }
        return sum;
    }
}
