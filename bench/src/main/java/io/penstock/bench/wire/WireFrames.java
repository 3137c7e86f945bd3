package io.penstock.bench.wire;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The frames of a recorded session, each with the header of a server's WebSocket frame before it, one behind the other
 * in direct memory. A recording that is shorter than what is asked of it begins anew. Only read after it was made; any
 * thread.
 */
public final class WireFrames {
    private static final int PADDING = 64;
    private static final int TEXT = 0x81;
    private static final int BINARY = 0x82;
    private static final int SHORT = 126;

    private final ByteBuffer wire;
    private final int[] starts;
    private final int[] payloads;
    private final long[] receiveNs;
    private final byte[] snapshot;

    WireFrames(
        final List<byte[]> frames, final List<Long> times, final byte[] snapshot, final boolean binary) {
        this.snapshot = snapshot;
        starts = new int[frames.size() + 1];
        payloads = new int[frames.size()];
        receiveNs = times.stream().mapToLong(Long::longValue).toArray();
        wire = ByteBuffer.allocateDirect(frames.stream().mapToInt(frame -> frame.length + 10).sum() + PADDING);
        for (int i = 0; i < frames.size(); i++) {
            final byte[] frame = frames.get(i);
            wire.put((byte) (binary ? BINARY : TEXT));
            if (frame.length < SHORT) {
                wire.put((byte) frame.length);
            } else if (frame.length < 1 << 16) {
                wire.put((byte) SHORT).putShort((short) frame.length);
            } else {
                wire.put((byte) (SHORT + 1)).putLong(frame.length);
            }
            payloads[i] = wire.position();
            wire.put(frame);
            starts[i + 1] = wire.position();
        }
        wire.position(0);
    }

    /**
     * Frames of the recording.
     *
     * @return how many before it begins anew
     */
    public int count() {
        return payloads.length;
    }

    /**
     * All frames with their headers.
     *
     * @return not a copy; its position must not be moved
     */
    public ByteBuffer wire() {
        return wire;
    }

    /** First byte of a frame, header included; the end of the last for one past it. */
    int start(final int frame) {
        return starts[frame];
    }

    /**
     * First byte of what a frame carries.
     *
     * @param frame from 0, less than the count
     * @return index into the wire bytes
     */
    public int payload(final int frame) {
        return payloads[frame];
    }

    /**
     * Bytes that a frame carries.
     *
     * @param frame from 0, less than the count
     * @return without header
     */
    public int payloadLength(final int frame) {
        return starts[frame + 1] - payloads[frame];
    }

    /**
     * When a frame was received.
     *
     * @param message from 0, also behind the recording's end
     * @return nanoseconds since 1970, growing
     */
    public long receiveNs(final int message) {
        final int last = receiveNs.length - 1;
        final long spanNs = receiveNs[last] - receiveNs[0] + 1_000_000;
        return receiveNs[message % receiveNs.length] + message / receiveNs.length * spanNs;
    }

    /**
     * The book over HTTP.
     *
     * @return the body, or null where the stream itself brings it
     */
    public byte[] snapshot() {
        return snapshot;
    }
}
