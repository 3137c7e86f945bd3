package io.penstock.gateways.live;

import io.penstock.gateways.common.InstrumentDefinition;

/**
 * What the directory did with a definition. Immutable; any thread.
 *
 * @param kind         what happened
 * @param instrumentId dense index, -1 when refused
 * @param definition   with the exponents that the journal knows; as given when refused
 * @param words        why it was refused, else empty
 */
public record Admission(Kind kind, int instrumentId, InstrumentDefinition definition, String words) {
    /** What can happen to a definition. */
    public enum Kind {
        /** It has a new id and was published. */
        ADDED,
        /** It was known and has new limits, which were published. */
        CHANGED,
        /** It was known and says nothing new. */
        KNOWN,
        /** It cannot be expressed as the journal began it, or there is no room. */
        REFUSED
    }
}
