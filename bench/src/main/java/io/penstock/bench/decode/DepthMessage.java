package io.penstock.bench.decode;

import java.util.Arrays;

/**
 * A decoded depth message: levels as pairs of price and quantity with exponent -8, bids first. One thread; grows when
 * a message has more levels than any before it.
 */
public final class DepthMessage {
    /** Decimals of every price and quantity here. */
    public static final int DECIMALS = 8;

    long firstUpdateId;
    long lastUpdateId;
    int bidCount;
    int levelCount;
    long[] levels = new long[4_096];

    /** Forgets the last message. */
    public void clear() {
        firstUpdateId = 0;
        lastUpdateId = 0;
        bidCount = 0;
        levelCount = 0;
    }

    /**
     * Adds a level.
     *
     * @param price    exponent -8
     * @param quantity exponent -8
     */
    public void add(final long price, final long quantity) {
        if (2 * levelCount == levels.length) {
            levels = Arrays.copyOf(levels, 2 * levels.length);
        }
        levels[2 * levelCount] = price;
        levels[2 * levelCount + 1] = quantity;
        levelCount++;
    }

    /**
     * How many levels there are.
     *
     * @return bids and asks together
     */
    public int levelCount() {
        return levelCount;
    }

    /**
     * A number that is equal for equal messages, whatever the order of their levels.
     *
     * @return sum over ids and levels
     */
    public long checksum() {
        long sum = firstUpdateId * 31 + lastUpdateId * 17 + bidCount * 7L + levelCount;
        for (int i = 0; i < levelCount; i++) {
            final long side = i < bidCount ? 0x9E3779B97F4A7C15L : 0xC2B2AE3D27D4EB4FL;
            final long mixed = (levels[2 * i] ^ side) * 0xFF51AFD7ED558CCDL + levels[2 * i + 1];
            sum += (mixed ^ mixed >>> 29) * 0xC4CEB9FE1A85EC53L;
        }
        return sum;
    }

    /**
     * Reads a plain decimal number.
     *
     * @param data  holds its digits
     * @param start first byte
     * @param end   one past the last
     * @return the number times 10^8
     */
    public static long fixed(final byte[] data, final int start, final int end) {
        long value = 0;
        int decimals = -1;
        for (int i = start; i < end; i++) {
            final int digit = data[i] - '0';
            if (digit >= 0) {
                value = value * 10 + digit;
                decimals += decimals >= 0 ? 1 : 0;
            } else {
                decimals = 0;
            }
        }
        return scaled(value, decimals);
    }

    /**
     * Reads a plain decimal number.
     *
     * @param data  holds its digits
     * @param start first character
     * @param end   one past the last
     * @return the number times 10^8
     */
    public static long fixed(final char[] data, final int start, final int end) {
        long value = 0;
        int decimals = -1;
        for (int i = start; i < end; i++) {
            final int digit = data[i] - '0';
            if (digit >= 0) {
                value = value * 10 + digit;
                decimals += decimals >= 0 ? 1 : 0;
            } else {
                decimals = 0;
            }
        }
        return scaled(value, decimals);
    }

    private static long scaled(final long value, final int decimals) {
        long scaled = value;
        for (int i = Math.max(0, decimals); i < DECIMALS; i++) {
            scaled *= 10;
        }
        return scaled;
    }
}
