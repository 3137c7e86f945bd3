package io.penstock.gateways.binance;

import java.util.Arrays;

/**
 * Decoded diffs that wait for a snapshot, first in first out, in one array of longs. Grows by doubling up to a limit,
 * so it allocates only while it has never been so full. One thread.
 */
final class DiffBuffer {
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
    DiffBuffer(final int limit) {
        this.limit = limit;
    }

    /**
     * Keeps a diff.
     *
     * @param message       decoded
     * @param gatewayTimeNs when it was received
     * @return false when there is no room
     */
    boolean add(final BinanceMessage message, final long gatewayTimeNs) {
        final int size = HEADER + 2 * message.levelCount;
        if (!makeRoom(size)) {
            return false;
        }
        data[tail] = size;
        data[tail + 1] = message.firstUpdateId;
        data[tail + 2] = message.lastUpdateId;
        data[tail + 3] = message.previousUpdateId;
        data[tail + 4] = message.eventTimeNs;
        data[tail + 5] = gatewayTimeNs;
        data[tail + 6] = message.bidCount;
        data[tail + 7] = message.levelCount;
        System.arraycopy(message.levels, 0, data, tail + HEADER, 2 * message.levelCount);
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

    void clear() {
        head = 0;
        tail = 0;
        count = 0;
    }

    int count() {
        return count;
    }

    /** Where the first diff lies, -1 when there is none. */
    int first() {
        return count == 0 ? -1 : head;
    }

    /** Where the diff behind another lies, -1 at the end. */
    int next(final int at) {
        final int behind = at + (int) data[at];
        return behind < tail ? behind : -1;
    }

    void removeFirst() {
        head += (int) data[head];
        if (--count == 0) {
            clear();
        }
    }

    long firstUpdateId(final int at) {
        return data[at + 1];
    }

    long lastUpdateId(final int at) {
        return data[at + 2];
    }

    long previousUpdateId(final int at) {
        return data[at + 3];
    }

    long eventTimeNs(final int at) {
        return data[at + 4];
    }

    long gatewayTimeNs(final int at) {
        return data[at + 5];
    }

    int bidCount(final int at) {
        return (int) data[at + 6];
    }

    int levelCount(final int at) {
        return (int) data[at + 7];
    }

    long[] data() {
        return data;
    }

    int levels(final int at) {
        return at + HEADER;
    }
}
