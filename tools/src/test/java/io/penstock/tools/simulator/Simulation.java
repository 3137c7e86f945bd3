package io.penstock.tools.simulator;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.api.Scope;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.gateways.common.EventScratch;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * One seed from its beginning to its end: a world with hazards, a process that trades in it and is killed now and then,
 * a quiet phase, and the oracles all the time.
 */
final class Simulation {
    /** How long the quiet phase may take to put everything in order. */
    private static final long QUIET_NS = 400 * World.SECOND_NS;
    private static final int CHECK_EVERY = 50;

    /** What a seed came to. */
    record Result(
        Swarm swarm, long events, long orders, long trades, Situations situations, List<String> breaks,
        Tally tally) {
    }

    private final Swarm swarm;
    private final World world;
    private final Logs logs;
    private final Judge judge;
    private final SplittableRandom random;
    private long steps;
    private boolean defined;

    Simulation(final Swarm swarm) {
        this(swarm, null);
    }

    /** A simulation with a bug planted in its world, or none (null). */
    Simulation(final Swarm swarm, final PlantedBug bug) {
        this.swarm = swarm;
        world = new World(swarm, bug);
        random = world.random().split();
        final Setup setup = new Setup(swarm);
        logs = new Logs(world, setup);
        judge = new Judge(world, setup);
        world.judge(judge);
        list();
        open();
    }

    private void list() {
        final Set<Integer> chosen = new LinkedHashSet<>();
        while (chosen.size() < swarm.instruments()) {
            chosen.add(random.nextInt(Listing.kinds()));
        }
        for (final int kind : chosen) {
            world.listings().add(Listing.of(world.listings().size(), kind));
        }
        final Set<Venue> venues = EnumSet.noneOf(Venue.class);
        world.listings().forEach(listing -> venues.add(listing.venue()));
        for (final Venue venue : venues) {
            world.links().add(new DirectVenue(world, venue, random.split()));
        }
    }

    private void open() {
        for (final SimulatedVenueLink link : world.links()) {
            final VenueLedger ledger = link.truth().ledger();
            ledger.open("USDT", 10_000_000_00000000L);
            ledger.open("BNB", 100_00000000L);
            for (final Listing listing : link.truth().listings()) {
                if (listing.spot()) {
                    ledger.open(listing.base(), 10_000_00000000L);
                }
            }
        }
    }

    /** Tells everything to a trace. */
    Simulation tracedBy(final Trace trace) {
        world.trace(trace);
        return this;
    }

    /** Runs it to its end. */
    Result run() {
        start();
        tick();
        world.recurring(Hazard.CRASH, random.split(), this::crash);
        world.recurring(Hazard.POWER_CUT, random.split(), this::losePower);
        world.agenda().after(random.nextLong(30 * World.SECOND_NS), this::snapshot);
        final Operators operators = new Operators(world, random.split());
        advance(World.START_NS + swarm.durationNs());
        world.calm();
        world.backlog(0);
        if (!world.running()) {
            start();
        }
        if (swarm.killAtEnd()) {
            operators.killForGood();
        }
        settle();
        judge.checkpoint();
        logs.replay(world.process().engine());
        logs.replayWithoutTicks();
        long trades = 0;
        for (final SimulatedVenueLink link : world.links()) {
            trades += link.truth().ledger().trades().size();
        }
        return new Result(swarm, judge.events(), judge.ordersMade(), trades, world.situations(), judge.breaks(),
            judge.tally());
    }

    private void advance(final long untilNs) {
        while (world.agenda().step(untilNs)) {
            if (++steps % CHECK_EVERY == 0 && world.running()) {
                judge.checkpoint();
            }
        }
    }

    private void start() {
        final EngineProcess process = new EngineProcess(world, logs, random.split());
        process.start();
        final EventScratch scratch = new EventScratch(1);
        scratch.feedStatus(-1, FeedState.DISCONNECTED, FeedReason.NONE, 0, 0,
            world.nowNs());
        define();
        world.publish(scratch.buffer(), 1, EventSource.HOST);
        world.links().forEach(SimulatedVenueLink::connect);
    }

    /** All at once, but at the first start perhaps one after the other, while the private halves come up. */
    private void define() {
        final SplittableRandom slow = new SplittableRandom(~swarm.seed());
        final boolean slowly = !defined && slow.nextInt(4) == 0;
        defined = true;
        long delayNs = 0;
        for (final Listing listing : world.listings()) {
            if (slowly) {
                delayNs += slow.nextLong(World.FIRST_NS / 2 / world.listings().size());
                world.agenda().after(delayNs, () -> define(listing));
            } else {
                define(listing);
            }
        }
        if (slowly) {
            world.situations().reached(Situation.DEFINED_SLOWLY);
        }
    }

    private void define(final Listing listing) {
        final EventScratch scratch = new EventScratch(1);
        scratch.instrumentDefined(listing.id(), listing.definition(), world.nowNs());
        world.publish(scratch.buffer(), 1, EventSource.HOST);
        world.defined(listing.id());
    }

    private void tick() {
        if (world.running()) {
            world.process().tick();
        }
        world.agenda().after(50 * World.MILLI_NS, this::tick);
    }

    private void snapshot() {
        if (world.running()) {
            world.process().snapshot();
        }
        world.agenda().after(random.nextLong(60 * World.SECOND_NS), this::snapshot);
    }

    private void crash() {
        if (world.running()) {
            world.situations().reached(Situation.CRASH);
            if (judge.openOrders().values().stream().anyMatch(OrderModel::unresolved)) {
                world.situations().reached(Situation.CRASH_WITH_ORDERS_IN_FLIGHT);
            }
            if (random.nextInt(3) == 0) {
                world.process().dieAfterAppend();
            } else {
                world.process().kill();
            }
            restartLater();
        }
    }

    private void losePower() {
        if (world.running()) {
            world.situations().reached(Situation.POWER_CUT);
            world.process().losePower();
            restartLater();
        }
    }

    private void restartLater() {
        world.agenda().after(World.SECOND_NS / 10 + random.nextLong(10 * World.SECOND_NS), () -> {
            if (!world.running()) {
                start();
            } else if (!world.isCalm()) {
                // it was to die at its next private event, and there was none yet
                restartLater();
            }
        });
    }

    /** Time passes, and everything must come to order. */
    private void settle() {
        final long endNs = world.nowNs() + QUIET_NS;
        String disorder = disorder();
        while (!disorder.isEmpty()) {
            Violation.unless(world.nowNs() < endNs, "END", "not in order when all was quiet: " + disorder);
            advance(world.nowNs() + World.SECOND_NS);
            disorder = disorder();
        }
    }

    /** What is not as it must be at the end, empty when all is well. */
    private String disorder() {
        if (judge.ladder().state(Scope.GLOBAL, -1) == TradingState.KILLED && !judge.openOrders().isEmpty()) {
            return "all is killed and open is " + judge.openOrders().values().iterator().next().name();
        }
        for (final OrderModel order : judge.openOrders().values()) {
            final VenueOrder there = world.linkOf(order.instrumentId).truth().order(order.clientOrderId);
            if (order.unresolved()) {
                return order.name() + " is " + order.status + (there == null ? ", the venue never had it"
                    : ", at the venue " + there.status);
            }
            if (!order.sent && there == null) {
                continue; // held by the fold: it waits for its price or its turn
            }
            final long left = world.process().engine().fold().orders().find(order.clientOrderId).leavesQuantity();
            if (there == null || !there.live() || there.leaves() != left) {
                return order.name() + " is " + order.status + " with " + left + " left, at the venue "
                    + (there == null ? "nothing" : there.status + " with " + there.leaves());
            }
        }
        for (final SimulatedVenueLink link : world.links()) {
            for (final VenueOrder there : link.truth().live()) {
                if (there.clientOrderId != 0 && !judge.openOrders().containsKey(there.clientOrderId)) {
                    return "order " + Long.toHexString(there.clientOrderId) + " lives at " + link.venue() + ", "
                        + there.status + ", and is over for us";
                }
            }
            for (final VenueTrade trade : link.truth().ledger().trades()) {
                if (!judge.money().booked(trade.instrumentId(), trade.executionId())
                    && !judge.listings().partOfOpening(trade, link.venue())) {
                    return "trade " + trade.executionId() + " of " + link.venue() + " is not booked";
                }
            }
        }
        return money();
    }

    /**
     * Cash less what open perpetuals cost: when trades are heard of in another order than they happened, what is
     * realised by then differs, this does not.
     */
    private String money() {
        final Portfolio portfolio = world.process().engine().fold().portfolio();
        for (final Listing listing : world.listings()) {
            final long ours = portfolio.position(listing.id()).position();
            final long theirs = world.linkOf(listing.id()).truth().ledger().position(listing.id());
            if (!listing.spot() && ours != theirs) {
                return "position of instrument " + listing.id() + " here " + ours + ", at the venue " + theirs;
            }
        }
        for (final SimulatedVenueLink link : world.links()) {
            final VenueLedger ledger = link.truth().ledger();
            for (final Map.Entry<String, BigDecimal> entry : ledger.cash().entrySet()) {
                BigDecimal theirs = entry.getValue();
                for (final Listing listing : link.truth().listings()) {
                    if (!listing.spot() && entry.getKey().equals("USDT")) {
                        theirs = theirs.subtract(ledger.cost(listing.id()))
                            .add(BigDecimal.valueOf(portfolio.position(listing.id()).costBasis()));
                    }
                }
                final int asset = portfolio.assets().indexOf(entry.getKey());
                final long ours = asset < 0 ? 0 : portfolio.cash(link.venue().code(), asset);
                if (theirs.compareTo(BigDecimal.valueOf(ours)) != 0) {
                    return entry.getKey() + " here " + ours + ", at " + link.venue() + " " + theirs;
                }
            }
        }
        return "";
    }

    Judge judge() {
        return judge;
    }
}
