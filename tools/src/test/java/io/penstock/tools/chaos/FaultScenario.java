package io.penstock.tools.chaos;

import io.penstock.api.FeedState;
import io.penstock.api.Venue;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.common.feed.ConnectionBudget;
import io.penstock.gateways.common.feed.Feed;
import io.penstock.gateways.common.feed.FeedView;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.binance.BinanceDialect;
import io.penstock.gateways.emulator.binance.BinanceSettings;
import io.penstock.gateways.emulator.bybit.BybitDialect;
import io.penstock.gateways.emulator.bybit.BybitSettings;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.FaultListener;
import io.penstock.gateways.emulator.fault.FaultPlan;
import io.penstock.gateways.emulator.fault.FaultyVenue;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MatchingSettings;
import io.penstock.gateways.emulator.mexc.MexcDialect;
import io.penstock.gateways.emulator.mexc.MexcSettings;
import io.penstock.gateways.live.VenueProtocols;
import io.penstock.tools.config.Configuration;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * One seeded scenario: a venue with a matching market, one to five kinds of faults for 20 s, then calm. Throws when a
 * book that says SYNCED is not the venue's, when an order leaves on a book that is not, or when a book is not SYNCED
 * again in time. One thread, virtual time, nothing but the seed decides.
 */
final class FaultScenario {
    private static final List<Venue> VENUES = List.of(
        Venue.BINANCE_SPOT, Venue.BINANCE_USDM, Venue.BYBIT_LINEAR, Venue.BYBIT_SPOT, Venue.MEXC_SPOT);
    private static final long START_NS = 1_790_000_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long FAULTS_FROM_NS = 2 * SECOND_NS;
    private static final long FAULTS_UNTIL_NS = 22 * SECOND_NS;
    /** The slowest way back: a half-open connection is noticed, back-off, the budget of connection attempts. */
    private static final long CALM_NS = 700 * SECOND_NS;
    private static final long TICK_NS = 50_000_000L;

    /** What a scenario came to. */
    record Result(Venue venue, FaultPlan plan, Map<Fault, Long> faults, long judged, long gaps, long syncs,
        long orders, long refusals, long recoveryNs, String stateHash) {
    }

    private final long seed;
    private final SplittableRandom random;
    private final VirtualTime time = new VirtualTime(START_NS);
    private final Venue venue;
    private final FaultPlan plan;
    private final FaultyVenue faulty;
    private final VirtualVenue world;
    private final JudgedEngine engine;
    private final List<InstrumentDefinition> definitions = new ArrayList<>();

    FaultScenario(final long seed, final Configuration configuration) {
        this.seed = seed;
        random = new SplittableRandom(seed);
        venue = VENUES.get(Math.floorMod(seed, VENUES.size()));
        plan = plan();
        final VenueProtocol protocol = VenueProtocols.of(venue);
        final List<EmulatedInstrument> instruments =
            EmulatedInstruments.known(venue).subList(0, 1 + random.nextInt(3));
        final EmulatedVenue right = right(instruments);
        faulty = new FaultyVenue(right, plan, START_NS, FaultListener.NONE);
        world = new VirtualVenue(time, protocol, random.nextLong());
        world.venue(faulty);
        engine = new JudgedEngine(
            configuration, time, id -> right.book(definitions.get(id).symbol()), random.nextLong(), 1);
        define(protocol, right);
        connect(protocol);
    }

    private FaultPlan plan() {
        FaultPlan made = FaultPlan.none(random.nextLong()).between(FAULTS_FROM_NS, FAULTS_UNTIL_NS);
        final List<Fault> all = Fault.publicOnes();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            final Fault fault = all.get(random.nextInt(all.size()));
            made = made.with(fault, switch (fault.scope()) {
                case TIME -> 0.02 + 0.3 * random.nextDouble();
                case FRAME -> fault == Fault.OVERSIZE ? 0.002 : 0.001 + 0.05 * random.nextDouble();
                default -> 0.1 + 0.7 * random.nextDouble();
            });
        }
        return made;
    }

    private EmulatedVenue right(final List<EmulatedInstrument> instruments) {
        final MatchingMarket market = new MatchingMarket(instruments, MatchingSettings.of(random.nextLong()));
        final long life = random.nextInt(4) == 0 ? 15 * SECOND_NS : 86_400 * SECOND_NS;
        return switch (venue) {
            case BINANCE_SPOT -> new BinanceDialect(
                market, BinanceSettings.spot().life(life, random.nextBoolean() ? 3 * SECOND_NS : 0), START_NS);
            case BINANCE_USDM -> new BinanceDialect(
                market, BinanceSettings.usdm().life(life, random.nextBoolean() ? 3 * SECOND_NS : 0), START_NS);
            case BYBIT_LINEAR, BYBIT_SPOT -> new BybitDialect(venue, market, new BybitSettings(
                random.nextBoolean(), random.nextInt(3) == 0 ? 7 * SECOND_NS : 0,
                random.nextInt(3) == 0 ? 9 * SECOND_NS : 0, 600 * SECOND_NS, 600 * SECOND_NS), START_NS);
            default -> new MexcDialect(market, MexcSettings.USUAL, START_NS);
        };
    }

    private void define(final VenueProtocol protocol, final EmulatedVenue right) {
        String cursor = "";
        do {
            final String body = right.onHttp("GET", protocol.askDefinitions(cursor).pathAndQuery(), Map.of(), "",
                time.nowNs()).body();
            cursor = protocol.definitions(body.getBytes(StandardCharsets.UTF_8), definitions);
        } while (!cursor.isEmpty());
        final EventScratch scratch = new EventScratch(definitions.size());
        for (int id = 0; id < definitions.size(); id++) {
            scratch.instrumentDefined(id, definitions.get(id), time.nowNs());
        }
        engine.tryPublish(scratch.buffer(), 0, scratch.count(), EventSource.HOST);
    }

    private void connect(final VenueProtocol protocol) {
        final int[] ids = new int[definitions.size()];
        for (int id = 0; id < ids.length; id++) {
            ids[id] = id;
        }
        final ConnectionBudget budget = new ConnectionBudget(protocol.connectionRules());
        int source = 1;
        for (final FeedPlan feed : protocol.plan(definitions, ids, StreamSelection.ALL, random.nextInt(3))) {
            world.feed(feed, new EventSource(source++, false), engine, protocol.connectionRules(), budget,
                random.nextLong());
        }
    }

    /** Plays it to its end. */
    Result run() {
        final boolean slowEngine = random.nextInt(3) == 0;
        tick();
        runTo(START_NS + FAULTS_FROM_NS);
        if (slowEngine) {
            engine.full(random.nextDouble() * 0.9);
            for (int i = random.nextInt(3); i > 0; i--) {
                final long at = START_NS + FAULTS_FROM_NS + random.nextLong(FAULTS_UNTIL_NS - FAULTS_FROM_NS);
                time.at(at, () -> engine.fullUntil(at + random.nextLong(SECOND_NS)));
            }
        }
        runTo(START_NS + FAULTS_UNTIL_NS);
        engine.full(0);
        final long calmNs = time.nowNs();
        while (!allSynced()) {
            if (time.nowNs() - calmNs > CALM_NS) {
                throw new AssertionError(what() + ": after " + CALM_NS / SECOND_NS + " s of calm, states are "
                    + states() + "; " + failures());
            }
            runTo(time.nowNs() + SECOND_NS / 10);
        }
        final long recoveryNs = time.nowNs() - calmNs;
        // the books must stay right, not only become right
        runTo(time.nowNs() + 2 * SECOND_NS);
        for (int id = 0; id < definitions.size(); id++) {
            if (engine.state(id) == FeedState.SYNCED) {
                engine.judge(id);
            }
        }
        return result(recoveryNs);
    }

    private Result result(final long recoveryNs) {
        final Map<Fault, Long> done = new TreeMap<>();
        for (final Fault fault : Fault.values()) {
            if (faulty.count(fault) > 0) {
                done.put(fault, faulty.count(fault));
            }
        }
        long gaps = 0;
        long syncs = 0;
        for (int id = 0; id < definitions.size(); id++) {
            gaps += engine.gaps(id);
            syncs += engine.syncs(id);
        }
        return new Result(venue, plan, done, engine.judged(), gaps, syncs, engine.orders(), engine.refusals(),
            recoveryNs, Long.toHexString(engine.engine().stateHash()));
    }

    private void tick() {
        final EventScratch scratch = new EventScratch(1);
        scratch.timeAdvanced(time.nowNs());
        engine.tryPublish(scratch.buffer(), 0, 1, EventSource.HOST);
        time.after(TICK_NS, this::tick);
    }

    private void runTo(final long endNs) {
        while (time.nowNs() < endNs) {
            final long next = Math.min(endNs, Math.min(time.nextDueNs(), faulty.nextDueNs()));
            time.runTo(Math.max(next, time.nowNs()));
            if (faulty.nextDueNs() <= time.nowNs()) {
                world.advance();
            }
        }
    }

    private boolean allSynced() {
        for (int id = 0; id < definitions.size(); id++) {
            if (engine.state(id) != FeedState.SYNCED || !engine.engine().fold().markets().get(id).readable()) {
                return false;
            }
        }
        return true;
    }

    private List<FeedState> states() {
        final List<FeedState> states = new ArrayList<>();
        for (int id = 0; id < definitions.size(); id++) {
            states.add(engine.state(id));
        }
        return states;
    }

    private List<String> failures() {
        return world.feeds().stream().map(FaultScenario::words).toList();
    }

    private static String words(final Feed feed) {
        final FeedView view = feed.view();
        return view.name() + " lanes " + view.lane(0) + " " + view.lane(1) + ", connects " + view.connects()
            + ", failed " + view.failedAttempts() + ", last " + view.lastFailure();
    }

    /** The scenario in words, to run it again. */
    String what() {
        return "seed " + seed + " (" + venue + ", " + plan.rates() + ")";
    }
}
