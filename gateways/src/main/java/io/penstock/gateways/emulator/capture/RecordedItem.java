package io.penstock.gateways.emulator.capture;

/**
 * One line of a recording that a venue said. Immutable; any thread.
 *
 * @param kind   what it is
 * @param atNs   when it was received, nanoseconds since 1970, never before the line above it
 * @param stream under which subscription it was sent, in the venue's words; empty for a book over HTTP
 * @param symbol whose it is
 * @param text   of a text frame (without the envelope of combined streams) or of an answer, else empty
 * @param data   of a binary frame, else empty
 */
record RecordedItem(Kind kind, long atNs, String stream, String symbol, String text, byte[] data) {
    /** What a line is. */
    enum Kind {
        /** A text frame. */
        TEXT,
        /** A binary frame. */
        BINARY,
        /** A book over HTTP. */
        ANSWER
    }
}
