package io.penstock.engine.risk;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.InstrumentKind;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.event.TradingStateChangedDecoder;
import io.penstock.engine.state.StateBuffer;
import org.junit.jupiter.api.Test;

/** Rungs by scope and cause, and the breaker that moves an instrument's. */
class LadderTest {
    private static final Venue VENUE = Venue.BYBIT_SPOT;

    private final RiskRig rig = new RiskRig(InstrumentKind.LINEAR_PERPETUAL, RiskGateTest.WIDE).book();
    private final TradingStates states = rig.states;

    private boolean raise(final Scope scope, final int id, final TradingState state, final StateCause cause) {
        return states.raise(scope, id, state, cause, 1, 2);
    }

    @Test
    void shouldKnowWhichScopesThereAre() {
        assertTrue(states.knows(Scope.GLOBAL, 99));
        assertTrue(states.knows(Scope.INSTRUMENT, 0));
        assertTrue(states.knows(Scope.INSTRUMENT, 3));
        assertFalse(states.knows(Scope.INSTRUMENT, 4));
        assertFalse(states.knows(Scope.STRATEGY, -1));
        assertTrue(states.knows(Scope.STRATEGY, 1));
        assertFalse(states.knows(Scope.STRATEGY, 2));
    }

    @Test
    void shouldOnlyRaiseUpwardsAndSetBothWays() {
        assertTrue(raise(Scope.INSTRUMENT, 2, TradingState.REDUCE_ONLY, StateCause.LAG));
        assertFalse(raise(Scope.INSTRUMENT, 2, TradingState.REDUCE_ONLY, StateCause.LAG));
        assertFalse(raise(Scope.INSTRUMENT, 2, TradingState.REDUCE_ONLY, StateCause.CLOCK), "it stands there already");
        assertTrue(raise(Scope.INSTRUMENT, 2, TradingState.CANCEL_ONLY, StateCause.LAG));
        assertFalse(raise(Scope.INSTRUMENT, 2, TradingState.REDUCE_ONLY, StateCause.LAG), "never milder");
        assertEquals(TradingState.CANCEL_ONLY, states.asked(Scope.INSTRUMENT, 2, StateCause.LAG));
        assertTrue(states.set(Scope.INSTRUMENT, 2, TradingState.ACTIVE, StateCause.LAG, 0, 0));
        assertFalse(states.set(Scope.INSTRUMENT, 2, TradingState.ACTIVE, StateCause.LAG, 0, 0));
        assertEquals(TradingState.REDUCE_ONLY, states.state(Scope.INSTRUMENT, 2), "the clock asks for it still");
        assertEquals(TradingState.ACTIVE, states.state(Scope.INSTRUMENT, 1), "its neighbours stand as they were");
        assertEquals(TradingState.ACTIVE, states.state(Scope.INSTRUMENT, 3));
        assertEquals(3, rig.outputs.of(TradingStateChangedDecoder.TEMPLATE_ID).size());
    }

    @Test
    void shouldNameTheCauseOfTheMostSevereRungTheWidestScopeFirst() {
        assertEquals(StateCause.OPERATOR, states.cause(VENUE, 1, 1));
        raise(Scope.STRATEGY, 1, TradingState.REDUCE_ONLY, StateCause.REPEAT);
        assertEquals(StateCause.REPEAT, states.cause(VENUE, 1, 1));
        assertEquals(StateCause.OPERATOR, states.cause(VENUE, 1, 0));
        assertEquals(TradingState.ACTIVE, states.effective(VENUE, 1, -1));
        assertEquals(TradingState.ACTIVE, states.effective(VENUE, 1, 2), "no such strategy");
        raise(Scope.INSTRUMENT, 1, TradingState.REDUCE_ONLY, StateCause.VOLATILITY);
        assertEquals(StateCause.VOLATILITY, states.cause(VENUE, 1, 1));
        assertEquals(StateCause.REPEAT, states.cause(VENUE, 0, 1));
        assertEquals(StateCause.VOLATILITY, states.cause(VENUE, 1, -1));
        assertEquals(StateCause.VOLATILITY, states.cause(VENUE, 1, 9));
        raise(Scope.VENUE, VENUE.code(), TradingState.REDUCE_ONLY, StateCause.CLOCK);
        assertEquals(StateCause.CLOCK, states.cause(VENUE, 1, 1));
        raise(Scope.GLOBAL, -1, TradingState.REDUCE_ONLY, StateCause.LAG);
        assertEquals(StateCause.LAG, states.cause(VENUE, 1, 1));
        raise(Scope.INSTRUMENT, 1, TradingState.CANCEL_ONLY, StateCause.RECONCILE);
        assertEquals(StateCause.RECONCILE, states.cause(VENUE, 1, 1), "the most severe");
        raise(Scope.STRATEGY, 0, TradingState.KILLED, StateCause.OPERATOR);
        assertEquals(TradingState.KILLED, states.effective(VENUE, 1, 0));
        assertEquals(TradingState.CANCEL_ONLY, states.effective(VENUE, 1, 1));
    }

    @Test
    void shouldReleaseOneCauseOrAllThatLatch() {
        raise(Scope.GLOBAL, -1, TradingState.KILLED, StateCause.DAILY_LOSS);
        raise(Scope.GLOBAL, -1, TradingState.REDUCE_ONLY, StateCause.DRAWDOWN);
        raise(Scope.GLOBAL, -1, TradingState.REDUCE_ONLY, StateCause.LAG);
        assertEquals(0, states.release(Scope.GLOBAL, -1, StateCause.REPEAT));
        assertEquals(1, states.release(Scope.GLOBAL, -1, StateCause.DAILY_LOSS));
        raise(Scope.GLOBAL, -1, TradingState.KILLED, StateCause.DAILY_LOSS);
        assertEquals(2, states.release(Scope.GLOBAL, -1, null));
        assertEquals(TradingState.REDUCE_ONLY, states.state(Scope.GLOBAL, -1), "lag does not latch");
        assertEquals(1, states.release(Scope.GLOBAL, -1, StateCause.LAG));
        assertEquals(TradingState.ACTIVE, states.state(Scope.GLOBAL, -1));
        assertTrue(states.takeKilled());
        assertFalse(states.takeKilled());
    }

    @Test
    void shouldComeBackFromAState() {
        raise(Scope.INSTRUMENT, 3, TradingState.KILLED, StateCause.DRAWDOWN);
        raise(Scope.INSTRUMENT, 3, TradingState.REDUCE_ONLY, StateCause.REPEAT);
        raise(Scope.STRATEGY, 1, TradingState.CANCEL_ONLY, StateCause.REPEAT);
        final StateBuffer state = new StateBuffer();
        states.writeTo(state);
        final TradingStates loaded = new TradingStates(4, 2, rig.writer);
        raiseEverywhere(loaded);
        loaded.readFrom(state);
        assertEquals(TradingState.KILLED, loaded.state(Scope.INSTRUMENT, 3));
        assertEquals(TradingState.REDUCE_ONLY, loaded.asked(Scope.INSTRUMENT, 3, StateCause.REPEAT));
        assertEquals(TradingState.CANCEL_ONLY, loaded.state(Scope.STRATEGY, 1));
        assertEquals(TradingState.ACTIVE, loaded.state(Scope.STRATEGY, 0));
        assertEquals(TradingState.ACTIVE, loaded.state(Scope.GLOBAL, -1));
        final StateBuffer again = new StateBuffer();
        loaded.writeTo(again);
        assertEquals(state.hash(), again.hash());
        assertEquals(4 + 4 * 4 + 3 * 8, state.length());
    }

    private static void raiseEverywhere(final TradingStates states) {
        states.raise(Scope.GLOBAL, -1, TradingState.KILLED, StateCause.LAG, 0, 0);
        states.raise(Scope.STRATEGY, 0, TradingState.KILLED, StateCause.LAG, 0, 0);
    }

    @Test
    void shouldKeepTheVolatilityOfEachInstrumentOverALoad() {
        rig.set(RiskLimit.VOLATILITY_WINDOW_MS, 15_000).set(RiskLimit.VOLATILITY_PAUSE_MS, 2_000);
        final VolatilityControl control = new VolatilityControl(rig.limits, states, 4);
        final long second = 1_000_000_000L;
        control.onMid(0, 10_000, 5 * second);
        control.onMid(1, 20_000, 5 * second);
        control.onMid(1, 20_400, 6 * second);
        control.onMid(1, 19_500, 7 * second);
        assertEquals(TradingState.ACTIVE, states.state(Scope.INSTRUMENT, 1), "900 of 19500");
        final StateBuffer state = new StateBuffer();
        control.writeTo(2, state);
        assertEquals(2 * (5 + 32) * 8, state.length());
        final VolatilityControl loaded = new VolatilityControl(rig.limits, states, 4);
        loaded.readFrom(2, state);
        final StateBuffer again = new StateBuffer();
        loaded.writeTo(2, again);
        assertEquals(state.hash(), again.hash());
        loaded.onMid(1, 20_475, 8 * second);
        assertEquals(TradingState.ACTIVE, states.state(Scope.INSTRUMENT, 1), "975 is 5 % exactly");
        loaded.onMid(1, 20_476, 8 * second);
        assertEquals(TradingState.REDUCE_ONLY, states.state(Scope.INSTRUMENT, 1));
        assertEquals(TradingState.ACTIVE, states.state(Scope.INSTRUMENT, 0));
        loaded.onMid(1, 20_000, 21 * second);
        assertEquals(TradingState.REDUCE_ONLY, states.state(Scope.INSTRUMENT, 1), "19500 is in the window still");
        loaded.onMid(1, 20_000, 23 * second);
        assertEquals(TradingState.REDUCE_ONLY, states.state(Scope.INSTRUMENT, 1), "2.38 %, but 20476 is there");
        loaded.onMid(1, 20_000, 24 * second);
        assertEquals(TradingState.ACTIVE, states.state(Scope.INSTRUMENT, 1));
        loaded.onMid(1, 18_000, 60 * second);
        assertEquals(TradingState.ACTIVE, states.state(Scope.INSTRUMENT, 1), "a jump over the whole window");
    }
}
