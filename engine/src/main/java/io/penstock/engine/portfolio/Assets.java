package io.penstock.engine.portfolio;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import java.util.Arrays;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Asset codes, each with a dense index from 0 in order of registration.
 *
 * <p>A code is kept as the two longs that the sixteen characters of the schema's AssetCode are, so that looking one up
 * in an event makes no text. Engine thread only; allocates in the constructor.
 */
public final class Assets implements Stateful {
    /** Returned for a code that is not registered. */
    public static final int UNKNOWN = -1;
    /** Characters of a code at most. */
    public static final int CODE_LENGTH = 16;

    private static final int STATE_VERSION = 1;

    private final long[] low;
    private final long[] high;
    /** Index + 1 by hash, linear probing; 0 = empty. */
    private final int[] table;
    private int count;

    /**
     * No assets.
     *
     * @param capacity most assets
     */
    public Assets(final int capacity) {
        low = new long[capacity];
        high = new long[capacity];
        table = new int[Integer.highestOneBit(Math.max(1, capacity)) << 2];
    }

    /**
     * How many are registered.
     *
     * @return indexes are 0 to count() - 1
     */
    public int count() {
        return count;
    }

    /**
     * Most that can be registered.
     *
     * @return as given to the constructor
     */
    public int capacity() {
        return low.length;
    }

    /**
     * Looks a code up where it stands in an event.
     *
     * @param buffer of the event
     * @param offset of the first of sixteen bytes, padded with zeros
     * @return its index, or {@link #UNKNOWN}
     */
    public int indexOf(final DirectBuffer buffer, final int offset) {
        return find(buffer.getLong(offset, LITTLE_ENDIAN), buffer.getLong(offset + Long.BYTES, LITTLE_ENDIAN));
    }

    /**
     * Looks a code up.
     *
     * @param code e.g. {@code USDT}
     * @return its index, or {@link #UNKNOWN}
     */
    public int indexOf(final String code) {
        return find(pack(code, 0), pack(code, Long.BYTES));
    }

    /**
     * The index of a code in an event; registers it when it is new.
     *
     * @param buffer of the event
     * @param offset of the first of sixteen bytes, padded with zeros
     * @return its index
     */
    public int register(final DirectBuffer buffer, final int offset) {
        return register(buffer.getLong(offset, LITTLE_ENDIAN), buffer.getLong(offset + Long.BYTES, LITTLE_ENDIAN));
    }

    /**
     * The index of a code; registers it when it is new.
     *
     * @param code one to sixteen printable ASCII characters
     * @return its index
     */
    public int register(final String code) {
        boolean valid = !code.isEmpty() && code.length() <= CODE_LENGTH;
        for (int i = 0; i < code.length(); i++) {
            valid &= code.charAt(i) > ' ' && code.charAt(i) < 127;
        }
        if (!valid) {
            throw new IllegalArgumentException(
                "asset code '" + code + "' must be 1 to " + CODE_LENGTH + " printable ASCII characters");
        }
        return register(pack(code, 0), pack(code, Long.BYTES));
    }

    /**
     * Whether two codes are known, or can still be registered.
     *
     * @param one     code of an asset
     * @param another code of an asset, may be the same
     * @return false when {@link #register} would fail for lack of room
     */
    public boolean hasRoomFor(final String one, final String another) {
        final int wanted = (indexOf(one) == UNKNOWN ? 1 : 0)
            + (indexOf(another) == UNKNOWN && !another.equals(one) ? 1 : 0);
        return count + wanted <= capacity();
    }

    /**
     * The code of an asset. Allocates.
     *
     * @param index 0 to {@link #count} - 1
     * @return e.g. {@code USDT}
     */
    public String code(final int index) {
        final StringBuilder out = new StringBuilder(CODE_LENGTH);
        for (int i = 0; i < CODE_LENGTH; i++) {
            final long word = i < Long.BYTES ? low[index] : high[index];
            final char c = (char) (word >>> 8 * (i % Long.BYTES) & 0xFF);
            if (c != 0) {
                out.append(c);
            }
        }
        return out.toString();
    }

    /**
     * First or second half of a code as it stands in events.
     *
     * @param index 0 to {@link #count} - 1
     * @param half  0 or 1
     * @return eight bytes, little endian
     */
    public long code(final int index, final int half) {
        return half == 0 ? low[index] : high[index];
    }

    /**
     * Copies the code of an asset into an event.
     *
     * @param index  0 to {@link #count} - 1
     * @param buffer of the event
     * @param offset of the first of sixteen bytes
     */
    public void copyCode(final int index, final MutableDirectBuffer buffer, final int offset) {
        buffer.putLong(offset, low[index], LITTLE_ENDIAN);
        buffer.putLong(offset + Long.BYTES, high[index], LITTLE_ENDIAN);
    }

    private int register(final long lowBytes, final long highBytes) {
        final int known = find(lowBytes, highBytes);
        if (known != UNKNOWN) {
            return known;
        }
        if (lowBytes == 0 || count == low.length) {
            throw new IllegalStateException(
                lowBytes == 0 ? "an asset without a code" : "more than " + low.length + " assets");
        }
        low[count] = lowBytes;
        high[count] = highBytes;
        count++;
        int slot = home(lowBytes, highBytes);
        while (table[slot] != 0) {
            slot = slot + 1 & table.length - 1;
        }
        table[slot] = count;
        return count - 1;
    }

    private int find(final long lowBytes, final long highBytes) {
        for (int slot = home(lowBytes, highBytes); table[slot] != 0; slot = slot + 1 & table.length - 1) {
            final int index = table[slot] - 1;
            if (low[index] == lowBytes && high[index] == highBytes) {
                return index;
            }
        }
        return UNKNOWN;
    }

    private int home(final long lowBytes, final long highBytes) {
        final long z = (lowBytes ^ highBytes * 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
        return (int) (z >>> 32) & table.length - 1;
    }

    private static long pack(final String code, final int from) {
        long word = 0;
        for (int i = Math.min(code.length(), from + Long.BYTES) - 1; i >= from; i--) {
            word = word << 8 | code.charAt(i) & 0xFF;
        }
        return word;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(count);
        for (int i = 0; i < count; i++) {
            out.putLong(low[i]);
            out.putLong(high[i]);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        if (version != STATE_VERSION) {
            throw new IllegalStateException("assets: state layout " + version + ", this build reads " + STATE_VERSION);
        }
        Arrays.fill(table, 0);
        count = 0;
        final int assets = in.getInt();
        for (int i = 0; i < assets; i++) {
            final long lowBytes = in.getLong();
            register(lowBytes, in.getLong());
        }
    }
}
