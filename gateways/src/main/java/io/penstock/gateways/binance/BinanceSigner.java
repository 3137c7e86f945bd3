package io.penstock.gateways.binance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.EdECPrivateKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs questions to Binance. For REST the payload is the query exactly as it is sent, percent-encoded already, and the
 * body behind it; for the WebSocket API it is every parameter but the signature, sorted by name, not encoded.
 *
 * <p>Not thread-safe; allocates. The secret is kept in memory only and never part of any text.
 */
public abstract class BinanceSigner {
    BinanceSigner() {
    }

    /**
     * Signs with a shared secret (HMAC-SHA256).
     *
     * @param secret the API secret
     * @return signatures are 64 lower-case hexadecimal digits
     */
    public static BinanceSigner hmac(final String secret) {
        if (secret.isEmpty()) {
            throw new IllegalArgumentException("the API secret is empty");
        }
        try {
            final Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return new Hmac(mac);
        } catch (final NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java has no HmacSHA256", e);
        }
    }

    /**
     * Signs with a private key (Ed25519).
     *
     * @param seed 32 bytes
     * @return signatures are Base64
     */
    public static BinanceSigner ed25519(final byte[] seed) {
        if (seed.length != 32) {
            throw new IllegalArgumentException("an Ed25519 private key has 32 bytes, not " + seed.length);
        }
        try {
            final PrivateKey key = KeyFactory.getInstance("Ed25519")
                .generatePrivate(new EdECPrivateKeySpec(NamedParameterSpec.ED25519, seed.clone()));
            final Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(key);
            return new EdDsa(signature);
        } catch (final GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no Ed25519", e);
        }
    }

    /**
     * Signs a payload.
     *
     * @param payload exactly what is signed
     * @return the signature as the WebSocket API takes it; REST takes {@link #signedQuery}
     */
    public abstract String sign(String payload);

    /**
     * Signs the parameters of a request of the WebSocket API.
     *
     * @param parameters all but the signature, the API key and the time stamp included
     * @return the value of {@code signature}
     */
    public String sign(final Map<String, String> parameters) {
        final StringBuilder payload = new StringBuilder();
        new TreeMap<>(parameters).forEach((name, value) ->
            payload.append(payload.length() == 0 ? "" : "&").append(name).append('=').append(value));
        return sign(payload.toString());
    }

    /**
     * Signs a REST question.
     *
     * @param query percent-encoded, not empty
     * @param body  sent along, empty when there is none
     * @return the query with the signature as its last parameter
     */
    public String signedQuery(final String query, final String body) {
        return query + "&signature=" + encoded(sign(query + body));
    }

    private static String encoded(final String signature) {
        return signature.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D");
    }

    private static final class Hmac extends BinanceSigner {
        private final Mac mac;

        Hmac(final Mac mac) {
            this.mac = mac;
        }

        @Override
        public String sign(final String payload) {
            return HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private static final class EdDsa extends BinanceSigner {
        private final Signature signature;

        EdDsa(final Signature signature) {
            this.signature = signature;
        }

        @Override
        public String sign(final String payload) {
            try {
                signature.update(payload.getBytes(StandardCharsets.UTF_8));
                return Base64.getEncoder().encodeToString(signature.sign());
            } catch (final GeneralSecurityException e) {
                throw new IllegalStateException("Ed25519 failed", e);
            }
        }
    }
}
