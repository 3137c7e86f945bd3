package io.penstock.gateways.emulator.fault;

import io.penstock.gateways.emulator.EmulatorWire;
import java.util.ArrayDeque;

/** One connection behind the layer of faults: what waits to be sent, and when. One thread. */
final class FaultyLink {
    /** What is sent. */
    enum What {
        TEXT, BINARY, PING, CLOSE
    }

    /** Something that waits. */
    record Item(What what, byte[] data, EmulatorWire.Ending ending, long dueNs) {
        boolean isData() {
            return what == What.TEXT || what == What.BINARY;
        }
    }

    private static final long HOLD_NS = 1_000_000_000L;
    private static final long NS_PER_SECOND = 1_000_000_000L;

    final int connection;
    long stalledUntilNs = Long.MIN_VALUE;
    long slowUntilNs = Long.MIN_VALUE;
    /** Nothing comes or goes any more, and nobody is told. */
    boolean halfOpen;
    /** Its end waits to be sent. */
    boolean ended;
    private final ArrayDeque<Item> queue = new ArrayDeque<>();
    private long lastDueNs = Long.MIN_VALUE;
    private int queuedBytes;
    private Item held;
    private long heldUntilNs;

    FaultyLink(final int connection) {
        this.connection = connection;
    }

    /** Puts something behind everything that waits. */
    void add(final What what, final byte[] data, final EmulatorWire.Ending ending, final long nowNs,
        final int slowBytesPerSecond) {
        long dueNs = Math.max(nowNs, lastDueNs);
        if (nowNs < slowUntilNs && data != null) {
            dueNs += data.length * NS_PER_SECOND / slowBytesPerSecond;
        }
        lastDueNs = dueNs;
        queuedBytes += data == null ? 0 : data.length;
        queue.add(new Item(what, data, ending, dueNs));
        if (held != null && (what == What.TEXT || what == What.BINARY || what == What.CLOSE)) {
            release();
        }
    }

    /** What is added from now on comes later. */
    void delay(final long nowNs, final long delayNs) {
        lastDueNs = Math.max(nowNs, lastDueNs) + delayNs;
    }

    /** Keeps a frame back until the next one has gone, or a second is over. */
    boolean hold(final What what, final byte[] data, final long nowNs) {
        if (held != null) {
            return false;
        }
        held = new Item(what, data, null, 0);
        heldUntilNs = nowNs + HOLD_NS;
        return true;
    }

    private void release() {
        final Item item = held;
        held = null;
        queuedBytes += item.data.length;
        queue.add(new Item(item.what, item.data, null, lastDueNs));
    }

    int queuedBytes() {
        return queuedBytes;
    }

    long nextDueNs() {
        final long queued = queue.isEmpty() ? Long.MAX_VALUE : queue.peek().dueNs;
        return held == null ? queued : Math.min(queued, heldUntilNs);
    }

    /** The next thing that is due, or null. */
    Item poll(final long nowNs) {
        if (held != null && heldUntilNs <= nowNs) {
            lastDueNs = Math.max(lastDueNs, heldUntilNs);
            release();
        }
        if (queue.isEmpty() || queue.peek().dueNs > nowNs) {
            return null;
        }
        final Item item = queue.poll();
        queuedBytes -= item.data == null ? 0 : item.data.length;
        return item;
    }

    /** Forgets everything that waits. */
    void clear() {
        queue.clear();
        queuedBytes = 0;
        held = null;
    }
}
