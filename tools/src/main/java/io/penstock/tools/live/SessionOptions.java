package io.penstock.tools.live;

import io.penstock.api.RunMode;
import io.penstock.api.Venue;
import io.penstock.gateways.emulator.server.VenueFactory;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.ConfigOptions;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.host.SessionSetup;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What live, paper and record have in common on the command line ({@code @Mixin}): which venues, emulated ones or not,
 * for how long, under which configuration; and the way from there to a session. Main thread.
 */
final class SessionOptions {
    @Mixin
    private LiveOptions live;

    @Option(names = "--emulator",
        description = "Start emulated venues in this process and use them instead: no network, no key, no money.")
    private boolean emulated;

    @Mixin
    private EmulatorOptions emulator;

    @Mixin
    private ConfigOptions options;

    /** What a command does between the start of its venues and their end. */
    interface Work {
        /**
         * Runs a session.
         *
         * @param configuration of the session, with the addresses of emulated venues
         * @param trusted       a certificate to trust beside those of the runtime
         * @param durationNs    most time, Long.MAX_VALUE = until a signal
         * @param signal        of the user
         * @return exit code
         */
        int run(Configuration configuration, Optional<X509Certificate> trusted, long durationNs, StopSignal signal);
    }

    /** Whether the venues are emulated, in this process. */
    boolean emulated() {
        return emulated;
    }

    /** What a session is called in its journal. */
    String origin(final String name, final String real) {
        return emulated ? name + ", emulated venues, seed " + emulator.seed() : real;
    }

    /** The same setup, going on from another journal if the user named one. */
    SessionSetup goingOn(final SessionSetup setup) {
        return live.goingOn(setup);
    }

    /** What is known of the past, found good; to be asked before anything is written. */
    WarmUp warmUp(final Configuration configuration) {
        return live.warmUp(configuration);
    }

    /** The layers of the configuration, for {@link #run}. */
    ConfigLoader loader(final RunMode mode) {
        return options.loader(mode);
    }

    /**
     * Starts emulated venues when they are wanted, does the work, and ends them.
     *
     * @param loader   layers of the configuration
     * @param balances of the emulated venues' demo accounts; empty = a little of everything
     * @param work     what is done
     * @return its exit code
     */
    int run(final ConfigLoader loader, final Map<String, String> balances, final Work work) {
        final long durationNs = live.durationNs();
        live.apply(loader);
        try (StopSignal signal = new StopSignal()) {
            if (!emulated) {
                return signal.end(work.run(WantedSymbols.load(loader), live.trusted(), durationNs, signal));
            }
            final List<Venue> venues = WantedSymbols.load(loader).marketData().enabled();
            try (Emulation emulation = new Emulation(EmulatorOptions.withMoney(EmulatorOptions.config(
                venues, 0, emulator.plan(), emulator.seed(), 1, false, 0), balances), VenueFactory.matching())) {
                emulation.apply(loader);
                return signal.end(work.run(loader.load(), emulation.trusted(), durationNs, signal));
            }
        }
    }
}
