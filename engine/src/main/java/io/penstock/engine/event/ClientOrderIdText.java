package io.penstock.engine.event;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A client order id as text, as it goes to venues and into dumps: {@code S} (simulated) or {@code L} (live), the epoch
 * as six hexadecimal digits, {@code x}, the counter as ten hexadecimal digits, e.g. {@code S000001x000000002a}.
 *
 * <p>Eighteen characters out of [A-Za-z0-9], so that every venue takes it. Any thread; only {@link #text} allocates.
 */
public final class ClientOrderIdText {
    /** Characters of an id. */
    public static final int LENGTH = 18;
    /** Returned for text that is not one of our ids; no order has this id. */
    public static final long NONE = 0;

    private static final int SEPARATOR_AT = 7;
    private static final int COUNTER_BITS = 40;

    private ClientOrderIdText() {
    }

    /**
     * Writes an id as ASCII bytes.
     *
     * @param clientOrderId epoch in the high 24 bits, counter in the low 40
     * @param live          true for {@code L}, false for {@code S}
     * @param buffer        receives {@link #LENGTH} bytes
     * @param offset        of the first
     * @return {@link #LENGTH}
     */
    public static int encode(
        final long clientOrderId, final boolean live, final MutableDirectBuffer buffer, final int offset) {
        for (int i = 0; i < LENGTH; i++) {
            buffer.putByte(offset + i, (byte) character(clientOrderId, live, i));
        }
        return LENGTH;
    }

    /**
     * Appends an id.
     *
     * @param clientOrderId epoch in the high 24 bits, counter in the low 40
     * @param live          true for {@code L}, false for {@code S}
     * @param out           where the text is appended
     */
    public static void append(final long clientOrderId, final boolean live, final StringBuilder out) {
        for (int i = 0; i < LENGTH; i++) {
            out.append(character(clientOrderId, live, i));
        }
    }

    /**
     * An id as text. Allocates.
     *
     * @param clientOrderId epoch in the high 24 bits, counter in the low 40
     * @param live          true for {@code L}, false for {@code S}
     * @return e.g. {@code S000001x000000002a}
     */
    public static String text(final long clientOrderId, final boolean live) {
        final StringBuilder out = new StringBuilder(LENGTH);
        append(clientOrderId, live, out);
        return out.toString();
    }

    /**
     * Reads an id from ASCII bytes.
     *
     * @param buffer holds the text
     * @param offset of its first byte
     * @param length of the text in bytes
     * @return the client order id, or {@link #NONE} when this is not the text of one of ours
     */
    public static long parse(final DirectBuffer buffer, final int offset, final int length) {
        if (length != LENGTH || !isPrefix((char) buffer.getByte(offset))
            || buffer.getByte(offset + SEPARATOR_AT) != 'x') {
            return NONE;
        }
        long id = 0;
        for (int i = 1; i < LENGTH; i++) {
            if (i != SEPARATOR_AT) {
                final int digit = digit((char) buffer.getByte(offset + i));
                if (digit < 0) {
                    return NONE;
                }
                id = id << 4 | digit;
            }
        }
        return id;
    }

    /**
     * Reads an id from text.
     *
     * @param text any
     * @return the client order id, or {@link #NONE} when this is not the text of one of ours
     */
    public static long parse(final CharSequence text) {
        if (text.length() != LENGTH || !isPrefix(text.charAt(0)) || text.charAt(SEPARATOR_AT) != 'x') {
            return NONE;
        }
        long id = 0;
        for (int i = 1; i < LENGTH; i++) {
            if (i != SEPARATOR_AT) {
                final int digit = digit(text.charAt(i));
                if (digit < 0) {
                    return NONE;
                }
                id = id << 4 | digit;
            }
        }
        return id;
    }

    /**
     * Whether the text of an id names a live order.
     *
     * @param text for which {@link #parse(CharSequence)} gave an id
     * @return true for {@code L}
     */
    public static boolean isLive(final CharSequence text) {
        return text.charAt(0) == 'L';
    }

    private static char character(final long id, final boolean live, final int index) {
        if (index == 0) {
            return live ? 'L' : 'S';
        }
        if (index == SEPARATOR_AT) {
            return 'x';
        }
        final int shift = index < SEPARATOR_AT
            ? COUNTER_BITS + 4 * (SEPARATOR_AT - 1 - index) : 4 * (LENGTH - 1 - index);
        final int digit = (int) (id >>> shift) & 0xF;
        return (char) (digit < 10 ? '0' + digit : 'a' + digit - 10);
    }

    private static boolean isPrefix(final char c) {
        return c == 'S' || c == 'L';
    }

    private static int digit(final char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
    }
}
