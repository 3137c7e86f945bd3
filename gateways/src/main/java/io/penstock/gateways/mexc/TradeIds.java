package io.penstock.gateways.mexc;

import io.penstock.gateways.common.Digits;

/**
 * The 64-bit id of a trade whose venue names it with a text, or not at all.
 *
 * <p>A text of up to 18 digits is its number. Any other text ({@code 731...968X0_731...967X0}) is hashed: FNV-1a over
 * its bytes, finished by the mixer of SplitMix64, the sign bit set, so that it never equals a number. Frames of before
 * MEXC gave trades an id get a hash of time, price, quantity, taker's side and the place among the trades of the same
 * millisecond in the frame; it is the same whenever the same push is decoded. Any thread; does not allocate.
 */
final class TradeIds {
    private static final long FNV_OFFSET = 0xCBF29CE484222325L;
    private static final long FNV_PRIME = 0x100000001B3L;

    private TradeIds() {
    }

    static long of(final byte[] data, final int start, final int end) {
        if (end - start <= 18) {
            final long number = Digits.whole(data, start, end);
            if (number >= 0) {
                return number;
            }
        }
        long hash = FNV_OFFSET;
        for (int i = start; i < end; i++) {
            hash = (hash ^ data[i] & 0xFF) * FNV_PRIME;
        }
        return mix(hash) | Long.MIN_VALUE;
    }

    static long derived(
        final long timeNs, final long price, final long quantity, final long side, final int place) {
        long hash = mix(timeNs ^ FNV_OFFSET);
        hash = mix(hash ^ price);
        hash = mix(hash ^ quantity);
        return mix(hash ^ side << 32 ^ place) | Long.MIN_VALUE;
    }

    private static long mix(final long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
