package io.penstock.gateways.mexc;

import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs MEXC's private REST questions: lower-case hex of HMAC-SHA256 over exactly the encoded bytes that are sent, the
 * query string and the body behind it. One thread; allocates.
 */
public final class MexcSigner {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    /**
     * A signer.
     *
     * @param secret of the API key; not kept as text and never logged
     * @throws IllegalArgumentException when it is empty
     */
    public MexcSigner(final byte[] secret) {
        if (secret.length == 0) {
            throw new IllegalArgumentException("the secret of the MEXC API key is empty");
        }
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
        } catch (final NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("this JVM cannot do " + ALGORITHM, e);
        }
    }

    /**
     * The signature of a payload.
     *
     * @param payload query string, already percent-encoded, with the body behind it; in the order in which it is sent
     * @return 64 hexadecimal digits in lower case
     */
    public String sign(final String payload) {
        return HexFormat.of().formatHex(mac.doFinal(payload.getBytes(StandardCharsets.US_ASCII)));
    }

    /**
     * A query string with its signature.
     *
     * @param query percent-encoded, without a signature
     * @return the same with {@code &signature=} behind it
     */
    public String signed(final String query) {
        return query + "&signature=" + sign(query);
    }
}
