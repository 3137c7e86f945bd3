package io.penstock.tools.live;

import io.penstock.api.RunMode;
import io.penstock.api.Venue;
import io.penstock.gateways.common.order.Secret;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.live.VenueStatus;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.UserError;
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
    private SessionOptions options;

    @Mixin
    private JournalOption journal;

    @Option(names = "--live", description = "The second gate: without it nothing is done.")
    private boolean meant;

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

    @Override
    public Integer call() {
        final String gates = LiveGates.require(System.getenv(), meant);
        return options.run(options.loader(RunMode.LIVE), MONEY, (configuration, trusted, durationNs, signal) -> run(
            configuration, options.emulated() ? demoKeys(configuration) : keys(configuration), gates, trusted,
            durationNs, signal));
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
    private static Map<Venue, VenueKey> demoKeys(final Configuration configuration) {
        final Map<Venue, VenueKey> keys = new EnumMap<>(Venue.class);
        for (final Venue venue : configuration.marketData().enabled()) {
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
        final WarmUp past = options.warmUp(configuration);
        final Path directory = journal.directory(configuration);
        final String origin = options.origin("live", "live, " + configuration.marketData().environment());
        final StatusDisplay display = StatusDisplay.of(journal.json());
        final boolean emulated = options.emulated();
        if (!journal.json()) {
            System.out.print(LivePlan.text(configuration, keys, origin));
            System.out.flush();
        }
        // demo keys are the same everywhere: an emulator in this process is nobody else's account
        final Path held = emulated ? directory.resolve("leases") : KeyLeases.directory();
        final KeyLeases leases = KeyLeases.take(held, keys, directory);
        final VenueOrders orders = new VenueOrders(new TradeSetup(directory, configuration, keys,
            attested || emulated, gates, !alone && !emulated, keepOrders, display::say));
        try (LiveSession session = new LiveSession(directory, configuration, RunMode.LIVE, origin,
            GatewaySettings.of(configuration, trusted), FrameTap.NONE, display::say, options::goingOn,
            past, orders)) {
            final List<VenueStatus> feeds = LiveRun.run(session, durationNs, signal, display);
            journal.tell(session, feeds, directory, List.of("verify", "audit"));
            return ExitCodes.OK;
        } finally {
            orders.close();
            leases.close();
        }
    }
}
