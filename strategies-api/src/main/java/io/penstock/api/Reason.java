package io.penstock.api;

import java.nio.charset.StandardCharsets;

/**
 * Why a signal was given, in words, made once and then only pointed at, so that saying it costs nothing. Immutable; any
 * thread.
 */
public final class Reason {
    /** Nothing was said. */
    public static final Reason NONE = new Reason("");

    private static final int MOST_BYTES = 120;

    private final String text;
    private final byte[] bytes;

    private Reason(final String text) {
        this.text = text;
        bytes = text.getBytes(StandardCharsets.US_ASCII);
        if (bytes.length > MOST_BYTES) {
            throw new IllegalArgumentException("a reason has at most " + MOST_BYTES + " characters: " + text);
        }
    }

    /**
     * Makes one; at construction, not while deciding.
     *
     * @param text ASCII, at most 120 characters
     * @return the reason
     */
    public static Reason of(final String text) {
        return new Reason(text);
    }

    /**
     * Its words.
     *
     * @return as given
     */
    public String text() {
        return text;
    }

    /**
     * Its words as they stand in events.
     *
     * @return not a copy; never to be changed
     */
    public byte[] bytes() {
        return bytes;
    }
}
