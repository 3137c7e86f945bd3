package io.penstock.tools.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.session.Sessions;
import org.junit.jupiter.api.Test;

/** Seeded faults in virtual time. More of them: {@code .ci/faults COUNT FILE}. */
class FaultScenariosTest {
    private static final int COUNT = Integer.getInteger("penstock.scenarios", 60);
    private static final long FIRST = Long.getLong("penstock.scenarios.first", 0);

    static Configuration configuration() {
        return Sessions.configuration("feature.warm_up_ms=1000", "risk.max_book_age_ms=2000");
    }

    @Test
    void shouldNeverTrustAWrongBookWhenAnythingFails() {
        final Configuration configuration = configuration();
        final FaultTotals totals = new FaultTotals();
        for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
            final FaultScenario scenario = new FaultScenario(seed, configuration);
            try {
                totals.add(scenario.run());
            } catch (final AssertionError | RuntimeException e) {
                throw new AssertionError(scenario.what() + ": " + e.getMessage(), e);
            }
        }
        System.out.println(totals.text());
        assertTrue(totals.judged() > 50L * COUNT, totals.text());
        assertTrue(totals.orders() > 0, "no order was made, so none was judged");
        assertTrue(totals.kinds() > Math.min(Fault.publicOnes().size(), COUNT) / 2, totals.text());
    }

    @Test
    void shouldComeToTheSameEndWhenASeedIsPlayedTwice() {
        final Configuration configuration = configuration();
        assertEquals(
            new FaultScenario(FIRST + 2, configuration).run(), new FaultScenario(FIRST + 2, configuration).run());
    }
}
