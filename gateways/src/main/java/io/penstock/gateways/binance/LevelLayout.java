package io.penstock.gateways.binance;

import static io.penstock.gateways.common.Digits.PADDING;
import static io.penstock.gateways.common.Digits.ZEROS;
import static io.penstock.gateways.common.Digits.eight;
import static io.penstock.gateways.common.Digits.half;
import static io.penstock.gateways.common.Digits.mask;
import static io.penstock.gateways.common.Digits.notDigits;
import static io.penstock.gateways.common.Digits.power;
import static io.penstock.gateways.common.Digits.word;

/**
 * Reads arrays of {@code ["price","quantity"]} by predicted positions: a level has the digit counts of the one before
 * it, most of the time, so every character that must stand between the digits is looked for where it would then be, and
 * nothing waits for a search. A level that differs is searched once and becomes the prediction.
 *
 * <p>Every byte is verified. Values come with exponent -8; numbers of more than 8 digits before or behind the point are
 * not for this reader. One thread; allocates nothing.
 */
final class LevelLayout {
    /** Longest level: two numbers of 17 characters and 8 characters around them. */
    static final int LONGEST = 42;

    private static final int OPENING = '[' | '"' << 8;
    private static final int BETWEEN = '"' | ',' << 8 | '"' << 16;
    private static final int THREE_BYTES = 0xFFFFFF;
    private static final int CLOSING_NEXT = '"' | ']' << 8 | ',' << 16 | '[' << 24;
    private static final int CLOSING_LAST = '"' | ']' << 8 | ']' << 16;
    private static final long POINTS = 0x2E2E2E2E2E2E2E2EL;
    private static final long QUOTES = 0x2222222222222222L;
    private static final long ONES = 0x0101010101010101L;
    private static final long HIGHS = 0x8080808080808080L;

    /** Digits before the point, and characters from the point to the closing quote: 0 without a point. */
    private int priceWhole = 5;
    private int priceTail = 9;
    private int quantityWhole = 1;
    private int quantityTail = 9;

    private int levelCount;

    static {
        if (LONGEST + 2 * Long.BYTES > PADDING) {
            throw new AssertionError("a level is longer than the padding behind a frame");
        }
    }

    /** Levels in {@code out} after {@link #read}. */
    int levelCount() {
        return levelCount;
    }

    /**
     * Reads one array.
     *
     * @param data  padded behind {@code end}
     * @param start first byte behind the array's opening bracket
     * @param end   one past the last byte of the frame
     * @param out   takes price, quantity, price ...
     * @param from  levels that are in it already
     * @return the position behind the array's closing bracket, or -1 when it is not of the usual shape
     */
    int read(final byte[] data, final int start, final int end, final long[] out, final int from) {
        levelCount = from;
        if (start < end && data[start] == ']') {
            return start + 1;
        }
        return start < end && (half(data, start) & 0xFFFF) == OPENING ? levels(data, start + 2, end, out, from) : -1;
    }

    /**
     * All levels from the first price on. One piece on purpose: with the two numbers in methods of their own the
     * compiler shared less between check and value, and it took a quarter longer.
     */
    private int levels(final byte[] data, final int start, final int end, final long[] out, final int from) {
        int at = start;
        int index = 2 * from;
        int learned = -1;
        int pw = priceWhole;
        int pt = priceTail;
        int qw = quantityWhole;
        int qt = quantityTail;
        while (at < end && index + 1 < out.length) {
            final int priceEnd = at + pw + pt;
            final int quantityAt = priceEnd + 3;
            final int quantityEnd = quantityAt + qw + qt;
            final long p0 = word(data, at);
            final long q0 = word(data, quantityAt);
            // What is not 0 in one of these is not of the predicted shape.
            long bad = half(data, priceEnd) & THREE_BYTES ^ BETWEEN;
            final long price;
            if (pw + pt <= 9) {
                final long digits = narrow(p0, word(data, at + 1), pw, pt);
                bad |= notDigits(digits) | (pt == 0 ? 0 : data[at + pw] ^ '.');
                price = eight(digits) * power(pw);
            } else {
                final long whole = (p0 ^ ZEROS) << 64 - 8 * pw;
                final long part = (word(data, at + pw + 1) ^ ZEROS) & mask(pt - 1);
                bad |= notDigits(whole) | notDigits(part) | data[at + pw] ^ '.';
                price = eight(whole) * 100_000_000L + eight(part);
            }
            final long quantity;
            if (qw + qt <= 9) {
                final long digits = narrow(q0, word(data, quantityAt + 1), qw, qt);
                bad |= notDigits(digits) | (qt == 0 ? 0 : data[quantityAt + qw] ^ '.');
                quantity = eight(digits) * power(qw);
            } else {
                final long whole = (q0 ^ ZEROS) << 64 - 8 * qw;
                final long part = (word(data, quantityAt + qw + 1) ^ ZEROS) & mask(qt - 1);
                bad |= notDigits(whole) | notDigits(part) | data[quantityAt + qw] ^ '.';
                quantity = eight(whole) * 100_000_000L + eight(part);
            }
            final int closing = half(data, quantityEnd);
            if ((bad | price - 1 & Long.MIN_VALUE) == 0) {
                out[index] = price;
                out[index + 1] = quantity;
                index += 2;
                if (closing == CLOSING_NEXT && data[quantityEnd + 4] == '"') {
                    at = quantityEnd + 5;
                    continue;
                }
                if ((closing & THREE_BYTES) == CLOSING_LAST && quantityEnd + 3 <= end) {
                    levelCount = index >> 1;
                    return quantityEnd + 3;
                }
                index -= 2;
            }
            if (learned == at) {
                return -1;
            }
            learned = at;
            if (!relearn(data, at)) {
                return -1;
            }
            pw = priceWhole;
            pt = priceTail;
            qw = quantityWhole;
            qt = quantityTail;
        }
        return -1;
    }

    /** Searches the level that starts here and predicts the next ones like it. */
    private boolean relearn(final byte[] data, final int at) {
        final int price = learn(data, at);
        final int quantity = price < 0 ? -1 : learn(data, at + (price >> 8) + (price & 0xFF) + 3);
        if (quantity < 0) {
            return false;
        }
        priceWhole = price >> 8;
        priceTail = price & 0xFF;
        quantityWhole = quantity >> 8;
        quantityTail = quantity & 0xFF;
        return true;
    }

    /** Up to 8 digits around a point as one word: those behind it come from the word read one byte later. */
    private static long narrow(final long first, final long second, final int whole, final int tail) {
        final long wholeMask = mask(whole);
        final int digits = tail == 0 ? whole : whole + tail - 1;
        return (first & wholeMask | second & ~wholeMask) & mask(digits) ^ ZEROS & mask(digits);
    }

    /** Digit counts of a number: whole digits in the upper byte, tail in the lower; -1 when it is too long. */
    private static int learn(final byte[] data, final int at) {
        final long first = word(data, at);
        final int quote = firstByte(first ^ QUOTES);
        final int point = firstByte(first ^ POINTS);
        if (quote < point) {
            return quote == 0 ? -1 : quote << 8;
        }
        if (point == 8) {
            final byte ninth = data[at + 8];
            if (ninth == '"') {
                return 8 << 8;
            }
            if (ninth != '.') {
                return -1;
            }
        }
        if (point == 0) {
            return -1;
        }
        int digits = firstByte(word(data, at + point + 1) ^ QUOTES);
        if (digits == 8 && data[at + point + 9] != '"') {
            digits = 0;
        }
        return digits == 0 ? -1 : point << 8 | digits + 1;
    }

    /** Index of the first byte that is 0; 8 when there is none. */
    private static int firstByte(final long word) {
        return Long.numberOfTrailingZeros(word - ONES & ~word & HIGHS) >>> 3;
    }
}
