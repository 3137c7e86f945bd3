package io.penstock.engine.state;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import org.agrona.ExpandableArrayBuffer;

/**
 * Bytes of a state: written once, hashed, read back. One thread; allocates only when it grows.
 */
public final class StateBuffer implements StateWriter, StateReader {
    private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer(64 * 1024);
    private int length;
    private int position;

    /** Forgets what was written. */
    public void clear() {
        length = 0;
        position = 0;
    }

    /** Reads from the beginning again. */
    public void rewind() {
        position = 0;
    }

    /**
     * Bytes written.
     *
     * @return 0 or more
     */
    public int length() {
        return length;
    }

    /**
     * The bytes written, to store them elsewhere.
     *
     * @return as long as {@link #length} and more; only valid until the next write
     */
    public byte[] bytes() {
        return buffer.byteArray();
    }

    /**
     * Takes bytes that were stored; what was written before is forgotten.
     *
     * @param stored as {@link #bytes} gave them
     * @param count  how many
     */
    public void load(final byte[] stored, final int count) {
        clear();
        buffer.putBytes(0, stored, 0, count);
        length = count;
    }

    @Override
    public void putLong(final long value) {
        buffer.putLong(length, value);
        length += Long.BYTES;
    }

    @Override
    public void putInt(final int value) {
        buffer.putInt(length, value);
        length += Integer.BYTES;
    }

    @Override
    public long getLong() {
        final long value = buffer.getLong(claim(Long.BYTES));
        return value;
    }

    @Override
    public int getInt() {
        final int value = buffer.getInt(claim(Integer.BYTES));
        return value;
    }

    private int claim(final int bytes) {
        final int at = position;
        if (at + bytes > length) {
            throw new IllegalStateException("the state ends after " + length + " bytes, more is read");
        }
        position = at + bytes;
        return at;
    }

    /**
     * Hash of the bytes written: xor-multiply over eight bytes at a time with a final avalanche (SplitMix64's mixer).
     *
     * @return the state hash
     */
    public long hash() {
        return hash(0);
    }

    /**
     * Hash of the bytes written behind a place: what {@link #hash()} gives when only they are written.
     *
     * @param from bytes before the first that counts
     * @return the state hash
     */
    public long hash(final int from) {
        long hash = 0x9E3779B97F4A7C15L ^ length - from;
        int i = from;
        for (; i + Long.BYTES <= length; i += Long.BYTES) {
            hash = mix(hash ^ buffer.getLong(i));
        }
        for (; i < length; i++) {
            hash = mix(hash ^ buffer.getByte(i));
        }
        return hash;
    }

    private static long mix(final long value) {
        long z = value + 0x9E3779B97F4A7C15L;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
