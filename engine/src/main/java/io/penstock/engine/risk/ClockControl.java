package io.penstock.engine.risk;

import io.penstock.api.AlertCode;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.output.OutputWriter;

/**
 * Clock skew (P15): a venue whose clock is too far from ours may only be reduced, until it is near again; a smaller
 * distance is an alert, once. Engine thread only; does not allocate.
 */
final class ClockControl {
    private final Limits limits;
    private final TradingStates states;
    private final OutputWriter output;
    private final boolean[] warned = new boolean[Venue.values().length];

    ClockControl(final Limits limits, final TradingStates states, final OutputWriter output) {
        this.limits = limits;
        this.states = states;
        this.output = output;
    }

    void onOffset(final int venue, final long offsetNs) {
        final long off = offsetNs == Long.MIN_VALUE ? Long.MAX_VALUE : Math.abs(offsetNs);
        final long warn = limits.nanos(RiskLimit.CLOCK_WARN_MS);
        final long deny = limits.nanos(RiskLimit.CLOCK_DENY_MS);
        if (off > warn && !warned[venue]) {
            output.alert(AlertCode.CLOCK_SKEW, -1, warn, offsetNs);
        }
        warned[venue] = off > warn;
        if (off > deny) {
            states.set(Scope.VENUE, venue, TradingState.REDUCE_ONLY, StateCause.CLOCK, deny, off);
        } else if (off <= warn) {
            states.set(Scope.VENUE, venue, TradingState.ACTIVE, StateCause.CLOCK, warn, off);
        }
    }

    void writeTo(final StateWriter out) {
        for (final boolean was : warned) {
            out.putBoolean(was);
        }
    }

    void readFrom(final StateReader in) {
        for (int i = 0; i < warned.length; i++) {
            warned[i] = in.getBoolean();
        }
    }
}
