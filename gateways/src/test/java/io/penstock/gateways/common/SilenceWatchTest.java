package io.penstock.gateways.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class SilenceWatchTest {
    private static final long SECOND = 1_000_000_000L;
    private final SilenceWatch watch = new SilenceWatch(2, 2);

    @Test
    void shouldNeverCallStreamSilentThatNeverSpoke() {
        assertFalse(watch.fellSilent(0, Long.MAX_VALUE / 2));
    }

    @Test
    void shouldCallBusyStreamSilentAfterFiveSecondsOnceAndHearItAgain() {
        for (int i = 0; i < 100; i++) {
            assertFalse(watch.spoke(0, i * SECOND / 10));
        }
        final long lastNs = 99 * SECOND / 10;
        assertEquals(SilenceWatch.LEAST_NS, watch.limitNs(0));
        assertFalse(watch.fellSilent(0, lastNs + 5 * SECOND - 1));
        assertTrue(watch.fellSilent(0, lastNs + 5 * SECOND));
        assertTrue(watch.silent(0));
        assertFalse(watch.fellSilent(0, lastNs + 6 * SECOND), "once per silence");
        assertTrue(watch.spoke(0, lastNs + 7 * SECOND));
        assertFalse(watch.silent(0));
    }

    @Test
    void shouldWaitTenUsualDistancesForQuietStream() {
        for (int i = 0; i <= 10; i++) {
            watch.spoke(1, 2 * i * SECOND);
        }
        assertEquals(20 * SECOND, watch.limitNs(1));
        assertFalse(watch.fellSilent(1, 39 * SECOND));
        assertTrue(watch.fellSilent(1, 40 * SECOND));
    }

    @Test
    void shouldCallAnyStreamSilentAfterSixtySeconds() {
        watch.spoke(0, 0);
        assertFalse(watch.fellSilent(0, 60 * SECOND - 1));
        assertTrue(watch.fellSilent(0, 60 * SECOND));
        for (int i = 0; i < 20; i++) {
            watch.spoke(1, i * 50 * SECOND);
        }
        assertEquals(60 * SECOND, watch.limitNs(1));
    }

    @Test
    void shouldAllowTwiceTheLongestPauseOfBurstyStreamForSomeMinutes() {
        long nowNs = 0;
        for (int burst = 0; burst < 5; burst++) {
            nowNs += 8 * SECOND;
            for (int i = 0; i < 200; i++) {
                nowNs += SECOND / 1_000;
                watch.spoke(0, nowNs);
            }
        }
        assertEquals(16 * SECOND + SECOND / 500, watch.limitNs(0));
        for (int i = 0; i < 700; i++) {
            nowNs += SECOND;
            watch.spoke(0, nowNs);
        }
        assertEquals(10_000, watch.limitNs(0) / 1e6, 1e-3, "the pauses are forgotten");
    }

    @Test
    void shouldKeepRateOverPause() {
        for (int i = 0; i < 20; i++) {
            watch.spoke(0, i * SECOND);
        }
        watch.pause(0);
        assertFalse(watch.fellSilent(0, 100 * SECOND));
        watch.spoke(0, 200 * SECOND);
        assertEquals(10 * SECOND, watch.limitNs(0));
    }

    @Test
    void shouldCallBrokenOnlyWhatIsKnownWellAndLaterEachTime() {
        for (int i = 0; i < 5; i++) {
            watch.spoke(0, i);
        }
        assertFalse(watch.broken(0, 0, 1_000 * SECOND), "five messages are no habit");
        for (int i = 0; i < 20; i++) {
            watch.spoke(1, i * SECOND / 10);
        }
        final long lastNs = 19 * SECOND / 10;
        assertFalse(watch.broken(1, 60 * SECOND, lastNs + 59 * SECOND));
        assertFalse(watch.broken(1, SECOND, lastNs + 5 * SECOND - 1));
        assertTrue(watch.broken(1, SECOND, lastNs + 5 * SECOND));
        assertFalse(watch.broken(1, SECOND, lastNs + 6 * SECOND));
        assertTrue(watch.broken(1, SECOND, lastNs + 10 * SECOND));
        assertTrue(watch.broken(1, SECOND, lastNs + 20 * SECOND));
    }

    @Test
    void shouldLosePatienceWithConnectionMoreSlowlyEachTime() {
        watch.expect(0, 0);
        assertFalse(watch.overdue(0, 10 * SECOND - 1));
        assertFalse(watch.overdue(1, 10 * SECOND));
        assertTrue(watch.overdue(0, 10 * SECOND));
        assertFalse(watch.overdue(0, 11 * SECOND), "once");
        watch.expect(1, 100 * SECOND);
        assertFalse(watch.overdue(1, 119 * SECOND));
        assertTrue(watch.overdue(1, 120 * SECOND));
        watch.expect(0, 200 * SECOND);
        watch.arrived(0, true);
        assertFalse(watch.overdue(0, 300 * SECOND));
        watch.expect(0, 300 * SECOND);
        assertTrue(watch.overdue(0, 310 * SECOND));
    }
}
