package io.penstock.engine.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.api.GatePolicy;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Regime;
import io.penstock.api.Side;
import io.penstock.api.SignalStrength;
import io.penstock.api.SignalTicket;
import io.penstock.api.SignalType;
import io.penstock.api.SignalVerdict;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.state.StateBuffer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How signals stand, as somebody sees it who looks from outside. */
class StandingTest {
    private static final long SECOND_NS = 1_000_000_000L;

    private static SignalRig rig() {
        return new SignalRig(InstrumentKind.LINEAR_PERPETUAL, SignalRig.with(Map.of()),
            SignalRig.trades("a", Map.of()), new StrategyConfig("b", List.of("OTHER"), Map.of()),
            SignalRig.trades("c", List.of(Regime.VOLATILE), 0, GatePolicy.HOLD), SignalRig.trades("d", Map.of()));
    }

    @Test
    void shouldSayNothingStandsWhenNothingWasStated() {
        final SignalRig rig = rig();
        assertFalse(rig.standing(0).stated() || rig.standing(0).stands());
        assertTrue(rig.standing(0).gateOpen());
        assertFalse(rig.standing(2).gateOpen(), "the regime is another one");
        assertNull(rig.standing(1), "trades another instrument");
        assertNull(rig.standing(3), "states its own orders");
    }

    @Test
    void shouldSayWhatWasStatedUntilItExpires() {
        final SignalRig rig = rig();
        rig.then("a", (market, desk) -> desk.signal(new SignalTicket().entry(Side.SELL, 0.5, 90 * SECOND_NS)
            .strength(SignalStrength.STRONG))).book();
        final long statedNs = rig.engine.nowNs();
        final int series = rig.standing(0).series();
        assertEquals("1m", rig.engine.fold().analysisPlan().series().get(series).text());
        assertEquals(new Standing(SignalType.ENTRY, Side.SELL, SignalStrength.STRONG, 0.5, 90 * SECOND_NS, 0, series,
            false, null, true), rig.standing(0));
        rig.script.after(89_000).timeAdvanced();
        assertEquals(rig.engine.nowNs() - statedNs, rig.standing(0).ageNs());
        assertTrue(rig.standing(0).stands());
        rig.script.after(1_000).timeAdvanced();
        assertFalse(rig.standing(0).stands());
        assertTrue(rig.standing(0).stated(), "it expired, it is not gone");
        assertEquals(90 * SECOND_NS, rig.standing(0).ageNs());
    }

    @Test
    void shouldStandForEverWhenTheHorizonHasNoEnd() {
        final SignalRig rig = rig();
        rig.then("a", (market, desk) -> desk.signal(new SignalTicket().entry(Side.BUY, 0.5, Long.MAX_VALUE))).book();
        rig.script.after(3_600_000).timeAdvanced();
        assertTrue(rig.standing(0).stands());
    }

    @Test
    void shouldSayWhatItWaitsForWhileItIsFresh() {
        final SignalRig rig = rig();
        rig.entry("a", Side.BUY, 0.5).book();
        rig.entry("a", Side.BUY, 0.9).book();
        assertTrue(rig.standing(0).fresh());
        assertEquals(SignalVerdict.ORDER_WORKING, rig.standing(0).waits());
        final Standing before = rig.standing(0);
        final StateBuffer state = new StateBuffer();
        rig.engine.fold().signals().writeTo(state);
        rig.answered();
        assertFalse(rig.standing(0).fresh());
        rig.engine.fold().signals().readFrom(state);
        final Standing after = rig.engine.fold().signals().standing(0, 0, rig.engine.nowNs());
        assertEquals(SignalVerdict.ORDER_WORKING, after.waits(), "of the state");
        assertEquals(before.strength(), after.strength());
        assertEquals(20_000_000, after.ageNs() - before.ageNs());
        final StateBuffer older = new StateBuffer();
        older.putInt(1);
        assertEquals("signals: state layout 1, this build reads 2", assertThrows(IllegalStateException.class,
            () -> rig.engine.fold().signals().readFrom(older)).getMessage());
    }

    @Test
    void shouldSayThatAnExitIsFreshUntilNothingIsHeld() {
        final SignalRig rig = rig();
        rig.entry("a", Side.BUY, 0.5).book().answered();
        rig.exit("a").book();
        assertEquals(SignalType.EXIT, rig.standing(0).type());
        assertTrue(rig.standing(0).fresh() && !rig.standing(0).stands());
        rig.answered();
        assertEquals(0, rig.held(0));
        assertFalse(rig.standing(0).fresh());
    }
}
