package io.penstock.tools.sockets;

import io.penstock.api.RunMode;
import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.binance.BinanceDialect;
import io.penstock.gateways.emulator.binance.BinanceSettings;
import io.penstock.gateways.emulator.bybit.BybitDialect;
import io.penstock.gateways.emulator.bybit.BybitSettings;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.FaultPlan;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MatchingSettings;
import io.penstock.gateways.emulator.mexc.MexcDialect;
import io.penstock.gateways.emulator.mexc.MexcSettings;
import io.penstock.gateways.emulator.server.Emulator;
import io.penstock.gateways.emulator.server.EmulatorConfig;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.Home;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * One seeded round over real sockets: five venues, each a scenario with one to five kinds of faults of its own for 21 s
 * of the venues' time, then calm. Throws when a book that says SYNCED is not the venue's, when an order leaves on a
 * book that is not, or when a book is not SYNCED again in time. The venues' time runs ten times as fast as ours; the
 * seed decides what is done, the machine in which moment of a frame.
 */
final class FaultRound {
    /** All that can be emulated, in the order of a round's scenarios. */
    static final List<Venue> VENUES = List.of(
        Venue.BINANCE_SPOT, Venue.BINANCE_USDM, Venue.BYBIT_LINEAR, Venue.BYBIT_SPOT, Venue.MEXC_SPOT);
    private static final int SPEED = 10;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long FAULTS_FROM_NS = 15 * SECOND_NS;
    private static final long FAULTS_UNTIL_NS = 36 * SECOND_NS;
    private static final long AFTERWARDS_NS = 3 * SECOND_NS;
    private static final long MOST_CALM_NS = 60 * SECOND_NS;
    private static final Set<String> SYMBOLS = Set.of("BTCUSDT", "ETHUSDT");
    private static final FaultPlan.Sizes SIZES = new FaultPlan.Sizes(8 * SECOND_NS, SECOND_NS / 2, 3 * SECOND_NS,
        2_000, 1 << 18, 5_000_000, 3 * SECOND_NS, 1);

    /** What a venue's scenario came to; recovery by the machine's clock. */
    record Result(long seed, Venue venue, long judged, long wrong, long orders, long badOrders, long gaps,
        long syncs, long recoveryMs, Map<Fault, Long> faults) {
    }

    private final long seed;
    private final Configuration configuration;
    private final Path journal;

    FaultRound(final long seed, final Configuration configuration, final Path journal) {
        this.seed = seed;
        this.configuration = configuration;
        this.journal = journal;
    }

    static Configuration configuration() {
        return ConfigLoader.with(Strategies.all()).directory(Home.config(), RunMode.DEMO)
            .set(List.of("risk.max_book_age_ms=2000")).load();
    }

    private static FaultPlan plan(final long seed) {
        final SplittableRandom random = new SplittableRandom(seed);
        FaultPlan made =
            FaultPlan.none(random.nextLong()).between(FAULTS_FROM_NS, FAULTS_UNTIL_NS).sized(SIZES);
        final List<Fault> all = Fault.publicOnes();
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            final Fault fault = all.get(random.nextInt(all.size()));
            made = made.with(fault, switch (fault.scope()) {
                case TIME -> 0.05 + 0.3 * random.nextDouble();
                case FRAME -> fault == Fault.OVERSIZE ? 0.002 : 0.001 + 0.03 * random.nextDouble();
                default -> 0.1 + 0.6 * random.nextDouble();
            });
            if (fault.scope() == Fault.Scope.REQUEST) {
                // nothing is asked for unless something else goes wrong
                made = made.with(Fault.CUT_FIN, 0.2).with(Fault.DROP, 0.01);
            }
        }
        return made;
    }

    private static EmulatedVenue venue(
        final EmulatorConfig.VenueConfig config, final long seed, final long startNs) {
        final SplittableRandom random = new SplittableRandom(seed ^ config.venue().ordinal());
        final MatchingMarket market =
            new MatchingMarket(config.instruments(), MatchingSettings.of(random.nextLong()));
        final long lifeNs = random.nextInt(4) == 0 ? 15 * SECOND_NS : 86_400 * SECOND_NS;
        final long leadNs = random.nextBoolean() ? 3 * SECOND_NS : 0;
        return switch (config.venue()) {
            case BINANCE_SPOT -> new BinanceDialect(market, BinanceSettings.spot().life(lifeNs, leadNs), startNs);
            case BINANCE_USDM -> new BinanceDialect(market, BinanceSettings.usdm().life(lifeNs, leadNs), startNs);
            case BYBIT_LINEAR, BYBIT_SPOT -> new BybitDialect(config.venue(), market, new BybitSettings(
                random.nextBoolean(), random.nextInt(3) == 0 ? 7 * SECOND_NS : 0,
                random.nextInt(3) == 0 ? 9 * SECOND_NS : 0, 600 * SECOND_NS, 600 * SECOND_NS), startNs);
            default -> new MexcDialect(market, MexcSettings.USUAL, startNs);
        };
    }

    /** Plays it to its end: one result for each venue, in order. */
    List<Result> run() {
        final List<EmulatorConfig.VenueConfig> configs = new ArrayList<>();
        final Map<Venue, Set<String>> symbols = new EnumMap<>(Venue.class);
        for (final Venue venue : VENUES) {
            configs.add(new EmulatorConfig.VenueConfig(venue, EmulatedInstruments.known(venue).subList(0, 2),
                plan(seed * VENUES.size() + configs.size())));
            symbols.put(venue, SYMBOLS);
        }
        final BookWitness witness = new BookWitness(1);
        try (Emulator emulator = Emulator.start(new EmulatorConfig(configs, seed, SPEED, false, 0), FaultRound::venue);
            BookJudge judge = new BookJudge(witness, emulator);
            SocketSession session = new SocketSession(
                SocketSession.Shape.of(journal, configuration), emulator, symbols, witness)) {
            final long calmNs = emulator.nowNs() + FAULTS_UNTIL_NS;
            session.await("the faults' end", MOST_CALM_NS, () -> emulator.nowNs() > calmNs);
            final Map<Venue, Long> recoveredNs = new EnumMap<>(Venue.class);
            session.await(this + ": books SYNCED in the calm", MOST_CALM_NS, () -> {
                recovered(witness, recoveredNs, emulator.nowNs());
                return recoveredNs.size() == VENUES.size()
                    && witness.allSynced(VENUES.size() * SYMBOLS.size());
            });
            // the books must stay right, not only become right
            final long endNs = emulator.nowNs() + AFTERWARDS_NS;
            session.await("the end", MOST_CALM_NS, () -> emulator.nowNs() > endNs);
            final String wrong = session.wrongBooks();
            if (!wrong.isEmpty()) {
                throw new AssertionError(this + ": the fold's books are not the venues': " + wrong);
            }
            judge.finish();
            session.stop();
            check(witness, judge);
            final List<Result> results = new ArrayList<>();
            for (final Venue venue : VENUES) {
                results.add(new Result(seed, venue, judge.right(venue), judge.wrong(venue), witness.orders(venue), 0,
                    witness.gaps(venue), witness.syncs(venue),
                    Math.max(0, recoveredNs.get(venue) - calmNs) / SPEED / 1_000_000, faults(emulator, venue)));
            }
            return results;
        }
    }

    private static void recovered(final BookWitness witness, final Map<Venue, Long> recoveredNs, final long nowNs) {
        for (final Venue venue : VENUES) {
            final boolean synced = witness.books().stream().filter(book -> book.venue() == venue)
                .filter(book -> book.state() == io.penstock.api.FeedState.SYNCED).count() == SYMBOLS.size();
            if (synced) {
                recoveredNs.putIfAbsent(venue, nowNs);
            }
        }
    }

    private void check(final BookWitness witness, final BookJudge judge) {
        if (judge.wrong() > 0 || witness.badOrders() > 0 || witness.lost() > 0) {
            throw new AssertionError(this + ": wrong books " + judge.wrong() + ", orders on invalid or stale books "
                + witness.badOrders() + ", sequences lost " + witness.lost() + ". " + judge.firstWrong() + " "
                + witness.firstBadOrder());
        }
    }

    private static Map<Fault, Long> faults(final Emulator emulator, final Venue venue) {
        return emulator.look(venue, one -> {
            final Map<Fault, Long> done = new TreeMap<>();
            for (final Fault fault : Fault.values()) {
                if (one.count(fault) > 0) {
                    done.put(fault, one.count(fault));
                }
            }
            return done;
        });
    }

    /** The round in words, to run it again. */
    @Override
    public String toString() {
        final StringBuilder text = new StringBuilder("seed " + seed);
        for (int i = 0; i < VENUES.size(); i++) {
            text.append(", ").append(VENUES.get(i)).append(' ')
                .append(new TreeMap<>(plan(seed * VENUES.size() + i).rates()));
        }
        return text.toString();
    }
}
