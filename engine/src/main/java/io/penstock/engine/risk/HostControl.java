package io.penstock.engine.risk;

import io.penstock.api.HostCondition;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;

/**
 * What the host says of its machine (P17, T7, C-38): a disk that runs full, no watchdog, no alerts, more sent than
 * decided. A kill stays until an operator undoes it. Engine thread only; does not allocate.
 */
final class HostControl {
    private final TradingStates states;

    HostControl(final TradingStates states) {
        this.states = states;
    }

    void on(final HostCondition condition, final long limit, final long observed) {
        switch (condition) {
            case DISK_FREE -> onDiskFree(limit, observed);
            case WATCHDOG_LOST -> set(TradingState.REDUCE_ONLY, StateCause.WATCHDOG, limit, observed);
            case WATCHDOG_BACK -> set(TradingState.ACTIVE, StateCause.WATCHDOG, limit, observed);
            case ALERTS_DEAD -> set(TradingState.REDUCE_ONLY, StateCause.ALERTS_DEAD, limit, observed);
            case ALERTS_BACK -> set(TradingState.ACTIVE, StateCause.ALERTS_DEAD, limit, observed);
            case SENT_MISMATCH ->
                states.raise(Scope.GLOBAL, -1, TradingState.KILLED, StateCause.SENT_MISMATCH, limit, observed);
        }
    }

    /** The limit is twice the floor. */
    private void onDiskFree(final long limit, final long observed) {
        if (observed < limit / 2) {
            states.raise(Scope.GLOBAL, -1, TradingState.KILLED, StateCause.JOURNAL, limit / 2, observed);
        } else if (states.asked(Scope.GLOBAL, -1, StateCause.JOURNAL) != TradingState.KILLED) {
            set(observed < limit ? TradingState.REDUCE_ONLY : TradingState.ACTIVE, StateCause.JOURNAL, limit, observed);
        }
    }

    private void set(final TradingState state, final StateCause cause, final long limit, final long observed) {
        states.set(Scope.GLOBAL, -1, state, cause, limit, observed);
    }
}
