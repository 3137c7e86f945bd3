package io.penstock.tools.crash;

import io.penstock.api.RunMode;
import io.penstock.engine.host.GatewayClock;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.synthetic.SyntheticConfig;
import io.penstock.gateways.synthetic.SyntheticInstrument;
import io.penstock.gateways.synthetic.SyntheticMarket;
import io.penstock.tools.Strategies;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.host.Hosts;
import io.penstock.tools.host.RingSession;
import io.penstock.tools.host.SessionSetup;
import io.penstock.tools.session.Sessions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * The process that is killed. Warms up on a journal of its own, waits to be told a journal, opens a session on it and
 * feeds that a market, faster than any venue would, until it dies. Ends by itself only when its parent has gone or the
 * engine has stopped.
 */
public final class CrashChild {
    private static final EventSource SOURCE = new EventSource(1, false);
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long DAY_NS = 86_400 * SECOND_NS;
    private static final long PARK_NS = 20_000;
    private static final long WARM_STEPS = 500;
    private static final int ORPHAN = 3;
    private static final int STOPPED = 70;

    private CrashChild() {
    }

    /**
     * Lives until it is killed. Reads a line from standard input: the journal, and the seed of the market.
     *
     * @param arguments file of acknowledgements, directory of the configuration, directory to warm up in, market steps
     *                  per second of real time
     * @throws IOException when standard input cannot be read
     */
    public static void main(final String[] arguments) throws IOException {
        final AckFile acks = AckFile.map(Path.of(arguments[0]));
        final Configuration configuration = configuration(Path.of(arguments[1]));
        final long intervalNs = SECOND_NS / Long.parseLong(arguments[3]);
        warmUp(Path.of(arguments[2]), configuration);
        acks.phase(AckFile.READY);
        final String[] told = line().split("\t");
        dieWithParent();
        acks.phase(AckFile.OPENING);
        try (RingSession session = new RingSession(setup(Path.of(told[0]), configuration)
            .withJournaled(acks::journaled).withGateway(acks::sent))) {
            acks.phase(AckFile.RUNNING);
            final SyntheticMarket market = market(Long.parseLong(told[1]), session.recovery().lastTimeNs());
            feed(market, session, intervalNs, Long.MAX_VALUE);
            session.failure().printStackTrace();
        }
        System.exit(STOPPED);
    }

    private static void warmUp(final Path journal, final Configuration configuration) {
        try (RingSession session = new RingSession(setup(journal, configuration))) {
            feed(market(1, session.recovery().lastTimeNs()), session, 0, WARM_STEPS);
            session.drain();
        }
        Sessions.delete(journal);
    }

    private static String line() throws IOException {
        final StringBuilder line = new StringBuilder();
        for (int next = System.in.read(); next != '\n'; next = System.in.read()) {
            if (next < 0) {
                Runtime.getRuntime().halt(ORPHAN);
            }
            line.append((char) next);
        }
        return line.toString();
    }

    /** The configuration of the demo. */
    static Configuration configuration(final Path directory) {
        return ConfigLoader.with(Strategies.all()).directory(directory, RunMode.DEMO).load();
    }

    /** A session on the journal, new or used before. */
    static SessionSetup setup(final Path journal, final Configuration configuration) {
        return SessionSetup.of(journal, configuration,
            Hosts.settings(configuration.host(), Runtime.getRuntime().availableProcessors(), false), RunMode.DEMO,
            "synthetic market of the crash test", SyntheticConfig.DEMO_START_TIME_NS, GatewayClock::new);
    }

    /** A market that goes on a second after the journal's last record, with a gap soon. */
    static SyntheticMarket market(final long seed, final long lastTimeNs) {
        return new SyntheticMarket(new SyntheticConfig(seed, lastTimeNs + SECOND_NS, DAY_NS, 125, 35 * SECOND_NS, 3.0,
            10 * SECOND_NS, 1, 400_000_000L, List.of(SyntheticInstrument.pen(), SyntheticInstrument.stk())), SOURCE);
    }

    private static void feed(
        final SyntheticMarket market, final RingSession session, final long intervalNs, final long steps) {
        long dueNs = System.nanoTime();
        while (session.failure() == null && market.steps() < steps) {
            final long aheadNs = dueNs - System.nanoTime();
            if (aheadNs > 0) {
                LockSupport.parkNanos(aheadNs);
            } else if (market.step(session.sink())) {
                dueNs += intervalNs;
            } else {
                LockSupport.parkNanos(PARK_NS);
            }
        }
    }

    private static void dieWithParent() {
        final Thread watch = new Thread(() -> {
            try {
                while (System.in.read() >= 0) {
                    continue;
                }
            } catch (final IOException e) {
                // the pipe is gone, and so is the parent
            }
            Runtime.getRuntime().halt(ORPHAN);
        }, "parent");
        watch.setDaemon(true);
        watch.start();
    }
}
