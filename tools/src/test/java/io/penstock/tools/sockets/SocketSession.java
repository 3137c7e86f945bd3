package io.penstock.tools.sockets;

import io.penstock.api.FeedState;
import io.penstock.api.RunMode;
import io.penstock.api.Side;
import io.penstock.api.Venue;
import io.penstock.engine.host.GatewayClock;
import io.penstock.engine.host.RingSettings;
import io.penstock.engine.market.Market;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.RecordHandler;
import io.penstock.gateways.common.ConnectionRules;
import io.penstock.gateways.common.Environment;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.common.rest.RestSettings;
import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.server.Emulator;
import io.penstock.gateways.live.GatewayConfig;
import io.penstock.gateways.live.MarketDataGateway;
import io.penstock.gateways.live.UniverseRules;
import io.penstock.gateways.live.VenueConfig;
import io.penstock.gateways.live.VenueProtocols;
import io.penstock.gateways.live.VenueStatus;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.host.RingSession;
import io.penstock.tools.host.SessionSetup;
import io.penstock.tools.host.Ticker;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * A whole session over the real sockets of an emulator: gateway, rings, journal on disk, fold, ticker, and a witness
 * beside it. Its clock is the emulator's, so that a faster emulator makes everything faster that waits by a clock.
 * Made, waited for and closed by one thread.
 */
public final class SocketSession implements AutoCloseable {
    private static final long PARK_NS = 500_000L;
    private static final long MOST_SILENCE_NS = 20_000_000_000L;
    private static final int MOST_INSTRUMENTS = 64;
    private static final int TICKER_MS = 10;

    private final Emulator emulator;
    private final BookWitness witness;
    private final RingSession session;
    private final GatedSink sink;
    private final MarketDataGateway gateway;
    private final Ticker ticker;
    private boolean stopped;

    /**
     * What a session is made of.
     *
     * @param journal       directory, new
     * @param configuration of the run
     * @param rings         layout
     * @param streams       beside the books
     * @param requestMs     most time for an answer over HTTP
     * @param brake         called after each record is journaled, to slow the consumer
     */
    public record Shape(
        Path journal, Configuration configuration, RingSettings rings, StreamSelection streams, int requestMs,
        RecordHandler brake) {
        /**
         * The usual shape.
         *
         * @param journal       directory, new
         * @param configuration of the run
         * @return answers within 2 s, no brake
         */
        public static Shape of(final Path journal, final Configuration configuration) {
            final RingSettings plain = RingSettings.defaults();
            return new Shape(journal, configuration, new RingSettings(plain.inboundSlots(), plain.outboundSlots(),
                "blocking", plain.oneThread(), plain.threads(), true), StreamSelection.TRADING, 2_000,
                (buffer, offset, length) -> { });
        }
    }

    /**
     * A session, started.
     *
     * @param shape    what it is made of
     * @param emulator whom it hears
     * @param symbols  of each venue
     * @param witness  hears everything
     */
    public SocketSession(
        final Shape shape, final Emulator emulator, final Map<Venue, Set<String>> symbols, final BookWitness witness) {
        this.emulator = emulator;
        this.witness = witness;
        final RecordHandler brake = shape.brake();
        session = new RingSession(SessionSetup.of(shape.journal(), shape.configuration(), shape.rings(), RunMode.DEMO,
            "emulated venues over sockets", emulator.nowNs(), GatewayClock::new)
            .withJournaled((buffer, offset, length) -> {
                witness.onRecord(buffer, offset, length);
                brake.onRecord(buffer, offset, length);
            }).withGateway(witness));
        sink = new GatedSink(session.sink());
        while (!MarketDataGateway.distrustBooks(sink, emulator.nowNs())) {
            LockSupport.parkNanos(PARK_NS);
        }
        final List<VenueConfig> venues = new ArrayList<>();
        symbols.forEach((venue, names) -> venues.add(new VenueConfig(venue, Environment.PRODUCTION,
            Optional.of(emulator.endpoints(venue)), UniverseRules.of(names), shape.streams(), 0, Optional.empty())));
        final RestSettings usual = RestSettings.defaults();
        gateway = new MarketDataGateway(GatewayConfig.of(venues, MOST_INSTRUMENTS), SocketSession::impatient, sink,
            emulator::nowNs, new RestSettings(usual.connectTimeoutMs(), shape.requestMs(), usual.maxBodyBytes(),
                usual.inFlight(), usual.waiting(), usual.retries(), 100, Optional.empty()));
        ticker = new Ticker(session::published, sink, emulator::nowNs, TICKER_MS, () -> { });
        ticker.start();
        gateway.start();
    }

    /** The venue's own protocol; only that a silent connection is given up sooner and attempts are not rationed. */
    private static VenueProtocol impatient(final Venue venue) {
        final VenueProtocol own = VenueProtocols.of(venue);
        final ConnectionRules rules = own.connectionRules();
        final ConnectionRules quick = new ConnectionRules(rules.lifeNs(), 100_000, rules.attemptWindowNs(),
            Math.min(MOST_SILENCE_NS, rules.silenceNs()), rules.openTimeoutNs(), rules.maxFrameBytes());
        return VenueProtocol.class.cast(Proxy.newProxyInstance(VenueProtocol.class.getClassLoader(),
            new Class<?>[] {VenueProtocol.class}, (proxy, method, arguments) ->
                "connectionRules".equals(method.getName()) ? quick : method.invoke(own, arguments)));
    }

    /** Where others may publish too. */
    EventSink sink() {
        return sink;
    }

    /**
     * The session below.
     *
     * @return its results may be read after {@link #stop}
     */
    public RingSession session() {
        return session;
    }

    /**
     * How the venues are.
     *
     * @return one row each
     */
    public List<VenueStatus> status() {
        return gateway.status();
    }

    /**
     * Waits for something.
     *
     * @param what      in words
     * @param mostNs    so long at most, by the machine's clock
     * @param condition true when it has come
     */
    public void await(final String what, final long mostNs, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + mostNs;
        while (!condition.getAsBoolean()) {
            if (session.failure() != null) {
                throw new AssertionError("the engine stopped: " + session.failure(), session.failure());
            }
            if (System.nanoTime() > deadlineNs) {
                throw new AssertionError("waited " + mostNs / 1_000_000 + " ms for " + what + ": "
                    + witness.states() + failures());
            }
            LockSupport.parkNanos(PARK_NS);
        }
    }

    private String failures() {
        final StringBuilder text = new StringBuilder();
        for (final VenueStatus venue : gateway.status()) {
            text.append("; ").append(venue.venue()).append(' ').append(venue.phase()).append(' ')
                .append(venue.lastFailure());
            venue.feeds().forEach(feed -> text.append(", ").append(feed.name()).append(' ').append(feed.lane(0))
                .append('/').append(feed.lane(1)).append(' ').append(feed.lastFailure()));
        }
        return text.toString();
    }

    /**
     * Holds the engine still and looks at every book of the fold that says SYNCED.
     *
     * @param look at each
     * @return how many were looked at
     */
    int still(final Consumer<Market> look) {
        sink.shut();
        try {
            session.drain();
            int looked = 0;
            for (int id = 0; id < witness.books().size(); id++) {
                if (witness.books().get(id).state() == FeedState.SYNCED) {
                    look.accept(session.engine().fold().markets().get(id));
                    looked++;
                }
            }
            return looked;
        } finally {
            sink.open();
        }
    }

    /**
     * Holds the engine still and takes what it measured since the last time: publish to decision.
     *
     * @return p50 and p99, microseconds
     */
    public double[] latencyUs() {
        sink.shut();
        try {
            session.drain();
            final Histogram latency = session.latencyNs();
            final double[] micros = {
                latency.getValueAtPercentile(50) / 1_000.0, latency.getValueAtPercentile(99) / 1_000.0};
            latency.reset();
            return micros;
        } finally {
            sink.open();
        }
    }

    /**
     * Holds the engine still and holds every SYNCED book of the fold against the emulator's.
     *
     * @return what is wrong, for people; empty when nothing is
     */
    public String wrongBooks() {
        final List<String> wrong = new ArrayList<>();
        still(market -> {
            final long updateId = market.book().lastUpdateId();
            final long digest = digest(market);
            final Venue venue = market.definition().venue();
            final String symbol = market.definition().symbol();
            if (!emulator.look(venue, truth -> truth.book(symbol).had(updateId, digest))) {
                wrong.add(venue + " " + symbol + " at " + updateId);
            }
        });
        return String.join(", ", wrong);
    }

    private static long digest(final Market market) {
        final long price = (long) StrictMath.pow(10, market.definition().priceExponent() + 8);
        final long quantity = (long) StrictMath.pow(10, market.definition().quantityExponent() + 8);
        final long[] sum = {0};
        market.orderBook().forEach(Side.BUY, (side, p, q) -> sum[0] += TrueBook.mix(true, p * price, q * quantity));
        market.orderBook().forEach(Side.SELL, (side, p, q) -> sum[0] += TrueBook.mix(false, p * price, q * quantity));
        return sum[0];
    }

    /** Closes the feeds, journals the clean stop and waits until everything is applied and kept. */
    public void stop() {
        if (!stopped) {
            stopped = true;
            gateway.close();
            ticker.close();
            session.stop(emulator.nowNs());
        }
    }

    @Override
    public void close() {
        try {
            if (!stopped) {
                stopped = true;
                gateway.close();
                ticker.close();
            }
        } finally {
            session.close();
        }
    }
}
