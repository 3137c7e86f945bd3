package io.penstock.tools.simulator;

import io.penstock.api.OrderCommandType;
import java.util.HashSet;
import java.util.Set;

/** New orders that left a process, whichever it was: the journal leads to each, and nothing else ever arrives. */
final class Departures {
    private final Set<Long> left = new HashSet<>();

    /** A command leaves the process for the wire. */
    void onSent(final Command what) {
        if (what.type() == OrderCommandType.NEW) {
            left.add(what.clientOrderId());
        }
    }

    /** A command arrives at its venue. */
    void onArrival(final Command what) {
        if (what.type() == OrderCommandType.NEW) {
            Violation.unless(left.contains(what.clientOrderId()), "I2",
                "order " + Long.toHexString(what.clientOrderId()) + " arrives and never left");
        }
    }

    /** Whatever had left must follow from what the journal kept. */
    void follow(final Set<Long> known) {
        for (final long id : left) {
            Violation.unless(known.contains(id), "I2",
                "order " + Long.toHexString(id) + " had left, and the journal does not lead to it");
        }
    }
}
