package io.penstock.tools.simulator;

import io.penstock.api.ExecutionType;
import io.penstock.api.OrderStatus;
import io.penstock.api.RejectReason;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.VenueCondition;
import io.penstock.api.VenueErrorClass;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** Queries and listings: answered late, of the past, in pieces, or not at all. */
final class Enquiries {
    private static final long MOST_LAG_NS = 2 * World.SECOND_NS;

    private final World world;
    private final VenueTruth truth;
    private final PrivateWire wire;
    private final SplittableRandom random;
    private int life;

    Enquiries(final World world, final VenueTruth truth, final PrivateWire wire, final SplittableRandom random) {
        this.world = world;
        this.truth = truth;
        this.wire = wire;
        this.random = random;
    }

    void disconnect() {
        life++;
    }

    private void later(final Runnable what) {
        final int mine = life;
        world.agenda().after(World.MILLI_NS + random.nextLong(100 * World.MILLI_NS), () -> {
            if (mine == life) {
                what.run();
            }
        });
    }

    void query(final Command command) {
        world.situations().reached(Situation.QUERY_ASKED);
        later(() -> {
            if (world.happens(Hazard.FAIL_QUERY, random)) {
                later(() -> wire.result(command, SendResult.UNKNOWN, VenueErrorClass.UNKNOWN_OUTCOME));
                return;
            }
            final boolean stale = world.happens(Hazard.STALE_QUERY, random);
            final long seenNs = world.nowNs() - (stale ? random.nextLong(MOST_LAG_NS) : 0);
            final VenueOrder order = truth.order(command.clientOrderId());
            if (order == null || order.placedNs > seenNs) {
                world.situations().reached(order == null ? Situation.QUERY_NOT_FOUND : Situation.QUERY_SAW_THE_PAST);
                later(() -> wire.result(command, SendResult.NOT_FOUND, VenueErrorClass.RECONCILE));
                return;
            }
            world.situations().reached(Situation.QUERY_FOUND);
            later(() -> found(order, seenNs));
        });
    }

    private void found(final VenueOrder order, final long seenNs) {
        for (final VenueTrade trade : List.copyOf(order.trades)) {
            if (trade.timeNs() <= seenNs) {
                wire.trade(trade, true);
            }
        }
        final boolean over = order.endedNs <= seenNs;
        if (!over || order.status == OrderStatus.FILLED) {
            wire.found(order, seenNs);
            return;
        }
        final ExecutionType type = order.status == OrderStatus.CANCELED ? ExecutionType.CANCELED
            : ExecutionType.EXPIRED;
        wire.word(order, type, RejectReason.NONE, order.cumulativeAt(seenNs), true, seenNs);
    }

    /** A listing: orders, balances and positions, trades, flows, each a request of its own. */
    void reconcile(final Command command) {
        world.situations().reached(Situation.LISTING_ASKED);
        final long number = command.argument();
        final long sinceNs = world.judge().listings().sinceNs(truth.venue());
        later(() -> {
            wire.status(VenueCondition.SNAPSHOT_BEGIN, 0, number);
            step(number, () -> {
                orders();
                step(number, () -> {
                    account();
                    step(number, () -> {
                        trades(sinceNs);
                        wire.status(VenueCondition.SNAPSHOT_END, 0, number);
                        world.situations().reached(Situation.LISTING_COMPLETE);
                    });
                });
            });
        });
    }

    private void step(final long number, final Runnable what) {
        later(() -> {
            if (world.happens(Hazard.FAIL_QUERY, random)) {
                world.situations().reached(Situation.LISTING_FAILED);
                wire.status(VenueCondition.SNAPSHOT_FAILED, 0, number);
            } else {
                what.run();
            }
        });
    }

    private void orders() {
        for (final VenueOrder order : List.copyOf(truth.live())) {
            if (order.clientOrderId == 0) {
                world.situations().reached(Situation.LISTING_WITH_FOREIGN_ORDER);
            }
            wire.open(order, order.cumulative);
        }
    }

    private void account() {
        for (final Map.Entry<String, BigDecimal> entry : Map.copyOf(truth.ledger().cash()).entrySet()) {
            final long whole = entry.getValue().longValueExact();
            final long locked = Math.max(0, Math.min(whole, locked(entry.getKey())));
            wire.balance(entry.getKey(), whole - locked, locked);
        }
        for (final Listing listing : truth.listings()) {
            if (!listing.spot()) {
                final long position = truth.ledger().position(listing.id());
                final long entry = position == 0 ? 0 : truth.ledger().cost(listing.id()).movePointLeft(3)
                    .divide(BigDecimal.valueOf(position), 0, RoundingMode.HALF_UP).longValue();
                wire.position(listing.id(), position, entry);
            }
        }
    }

    private long locked(final String asset) {
        BigDecimal sum = BigDecimal.ZERO;
        for (final VenueOrder order : truth.live()) {
            final Listing listing = truth.listing(order.instrumentId);
            if (listing.spot() && order.side == Side.SELL && listing.base().equals(asset)) {
                sum = sum.add(BigDecimal.valueOf(order.leaves()).movePointRight(5));
            } else if (listing.spot() && order.side == Side.BUY && "USDT".equals(asset)) {
                sum = sum.add(Listing.notional(order.price, order.leaves()));
            }
        }
        return sum.longValueExact();
    }

    private void trades(final long sinceNs) {
        for (final VenueTrade trade : List.copyOf(truth.ledger().trades())) {
            if (trade.timeNs() >= sinceNs) {
                wire.trade(trade, true);
            }
        }
        for (final VenueFlow flow : List.copyOf(truth.ledger().flows())) {
            if (flow.timeNs() >= sinceNs) {
                wire.flow(flow);
            }
        }
    }
}
