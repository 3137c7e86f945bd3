package io.penstock.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.penstock.api.InstrumentKind;
import io.penstock.api.Side;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.RegimeConfig;
import io.penstock.engine.event.BarClosedDecoder;
import io.penstock.engine.event.TradeEncoder;
import io.penstock.engine.port.Records;
import io.penstock.engine.support.EventScript;
import io.penstock.engine.support.Outputs;
import io.penstock.engine.support.SeededSession;
import io.penstock.engine.support.TestConfig;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What inputs do to bars in the whole fold. */
class AnalystTest {
    private static final long SECOND_NS = 1_000_000_000L;
    private static final long WEEK_NS = 7 * 86_400 * SECOND_NS;

    private final Outputs outputs = new Outputs();
    private final EventScript script;

    private AnalystTest() {
        final EngineConfig base = TestConfig.with();
        final RegimeConfig regime = base.analysis().regime();
        final TradingEngine engine = new TradingEngine(base.with(base.analysis().with(new RegimeConfig(true,
            BarSpec.parse("1s"), regime.rules(), 1, 1, regime.hysteresis(), regime.confirmBars(), regime.dwellBars(),
            "", regime.overlays()))), List.of(), true, outputs);
        final UnsafeBuffer start = SeededSession.start();
        engine.begin(start, 0, start.capacity());
        script = new EventScript(engine::onEvent).instrument(0, "PENUSDT", InstrumentKind.LINEAR_PERPETUAL).after(1);
    }

    private void trade(final long aheadNs) {
        script.event(TradeEncoder.TEMPLATE_ID, TradeEncoder.BLOCK_LENGTH, buffer -> {
            new TradeEncoder().wrap(buffer, Records.HEADER_LENGTH).instrumentId(0)
                .aggressorSide((short) Side.BUY.code()).aggregated((short) 0).reserved((short) 0).tradeId(1)
                .price(10_000).quantity(1).exchangeTimeNs(script.nowNs() + aheadNs);
            return TradeEncoder.BLOCK_LENGTH;
        });
    }

    private int bars() {
        return outputs.of(BarClosedDecoder.TEMPLATE_ID).size();
    }

    @Test
    void shouldEndNoBarsThatHaveNotBegunWhenATradeIsStampedFarAhead() {
        trade(0);
        script.after(1_000);
        trade(0);
        script.after(1_000);
        trade(0);
        assertEquals(1, bars(), "the first was not seen whole");
        trade(WEEK_NS);
        assertEquals(6, bars(), "a clock may be ahead by some seconds, no more");
        for (int i = 0; i < 10; i++) {
            script.after(1_000);
            trade(0);
        }
        assertEquals(11, bars(), "and it goes on as soon as time has caught up");
    }
}
