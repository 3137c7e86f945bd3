package io.penstock.gateways.emulator.bybit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.Venue;
import io.penstock.gateways.bybit.BybitProtocol;
import io.penstock.gateways.common.StreamSelection;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.TrueBook;
import io.penstock.gateways.emulator.capture.Heard;
import io.penstock.gateways.emulator.capture.SessionRig;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MatchingSettings;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes, chains, limits and switches of the emulated Bybit, and the gateway's session on it. */
class BybitDialectTest {
    private static final long START_NS = 1_790_000_000_000_000_000L;
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long STEP_NS = 5_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Heard heard = new Heard();

    private static BybitDialect venue(final Venue venue, final BybitSettings settings, final int rate) {
        final List<EmulatedInstrument> instruments = List.of(
            new EmulatedInstrument(venue, "BTCUSDT", "BTC", "USDT", "0.10", "0.001", "5", "65000.0", rate),
            new EmulatedInstrument(venue, "ETHUSDT", "ETH", "USDT", "0.01", "0.01", "5", "3000.00", rate));
        return new BybitDialect(venue, new MatchingMarket(instruments, MatchingSettings.of(7)), settings, START_NS);
    }

    private static String path(final Venue venue) {
        return venue == Venue.BYBIT_SPOT ? "/v5/public/spot" : "/v5/public/linear";
    }

    private static String subscribe(final String... topics) {
        return "{\"req_id\":\"7\",\"op\":\"subscribe\",\"args\":[\"" + String.join("\",\"", topics) + "\"]}";
    }

    private static JsonNode json(final String text) {
        try {
            return JSON.readTree(text);
        } catch (final IOException e) {
            throw new AssertionError(text, e);
        }
    }

    private List<JsonNode> run(final BybitDialect venue, final long seconds) {
        return heard.run(venue, START_NS, START_NS + seconds * SECOND_NS, STEP_NS).stream()
            .map(BybitDialectTest::json).toList();
    }

    private static List<JsonNode> of(final List<JsonNode> messages, final String topic) {
        return messages.stream().filter(message -> message.path("topic").asText().equals(topic)).toList();
    }

    private static void set(final TreeMap<BigDecimal, BigDecimal> side, final JsonNode levels) {
        for (final JsonNode level : levels) {
            final BigDecimal price = new BigDecimal(level.get(0).asText());
            final BigDecimal quantity = new BigDecimal(level.get(1).asText());
            if (quantity.signum() == 0) {
                assertNotEquals(null, side.remove(price), "the venue deletes only what it has sent");
            } else {
                side.put(price, quantity);
            }
        }
    }

    private static long digest(final Map<BigDecimal, BigDecimal> side, final boolean bid) {
        long sum = 0;
        for (final Map.Entry<BigDecimal, BigDecimal> level : side.entrySet()) {
            sum += TrueBook.mix(bid, level.getKey().movePointRight(8).longValueExact(),
                level.getValue().movePointRight(8).longValueExact());
        }
        return sum;
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 200, 1000})
    void shouldKeepAViewExactlyWhenDeltasAreApplied(final int depth) {
        final BybitDialect venue = venue(Venue.BYBIT_LINEAR, BybitSettings.USUAL, 400);
        venue.onOpen(1, "/v5/public/linear", START_NS);
        venue.onText(1, subscribe("orderbook." + depth + ".BTCUSDT"), START_NS);
        final TreeMap<BigDecimal, BigDecimal> bids = new TreeMap<>(Comparator.reverseOrder());
        final TreeMap<BigDecimal, BigDecimal> asks = new TreeMap<>();
        long last = 0;
        long sequence = 0;
        final List<JsonNode> messages = of(run(venue, 5), "orderbook." + depth + ".BTCUSDT");
        for (final JsonNode message : messages) {
            final JsonNode data = message.get("data");
            assertEquals(last == 0 ? "snapshot" : "delta", message.get("type").asText());
            assertTrue(last == 0 || data.get("u").asLong() == last + 1, "u grows by one");
            assertTrue(data.get("seq").asLong() >= sequence);
            assertTrue(message.get("cts").asLong() <= message.get("ts").asLong());
            last = data.get("u").asLong();
            sequence = data.get("seq").asLong();
            set(bids, data.get("b"));
            set(asks, data.get("a"));
            assertTrue(bids.size() <= depth && asks.size() <= depth);
            assertEquals(venue.book("BTCUSDT").digestAt(last), digest(bids, true) + digest(asks, false));
        }
        assertEquals(last, venue.book("BTCUSDT").lastUpdateId());
        assertTrue(depth > 50 || bids.size() == 50 && asks.size() == 50, "the view is full");
        assertTrue(messages.size() > 20, messages.size() + " messages");
        assertEquals(TrueBook.UNKNOWN, venue.book("BTCUSDT").digestAt(3));
    }

    @ParameterizedTest
    @EnumSource(value = Venue.class, names = {"BYBIT_LINEAR", "BYBIT_SPOT"})
    void shouldHaveTheVenuesShapesWhenEverythingIsHeard(final Venue which) {
        final boolean spot = which == Venue.BYBIT_SPOT;
        final BybitDialect venue = venue(which, BybitSettings.USUAL, 300);
        venue.onOpen(1, path(which), START_NS);
        venue.onText(1, subscribe("orderbook.1.BTCUSDT", "orderbook.50.BTCUSDT", "publicTrade.BTCUSDT",
            "tickers.BTCUSDT", "kline.1.BTCUSDT"), START_NS);
        final List<String> texts = heard.run(venue, START_NS, START_NS + 65 * SECOND_NS, STEP_NS);
        final JsonNode ack = json(texts.get(0));
        assertTrue(ack.get("success").asBoolean() && "subscribe".equals(ack.get("op").asText()));
        assertEquals("7", ack.get("req_id").asText());
        assertEquals(spot ? "subscribe" : "", ack.get("ret_msg").asText());
        final List<JsonNode> all = texts.stream().map(BybitDialectTest::json).toList();
        for (final String text : texts) {
            if (text.contains("orderbook")) {
                assertEquals(spot || text.contains("orderbook.1."), text.indexOf("\"ts\"") < text.indexOf("\"type\""));
            }
        }
        for (final JsonNode message : of(all, "orderbook.1.BTCUSDT")) {
            assertEquals("snapshot", message.get("type").asText());
            assertEquals(1, message.get("data").get("b").size());
        }
        final List<String> ids = new ArrayList<>();
        int most = 0;
        for (final JsonNode message : of(all, "publicTrade.BTCUSDT")) {
            most = Math.max(most, message.get("data").size());
            for (final JsonNode trade : message.get("data")) {
                ids.add(trade.get("i").asText());
                assertTrue(trade.get("S").asText().matches("Buy|Sell"));
                assertEquals(spot, !trade.has("L"));
                assertTrue(trade.get("seq").asLong() > 0 && new BigDecimal(trade.get("v").asText()).signum() > 0);
            }
        }
        assertTrue(most > 1, "several trades in one message");
        assertEquals(ids.size(), ids.stream().distinct().count());
        assertTrue(ids.stream().allMatch(id -> id.matches(spot ? "[0-9]{19}" : "[0-9a-f-]{36}")), ids.get(0));
        final List<JsonNode> tickers = of(all, "tickers.BTCUSDT");
        assertEquals("snapshot", tickers.get(0).get("type").asText());
        assertEquals(spot ? "snapshot" : "delta", tickers.get(1).get("type").asText());
        assertEquals(!spot, tickers.get(0).get("data").has("bid1Price"));
        assertTrue(spot || tickers.get(1).get("data").size() < tickers.get(0).get("data").size());
        final List<JsonNode> bars = of(all, "kline.1.BTCUSDT");
        final List<JsonNode> ended = bars.stream().filter(b -> b.get("data").get(0).get("confirm").asBoolean())
            .toList();
        assertEquals(1, ended.size());
        assertEquals(0, ended.get(0).get("data").get(0).get("start").asLong() % 60_000);
        assertEquals(59_999, ended.get(0).get("data").get(0).get("end").asLong() % 60_000);
    }

    @Test
    void shouldRepeatTheBestWithTheSameIdWhenNothingChanges() {
        final BybitDialect venue = venue(Venue.BYBIT_LINEAR, BybitSettings.USUAL, 0);
        venue.onOpen(1, "/v5/public/linear", START_NS);
        venue.onText(1, subscribe("orderbook.1.BTCUSDT"), START_NS);
        final List<JsonNode> all = of(run(venue, 7), "orderbook.1.BTCUSDT");
        assertEquals(3, all.size());
        assertEquals(1, all.stream().map(m -> m.get("data").get("u").asLong()).distinct().count());
    }

    @Test
    void shouldSendSnapshotsUnaskedWhenSwitchedOn() {
        final BybitDialect venue = venue(Venue.BYBIT_LINEAR,
            new BybitSettings(true, 2 * SECOND_NS, 3 * SECOND_NS, 600 * SECOND_NS, SECOND_NS), 200);
        venue.onOpen(1, "/v5/public/linear", START_NS);
        venue.onText(1, subscribe("orderbook.200.BTCUSDT"), START_NS);
        final List<JsonNode> all = run(venue, 3);
        assertTrue(all.get(0).has("topic"), "the snapshot comes before the answer");
        assertTrue(all.get(1).has("success"));
        final List<JsonNode> snapshots =
            of(all, "orderbook.200.BTCUSDT").stream().filter(m -> m.get("type").asText().equals("snapshot")).toList();
        assertEquals(3, snapshots.size());
        assertEquals(1, snapshots.get(2).get("data").get("u").asLong());
    }

    @Test
    void shouldRefuseTheWholeRequestWhenOneTopicIsWrong() {
        final BybitDialect venue = venue(Venue.BYBIT_SPOT, BybitSettings.USUAL, 100);
        venue.onOpen(1, "/v5/public/spot", START_NS);
        venue.onText(1, subscribe("orderbook.50.BTCUSDT", "orderbook.7.BTCUSDT"), START_NS);
        venue.onText(1, subscribe("tickers.NOSUCH"), START_NS);
        final String[] many = new String[11];
        Arrays.fill(many, "tickers.BTCUSDT");
        venue.onText(1, subscribe(many), START_NS);
        venue.onText(1, "{\"op\":\"dance\"}", START_NS);
        venue.onText(1, "no json", START_NS);
        venue.onText(1, "{\"req_id\":\"8\",\"op\":\"ping\"}", START_NS);
        final List<String> texts = heard.texts(venue);
        assertEquals("{\"success\":false,\"ret_msg\":\"error:handler not found,topic:orderbook.7.BTCUSDT\","
            + "\"conn_id\":\"c-1\",\"req_id\":\"7\",\"op\":\"subscribe\"}", texts.get(0));
        assertTrue(texts.get(1).contains("error:handler not found,topic:tickers.NOSUCH"));
        assertTrue(texts.get(2).contains("args size >10"));
        assertTrue(texts.get(3).contains("Invalid op") && texts.get(4).contains("Invalid op"));
        assertEquals("{\"success\":true,\"ret_msg\":\"pong\",\"conn_id\":\"c-1\",\"req_id\":\"8\",\"op\":\"ping\"}",
            texts.get(5));
        assertTrue(run(venue, 1).isEmpty(), "nothing was subscribed");
    }

    @Test
    void shouldLimitLettersAndTopicsWhenAConnectionAsksForTooMuch() {
        final BybitDialect venue = venue(Venue.BYBIT_LINEAR, BybitSettings.USUAL, 0);
        venue.onOpen(1, "/v5/public/linear", START_NS);
        final String[] many = new String[1_300];
        Arrays.fill(many, "tickers.BTCUSDT");
        venue.onText(1, subscribe(many), START_NS);
        venue.onText(1, subscribe("tickers.BTCUSDT"), START_NS);
        venue.onText(1, subscribe("tickers.BTCUSDT"), START_NS);
        venue.onText(1, "{\"op\":\"unsubscribe\",\"args\":[\"tickers.BTCUSDT\"]}", START_NS);
        venue.onText(1, subscribe("tickers.BTCUSDT"), START_NS);
        final List<String> answers = heard.texts(venue).stream().filter(t -> t.contains("success")).toList();
        assertTrue(answers.get(0).contains("args length >21000"));
        assertTrue(answers.get(1).contains("\"success\":true"));
        assertTrue(answers.get(2).contains("error:already subscribed,topic:tickers.BTCUSDT"));
        assertTrue(answers.get(3).contains("unsubscribe") && answers.get(4).contains("\"success\":true"));
    }

    @Test
    void shouldCutAConnectionWhenItIsIdleOrAtTheWrongPath() {
        final BybitDialect venue =
            venue(Venue.BYBIT_LINEAR, new BybitSettings(false, 0, 0, 10 * SECOND_NS, SECOND_NS), 0);
        venue.onOpen(1, "/v5/public/linear", START_NS);
        venue.onOpen(2, "/v5/public/spot", START_NS);
        venue.onOpen(3, "/v5/public/linear", START_NS);
        heard.run(venue, START_NS, START_NS + 6 * SECOND_NS, SECOND_NS);
        venue.onText(3, "{\"op\":\"ping\"}", START_NS + 6 * SECOND_NS);
        heard.run(venue, START_NS + 7 * SECOND_NS, START_NS + 12 * SECOND_NS, SECOND_NS);
        assertEquals(List.of(2, 1), heard.closed);
        heard.run(venue, START_NS + 13 * SECOND_NS, START_NS + 17 * SECOND_NS, SECOND_NS);
        assertEquals(List.of(2, 1, 3), heard.closed);
    }

    @Test
    void shouldAnswerOverHttpWhenAskedWithinLimits() {
        final BybitDialect venue = venue(Venue.BYBIT_LINEAR, BybitSettings.USUAL, 100);
        final JsonNode first = http(venue, "/v5/market/instruments-info?category=linear&limit=1");
        assertEquals("BTCUSDT", first.get("result").get("list").get(0).get("symbol").asText());
        final String cursor = first.get("result").get("nextPageCursor").asText();
        final JsonNode second = http(venue, "/v5/market/instruments-info?category=linear&limit=1&cursor=" + cursor);
        assertEquals("ETHUSDT", second.get("result").get("list").get(0).get("symbol").asText());
        assertEquals("", second.get("result").get("nextPageCursor").asText());
        assertEquals(10001, http(venue, "/v5/market/tickers?category=spot").get("retCode").asInt());
        assertEquals(10001, http(venue, "/v5/market/orderbook?category=linear&symbol=X").get("retCode").asInt());
        assertEquals(2, http(venue, "/v5/market/tickers?category=linear").get("result").get("list").size());
        final JsonNode book = http(venue, "/v5/market/orderbook?category=linear&symbol=BTCUSDT&limit=10");
        assertEquals(10, book.get("result").get("b").size());
        assertEquals(Long.toString(START_NS),
            http(venue, "/v5/market/time").get("result").get("timeNano").asText());
        int refused = 0;
        for (int i = 0; i < 601; i++) {
            refused += ask(venue, "/v5/market/time", START_NS).status() == 403 ? 1 : 0;
        }
        assertTrue(refused > 0 && refused < 10, refused + " refused");
        final HttpAnswer banned = ask(venue, "/v5/market/time", START_NS + 60 * SECOND_NS);
        assertEquals(403, banned.status());
        assertTrue(banned.body().contains("access too frequent"));
        assertEquals(200, ask(venue, "/v5/market/time", START_NS + 601 * SECOND_NS).status());
    }

    private static HttpAnswer ask(final BybitDialect venue, final String pathAndQuery, final long nowNs) {
        return venue.onHttp("GET", pathAndQuery, Map.of(), "", nowNs);
    }

    private static JsonNode http(final BybitDialect venue, final String pathAndQuery) {
        final HttpAnswer answer = ask(venue, pathAndQuery, START_NS);
        assertEquals(200, answer.status());
        return json(answer.body());
    }

    @ParameterizedTest
    @EnumSource(value = Venue.class, names = {"BYBIT_LINEAR", "BYBIT_SPOT"})
    void shouldKeepTheSessionsBooksTrueWhenNothingFails(final Venue which) {
        final BybitDialect venue = venue(which, BybitSettings.USUAL, 300);
        final SessionRig rig =
            new SessionRig(venue, new BybitProtocol(which), StreamSelection.ALL, List.of(), START_NS, 1);
        rig.run(START_NS + 10 * SECOND_NS, 2 * STEP_NS);
        for (int i = 0; i < 2; i++) {
            assertTrue(rig.session(i).synced(i));
            assertEquals(0, rig.session(i).counters(i).gaps());
            assertTrue(rig.session(i).counters(i).diffsApplied() > 50);
            assertTrue(rig.session(i).counters(i).trades() > 50);
        }
        assertEquals(0, rig.session(0).totals().malformedFrames());
        assertEquals(0, rig.session(0).totals().unknownFrames());
        assertEquals(0, rig.reconnects);
        assertTrue(rig.checks > 200, rig.checks + " checks");
    }

    @Test
    void shouldKeepTheSessionsBooksTrueWhenTheVenueRestartsItsIds() {
        final BybitDialect venue = venue(Venue.BYBIT_LINEAR,
            new BybitSettings(true, 1_700_000_000L, 2_900_000_000L, 600 * SECOND_NS, SECOND_NS), 300);
        final SessionRig rig = new SessionRig(
            venue, new BybitProtocol(Venue.BYBIT_LINEAR), StreamSelection.ALL, List.of(), START_NS, 1);
        rig.run(START_NS + 10 * SECOND_NS, 2 * STEP_NS);
        assertTrue(rig.session(0).synced(0) && rig.session(1).synced(1));
        assertTrue(rig.session(0).counters(0).snapshotsApplied() >= 7);
        assertFalse(rig.checks < 200, rig.checks + " checks");
    }
}
