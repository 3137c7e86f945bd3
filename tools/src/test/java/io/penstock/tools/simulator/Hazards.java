package io.penstock.tools.simulator;

import java.util.EnumSet;
import java.util.Set;

/** Which hazards are played, and which situations they must lead to over a suite. */
final class Hazards {
    /** All that the fold answers for. */
    static final Set<Hazard> PLAYED = System.getProperty("penstock.hazards") != null ? chosen() : EnumSet.of(
        Hazard.NOT_SENT, Hazard.REORDER_REPORT, Hazard.REPEAT_REPORT, Hazard.REFUSE_ORDER, Hazard.VENUE_EXPIRES,
        Hazard.CHANGE_FILTER, Hazard.BREAK_FEED, Hazard.FUNDING, Hazard.TRANSFER);

    private static Set<Hazard> chosen() {
        final Set<Hazard> chosen = EnumSet.noneOf(Hazard.class);
        for (final String name : System.getProperty("penstock.hazards").split(",")) {
            if (name.startsWith("-")) {
                chosen.remove(Hazard.valueOf(name.substring(1)));
            } else if (name.equals("ALL")) {
                chosen.addAll(EnumSet.allOf(Hazard.class));
            } else {
                chosen.add(Hazard.valueOf(name));
            }
        }
        return chosen;
    }

    private Hazards() {
    }

    /** What should have been reached and was not. */
    static Set<Situation> missing(final Situations reached) {
        final Set<Situation> missing = EnumSet.noneOf(Situation.class);
        missing.addAll(reached.never());
        return missing;
    }
}
