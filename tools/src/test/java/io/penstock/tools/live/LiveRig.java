package io.penstock.tools.live;

import io.penstock.api.RunMode;
import io.penstock.api.Venue;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.account.Credential;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnOrders;
import io.penstock.gateways.emulator.account.TruthLedger;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.fault.FaultPlan;
import io.penstock.gateways.emulator.server.Emulator;
import io.penstock.gateways.emulator.server.EmulatorConfig;
import io.penstock.gateways.emulator.server.VenueFactory;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.Home;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.secrets.SecretNames;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** Emulated venues in this process that stay up, and processes of Penstock that trade on them. One thread. */
final class LiveRig implements AutoCloseable {
    /** Key of the engine; looked for in everything that is written. */
    static final String KEY = "canaryKeyOfTheEngine7a1c";
    /** Its secret. */
    static final String SECRET = "canary+Secret/of=TheEngine&94be";
    /** Key of the watchdog. */
    static final String DOG_KEY = "canaryKeyOfTheWatchdog3f0d";
    /** Its secret. */
    static final String DOG_SECRET = "canary+Secret/of=TheWatchdog&c27a";

    private static final long DEADLINE_NS = 90_000_000_000L;
    private static final long PARK_NS = 500_000L;
    /** Fees taken in what was bought leave less than that. */
    private static final BigDecimal DUST = new BigDecimal("0.002");
    /** Class path of the processes, when they shall run what is packaged and not what the tests run. */
    private static final String CLASS_PATH = "penstock.rig.classpath";
    /** A file in which classes are kept that are ready to use, so that processes start faster. */
    private static final String ARCHIVE = "penstock.rig.archive";
    private static final String CLASSES = System.getProperty(CLASS_PATH, System.getProperty("java.class.path"));
    private static final String FAST = """
        [feature]
        flow_half_life_ms = 500
        volatility_half_life_ms = 2000
        momentum_horizons_ms = [500, 1000]
        warm_up_ms = 500
        # Several starts within a minute share one budget of the venue: listings at the start, few afterwards.
        [reconcile]
        orders_interval_ms = 60000
        account_interval_ms = 60000
        # These venues are in the same machine: nothing is on its way for longer.
        receive_window_ms = 1000
        # Safe mode stays on, but lets every venue be traded on at once.
        [risk]
        safe_mode_instruments = 20
        # What is looked at is whether anything is lost, not whether it pays.
        max_consecutive_losses = 1000
        [[strategy]]
        name = "flash"
        entry_threshold = 0.02
        imbalance_threshold = 0.0
        warm_up_ms = 300
        # Most entries rest for a while, so that orders are there to be found by whoever comes later.
        aggressive_ratio = 4
        order_lifetime_ms = 3000
        order_notional = 500
        max_position_notional = 1500
        """;

    private final Path directory;
    private final List<Venue> venues;
    private final Emulator emulator;
    private final List<Process> processes = new ArrayList<>();
    /** Of all venues; to be looked at on their thread. */
    private final List<TruthLedger> truths = new ArrayList<>();
    private int count;

    LiveRig(final Path directory, final Venue... venues) {
        this.directory = directory;
        this.venues = List.of(venues);
        emulator = Emulator.start(new EmulatorConfig(this.venues.stream().map(venue ->
            new EmulatorConfig.VenueConfig(venue, EmulatedInstruments.known(venue), FaultPlan.none(1),
                Map.of("USDT", "100000"))).toList(), 7, 1, false, 0), VenueFactory.matching());
        for (final Venue venue : this.venues) {
            emulator.look(venue, one -> {
                final OwnOrders accounts = one.office().accounts();
                final VenueAccount account = accounts.accounts().get(0);
                truths.add(accounts.ledger());
                accounts.keys().add(KEY, Credential.hmac(SECRET), account);
                return accounts.keys().add(DOG_KEY, Credential.hmac(DOG_SECRET), account);
            });
        }
        try {
            Files.writeString(directory.resolve("fast.toml"), FAST);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether processes find their classes ready. */
    static boolean quick() {
        final String archive = System.getProperty(ARCHIVE);
        return archive == null || Files.exists(Path.of(archive));
    }

    /** A process of Penstock with keys in its environment and the venues' addresses. */
    Process start(final Path words, final String... arguments) {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Dpenstock.home=" + Home.directory(),
            "-Dpenstock.leases=" + directory.resolve("leases")));
        for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-javaagent") && !flag.startsWith("-agent") && !flag.startsWith("-Dpenstock.rig.")) {
                command.add(flag);
            }
        }
        if (System.getProperty(ARCHIVE) != null) {
            command.add((quick() ? "-XX:SharedArchiveFile=" : "-XX:ArchiveClassesAtExit=")
                + System.getProperty(ARCHIVE));
            command.add("-Xlog:disable");
        }
        command.addAll(List.of("-cp", CLASSES, "io.penstock.tools.Penstock"));
        command.addAll(List.of(arguments));
        command.addAll(addresses());
        try {
            final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(words.toFile()));
            for (final String name : List.of("BINANCE", "BYBIT", "MEXC")) {
                builder.environment().putAll(Map.of(name + "_API_KEY", KEY, name + "_API_SECRET", SECRET,
                    SecretNames.WATCHDOG + name + "_API_KEY", DOG_KEY,
                    SecretNames.WATCHDOG + name + "_API_SECRET", DOG_SECRET));
            }
            builder.environment().put(LiveGates.VARIABLE, "true");
            final Process process = builder.start();
            processes.add(process);
            return process;
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> addresses() {
        final List<String> text = new ArrayList<>(List.of("--config", directory.resolve("fast.toml").toString()));
        final List<String> names = new ArrayList<>();
        for (final Venue venue : venues) {
            final String section = "venue." + venue.name().toLowerCase(Locale.ROOT);
            names.add(VenueWords.of(venue));
            text.addAll(List.of("--set", section + ".rest=" + emulator.endpoints(venue).rest(), "--set",
                section + ".stream=" + emulator.endpoints(venue).stream()));
        }
        text.addAll(List.of("--set", "venue.enabled=" + String.join(",", names)));
        return text;
    }

    /** The configuration of an engine, for one in this process. */
    Configuration configuration() {
        return configuration(RunMode.LIVE);
    }

    /** The same, for an engine that runs otherwise. */
    Configuration configuration(final RunMode mode) {
        final ConfigLoader loader = ConfigLoader.with(Strategies.all()).directory(Home.config(), mode)
            .file(directory.resolve("fast.toml"));
        final List<String> names = new ArrayList<>();
        for (final Venue venue : venues) {
            final String section = "venue." + venue.name().toLowerCase(Locale.ROOT);
            loader.option("--set", section + ".rest", emulator.endpoints(venue).rest());
            loader.option("--set", section + ".stream", emulator.endpoints(venue).stream());
            names.add(VenueWords.of(venue));
        }
        return loader.option("--set", "venue.enabled", String.join(",", names)).load();
    }

    /** The engine's keys, for one in this process. */
    Map<Venue, VenueKey> keys() {
        final Map<Venue, VenueKey> keys = new EnumMap<>(Venue.class);
        venues.forEach(venue -> keys.put(venue, new VenueKey(
            VenueKey.Kind.HMAC, Secret.of(KEY.toCharArray()), Secret.of(SECRET.toCharArray()))));
        return keys;
    }

    /** An engine that trades; its words go to a file of their own. */
    Process engine(final Path journal, final String... more) {
        final List<String> arguments = new ArrayList<>(List.of("live", "--live", "--keys-attested", "--journal",
            journal.toString()));
        arguments.addAll(List.of(more));
        return start(words("engine"), arguments.toArray(String[]::new));
    }

    /** A new file for the words of a process. */
    Path words(final String name) {
        return directory.resolve(name + "-" + count++ + ".txt");
    }

    /** Something of every venue's ledger, one after the other. */
    <T> List<T> ledgers(final Function<TruthLedger, List<T>> look) {
        final List<T> all = new ArrayList<>();
        for (final Venue venue : venues) {
            all.addAll(emulator.look(venue, one -> look.apply(one.office().accounts().ledger())));
        }
        return all;
    }

    /** What truly happened at every venue, up to now. */
    Map<Venue, List<TruthLedger.Entry>> truth() {
        final Map<Venue, List<TruthLedger.Entry>> all = new EnumMap<>(Venue.class);
        for (final Venue venue : venues) {
            all.put(venue, emulator.look(venue, one -> one.office().accounts().ledger().orders()));
        }
        return all;
    }

    /** Positions in perpetuals, and what spot holds beside money that could be sold, as the venues know them. */
    List<String> positions() {
        final List<String> all = new ArrayList<>();
        for (final Venue venue : venues) {
            final boolean perpetual = venue == Venue.BINANCE_USDM || venue == Venue.BYBIT_LINEAR;
            all.addAll(emulator.look(venue, one -> {
                final VenueAccount account = one.office().accounts().accounts().get(0);
                final List<String> found = new ArrayList<>();
                account.positions().stream().filter(id -> account.position(id).quantity().signum() != 0).forEach(
                    id -> found.add(venue + " " + id + " " + account.position(id).quantity()));
                account.assets().stream().filter(asset -> !perpetual && !asset.equals("USDT")
                    && account.free(asset).compareTo(DUST) > 0).forEach(
                        asset -> found.add(venue + " " + asset + " " + account.free(asset)));
                return found;
            }));
        }
        return all;
    }

    /** Orders that are open at the venues now. */
    int open() {
        return ledgers(ledger -> List.of(ledger.liveOrders().size())).stream().mapToInt(Integer::intValue).sum();
    }

    /** Trades so far. */
    int trades() {
        return ledgers(ledger -> List.of(ledger.trades().size())).stream().mapToInt(Integer::intValue).sum();
    }

    /** Orders that have arrived so far: one look for all venues, so that it is seen at once. */
    int arrived() {
        return emulator.look(venues.get(0), one -> truths.stream().mapToInt(TruthLedger::count).sum());
    }

    /** When the last order ended that was canceled, by the venues' clock. */
    long lastCanceledNs() {
        return ledgers(ledger -> ledger.orders().stream().flatMap(entry -> entry.orders().stream())
            .filter(order -> "CANCELED".equals(order.state().name())).map(OwnOrder::updatedNs).toList())
            .stream().mapToLong(Long::longValue).max().orElse(0);
    }

    /** The venues' clock. */
    long nowNs() {
        return emulator.nowNs();
    }

    /** From now on a venue takes only multiples of so many of its lots; returns for how many instruments. */
    int coarserLots(final Venue venue, final int times) {
        return emulator.look(venue, one -> {
            int at = 0;
            for (final EmulatedInstrument instrument : one.instruments()) {
                one.office().rules(at++, instrument.tick(), new BigDecimal(instrument.lot())
                    .multiply(BigDecimal.valueOf(times)).toPlainString(), instrument.minNotional());
            }
            return at;
        });
    }

    /** Waits until something is so. */
    void await(final String what, final BooleanSupplier so) {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        while (!so.getAsBoolean()) {
            if (System.nanoTime() >= deadlineNs) {
                throw new AssertionError("waited in vain for " + what + "\n" + told());
            }
            LockSupport.parkNanos(PARK_NS);
        }
    }

    /** Everything that the processes said. */
    String told() {
        final StringBuilder text = new StringBuilder();
        final String[] names = directory.toFile().list((where, name) -> name.endsWith(".txt"));
        for (final String name : names == null ? new String[0] : names) {
            try {
                text.append("== ").append(name).append('\n').append(Files.readString(directory.resolve(name)));
            } catch (final IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return text.toString();
    }

    /** Sends a signal. */
    static void signal(final Process process, final String signal) {
        try {
            new ProcessBuilder("kill", "-" + signal, Long.toString(process.pid())).inheritIO().start()
                .waitFor(5, TimeUnit.SECONDS);
        } catch (final IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        processes.forEach(Process::destroyForcibly);
        for (final Process process : processes) {
            process.onExit().join();
        }
        emulator.close();
    }
}
