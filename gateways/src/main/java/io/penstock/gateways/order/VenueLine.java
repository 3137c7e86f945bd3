package io.penstock.gateways.order;

import io.netty.util.concurrent.Future;
import io.penstock.api.Venue;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.gateways.binance.BinanceOrderOptions;
import io.penstock.gateways.binance.BinanceOrderSession;
import io.penstock.gateways.binance.BinanceUsdmOrderSession;
import io.penstock.gateways.bybit.BybitOrderSession;
import io.penstock.gateways.bybit.BybitOrderSettings;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.common.net.NettyOrderTransport;
import io.penstock.gateways.common.net.NetworkThreads;
import io.penstock.gateways.common.order.OrderLine;
import io.penstock.gateways.common.order.OrderLink;
import io.penstock.gateways.common.order.OrderLinkView;
import io.penstock.gateways.common.order.OrderSession;
import io.penstock.gateways.common.order.VenueKey;
import io.penstock.gateways.common.rest.OrderRest;
import io.penstock.gateways.live.VenueAccess;
import io.penstock.gateways.mexc.MexcOrderSession;
import io.penstock.gateways.mexc.MexcOrderSettings;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The order session of one venue over real sockets: what a venue's orders and private events go through. Any thread;
 * {@link #start} once.
 */
public final class VenueLine {
    private final NettyOrderTransport transport;
    private final OrderLink link;

    /**
     * Who speaks, and to whom.
     *
     * @param access      to the venue
     * @param key         by which it knows us
     * @param keyAttested the operator vouches for a key whose rights the venue does not tell
     * @param source      of its events; must have priority
     * @param seed        of the jitter; another one for every line
     */
    public record Party(VenueAccess access, VenueKey key, boolean keyAttested, EventSource source, long seed) {
        @Override
        public String toString() {
            return "Party[" + access.protocol().venue() + ", <redacted>]";
        }
    }

    /**
     * A line at rest.
     *
     * @param party   who speaks, and to whom
     * @param threads one of their loops becomes the line's thread
     * @param sink    takes the private events
     * @param clockNs epoch nanoseconds, never backwards
     * @param faults  told when the session throws, which ends the line; on the line's thread
     */
    public VenueLine(
        final Party party, final NetworkThreads threads, final EventSink sink, final LongSupplier clockNs,
        final Consumer<Throwable> faults) {
        final VenueAccess access = party.access();
        final Venue venue = access.protocol().venue();
        transport = new NettyOrderTransport(venue, threads, access.protocol().connectionRules(), access.tls(),
            new OrderRest(access.endpoints().rest(), access.protocol().restRules(), access.settings(),
                access.client(), clockNs), clockNs, faults);
        link = new OrderLink(session(venue, access.endpoints(), party), party.source(), sink,
            access.protocol().connectionRules(), access.budget(), transport, party.seed());
    }

    private static OrderSession session(final Venue venue, final VenueEndpoints endpoints, final Party party) {
        return switch (venue) {
            case BINANCE_SPOT -> new BinanceOrderSession(BinanceOrderOptions.usual(endpoints), party.key());
            case BINANCE_USDM -> new BinanceUsdmOrderSession(BinanceOrderOptions.usual(endpoints), party.key());
            case BYBIT_LINEAR, BYBIT_SPOT ->
                new BybitOrderSession(venue, party.key(), BybitOrderSettings.of(endpoints.privateStream()));
            case MEXC_SPOT -> new MexcOrderSession(
                party.key(), MexcOrderSettings.of(endpoints.privateStream(), party.keyAttested()));
            case SYNTHETIC -> throw new IllegalArgumentException(venue + " takes no orders over a network");
        };
    }

    /**
     * Commands go in here.
     *
     * @return the same line for the order gateway
     */
    public OrderLine line() {
        return transport;
    }

    /**
     * How it is.
     *
     * @return live
     */
    public OrderLinkView view() {
        return link.view();
    }

    /** Connects, and keeps connected. */
    public void start() {
        transport.start(link);
    }

    /**
     * Closes the connections; commands taken before are sent first.
     *
     * @return done when nothing waits any more; wait with a deadline
     */
    public Future<Void> stop() {
        return transport.stop();
    }
}
