package io.penstock.engine.signal;

import io.penstock.api.Side;
import io.penstock.api.SignalStrength;
import io.penstock.api.SignalType;
import io.penstock.api.SignalVerdict;

/**
 * How the last signal of a strategy for an instrument stands at one moment. A copy; any thread.
 *
 * @param type       ENTRY or EXIT; OPINION = it has none
 * @param side       of the signal; of an EXIT the side that closes
 * @param strength   as the strategy stated it
 * @param confidence 0 to 1
 * @param horizonNs  how long it was meant for, 0 for an EXIT
 * @param ageNs      since it was stated
 * @param series     index of the series it was seen on, below 0 = none
 * @param fresh      it is still to be judged, or, being an EXIT, to be carried out
 * @param waits      what it was last told to wait for while it is fresh, {@code null} = nothing was told
 * @param gateOpen   whether the strategy may open positions in the instrument
 */
public record Standing(
    SignalType type, Side side, SignalStrength strength, double confidence, long horizonNs, long ageNs, int series,
    boolean fresh, SignalVerdict waits, boolean gateOpen) {
    /**
     * Whether there is a signal at all.
     *
     * @return false when none was stated, or the last one was dropped
     */
    public boolean stated() {
        return type != SignalType.OPINION;
    }

    /**
     * Whether it asks to hold something, in time.
     *
     * @return true for an ENTRY whose horizon has not passed; it counts when the gate is open too
     */
    public boolean stands() {
        return type == SignalType.ENTRY && ageNs < horizonNs;
    }
}
