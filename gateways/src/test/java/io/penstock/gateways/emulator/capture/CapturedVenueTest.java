package io.penstock.gateways.emulator.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.Venue;
import io.penstock.gateways.capture.SharedData;
import io.penstock.gateways.emulator.EmulatedInstrument;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a captured venue says to a plain client, and its own books, against the reference beside the captures. */
class CapturedVenueTest {
    static final long START_NS = 1_790_000_000_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    static Venue venueOf(final String capture) {
        return SharedData.usdm(capture) ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT;
    }

    static CapturedVenue binance(final String capture, final CaptureSettings settings) {
        return capture.startsWith("cryptofeed")
            ? Captures.venue(venueOf(capture), SharedData.files(capture), settings)
            : Captures.venue(venueOf(capture), SharedData.files(capture), List.of(new EmulatedInstrument(
                venueOf(capture), "BTCUSDT", "BTC", "USDT", "0.01", "0.00001", "5", "61000", 0)), settings);
    }

    static Path bybit() {
        return SharedData.root().resolve("bybit-raw/bybit_v5_btcusdt.jsonl.gz");
    }

    static Path mexc() {
        return SharedData.root().resolve("mexc/mexc_reencoded_btcusdt_A.jsonl.gz");
    }

    private static String sha256(final BookImage image) throws Exception {
        final StringBuilder out = new StringBuilder();
        lines(image, true, out);
        lines(image, false, out);
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
            .digest(out.toString().strip().getBytes(StandardCharsets.UTF_8)));
    }

    private static void lines(final BookImage image, final boolean bid, final StringBuilder out) throws Exception {
        final StringBuilder side = new StringBuilder();
        image.appendSide(side, bid, Integer.MAX_VALUE);
        for (final JsonNode level : JSON.readTree(side.toString())) {
            out.append(bid ? "b " : "a ").append(level.get(0).asText()).append(' ').append(level.get(1).asText())
                .append('\n');
        }
    }

    private static List<String> symbols(final JsonNode expected) {
        final List<String> names = new ArrayList<>();
        expected.get("books").fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static void assertBook(final JsonNode expected, final CapturedVenue venue, final String symbol)
        throws Exception {
        final BookImage image = (BookImage) venue.book(symbol);
        assertEquals(expected.get("last_update_id").asLong(), image.lastUpdateId());
        assertEquals(expected.get("book_sha256").asText(), sha256(image), symbol);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cryptofeed_spot_btc_eth_dot_20210404", "cryptofeed_usdm_5sym_20210405"})
    void shouldSayWhatWasRecordedWhenBinanceIsServed(final String capture) throws Exception {
        final JsonNode expected = SharedData.expected(capture);
        final CapturedVenue venue = binance(capture, CaptureSettings.once(0));
        final String rest = SharedData.usdm(capture) ? "/fapi/v1/" : "/api/v3/";
        final Map<String, Integer> counts = new HashMap<>();
        final Heard heard = new Heard();
        venue.onOpen(1, SharedData.usdm(capture) ? "/public/stream" : "/stream", START_NS);
        final List<String> streams = new ArrayList<>();
        for (final String symbol : symbols(expected)) {
            for (final String stream : List.of("@depth@100ms", "@bookTicker", "@trade", "@kline_1m")) {
                streams.add('"' + symbol.toLowerCase(Locale.ROOT) + stream + '"');
            }
        }
        venue.onText(1, "{\"method\":\"SUBSCRIBE\",\"params\":[" + String.join(",", streams) + "],\"id\":1}", START_NS);
        venue.onOpen(2, SharedData.usdm(capture) ? "/market/stream" : "/stream", START_NS);
        venue.onText(2, "{\"method\":\"SUBSCRIBE\",\"params\":[" + String.join(",", streams)
            .replaceAll("@(trade|depth@100ms|bookTicker|kline_1m)", "@aggTrade") + "],\"id\":2}", START_NS);
        assertEquals(List.of("{\"result\":null,\"id\":1}", "{\"result\":null,\"id\":2}"), heard.texts(venue));
        long now = START_NS;
        while (!venue.ended()) {
            now += 10_000_000L;
            venue.advance(now);
            for (final String text : heard.texts(venue)) {
                final int kind = text.indexOf("\"data\":{\"e\":\"");
                counts.merge(kind < 0 ? "bookTicker" : text.substring(kind + 13, text.indexOf('"', kind + 13)), 1,
                    Integer::sum);
            }
            if (now == START_NS + 2_000_000_000L) {
                for (final String symbol : symbols(expected)) {
                    final JsonNode book = JSON.readTree(venue.onHttp(
                        "GET", rest + "depth?symbol=" + symbol + "&limit=1000", Map.of(), "", now).body());
                    assertEquals(expected.get("books").get(symbol).get("snapshot_lastUpdateId").asLong(),
                        book.get("lastUpdateId").asLong(), "the first who asks gets the recorded book");
                }
            }
        }
        expected.get("messages").properties().forEach(entry ->
            assertEquals(entry.getValue().asInt(), counts.get(entry.getKey()), entry.getKey()));
        for (final String symbol : symbols(expected)) {
            assertBook(expected.get("books").get(symbol), venue, symbol);
        }
        final JsonNode info = JSON.readTree(venue.onHttp("GET", rest + "exchangeInfo", Map.of(), "", now).body());
        assertEquals(expected.get("books").size(), info.get("symbols").size());
        if (capture.startsWith("cryptofeed_spot")) {
            final EmulatedInstrument found =
                venue.instruments().stream().filter(i -> i.symbol().equals("BTCUSDT")).findFirst().orElseThrow();
            assertEquals("0.01 0.000001 BTC USDT",
                found.tick() + " " + found.lot() + " " + found.baseAsset() + " " + found.quoteAsset());
        }
    }

    @Test
    void shouldBeginWithTheFirstBookAgainWhenRoundsFollow() throws Exception {
        final String capture = "cryptofeed_spot_btc_eth_dot_20210404";
        final CapturedVenue venue = binance(capture, new CaptureSettings(0, 2, true, 0, 0));
        final Heard heard = new Heard();
        long now = START_NS;
        venue.onOpen(1, "/ws/btcusdt@depth@100ms", now);
        long last = 0;
        while (venue.roundsDone() == 0) {
            now += 1_000_000L;
            venue.advance(now);
            for (final String text : heard.texts(venue)) {
                final JsonNode diff = JSON.readTree(text);
                assertTrue(last == 0 || diff.get("U").asLong() == last + 1);
                last = diff.get("u").asLong();
                assertTrue(Math.abs(diff.get("E").asLong() - now / 1_000_000) < 2_500, "it happens now");
            }
        }
        assertEquals(List.of(1), heard.closed);
        venue.onClosed(1, now);
        final JsonNode book = JSON.readTree(
            venue.onHttp("GET", "/api/v3/depth?symbol=BTCUSDT&limit=5", Map.of(), "", now).body());
        assertTrue(book.get("lastUpdateId").asLong() > last, "ids go up between rounds");
        venue.onOpen(2, "/ws/btcusdt@depth@100ms", now);
        venue.advance(now + 1);
        venue.advance(now + 2);
        final JsonNode first = JSON.readTree(heard.texts(venue).get(0));
        assertTrue(first.get("U").asLong() > last && first.get("U").asLong() <= book.get("lastUpdateId").asLong() + 1);
        while (!venue.ended()) {
            now += 1_000_000L;
            venue.advance(now);
            heard.texts(venue);
        }
        assertEquals(List.of(1), heard.closed, "after the last round connections stay");
    }

    @Test
    void shouldGiveTheBookAsItStandsWhenAskedLate() throws Exception {
        final CapturedVenue venue = binance("cryptofeed_spot_btc_eth_dot_20210404", CaptureSettings.once(1));
        final Heard heard = new Heard();
        venue.onOpen(1, "/ws/ethusdt@depth@100ms", START_NS);
        heard.run(venue, START_NS, START_NS + 40_000_000_000L, 100_000_000L);
        venue.onHttp("GET", "/api/v3/depth?symbol=ETHUSDT", Map.of(), "", START_NS);
        final JsonNode late = JSON.readTree(venue.onHttp(
            "GET", "/api/v3/depth?symbol=ETHUSDT&limit=7", Map.of(), "", START_NS + 40_000_000_000L).body());
        assertEquals(venue.book("ETHUSDT").lastUpdateId(), late.get("lastUpdateId").asLong());
        assertEquals(7, late.get("bids").size());
        assertFalse(venue.ended());
    }

    @Test
    void shouldKeepSilentWhenTheRouteIsWrong() {
        final CapturedVenue venue = binance("cryptofeed_usdm_5sym_20210405", CaptureSettings.once(0));
        final Heard heard = new Heard();
        venue.onOpen(1, "/market/ws/batusdt@depth@100ms", START_NS);
        venue.onText(1, "{\"method\":\"SUBSCRIBE\",\"params\":[\"batusdt@bookTicker\"],\"id\":\"x\"}", START_NS);
        venue.onText(1, "{\"method\":\"HELLO\",\"id\":2}", START_NS);
        venue.onText(1, "{", START_NS);
        final List<String> texts = heard.texts(venue);
        assertEquals("{\"result\":null,\"id\":\"x\"}", texts.get(0));
        assertEquals("{\"code\":2,\"msg\":\"Invalid request: unknown variant\",\"id\":2}", texts.get(1));
        assertTrue(texts.get(2).startsWith("{\"code\":3,\"msg\":\"Invalid JSON"));
        assertTrue(heard.run(venue, START_NS, START_NS + 20_000_000_000L, 10_000_000L).isEmpty());
        assertTrue(venue.framesPlayed() > 1_000);
    }

    @Test
    void shouldPingAndCutWhenAClientNeverAnswers() {
        final CapturedVenue venue = binance("cryptofeed_spot_btc_eth_dot_20210404", CaptureSettings.once(1));
        final Heard heard = new Heard();
        venue.onOpen(1, "/ws", START_NS);
        heard.run(venue, START_NS, START_NS + 61_000_000_000L, 1_000_000_000L);
        assertEquals(3, heard.pings.size());
        heard.run(venue, START_NS + 61_000_000_000L, START_NS + 90_000_000_000L, 1_000_000_000L);
        assertEquals(List.of(1), heard.closed);
        venue.onOpen(2, "/nowhere", START_NS);
        heard.texts(venue);
        assertEquals(List.of(1, 2), heard.closed);
    }
}
