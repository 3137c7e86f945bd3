package io.penstock.gateways.bybit;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs requests to Bybit v5: lower-case hex of HMAC-SHA256 over exactly the bytes that are sent. Keeps the secret only
 * inside the key of the Mac. One thread; allocates per signature.
 */
public final class BybitSigner {
    private static final String ALGORITHM = "HmacSHA256";

    private final String apiKey;
    private final Mac mac;

    /**
     * A signer.
     *
     * @param apiKey public half, part of what is signed
     * @param secret private half
     */
    public BybitSigner(final String apiKey, final String secret) {
        this.apiKey = apiKey;
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (final NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM, e);
        }
    }

    /**
     * Signs a REST request.
     *
     * @param timestampMs  as in the header X-BAPI-TIMESTAMP
     * @param recvWindowMs as in the header X-BAPI-RECV-WINDOW
     * @param queryOrBody  of GET the query without the question mark, of POST the JSON body, as sent
     * @return the value of the header X-BAPI-SIGN
     */
    public String signRest(final long timestampMs, final int recvWindowMs, final String queryOrBody) {
        return sign(timestampMs + apiKey + recvWindowMs + queryOrBody);
    }

    /**
     * Signs the first frame of a private or trade connection.
     *
     * @param expiresMs when the signature expires, some seconds ahead
     * @return the third argument of {@code auth}
     */
    public String signAuth(final long expiresMs) {
        return sign("GET/realtime" + expiresMs);
    }

    /**
     * The first frame of a private or trade connection.
     *
     * @param expiresMs when the signature expires, some seconds ahead
     * @return JSON text
     */
    public String authFrame(final long expiresMs) {
        return "{\"op\":\"auth\",\"args\":[\"" + apiKey + "\"," + expiresMs + ",\"" + signAuth(expiresMs) + "\"]}";
    }

    private String sign(final String text) {
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }
}
