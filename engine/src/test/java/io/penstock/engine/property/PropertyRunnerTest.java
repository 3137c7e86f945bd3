package io.penstock.engine.property;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PropertyRunnerTest {
    private static final String[] KEYS = {PropertyRunner.SEED, PropertyRunner.STEPS, PropertyRunner.CASES};

    private final String[] before = new String[KEYS.length];

    @BeforeEach
    void rememberProperties() {
        for (int i = 0; i < KEYS.length; i++) {
            before[i] = System.clearProperty(KEYS[i]);
        }
    }

    @AfterEach
    void restoreProperties() {
        for (int i = 0; i < KEYS.length; i++) {
            if (before[i] == null) {
                System.clearProperty(KEYS[i]);
            } else {
                System.setProperty(KEYS[i], before[i]);
            }
        }
    }

    @Test
    void shouldRunEveryCaseWithTheSameSeedsEachTime() {
        final List<Long> first = draws();
        assertEquals(7, first.size());
        assertEquals(7, first.stream().distinct().count());
        assertEquals(first, draws());
    }

    private static List<Long> draws() {
        final List<Long> drawn = new ArrayList<>();
        PropertyRunner.of("draws").cases(7).steps(3).run((random, steps) -> drawn.add(random.nextLong()));
        return drawn;
    }

    @Test
    void shouldShrinkAndSayHowToRunAgainWhenACaseFails() {
        final AssertionError error = assertThrows(AssertionError.class,
            () -> PropertyRunner.of("no nine").cases(50).steps(1_000).run(PropertyRunnerTest::noNine));
        final Matcher matcher = Pattern.compile("property 'no nine' does not hold in case \\d+ of 50, after (\\d+) of "
            + "1000 steps: nine at step (\\d+); run it again with -Dpenstock\\.seed=(\\d+) -Dpenstock\\.steps=(\\d+)")
            .matcher(error.getMessage());
        assertTrue(matcher.matches(), error.getMessage());
        assertEquals(matcher.group(2), matcher.group(1), "shrunk to the step that fails");
        assertEquals(matcher.group(1), matcher.group(4));
        assertEquals("nine at step " + matcher.group(2), error.getCause().getMessage());

        System.setProperty(PropertyRunner.SEED, matcher.group(3));
        System.setProperty(PropertyRunner.STEPS, matcher.group(4));
        final AssertionError again = assertThrows(AssertionError.class,
            () -> PropertyRunner.of("no nine").run(PropertyRunnerTest::noNine));
        assertEquals(error.getCause().getMessage(), again.getCause().getMessage());
        assertFalse(again.getMessage().contains(" case "), again.getMessage());
    }

    private static void noNine(final SplittableRandom random, final int steps) {
        for (int i = 1; i <= steps; i++) {
            if (random.nextInt(1_000) == 9) {
                throw new AssertionError("nine at step " + i);
            }
        }
    }

    @Test
    void shouldRunOnlyTheNamedSeedWhenTheSystemPropertyIsSet() {
        System.setProperty(PropertyRunner.SEED, "42");
        final List<Integer> calls = new ArrayList<>();
        PropertyRunner.of("one").cases(50).steps(11).run((random, steps) -> calls.add(steps));
        assertEquals(List.of(11), calls);
    }

    @Test
    void shouldRunAsManyCasesAsTheSystemPropertySays() {
        System.setProperty(PropertyRunner.CASES, "3");
        final List<Integer> calls = new ArrayList<>();
        PropertyRunner.of("three").cases(50).run((random, steps) -> calls.add(steps));
        assertEquals(3, calls.size());
    }
}
