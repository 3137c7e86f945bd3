package io.penstock.tools.simulator;

import io.penstock.api.Scope;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.event.TradingStateChangedDecoder;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The state ladder as an outsider knows it from the outputs alone. */
final class LadderModel {
    /** A cause that only an operator undoes. */
    record Latch(Scope scope, int id, int cause) {
    }

    private final Map<String, TradingState> states = new HashMap<>();
    private final Set<Latch> latched = new LinkedHashSet<>();

    /** A scope moved; whether it is killed now. */
    boolean onState(final TradingStateChangedDecoder event) {
        final Scope scope = Scope.of(event.scopeKind());
        final TradingState now = TradingState.of(event.state());
        states.put(scope + "/" + event.scopeId(), now);
        if (event.latched() != 0 && now.code() > TradingState.ACTIVE.code()) {
            latched.add(new Latch(scope, event.scopeId(), event.cause()));
        }
        return now == TradingState.KILLED;
    }

    TradingState state(final Scope scope, final int id) {
        return states.getOrDefault(scope + "/" + (scope == Scope.GLOBAL ? -1 : id), TradingState.ACTIVE);
    }

    /** The rung that counts for an order. */
    TradingState effective(final Venue venue, final int instrumentId, final int strategyId) {
        TradingState most = state(Scope.GLOBAL, -1);
        most = worse(most, state(Scope.VENUE, venue.code()));
        most = worse(most, state(Scope.INSTRUMENT, instrumentId));
        return worse(most, state(Scope.STRATEGY, strategyId));
    }

    private static TradingState worse(final TradingState a, final TradingState b) {
        return a.code() >= b.code() ? a : b;
    }

    /** Causes that latched and that nobody has released yet; the caller removes what it releases. */
    Set<Latch> latched() {
        return latched;
    }

    void clear() {
        states.clear();
        latched.clear();
    }
}
