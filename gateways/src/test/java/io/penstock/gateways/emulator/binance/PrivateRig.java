package io.penstock.gateways.emulator.binance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
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
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MatchingSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A client of the private half that signs by itself, and the venue behind it. */
final class PrivateRig {
    static final long START_NS = 1_790_000_000_000_000_000L;
    static final ObjectMapper JSON = new ObjectMapper();

    final boolean usdm;
    final BinanceDialect venue;
    final MatchingMarket market;
    final MemoryWire wire = new MemoryWire();
    long nowNs = START_NS;
    private int asked;

    PrivateRig(final boolean usdm, final FaultPlan plan, final BinanceSettings settings) {
        this.usdm = usdm;
        final Venue which = usdm ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT;
        market = new MatchingMarket(List.of(
            new EmulatedInstrument(which, "BTCUSDT", "BTC", "USDT", "0.10", "0.001", "5", "1000.00", 0)),
            new MatchingSettings(5, 20, 30));
        venue = BinanceDialect.trading(market, settings, START_NS, PrivateSettings.of(
            usdm ? AccountSettings.usdm() : AccountSettings.spot()).faulty(plan, FaultListener.NONE));
    }

    PrivateRig(final boolean usdm) {
        this(usdm, FaultPlan.none(1), usdm ? BinanceSettings.usdm() : BinanceSettings.spot());
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

    static String ed25519(final String payload) {
        try {
            final byte[] seed = new byte[32];
            for (int i = 0; i < seed.length; i++) {
                seed[i] = (byte) i;
            }
            final PrivateKey key = KeyFactory.getInstance("Ed25519").generatePrivate(
                new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed));
            final Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            signature.update(payload.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signature.sign());
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

    /** A signed request over HTTP. */
    HttpAnswer rest(final String method, final String path, final String query) {
        final String payload = (query.isEmpty() ? "" : query + "&") + "timestamp=" + nowMs();
        return raw(method, path + "?" + payload + "&signature=" + hmac(payload), ApiKey.DEMO_KEY);
    }

    HttpAnswer raw(final String method, final String pathAndQuery, final String key) {
        final HttpAnswer answer = venue.onHttp(method, pathAndQuery, Map.of("x-mbx-apikey", key), "", nowNs);
        venue.poll(wire);
        return answer;
    }

    JsonNode good(final String method, final String path, final String query) {
        final HttpAnswer answer = rest(method, path, query);
        if (answer.status() != 200) {
            throw new AssertionError(answer.status() + " " + answer.body());
        }
        return json(answer.body());
    }

    /** Status and code of a refusal, such as {@code 400 -1013 Filter failure: LOT_SIZE}. */
    String refusal(final String method, final String path, final String query) {
        final HttpAnswer answer = rest(method, path, query);
        final JsonNode body = json(answer.body());
        return answer.status() + " " + body.path("code").asText() + " " + body.path("msg").asText();
    }

    void open(final int connection, final String path) {
        venue.onOpen(connection, path, nowNs);
        venue.poll(wire);
    }

    /** A signed request over the WebSocket API; its id. */
    String ask(final int connection, final String method, final String... pairs) {
        final Map<String, String> params = new TreeMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            params.put(pairs[i], pairs[i + 1]);
        }
        params.put("timestamp", Long.toString(nowMs()));
        params.putIfAbsent("apiKey", ApiKey.DEMO_KEY);
        final StringBuilder payload = new StringBuilder();
        params.forEach((name, value) ->
            payload.append(payload.length() == 0 ? "" : "&").append(name).append('=').append(value));
        params.put("signature", ApiKey.DEMO_KEY.equals(params.get("apiKey")) ? hmac(payload.toString())
            : ed25519(payload.toString()));
        return plain(connection, method, params);
    }

    String plain(final int connection, final String method, final Map<String, String> params) {
        final String id = "r-" + ++asked;
        try {
            venue.onText(connection, JSON.writeValueAsString(Map.of("id", id, "method", method, "params", params)),
                nowNs);
        } catch (final IOException bad) {
            throw new UncheckedIOException(bad);
        }
        venue.poll(wire);
        return id;
    }

    List<JsonNode> take(final int connection) {
        return wire.take(connection).stream().map(PrivateRig::json).toList();
    }

    void advance(final long byNs) {
        nowNs += byNs;
        venue.advance(nowNs);
        venue.poll(wire);
    }

    /** The market trades against what rests, from outside. */
    void flow(final boolean buy, final long lots) {
        market.act(0, nowNs, new QuietMarket(), () -> market.engine(0).market(buy, lots));
        venue.poll(wire);
    }

    BigDecimal price(final boolean bid, final int away) {
        return BigDecimal.valueOf(market.engine(0).price(bid, 0) + away, 1);
    }
}
