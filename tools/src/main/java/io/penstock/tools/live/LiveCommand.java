package io.penstock.tools.live;

import io.penstock.api.RunMode;
import io.penstock.api.Venue;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.server.VenueFactory;
import io.penstock.gateways.live.VenueStatus;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.ConfigOptions;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.live.trade.TradeSetup;
import io.penstock.tools.live.trade.VenueOrders;
import io.penstock.tools.secrets.PasswordPrompt;
import io.penstock.tools.secrets.SecretNames;
import io.penstock.tools.secrets.SecretSources;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock live}: trades on the venues, with real orders. Main thread. */
@Command(name = "live", mixinStandardHelpOptions = true,
    description = "Trades on the venues with real orders, until Ctrl-C. Needs I_UNDERSTAND_LIVE_TRADING=true in the"
        + " environment and --live; keys come from files or the environment. Started again on the same journal it"
        + " recovers, asks the venues for what it does not know, and goes on.")
public final class LiveCommand implements Callable<Integer> {
    /** Nothing but cash: what has no price among the instruments would make the account's value unknown. */
    private static final Map<String, String> MONEY = Map.of("USDT", "100000");

    @Mixin
    private LiveOptions live;

    @Option(names = "--live", description = "The second gate: without it nothing is done.")
    private boolean meant;

    @Option(names = "--emulator",
        description = "Start emulated venues in this process and trade on them: no network, no key, no money.")
    private boolean emulated;

    @Mixin
    private EmulatorOptions emulator;

    @Option(names = "--journal", paramLabel = "DIR",
        description = "Where the journal is kept. Default: journal.directory.")
    private Path journal;

    @Option(names = "--no-watchdog",
        description = "Trade without a watchdog process. Otherwise positions only shrink until one is there.")
    private boolean alone;

    @Option(names = "--keep-orders",
        description = "Leave orders open at a stop. Otherwise all are canceled, stops too.")
    private boolean keepOrders;

    @Option(names = "--keys-attested",
        description = "You vouch that keys of venues that do not tell it (MEXC) cannot withdraw and are bound to an"
            + " address.")
    private boolean attested;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        final String gates = LiveGates.require(System.getenv(), meant);
        final long durationNs = live.durationNs();
        final ConfigLoader loader = options.loader(RunMode.LIVE);
        live.apply(loader);
        try (StopSignal signal = new StopSignal()) {
            if (!emulated) {
                final Configuration configuration = loader.load();
                return signal.end(run(
                    configuration, keys(configuration), gates, live.trusted(), durationNs, signal));
            }
            final List<Venue> venues = loader.load().marketData().enabled();
            try (Emulation emulation = new Emulation(
                EmulatorOptions.withMoney(EmulatorOptions.config(
                    venues, 0, emulator.plan(), emulator.seed(), 1, false, 0), MONEY), VenueFactory.matching())) {
                emulation.apply(loader);
                return signal.end(run(
                    loader.load(), demoKeys(venues), gates, emulation.trusted(), durationNs, signal));
            }
        }
    }

    private static Map<Venue, VenueKey> keys(final Configuration configuration) {
        final SecretSources sources = SecretSources.open(System.getenv(), PasswordPrompt.TERMINAL);
        final Map<Venue, VenueKey> keys = new EnumMap<>(Venue.class);
        for (final Venue venue : configuration.marketData().enabled()) {
            keys.put(venue, SecretNames.of(venue, "", sources));
        }
        return keys;
    }

    /** Of an account that exists in this process only. */
    private static Map<Venue, VenueKey> demoKeys(final List<Venue> venues) {
        final Map<Venue, VenueKey> keys = new EnumMap<>(Venue.class);
        for (final Venue venue : venues) {
            keys.put(venue, new VenueKey(VenueKey.Kind.HMAC, Secret.of(ApiKey.DEMO_KEY.toCharArray()),
                Secret.of(ApiKey.DEMO_SECRET.toCharArray())));
        }
        return keys;
    }

    private int run(
        final Configuration configuration, final Map<Venue, VenueKey> keys, final String gates,
        final Optional<X509Certificate> trusted, final long durationNs, final StopSignal signal) {
        if (keys.isEmpty()) {
            throw new UserError("no venue is enabled", "venue.enabled", "at least one venue");
        }
        final Path directory = journal == null ? configuration.journal().directory() : journal;
        final String origin = emulated ? "live, emulated venues, seed " + emulator.seed()
            : "live, " + configuration.marketData().environment();
        final StatusDisplay display = StatusDisplay.of(json.on());
        if (!json.on()) {
            System.out.print(LivePlan.text(configuration, keys, origin));
            System.out.flush();
        }
        // demo keys are the same everywhere: an emulator in this process is nobody else's account
        final Path held = emulated ? directory.resolve("leases") : KeyLeases.directory();
        final KeyLeases leases = KeyLeases.take(held, keys, directory);
        final VenueOrders orders = new VenueOrders(new TradeSetup(directory, configuration, keys,
            attested || emulated, gates, !alone && !emulated, keepOrders, display::say));
        try (LiveSession session = new LiveSession(directory, configuration, RunMode.LIVE, origin,
            GatewaySettings.of(configuration, trusted), FrameTap.NONE, display::say, live::goingOn, orders)) {
            final List<VenueStatus> feeds = LiveRun.run(session, durationNs, signal, display);
            tell(session, feeds, directory);
            return ExitCodes.OK;
        } finally {
            orders.close();
            leases.close();
        }
    }

    private void tell(final LiveSession session, final List<VenueStatus> feeds, final Path directory) {
        if (json.on()) {
            final Map<String, Object> fields = LiveReport.fields(session.session(), feeds);
            fields.put("journal", directory.toString());
            JsonOption.print(fields, System.out);
        } else {
            System.out.print(LiveReport.text(session.session(), session.counters(), feeds)
                + "next     ./penstock verify --journal " + directory
                + "\n         ./penstock audit --journal " + directory + "\n");
        }
    }
}
