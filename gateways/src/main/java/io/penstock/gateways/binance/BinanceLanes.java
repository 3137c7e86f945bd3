package io.penstock.gateways.binance;

import java.util.Arrays;

/**
 * Which of two connections each instrument's book and quotes follow. Session thread; allocates in the constructor only.
 */
final class BinanceLanes {
    static final int NONE = -1;
    private static final long NOTHING = Long.MIN_VALUE;

    private final boolean[] connected;
    private final byte[] followed;
    private final long[] passedOver;
    private int newest;

    BinanceLanes(final int instruments, final int lanes) {
        connected = new boolean[lanes];
        followed = new byte[instruments];
        passedOver = new long[instruments];
        Arrays.fill(followed, (byte) NONE);
        Arrays.fill(passedOver, NOTHING);
    }

    boolean connected(final int lane) {
        return connected[lane];
    }

    boolean anyConnected() {
        return connected[0] || connected[1];
    }

    /** A connection is there; instruments that follow none follow it. */
    void connect(final int lane) {
        connected[lane] = true;
        newest = lane;
        for (int i = 0; i < followed.length; i++) {
            if (followed[i] == NONE) {
                follow(i, lane);
            }
        }
    }

    /**
     * A connection is gone.
     *
     * @return the one that is left, or {@link #NONE}
     */
    int disconnect(final int lane) {
        connected[lane] = false;
        return connected[1 - lane] ? 1 - lane : NONE;
    }

    int followed(final int slot) {
        return followed[slot];
    }

    boolean follows(final int slot, final int lane) {
        return followed[slot] == lane;
    }

    /** Whether an instrument may be handed over to a connection: only forwards, or it would go to and fro. */
    boolean mayTakeOver(final int slot, final int lane) {
        return followed[slot] != lane && newest == lane;
    }

    void follow(final int slot, final int lane) {
        followed[slot] = (byte) lane;
        passedOver[slot] = NOTHING;
    }

    /** A diff of the connection that is not followed was left out because something lies between it and the book. */
    void passOver(final int slot, final long lastUpdateId) {
        passedOver[slot] = Math.max(passedOver[slot], lastUpdateId);
    }

    /** The last id that was left out, Long.MIN_VALUE when none was since the instrument follows this connection. */
    long passedOver(final int slot) {
        return passedOver[slot];
    }

    boolean allFollow(final int lane) {
        for (int i = 0; i < followed.length; i++) {
            if (followed[i] != lane) {
                return false;
            }
        }
        return connected[lane];
    }
}
