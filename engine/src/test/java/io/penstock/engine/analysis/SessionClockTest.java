package io.penstock.engine.analysis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.Session;
import io.penstock.engine.config.SessionConfig;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SessionClockTest {
    private static final long MINUTE_NS = 60_000_000_000L;

    private final SessionClock clock = new SessionClock(SessionConfig.defaults());

    private static long at(final String time) {
        return Instant.parse(time).getEpochSecond() * 1_000_000_000L;
    }

    private static String words(final int bits) {
        final StringBuilder words = new StringBuilder();
        for (final Session session : Session.values()) {
            words.append((bits & session.bit()) == 0 ? "" : session.word() + " ");
        }
        return words.toString().trim();
    }

    private String when(final String time) {
        return words(clock.at(at(time)));
    }

    @Test
    void shouldNameSessionsAndOverlapsByTimeOfDay() {
        // a Wednesday
        assertEquals("asia", when("2024-08-07T00:30:00Z"));
        assertEquals("asia europe asia_europe", when("2024-08-07T07:00:00Z"));
        assertEquals("europe", when("2024-08-07T09:00:00Z"));
        assertEquals("europe us europe_us", when("2024-08-07T13:00:00Z"));
        assertEquals("us", when("2024-08-07T16:30:00Z"));
        assertEquals("", when("2024-08-07T22:00:00Z"));
    }

    @Test
    void shouldNameWeekendsAndFundingTimes() {
        assertEquals("us", when("2024-08-09T21:59:00Z"));
        assertEquals("", when("2024-08-09T23:49:59Z"));
        assertEquals("funding", when("2024-08-09T23:50:00Z"));
        assertEquals("asia weekend funding", when("2024-08-10T00:00:00Z"));
        assertEquals("asia weekend", when("2024-08-10T00:10:00Z"));
        assertEquals("weekend", when("2024-08-11T23:30:00Z"));
        assertEquals("asia", when("2024-08-12T00:10:00Z"));
        assertEquals("europe us europe_us funding", when("2024-08-12T15:55:00Z"));
    }

    @Test
    void shouldGoOverMidnightWhenAWindowEndsBeforeItBegins() {
        final SessionClock other = new SessionClock(new SessionConfig(new SessionConfig.Window(1_380, 60),
            new SessionConfig.Window(120, 180), new SessionConfig.Window(240, 300), List.of(), 10));
        assertEquals("asia", words(other.at(at("2024-08-07T23:30:00Z"))));
        assertEquals("asia", words(other.at(at("2024-08-08T00:59:59Z"))));
        assertEquals("", words(other.at(at("2024-08-08T01:00:00Z"))));
        assertEquals(Long.MAX_VALUE, other.fundingInNs(at("2024-08-08T01:00:00Z"), Long.MAX_VALUE - 1));
    }

    @Test
    void shouldSayWhenSessionsChangeAndWhichFundingMatters() {
        final SplittableRandom random = new SplittableRandom(5);
        for (int i = 0; i < 2_000; i++) {
            final long nowNs = at("2024-08-07T00:00:00Z") + random.nextLong(14 * 1_440) * MINUTE_NS
                + random.nextLong(MINUTE_NS);
            final long inNs = clock.changesInNs(nowNs);
            long first = Math.floorDiv(nowNs, MINUTE_NS) + 1;
            while (clock.at(first * MINUTE_NS) == clock.at(nowNs)) {
                first++;
            }
            assertEquals(first * MINUTE_NS - nowNs, inNs, "at " + Instant.ofEpochSecond(0, nowNs));
            final long afterNs = random.nextLong(60) * MINUTE_NS;
            final long lastNs = Math.floorDiv(nowNs, 480 * MINUTE_NS) * 480 * MINUTE_NS;
            assertEquals(nowNs - lastNs <= afterNs ? lastNs : lastNs + 480 * MINUTE_NS,
                nowNs + clock.fundingInNs(nowNs, afterNs), "at " + Instant.ofEpochSecond(0, nowNs));
        }
    }
}
