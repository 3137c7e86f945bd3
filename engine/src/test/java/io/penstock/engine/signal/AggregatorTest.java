package io.penstock.engine.signal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.InstrumentKind;
import io.penstock.api.Side;
import io.penstock.engine.config.SignalConfig;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.SignalJudgedDecoder;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What becomes of a signal, through the whole engine. */
class AggregatorTest {
    private static final double CLOSE = 1e-12;

    private static SignalRig rig(final Map<String, Double> settings) {
        return new SignalRig(InstrumentKind.LINEAR_PERPETUAL, SignalRig.with(settings),
            SignalRig.trades("a", Map.of()), SignalRig.trades("b", Map.of()), SignalRig.trades("c", Map.of()));
    }

    private static SignalRig rig() {
        return rig(Map.of());
    }

    @Test
    void shouldTradeAndTellEveryNumberWhenEverythingPasses() {
        final SignalRig rig = rig();
        rig.views.probabilityUp = 0.55;
        rig.views.expectedMove = 0.001;
        rig.views.ageNs = 7;
        rig.entry("a", Side.BUY, 0.8).book();
        final SignalJudgedDecoder told = rig.judged().get(0);
        // 10 % of 100,000 times 0.8 at 100.00
        assertEquals(80_000, told.targetQuantity());
        assertEquals(0, told.heldQuantity());
        assertEquals(1, Double.longBitsToDouble(told.weightBits()));
        assertEquals(0.8, Double.longBitsToDouble(told.scoreBits()), CLOSE);
        assertEquals(1, told.agreeing());
        assertEquals(0.55, Double.longBitsToDouble(told.probabilityBits()), CLOSE);
        // 0.001 and a skill of 0.1 times 0.8 times 0.1
        assertEquals(0.009, Double.longBitsToDouble(told.expectedMoveBits()), CLOSE);
        // twice 5 basis points, 20 of spread, twice 1 of slippage
        assertEquals(0.0032, Double.longBitsToDouble(told.costBits()), CLOSE);
        assertEquals(0.08, Double.longBitsToDouble(told.sizeBits()), CLOSE);
        assertEquals(7, told.forecastAgeNs());
        assertEquals(1, told.regime());
        assertEquals(rig.engine.fold().orders().oldestOpen(0, 0).clientOrderId(), told.clientOrderId());
        assertEquals("a TRADED 0->80000", rig.verdicts());
        rig.answered();
        assertEquals(80_000, rig.held(0));
        assertEquals(1, rig.outputs.of(FillDecoder.TEMPLATE_ID).size());
        rig.book().book();
        assertEquals("", rig.verdicts(), "judged once");
    }
}
