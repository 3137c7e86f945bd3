package io.penstock.gateways.common.order;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Something that must never be seen: its text is {@code <redacted>}, wherever it ends up. Made from characters that the
 * maker wipes; {@link #close} wipes its own copy. Any thread.
 */
public final class Secret implements AutoCloseable {
    private final char[] characters;

    private Secret(final char[] characters) {
        this.characters = characters;
    }

    /**
     * Takes a copy.
     *
     * @param characters of the secret, not empty; the caller wipes them
     * @return a secret
     */
    public static Secret of(final char[] characters) {
        if (characters.length == 0) {
            throw new IllegalArgumentException("a secret is empty");
        }
        return new Secret(characters.clone());
    }

    /**
     * The secret as bytes, for a signer or a header; the caller wipes them when it can.
     *
     * @return UTF-8
     */
    public byte[] reveal() {
        return new String(characters).getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The secret as text, for APIs that take nothing else.
     *
     * @return the text; keep it nowhere
     */
    public String revealText() {
        return new String(characters);
    }

    @Override
    public void close() {
        Arrays.fill(characters, '\0');
    }

    @Override
    public String toString() {
        return "<redacted>";
    }
}
