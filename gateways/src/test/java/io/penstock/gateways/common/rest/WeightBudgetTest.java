package io.penstock.gateways.common.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.gateways.common.RestRules;
import java.util.ArrayDeque;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What may be asked when, in virtual time. */
class WeightBudgetTest {
    private static final long SECOND = 1_000_000_000L;
    private static final long MINUTE = 60 * SECOND;
    private static final long T0 = 1_790_000_000L * SECOND;
    private static final RestRules RULES = new RestRules(1_000, MINUTE, 0.6, 100, "x-used", 403, 600 * SECOND);

    @Test
    void shouldKeepToTheShareLessTheReserveWhenNothingIsUrgent() {
        final WeightBudget budget = new WeightBudget(RULES);
        assertEquals(600, budget.limit());
        for (int i = 0; i < 10; i++) {
            assertEquals(T0 + i, budget.notBeforeNs(50, false, T0 + i));
            budget.spend(50, T0 + i);
        }
        assertEquals(500, budget.used(T0 + 10));
        assertEquals(T0 + MINUTE, budget.notBeforeNs(50, false, T0 + 10), "when the first has left the window");
        assertEquals(T0 + MINUTE + 1, budget.notBeforeNs(51, false, T0 + 10), "two have to leave");
        assertEquals(T0 + 10, budget.notBeforeNs(100, true, T0 + 10), "the reserve is for urgent questions");
        assertEquals(T0 + MINUTE, budget.notBeforeNs(101, true, T0 + 10));
        assertEquals(T0 + MINUTE, budget.notBeforeNs(50, false, T0 + MINUTE));
        assertEquals(450, budget.used(T0 + MINUTE));
    }

    @Test
    void shouldAskAtLastWhenAQuestionCostsMoreThanTheWholeBudget() {
        final WeightBudget budget = new WeightBudget(RULES);
        assertEquals(T0, budget.notBeforeNs(5_000, false, T0));
        budget.spend(1, T0);
        assertEquals(T0 + MINUTE, budget.notBeforeNs(5_000, false, T0 + 5));
    }

    @Test
    void shouldCountWhatOthersSpentWhenTheVenueSaysSo() {
        final WeightBudget budget = new WeightBudget(RULES);
        budget.spend(50, T0);
        budget.correct(40, T0 + SECOND);
        assertEquals(50, budget.used(T0 + SECOND), "less is no news: its window began anew");
        budget.correct(480, T0 + 2 * SECOND);
        assertEquals(480, budget.used(T0 + 2 * SECOND));
        assertEquals(T0 + 3 * SECOND, budget.notBeforeNs(20, false, T0 + 3 * SECOND));
        assertEquals(T0 + MINUTE, budget.notBeforeNs(21, false, T0 + 3 * SECOND));
        assertEquals(T0 + 2 * SECOND + MINUTE, budget.notBeforeNs(200, false, T0 + 3 * SECOND));
        assertEquals(0, budget.used(T0 + 2 * SECOND + MINUTE));
    }

    @Test
    void shouldStopAllButUrgentQuestionsWhenTheVenueSays429() {
        final WeightBudget budget = new WeightBudget(RULES);
        assertEquals(T0 + 7 * SECOND, budget.limited(T0 + 7 * SECOND, T0));
        assertEquals(T0 + 7 * SECOND, budget.notBeforeNs(1, false, T0 + 1));
        assertEquals(T0 + 1, budget.notBeforeNs(1, true, T0 + 1));
        assertEquals(T0 + 7 * SECOND, budget.limited(T0 + 3 * SECOND, T0), "the later moment counts");
        assertEquals(T0 + SECOND + MINUTE, budget.limited(Long.MIN_VALUE, T0 + SECOND), "a window if it does not say");
        assertEquals(T0 + SECOND + MINUTE, budget.refusedUntilNs(false));
        assertEquals(Long.MIN_VALUE, budget.refusedUntilNs(true));
        assertEquals(T0 + 2 * MINUTE, budget.notBeforeNs(1, false, T0 + 2 * MINUTE));
    }

    @Test
    void shouldStopEverythingWhenTheVenueBans() {
        final WeightBudget budget = new WeightBudget(RULES);
        assertEquals(T0 + 120 * SECOND, budget.banned(T0 + 120 * SECOND, T0));
        assertEquals(T0 + 120 * SECOND, budget.notBeforeNs(1, true, T0 + 1));
        assertEquals(T0 + 120 * SECOND, budget.notBeforeNs(1, false, T0 + 1));
        assertEquals(T0 + 600 * SECOND, budget.banned(Long.MIN_VALUE, T0), "as the rules say");
        assertEquals(T0 + 600 * SECOND, budget.refusedUntilNs(true));
    }

    @Test
    void shouldNeverSpendMoreThanAllowedInAnyWindowWhenQuestionsComeAtRandom() {
        final long seed = 7_380;
        final SplittableRandom random = new SplittableRandom(seed);
        final WeightBudget budget = new WeightBudget(RULES);
        final ArrayDeque<long[]> spent = new ArrayDeque<>();
        long nowNs = T0;
        long total = 0;
        for (int i = 0; i < 5_000; i++) {
            final int weight = 1 + random.nextInt(60);
            nowNs = budget.notBeforeNs(weight, false, nowNs + random.nextLong(SECOND / 2));
            assertEquals(nowNs, budget.notBeforeNs(weight, false, nowNs), "seed " + seed + " step " + i);
            budget.spend(weight, nowNs);
            spent.addLast(new long[] {nowNs, weight});
            total += weight;
            while (spent.peekFirst()[0] + MINUTE <= nowNs) {
                total -= spent.removeFirst()[1];
            }
            assertEquals(total, budget.used(nowNs), "seed " + seed + " step " + i);
            assertTrue(total <= 500, "seed " + seed + " step " + i + ": " + total);
        }
    }
}
