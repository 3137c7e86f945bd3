package io.penstock.gateways.common;

import java.util.Arrays;

/**
 * Decoded diffs that wait for a snapshot, first in first out, in one array of longs. Grows by doubling up to a limit,
 * so it allocates only while it has never been so full. One thread.
 */
public final class DiffBuffer {
    private static final int HEADER = 8;
    private final int limit;
    private long[] data = new long[1 << 10];
    private int head;
    private int tail;
    private int count;

    /**
     * An empty buffer.
     *
     * @param limit most longs it may hold
     */
    public DiffBuffer(final int limit) {
        this.limit = limit;
    }

    /**
     * Keeps a diff.
     *
     * @param firstUpdateId    of the diff
     * @param lastUpdateId     of the diff
     * @param previousUpdateId of the diff
     * @param eventTimeNs      when the venue made it, or Long.MIN_VALUE
     * @param gatewayTimeNs    when it was received
     * @param levels           price, quantity, price, quantity ...; bids first; copied
     * @param bidCount         how many levels are bids
     * @param levelCount       bids and asks together
     * @return false when there is no room
     */
    public boolean add(
        final long firstUpdateId, final long lastUpdateId, final long previousUpdateId, final long eventTimeNs,
        final long gatewayTimeNs, final long[] levels, final int bidCount, final int levelCount) {
        final int size = HEADER + 2 * levelCount;
        if (!makeRoom(size)) {
            return false;
        }
        data[tail] = size;
        data[tail + 1] = firstUpdateId;
        data[tail + 2] = lastUpdateId;
        data[tail + 3] = previousUpdateId;
        data[tail + 4] = eventTimeNs;
        data[tail + 5] = gatewayTimeNs;
        data[tail + 6] = bidCount;
        data[tail + 7] = levelCount;
        System.arraycopy(levels, 0, data, tail + HEADER, 2 * levelCount);
        tail += size;
        count++;
        return true;
    }

    private boolean makeRoom(final int size) {
        if (tail + size <= data.length) {
            return true;
        }
        if (head > 0) {
            System.arraycopy(data, head, data, 0, tail - head);
            tail -= head;
            head = 0;
        }
        int wanted = data.length;
        while (wanted < tail + size && wanted < limit) {
            wanted <<= 1;
        }
        if (wanted > limit || wanted < tail + size) {
            return false;
        }
        if (wanted > data.length) {
            data = Arrays.copyOf(data, wanted);
        }
        return true;
    }

    /** Forgets all. */
    public void clear() {
        head = 0;
        tail = 0;
        count = 0;
    }

    /**
     * How many wait.
     *
     * @return diffs kept
     */
    public int count() {
        return count;
    }

    /**
     * Where the first diff lies.
     *
     * @return its place, -1 when there is none
     */
    public int first() {
        return count == 0 ? -1 : head;
    }

    /**
     * Where the diff behind another lies.
     *
     * @param at where the other lies
     * @return its place, -1 at the end
     */
    public int next(final int at) {
        final int behind = at + (int) data[at];
        return behind < tail ? behind : -1;
    }

    /** Drops the first diff. */
    public void removeFirst() {
        head += (int) data[head];
        if (--count == 0) {
            clear();
        }
    }

    /**
     * First id of a diff.
     *
     * @param at its place
     * @return as given
     */
    public long firstUpdateId(final int at) {
        return data[at + 1];
    }

    /**
     * Last id of a diff.
     *
     * @param at its place
     * @return as given
     */
    public long lastUpdateId(final int at) {
        return data[at + 2];
    }

    /**
     * Previous id of a diff.
     *
     * @param at its place
     * @return as given
     */
    public long previousUpdateId(final int at) {
        return data[at + 3];
    }

    /**
     * When the venue made a diff.
     *
     * @param at its place
     * @return as given
     */
    public long eventTimeNs(final int at) {
        return data[at + 4];
    }

    /**
     * When a diff was received.
     *
     * @param at its place
     * @return as given
     */
    public long gatewayTimeNs(final int at) {
        return data[at + 5];
    }

    /**
     * How many levels of a diff are bids.
     *
     * @param at its place
     * @return as given
     */
    public int bidCount(final int at) {
        return (int) data[at + 6];
    }

    /**
     * How many levels a diff has.
     *
     * @param at its place
     * @return bids and asks together
     */
    public int levelCount(final int at) {
        return (int) data[at + 7];
    }

    /**
     * The array in which the diffs lie; another one after the buffer has grown.
     *
     * @return not a copy
     */
    public long[] data() {
        return data;
    }

    /**
     * Where the levels of a diff begin in {@link #data()}.
     *
     * @param at its place
     * @return index of the first price
     */
    public int levels(final int at) {
        return at + HEADER;
    }
}
