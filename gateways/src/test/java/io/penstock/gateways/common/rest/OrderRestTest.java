package io.penstock.gateways.common.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.gateways.common.RestRules;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.SignedAsk;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signed questions against a raw socket that keeps, drops and counts what it is asked. */
class OrderRestTest {
    private static final RestRules RULES =
        new RestRules(100, 60_000_000_000L, 1, 50, "X-Used", 403, 600_000_000_000L);
    private static final RestSettings SETTINGS = new RestSettings(2_000, 5_000, 1 << 16, 4, 8, 3, 20, Optional.empty());

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final AtomicInteger accepted = new AtomicInteger();
    private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    /** Answers, one per request; empty = close without an answer, "-" = never answer. */
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private ServerSocket server;
    private RestClient client;
    private OrderRest rest;

    @BeforeEach
    void begin() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        final Thread acceptor = new Thread(this::accept, "raw-venue");
        acceptor.setDaemon(true);
        acceptor.start();
        final String base = "http://127.0.0.1:" + server.getLocalPort();
        client = new RestClient("venue", base, RULES, SETTINGS, OrderRestTest::nowNs);
        rest = new OrderRest(base, RULES, SETTINGS, client, OrderRestTest::nowNs);
    }

    @AfterEach
    void end() throws IOException {
        client.close();
        server.close();
    }

    private static long nowNs() {
        return System.currentTimeMillis() * 1_000_000L;
    }

    private void accept() {
        try {
            while (true) {
                final Socket socket = server.accept();
                accepted.incrementAndGet();
                final Thread talker = new Thread(() -> talk(socket), "raw-venue-" + accepted);
                talker.setDaemon(true);
                talker.start();
            }
        } catch (final IOException closed) {
            accepted.get(); // the test is over
        }
    }

    private void talk(final Socket socket) {
        try (socket; BufferedReader in =
            new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
            String line = in.readLine();
            while (line != null) {
                final String request = line;
                int length = 0;
                for (line = in.readLine(); !line.isEmpty(); line = in.readLine()) {
                    if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                        length = Integer.parseInt(line.substring(15).strip());
                    }
                }
                for (int i = 0; i < length; i++) {
                    in.read();
                }
                asked.add(request);
                final String answer = answers.take();
                if (answer.isEmpty()) {
                    return;
                }
                if (!"-".equals(answer)) {
                    socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                    socket.getOutputStream().flush();
                }
                line = in.readLine();
            }
        } catch (final IOException | InterruptedException gone) {
            accepted.get(); // the client went
        }
    }

    private static String answer(final int status, final String headers, final String body) {
        return "HTTP/1.1 " + status + " X\r\nContent-Length: " + body.length() + "\r\n" + headers + "\r\n" + body;
    }

    private void ask(final String method, final int weight, final boolean urgent, final int timeoutMs) {
        rest.ask(new SignedAsk(method, "/api/order?a=1%2B&signature=x", Map.of("X-KEY", "k"),
            "POST".equals(method) ? "{}" : "", weight, urgent, timeoutMs), new OrderRest.Callback() {
                @Override
                public void onAnswer(final OrderAnswer answer) {
                    heard.add(answer.status() + " " + new String(answer.body(), StandardCharsets.US_ASCII)
                        + (answer.retryAfterNs() > 0 ? " retry " + answer.retryAfterNs() / 1_000_000_000L : ""));
                }

                @Override
                public void onLost(final boolean sent) {
                    heard.add("lost sent=" + sent);
                }
            });
    }

    private String next() throws InterruptedException {
        final String word = heard.poll(20, TimeUnit.SECONDS);
        assertTrue(word != null, "nothing was heard within 20 s");
        return word;
    }

    @Test
    void shouldNeverRepeatWhenKeptConnectionDies() throws InterruptedException {
        for (final String method : List.of("POST", "PUT", "DELETE")) {
            asked.clear();
            answers.add(answer(200, "", "{}"));
            ask(method, 1, true, 5_000);
            assertEquals("200 {}", next());
            answers.add(""); // read on the kept connection, then dropped without a word
            ask(method, 1, true, 5_000);
            assertEquals("lost sent=true", next());
            answers.add(answer(200, "", "{\"third\":1}"));
            ask(method, 1, true, 5_000);
            assertEquals("200 {\"third\":1}", next());
            assertEquals(3, asked.size(), method + " was asked " + asked);
            assertEquals(method + " /api/order?a=1%2B&signature=x HTTP/1.1", asked.get(1), "exactly what was signed");
        }
    }

    @Test
    void shouldSayThatItMayHaveLeftWhenAnswerIsLate() throws InterruptedException {
        answers.add("-");
        ask("POST", 1, false, 1_000);
        assertEquals("lost sent=true", next());
        assertEquals(1, asked.size());
    }

    @Test
    void shouldSayThatItDidNotLeaveWhenNobodyListens() throws Exception {
        server.close();
        ask("POST", 1, false, 5_000);
        assertEquals("lost sent=false", next());
        assertEquals(0, asked.size());
    }

    @Test
    void shouldHandOnLimitsAndKeepTheReserveWhenVenueComplains() throws InterruptedException {
        answers.add(answer(429, "Retry-After: 7\r\n", "{\"code\":-1015}"));
        ask("POST", 1, false, 5_000);
        assertEquals("429 {\"code\":-1015} retry 7", next());
        ask("POST", 1, false, 5_000);
        assertEquals("lost sent=false", next(), "ordinary ones keep quiet");
        answers.add(answer(200, "X-Used: 60\r\n", "{}"));
        ask("DELETE", 1, true, 5_000);
        assertEquals("200 {}", next(), "a cancel does not");
        answers.add(answer(500, "", "oops"));
        ask("DELETE", 30, true, 5_000);
        assertEquals("500 oops", next(), "not repeated either");
        ask("DELETE", 30, true, 5_000);
        assertEquals("lost sent=false", next(), "the venue counts 90 of 100 already");
        assertEquals(3, asked.size());
        answers.add(answer(418, "Retry-After: 120\r\n", "banned"));
        ask("GET", 1, true, 5_000);
        assertEquals("418 banned retry 120", next());
        ask("DELETE", 1, true, 5_000);
        assertEquals("lost sent=false", next(), "nothing at all while banned");
    }

    @Test
    void shouldRefuseToStartWhenJavaWouldRepeat() {
        System.setProperty(OrderRest.REPEAT_PROPERTY, "true");
        try {
            final IllegalStateException refused = assertThrows(IllegalStateException.class,
                () -> new OrderRest("http://127.0.0.1:1", RULES, SETTINGS, client, OrderRestTest::nowNs));
            assertEquals("the property jdk.httpclient.enableAllMethodRetry is set: with it Java would place an order "
                + "twice; start without it", refused.getMessage());
        } finally {
            System.clearProperty(OrderRest.REPEAT_PROPERTY);
        }
    }

    @Test
    void shouldAnswerEveryoneWhenClosed() throws InterruptedException {
        client.close();
        ask("POST", 1, false, 5_000);
        assertEquals("lost sent=false", next());
    }
}
