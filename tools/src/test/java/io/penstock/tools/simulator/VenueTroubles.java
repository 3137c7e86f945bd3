package io.penstock.tools.simulator;

import io.penstock.api.CashFlowKind;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.VenueCondition;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.EventScratch;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** What a venue does by itself: limits, maintenance, new filters, foreign hands, deleveraging, funding, transfers. */
final class VenueTroubles {
    private static final long[] TICKS = {1, 2, 5, 10};
    private static final long[] LOTS = {1, 2, 5, 10};

    private final World world;
    private final VenueTruth truth;
    private final PrivateWire wire;
    private final SplittableRandom random;
    private final EventScratch scratch = new EventScratch(1);
    private final List<Listing> listings = new ArrayList<>();
    private RejectReason refusing = RejectReason.NONE;

    VenueTroubles(final World world, final VenueTruth truth, final PrivateWire wire, final SplittableRandom random) {
        this.world = world;
        this.truth = truth;
        this.wire = wire;
        this.random = random;
        truth.listings().forEach(listings::add);
        world.recurring(Hazard.RATE_LIMIT, random.split(), () -> pause(Situation.RATE_LIMITED));
        world.recurring(Hazard.MAINTENANCE, random.split(), () -> pause(Situation.MAINTENANCE));
        world.recurring(Hazard.CHANGE_FILTER, random.split(), this::changeFilter);
        world.recurring(Hazard.FOREIGN_ORDER, random.split(), this::foreignOrder);
        world.recurring(Hazard.DELEVERAGE, random.split(), this::deleverage);
        world.recurring(Hazard.FUNDING, random.split(), this::funding);
        world.recurring(Hazard.TRANSFER, random.split(), this::transfer);
        world.recurring(Hazard.VENUE_EXPIRES, random.split(), () -> {
            truth.moment(world.nowNs());
            truth.expireOne();
        });
    }

    /** Why the venue takes no command now, or NONE. */
    RejectReason refuses(final Command command) {
        final boolean place = command.type() == OrderCommandType.NEW || command.type() == OrderCommandType.REPLACE;
        return refusing == RejectReason.RATE_LIMITED && !place ? RejectReason.NONE : refusing;
    }

    void calm() {
        if (refusing != RejectReason.NONE) {
            refusing = RejectReason.NONE;
            wire.status(VenueCondition.AVAILABLE, 0, 0);
        }
    }

    private void pause(final Situation which) {
        if (refusing != RejectReason.NONE) {
            return;
        }
        world.situations().reached(which);
        final boolean limited = which == Situation.RATE_LIMITED;
        refusing = limited ? RejectReason.RATE_LIMITED : RejectReason.INSTRUMENT_HALTED;
        final long lastsNs = World.SECOND_NS + random.nextLong(8 * World.SECOND_NS);
        wire.status(limited ? VenueCondition.RATE_LIMITED : VenueCondition.MAINTENANCE,
            limited ? world.nowNs() + lastsNs : 0, 0);
        world.agenda().after(lastsNs, this::calm);
    }

    private Listing any() {
        return listings.get(random.nextInt(listings.size()));
    }

    private void changeFilter() {
        final Listing listing = any();
        world.situations().reached(Situation.FILTER_CHANGED);
        listing.filters(TICKS[random.nextInt(4)], LOTS[random.nextInt(4)], (1 + random.nextInt(10)) * 100_000_000L);
        // the gateway reads the definitions anew a little later; a process that starts meanwhile reads them at once
        world.agenda().after(random.nextLong(3 * World.SECOND_NS), () -> define(listing));
    }

    private void define(final Listing listing) {
        scratch.clear();
        scratch.instrumentDefined(listing.id(), listing.definition(), world.nowNs());
        world.publish(scratch.buffer(), 1, EventSource.HOST);
    }

    private void foreignOrder() {
        final Listing listing = any();
        final boolean listed = world.judge().listings().opened(truth.venue());
        if (!listed && !listing.spot()) {
            return; // a start on a position or an order that nobody knows of is refused, and nobody is there to adopt
        }
        truth.moment(world.nowNs());
        final long quantity = listing.definition().lotSize() * (1 + random.nextInt(20));
        final PriceWalk walk = truth.walk(listing.id());
        final boolean rests = random.nextBoolean() && listed;
        final long price = rests ? walk.bestBid() - 20 * Listing.GRID : 0;
        final Command byHand = new Command(
            OrderCommandType.NEW, 0, listing.id(), truth.venue(), random.nextBoolean() || rests ? Side.BUY : Side.SELL,
            rests ? OrderType.LIMIT : OrderType.MARKET, rests ? TimeInForce.GTC : TimeInForce.IOC, 0, price,
            quantity, 0, 0, 0, 0, 0, 0);
        if (truth.place(byHand) == RejectReason.NONE) {
            world.situations().reached(rests ? Situation.LISTING_WITH_FOREIGN_ORDER : Situation.FOREIGN_FILL);
        }
    }

    private void deleverage() {
        final Listing listing = any();
        final long position = truth.ledger().position(listing.id());
        if (listing.spot() || position == 0 || !world.judge().listings().opened(truth.venue())) {
            return;
        }
        truth.moment(world.nowNs());
        world.situations().reached(Situation.DELEVERAGED);
        final long most = Math.abs(position);
        truth.force(listing.id(), position > 0 ? Side.SELL : Side.BUY, 1 + random.nextLong(most));
    }

    private void funding() {
        truth.moment(world.nowNs());
        for (final Listing listing : listings) {
            final long position = truth.ledger().position(listing.id());
            if (!listing.spot() && position != 0) {
                final BigDecimal rate = BigDecimal.valueOf(random.nextInt(2_001) - 1_000, 7);
                final long paid = Listing.notional(truth.walk(listing.id()).middle(), position).multiply(rate)
                    .setScale(0, RoundingMode.HALF_UP).longValueExact();
                if (paid != 0) {
                    world.situations().reached(Situation.FUNDING_PAID);
                    truth.flow(CashFlowKind.FUNDING, listing.id(), "USDT", -paid);
                }
            }
        }
    }

    private void transfer() {
        truth.moment(world.nowNs());
        world.situations().reached(Situation.TRANSFERRED);
        final boolean in = random.nextBoolean();
        final long amount = (1 + random.nextInt(100)) * 100_000_000L;
        truth.flow(in ? CashFlowKind.DEPOSIT : CashFlowKind.WITHDRAWAL, -1, "USDT", in ? amount : -amount);
    }
}
