package io.penstock.tools.demo;

import io.penstock.api.RunMode;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.synthetic.SyntheticConfig;
import io.penstock.gateways.synthetic.SyntheticMarket;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.replay.Backtest;
import io.penstock.tools.replay.InputLog;
import java.nio.file.Path;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Another synthetic market through a throw-away fold, inline, so that the compiler has seen the code before anything is
 * measured. One thread.
 */
final class WarmUp implements EventSink {
    private final UnsafeBuffer slot = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
    private final TradingEngine engine;
    private long sequence;

    private WarmUp(final Configuration configuration, final long startTimeNs) {
        engine = Backtest.engine(configuration, (record, offset, length) -> { });
        final UnsafeBuffer start = Backtest.record(
            RunMode.DEMO, 1, 0, new InputLog(Path.of(""), 0, 0, "warm-up", startTimeNs), configuration)
            .encode(startTimeNs);
        engine.begin(start, 0, start.capacity());
    }

    /** Runs one market to its end. */
    static void run(final Configuration configuration, final long seed) {
        final SyntheticConfig market = SyntheticConfig.demo(seed);
        final WarmUp sink = new WarmUp(configuration, market.startTimeNs());
        final SyntheticMarket source = new SyntheticMarket(market, EventSource.HOST);
        while (!source.done()) {
            source.step(sink);
        }
    }

    @Override
    public boolean tryPublish(
        final DirectBuffer records, final int offset, final int count, final EventSource source) {
        for (int i = 0; i < count; i++) {
            final int at = offset + i * Records.SLOT_LENGTH;
            final int length = Records.length(records, at);
            slot.putBytes(0, records, at, length);
            Records.stamp(slot, 0, sequence++, Records.gatewayTimeNs(slot, 0), source.id(), 0);
            engine.onEvent(slot, 0, length);
        }
        return true;
    }
}
