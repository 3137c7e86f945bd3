package io.penstock.gateways.live;

import io.penstock.gateways.common.InstrumentDefinition;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.common.feed.ConnectionBudget;
import io.penstock.gateways.common.net.Tls;
import io.penstock.gateways.common.rest.RestAnswer;
import io.penstock.gateways.common.rest.RestCallback;
import io.penstock.gateways.common.rest.RestClient;
import io.penstock.gateways.common.rest.RestFailure;
import io.penstock.gateways.common.rest.RestSettings;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import javax.net.ssl.SSLContext;

/**
 * How one venue is reached: what everything that speaks to it shares, so that market data and orders together keep to
 * one budget. Immutable; any thread.
 *
 * @param protocol  of the venue
 * @param endpoints where it is
 * @param tls       whom to trust
 * @param settings  how questions are asked
 * @param client    asks them
 * @param budget    of attempts to connect to its order streams
 */
public record VenueAccess(
    VenueProtocol protocol, VenueEndpoints endpoints, SSLContext tls, RestSettings settings, RestClient client,
    ConnectionBudget budget) {

    /** Hears how far a venue's clock is from ours. */
    @FunctionalInterface
    public interface ClockListener {
        /**
         * The venue told its time.
         *
         * @param offsetNs      its time minus ours
         * @param uncertaintyNs either way
         */
        void onOffset(long offsetNs, long uncertaintyNs);
    }

    /**
     * Access of one's own, with a client that is to be closed: for what runs beside the engine.
     *
     * @param config  of the venue
     * @param epochNs the clock: nanoseconds since 1970, never backwards
     * @return access
     * @throws IllegalArgumentException when the venue has no such world
     */
    public static VenueAccess of(final VenueConfig config, final LongSupplier epochNs) {
        final VenueProtocol protocol = VenueProtocols.of(config.venue());
        final VenueEndpoints endpoints =
            config.endpoints().orElseGet(() -> protocol.endpoints(config.environment()));
        final SSLContext tls = config.trusted().map(Tls::alsoTrusting).orElseGet(Tls::system);
        final RestSettings settings = RestSettings.defaults().trusting(tls);
        return new VenueAccess(protocol, endpoints, tls, settings, new RestClient(
            config.venue().name(), endpoints.rest(), protocol.restRules(), settings, epochNs),
            new ConnectionBudget(protocol.connectionRules()));
    }

    /**
     * Asks for every instrument of the venue, once.
     *
     * @param done   hears them, on the client's thread
     * @param failed hears why there are none, on the client's thread
     */
    public void definitions(final Consumer<List<InstrumentDefinition>> done, final Consumer<String> failed) {
        new Listing(protocol, client, (words, notBeforeNs) -> failed.accept(words)).definitions(done);
    }

    /**
     * Asks for the venue's time, once.
     *
     * @param done   hears it, on the client's thread
     * @param failed hears why it could not be had, on the client's thread
     */
    public void serverTime(final ClockListener done, final Consumer<String> failed) {
        client.ask(protocol.askServerTime(), true, new RestCallback() {
            @Override
            public void onAnswer(final RestAnswer answer) {
                if (!answer.ok()) {
                    failed.accept(protocol.venue() + " does not tell its time: status " + answer.status());
                    return;
                }
                final long half = answer.roundTripNs() / 2;
                final long offsetNs;
                try {
                    offsetNs = protocol.serverTimeNs(answer.body()) - (answer.receivedNs() - half);
                } catch (final IllegalArgumentException unreadable) {
                    failed.accept(protocol.venue() + " tells its time so that it cannot be read");
                    return;
                }
                done.onOffset(offsetNs, half);
            }

            @Override
            public void onFailure(final RestFailure failure) {
                failed.accept(failure.words());
            }
        });
    }
}
