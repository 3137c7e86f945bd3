package io.penstock.gateways.common.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A venue's clock seen through delays that differ each way, in virtual time. */
class ServerClockTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final long T0 = 1_790_000_000L * SECOND;

    private final ServerClock clock = new ServerClock(180 * SECOND, 900 * SECOND);

    private long sample(final long nowNs, final long offsetNs, final long outNs, final long backNs) {
        assertTrue(clock.ask(nowNs));
        assertFalse(clock.ask(nowNs), "one question at a time");
        clock.sample(nowNs + outNs + offsetNs, outNs + backNs, nowNs + outNs + backNs);
        return nowNs + outNs + backNs;
    }

    @Test
    void shouldTakeTheSmallestRoundTripWhenDelaysDiffer() {
        assertFalse(clock.known());
        assertEquals(Long.MAX_VALUE, clock.uncertaintyNs());
        long nowNs = T0;
        final long[][] ways = {{80, 20}, {10, 90}, {3, 5}, {60, 60}};
        for (final long[] way : ways) {
            nowNs = sample(nowNs, 250 * MILLI, way[0] * MILLI, way[1] * MILLI) + SECOND;
            assertFalse(clock.tell(nowNs), "five samples first");
        }
        nowNs = sample(nowNs, 250 * MILLI, 40 * MILLI, 2 * MILLI);
        assertTrue(clock.tell(nowNs));
        assertEquals(249 * MILLI, clock.offsetNs(), "off by half of the difference of both ways: (3 - 5) / 2");
        assertEquals(4 * MILLI, clock.uncertaintyNs());
        assertFalse(clock.tell(nowNs), "told already");
        assertEquals(nowNs + 180 * SECOND, clock.nextAskNs());
        assertTrue(clock.tell(nowNs + 900 * SECOND), "told again every so often");
    }

    @Test
    void shouldHoldTheTruthWithinItsUncertaintyWhenDelaysAreRandom() {
        final long seed = 42;
        final SplittableRandom random = new SplittableRandom(seed);
        long nowNs = T0;
        final long offsetNs = -37 * MILLI;
        for (int i = 0; i < 500; i++) {
            nowNs = sample(nowNs, offsetNs, random.nextLong(200 * MILLI), random.nextLong(200 * MILLI));
            assertTrue(Math.abs(clock.offsetNs() - offsetNs) <= clock.uncertaintyNs() + 1,
                "seed " + seed + " sample " + i + ": " + clock.offsetNs() + " +- " + clock.uncertaintyNs());
            nowNs += 180 * SECOND;
        }
    }

    @Test
    void shouldForgetTheOldWhenAClockIsSet() {
        long nowNs = T0;
        for (int i = 0; i < 5; i++) {
            nowNs = sample(nowNs, 0, 2 * MILLI, 2 * MILLI) + SECOND;
        }
        assertTrue(clock.tell(nowNs));
        nowNs = sample(nowNs + 180 * SECOND, 500 * MILLI, 50 * MILLI, 50 * MILLI);
        assertEquals(500 * MILLI, clock.offsetNs(), "the best sample of before cannot be true any more");
        assertTrue(clock.tell(nowNs));
    }

    @Test
    void shouldAskAgainLaterWhenNoAnswerComes() {
        assertTrue(clock.ask(T0));
        assertEquals(Long.MAX_VALUE, clock.nextAskNs());
        clock.failed(T0 + 10 * SECOND, T0);
        assertEquals(T0 + 10 * SECOND, clock.nextAskNs());
        assertFalse(clock.ask(T0 + 9 * SECOND));
        assertTrue(clock.ask(T0 + 10 * SECOND));
        clock.failed(Long.MIN_VALUE, T0 + 11 * SECOND);
        assertEquals(T0 + 11 * SECOND + 250 * MILLI, clock.nextAskNs());
    }
}
