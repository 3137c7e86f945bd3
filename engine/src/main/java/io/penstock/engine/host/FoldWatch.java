package io.penstock.engine.host;

import io.penstock.engine.TradingEngine;
import org.agrona.DirectBuffer;

/**
 * Looks at the fold between two events, on the engine's thread, and never changes it. Implementations say whether they
 * allocate.
 */
@FunctionalInterface
public interface FoldWatch {
    /** Looks at nothing. */
    FoldWatch NONE = (engine, record, offset) -> { };

    /**
     * An event was applied to its end.
     *
     * @param engine stands still during the call
     * @param record holds the event; only valid during the call
     * @param offset of its header
     */
    void afterEvent(TradingEngine engine, DirectBuffer record, int offset);
}
