package io.penstock.gateways.common;

/**
 * Why a frame was refused. A refused frame publishes nothing. Any thread; does not allocate.
 */
public enum FrameFault {
    /** No bytes. */
    EMPTY("empty"),
    /** More bytes than a frame may have. */
    TOO_LONG("too long"),
    /** The frame ends inside a value. */
    TRUNCATED("truncated"),
    /** Not JSON, or bytes after its end. */
    SYNTAX("not JSON"),
    /** Not protobuf: a bad tag, wire type or length of a number. */
    BAD_WIRE("not protobuf"),
    /** Control character, broken UTF-8 or escape, or an escape where plain text is needed. */
    BAD_TEXT("bad text"),
    /** A key stands twice in an object that is read. */
    DUPLICATE_KEY("duplicate key"),
    /** Nested deeper than any message. */
    TOO_DEEP("nested too deep"),
    /** A field that must be there is not. */
    MISSING_FIELD("missing field"),
    /** A field holds another JSON type than it must. */
    WRONG_TYPE("wrong type"),
    /** Not a plain decimal or whole number, or a sign or zero where neither may be. */
    BAD_NUMBER("bad number"),
    /** Digits other than zero beyond the instrument's exponent. */
    TOO_PRECISE("more decimals than the instrument has"),
    /** Does not fit 64 bits. */
    OVERFLOW("number too large"),
    /** More levels than a frame may have. */
    TOO_MANY_LEVELS("too many levels"),
    /** Fields that cannot be true together, such as a last id before the first. */
    CONTRADICTION("fields contradict each other");

    private final String words;

    FrameFault(final String words) {
        this.words = words;
    }

    /**
     * For people.
     *
     * @return a few lower-case words
     */
    public String words() {
        return words;
    }
}
