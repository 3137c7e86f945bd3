package io.penstock.tools.chaos;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.gateways.emulator.fault.Fault;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.session.Sessions;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Seeded faults in virtual time. More of them: {@code .ci/faults COUNT FILE}. */
class FaultScenariosTest {
    private static final int COUNT = Integer.getInteger("penstock.scenarios", 100);
    private static final long FIRST = Long.getLong("penstock.scenarios.first", 0);

    static Configuration configuration() {
        return Sessions.configuration("feature.warm_up_ms=1000", "risk.max_book_age_ms=2000");
    }

    @Test
    void shouldNeverTrustAWrongBookWhenAnythingFails() {
        final Configuration configuration = configuration();
        final Map<Fault, Long> faults = new TreeMap<>();
        long judged = 0;
        long orders = 0;
        long slowest = 0;
        for (long seed = FIRST; seed < FIRST + COUNT; seed++) {
            final FaultScenario scenario = new FaultScenario(seed, configuration);
            final FaultScenario.Result result;
            try {
                result = scenario.run();
            } catch (final AssertionError | RuntimeException e) {
                throw new AssertionError(scenario.what() + ": " + e.getMessage(), e);
            }
            result.faults().forEach((fault, count) -> faults.merge(fault, count, Long::sum));
            judged += result.judged();
            orders += result.orders();
            slowest = Math.max(slowest, result.recoveryNs());
        }
        System.out.println(COUNT + " scenarios: books judged " + judged + ", wrong 0; orders " + orders
            + "; slowest recovery " + slowest / 1_000_000 + " ms; faults " + faults);
        assertTrue(judged > 100L * COUNT, "only " + judged + " books were judged");
        assertTrue(orders > 0, "no order was made, so none was judged");
        assertTrue(faults.size() > Math.min(Fault.values().length, COUNT) / 2, "faults: " + faults);
    }

    @Test
    void shouldComeToTheSameEndWhenASeedIsPlayedTwice() {
        final Configuration configuration = configuration();
        assertEquals(new FaultScenario(FIRST + 2, configuration).run(), new FaultScenario(FIRST + 2, configuration).run());
    }
}
