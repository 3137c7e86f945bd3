package io.penstock.engine;

import io.penstock.api.OperatorAction;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.engine.event.OperatorCommandDecoder;

/**
 * Carries out what operators say. Engine thread only; does not allocate.
 */
final class Operator {
    private final Fold fold;

    Operator(final Fold fold) {
        this.fold = fold;
    }

    void onCommand(final OperatorCommandDecoder event, final OperatorAction action, final long nowNs) {
        final Scope scope = scopeOf(event);
        final int id = event.scopeKind() == OperatorCommandDecoder.scopeKindNullValue()
            ? event.instrumentId() : event.scopeId();
        if (action == OperatorAction.RECONCILE) {
            fold.reconciliation.requestNow(scope, id, nowNs);
        } else if (action == OperatorAction.ADOPT) {
            fold.reconciliation.adopt(scope, id, nowNs);
        } else if (action == OperatorAction.SET_TRADING_STATE) {
            fold.states.set(scope, id, TradingState.of(event.tradingState()), StateCause.OPERATOR, 0, event.role());
        }
    }

    /** Before schema version 3 a command named an instrument, or everything. */
    static Scope scopeOf(final OperatorCommandDecoder event) {
        if (event.scopeKind() == OperatorCommandDecoder.scopeKindNullValue()) {
            return event.instrumentId() < 0 ? Scope.GLOBAL : Scope.INSTRUMENT;
        }
        return Scope.of(event.scopeKind());
    }
}
