package io.penstock.gateways.common.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Seconds, dates and nonsense. */
class RetryAfterTest {
    private static final long NOW_NS = 1_445_412_480L * 1_000_000_000L + 5;

    private static long seconds(final String header) {
        final long untilNs = RetryAfter.untilNs(Optional.of(header), NOW_NS);
        return untilNs == Long.MIN_VALUE ? -1 : (untilNs - NOW_NS) / 1_000_000_000L;
    }

    @Test
    void shouldReadSecondsAndDatesWhenAVenueSaysWhen() {
        assertEquals(120, seconds("120"));
        assertEquals(0, seconds(" 0 "));
        assertEquals(60, seconds("Wed, 21 Oct 2015 07:29:00 GMT"));
        assertEquals(0, seconds("Wed, 21 Oct 2015 07:00:00 GMT"), "past");
        assertEquals(7 * 86_400, seconds("99999999999999"), "nobody waits for ever");
    }

    @Test
    void shouldSayNothingWhenTheHeaderIsMissingOrUnreadable() {
        assertEquals(Long.MIN_VALUE, RetryAfter.untilNs(Optional.empty(), NOW_NS));
        assertEquals(-1, seconds("soon"));
        assertEquals(-1, seconds("-5"));
        assertEquals(-1, seconds(""));
        assertEquals(-1, seconds("9999999999999999999999"));
    }
}
