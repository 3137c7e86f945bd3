package io.penstock.gateways.emulator.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.api.Venue;
import io.penstock.gateways.emulator.EmulatedInstrument;
import io.penstock.gateways.emulator.HttpAnswer;
import io.penstock.gateways.emulator.MemoryWire;
import io.penstock.gateways.emulator.account.AccountSettings;
import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.OwnOrders;
import io.penstock.gateways.emulator.account.PrivateSettings;
import io.penstock.gateways.emulator.account.VenueAccount;
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
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client of the private half that signs by itself, and the venue behind it; nobody else trades unless told to. */
final class PrivateRig implements MarketEvents {
    static final long START_NS = 1_790_000_000_000_000_000L;
    static final long SECOND = 1_000_000_000L;
    /** Connections: orders go into one, events come out of the other. */
    static final int TRADE = 1;
    static final int EVENTS = 2;
    private static final ObjectMapper JSON = new ObjectMapper();

    final boolean spot;
    final BybitDialect venue;
    final MatchingMarket market;
    final MemoryWire wire = new MemoryWire();
    String key = ApiKey.DEMO_KEY;
    long nowNs = START_NS;
    private int asked;

    PrivateRig(final boolean spot, final FaultPlan plan, final BybitSettings settings, final AccountSettings accounts) {
        this.spot = spot;
        final Venue which = spot ? Venue.BYBIT_SPOT : Venue.BYBIT_LINEAR;
        market = new MatchingMarket(List.of(
            new EmulatedInstrument(which, "BTCUSDT", "BTC", "USDT", "0.10", "0.001", "5", "1000.00", 0)),
            new MatchingSettings(5, 20, 30));
        venue = BybitDialect.trading(which, market, settings, START_NS,
            PrivateSettings.of(accounts).faulty(plan, FaultListener.NONE));
    }

    PrivateRig(final boolean spot, final FaultPlan plan, final BybitSettings settings) {
        this(spot, plan, settings, spot ? AccountSettings.bybitSpot() : AccountSettings.bybitLinear());
    }

    PrivateRig(final boolean spot) {
        this(spot, FaultPlan.none(1), BybitSettings.USUAL);
    }

    /** Opens both routes and hears all topics. */
    PrivateRig listening() {
        venue.onOpen(TRADE, "/v5/trade", nowNs);
        venue.onOpen(EVENTS, "/v5/private?max_active_time=60s", nowNs);
        auth(TRADE);
        auth(EVENTS);
        send(EVENTS, "{\"op\":\"subscribe\",\"req_id\":\"s\","
            + "\"args\":[\"order\",\"execution\",\"position\",\"wallet\"]}");
        take(TRADE);
        take(EVENTS);
        return this;
    }

    void auth(final int connection) {
        final long expires = nowMs() + 5_000;
        send(connection, "{\"req_id\":\"a\",\"op\":\"auth\",\"args\":[\"" + key + "\"," + expires + ",\""
            + hmac("GET/realtime" + expires) + "\"]}");
    }

    OwnOrders orders() {
        return venue.office().accounts();
    }

    VenueAccount account() {
        return orders().accounts().get(0);
    }

    long nowMs() {
        return nowNs / 1_000_000;
    }

    static String hmac(final String payload) {
        try {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(ApiKey.DEMO_SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
        } catch (final GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }

    static JsonNode json(final String text) {
        try {
            return JSON.readTree(text);
        } catch (final IOException bad) {
            throw new UncheckedIOException(text, bad);
        }
    }

    HttpAnswer raw(final String method, final String path, final String payload, final long timeMs,
        final String signature) {
        final boolean post = "POST".equals(method);
        final HttpAnswer answer = venue.onHttp(method, post || payload.isEmpty() ? path : path + "?" + payload,
            Map.of("x-bapi-api-key", key, "x-bapi-timestamp", Long.toString(timeMs), "x-bapi-recv-window", "5000",
                "x-bapi-sign", signature), post ? payload : "", nowNs);
        venue.poll(wire);
        return answer;
    }

    /** A signed request: a query, or the pairs of a body. */
    HttpAnswer rest(final String method, final String path, final String payload) {
        return raw(method, path, payload, nowMs(), hmac(nowMs() + key + "5000" + payload));
    }

    JsonNode get(final String path, final String query) {
        final HttpAnswer answer = rest("GET", path, query);
        final JsonNode body = json(answer.body());
        if (answer.status() != 200 || body.get("retCode").asInt() != 0) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return body.get("result");
    }

    JsonNode post(final String path, final String... pairs) {
        return json(rest("POST", path, object(pairs).toString()).body());
    }

    ObjectNode object(final String... pairs) {
        final ObjectNode body = JSON.createObjectNode().put("category", spot ? "spot" : "linear")
            .put("symbol", "BTCUSDT");
        for (int i = 0; i < pairs.length; i += 2) {
            body.put(pairs[i], pairs[i + 1]);
        }
        return body;
    }

    String category() {
        return "category=" + (spot ? "spot" : "linear") + "&symbol=BTCUSDT";
    }

    /** Places a limit order over REST; what became of the request. */
    int limit(final String id, final boolean buy, final BigDecimal price, final String quantity,
        final String life) {
        return post("/v5/order/create", "side", buy ? "Buy" : "Sell", "orderType", "Limit", "qty", quantity, "price",
            price.toPlainString(), "timeInForce", life, "orderLinkId", id).get("retCode").asInt();
    }

    int cancel(final String id) {
        return post("/v5/order/cancel", "orderLinkId", id).get("retCode").asInt();
    }

    void send(final int connection, final String text) {
        venue.onText(connection, text, nowNs);
        venue.poll(wire);
    }

    /** An order command over the trade route; its id. */
    String ask(final String op, final String... pairs) {
        final String id = "t-" + ++asked;
        ask(id, op, nowMs(), pairs);
        return id;
    }

    void ask(final String id, final String op, final long timeMs, final String... pairs) {
        send(TRADE, "{\"reqId\":\"" + id + "\",\"header\":{\"X-BAPI-TIMESTAMP\":\"" + timeMs
            + "\",\"X-BAPI-RECV-WINDOW\":\"5000\"},\"op\":\"" + op + "\",\"args\":[" + object(pairs) + "]}");
    }

    List<JsonNode> take(final int connection) {
        return wire.take(connection).stream().map(PrivateRig::json).toList();
    }

    /** The rows of a topic since the last call; other topics are thrown away. */
    List<JsonNode> rows(final String topic) {
        final List<JsonNode> found = new ArrayList<>();
        for (final JsonNode frame : take(EVENTS)) {
            if (frame.path("topic").asText().equals(topic)) {
                frame.get("data").forEach(found::add);
            }
        }
        return found;
    }

    /** Status words of the orders that were told since the last call. */
    String heard() {
        return String.join(" ", rows("order").stream().map(row -> row.get("orderStatus").asText()).toList());
    }

    void advance(final long byNs) {
        nowNs += byNs;
        venue.advance(nowNs);
        venue.poll(wire);
    }

    /** Somebody else trades against what rests. */
    void flow(final boolean buy, final long lots) {
        market.act(0, nowNs, this, () -> market.engine(0).market(buy, lots));
        advance(0);
    }

    /** So many ticks above the best price of a side. */
    BigDecimal price(final boolean bid, final int away) {
        return BigDecimal.valueOf(market.engine(0).price(bid, 0) + away, 1);
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
        orders().onStepEnd(instrument, timeNs);
    }
}
