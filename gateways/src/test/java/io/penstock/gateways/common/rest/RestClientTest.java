package io.penstock.gateways.common.rest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.penstock.gateways.common.HttpAsk;
import io.penstock.gateways.common.RestRules;
import io.penstock.gateways.common.rest.RestFailure.Kind;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against a real server on this machine. */
class RestClientTest {
    private static final RestRules RULES =
        new RestRules(6_000, 60_000_000_000L, 1, 50, "X-Used", 403, 600_000_000_000L);
    private static final RestSettings QUICK =
        new RestSettings(10_000, 30_000, 1 << 16, 4, 8, 3, 20, Optional.empty());

    private final BlockingQueue<Object> heard = new LinkedBlockingQueue<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger calls = new AtomicInteger();
    private final ExecutorService serverThreads = Executors.newCachedThreadPool();
    private final CountDownLatch release = new CountDownLatch(1);
    private HttpServer server;
    private RestClient client;

    @BeforeEach
    void begin() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(serverThreads);
        server.start();
        client = client("http://127.0.0.1:" + server.getAddress().getPort(), RULES, QUICK);
    }

    @AfterEach
    void end() {
        release.countDown();
        client.close();
        server.stop(0);
        serverThreads.shutdownNow();
    }

    private static RestClient client(final String base, final RestRules rules, final RestSettings settings) {
        return new RestClient("venue", base, rules, settings, RestClientTest::nowNs);
    }

    private static long nowNs() {
        return System.currentTimeMillis() * 1_000_000L;
    }

    /** What a server does with a call, counted from 1. */
    private interface Handler {
        void handle(HttpExchange exchange, int call) throws IOException;
    }

    private void serve(final Handler handler) {
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestURI().toString());
            handler.handle(exchange, calls.incrementAndGet());
            exchange.close();
        });
    }

    private static void reply(final HttpExchange exchange, final int status, final String body) throws IOException {
        final byte[] bytes = body.getBytes(UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private void ask(final String path, final boolean urgent) {
        ask(new HttpAsk(path, 1, true), urgent);
    }

    private void ask(final HttpAsk ask, final boolean urgent) {
        client.ask(ask, urgent, new RestCallback() {
            @Override
            public void onAnswer(final RestAnswer answer) {
                heard.add(answer);
            }

            @Override
            public void onFailure(final RestFailure failure) {
                heard.add(failure);
            }
        });
    }

    private Object next() throws InterruptedException {
        final Object word = heard.poll(60, TimeUnit.SECONDS);
        assertTrue(word != null, "nothing was heard within 60 s");
        return word;
    }

    private RestAnswer answer() throws InterruptedException {
        return assertInstanceOf(RestAnswer.class, next());
    }

    private RestFailure failure() throws InterruptedException {
        return assertInstanceOf(RestFailure.class, next());
    }

    private static long secondsUntil(final long ns) {
        return Math.round((ns - nowNs()) / 1e9);
    }

    @Test
    void shouldAnswerWhenTheVenueDoes() throws InterruptedException {
        serve((exchange, call) -> {
            exchange.getResponseHeaders().add("X-Used", "777");
            reply(exchange, call == 1 ? 200 : 400, call == 1 ? "{\"a\":1}" : "not json at all");
        });
        final long beforeNs = nowNs();
        ask("/api/v3/depth?symbol=BTCUSDT&limit=5", false);
        final RestAnswer answer = answer();
        assertEquals("{\"a\":1}", new String(answer.body(), UTF_8));
        assertTrue(answer.ok());
        assertTrue(answer.roundTripNs() > 0 && answer.receivedNs() >= beforeNs && answer.receivedNs() <= nowNs());
        assertEquals(List.of("/api/v3/depth?symbol=BTCUSDT&limit=5"), asked);
        ask("/bad", false);
        final RestAnswer refused = answer();
        assertEquals(400, refused.status());
        assertFalse(refused.ok());
        assertEquals("not json at all", new String(refused.body(), UTF_8));
        assertEquals(1, client.counters().answered());
        assertEquals(1, client.counters().refused());
        assertEquals(778, client.counters().usedWeight(), "777 by the venue's word, and one more");
    }

    @Test
    void shouldLetOnlyUrgentQuestionsOutWhenTheVenueSays429() throws InterruptedException {
        serve((exchange, call) -> {
            if (call == 1) {
                exchange.getResponseHeaders().add("Retry-After", "17");
            }
            reply(exchange, call == 1 ? 429 : 200, "{\"code\":-1003,\"msg\":\"Too much\"}");
        });
        ask("/one", false);
        final RestFailure limited = failure();
        assertEquals(Kind.LIMITED, limited.kind());
        assertEquals("venue: /one status 429: the venue wants fewer questions for 17 s, it says: "
            + "{\"code\":-1003,\"msg\":\"Too much\"}", limited.words());
        assertEquals(17, secondsUntil(limited.notBeforeNs()));
        ask("/two", false);
        final RestFailure notAsked = failure();
        assertTrue(notAsked.words().startsWith("venue: /two was not asked: the venue wants quiet for 1"),
            notAsked.words());
        assertEquals(limited.notBeforeNs(), notAsked.notBeforeNs());
        ask("/cancel", true);
        assertTrue(answer().ok());
        assertEquals(List.of("/one", "/cancel"), asked, "a 429 is never repeated by itself");
        assertEquals(1, client.counters().limited());
    }

    @Test
    void shouldLetNothingOutWhenTheVenueBans() throws InterruptedException {
        serve((exchange, call) -> {
            exchange.getResponseHeaders().add("Retry-After", "120");
            reply(exchange, 418, "");
        });
        ask("/one", false);
        final RestFailure banned = failure();
        assertEquals(Kind.BANNED, banned.kind());
        assertEquals("venue: /one status 418: the venue refuses us for 120 s", banned.words());
        ask("/cancel", true);
        assertEquals(120, secondsUntil(failure().notBeforeNs()));
        assertEquals(1, calls.get());
        assertEquals(1, client.counters().banned());
    }

    @Test
    void shouldWaitAsLongAsTheRulesSayWhenABanNamesNoTime() throws InterruptedException {
        serve((exchange, call) -> reply(exchange, 403, "access too frequent"));
        ask("/one", false);
        final RestFailure banned = failure();
        assertEquals("venue: /one status 403: the venue refuses us for 600 s, it says: access too frequent",
            banned.words());
        assertEquals(600, secondsUntil(banned.notBeforeNs()));
    }

    @Test
    void shouldAskAgainWhenTheServerFailsAndThatIsSafe() throws InterruptedException {
        serve((exchange, call) -> reply(exchange, call < 3 ? 502 : 200, call < 3 ? "bad gateway" : "{}"));
        ask("/one", false);
        assertTrue(answer().ok());
        assertEquals(3, calls.get());
        assertEquals(2, client.counters().repeated());
    }

    @Test
    void shouldGiveUpWhenTheServerKeepsFailing() throws InterruptedException {
        serve((exchange, call) -> reply(exchange, 503, "down"));
        ask("/one", false);
        assertEquals("venue: /one status 503, it says: down, asked 4 times", failure().words());
        assertEquals(4, calls.get());
        ask(new HttpAsk("/order", 1, false), true);
        assertEquals("venue: /order status 503, it says: down", failure().words(), "not safe: never repeated");
        assertEquals(5, calls.get());
    }

    @Test
    void shouldNotWaitForEverWhenHeadersOrBodyDoNotCome() throws InterruptedException {
        serve((exchange, call) -> {
            if (exchange.getRequestURI().getPath().equals("/half")) {
                exchange.sendResponseHeaders(200, 10);
                exchange.getResponseBody().write(new byte[] {'{'});
                exchange.getResponseBody().flush();
            }
            await();
        });
        client.close();
        client = client("http://127.0.0.1:" + server.getAddress().getPort(), RULES,
            new RestSettings(10_000, 400, 1 << 16, 4, 8, 3, 20, Optional.empty()));
        ask(new HttpAsk("/silent", 1, false), false);
        assertEquals("venue: /silent no answer within 400 ms", failure().words());
        ask(new HttpAsk("/half", 1, false), false);
        final RestFailure half = failure();
        assertEquals(Kind.TIME_OUT, half.kind());
        assertEquals("venue: /half no answer within 400 ms", half.words());
    }

    private void await() {
        try {
            assertTrue(release.await(20, TimeUnit.SECONDS));
        } catch (final InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldAskAgainWhenTheConnectionIsReset() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 8, InetAddress.getLoopbackAddress())) {
            serverThreads.execute(() -> resetThenAnswer(socket));
            client.close();
            client = client("http://127.0.0.1:" + socket.getLocalPort(), RULES, QUICK);
            ask("/one", false);
            assertEquals("{}", new String(answer().body(), UTF_8));
            assertTrue(client.counters().repeated() > 0, "the JDK repeats a GET once by itself, the rest is ours");
        }
        ask(new HttpAsk("/gone", 1, false), false);
        final RestFailure gone = failure();
        assertEquals(Kind.CONNECTION, gone.kind());
        assertTrue(gone.words().startsWith("venue: /gone nobody listens at 127.0.0.1:"), gone.words());
    }

    @Test
    void shouldSayThatTheNameIsNotKnownWhenThereIsNoSuchHost() throws Exception {
        client.close();
        client = client("http://venue.invalid", RULES, QUICK);
        ask(new HttpAsk("/time", 1, false), false);
        assertEquals("venue: /time the name venue.invalid is not known here; is there a network, and is the address"
            + " right?", failure().words());
    }

    private static void resetThenAnswer(final ServerSocket socket) {
        try {
            for (int i = 0; i < 3; i++) {
                final Socket connection = socket.accept();
                connection.getInputStream().read(new byte[4_096]);
                if (i == 2) {
                    connection.getOutputStream().write(
                        "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}".getBytes(UTF_8));
                } else {
                    connection.setSoLinger(true, 0);
                }
                connection.close();
            }
        } catch (final IOException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void shouldRefuseTheAnswerWhenItIsLongerThanAllowed() throws InterruptedException {
        serve((exchange, call) -> {
            exchange.sendResponseHeaders(200, 0);
            try {
                for (int i = 0; i < 1_000; i++) {
                    exchange.getResponseBody().write(new byte[1_024]);
                }
            } catch (final IOException hungUp) {
                asked.add("hung up");
            }
        });
        ask("/huge", false);
        final RestFailure failure = failure();
        assertEquals(Kind.TOO_LONG, failure.kind());
        assertEquals("venue: /huge the answer is longer than 65536 bytes", failure.words());
    }

    @Test
    void shouldAskUrgentQuestionsFirstAndKeepTheReserveWhenTheBudgetIsSpent() throws InterruptedException {
        serve((exchange, call) -> reply(exchange, 200, exchange.getRequestURI().toString()));
        client.close();
        final RestRules small = new RestRules(10, 600_000_000L, 1, 4, "", 0, 0);
        client = client("http://127.0.0.1:" + server.getAddress().getPort(), small,
            new RestSettings(10_000, 30_000, 1 << 16, 1, 100, 0, 20, Optional.empty()));
        for (int i = 0; i < 8; i++) {
            ask(new HttpAsk("/" + i, 2, true), false);
        }
        for (int i = 0; i < 3; i++) {
            assertTrue(answer().ok());
        }
        assertEquals(List.of("/0", "/1", "/2"), asked, "6 of 10 are for ordinary questions");
        ask(new HttpAsk("/cancel", 2, true), true);
        assertEquals("/cancel", new String(answer().body(), UTF_8));
        for (int i = 3; i < 8; i++) {
            assertEquals("/" + i, new String(answer().body(), UTF_8), "in order, as the window frees them");
        }
    }

    @Test
    void shouldRefuseWhenTooManyWaitOrTheClientIsClosed() throws InterruptedException {
        serve((exchange, call) -> await());
        for (int i = 0; i < 13; i++) {
            ask(new HttpAsk("/" + i, 1, false), false);
        }
        assertEquals("venue: /12 was not asked: 8 questions wait already", failure().words());
        client.close();
        for (int i = 4; i < 12; i++) {
            assertEquals("venue: /" + i + " was not asked: the client is closed", failure().words());
        }
        ask("/late", false);
        assertEquals("venue: /late was not asked: the client is closed", failure().words());
        assertEquals("venue: 'api.example.com' is no address to ask; write it like https://api.example.com",
            assertThrows(IllegalArgumentException.class, () -> client("api.example.com", RULES, QUICK)).getMessage());
    }
}
