package io.penstock.gateways.emulator.mexc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.EmulatorWire;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.MemoryWire;
import io.penstock.gateways.emulator.account.AccountSettings;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.PrivateSettings;
import io.penstock.gateways.emulator.account.TruthLedger;
import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.gateways.emulator.fault.FaultListener;
import io.penstock.gateways.emulator.fault.FaultPlan;
import io.penstock.gateways.emulator.market.MarketEvents;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MatchingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MexcPrivateTest implements MarketEvents {
    private static final long START_NS = 1_790_000_000_000_000_000L;
    private static final long SECOND = 1_000_000_000L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String CHANNELS = "\"spot@private.orders.v3.api.pb\",\"spot@private.deals.v3.api.pb\","
        + "\"spot@private.account.v3.api.pb\"";

    private MexcDialect venue;
    private MatchingMarket market;
    private MemoryWire wire;
    private long nowNs;

    @BeforeEach
    void open() {
        open(FaultPlan.none(1), MexcSettings.USUAL);
    }

    private void open(final FaultPlan plan, final MexcSettings settings) {
        nowNs = START_NS;
        wire = new MemoryWire();
        market = new MatchingMarket(List.of(new EmulatedInstrument(
            Venue.MEXC_SPOT, "BTCUSDT", "BTC", "USDT", "0.1", "0.001", "5", "1000.0", 0)),
            new MatchingSettings(5, 20, 30));
        venue = MexcDialect.trading(market, settings, START_NS,
            PrivateSettings.of(AccountSettings.mexcSpot()).faulty(plan, FaultListener.NONE));
    }

    private static JsonNode json(final String text) {
        try {
            return JSON.readTree(text);
        } catch (final IOException bad) {
            throw new UncheckedIOException(text, bad);
        }
    }

    private static String hmac(final String payload) {
        try {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ApiKey.DEMO_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
        } catch (final GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    private HttpAnswer raw(final String method, final String call, final String query, final String key) {
        final HttpAnswer answer =
            venue.onHttp(method, "/api/v3/" + call + "?" + query, Map.of("x-mexc-apikey", key), "", nowNs);
        venue.poll(wire);
        return answer;
    }

    private HttpAnswer ask(final String method, final String call, final String query) {
        final String payload = (query.isEmpty() ? "" : query + "&") + "timestamp=" + nowNs / 1_000_000;
        return raw(method, call, payload + "&signature=" + hmac(payload), ApiKey.DEMO_KEY);
    }

    private JsonNode good(final String method, final String call, final String query) {
        final HttpAnswer answer = ask(method, call, query);
        assertEquals(200, answer.status(), answer.body());
        return json(answer.body());
    }

    private int code(final HttpAnswer answer) {
        return json(answer.body()).path("code").asInt();
    }

    private HttpAnswer place(final String type, final boolean buy, final BigDecimal price, final String quantity,
        final String client) {
        nowNs += SECOND / 5;
        return ask("POST", "order", "symbol=BTCUSDT&side=" + (buy ? "BUY" : "SELL") + "&type=" + type + "&quantity="
            + quantity + "&price=" + price.toPlainString() + "&newClientOrderId=" + client);
    }

    private JsonNode order(final String client) {
        nowNs += SECOND / 5;
        return good("GET", "order", "symbol=BTCUSDT&origClientOrderId=" + client);
    }

    private HttpAnswer cancel(final String client) {
        nowNs += SECOND / 5;
        return ask("DELETE", "order", "symbol=BTCUSDT&origClientOrderId=" + client);
    }

    private BigDecimal price(final boolean bid, final int away) {
        return BigDecimal.valueOf(market.engine(0).price(bid, 0) + away, 1);
    }

    private void flow(final boolean buy, final long lots) {
        market.act(0, nowNs, this, () -> market.engine(0).market(buy, lots));
        venue.poll(wire);
    }

    private void advance(final long byNs) {
        nowNs += byNs;
        venue.advance(nowNs);
        venue.poll(wire);
    }

    private String listen(final int connection) {
        final String key = good("POST", "userDataStream", "").get("listenKey").asText();
        venue.onOpen(connection, "/ws?listenKey=" + key, nowNs);
        venue.onText(connection, "{\"method\":\"SUBSCRIPTION\",\"params\":[" + CHANNELS + "],\"id\":1}", nowNs);
        venue.poll(wire);
        assertEquals(CHANNELS.replace("\"", ""), json(wire.take(connection).get(0)).get("msg").asText());
        return key;
    }

    /** Fields of a message by number; texts and messages as they are, numbers in decimal. */
    private static Map<Integer, String> fields(final String message) {
        final Map<Integer, String> found = new TreeMap<>();
        final int[] at = {0};
        while (at[0] < message.length()) {
            final long tag = varint(message, at);
            final long value = varint(message, at);
            if ((tag & 7) == 2) {
                found.put((int) (tag >>> 3), message.substring(at[0], at[0] += (int) value));
            } else {
                assertEquals(0, tag & 7);
                found.put((int) (tag >>> 3), Long.toString(value));
            }
        }
        return found;
    }

    private static long varint(final String message, final int[] at) {
        long value = 0;
        for (int shift = 0;; shift += 7) {
            final int next = message.charAt(at[0]++);
            value |= (long) (next & 0x7F) << shift;
            if (next < 0x80) {
                return value;
            }
        }
    }

    /** Bodies of one kind since the last call. */
    private List<Map<Integer, String>> bodies(final int connection, final int kind) {
        final List<Map<Integer, String>> found = new ArrayList<>();
        for (final String frame : wire.take(connection)) {
            final Map<Integer, String> wrapper = fields(frame);
            if (wrapper.containsKey(kind)) {
                found.add(fields(wrapper.get(kind)));
            }
        }
        return found;
    }

    private String heard(final int connection) {
        return String.join(" ", bodies(connection, 304).stream().map(body -> body.get(15)).toList());
    }

    private TruthLedger.Entry truth(final String client) {
        return venue.office().accounts().ledger().order("demo", client);
    }

    @Test
    void shouldTakeTheSignatureOfTheReferenceWhenARequestIsSignedSo() {
        final String payload = "symbol=BTCUSDC&side=BUY&type=LIMIT&quantity=0.001&price=65000.1&newClientOrderId=gw-1"
            + "&recvWindow=5000&timestamp=1790000000000&signature=";
        final String signature = "472619e4a8ac476808f666e71fece5fc346de4fc871f26102adb446955e6dee6";
        assertEquals(10007, code(raw("POST", "order", payload + signature, ApiKey.DEMO_KEY)), "past the signature");
        assertEquals(700002, code(raw("POST", "order", payload + signature.replace('4', '5'), ApiKey.DEMO_KEY)));
        assertEquals(700002, code(raw("POST", "order", payload + signature.toUpperCase(Locale.ROOT),
            ApiKey.DEMO_KEY)));
    }

    @Test
    void shouldTellAnOrdersLifeWhenItRestsAndFills() {
        listen(1);
        final BigDecimal price = price(true, 1);
        final JsonNode placed = json(place("LIMIT", true, price, "1", "one").body());
        assertTrue(placed.get("orderId").asText().startsWith("C02__"));
        assertNull(placed.get("status"));
        final Map<Integer, String> fresh = bodies(1, 304).get(0);
        assertEquals("one 1 1 1", fresh.get(2) + " " + fresh.get(7) + " " + fresh.get(8) + " " + fresh.get(15));
        flow(false, 300);
        final List<String> frames = wire.frames(1);
        final Map<Integer, String> deal = frames.stream().map(MexcPrivateTest::fields)
            .filter(one -> one.containsKey(306)).map(one -> fields(one.get(306))).findFirst().orElseThrow();
        assertEquals("0.3 1 1 one BTC", deal.get(2) + " " + deal.get(4) + " " + deal.get(5) + " " + deal.get(8) + " "
            + deal.get(11));
        assertEquals("3", heard(1));
        assertEquals("PARTIALLY_FILLED", order("one").get("status").asText());
        assertEquals(200, cancel("one").status());
        assertEquals("5", heard(1));
        assertEquals("PARTIALLY_CANCELED", order("one").get("status").asText());
        assertEquals(-2011, code(cancel("one")));
        assertEquals("0.3", good("GET", "myTrades", "symbol=BTCUSDT").get(0).get("qty").asText());
        assertEquals(1, good("GET", "allOrders", "symbol=BTCUSDT").size());
        assertEquals(0, good("GET", "openOrders", "symbol=BTCUSDT").size());
    }

    @Test
    void shouldEndOrdersByTheirTypeWhenTheyHaveNoTimeInForce() {
        listen(1);
        assertEquals(200, place("LIMIT_MAKER", true, price(false, 0), "1", "maker").status());
        assertEquals("1 4", heard(1));
        place("IMMEDIATE_OR_CANCEL", true, price(true, 0), "1", "ioc");
        assertEquals("CANCELED", order("ioc").get("status").asText());
        place("FILL_OR_KILL", true, price(false, 0), "50", "fok");
        assertEquals("CANCELED", order("fok").get("status").asText());
        nowNs += SECOND;
        final BigDecimal before = venue.office().accounts().accounts().get(0).free("USDT");
        good("POST", "order", "symbol=BTCUSDT&side=BUY&type=MARKET&quoteOrderQty=100&newClientOrderId=m");
        final BigDecimal spent = before.subtract(venue.office().accounts().accounts().get(0).free("USDT"));
        assertTrue(spent.compareTo(new BigDecimal("98")) > 0 && spent.compareTo(new BigDecimal("100")) <= 0,
            "spent " + spent);
        assertEquals("FILLED", order("m").get("status").asText());
    }

    @Test
    void shouldRefuseWithTheVenuesCodesWhenRulesAreBroken() {
        final BigDecimal low = price(true, -50);
        assertEquals(33333, code(place("LIMIT", true, low, "1", "a-b")));
        assertEquals(33333, code(place("STOP_LIMIT", true, low, "1", "a")));
        assertEquals(33333, code(place("LIMIT", true, low, "1.0001", "a")));
        assertEquals(30002, code(place("LIMIT", true, low, "0.001", "a")));
        assertEquals(30004, code(place("LIMIT", true, low, "5000", "a")));
        assertEquals(30005, code(place("LIMIT", false, price(false, 50), "5000", "a")));
        assertEquals(30010, code(place("LIMIT", true, low.multiply(BigDecimal.valueOf(6)), "1", "a")));
        assertEquals(44444, code(ask("POST", "order", "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1")));
        assertEquals(700004, code(ask("GET", "order", "symbol=BTCUSDT")));
        assertEquals(22222, code(ask("GET", "order", "symbol=BTCUSDT&orderId=C02__1")));
        assertEquals(400, code(raw("GET", "account", "timestamp=1", "")));
        assertEquals(10072, code(raw("GET", "account", "timestamp=1", "nobody")));
        nowNs += 6 * SECOND;
        final String old = "timestamp=" + (nowNs / 1_000_000 - 5_001);
        assertEquals(700003, code(raw("GET", "account", old + "&signature=" + hmac(old), ApiKey.DEMO_KEY)));
        assertEquals(700005, code(ask("GET", "account", "recvWindow=60001")));
        venue.office().accounts().keys().find(ApiKey.DEMO_KEY).grant(ApiKey.Right.SPOT, false);
        assertEquals(401, place("LIMIT", true, low, "1", "a").status());
        venue.office().maintenance(true);
        assertEquals("2", json(venue.onHttp("GET", "/api/v3/exchangeInfo", Map.of(), "", nowNs).body())
            .get("symbols").get(0).get("status").asText());
        venue.office().revoke(ApiKey.DEMO_KEY, nowNs);
        assertEquals(10072, code(ask("GET", "account", "")));
    }

    @Test
    void shouldLimitOrdersWhenTheyComeTooFast() {
        HttpAnswer last = null;
        for (int i = 0; i < 13; i++) {
            last = ask("POST", "order", "symbol=BTCUSDT&side=BUY&type=LIMIT&quantity=1&price=" + price(true, -50));
        }
        assertEquals("429 1", last.status() + " " + last.headers().get("Retry-After"));
        for (int i = 0; i < 11; i++) {
            last = ask("GET", "account", "");
        }
        assertEquals("418 600", last.status() + " " + last.headers().get("Retry-After"));
        nowNs += 600 * SECOND;
        assertEquals(200, ask("GET", "account", "").status());
    }

    @Test
    void shouldEndStreamsWhenTheirKeysAreNotRenewed() {
        open(FaultPlan.none(1), MexcSettings.USUAL.keys(40 * SECOND));
        final String key = listen(1);
        advance(30 * SECOND);
        good("PUT", "userDataStream", "listenKey=" + key);
        venue.onText(1, "{\"method\":\"PING\"}", nowNs);
        advance(30 * SECOND);
        assertNull(wire.ending(1));
        advance(11 * SECOND);
        assertEquals(EmulatorWire.Ending.CLOSE_FRAME, wire.ending(1));
        assertEquals(22222, code(ask("PUT", "userDataStream", "listenKey=" + key)));
        venue.onOpen(2, "/ws?listenKey=" + key, nowNs);
        venue.poll(wire);
        assertEquals(EmulatorWire.Ending.CLOSE_FRAME, wire.ending(2));
        venue.onOpen(3, "/ws", nowNs);
        venue.onText(3, "{\"method\":\"SUBSCRIPTION\",\"params\":[" + CHANNELS + "],\"id\":1}", nowNs);
        venue.poll(wire);
        assertTrue(wire.take(3).get(0).contains("Not Subscribed successfully"));
    }

    @Test
    void shouldKnowTheTruthWhenThingsGoWrong() {
        final BigDecimal low = price(true, -50);
        open(FaultPlan.none(3).at(Fault.REPLY_LOST, 0), MexcSettings.USUAL);
        listen(1);
        assertEquals(HttpAnswer.NONE, place("LIMIT", true, low, "1", "a"));
        assertEquals("1", heard(1));
        place("LIMIT", true, low, "1", "a");
        assertEquals(2, truth("a").mostLive(), "a blind resend makes a second order");
        open(FaultPlan.none(3).at(Fault.COMMAND_LOST, 0), MexcSettings.USUAL);
        assertEquals(HttpAnswer.NONE, place("LIMIT", true, low, "1", "a"));
        assertNull(truth("a"));
        open(FaultPlan.none(3).at(Fault.UNKNOWN_DONE, 0), MexcSettings.USUAL);
        assertTrue(place("LIMIT", true, low, "1", "a").status() >= 500);
        assertEquals(1, truth("a").arrivals());
        open(FaultPlan.none(3).at(Fault.BUSY, 0), MexcSettings.USUAL);
        assertEquals(429, place("LIMIT", true, low, "1", "a").status());
        open(FaultPlan.none(3).at(Fault.QUERY_LAG, 0), MexcSettings.USUAL);
        place("LIMIT", true, low, "1", "a");
        assertEquals(22222, code(ask("GET", "order", "symbol=BTCUSDT&origClientOrderId=a")));
        advance(4 * SECOND);
        assertEquals("NEW", order("a").get("status").asText());
        open(FaultPlan.none(3).at(Fault.STREAM_CUT, SECOND), MexcSettings.USUAL);
        listen(1);
        advance(2 * SECOND);
        assertEquals(EmulatorWire.Ending.FIN, wire.ending(1));
        open(FaultPlan.none(3).at(Fault.STREAM_EXPIRED, SECOND).at(Fault.RULES_CHANGED, SECOND), MexcSettings.USUAL);
        final String key = listen(1);
        advance(2 * SECOND);
        assertNotEquals(200, ask("PUT", "userDataStream", "listenKey=" + key).status());
        wire.take(1);
        place("LIMIT", true, new BigDecimal("900"), "1", "a");
        assertEquals("", heard(1));
        assertEquals(33333, code(place("LIMIT", true, new BigDecimal("900.1"), "1", "b")));
    }

    @Override
    public void onLevel(
        final int instrument, final boolean bid, final long price, final long quantity, final long timeNs) {
        // the public half is not looked at
    }

    @Override
    public void onTrade(final int instrument, final long tradeId, final long price, final long quantity,
        final boolean buyerAggressor, final long timeNs) {
        // the public half is not looked at
    }

    @Override
    public void onStepEnd(final int instrument, final long timeNs) {
        // the public half is not looked at
    }
}
