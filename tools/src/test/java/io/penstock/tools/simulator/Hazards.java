package io.penstock.tools.simulator;

import java.util.EnumSet;
import java.util.Set;

/** Which hazards are played, and which situations they must lead to over a suite. */
final class Hazards {
    /** Controls that the fold has no answer to yet. */
    private static final Set<Hazard> NOT_YET = EnumSet.of(Hazard.KILL, Hazard.CANCEL_ALL, Hazard.FLATTEN);

    /** All that the fold answers for; the property penstock.hazards names others: NAME, -NAME, ALL. */
    static final Set<Hazard> PLAYED = chosen();

    /** Situations that wait for kinds of orders that the random trader does not use, and for controls, see NOT_YET. */
    static final Set<Situation> WAITING = EnumSet.of(
        Situation.FLATTEN_ORDER, Situation.REPLACE_SENT, Situation.REPLACE_DONE, Situation.REPLACE_MEETS_FILL,
        Situation.REPLACE_REFUSED, Situation.STOP_TRIGGERED, Situation.OCO_SIBLING_CANCELED,
        Situation.BRACKET_RESIZED, Situation.TRAILING_STOP_MOVED);

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
            chosen.addAll(EnumSet.complementOf(EnumSet.copyOf(NOT_YET)));
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
        missing.removeAll(WAITING);
        return missing;
    }
}
