package io.penstock.gateways.live;

import io.netty.util.concurrent.Future;
import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.api.Venue;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.common.feed.ConnectionBudget;
import io.penstock.gateways.common.net.NetworkThreads;
import io.penstock.gateways.common.net.StreamAddress;
import io.penstock.gateways.common.net.Tls;
import io.penstock.gateways.common.rest.RestClient;
import io.penstock.gateways.common.rest.RestSettings;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/**
 * Live market data of all configured venues into one sink. Venues that share an address share its budgets; apart from
 * that none depends on another, and one that cannot be reached is tried again for ever.
 *
 * <p>Any thread; {@link #seed} before {@link #start}, each once. Several threads publish to the sink.
 */
public final class MarketDataGateway implements AutoCloseable {
    private static final long STOP_NS = 3_000_000_000L;

    private final Publisher publisher;
    private final InstrumentDirectory directory;
    private final NetworkThreads threads;
    private final List<VenueGateway> venues = new ArrayList<>();
    private final Map<String, RestClient> clients = new HashMap<>();
    private final Map<String, ConnectionBudget> budgets = new HashMap<>();
    private final Map<Venue, VenueAccess> accesses = new EnumMap<>(Venue.class);
    private boolean stopped;
    private boolean closed;

    /**
     * A gateway at rest.
     *
     * @param config  what is wanted
     * @param sink    takes the events; several threads publish to it
     * @param epochNs the clock: nanoseconds since 1970, never backwards
     * @throws IllegalArgumentException when a venue or its world cannot be connected to; the message says why
     */
    public MarketDataGateway(final GatewayConfig config, final EventSink sink, final LongSupplier epochNs) {
        this(config, VenueProtocols::of, sink, epochNs, RestSettings.defaults());
    }

    /**
     * A gateway at rest that speaks by other protocols, such as some that also keep the frames.
     *
     * @param config    what is wanted
     * @param protocols the protocol of a venue
     * @param sink      takes the events; several threads publish to it
     * @param epochNs   the clock: nanoseconds since 1970, never backwards
     * @throws IllegalArgumentException when a venue or its world cannot be connected to; the message says why
     */
    public MarketDataGateway(
        final GatewayConfig config, final Function<Venue, VenueProtocol> protocols, final EventSink sink,
        final LongSupplier epochNs) {
        this(config, protocols, sink, epochNs, RestSettings.defaults());
    }

    /**
     * A gateway at rest that asks in its own way over HTTP, such as one that must not wait long for an answer.
     *
     * @param config    what is wanted
     * @param protocols the protocol of a venue
     * @param sink      takes the events; several threads publish to it
     * @param epochNs   the clock: nanoseconds since 1970, never backwards
     * @param settings  how questions are asked
     * @throws IllegalArgumentException when a venue or its world cannot be connected to; the message says why
     */
    public MarketDataGateway(
        final GatewayConfig config, final Function<Venue, VenueProtocol> protocols, final EventSink sink,
        final LongSupplier epochNs, final RestSettings settings) {
        final AtomicInteger sources = new AtomicInteger();
        publisher = new Publisher(sink, new EventSource(sources.incrementAndGet(), true));
        directory = new InstrumentDirectory(config.maxInstruments(), publisher);
        threads = new NetworkThreads(config.networkThreads());
        final Wiring wiring = new Wiring(config, sink, publisher, directory, threads, epochNs, sources);
        try {
            for (final VenueConfig venue : config.venues()) {
                venues.add(venue(venue, protocols.apply(venue.venue()), wiring, settings));
            }
        } catch (final IllegalArgumentException impossible) {
            clients.values().forEach(RestClient::close);
            threads.close();
            throw impossible;
        }
    }

    private VenueGateway venue(
        final VenueConfig config, final VenueProtocol protocol, final Wiring wiring, final RestSettings settings) {
        final VenueEndpoints endpoints =
            config.endpoints().orElseGet(() -> protocol.endpoints(config.environment()));
        final SSLContext tls = config.trusted().map(Tls::alsoTrusting).orElseGet(Tls::system);
        // Only to refuse an address that is none before anything starts.
        StreamAddress.of(endpoints.stream(), "/", protocol.connectionRules(), tls);
        final RestClient client = clients.computeIfAbsent(endpoints.rest(), base -> new RestClient(
            config.venue().name(), base, protocol.restRules(), settings.trusting(tls), wiring.epochNs()));
        final ConnectionBudget budget = budgets.computeIfAbsent(
            endpoints.stream(), base -> new ConnectionBudget(protocol.connectionRules()));
        accesses.put(config.venue(), new VenueAccess(protocol, endpoints, tls, settings.trusting(tls), client,
            budgets.computeIfAbsent(endpoints.orderStream(),
                base -> new ConnectionBudget(protocol.connectionRules()))));
        return new VenueGateway(config, protocol, endpoints, tls, wiring, client, budget);
    }

    /**
     * Says that no book of an earlier run may be trusted. For hosts, once after every RunStarted and before any feed:
     * it means every instrument of the engine, whatever its venue. Publishes without waiting.
     *
     * @param sink  takes it, as the host's word
     * @param nowNs now
     * @return false when there was no room: try again
     */
    public static boolean distrustBooks(final EventSink sink, final long nowNs) {
        final EventScratch scratch = new EventScratch(1);
        scratch.feedStatus(-1, FeedState.DISCONNECTED, FeedReason.NONE, 0, 0, nowNs);
        return sink.tryPublish(scratch.buffer(), 0, 1, EventSource.HOST);
    }

    /**
     * Takes over the instruments that the journal already defines, so that they keep their ids and exponents.
     *
     * @param definitions the newest of each, in order of id
     */
    public void seed(final List<InstrumentDefinition> definitions) {
        definitions.forEach(directory::seed);
    }

    /**
     * How a venue is reached, for those who send it orders beside the market data.
     *
     * @param venue configured
     * @return shares clients and budgets with this gateway, which closes them
     * @throws IllegalArgumentException when the venue is not configured
     */
    public VenueAccess access(final Venue venue) {
        final VenueAccess access = accesses.get(venue);
        if (access == null) {
            throw new IllegalArgumentException(venue + " is not among the venues: " + accesses.keySet());
        }
        return access;
    }

    /** Starts all venues; does not wait for any. */
    public void start() {
        venues.forEach(VenueGateway::start);
    }

    /**
     * The engine found that a book stays crossed or locked: it is told to be INVALID and begun anew, within the venue's
     * budgets. Any thread; never blocks. Does nothing for a book that no feed has or that is lost already.
     *
     * @param instrumentId dense id
     */
    public void resync(final int instrumentId) {
        venues.forEach(venue -> venue.resync(instrumentId));
    }

    /**
     * A venue's definitions are not what it goes by any more: they are asked for now rather than at the next regular
     * time, at most once in ten seconds, and what changed is published. Any thread; never blocks. Does nothing for a
     * venue that is not configured.
     *
     * @param venue that refused an order for its filters
     */
    public void refresh(final Venue venue) {
        venues.stream().filter(one -> one.venue() == venue).forEach(VenueGateway::refresh);
    }

    /**
     * How the venues are.
     *
     * @return one row each, in the configured order
     */
    public List<VenueStatus> status() {
        return venues.stream().map(VenueGateway::status).toList();
    }

    /**
     * The dense ids.
     *
     * @return live
     */
    public InstrumentDirectory directory() {
        return directory;
    }

    /**
     * Closes every connection and waits, three seconds at most, until the feeds have published what they had to say;
     * nothing is published afterwards. What {@link #access} gave can still be used.
     */
    public synchronized void stop() {
        if (stopped) {
            return;
        }
        stopped = true;
        final List<Future<Void>> ends = new ArrayList<>();
        venues.forEach(venue -> ends.addAll(venue.stop()));
        final long deadlineNs = System.nanoTime() + STOP_NS;
        for (final Future<Void> end : ends) {
            end.awaitUninterruptibly(Math.max(1, deadlineNs - System.nanoTime()), TimeUnit.NANOSECONDS);
        }
        publisher.stop();
    }

    /** Stops, then ends the threads. */
    @Override
    public synchronized void close() {
        stop();
        if (closed) {
            return;
        }
        closed = true;
        clients.values().forEach(RestClient::close);
        threads.close();
    }
}
