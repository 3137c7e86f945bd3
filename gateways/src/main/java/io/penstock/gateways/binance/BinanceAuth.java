package io.penstock.gateways.binance;

import io.penstock.gateways.common.order.VenueKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** Key, signatures and time stamps of one session. One thread; allocates; its text shows nothing. */
final class BinanceAuth {
    private static final long MILLI_NS = 1_000_000L;

    private final VenueKey key;
    private final BinanceSigner signer;
    private final BinanceOrderOptions options;
    private long offsetNs;

    BinanceAuth(final VenueKey key, final BinanceOrderOptions options) {
        this.key = key;
        this.options = options;
        this.signer = signer(key);
    }

    private static BinanceSigner signer(final VenueKey key) {
        if (key.kind() == VenueKey.Kind.HMAC) {
            return BinanceSigner.hmac(key.secret().revealText());
        }
        final String hex = key.secret().revealText();
        if (!hex.matches("[0-9a-fA-F]{64}")) {
            throw new IllegalArgumentException(
                "the Ed25519 secret of Binance must be its seed: 64 hexadecimal digits");
        }
        final byte[] seed = HexFormat.of().parseHex(hex);
        try {
            return BinanceSigner.ed25519(seed);
        } finally {
            Arrays.fill(seed, (byte) 0);
        }
    }

    /** Whether a connection can be logged on once instead of signing every request. */
    boolean logsOn() {
        return key.kind() == VenueKey.Kind.ED25519;
    }

    void offsetNs(final long told) {
        offsetNs = told;
    }

    /** Now as the venue counts, in milliseconds, a little early. */
    long timestampMs(final long nowNs) {
        return (nowNs + offsetNs) / MILLI_NS - options.safetyMs();
    }

    /** The header that names the key. */
    Map<String, String> header() {
        return Map.of("X-MBX-APIKEY", key.key().revealText());
    }

    /** A signed query out of parameters in the order given; time stamp, window and signature are added. */
    String query(final Map<String, String> parameters, final long nowNs) {
        final StringBuilder query = new StringBuilder(160);
        parameters.forEach((name, value) -> query.append(name).append('=')
            .append(URLEncoder.encode(value, StandardCharsets.UTF_8)).append('&'));
        query.append("recvWindow=").append(options.recvWindowMs()).append("&timestamp=").append(timestampMs(nowNs));
        return signer.signedQuery(query.toString(), "");
    }

    /** Parameters of a frame, signed. */
    Map<String, String> signed(final Map<String, String> parameters, final long nowNs) {
        final Map<String, String> all = stamped(parameters, nowNs);
        all.put("apiKey", key.key().revealText());
        all.put("signature", signer.sign(all));
        return all;
    }

    /** Parameters of a frame on a connection that is logged on. */
    Map<String, String> stamped(final Map<String, String> parameters, final long nowNs) {
        final Map<String, String> all = new TreeMap<>(parameters);
        all.put("timestamp", Long.toString(timestampMs(nowNs)));
        all.put("recvWindow", Integer.toString(options.recvWindowMs()));
        return all;
    }

    /** Parameters of logging on and subscribing: only key, time stamp and signature. */
    Map<String, String> identity(final long nowNs) {
        final Map<String, String> all = new TreeMap<>();
        all.put("timestamp", Long.toString(timestampMs(nowNs)));
        all.put("apiKey", key.key().revealText());
        all.put("signature", signer.sign(all));
        return all;
    }

    @Override
    public String toString() {
        return "BinanceAuth[" + key.kind() + ", <redacted>]";
    }
}
