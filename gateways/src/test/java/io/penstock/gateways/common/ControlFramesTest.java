package io.penstock.gateways.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.agrona.DirectBuffer;
import org.junit.jupiter.api.Test;

class ControlFramesTest {
    private final List<String> sent = new ArrayList<>();
    private final ControlFrames frames = new ControlFrames(2, 300);
    private final SessionActions shell = new SessionActions() {
        @Override
        public boolean publish(final DirectBuffer records, final int offset, final int count) {
            throw new AssertionError("nothing to publish");
        }

        @Override
        public void send(final int lane, final DirectBuffer buffer, final int offset, final int length) {
            sent.add(lane + " " + buffer.getStringWithoutLengthAscii(offset, length));
        }

        @Override
        public void requestSnapshot(final int instrument, final String symbol) {
            throw new AssertionError("nothing to ask");
        }

        @Override
        public void reconnect(final int lane, final boolean urgent) {
            throw new AssertionError("no reason to reconnect");
        }
    };

    @Test
    void shouldSendInOrderNoFasterThanAllowedPerLane() {
        frames.add(0, "one");
        frames.add(0, "two");
        frames.add(1, "other");
        assertTrue(frames.send(0, shell, 1_000));
        assertFalse(frames.send(0, shell, 1_299));
        assertTrue(frames.send(1, shell, 1_001));
        assertTrue(frames.send(0, shell, 1_300));
        assertFalse(frames.send(0, shell, 9_000));
        frames.add(0, "three");
        assertTrue(frames.send(0, shell, 9_000));
        assertEquals(List.of("0 one", "1 other", "0 two", "0 three"), sent);
    }

    @Test
    void shouldForgetWhatWaitsWhenCleared() {
        frames.add(0, "one");
        frames.add(0, "two");
        frames.send(0, shell, 0);
        frames.clear(0);
        assertEquals(0, frames.waiting(0));
        frames.add(0, "three");
        assertTrue(frames.send(0, shell, 1), "a new connection has a limit of its own");
        assertEquals(List.of("0 one", "0 three"), sent);
    }

    @Test
    void shouldRefuseFramesBeyondItsRoom() {
        final String long0 = "x".repeat(4_000);
        int taken = 0;
        while (frames.add(0, long0)) {
            taken++;
        }
        assertEquals(ControlFrames.MOST_BYTES / 4_000, taken);
        assertEquals(taken, frames.waiting(0));
    }
}
