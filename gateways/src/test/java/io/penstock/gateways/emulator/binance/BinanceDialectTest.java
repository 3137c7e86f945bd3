package io.penstock.gateways.emulator.binance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.EmulatedInstruments;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.MemoryWire;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MatchingSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class BinanceDialectTest {
    private static final long START_NS = 1_790_000_000_000_000_000L;
    private static final long MS = 1_000_000L;
    private static final long SECOND = 1_000 * MS;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final MemoryWire wire = new MemoryWire();
    private BinanceDialect venue;
    private long nowNs = START_NS;

    private void open(final boolean usdm, final BinanceSettings settings) {
        final var instruments = EmulatedInstruments.known(usdm ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT);
        venue = new BinanceDialect(new MatchingMarket(instruments, MatchingSettings.of(11)), settings, START_NS);
    }

    private void run(final long ns) {
        final long until = nowNs + ns;
        while (nowNs < until) {
            nowNs = Math.min(until, nowNs + 10 * MS);
            venue.advance(nowNs);
            venue.poll(wire);
        }
    }

    private String ask(final int connection, final String text) {
        venue.poll(wire);
        wire.take(connection);
        venue.onText(connection, text, nowNs);
        venue.poll(wire);
        final List<String> frames = wire.take(connection);
        return frames.get(frames.size() - 1);
    }

    private JsonNode http(final String path) throws IOException {
        return JSON.readTree(venue.onHttp("GET", path, Map.of(), "", nowNs).body());
    }

    @Test
    void shouldAnswerEveryControlFrameWhenItIsAsked() {
        open(false, BinanceSettings.spot());
        venue.onOpen(1, "/ws", nowNs);
        final Map<String, String> expected = new TreeMap<>(Map.of(
            "{\"method\":\"SUBSCRIBE\",\"params\":[\"btcusdt@trade\",\"nonono@depth\"],\"id\":7}",
            "{\"result\":null,\"id\":7}",
            "{\"method\":\"GET_PROPERTY\",\"params\":[\"combined\"],\"id\":10}", "{\"result\":false,\"id\":10}",
            "{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",1],\"id\":1}",
            "{\"code\":1,\"msg\":\"Invalid value type: expected Boolean\",\"id\":1}",
            "{\"method\":\"SET_PROPERTY\",\"params\":[\"other\",true],\"id\":null}",
            "{\"code\":0,\"msg\":\"Unknown property\",\"id\":null}",
            "{\"method\":\"SHOUT\",\"id\":1}",
            "{\"code\":2,\"msg\":\"Invalid request: missing or unknown method\",\"id\":1}",
            "{\"method\":\"SUBSCRIBE\",\"params\":[5],\"id\":\"x1\"}",
            "{\"code\":2,\"msg\":\"Invalid request: params must be stream names\",\"id\":\"x1\"}",
            "{\"method\":\"SUBSCRIBE\",\"params\":[\"a@trade\"],\"id\":1.5}",
            "{\"code\":2,\"msg\":\"Invalid request: id must be an integer, a short text or null\"}",
            "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1,\"more\":2}",
            "{\"code\":2,\"msg\":\"Invalid request: unknown key more\",\"id\":1}",
            "{\"method\":", "{\"code\":3,\"msg\":\"Invalid JSON\"}",
            "[1]", "{\"code\":2,\"msg\":\"Invalid request: an object is needed\"}"));
        for (final var pair : expected.entrySet()) {
            run(SECOND / 2);
            assertEquals(pair.getValue(), ask(1, pair.getKey()));
        }
        run(SECOND);
        assertEquals("{\"result\":[\"btcusdt@trade\",\"nonono@depth\"],\"id\":8}",
            ask(1, "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":8}"));
        assertEquals("{\"result\":null,\"id\":9}",
            ask(1, "{\"method\":\"SET_PROPERTY\",\"params\":[\"combined\",true],\"id\":9}"));
        run(20 * SECOND);
        final List<String> frames = wire.take(1);
        assertTrue(frames.size() > 5, frames.size() + " trades");
        assertTrue(frames.stream().allMatch(f -> f.startsWith("{\"stream\":\"btcusdt@trade\",\"data\":{\"e\":\"tr")),
            frames.get(0));
        ask(1, "{\"method\":\"UNSUBSCRIBE\",\"params\":[\"btcusdt@trade\"],\"id\":1}");
        run(20 * SECOND);
        assertEquals(List.of(), wire.take(1));
    }

    /** Keys of the first frame of each stream, in order. */
    private static String keys(final String frame) throws IOException {
        final JsonNode node = JSON.readTree(frame);
        final List<String> keys = new ArrayList<>();
        (node.has("data") ? node.get("data") : node).fieldNames().forEachRemaining(keys::add);
        return String.join(",", keys);
    }

    private Map<String, List<String>> listen(final String path, final long ns) throws IOException {
        venue.onOpen(5, path, nowNs);
        run(ns);
        final Map<String, List<String>> streams = new TreeMap<>();
        for (final String frame : wire.take(5)) {
            streams.computeIfAbsent(JSON.readTree(frame).get("stream").textValue(), s -> new ArrayList<>()).add(frame);
        }
        return streams;
    }

    @Test
    void shouldSendEverySpotStreamWhenItIsSubscribed() throws IOException {
        open(false, BinanceSettings.spot());
        final var streams = listen("/stream?streams=btcusdt@depth@100ms/btcusdt@depth/btcusdt@bookTicker/"
            + "btcusdt@trade/btcusdt@aggTrade/btcusdt@kline_1m/btcusdt@depth5@100ms/btcusdt@depth20/BTCUSDT@trade/"
            + "btcusdt@depth@250ms/btcusdt@markPrice", 62 * SECOND);
        assertEquals(List.of("btcusdt@aggTrade", "btcusdt@bookTicker", "btcusdt@depth", "btcusdt@depth20",
            "btcusdt@depth5@100ms", "btcusdt@depth@100ms", "btcusdt@kline_1m", "btcusdt@trade"),
            List.copyOf(streams.keySet()));
        assertEquals("e,E,s,U,u,b,a", keys(streams.get("btcusdt@depth").get(0)));
        assertEquals("lastUpdateId,bids,asks", keys(streams.get("btcusdt@depth5@100ms").get(0)));
        assertEquals("u,s,b,B,a,A", keys(streams.get("btcusdt@bookTicker").get(0)));
        assertEquals("e,E,s,t,p,q,T,m,M", keys(streams.get("btcusdt@trade").get(0)));
        assertEquals("e,E,s,a,p,q,f,l,T,m,M", keys(streams.get("btcusdt@aggTrade").get(0)));
        assertEquals("e,E,s,k", keys(streams.get("btcusdt@kline_1m").get(0)));
        assertTrue(streams.get("btcusdt@depth").size() >= 60, "each second");
        assertTrue(streams.get("btcusdt@depth@100ms").size() > 400, "each 100 ms");
        assertEquals(31, streams.get("btcusdt@kline_1m").size(), "each two seconds");
        assertEquals(1, streams.get("btcusdt@kline_1m").stream().filter(f -> f.contains("\"x\":true")).count());
        final JsonNode five = JSON.readTree(streams.get("btcusdt@depth5@100ms").get(0)).get("data");
        assertEquals(5, five.get("bids").size());
        long last = -1;
        for (final String frame : streams.get("btcusdt@depth@100ms")) {
            final JsonNode diff = JSON.readTree(frame).get("data");
            assertTrue(last < 0 || diff.get("U").longValue() == last + 1, "U is the last u + 1");
            last = diff.get("u").longValue();
        }
    }

    @Test
    void shouldSendUsdmStreamsOnTheirRouteAndSilenceOnOthers() throws IOException {
        open(true, BinanceSettings.usdm());
        final String all = "btcusdt@depth@100ms/btcusdt@bookTicker/btcusdt@trade/btcusdt@aggTrade/btcusdt@kline_1m/"
            + "btcusdt@markPrice@1s/btcusdt@depth10@500ms";
        final var open = listen("/public/stream?streams=" + all, 20 * SECOND);
        assertEquals(List.of("btcusdt@bookTicker", "btcusdt@depth10@500ms", "btcusdt@depth@100ms", "btcusdt@trade"),
            List.copyOf(open.keySet()));
        assertEquals("e,E,T,s,U,u,pu,b,a", keys(open.get("btcusdt@depth@100ms").get(0)));
        assertEquals("e,E,T,s,U,u,pu,b,a", keys(open.get("btcusdt@depth10@500ms").get(0)));
        assertEquals("e,u,s,b,B,a,A,T,E", keys(open.get("btcusdt@bookTicker").get(0)));
        assertEquals("e,E,T,s,t,p,q,X,m", keys(open.get("btcusdt@trade").get(0)));
        assertEquals("{\"result\":[\"btcusdt@depth@100ms\",\"btcusdt@bookTicker\",\"btcusdt@trade\","
            + "\"btcusdt@aggTrade\",\"btcusdt@kline_1m\",\"btcusdt@markPrice@1s\",\"btcusdt@depth10@500ms\"],"
            + "\"id\":1}", ask(5, "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}"));
        venue.onClosed(5, nowNs);
        final var market = listen("/market/stream?streams=" + all, 20 * SECOND);
        assertEquals(List.of("btcusdt@aggTrade", "btcusdt@kline_1m", "btcusdt@markPrice@1s"),
            List.copyOf(market.keySet()));
        assertEquals("e,E,a,s,p,q,nq,f,l,T,m", keys(market.get("btcusdt@aggTrade").get(0)));
        assertEquals("e,E,s,p,ap,P,i,r,T", keys(market.get("btcusdt@markPrice@1s").get(0)));
        assertEquals(20, market.get("btcusdt@markPrice@1s").size());
        venue.onClosed(5, nowNs);
        assertEquals(List.of("btcusdt@bookTicker", "btcusdt@depth10@500ms", "btcusdt@depth@100ms", "btcusdt@trade"),
            List.copyOf(listen("/stream?streams=" + all, 20 * SECOND).keySet()), "no route is like /public");
    }

    @Test
    void shouldEqualTrueBookWhenAClientFollows() throws IOException {
        for (final boolean usdm : new boolean[] {false, true}) {
            for (final long everyNs : new long[] {100 * MS, 0}) {
                follow(usdm, everyNs);
            }
        }
    }

    private void follow(final boolean usdm, final long everyNs) throws IOException {
        open(usdm, (usdm ? BinanceSettings.usdm() : BinanceSettings.spot()).depthEvery(everyNs));
        venue.onOpen(1, "/public/ws/ethusdt@depth@100ms".substring(usdm ? 0 : 7), nowNs);
        run(3 * SECOND + 37 * MS);
        final String path = usdm ? "/fapi/v1/depth?symbol=ETHUSDT&limit=1000"
            : "/api/v3/depth?symbol=ETHUSDT&limit=5000";
        final NaiveClient client = new NaiveClient(usdm);
        client.snapshot(venue.onHttp("GET", path, Map.of(), "", nowNs).body());
        for (int i = 0; i < 3_000; i++) {
            run(10 * MS);
            for (final String frame : wire.take(1)) {
                client.frame(frame);
                assertTrue(client.synced(), frame);
                assertEquals(venue.book("ETHUSDT").digestAt(client.lastUpdateId()), client.digest());
            }
        }
        assertTrue(client.applied() > 250, client.applied() + " applied, usdm " + usdm);
    }

    @Test
    void shouldCloseWhenPongsAreMissing() {
        open(false, BinanceSettings.spot());
        venue.onOpen(1, "/ws", nowNs);
        venue.onOpen(2, "/ws", nowNs);
        for (int i = 0; i < 10; i++) {
            run(20 * SECOND);
            if (i < 9) {
                assertEquals(i + 1, wire.pings(1).size());
            }
            venue.onPong(1, wire.pings(1).get(wire.pings(1).size() - 1), nowNs);
            venue.onPong(2, new byte[] {'x'}, nowNs);
        }
        assertNull(wire.ending(1));
        assertEquals(EmulatorWire.Ending.CLOSE_FRAME, wire.ending(2));
        assertEquals(3, wire.pings(2).size(), "20, 40 and 60 s; at 80 s the first is 60 s old");
    }

    @Test
    void shouldCloseWhenClientTalksTooMuch() {
        open(false, BinanceSettings.spot());
        venue.onOpen(1, "/ws", nowNs);
        for (int i = 0; i < 3; i++) {
            venue.onText(1, "{\"method\":\"LIST_SUBSCRIPTIONS\",\"id\":1}", nowNs);
            venue.onPong(1, new byte[0], nowNs);
            venue.poll(wire);
            assertEquals(i < 2 ? null : EmulatorWire.Ending.CLOSE_FRAME, wire.ending(1));
        }
        open(true, BinanceSettings.usdm());
        venue.onOpen(2, "/public/ws", nowNs);
        for (int i = 0; i < 10; i++) {
            venue.onPong(2, new byte[0], nowNs);
        }
        venue.poll(wire);
        assertNull(wire.ending(2), "USD-M takes ten");
    }

    @Test
    void shouldAnnounceAndCloseWhenLifeIsOver() {
        open(false, BinanceSettings.spot().life(100 * SECOND, 10 * SECOND));
        venue.onOpen(1, "/stream", nowNs);
        venue.onOpen(2, "/ws", nowNs);
        run(50 * SECOND);
        answerPings();
        run(40 * SECOND);
        answerPings();
        final String told = "{\"e\":\"serverShutdown\",\"E\":1790000090000}";
        assertEquals(List.of("{\"stream\":\"!serverShutdown\",\"data\":" + told + "}"), wire.take(1));
        assertEquals(List.of(told), wire.take(2));
        assertNull(wire.ending(1));
        run(10 * SECOND);
        assertEquals(EmulatorWire.Ending.CLOSE_FRAME, wire.ending(1));
        open(false, BinanceSettings.spot());
        venue.onOpen(3, "/ws", nowNs);
        venue.shutdown(nowNs, 0);
        venue.poll(wire);
        assertEquals(EmulatorWire.Ending.CLOSE_FRAME, wire.ending(3));
        assertEquals(List.of(), wire.take(3), "without a word");
    }

    private void answerPings() {
        for (int i = 1; i <= 2; i++) {
            venue.onPong(i, wire.pings(i).get(wire.pings(i).size() - 1), nowNs);
        }
    }

    @Test
    void shouldRefuseConnectionsWhenThereAreTooManyOrPathIsUnknown() {
        open(false, BinanceSettings.spot().limits(3, 6_000));
        venue.onOpen(1, "/nowhere", nowNs);
        for (int i = 2; i <= 4; i++) {
            venue.onOpen(i, "/ws", nowNs);
        }
        venue.poll(wire);
        assertEquals(EmulatorWire.Ending.FIN, wire.ending(1));
        assertNull(wire.ending(3));
        assertEquals(EmulatorWire.Ending.FIN, wire.ending(4));
        final StringBuilder many = new StringBuilder("{\"method\":\"SUBSCRIBE\",\"id\":1,\"params\":[\"a@trade\"");
        for (int i = 0; i < 1_024; i++) {
            many.append(",\"x").append(i).append("@trade\"");
        }
        venue.onText(3, many.append("]}").toString(), nowNs);
        venue.poll(wire);
        assertEquals(EmulatorWire.Ending.CLOSE_FRAME, wire.ending(3), "1,025 streams");
    }

    @Test
    void shouldAnswerOverHttpWhenItIsAsked() throws IOException {
        open(false, BinanceSettings.spot().clock(250 * MS, 1_000));
        run(10 * SECOND);
        assertEquals("{}", http("/api/v3/ping").toString());
        assertEquals((START_NS + 10 * SECOND) / MS + 250 + 10, http("/api/v3/time").get("serverTime").longValue());
        final JsonNode depth = http("/api/v3/depth?symbol=BTCUSDT&limit=7");
        assertEquals(7, depth.get("bids").size());
        assertEquals(venue.book("BTCUSDT").lastUpdateId(), depth.get("lastUpdateId").longValue());
        final JsonNode info = http("/api/v3/exchangeInfo");
        assertEquals(4, info.get("symbols").size());
        assertEquals("0.01000000", info.at("/symbols/0/filters/0/tickSize").textValue());
        assertEquals("0.00001000", info.at("/symbols/0/filters/1/stepSize").textValue());
        venue.status("BTCUSDT", "BREAK");
        assertEquals("BREAK", http("/api/v3/exchangeInfo?symbol=BTCUSDT").at("/symbols/0/status").textValue());
        assertEquals(4, http("/api/v3/ticker/24hr").size());
        assertEquals("ETHUSDT", http("/api/v3/ticker/bookTicker?symbol=ETHUSDT").get("symbol").textValue());
        assertEquals("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}", http("/api/v3/depth?symbol=NONO").toString());
        assertEquals("{\"code\":-1102,\"msg\":\"Mandatory parameter 'symbol' was not sent, was empty/null, or "
            + "malformed.\"}", http("/api/v3/depth").toString());
        assertEquals(404, venue.onHttp("GET", "/fapi/v1/ping", Map.of(), "", nowNs).status());
        assertEquals(405, venue.onHttp("POST", "/api/v3/ping", Map.of(), "", nowNs).status());
        open(true, BinanceSettings.usdm());
        assertEquals("{\"code\":-4021,\"msg\":\"Not valid depth limit.\"}",
            http("/fapi/v1/depth?symbol=BTCUSDT&limit=7").toString());
        assertEquals("50", http("/fapi/v1/exchangeInfo").at("/symbols/0/filters/5/notional").textValue());
        assertTrue(http("/fapi/v1/depth?symbol=BTCUSDT&limit=5").has("T"));
        assertFalse(http("/fapi/v1/ticker/24hr").get(0).has("bidPrice"));
    }

    @Test
    void shouldRefuseThenBanWhenWeightIsUsedUp() {
        open(false, BinanceSettings.spot().limits(300, 100));
        var answer = venue.onHttp("GET", "/api/v3/depth?symbol=BTCUSDT&limit=1000", Map.of(), "", nowNs);
        assertEquals("50", answer.headers().get("X-MBX-USED-WEIGHT-1M"));
        venue.onHttp("GET", "/api/v3/depth?symbol=BTCUSDT&limit=1000", Map.of(), "", nowNs);
        answer = venue.onHttp("GET", "/api/v3/ping", Map.of(), "", nowNs);
        assertEquals(429, answer.status());
        final long wait = Long.parseLong(answer.headers().get("Retry-After"));
        assertTrue(wait > 0 && wait <= 60, wait + " s");
        assertTrue(answer.body().startsWith("{\"code\":-1003,"), answer.body());
        run((wait + 1) * SECOND);
        assertEquals(200, venue.onHttp("GET", "/api/v3/ping", Map.of(), "", nowNs).status());
        for (int i = 0; i < 30; i++) {
            answer = venue.onHttp("GET", "/api/v3/exchangeInfo", Map.of(), "", nowNs);
        }
        assertEquals(418, answer.status());
        assertEquals("120", answer.headers().get("Retry-After"));
        run(61 * SECOND);
        assertEquals(418, venue.onHttp("GET", "/api/v3/ping", Map.of(), "", nowNs).status(), "still banned");
        run(60 * SECOND);
        assertEquals(200, venue.onHttp("GET", "/api/v3/ping", Map.of(), "", nowNs).status());
    }

    @Test
    void shouldWriteMicrosecondsWhenAsked() throws IOException {
        open(false, BinanceSettings.spot());
        venue.onOpen(1, "/ws/btcusdt@depth@100ms?timeUnit=MICROSECOND", nowNs);
        run(SECOND);
        assertEquals(16, JSON.readTree(wire.take(1).get(0)).get("E").asText().length());
    }

    @Test
    void shouldRefuseInstrumentsWhenVenuesAreMixed() {
        final List<EmulatedInstrument> mixed = new ArrayList<>(EmulatedInstruments.known(Venue.BINANCE_SPOT));
        mixed.addAll(EmulatedInstruments.known(Venue.BINANCE_USDM));
        assertEquals("BTCUSDT is of BINANCE_SPOT; a Binance dialect takes instruments of BINANCE_SPOT only, or of"
            + " BINANCE_USDM only", assertThrows(IllegalArgumentException.class, () -> new BinanceDialect(
                new MatchingMarket(mixed, MatchingSettings.of(1)), BinanceSettings.spot(), 0)).getMessage());
    }
}
