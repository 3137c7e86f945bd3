package io.penstock.tools.simulator;

/** Plants each bug, plays seeds until an oracle speaks, and prints the table. */
final class PlantedRun {
    /**
     * What became of one bug.
     *
     * @param bug  planted
     * @param seed that caught it, -1 when none did
     * @param what the oracle said
     */
    record Catch(PlantedBug bug, long seed, String what) {
        boolean caught() {
            return seed >= 0;
        }

        String line() {
            return String.format("%-24s %-7s %s", bug, caught() ? "seed " + seed : "MISSED",
                what.substring(0, Math.min(what.length(), 90)));
        }
    }

    private PlantedRun() {
    }

    static Catch play(final PlantedBug bug) {
        final PlantedLoader loader = bug.redirects().isEmpty() ? null : new PlantedLoader(bug);
        for (long seed = 0; seed < PlantedSeeds.MOST; seed++) {
            final String what = loader == null ? PlantedEntry.play(bug.name(), seed) : loader.play(bug, seed);
            if (!what.isEmpty()) {
                return new Catch(bug, seed, what);
            }
        }
        return new Catch(bug, -1, loader != null && loader.planted() == 0 ? "the call to redirect is gone"
            : "no oracle spoke");
    }

    public static void main(final String[] arguments) {
        int caught = 0;
        for (final PlantedBug bug : PlantedBug.values()) {
            if (arguments.length == 0 || bug.name().equals(arguments[0])) {
                final Catch result = play(bug);
                caught += result.caught() ? 1 : 0;
                System.out.println(result.line());
            }
        }
        System.out.println(caught + "/" + PlantedBug.values().length + " planted bugs caught");
    }
}
