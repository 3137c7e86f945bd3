package io.penstock.gateways.emulator.account;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.EdECPoint;
import java.security.spec.EdECPublicKeySpec;
import java.security.spec.NamedParameterSpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What signatures of a key are checked with. Immutable; any thread. */
public final class Credential {
    private static final int ED25519_LENGTH = 32;
    private static final int SIGN_BIT = 0x80;

    private final byte[] secret;
    private final PublicKey publicKey;

    private Credential(final byte[] secret, final PublicKey publicKey) {
        this.secret = secret;
        this.publicKey = publicKey;
    }

    /**
     * A shared secret, HMAC-SHA256.
     *
     * @param secret text
     * @return a credential
     */
    public static Credential hmac(final String secret) {
        return new Credential(secret.getBytes(StandardCharsets.UTF_8), null);
    }

    /**
     * An Ed25519 public key (RFC 8032: y little-endian, the top bit says whether x is odd).
     *
     * @param hex 32 bytes in hexadecimal
     * @return a credential
     * @throws IllegalArgumentException when it is no such key
     */
    public static Credential ed25519(final String hex) {
        final byte[] bytes = HexFormat.of().parseHex(hex);
        if (bytes.length != ED25519_LENGTH) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes, not " + bytes.length);
        }
        final boolean odd = (bytes[ED25519_LENGTH - 1] & SIGN_BIT) != 0;
        bytes[ED25519_LENGTH - 1] &= SIGN_BIT - 1;
        final byte[] bigEndian = new byte[ED25519_LENGTH];
        for (int i = 0; i < ED25519_LENGTH; i++) {
            bigEndian[i] = bytes[ED25519_LENGTH - 1 - i];
        }
        try {
            return new Credential(null, KeyFactory.getInstance("Ed25519").generatePublic(new EdECPublicKeySpec(
                NamedParameterSpec.ED25519, new EdECPoint(odd, new BigInteger(1, bigEndian)))));
        } catch (final GeneralSecurityException bad) {
            throw new IllegalArgumentException("no Ed25519 public key: " + bad.getMessage(), bad);
        }
    }

    /**
     * Whether it is a key pair.
     *
     * @return true for Ed25519, false for HMAC
     */
    public boolean pair() {
        return publicKey != null;
    }

    /**
     * Checks a signature.
     *
     * @param payload   what was signed, as it was sent
     * @param signature hexadecimal in either case for HMAC, base64 for Ed25519
     * @return true when it fits
     */
    public boolean verify(final String payload, final String signature) {
        final byte[] message = payload.getBytes(StandardCharsets.UTF_8);
        try {
            if (publicKey == null) {
                final Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(secret, "HmacSHA256"));
                return MessageDigest.isEqual(HexFormat.of().formatHex(mac.doFinal(message))
                    .getBytes(StandardCharsets.US_ASCII), signature.toLowerCase(Locale.ROOT)
                    .getBytes(StandardCharsets.UTF_8));
            }
            final Signature check = Signature.getInstance("Ed25519");
            check.initVerify(publicKey);
            check.update(message);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (final GeneralSecurityException | IllegalArgumentException bad) {
            return false;
        }
    }
}
