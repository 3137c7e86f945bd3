package io.penstock.gateways.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SnapshotRequestsTest {
    private static final long SECOND = 1_000_000_000L;
    private final SnapshotRequests requests = new SnapshotRequests(3, 2);

    @Test
    void shouldAskOnceAndNoMoreThanAllowedAtOnce() {
        for (int slot = 0; slot < 3; slot++) {
            requests.wantFirst(slot, 0);
            requests.wantFirst(slot, 0);
        }
        assertTrue(requests.any());
        assertTrue(requests.take(0));
        assertFalse(requests.take(0));
        assertTrue(requests.take(1));
        assertFalse(requests.any());
        assertFalse(requests.take(2));
        requests.wantFirst(0, 1);
        assertTrue(requests.out(0));
        requests.cancel(0);
        assertTrue(requests.idle(0));
        assertTrue(requests.take(2));
    }

    @Test
    void shouldWaitLongerWithEachQuestionAndForgetAfterMinute() {
        long nowNs = 0;
        requests.wantFirst(0, nowNs);
        assertTrue(requests.take(0));
        final long[] waits = {0, 1, 2, 4, 8, 16, 32, 32};
        for (final long wait : waits) {
            requests.wantAgain(0, nowNs);
            requests.onTimer(0, nowNs + wait * SECOND - 1);
            assertEquals(wait == 0, requests.take(0));
            nowNs += wait * SECOND;
            requests.onTimer(0, nowNs);
            assertEquals(wait != 0, requests.take(0));
        }
        requests.cancel(0);
        requests.wantFirst(0, nowNs + 60 * SECOND);
        assertTrue(requests.take(0));
    }

    @Test
    void shouldAskAgainWhenVenueAllowsOrNoAnswerComes() {
        requests.wantFirst(0, 0);
        requests.take(0);
        requests.failed(0, 5 * SECOND);
        requests.onTimer(0, 5 * SECOND - 1);
        assertFalse(requests.take(0));
        requests.onTimer(0, 5 * SECOND);
        assertTrue(requests.take(0));
        requests.onTimer(0, 5 * SECOND + SnapshotRequests.TIMEOUT_NS - 1);
        assertTrue(requests.out(0));
        requests.onTimer(0, 5 * SECOND + SnapshotRequests.TIMEOUT_NS);
        assertTrue(requests.take(0));
        requests.failed(1, 0);
        assertTrue(requests.idle(1), "none was out");
    }
}
