package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.ApiKey;
import io.penstock.gateways.emulator.account.ApiKeys;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/** Lets requests in: key, time and signature, as the venue checks them. One thread. */
final class BinanceAuth {
    private static final BigDecimal USUAL_WINDOW = BigDecimal.valueOf(5_000);
    private static final BigDecimal LONGEST_WINDOW = BigDecimal.valueOf(60_000);
    private static final long FUTURE_US = 1_000_000;
    private static final long US_PER_MS = 1_000;
    private static final int MILLI_DIGITS = 13;

    private final ApiKeys keys;
    private final BinanceClock clock;

    BinanceAuth(final ApiKeys keys, final BinanceClock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /** The key of a request, which must be there and valid. */
    ApiKey key(final String text) {
        if (text == null || text.isEmpty()) {
            throw new Refused(Reply.error(401, -2014, "API-key format invalid."));
        }
        final ApiKey key = keys.find(text);
        if (key == null || !key.valid()) {
            throw new Refused(revoked());
        }
        return key;
    }

    static Reply revoked() {
        return Reply.error(401, -2015, "Invalid API-key, IP, or permissions for action.");
    }

    void right(final ApiKey key, final ApiKey.Right right) {
        if (!key.may(right)) {
            throw new Refused(revoked());
        }
    }

    /** Accepted when timestamp is less than 1 s ahead and not older than recvWindow. */
    void time(final Params params, final long nowNs) {
        final String text = params.need("timestamp");
        if (!text.matches("[0-9]{13,16}")) {
            throw Params.missing("timestamp");
        }
        final BigDecimal window = params.decimal("recvWindow", USUAL_WINDOW);
        if (window.compareTo(LONGEST_WINDOW) > 0) {
            throw new Refused(-1131, "recvWindow must be less than 60000");
        }
        final long sentUs = text.length() == MILLI_DIGITS ? Long.parseLong(text) * US_PER_MS : Long.parseLong(text);
        final long serverUs = clock.units(nowNs, true);
        if (sentUs >= serverUs + FUTURE_US) {
            throw new Refused(-1021, "Timestamp for this request was 1000ms ahead of the server's time.");
        }
        if (BigDecimal.valueOf(serverUs - sentUs).compareTo(window.movePointRight(3)) > 0) {
            throw new Refused(-1021, "Timestamp for this request is outside of the recvWindow.");
        }
    }

    /** The signature of a WebSocket request: all parameters but itself, sorted, not encoded. */
    void signedSocket(final ApiKey key, final Params params) {
        final Map<String, String> sorted = new TreeMap<>(params.values());
        final String signature = sorted.remove("signature");
        final StringBuilder payload = new StringBuilder();
        sorted.forEach((name, value) ->
            payload.append(payload.length() == 0 ? "" : "&").append(name).append('=').append(value));
        check(key, payload.toString(), signature);
    }

    /** The signature of a REST request: the query as it was sent, then the body, without the signature at the end. */
    void signedRest(final ApiKey key, final String query, final String body) {
        final String all = query + body;
        final int at = all.lastIndexOf("signature=");
        if (at < 0) {
            throw Params.missing("signature");
        }
        final int end = all.indexOf('&', at);
        if (end >= 0) {
            throw wrong(); // it is not the last one
        }
        final int cut = at > 0 && all.charAt(at - 1) == '&' ? at - 1 : at;
        check(key, all.substring(0, cut), URLDecoder.decode(
            all.substring(at + "signature=".length()).replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    private static Refused wrong() {
        return new Refused(-1022, "Signature for this request is not valid.");
    }

    private static void check(final ApiKey key, final String payload, final String signature) {
        if (signature == null || signature.isEmpty()) {
            throw Params.missing("signature");
        }
        if (!key.credential().verify(payload, signature)) {
            throw wrong();
        }
    }
}
