package io.penstock.tools.chaos;

import io.penstock.tools.config.Configuration;

/** Plays some seeds and prints each. */
final class FaultRuns {
    private FaultRuns() {
    }

    public static void main(final String[] arguments) {
        final Configuration configuration = FaultScenariosTest.configuration();
        final long first = Long.parseLong(arguments[1]);
        for (long seed = first; seed < first + Long.parseLong(arguments[0]); seed++) {
            final long startNs = System.nanoTime();
            final FaultScenario scenario = new FaultScenario(seed, configuration);
            try {
                final FaultScenario.Result r = scenario.run();
                System.out.println(seed + " ok " + r.venue() + " judged " + r.judged() + " gaps " + r.gaps() + " syncs " + r.syncs()
                    + " orders " + r.orders() + " refusals " + r.refusals() + " recovery " + r.recoveryNs() / 1_000_000 + " ms " + r.faults() + " "
                    + (System.nanoTime() - startNs) / 1_000_000 + " ms");
            } catch (final AssertionError | RuntimeException e) {
                System.out.println(seed + " BAD " + scenario.what() + ": " + e);
                if (arguments.length > 2) {
                    e.printStackTrace(System.out);
                }
            }
        }
    }
}
