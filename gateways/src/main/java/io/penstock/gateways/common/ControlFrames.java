package io.penstock.gateways.common;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Text frames that wait to be sent, per connection in the order they were added, never closer to each other than the
 * venue's limit of control frames allows. Session thread; allocates only while a queue has never been so full.
 */
public final class ControlFrames {
    /** Room for so many bytes in one queue; what a venue is asked on one connection is far less. */
    public static final int MOST_BYTES = 1 << 20;

    private final long distanceNs;
    private final byte[][] data;
    private final int[][] lengths;
    private final int[] bytesHead;
    private final int[] bytesTail;
    private final int[] head;
    private final int[] tail;
    private final long[] nextNs;
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[0]);

    /**
     * Nothing waits.
     *
     * @param lanes      connections
     * @param distanceNs least time between two frames of one connection
     */
    public ControlFrames(final int lanes, final long distanceNs) {
        this.distanceNs = distanceNs;
        data = new byte[lanes][4 << 10];
        lengths = new int[lanes][16];
        bytesHead = new int[lanes];
        bytesTail = new int[lanes];
        head = new int[lanes];
        tail = new int[lanes];
        nextNs = new long[lanes];
        Arrays.fill(nextNs, Long.MIN_VALUE);
    }

    /**
     * Adds a frame.
     *
     * @param lane   which connection
     * @param text   holds it; copied
     * @param offset of its first byte
     * @param length in bytes
     * @return false when {@link #MOST_BYTES} already wait; nothing was added
     */
    public boolean add(final int lane, final byte[] text, final int offset, final int length) {
        if (bytesTail[lane] + length > MOST_BYTES) {
            return false;
        }
        while (bytesTail[lane] + length > data[lane].length) {
            data[lane] = Arrays.copyOf(data[lane], 2 * data[lane].length);
        }
        if (tail[lane] == lengths[lane].length) {
            lengths[lane] = Arrays.copyOf(lengths[lane], 2 * tail[lane]);
        }
        System.arraycopy(text, offset, data[lane], bytesTail[lane], length);
        bytesTail[lane] += length;
        lengths[lane][tail[lane]++] = length;
        return true;
    }

    /**
     * Adds a frame. Allocates.
     *
     * @param lane which connection
     * @param text ASCII
     * @return false when {@link #MOST_BYTES} already wait; nothing was added
     */
    public boolean add(final int lane, final String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        return add(lane, bytes, 0, bytes.length);
    }

    /**
     * Forgets what waits for a connection, and when something was sent over it: the next one is a new one.
     *
     * @param lane which connection
     */
    public void clear(final int lane) {
        head[lane] = 0;
        tail[lane] = 0;
        bytesHead[lane] = 0;
        bytesTail[lane] = 0;
        nextNs[lane] = Long.MIN_VALUE;
    }

    /**
     * How many frames wait.
     *
     * @param lane which connection
     * @return frames not sent yet
     */
    public int waiting(final int lane) {
        return tail[lane] - head[lane];
    }

    /**
     * Sends the next frame of a connection if there is one and its time has come.
     *
     * @param lane    which connection
     * @param actions sends it
     * @param nowNs   now
     * @return true when a frame was sent
     */
    public boolean send(final int lane, final SessionActions actions, final long nowNs) {
        if (head[lane] == tail[lane] || nowNs < nextNs[lane]) {
            return false;
        }
        final int length = lengths[lane][head[lane]++];
        frame.wrap(data[lane], bytesHead[lane], length);
        bytesHead[lane] += length;
        if (head[lane] == tail[lane]) {
            head[lane] = 0;
            tail[lane] = 0;
            bytesHead[lane] = 0;
            bytesTail[lane] = 0;
        }
        nextNs[lane] = nowNs + distanceNs;
        actions.send(lane, frame, 0, length);
        return true;
    }
}
