package io.penstock.gateways.mexc;

import io.penstock.gateways.common.FrameFault;

/**
 * Walks the fields of a protobuf message (proto3 wire format) without building anything.
 *
 * <p>{@link #next()} takes one field with its value, whatever its number, so that an unknown field is passed over by
 * asking for the next one. Embedded messages are entered and left. Every step takes at least two bytes or ends, lengths
 * are checked against the enclosing message, nesting is bounded: malformed bytes end in a {@link #fault()}, never in an
 * exception or a loop. Groups (wire types 3 and 4), field number 0 and numbers of more than 64 bits are refused. One
 * thread; allocates in the constructor only.
 */
public final class ProtobufReader {
    /** Wire type of whole numbers. */
    public static final int VARINT = 0;
    /** Wire type of eight bytes. */
    public static final int FIXED64 = 1;
    /** Wire type of texts, bytes and embedded messages. */
    public static final int LENGTH = 2;
    /** Wire type of four bytes. */
    public static final int FIXED32 = 5;
    /** Deepest nesting that is entered. */
    public static final int MAX_DEPTH = 8;

    private static final long MOST_TAG = 0xFFFF_FFFFL;

    private final int[] ends = new int[MAX_DEPTH];
    private byte[] data = new byte[0];
    private int position;
    private int end;
    private int depth;
    private int field;
    private int wireType;
    private long number;
    private int valueStart;
    private int valueEnd;
    private FrameFault fault;

    /**
     * Starts on a message.
     *
     * @param bytes holds it
     * @param start first byte
     * @param limit one past the last
     */
    public void wrap(final byte[] bytes, final int start, final int limit) {
        data = bytes;
        position = start;
        end = limit;
        depth = 0;
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
     * Notes a fault unless there is one; after it there is no next field.
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
     * Takes the next field of the message that was entered last.
     *
     * @return false at its end, or with a fault
     */
    public boolean next() {
        if (fault != null || position >= end || !varint()) {
            return false;
        }
        final long tag = number;
        wireType = (int) tag & 7;
        field = (int) (tag >>> 3);
        if (tag < 0 || tag > MOST_TAG || field == 0) {
            return fail(FrameFault.BAD_WIRE);
        }
        switch (wireType) {
            case VARINT:
                return varint();
            case FIXED64:
                return take(8);
            case LENGTH:
                return varint() && take(number);
            case FIXED32:
                return take(4);
            default:
                return fail(FrameFault.BAD_WIRE);
        }
    }

    private boolean take(final long length) {
        // unsigned, for a length beyond 63 bits is negative here
        if (Long.compareUnsigned(length, end - position) > 0) {
            return fail(FrameFault.TRUNCATED);
        }
        valueStart = position;
        position += (int) length;
        valueEnd = position;
        return true;
    }

    private boolean varint() {
        long value = 0;
        int at = position;
        for (int shift = 0; shift < 64; shift += 7) {
            if (at >= end) {
                return fail(FrameFault.TRUNCATED);
            }
            final byte b = data[at++];
            value |= (long) (b & 0x7F) << shift;
            if (b >= 0) {
                position = at;
                number = value;
                return shift < 63 || b <= 1 || fail(FrameFault.BAD_WIRE);
            }
        }
        return fail(FrameFault.BAD_WIRE);
    }

    /**
     * Goes into the field taken last, which must be of wire type {@link #LENGTH}; {@link #leave()} ends that.
     *
     * @return false with a fault when it is of another type or too deep
     */
    public boolean enter() {
        if (wireType != LENGTH) {
            return fail(FrameFault.WRONG_TYPE);
        }
        return enter(valueStart, valueEnd);
    }

    /**
     * Goes into bytes of the same array that were a field's value before; {@link #leave()} goes on behind them.
     *
     * @param start first byte
     * @param limit one past the last
     * @return false with a fault when it is too deep
     */
    public boolean enter(final int start, final int limit) {
        if (fault != null) {
            return false;
        }
        if (depth == MAX_DEPTH) {
            return fail(FrameFault.TOO_DEEP);
        }
        ends[depth++] = end;
        position = start;
        end = limit;
        return true;
    }

    /** Goes on behind the embedded message that was entered last, however much of it was read. */
    public void leave() {
        position = end;
        end = ends[--depth];
    }

    /**
     * Number of the field taken last.
     *
     * @return 1 to 2^29 - 1
     */
    public int field() {
        return field;
    }

    /**
     * Wire type of the field taken last.
     *
     * @return {@link #VARINT}, {@link #FIXED64}, {@link #LENGTH} or {@link #FIXED32}
     */
    public int wireType() {
        return wireType;
    }

    /**
     * Value of the field taken last, when it is a whole number.
     *
     * @return an int64; an int32 is its lower half; 0 with a fault when the field is of another wire type
     */
    public long number() {
        if (wireType != VARINT) {
            fail(FrameFault.WRONG_TYPE);
            return 0;
        }
        return number;
    }

    /**
     * Requires that the field taken last has bytes as value.
     *
     * @return false with a fault when it is of another wire type
     */
    public boolean bytes() {
        return wireType == LENGTH || fail(FrameFault.WRONG_TYPE);
    }

    /**
     * First byte of the value taken last; of a whole number there is none.
     *
     * @return index into the array
     */
    public int valueStart() {
        return valueStart;
    }

    /**
     * One past the last byte of the value taken last.
     *
     * @return index into the array
     */
    public int valueEnd() {
        return valueEnd;
    }
}
