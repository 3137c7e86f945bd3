package io.penstock.gateways.binance;

import static io.penstock.gateways.common.Digits.mask;
import static io.penstock.gateways.common.Digits.word;

/** A text of up to 24 characters, compared as words; reads past its end, into the padding. Immutable. */
final class Literal {
    private final int length;
    private final long word0;
    private final long word1;
    private final long word2;
    private final long mask0;
    private final long mask1;
    private final long mask2;

    Literal(final String text) {
        length = text.length();
        mask0 = mask(Math.min(8, length));
        mask1 = mask(Math.max(0, Math.min(8, length - 8)));
        mask2 = mask(Math.max(0, Math.min(8, length - 16)));
        final String padded = text + " ".repeat(24 - length);
        word0 = word(padded.substring(0, 8)) & mask0;
        word1 = word(padded.substring(8, 16)) & mask1;
        word2 = word(padded.substring(16, 24)) & mask2;
    }

    boolean standsAt(final byte[] data, final int at) {
        return (word(data, at) & mask0) == word0
            && (length <= 8 || (word(data, at + 8) & mask1) == word1)
            && (length <= 16 || (word(data, at + 16) & mask2) == word2);
    }

    int length() {
        return length;
    }
}
