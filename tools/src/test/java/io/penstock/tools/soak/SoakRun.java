package io.penstock.tools.soak;

import io.penstock.api.FeedReason;
import io.penstock.api.RunMode;
import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.FaultPlan;
import io.penstock.gateways.emulator.server.Emulator;
import io.penstock.gateways.emulator.server.EmulatorConfig;
import io.penstock.gateways.emulator.server.VenueFactory;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.Home;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.session.Sessions;
import io.penstock.tools.sockets.BookJudge;
import io.penstock.tools.sockets.BookWitness;
import io.penstock.tools.sockets.SocketSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All venues over real sockets at many times speed, with a few faults all the time, into rings, journal, fold and the
 * flash strategy. A line after every interval, a verdict at the end. Main thread.
 */
final class SoakRun {
    private static final List<Venue> VENUES = List.of(
        Venue.BINANCE_SPOT, Venue.BINANCE_USDM, Venue.BYBIT_LINEAR, Venue.BYBIT_SPOT, Venue.MEXC_SPOT);
    private static final Set<String> SYMBOLS = Set.of("BTCUSDT", "ETHUSDT");
    private static final int JUDGE_EVERY = 10;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long MOST_START_NS = 60 * SECOND_NS;
    private static final long MOST_CALM_NS = 120 * SECOND_NS;
    private static final double FAULTS_PER_SECOND = 0.001;
    private static final double FAULTY_FRAMES = 0.00002;
    private static final int SPEED = Integer.getInteger("penstock.soak.speed", 20);
    private static final long SEED = 20_261_121L;

    private final Path directory;
    private final int intervals;
    private final double intervalSeconds;
    private final List<Minute> lines = new ArrayList<>();
    private final BookWitness witness = new BookWitness(JUDGE_EVERY);
    private long cpuNs;
    private long atNs;

    SoakRun(final Path directory, final int intervals, final double intervalSeconds) {
        this.directory = directory;
        this.intervals = intervals;
        this.intervalSeconds = intervalSeconds;
    }

    /**
     * Soaks.
     *
     * @param arguments minutes, a directory to work in
     */
    public static void main(final String[] arguments) {
        final Verdict verdict =
            new SoakRun(Path.of(arguments[1]), Integer.parseInt(arguments[0]), 60).run();
        System.exit(verdict.passed() ? 0 : 1);
    }

    private static EmulatorConfig emulator() {
        FaultPlan plan = FaultPlan.none(SEED);
        for (final Fault fault : Fault.publicOnes()) {
            plan = plan.with(fault, switch (fault.scope()) {
                case TIME -> FAULTS_PER_SECOND;
                case FRAME -> FAULTY_FRAMES;
                default -> 0.05;
            });
        }
        final List<EmulatorConfig.VenueConfig> configs = new ArrayList<>();
        for (final Venue venue : VENUES) {
            configs.add(new EmulatorConfig.VenueConfig(venue, EmulatedInstruments.known(venue).subList(0, 2), plan));
        }
        return new EmulatorConfig(configs, SEED, SPEED, false, 0);
    }

    /** Soaks to the end; the journal is removed when all is well. */
    Verdict run() {
        final Path journal = directory.resolve("journal");
        Sessions.delete(journal);
        write("", Minute.COLUMNS + "\n");
        final Map<Venue, Set<String>> symbols = new EnumMap<>(Venue.class);
        VENUES.forEach(venue -> symbols.put(venue, SYMBOLS));
        try (Emulator emulator = Emulator.start(emulator(), VenueFactory.matching());
            BookJudge judge = new BookJudge(witness, emulator);
            SocketSession session = new SocketSession(SocketSession.Shape.of(journal, ConfigLoader
                .with(Strategies.all()).directory(Home.config(), RunMode.DEMO)
                .set(List.of("risk.max_book_age_ms=2000")).load()), emulator, symbols, witness);
            JournalTail tail = new JournalTail(journal)) {
            session.await("books", MOST_START_NS, () -> witness.allSynced(VENUES.size() * SYMBOLS.size()));
            cpuNs = Machine.cpuNs();
            atNs = System.nanoTime();
            final long startNs = atNs;
            for (int i = 1; i <= intervals; i++) {
                final long endNs = startNs + (long) (i * intervalSeconds * SECOND_NS);
                session.await("an interval", 2 * (long) (intervalSeconds * SECOND_NS) + MOST_CALM_NS,
                    () -> System.nanoTime() >= endNs);
                if (i == intervals) {
                    finish(session, judge);
                }
                tail.follow();
                add(i, session, judge, emulator, tail, journal);
            }
        }
        final Verdict verdict = new Verdict(lines, intervalSeconds);
        System.out.println(verdict);
        write("verdict,", verdict + "\n");
        if (verdict.passed()) {
            Sessions.delete(journal);
        }
        return verdict;
    }

    /** Everything is to be right once more, and everything that was published in the journal. */
    private void finish(final SocketSession session, final BookJudge judge) {
        final String[] wrong = {""};
        session.await("books at the end", MOST_CALM_NS, () -> {
            if (!witness.allSynced(VENUES.size() * SYMBOLS.size())) {
                return false;
            }
            wrong[0] = session.wrongBooks();
            return true;
        });
        if (!wrong[0].isEmpty()) {
            throw new AssertionError("the fold's books are not the venues': " + wrong[0]);
        }
        judge.finish();
        session.stop();
    }

    private void add(final int minute, final SocketSession session, final BookJudge judge, final Emulator emulator,
        final JournalTail tail, final Path journal) {
        final long messages = session.status().stream().flatMap(venue -> venue.feeds().stream())
            .mapToLong(feed -> feed.frames()).sum();
        final long nowCpuNs = Machine.cpuNs();
        final long nowNs = System.nanoTime();
        final double share = (nowCpuNs - cpuNs) / (double) (nowNs - atNs);
        cpuNs = nowCpuNs;
        atNs = nowNs;
        // what was journaled before anybody heard it, such as the journal's first record, is told after the stop
        final long events = minute == intervals ? session.session().inputs() : witness.journaled();
        final double[] micros = session.latencyUs();
        final Minute line = new Minute(minute, messages, events, Machine.heapMb(), Machine.directMb(),
            Machine.nettyMb(), Machine.threads(), Machine.files(), judge.right() + judge.wrong(), judge.wrong(),
            VENUES.stream().mapToLong(witness::gaps).sum(), VENUES.stream().mapToLong(witness::syncs).sum(),
            tail.checked(), witness.lost() + tail.lost(), witness.orders(), witness.badOrders(), faults(emulator),
            Machine.diskMb(journal), micros[0], micros[1], share);
        lines.add(line);
        write("", line.line() + "\n");
        System.out.println(line.line() + (judge.wrong() > 0 ? "  " + judge.firstWrong() : "")
            + (witness.badOrders() > 0 ? "  " + witness.firstBadOrder() : "")
            + (witness.invalid(FeedReason.BACK_PRESSURE) > 0
                ? "  back-pressure " + witness.invalid(FeedReason.BACK_PRESSURE) : ""));
    }

    private static long faults(final Emulator emulator) {
        long done = 0;
        for (final Venue venue : VENUES) {
            done += emulator.look(venue, one -> {
                long sum = 0;
                for (final Fault fault : Fault.values()) {
                    sum += one.count(fault);
                }
                return sum;
            });
        }
        return done;
    }

    private void write(final String head, final String text) {
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve("soak.csv"), head + text, StandardOpenOption.CREATE,
                lines.isEmpty() && head.isEmpty() ? StandardOpenOption.TRUNCATE_EXISTING : StandardOpenOption.APPEND);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
