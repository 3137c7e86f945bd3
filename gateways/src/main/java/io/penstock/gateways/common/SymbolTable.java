package io.penstock.gateways.common;

import static io.penstock.gateways.common.Digits.mask;
import static io.penstock.gateways.common.Digits.word;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * From the bytes of a symbol to the dense index of its instrument, with its exponents.
 *
 * <p>A symbol is 1 to 32 bytes, kept as four words with zeros behind it, in a table of open addressing, half full.
 * Looking up does not allocate; adding does. One thread.
 */
public final class SymbolTable {
    /** Not in the map. */
    public static final int UNKNOWN = -1;
    private static final int WORDS = 4;
    private static final int MAX_LENGTH = 8 * WORDS;

    private long[] table = new long[16 * WORDS];
    private int[] ids = filled(16);
    private int mask = 15;
    private int count;
    private String[] symbols = new String[8];
    private int[] lengths = new int[8];
    private int[] priceExponents = new int[8];
    private int[] quantityExponents = new int[8];
    private int[] instrumentIds = new int[8];
    private final long[] key = new long[WORDS];

    /**
     * Adds an instrument.
     *
     * @param symbol           the venue's name, 1 to 32 ASCII characters
     * @param instrumentId     dense index that events will carry
     * @param priceExponent    -18 to 0
     * @param quantityExponent -18 to 0
     */
    public void add(
        final String symbol, final int instrumentId, final int priceExponent, final int quantityExponent) {
        final byte[] text = symbol.getBytes(StandardCharsets.US_ASCII);
        if (text.length == 0 || text.length > MAX_LENGTH) {
            throw new IllegalArgumentException("symbol '" + symbol + "' must have 1 to 32 characters");
        }
        final byte[] padded = Arrays.copyOf(text, text.length + Digits.PADDING);
        if (slot(padded, 0, text.length) != UNKNOWN) {
            throw new IllegalArgumentException("symbol '" + symbol + "' is defined twice");
        }
        if (count == symbols.length) {
            symbols = Arrays.copyOf(symbols, 2 * count);
            lengths = Arrays.copyOf(lengths, 2 * count);
            priceExponents = Arrays.copyOf(priceExponents, 2 * count);
            quantityExponents = Arrays.copyOf(quantityExponents, 2 * count);
            instrumentIds = Arrays.copyOf(instrumentIds, 2 * count);
        }
        symbols[count] = symbol;
        lengths[count] = text.length;
        priceExponents[count] = priceExponent;
        quantityExponents[count] = quantityExponent;
        instrumentIds[count] = instrumentId;
        count++;
        if (count * 2 > ids.length) {
            rehash(2 * ids.length);
        } else {
            insert(padded, text.length, count - 1);
        }
    }

    /**
     * How many symbols there are.
     *
     * @return slots run from 0 to one less
     */
    public int size() {
        return count;
    }

    /**
     * Finds a symbol.
     *
     * @param data   holds it, with {@link Digits#PADDING} readable bytes behind
     * @param start  first byte
     * @param length how many
     * @return its slot in this map, or {@link #UNKNOWN}
     */
    public int slot(final byte[] data, final int start, final int length) {
        if (length <= 0 || length > MAX_LENGTH) {
            return UNKNOWN;
        }
        final long k0 = word(data, start) & mask(Math.min(length, 8));
        final long k1 = length > 8 ? word(data, start + 8) & mask(Math.min(length - 8, 8)) : 0;
        final long k2 = length > 16 ? word(data, start + 16) & mask(Math.min(length - 16, 8)) : 0;
        final long k3 = length > 24 ? word(data, start + 24) & mask(Math.min(length - 24, 8)) : 0;
        int index = hash(k0, k1, k2, k3) & mask;
        while (ids[index] != UNKNOWN) {
            final int at = index * WORDS;
            // The length counts too: a zero byte behind a symbol looks like the padding of its key.
            if (table[at] == k0 && table[at + 1] == k1 && table[at + 2] == k2 && table[at + 3] == k3
                && lengths[ids[index]] == length) {
                return ids[index];
            }
            index = index + 1 & mask;
        }
        return UNKNOWN;
    }

    /**
     * The symbol in a slot.
     *
     * @param slot from {@link #slot}
     * @return the venue's name
     */
    public String symbol(final int slot) {
        return symbols[slot];
    }

    /**
     * The instrument in a slot.
     *
     * @param slot from {@link #slot}
     * @return dense index that events carry
     */
    public int instrumentId(final int slot) {
        return instrumentIds[slot];
    }

    /**
     * Exponent of prices.
     *
     * @param slot from {@link #slot}
     * @return -18 to 0
     */
    public int priceExponent(final int slot) {
        return priceExponents[slot];
    }

    /**
     * Exponent of quantities.
     *
     * @param slot from {@link #slot}
     * @return -18 to 0
     */
    public int quantityExponent(final int slot) {
        return quantityExponents[slot];
    }

    private void rehash(final int size) {
        table = new long[size * WORDS];
        ids = filled(size);
        mask = size - 1;
        for (int i = 0; i < count; i++) {
            final byte[] text = symbols[i].getBytes(StandardCharsets.US_ASCII);
            insert(Arrays.copyOf(text, text.length + Digits.PADDING), text.length, i);
        }
    }

    private void insert(final byte[] padded, final int length, final int slot) {
        for (int i = 0; i < WORDS; i++) {
            key[i] = length > 8 * i ? word(padded, 8 * i) & mask(Math.min(length - 8 * i, 8)) : 0;
        }
        int index = hash(key[0], key[1], key[2], key[3]) & mask;
        while (ids[index] != UNKNOWN) {
            index = index + 1 & mask;
        }
        ids[index] = slot;
        System.arraycopy(key, 0, table, index * WORDS, WORDS);
    }

    private static int hash(final long k0, final long k1, final long k2, final long k3) {
        final long mixed = (k0 ^ Long.rotateLeft(k1, 17) ^ Long.rotateLeft(k2, 31) ^ Long.rotateLeft(k3, 47))
            * 0x9E3779B97F4A7C15L;
        return (int) (mixed >>> 32);
    }

    private static int[] filled(final int size) {
        final int[] array = new int[size];
        Arrays.fill(array, UNKNOWN);
        return array;
    }
}
