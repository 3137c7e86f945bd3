package io.penstock.gateways.emulator.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.Venue;
import io.penstock.gateways.common.VenueEndpoints;
import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.binance.NaiveClient;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.FaultPlan;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmulatorTest {
    private static final String CLOSED = "closed ";
    private static final String FAILED = "failed";

    /** Puts what comes into a queue: frames, and how it ended. */
    private static final class Ear implements WebSocket.Listener {
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private final StringBuilder part = new StringBuilder();

        @Override
        public CompletionStage<?> onText(final WebSocket socket, final CharSequence data, final boolean last) {
            part.append(data);
            if (last) {
                heard.add(part.toString());
                part.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(final WebSocket socket, final int code, final String reason) {
            heard.add(CLOSED + code);
            return null;
        }

        @Override
        public void onError(final WebSocket socket, final Throwable error) {
            heard.add(FAILED);
        }

        String next() throws InterruptedException {
            final String next = heard.poll(20, TimeUnit.SECONDS);
            assertTrue(next != null, "nothing came for 20 s");
            return next;
        }

        /** Passes over frames until the end. */
        String ending() throws InterruptedException {
            String next = next();
            while (!next.startsWith(CLOSED) && !next.equals(FAILED)) {
                next = next();
            }
            return next;
        }
    }

    private static WebSocket connect(final HttpClient http, final String address, final Ear ear) {
        return http.newWebSocketBuilder().buildAsync(URI.create(address), ear).join();
    }

    private static HttpResponse<String> ask(final HttpClient http, final String address) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20)).build(),
            HttpResponse.BodyHandlers.ofString());
    }

    private static HttpClient trusting(final String pem) throws Exception {
        final KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null);
        store.setCertificateEntry("emulator", CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
        final TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        final SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder().sslContext(context).build();
    }

    /** Follows a book over real sockets for some frames; it must equal the true one after each. */
    private static void follow(final Emulator emulator, final HttpClient http, final boolean usdm) throws Exception {
        final Venue venue = usdm ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT;
        final VenueEndpoints at = emulator.endpoints(venue);
        final Ear ear = new Ear();
        final WebSocket socket = connect(http, at.stream() + (usdm ? "/public" : "") + "/stream", ear);
        socket.sendText("{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@depth@100ms\"],\"id\":1}", true).join();
        assertEquals("{\"result\":null,\"id\":1}", ear.next());
        final NaiveClient client = new NaiveClient(usdm);
        final String first = ear.next();
        client.snapshot(ask(http, at.rest() + (usdm ? "/fapi/v1" : "/api/v3")
            + "/depth?symbol=BTCUSDT&limit=1000").body());
        client.frame(first);
        for (int i = 0; i < 20; i++) {
            client.frame(ear.next());
            assertTrue(client.synced());
            final long digest =
                emulator.look(venue, one -> one.book("BTCUSDT").digestAt(client.lastUpdateId()));
            assertTrue(digest != TrueBook.UNKNOWN);
            assertEquals(digest, client.digest());
        }
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
        assertEquals("closed 1000", ear.ending());
    }

    @Test
    void shouldServeBooksWhenSocketsArePlain() throws Exception {
        try (Emulator emulator = Emulator.start(EmulatorConfig.of(5, Venue.BINANCE_SPOT, Venue.BINANCE_USDM)
            .faster(10), VenueFactory.matching())) {
            final HttpClient http = HttpClient.newHttpClient();
            follow(emulator, http, false);
            follow(emulator, http, true);
            assertEquals("", emulator.certificatePem());
            assertEquals("BYBIT_SPOT is not emulated; there are [BINANCE_SPOT, BINANCE_USDM]", assertThrows(
                IllegalArgumentException.class, () -> emulator.endpoints(Venue.BYBIT_SPOT)).getMessage());
        }
    }

    @Test
    void shouldServeBooksWhenSocketsAreSecured() throws Exception {
        try (Emulator emulator = Emulator.start(
            EmulatorConfig.of(5, Venue.BINANCE_SPOT).secured().faster(10), VenueFactory.matching())) {
            assertTrue(emulator.endpoints(Venue.BINANCE_SPOT).stream().startsWith("wss://127.0.0.1:"));
            follow(emulator, trusting(emulator.certificatePem()), false);
            assertThrows(Exception.class, () -> ask(HttpClient.newHttpClient(),
                emulator.endpoints(Venue.BINANCE_SPOT).rest() + "/api/v3/ping"), "nobody else trusts it");
        }
    }

    @Test
    void shouldServeEveryVenueWhenAllAreNamed() throws Exception {
        try (Emulator emulator = Emulator.start(EmulatorConfig.of(5, Venue.BINANCE_SPOT, Venue.BINANCE_USDM,
            Venue.BYBIT_LINEAR, Venue.BYBIT_SPOT, Venue.MEXC_SPOT), VenueFactory.matching())) {
            final HttpClient http = HttpClient.newHttpClient();
            for (final Venue venue : new Venue[] {Venue.BYBIT_LINEAR, Venue.BYBIT_SPOT, Venue.MEXC_SPOT}) {
                final String path = venue == Venue.MEXC_SPOT ? "/api/v3/time" : "/v5/market/time";
                assertEquals(200, ask(http, emulator.endpoints(venue).rest() + path).statusCode(), venue + path);
            }
            final Ear ear = new Ear();
            final WebSocket socket =
                connect(http, emulator.endpoints(Venue.BYBIT_LINEAR).stream() + "/v5/public/linear", ear);
            socket.sendText("{\"op\":\"subscribe\",\"args\":[\"orderbook.50.BTCUSDT\"]}", true).join();
            String next = ear.next();
            while (!next.contains("\"type\":\"delta\"")) {
                next = ear.next();
            }
            socket.abort();
        }
    }

    /** Sixty times as fast as time goes: what is due after a minute leaves a second to connect. */
    private static Emulator faulty(final FaultPlan plan) {
        return Emulator.start(EmulatorConfig.of(5, Venue.BINANCE_SPOT).faster(60).faulty(plan),
            VenueFactory.matching());
    }

    @Test
    void shouldEndConnectionsWhenFaultsAreDue() throws Exception {
        final HttpClient http = HttpClient.newHttpClient();
        for (final Fault fault : new Fault[] {Fault.CUT_FIN, Fault.CUT_RST, Fault.EARLY_CLOSE}) {
            try (Emulator emulator = faulty(FaultPlan.none(1).at(fault, 60_000_000_000L))) {
                final Ear ear = new Ear();
                connect(http, emulator.endpoints(Venue.BINANCE_SPOT).stream() + "/ws/btcusdt@depth@100ms", ear);
                final String end = ear.ending();
                assertEquals(fault == Fault.EARLY_CLOSE ? "closed 1001" : end, end);
                assertTrue(fault == Fault.EARLY_CLOSE || end.equals(FAILED) || end.equals("closed 1006"), end);
                assertEquals(1L, (long) emulator.look(Venue.BINANCE_SPOT, one -> one.count(fault)));
            }
        }
    }

    @Test
    void shouldStaySilentWhenConnectionIsHalfOpen() throws Exception {
        try (Emulator emulator = faulty(FaultPlan.none(1).at(Fault.CUT_HALF_OPEN, 60_000_000_000L))) {
            final Ear ear = new Ear();
            final WebSocket socket = connect(HttpClient.newHttpClient(),
                emulator.endpoints(Venue.BINANCE_SPOT).stream() + "/ws/btcusdt@depth@100ms", ear);
            while (emulator.look(Venue.BINANCE_SPOT, one -> one.count(Fault.CUT_HALF_OPEN)) == 0) {
                ear.heard.poll(10, TimeUnit.MILLISECONDS);
            }
            socket.sendText("{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}", true).join();
            ask(HttpClient.newHttpClient(), emulator.endpoints(Venue.BINANCE_SPOT).rest() + "/api/v3/ping");
            String last = "";
            for (String next = ear.heard.poll(500, TimeUnit.MILLISECONDS); next != null;
                next = ear.heard.poll(500, TimeUnit.MILLISECONDS)) {
                last = next;
            }
            assertFalse(last.contains("result") || last.startsWith(CLOSED) || last.equals(FAILED), last);
            socket.abort();
        }
    }

    @Test
    void shouldNotAnswerWhenSnapshotTimesOut() throws Exception {
        try (Emulator emulator = faulty(FaultPlan.none(1).with(Fault.SNAPSHOT_TIMEOUT, 1))) {
            final String rest = emulator.endpoints(Venue.BINANCE_SPOT).rest();
            final HttpClient http = HttpClient.newHttpClient();
            assertEquals(200, ask(http, rest + "/api/v3/time").statusCode());
            assertThrows(HttpTimeoutException.class, () -> http.send(HttpRequest.newBuilder(
                URI.create(rest + "/api/v3/depth?symbol=BTCUSDT")).timeout(Duration.ofMillis(300)).build(),
                HttpResponse.BodyHandlers.ofString()));
        }
    }

    @Test
    void shouldSayWhyWhenItCannotStart() {
        try (Emulator first = Emulator.start(EmulatorConfig.of(1, Venue.BINANCE_SPOT), VenueFactory.matching())) {
            final int port = URI.create(first.endpoints(Venue.BINANCE_SPOT).rest()).getPort();
            final EmulatorConfig same = new EmulatorConfig(
                EmulatorConfig.of(1, Venue.BINANCE_SPOT).venues(), 1, 1, false, port);
            final String message = assertThrows(IllegalStateException.class,
                () -> Emulator.start(same, VenueFactory.matching())).getMessage();
            assertTrue(message.startsWith("port " + port + " of 127.0.0.1 cannot be opened for BINANCE_SPOT: "),
                message);
        }
        assertEquals("an emulator needs at least one venue", assertThrows(IllegalArgumentException.class,
            () -> EmulatorConfig.of(1)).getMessage());
        assertEquals("speed 0.0 must be between 0.01 and 10000", assertThrows(IllegalArgumentException.class,
            () -> EmulatorConfig.of(1, Venue.BINANCE_SPOT).faster(0)).getMessage());
        assertEquals("a venue is named twice", assertThrows(IllegalArgumentException.class,
            () -> EmulatorConfig.of(1, Venue.BINANCE_SPOT, Venue.BINANCE_SPOT)).getMessage());
    }
}
