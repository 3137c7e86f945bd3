package io.penstock.tools.simulator;

import java.util.EnumSet;
import java.util.Set;

/** Which hazards are played, and which situations they must lead to over a suite. */
final class Hazards {
    /** All of them; the property penstock.hazards names others: NAME, -NAME, ALL. */
    static final Set<Hazard> PLAYED = chosen();

    /** Reached by every share of a suite, however small. */
    static final Set<Situation> USUAL = EnumSet.of(
        Situation.PARTIAL_FILL, Situation.ORDER_DENIED, Situation.REPORT_REPEATED, Situation.REPORT_OVERTAKEN,
        Situation.NOT_SENT, Situation.ORDER_REFUSED, Situation.CANCEL_MEETS_FILL, Situation.IOC_EXPIRED,
        Situation.FOK_NOT_FILLABLE, Situation.POST_ONLY_REFUSED, Situation.REDUCE_ONLY_ORDER, Situation.LIMIT_REACHED,
        Situation.POSITION_FLIPPED, Situation.UPDATE_IN_CHUNKS, Situation.FEED_BROKEN,
        Situation.LATE_FILL_AFTER_CANCELED);

    private static Set<Hazard> chosen() {
        final Set<Hazard> chosen = EnumSet.noneOf(Hazard.class);
        final String named = System.getProperty("penstock.hazards");
        if (named == null) {
            chosen.addAll(EnumSet.allOf(Hazard.class));
            return chosen;
        }
        for (final String name : named.split(",")) {
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
