package io.penstock.engine.risk;

import io.penstock.api.RejectReason;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.api.VenueErrorClass;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.portfolio.Portfolio;

/**
 * Rejects (T5): too many in a window or in a row stop whom they blame. Lack of funds, filters and requests that should
 * never have been made are a strategy's; a refused key kills the venue at once; the rest is the venue's. What is
 * only a market that moved (a post-only order that would take, nothing to take) is nobody's. Engine thread only;
 * allocates in the constructor.
 */
final class RejectControl {
    private static final int VENUES = Venue.values().length;

    private final Limits limits;
    private final TradingStates states;
    private final Windows windows;
    private final int[] inRow;

    RejectControl(final Limits limits, final TradingStates states, final int strategies) {
        this.limits = limits;
        this.states = states;
        windows = new Windows(VENUES + Math.max(1, strategies));
        inRow = new int[VENUES + Math.max(1, strategies)];
    }

    /** The venue took an order of a strategy. */
    void onAccepted(final Venue venue, final int strategyId) {
        inRow[venue.code()] = 0;
        if (strategyId != Portfolio.EXTERNAL) {
            inRow[VENUES + strategyId] = 0;
        }
    }

    /** The venue refused an order of a strategy. */
    void onRejected(
        final Venue venue, final int strategyId, final RejectReason reason, final VenueErrorClass error,
        final long nowNs) {
        if (error == VenueErrorClass.AUTH || reason == RejectReason.PERMISSION) {
            states.raise(Scope.VENUE, venue.code(), TradingState.KILLED, StateCause.PERMISSIONS, 0, error.code());
            return;
        }
        switch (reason) {
            case WOULD_TAKE, NO_LIQUIDITY, NOT_FILLABLE, WOULD_TRIGGER, OCO_SIBLING, TIME_EXPIRED, TOO_LATE -> { }
            default -> {
                final boolean blamed = error == VenueErrorClass.FUNDS || error == VenueErrorClass.FILTER
                    || error == VenueErrorClass.BUG || reason == RejectReason.INSUFFICIENT_BALANCE
                    || reason == RejectReason.FILTER;
                if (blamed && strategyId == Portfolio.EXTERNAL) {
                    // no strategy asked for it, and who closes positions gives up by itself
                    return;
                }
                count(blamed ? Scope.STRATEGY : Scope.VENUE, blamed ? strategyId : venue.code(),
                    blamed ? VENUES + strategyId : venue.code(), nowNs);
            }
        }
    }

    private void count(final Scope scope, final int id, final int at, final long nowNs) {
        final long windowNs = limits.nanos(RiskLimit.REJECT_WINDOW_MS);
        windows.add(at, 1, windowNs, nowNs);
        inRow[at]++;
        final long sum = windows.sum(at, windowNs, nowNs);
        final long most = limits.get(RiskLimit.MAX_REJECTS);
        final long mostInRow = limits.get(RiskLimit.MAX_REJECTS_IN_ROW);
        if (sum >= most) {
            states.raise(scope, id, TradingState.CANCEL_ONLY, StateCause.REJECTS, most, sum);
        } else if (inRow[at] >= mostInRow) {
            states.raise(scope, id, TradingState.CANCEL_ONLY, StateCause.REJECTS, mostInRow, inRow[at]);
        }
    }

    /** An operator let a scope go on: it begins anew. */
    void forget(final Scope scope, final int id) {
        if (scope == Scope.VENUE || scope == Scope.STRATEGY) {
            final int at = scope == Scope.VENUE ? id : VENUES + id;
            windows.clear(at);
            inRow[at] = 0;
        }
    }

    void writeTo(final StateWriter out) {
        windows.writeTo(out);
        for (final int count : inRow) {
            out.putInt(count);
        }
    }

    void readFrom(final StateReader in) {
        windows.readFrom(in);
        for (int i = 0; i < inRow.length; i++) {
            inRow[i] = in.getInt();
        }
    }
}
