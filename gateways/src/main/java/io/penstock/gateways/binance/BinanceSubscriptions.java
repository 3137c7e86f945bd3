package io.penstock.gateways.binance;

import io.penstock.gateways.common.ControlFrames;
import io.penstock.gateways.common.SessionActions;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Asks for the streams of a session on each new connection, many names in one frame, and matches the answers by their
 * ids. Ids grow over the life of the session, so that an answer of an earlier connection is never taken for one of
 * this. Session thread; allocates in the constructor only, apart from the queue's first growth.
 */
final class BinanceSubscriptions {
    /** A frame is ended before it gets longer. */
    static final int MOST_FRAME_BYTES = 4_000;
    /** An answer that takes longer is a refusal. */
    static final long ACK_TIMEOUT_NS = 10_000_000_000L;
    /** Longest frame with its id. */
    private static final int ID_ROOM = 32;
    private static final byte[] ID = ObjectFields.ascii("],\"id\":");
    private static final long NOT_SENT = Long.MAX_VALUE;
    private static final long ANSWERED = Long.MIN_VALUE;

    private final byte[][] frames;
    private final ControlFrames queue;
    private final byte[] text = new byte[MOST_FRAME_BYTES + 256 + ID_ROOM];
    private final long[] firstIds;
    private final int[] sent;
    private final int[] missing;
    private final long[][] sentNs;
    private final long[] completeNs;
    private long nextId = 1;

    BinanceSubscriptions(final List<String> streams, final int lanes, final long distanceNs) {
        queue = new ControlFrames(lanes, distanceNs);
        frames = frames(streams);
        firstIds = new long[lanes];
        sent = new int[lanes];
        missing = new int[lanes];
        sentNs = new long[lanes][frames.length];
        completeNs = new long[lanes];
        Arrays.fill(completeNs, NOT_SENT);
    }

    private static byte[][] frames(final List<String> streams) {
        final List<byte[]> result = new ArrayList<>();
        StringBuilder names = new StringBuilder();
        for (final String stream : streams) {
            if (names.length() > 0 && names.length() + stream.length() + 64 > MOST_FRAME_BYTES) {
                result.add(frame(names));
                names = new StringBuilder();
            }
            names.append(names.length() == 0 ? "\"" : ",\"").append(stream).append('"');
        }
        if (names.length() > 0) {
            result.add(frame(names));
        }
        return result.toArray(new byte[0][]);
    }

    private static byte[] frame(final StringBuilder names) {
        return ("{\"method\":\"SUBSCRIBE\",\"params\":[" + names).getBytes(StandardCharsets.US_ASCII);
    }

    /** A new connection: everything is asked for. */
    void begin(final int lane) {
        queue.clear(lane);
        firstIds[lane] = nextId;
        sent[lane] = 0;
        missing[lane] = frames.length;
        completeNs[lane] = NOT_SENT;
        for (int i = 0; i < frames.length; i++) {
            final byte[] frame = frames[i];
            System.arraycopy(frame, 0, text, 0, frame.length);
            System.arraycopy(ID, 0, text, frame.length, ID.length);
            final int length = digits(nextId++, frame.length + ID.length);
            text[length] = '}';
            queue.add(lane, text, 0, length + 1);
            sentNs[lane][i] = NOT_SENT;
        }
    }

    private int digits(final long number, final int at) {
        int size = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            size++;
        }
        long rest = number;
        for (int i = at + size - 1; i >= at; i--) {
            text[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return at + size;
    }

    /** The connection is gone. */
    void end(final int lane) {
        queue.clear(lane);
        missing[lane] = 0;
        sent[lane] = 0;
        completeNs[lane] = NOT_SENT;
    }

    /** Sends what is due. */
    void send(final SessionActions actions, final long nowNs) {
        for (int lane = 0; lane < sent.length; lane++) {
            while (queue.send(lane, actions, nowNs)) {
                sentNs[lane][sent[lane]++] = nowNs;
            }
        }
    }

    /**
     * An answer came.
     *
     * @return true when it completes the subscription of this connection
     */
    boolean acknowledged(final int lane, final long id, final long nowNs) {
        if (answered(lane, id) && --missing[lane] == 0) {
            completeNs[lane] = nowNs;
            return true;
        }
        return false;
    }

    /** A refusal came: this connection will never be complete. */
    void refused(final int lane, final long id) {
        answered(lane, id);
    }

    private boolean answered(final int lane, final long id) {
        final long index = id - firstIds[lane];
        if (index < 0 || index >= sent[lane] || sentNs[lane][(int) index] == ANSWERED) {
            return false;
        }
        sentNs[lane][(int) index] = ANSWERED;
        return true;
    }

    /** Whether an answer that was due has not come; true once, the others are not waited for any more. */
    boolean overdue(final int lane, final long nowNs) {
        for (int i = 0; i < sent[lane]; i++) {
            if (sentNs[lane][i] != ANSWERED && nowNs - sentNs[lane][i] >= ACK_TIMEOUT_NS) {
                for (int j = 0; j < sent[lane]; j++) {
                    sentNs[lane][j] = ANSWERED;
                }
                return true;
            }
        }
        return false;
    }

    /** Whether everything was acknowledged at least so long ago. */
    boolean completeFor(final int lane, final long ageNs, final long nowNs) {
        return completeNs[lane] != NOT_SENT && nowNs - completeNs[lane] >= ageNs;
    }
}
