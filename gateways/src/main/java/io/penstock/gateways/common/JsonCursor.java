package io.penstock.gateways.common;

/**
 * Walks JSON text strictly (RFC 8259, UTF-8 as RFC 3629) without building anything.
 *
 * <p>The first fault stands in {@link #fault()}; after it nothing more may be read. One thread; does not allocate.
 */
public final class JsonCursor {
    /** Not a value: see {@link #fault()}. */
    public static final int NONE = 0;
    /** A string. */
    public static final int STRING = 1;
    /** A number. */
    public static final int NUMBER = 2;
    /** {@code true}. */
    public static final int TRUE = 3;
    /** {@code false}. */
    public static final int FALSE = 4;
    /** {@code null}. */
    public static final int NULL = 5;
    /** An array. */
    public static final int ARRAY = 6;
    /** An object. */
    public static final int OBJECT = 7;
    /** Deepest nesting that is read. */
    public static final int MAX_DEPTH = 32;

    private byte[] data = new byte[0];
    private int position;
    private int end;
    private int tokenStart;
    private int tokenEnd;
    private boolean escaped;
    private FrameFault fault;

    /**
     * Starts on a text.
     *
     * @param text  bytes
     * @param start first
     * @param limit one past the last
     */
    public void wrap(final byte[] text, final int start, final int limit) {
        data = text;
        position = start;
        end = limit;
        fault = null;
    }

    /**
     * The first fault.
     *
     * @return null when there is none
     */
    public FrameFault fault() {
        return fault;
    }

    /**
     * Where the cursor stands.
     *
     * @return index into the bytes
     */
    public int position() {
        return position;
    }

    /**
     * First byte of the last value; inside the quotes for a string.
     *
     * @return index into the bytes
     */
    public int tokenStart() {
        return tokenStart;
    }

    /**
     * One past the last byte of the last value; at the closing quote for a string.
     *
     * @return index into the bytes
     */
    public int tokenEnd() {
        return tokenEnd;
    }

    /**
     * Whether the last string held an escape.
     *
     * @return true when its bytes are not its text
     */
    public boolean escaped() {
        return escaped;
    }

    /**
     * Notes a fault unless there is one.
     *
     * @param reason what is wrong
     * @return false
     */
    public boolean fail(final FrameFault reason) {
        if (fault == null) {
            fault = reason;
        }
        return false;
    }

    /**
     * The next byte that is not white space; the cursor stops before it.
     *
     * @return the byte, or -1 at the end
     */
    public int peek() {
        while (position < end) {
            final byte c = data[position];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                return c & 0xFF;
            }
            position++;
        }
        return -1;
    }

    /**
     * Steps over one expected character, white space before it skipped.
     *
     * @param wanted an ASCII character
     * @return false with a fault when something else stands there
     */
    public boolean take(final char wanted) {
        final int c = peek();
        if (c == wanted) {
            position++;
            return true;
        }
        return fail(c < 0 ? FrameFault.TRUNCATED : FrameFault.SYNTAX);
    }

    /**
     * After a member or element: steps over the comma, or over the closing character.
     *
     * @param closing {@code ]} or {@code }}
     * @return true when another one follows; false at the closing character or with a fault
     */
    public boolean takeNext(final char closing) {
        final int c = peek();
        if (c == ',') {
            position++;
            return true;
        }
        if (c == closing) {
            position++;
            return false;
        }
        return fail(c < 0 ? FrameFault.TRUNCATED : FrameFault.SYNTAX);
    }

    /**
     * Requires that nothing but white space is left.
     *
     * @return false with a fault otherwise
     */
    public boolean atEnd() {
        return peek() < 0 || fail(FrameFault.SYNTAX);
    }

    /**
     * Steps over any value.
     *
     * @param depth how deep the value stands
     * @return its type, or {@link #NONE}
     */
    public int skipValue(final int depth) {
        final int c = peek();
        if (c == '"') {
            return takeString() ? STRING : NONE;
        }
        final int start = position;
        int type = NONE;
        switch (c) {
            case '{' -> type = skipContainer('{', '}', depth) ? OBJECT : NONE;
            case '[' -> type = skipContainer('[', ']', depth) ? ARRAY : NONE;
            case 't' -> type = takeWord("true") ? TRUE : NONE;
            case 'f' -> type = takeWord("false") ? FALSE : NONE;
            case 'n' -> type = takeWord("null") ? NULL : NONE;
            case -1 -> fail(FrameFault.TRUNCATED);
            default -> type = takeNumber() ? NUMBER : NONE;
        }
        tokenStart = start;
        tokenEnd = position;
        return type;
    }

    private boolean skipContainer(final char opening, final char closing, final int depth) {
        if (depth >= MAX_DEPTH) {
            return fail(FrameFault.TOO_DEEP);
        }
        position++;
        if (peek() == closing) {
            position++;
            return true;
        }
        do {
            if (opening == '{' && !(takeString() && take(':'))) {
                return false;
            }
            if (skipValue(depth + 1) == NONE) {
                return false;
            }
        } while (takeNext(closing));
        return fault == null;
    }

    private boolean takeWord(final String word) {
        for (int i = 0; i < word.length(); i++) {
            if (position >= end) {
                return fail(FrameFault.TRUNCATED);
            }
            if (data[position] != word.charAt(i)) {
                return fail(FrameFault.SYNTAX);
            }
            position++;
        }
        return true;
    }

    private boolean takeNumber() {
        if (data[position] == '-') {
            position++;
        }
        final boolean zero = position < end && data[position] == '0';
        final int whole = position;
        if (!takeDigits()) {
            return false;
        }
        if (zero && position - whole > 1) {
            return fail(FrameFault.SYNTAX);
        }
        if (position < end && data[position] == '.') {
            position++;
            if (!takeDigits()) {
                return false;
            }
        }
        if (position < end && (data[position] | 0x20) == 'e') {
            position++;
            if (position < end && (data[position] == '+' || data[position] == '-')) {
                position++;
            }
            return takeDigits();
        }
        return true;
    }

    private boolean takeDigits() {
        final int first = position;
        while (position < end && data[position] >= '0' && data[position] <= '9') {
            position++;
        }
        return position > first || fail(position >= end ? FrameFault.TRUNCATED : FrameFault.SYNTAX);
    }

    /**
     * Steps over a string; its text lies between {@link #tokenStart()} and {@link #tokenEnd()}.
     *
     * @return false with a fault when there is none
     */
    public boolean takeString() {
        if (!take('"')) {
            return false;
        }
        tokenStart = position;
        escaped = false;
        while (position < end) {
            final byte c = data[position];
            if (c == '"') {
                tokenEnd = position++;
                return true;
            }
            if (c == '\\') {
                escaped = true;
                if (!takeEscape()) {
                    return false;
                }
            } else if (c >= 0x20) {
                position++;
            } else if (c >= 0 || !takeUtf8()) {
                return fail(FrameFault.BAD_TEXT);
            }
        }
        return fail(FrameFault.TRUNCATED);
    }

    private boolean takeEscape() {
        position++;
        if (position >= end) {
            return fail(FrameFault.TRUNCATED);
        }
        final byte c = data[position++];
        if (c == 'u') {
            for (int i = 0; i < 4; i++) {
                if (position >= end) {
                    return fail(FrameFault.TRUNCATED);
                }
                final int digit = data[position++];
                final int lower = digit | 0x20;
                if ((digit < '0' || digit > '9') && (lower < 'a' || lower > 'f')) {
                    return fail(FrameFault.BAD_TEXT);
                }
            }
            return true;
        }
        return c == '"' || c == '\\' || c == '/' || c == 'b' || c == 'f' || c == 'n' || c == 'r' || c == 't'
            || fail(FrameFault.BAD_TEXT);
    }

    /** One character of two to four bytes; refuses overlong forms, surrogates and values past U+10FFFF. */
    private boolean takeUtf8() {
        final int lead = data[position] & 0xFF;
        final int count = lead >= 0xF0 ? 3 : lead >= 0xE0 ? 2 : 1;
        if (lead < 0xC2 || lead > 0xF4) {
            return false;
        }
        if (position + count >= end) {
            return fail(FrameFault.TRUNCATED);
        }
        final int second = data[position + 1] & 0xFF;
        final int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        final int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        if (second < least || second > most) {
            return false;
        }
        for (int i = 2; i <= count; i++) {
            if ((data[position + i] & 0xC0) != 0x80) {
                return false;
            }
        }
        position += count + 1;
        return true;
    }
}
