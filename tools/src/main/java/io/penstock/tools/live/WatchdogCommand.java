package io.penstock.tools.live;

import io.penstock.api.RunMode;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.ConfigOptions;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.live.trade.EmergencyCancel;
import io.penstock.tools.live.trade.Watchdog;
import io.penstock.tools.operator.CommandQueue;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock watchdog}: a process beside the engine that cancels everything when it falls silent. Main thread. */
@Command(name = "watchdog", mixinStandardHelpOptions = true,
    description = "Watches the engine of a journal from a process of its own, with keys of its own (WATCHDOG_NAME), and"
        + " cancels every order at every venue when the engine is silent. Until Ctrl-C.")
public final class WatchdogCommand implements Callable<Integer> {
    private static final long LOOK_NS = 50_000_000L;

    @Mixin
    private LiveOptions live;

    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The engine's input log.")
    private Path journal;

    @Option(names = "--silence", paramLabel = "TIME", defaultValue = "5s",
        description = "Without a sign of life for so long, the engine counts as silent. Default: 5s.")
    private String silence;

    @Option(names = "--exit-with-engine", description = "End when the engine stops on purpose.")
    private boolean exits;

    @Option(names = "--keys-attested", description = "As in penstock live.")
    private boolean attested;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        final long durationNs = live.durationNs();
        final long silenceNs = Durations.ns(silence);
        final ConfigLoader loader = options.loader(RunMode.LIVE);
        live.apply(loader);
        final Configuration configuration = loader.load();
        final CommandQueue queue = new CommandQueue(journal);
        try (StopSignal signal = new StopSignal(); EmergencyCancel cancel = EmergencyKeys.open(
            configuration, live.trusted(), attested, WatchdogCommand::say)) {
            final Watchdog[] self = new Watchdog[1];
            try (Watchdog dog = new Watchdog(queue.directory(), silenceNs,
                mostNs -> cancel.cancelAll(mostNs, () -> self[0].beat()), WatchdogCommand::say)) {
                self[0] = dog;
                say("watching " + journal + ", silence " + silence);
                final long startNs = System.nanoTime();
                boolean ended = false;
                while (!(ended && exits) && System.nanoTime() - startNs < durationNs && !signal.await(LOOK_NS)) {
                    ended = dog.look(System.nanoTime());
                }
                if (json.on()) {
                    JsonOption.print(Map.of("alarms", dog.alarms(), "engineEnded", ended), System.out);
                }
            }
            return signal.end(ExitCodes.OK);
        }
    }

    private static void say(final String text) {
        System.err.println("watchdog: " + text);
    }
}
