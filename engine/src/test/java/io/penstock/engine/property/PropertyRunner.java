package io.penstock.engine.property;

import java.util.SplittableRandom;

/**
 * Runs a property over many seeds; on failure it shrinks the number of steps and says how to run that one case again.
 *
 * <p>A property gets a generator and a number of steps, and must draw step by step, so that fewer steps with the same
 * seed are a prefix of the same story. Seeds follow from the property's name and the case number: the same in every
 * build. System properties (on the Maven command line too):
 * <ul>
 * <li>{@code penstock.seed=N}: runs only the case with this seed, with {@code penstock.steps=M} only so many steps;
 * <li>{@code penstock.cases=N}: so many cases instead of the test's own number.
 * </ul>
 * One thread.
 */
public final class PropertyRunner {
    /** Seed of a single case to run. */
    public static final String SEED = "penstock.seed";
    /** Steps of that case. */
    public static final String STEPS = "penstock.steps";
    /** Number of cases. */
    public static final String CASES = "penstock.cases";

    /** What must hold. */
    @FunctionalInterface
    public interface Property {
        /**
         * Checks one case; throws when the property does not hold.
         *
         * @param random source of every choice
         * @param steps  how many steps the story has at most
         * @throws Exception counts as a failure too
         */
        void check(SplittableRandom random, int steps) throws Exception;
    }

    private final String name;
    private int cases = 100;
    private int steps = 200;

    private PropertyRunner(final String name) {
        this.name = name;
    }

    /**
     * A runner with 100 cases of 200 steps.
     *
     * @param name says what must hold; the seeds follow from it
     * @return the runner
     */
    public static PropertyRunner of(final String name) {
        return new PropertyRunner(name);
    }

    /**
     * Sets the number of cases.
     *
     * @param number positive
     * @return this
     */
    public PropertyRunner cases(final int number) {
        cases = number;
        return this;
    }

    /**
     * Sets the number of steps of each case.
     *
     * @param number positive
     * @return this
     */
    public PropertyRunner steps(final int number) {
        steps = number;
        return this;
    }

    /**
     * Runs all cases, or the one that the system property names.
     *
     * @param property what must hold
     * @throws AssertionError with seed, case and steps of the first case that fails, its failure as the cause
     */
    public void run(final Property property) {
        final Long only = Long.getLong(SEED);
        if (only != null) {
            final int someSteps = Integer.getInteger(STEPS, steps);
            final Throwable failure = failureOf(property, only, someSteps);
            if (failure != null) {
                throw failed("seed " + only, only, someSteps, someSteps, failure);
            }
            return;
        }
        final int count = Integer.getInteger(CASES, cases);
        for (int i = 0; i < count; i++) {
            final long seed = seed(i);
            final Throwable failure = failureOf(property, seed, steps);
            if (failure != null) {
                shrink(property, seed, "case " + i + " of " + count, failure);
            }
        }
    }

    private long seed(final int caseNumber) {
        // Positive and below 2^53, so that it survives every tool that may carry it.
        return new SplittableRandom(name.hashCode() * 31L + caseNumber).nextLong() >>> 11;
    }

    /** Finds by bisection a number of steps that fails while one step less does not. */
    private void shrink(final Property property, final long seed, final String which, final Throwable first) {
        int holds = 0;
        int fails = steps;
        Throwable failure = first;
        while (fails - holds > 1) {
            final int middle = holds + (fails - holds) / 2;
            final Throwable found = failureOf(property, seed, middle);
            if (found == null) {
                holds = middle;
            } else {
                fails = middle;
                failure = found;
            }
        }
        throw failed(which, seed, fails, steps, failure);
    }

    private static Throwable failureOf(final Property property, final long seed, final int steps) {
        try {
            property.check(new SplittableRandom(seed), steps);
            return null;
        } catch (final VirtualMachineError error) {
            throw error;
        } catch (final Throwable failure) {
            return failure;
        }
    }

    private AssertionError failed(
        final String which, final long seed, final int failingSteps, final int allSteps, final Throwable failure) {
        final String message = "property '" + name + "' does not hold in " + which + ", after " + failingSteps + " of "
            + allSteps + " steps: " + failure.getMessage() + "; run it again with -D" + SEED + "=" + seed + " -D"
            + STEPS + "=" + failingSteps;
        return new AssertionError(message, failure);
    }
}
