package io.penstock.bench.fold;

import io.penstock.api.RunMode;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.BookConfig;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.config.FeatureConfig;
import io.penstock.engine.config.PortfolioConfig;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.SimulationConfig;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.engine.event.BarClosedDecoder;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.ForecastMadeDecoder;
import io.penstock.engine.event.GateChangedDecoder;
import io.penstock.engine.event.RegimeChangedDecoder;
import io.penstock.engine.event.SignalDecoder;
import io.penstock.engine.event.SignalJudgedDecoder;
import io.penstock.engine.host.RunRecord;
import io.penstock.engine.port.OutboundPort;
import io.penstock.engine.port.Records;
import io.penstock.gateways.common.EventScratch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Puts engines together for measurements: default configuration, the strategies wanted. Any thread; allocates.
 */
public final class EngineRig {
    private static final int SEED = 1;
    private static final int TEMPLATES = 1 << 10;
    private static final int DIGEST = 32;

    private EngineRig() {
    }

    /** An outbound side that takes a copy of each record, as a ring does, and counts. */
    public static final class Copying implements OutboundPort {
        private final UnsafeBuffer slot = new UnsafeBuffer(new byte[64 << 10]);
        private long count;
        private long signals;
        private long fills;
        private final long[] byTemplate = new long[TEMPLATES];

        @Override
        public void publish(final MutableDirectBuffer record, final int offset, final int length) {
            slot.putBytes(0, record, offset, length);
            count++;
            final int template = Records.templateId(record, offset);
            byTemplate[template]++;
            signals += template == SignalDecoder.TEMPLATE_ID ? 1 : 0;
            fills += template == FillDecoder.TEMPLATE_ID ? 1 : 0;
        }

        /**
         * What there was of each kind that analysis makes.
         *
         * @return in words
         */
        public String story() {
            return byTemplate[BarClosedDecoder.TEMPLATE_ID] + " bars, " + byTemplate[RegimeChangedDecoder.TEMPLATE_ID]
                + " regime changes, " + byTemplate[ForecastMadeDecoder.TEMPLATE_ID] + " forecasts, " + signals
                + " signals, " + byTemplate[SignalJudgedDecoder.TEMPLATE_ID] + " judgements, "
                + byTemplate[GateChangedDecoder.TEMPLATE_ID] + " gate changes, " + fills + " fills";
        }

        /**
         * Fills among them.
         *
         * @return how many
         */
        public long fills() {
            return fills;
        }

        /**
         * Signals among them.
         *
         * @return how many
         */
        public long signals() {
            return signals;
        }

        /**
         * Records taken.
         *
         * @return how many
         */
        public long count() {
            return count;
        }
    }

    /**
     * A configuration with all defaults.
     *
     * @param capacity   sizes
     * @param strategies names, in calling order
     * @return the configuration
     */
    public static EngineConfig config(final CapacityConfig capacity, final String... strategies) {
        final List<StrategyConfig> configured = new ArrayList<>();
        for (final String name : strategies) {
            configured.add(new StrategyConfig(name, List.of(), Map.of()));
        }
        return new EngineConfig(SEED, capacity, BookConfig.defaults(), FeatureConfig.defaults(),
            RiskConfig.defaults(), PortfolioConfig.defaults(), SimulationConfig.defaults(), configured);
    }

    /**
     * An engine that has begun a run.
     *
     * @param config    of the engine
     * @param factories known strategies
     * @param simulated whether orders go to the simulated exchange
     * @param outbound  takes outputs
     * @param startNs   engine time of the first input
     * @return waiting for sequence 0
     */
    public static TradingEngine begun(
        final EngineConfig config, final List<StrategyFactory> factories, final boolean simulated,
        final OutboundPort outbound, final long startNs) {
        final TradingEngine engine = new TradingEngine(config, factories, simulated, outbound);
        if (!simulated) {
            // a live run ticks from its first moment on: that must not be 1970
            final EventScratch moment = new EventScratch(1);
            moment.timeAdvanced(startNs);
            Records.stamp(moment.buffer(), 0, 0, startNs, 0, 0);
            engine.onEvent(moment.buffer(), 0, Records.length(moment.buffer(), 0));
            engine.rebase();
        }
        final UnsafeBuffer start = runStarted(startNs);
        engine.begin(start, 0, start.capacity());
        return engine;
    }

    /**
     * The record that opens a run.
     *
     * @param startNs engine time
     * @return a record with sequence 0
     */
    public static UnsafeBuffer runStarted(final long startNs) {
        return new RunRecord(RunMode.BACKTEST, SEED, 1, 1, 2, 0, new byte[DIGEST], new byte[DIGEST],
            new byte[DIGEST], "bench").encode(startNs);
    }
}
