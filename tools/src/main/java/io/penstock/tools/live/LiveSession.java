package io.penstock.tools.live;

import io.penstock.api.RunMode;
import io.penstock.engine.FoldFaultException;
import io.penstock.engine.host.RingSettings;
import io.penstock.engine.host.WallClock;
import io.penstock.gateways.live.GatewayConfig;
import io.penstock.gateways.live.MarketDataGateway;
import io.penstock.gateways.live.VenueStatus;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.host.ClockWatch;
import io.penstock.tools.host.GatewayTime;
import io.penstock.tools.host.Hosts;
import io.penstock.tools.host.RingSession;
import io.penstock.tools.host.SessionSetup;
import io.penstock.tools.host.Ticker;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * One start of live market data into the engine: the ring session over its journal, the gateway of all venues, the
 * ticker and the watch over the wall clock, opened and closed in order. Instruments that the journal knows keep their
 * ids. Made, stopped and closed by one thread.
 */
final class LiveSession implements AutoCloseable {
    private static final long PARK_NS = 50_000L;

    private final GatewayTime time = new GatewayTime(WallClock.Source.MACHINE);
    private final LiveCounters counters = new LiveCounters();
    private final FeedWishes wishes = new FeedWishes();
    private final Path journal;
    private final SessionPart part;
    private final RingSession session;
    private final MarketDataGateway gateway;
    private final Ticker ticker;
    private final long startNs = System.nanoTime();
    private boolean stopped;

    /**
     * A session, started.
     *
     * @param journal       directory of the input log, new or used before
     * @param configuration of the run
     * @param mode          told in RunStarted
     * @param origin        what fills the journal
     * @param config        of the gateway
     * @param tap           puts itself between venues and sessions, to keep frames
     * @param words         hears what people should know
     * @throws UserError when the journal cannot be gone on with, or a venue cannot be connected to
     */
    LiveSession(
        final Path journal, final Configuration configuration, final RunMode mode, final String origin,
        final GatewayConfig config, final FrameTap tap, final Consumer<String> words) {
        this(journal, configuration, mode, origin, config, tap, words, UnaryOperator.identity(),
            WarmUp.NONE);
    }

    /**
     * A session, started; parameters as above.
     *
     * @param shape  says more of how the ring session is made
     * @param warmUp is known of the past
     */
    LiveSession(
        final Path journal, final Configuration configuration, final RunMode mode, final String origin,
        final GatewayConfig config, final FrameTap tap, final Consumer<String> words,
        final UnaryOperator<SessionSetup> shape, final WarmUp warmUp) {
        this(journal, configuration, mode, origin, config, tap, words, shape, warmUp, SessionPart.NONE);
    }

    /**
     * A session, started; parameters as above.
     *
     * @param part what it has more
     */
    LiveSession(
        final Path journal, final Configuration configuration, final RunMode mode, final String origin,
        final GatewayConfig config, final FrameTap tap, final Consumer<String> words,
        final UnaryOperator<SessionSetup> shape, final WarmUp warmUp, final SessionPart part) {
        this.journal = journal;
        this.part = part;
        final RingSettings settings =
            Hosts.settings(configuration.host(), Runtime.getRuntime().availableProcessors(), true);
        session = new RingSession(shape.apply(SessionSetup.of(journal, configuration, settings, mode, origin,
            time.getAsLong(), lastNs -> new WallClock(WallClock.Source.MACHINE, lastNs))
            .withGateway((record, offset, length) -> {
                part.publish(record, offset, length);
                wishes.publish(record, offset, length);
                counters.publish(record, offset, length);
            }).withJournaled(part).withRecovered(part::recovered).withWords(words)));
        MarketDataGateway made = null;
        Ticker ticking = null;
        try {
            while (!MarketDataGateway.distrustBooks(session.sink(), time.getAsLong())) {
                LockSupport.parkNanos(PARK_NS);
            }
            made = new MarketDataGateway(config, tap::protocol, session.sink(), time);
            made.seed(warmUp.publish(session.sink(), time, session.instruments(), words));
            part.join(session, made, time);
            ticking = new Ticker(session::published, session.sink(), time, configuration.host().tickerMs(),
                new ClockWatch(WallClock.Source.MACHINE, time, session.sink(), words));
            ticking.start();
            made.start();
            wishes.open(made);
        } catch (final IllegalArgumentException e) {
            closeAll(made, ticking);
            throw new UserError(e.getMessage(), "venue.enabled, venue.environment",
                "a venue that has this world, or addresses of its own in venue.NAME.rest and venue.NAME.stream",
                ExitCodes.REFUSED, e);
        } catch (final RuntimeException | Error e) {
            closeAll(made, ticking);
            throw e;
        }
        gateway = made;
        ticker = ticking;
    }

    private void closeAll(final MarketDataGateway made, final Ticker ticking) {
        try {
            part.close();
            if (made != null) {
                made.close();
            }
            if (ticking != null) {
                ticking.close();
            }
        } finally {
            session.close();
        }
    }

    /** How the venues are. */
    List<VenueStatus> status() {
        return gateway.status();
    }

    /** How that is which it has beside market data and engine. */
    List<String> partLines() {
        return part.lines();
    }

    /** What this start has done so far. */
    LiveCounters counters() {
        return counters;
    }

    /** Time since the start. */
    long runningNs() {
        return System.nanoTime() - startNs;
    }

    /** The gateways' clock. */
    long nowNs() {
        return time.getAsLong();
    }

    /** The session below; its results may be read after {@link #stop}. */
    RingSession session() {
        return session;
    }

    /** Whether the engine has failed. */
    boolean failed() {
        return session.failure() != null;
    }

    /**
     * Closes the gateways, journals the clean stop and waits until everything is applied and kept. When the engine has
     * failed there is nothing more to journal.
     *
     * @throws UserError with the sequence when the engine has failed
     */
    void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        part.leave();
        gateway.stop();
        ticker.close();
        try {
            session.stop(time.getAsLong());
        } catch (final IllegalStateException e) {
            if (session.failure() == null) {
                throw e;
            }
        } finally {
            part.close();
            gateway.close();
        }
        final Throwable failure = session.failure();
        if (failure != null) {
            final String next = failure instanceof FoldFaultException fault
                ? "penstock dump --journal " + journal + " --from " + fault.sequence() + " --to " + fault.sequence()
                    + " shows the input it stopped at; every start stops there again"
                : "free what was lacking, then start again on the same journal";
            throw new UserError("the engine stopped: " + failure.getMessage(), journal.toString(), next,
                ExitCodes.BROKEN, failure);
        }
    }

    @Override
    public void close() {
        if (stopped) {
            gateway.close();
            session.close();
        } else {
            stopped = true;
            closeAll(gateway, ticker);
        }
    }
}
