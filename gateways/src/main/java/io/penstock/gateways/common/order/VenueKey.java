package io.penstock.gateways.common.order;

/**
 * What a venue knows us by. Immutable; any thread; its text shows nothing.
 *
 * @param kind   how it signs
 * @param key    the public half, a secret all the same
 * @param secret shared secret, or for ED25519 the private seed of 32 bytes in hexadecimal
 */
public record VenueKey(Kind kind, Secret key, Secret secret) {
    /** Ways to sign. */
    public enum Kind {
        /** HMAC-SHA256 with a shared secret. */
        HMAC,
        /** Ed25519; the private half never leaves. */
        ED25519
    }

    @Override
    public String toString() {
        return "VenueKey[" + kind + ", <redacted>]";
    }
}
