package io.penstock.gateways.live;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.FeedState;
import io.penstock.api.Venue;
import io.penstock.engine.event.FeedStatusDecoder;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.Environment;
import io.penstock.gateways.common.FeedPlan;
import io.penstock.gateways.common.MarketDataSession;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.common.VenueProtocol;
import io.penstock.gateways.common.feed.FeedView;
import io.penstock.gateways.common.rest.RestSettings;
import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.bybit.BybitDialect;
import io.penstock.gateways.emulator.bybit.BybitSettings;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MatchingSettings;
import io.penstock.gateways.emulator.mexc.MexcDialect;
import io.penstock.gateways.emulator.mexc.MexcSettings;
import io.penstock.gateways.emulator.server.Emulator;
import io.penstock.gateways.emulator.server.EmulatorConfig;
import io.penstock.gateways.emulator.server.VenueFactory;
import java.io.ByteArrayInputStream;
import java.lang.reflect.Proxy;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiFunction;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** Every venue over real sockets with TLS, from the emulator into a list: books that equal the emulator's own. */
class LiveEmulatorTest {
    private static final long SEED = 20_261_121L;
    private static final int COMPARISONS = 40;
    private static final Venue[] VENUES = {
        Venue.BINANCE_SPOT, Venue.BINANCE_USDM, Venue.BYBIT_LINEAR, Venue.BYBIT_SPOT, Venue.MEXC_SPOT};

    private final ListSink sink = new ListSink();
    private final FoldedBooks books = new FoldedBooks();

    private static VenueFactory factory() {
        return (config, seed, startNs) -> {
            final MatchingMarket market = new MatchingMarket(config.instruments(), MatchingSettings.of(seed));
            return switch (config.venue()) {
                case BYBIT_LINEAR, BYBIT_SPOT ->
                    new BybitDialect(config.venue(), market, BybitSettings.USUAL, startNs);
                case MEXC_SPOT -> new MexcDialect(market, MexcSettings.USUAL, startNs);
                default -> VenueFactory.matching().create(config, seed, startNs);
            };
        };
    }

    private static X509Certificate certificate(final Emulator emulator) throws CertificateException {
        return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(
            new ByteArrayInputStream(emulator.certificatePem().getBytes(US_ASCII)));
    }

    private static MarketDataGateway gateway(final Emulator emulator, final ListSink sink)
        throws CertificateException {
        final List<VenueConfig> venues = new ArrayList<>();
        for (final Venue venue : VENUES) {
            venues.add(new VenueConfig(venue, Environment.PRODUCTION, Optional.of(emulator.endpoints(venue)),
                UniverseRules.of(Set.of("BTCUSDT", "ETHUSDT")), StreamSelection.TRADING, 1,
                Optional.of(certificate(emulator))));
        }
        return new MarketDataGateway(GatewayConfig.of(venues, 32), sink, emulator::nowNs);
    }

    private void until(final String what, final MarketDataGateway gateway, final BooleanSupplier condition) {
        final long deadlineNs = System.nanoTime() + 60_000_000_000L;
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadlineNs, () -> "seed " + SEED + ": waited 60 s for " + what + "; "
                + gateway.status() + gateway.status().stream().flatMap(row -> row.feeds().stream())
                    .map(FeedView::lastFailure).toList());
            LockSupport.parkNanos(1_000_000L);
        }
    }

    @Test
    void shouldHoldTheEmulatorsBooksWhenEveryVenueIsConnected() throws CertificateException {
        try (Emulator emulator = Emulator.start(EmulatorConfig.of(SEED, VENUES).secured(), factory());
            MarketDataGateway gateway = gateway(emulator, sink)) {
            gateway.start();
            until("all books", gateway, () -> {
                books.follow(sink);
                return books.books().size() == 2 * VENUES.length
                    && books.books().values().stream().allMatch(FoldedBooks.Book::synced);
            });
            final int[] equal = {0};
            until("comparisons", gateway, () -> {
                books.follow(sink);
                equal[0] += compare(emulator, gateway);
                return equal[0] >= COMPARISONS * VENUES.length;
            });
            for (int id = 0; id < books.books().size(); id++) {
                gateway.resync(id);
            }
            gateway.resync(books.books().size());
            until("every book anew", gateway, () -> {
                books.follow(sink);
                return books.books().values().stream().allMatch(book -> book.crossed() == 1 && book.synced());
            });
            equal[0] = 0;
            until("comparisons of the new ones", gateway, () -> {
                books.follow(sink);
                equal[0] += compare(emulator, gateway);
                return equal[0] >= COMPARISONS * VENUES.length;
            });
            for (final VenueStatus status : gateway.status()) {
                assertEquals(VenueStatus.Phase.RUNNING, status.phase());
                assertEquals(status.venue() == Venue.BINANCE_USDM ? 4 : 2, status.feeds().size(),
                    "one instrument each, and two routes at USD-M");
                assertEquals("", status.lastFailure());
            }
            stop(gateway);
            books.follow(sink);
            assertTrue(books.books().values().stream().noneMatch(FoldedBooks.Book::synced),
                "a stop says that nothing follows any more");
        }
    }

    @Test
    void shouldMakeAFeedAnewWhenItsSessionBreaks() {
        final AtomicInteger frames = new AtomicInteger();
        try (Emulator emulator = Emulator.start(EmulatorConfig.of(SEED, Venue.BINANCE_USDM), factory());
            MarketDataGateway gateway = new MarketDataGateway(GatewayConfig.of(List.of(new VenueConfig(
                Venue.BINANCE_USDM, Environment.PRODUCTION, Optional.of(emulator.endpoints(Venue.BINANCE_USDM)),
                UniverseRules.of(Set.of("BTCUSDT")), StreamSelection.TRADING, 0, Optional.empty())), 4),
                venue -> breaking(VenueProtocols.of(venue), frames), sink, emulator::nowNs,
                RestSettings.defaults())) {
            gateway.start();
            until("the feed to break and be made anew", gateway, () -> {
                final List<FeedView> feeds = gateway.status().get(0).feeds();
                final boolean anew = !feeds.isEmpty() && feeds.stream().allMatch(feed -> feed.name().endsWith("+2"));
                books.follow(sink);
                return anew && books.books().get(0).synced();
            });
            final VenueStatus status = gateway.status().get(0);
            assertTrue(status.lastFailure().matches(
                "feed .+ broke and is made anew: java.lang.IllegalStateException: frame 60"), status.lastFailure());
            assertEquals(2, status.feeds().size(), "both routes, once");
            assertTrue(sink.of(FeedStatusDecoder.TEMPLATE_ID).stream().anyMatch(record -> new FeedStatusDecoder()
                .wrap(record, Records.HEADER_LENGTH, FeedStatusDecoder.BLOCK_LENGTH, 2).status()
                    == FeedState.DISCONNECTED.code()), "the broken session could not say so itself");
        }
    }

    /** The venue's own protocol, whose sessions throw once, at the 60th text frame. */
    private static VenueProtocol breaking(final VenueProtocol real, final AtomicInteger frames) {
        return decorated(VenueProtocol.class, real, (method, result) -> {
            if (!"plan".equals(method)) {
                return result;
            }
            final List<FeedPlan> plans = new ArrayList<>();
            for (final Object each : (List<?>) result) {
                final FeedPlan plan = (FeedPlan) each;
                plans.add(new FeedPlan(plan.name(), plan.path(), decorated(MarketDataSession.class, plan.session(),
                    (call, answer) -> {
                        if ("onText".equals(call) && frames.incrementAndGet() == 60) {
                            throw new IllegalStateException("frame 60");
                        }
                        return answer;
                    }), plan.instrumentIds()));
            }
            return plans;
        });
    }

    private static <T> T decorated(
        final Class<T> type, final T real, final BiFunction<String, Object, Object> after) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type},
            (proxy, method, arguments) -> after.apply(method.getName(), method.invoke(real, arguments))));
    }

    private static void stop(final MarketDataGateway gateway) {
        gateway.close();
    }

    /** How many synced books equal the emulator's at the same update; none may differ. */
    private int compare(final Emulator emulator, final MarketDataGateway gateway) {
        int equal = 0;
        for (int id = 0; id < books.books().size(); id++) {
            final FoldedBooks.Book book = books.books().get(id);
            if (!book.synced()) {
                continue;
            }
            final Venue venue = gateway.directory().definition(id).venue();
            final String symbol = gateway.directory().definition(id).symbol();
            final long truth = emulator.look(venue, one -> one.book(symbol).digestAt(book.lastUpdateId()));
            if (truth != TrueBook.UNKNOWN) {
                assertEquals(truth, book.digest(), "seed " + SEED + ": " + venue + " " + symbol + " at "
                    + book.lastUpdateId());
                equal++;
            }
        }
        return equal;
    }
}
