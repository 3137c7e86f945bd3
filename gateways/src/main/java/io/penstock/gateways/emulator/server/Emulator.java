package io.penstock.gateways.emulator.server;

import io.netty.channel.EventLoop;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.penstock.api.Venue;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.emulator.EmulatedVenue;
import io.penstock.gateways.emulator.account.VenueOffice;
import io.penstock.gateways.emulator.fault.FaultListener;
import io.penstock.gateways.emulator.fault.FaultyVenue;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

/**
 * Several emulated venues on this machine, each on its own port of 127.0.0.1, all on one thread. Start and close it
 * from any thread.
 */
public final class Emulator implements AutoCloseable {
    private static final String HOST = "127.0.0.1";
    private static final long QUIET_MS = 0;
    private static final long MOST_CLOSE_MS = 5_000;

    private final MultiThreadIoEventLoopGroup group;
    private final EventLoop loop;
    private final VenueClock clock;
    private final EmulatorTls tls;
    private final Map<Venue, EmulatorServer> servers = new EnumMap<>(Venue.class);
    private final Map<Venue, FaultyVenue> venues = new EnumMap<>(Venue.class);
    private final Map<Venue, VenueEndpoints> endpoints = new EnumMap<>(Venue.class);

    private Emulator(final EmulatorConfig config) {
        final IoHandlerFactory factory =
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
        group = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("emulator", true), factory);
        loop = group.next();
        clock = new VenueClock(config.speed());
        tls = config.tls() ? EmulatorTls.create() : null;
    }

    /**
     * Starts every venue.
     *
     * @param config  what is wanted
     * @param factory makes the venues
     * @return running
     * @throws IllegalStateException when a port is taken; the message names it
     */
    public static Emulator start(final EmulatorConfig config, final VenueFactory factory) {
        return start(config, factory, FaultListener.NONE);
    }

    /**
     * Starts every venue.
     *
     * @param config   what is wanted
     * @param factory  makes the venues
     * @param listener hears of every fault, on the emulator's thread
     * @return running
     * @throws IllegalStateException when a port is taken; the message names it
     */
    public static Emulator start(
        final EmulatorConfig config, final VenueFactory factory, final FaultListener listener) {
        final Emulator emulator = new Emulator(config);
        try {
            for (int i = 0; i < config.venues().size(); i++) {
                final int port = config.basePort() == 0 ? 0 : config.basePort() + i;
                emulator.open(config.venues().get(i), port, config.seed(), factory, listener);
            }
            if (emulator.venues.containsKey(Venue.BYBIT_LINEAR) && emulator.venues.containsKey(Venue.BYBIT_SPOT)) {
                emulator.loop.submit(emulator::unify).syncUninterruptibly();
            }
            return emulator;
        } catch (final RuntimeException failed) {
            emulator.close();
            throw failed;
        }
    }

    /** Bybit's accounts are unified: linear contracts and spot have the same money. */
    private void unify() {
        final VenueOffice linear = venues.get(Venue.BYBIT_LINEAR).office();
        final VenueOffice spot = venues.get(Venue.BYBIT_SPOT).office();
        if (linear != null && spot != null) {
            spot.accounts().accounts().get(0).share(linear.accounts().accounts().get(0));
        }
    }

    private void open(final EmulatorConfig.VenueConfig config, final int port, final long seed,
        final VenueFactory factory, final FaultListener listener) {
        final EmulatedVenue right = factory.create(config, seed, clock.startNs());
        final FaultyVenue venue = new FaultyVenue(right, config.faults(), clock.startNs(), listener);
        final EmulatorServer server = new EmulatorServer(venue, clock, loop);
        final Class<? extends ServerChannel> kind =
            Epoll.isAvailable() ? EpollServerSocketChannel.class : NioServerSocketChannel.class;
        try {
            final int bound = server.bind(HOST, port, tls, kind);
            servers.put(config.venue(), server);
            venues.put(config.venue(), venue);
            endpoints.put(config.venue(), tls == null
                ? new VenueEndpoints("http://" + HOST + ":" + bound, "ws://" + HOST + ":" + bound)
                : new VenueEndpoints("https://" + HOST + ":" + bound, "wss://" + HOST + ":" + bound));
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while " + config.venue() + " was opened", interrupted);
        } catch (final Exception failed) { // the future throws what the socket says, unchecked
            throw new IllegalStateException("port " + port + " of " + HOST + " cannot be opened for "
                + config.venue() + ": " + failed.getMessage(), failed);
        }
    }

    /**
     * Where a venue is reached.
     *
     * @param venue which
     * @return its addresses
     * @throws IllegalArgumentException when it is not emulated
     */
    public VenueEndpoints endpoints(final Venue venue) {
        final VenueEndpoints found = endpoints.get(venue);
        if (found == null) {
            throw new IllegalArgumentException(venue + " is not emulated; there are " + endpoints.keySet());
        }
        return found;
    }

    /**
     * What clients must trust.
     *
     * @return PEM text, empty without TLS
     */
    public String certificatePem() {
        return tls == null ? "" : tls.certificatePem();
    }

    /**
     * The venues' clock.
     *
     * @return nanoseconds since 1970
     */
    public long nowNs() {
        return clock.nowNs();
    }

    /** Looks at a venue. */
    public interface Look<T> {
        /**
         * Looks.
         *
         * @param venue on its own thread
         * @return what was seen
         */
        T at(FaultyVenue venue);
    }

    /**
     * Looks at a venue on its own thread, and waits.
     *
     * @param venue which
     * @param look  at it
     * @param <T>   what is seen
     * @return what was seen
     */
    public <T> T look(final Venue venue, final Look<T> look) {
        endpoints(venue);
        final Callable<T> task = () -> look.at(venues.get(venue));
        return loop.submit(task).syncUninterruptibly().getNow();
    }

    /** Ends every connection, gives the ports back and stops the thread. Again: does nothing. */
    @Override
    public void close() {
        try {
            for (final EmulatorServer server : servers.values()) {
                server.close();
            }
            servers.clear();
            group.shutdownGracefully(QUIET_MS, MOST_CLOSE_MS, TimeUnit.MILLISECONDS).sync();
        } catch (final InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
