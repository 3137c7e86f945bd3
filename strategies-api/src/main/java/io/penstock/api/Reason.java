package io.penstock.api;

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
        if (text.length() > MOST_BYTES) {
            throw new IllegalArgumentException("a reason has at most " + MOST_BYTES + " characters: " + text);
        }
        bytes = new byte[text.length()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = text.charAt(i) < 128 ? (byte) text.charAt(i) : (byte) '?';
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
