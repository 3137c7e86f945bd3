package io.penstock.tools.explain;

import io.penstock.api.FixedPoint;
import io.penstock.api.RunMode;
import io.penstock.api.Side;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.host.ReplayHost;
import io.penstock.engine.host.RunRecord;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.market.Market;
import io.penstock.engine.port.OutboundPort;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.dump.EventDictionary;
import io.penstock.tools.dump.RecordText;
import io.penstock.tools.replay.Backtest;
import io.penstock.tools.replay.InputLog;
import io.penstock.tools.replay.Skips;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Re-runs a run up to one input, then applies that one with somebody listening. One thread.
 */
final class Explanation {
    private static final int LEVELS = 5;

    private final InputLog input;
    private final RunRecord start;
    private final Configuration configuration;
    private final RecordText words = new RecordText(EventDictionary.load());

    Explanation(final InputLog input, final RunRecord start, final String runName) {
        this.input = input;
        this.start = start;
        this.configuration =
            ConfigLoader.with(Strategies.all()).text(start.configText(), runName + " (RunStarted)").load();
    }

    /** Replays everything, watched by the target, which then knows its input. */
    void find(final Target target) {
        try (JournalReader reader = JournalReader.open(input.directory(), LogKind.INPUT)) {
            final TradingEngine engine = engine(target, target);
            replay(engine, reader, Long.MAX_VALUE, "find");
        }
    }

    private TradingEngine engine(final OutboundPort port, final Target target) {
        final TradingEngine engine = Backtest.begin(input, start.mode(), configuration, port);
        if (target != null) {
            target.watch(engine);
        }
        if (start.mode() == RunMode.BACKTEST) {
            final UnsafeBuffer record = start.encode(input.firstTimeNs());
            engine.begin(record, 0, record.capacity());
        }
        return engine;
    }

    private void replay(
        final TradingEngine engine, final JournalReader reader, final long endSequence, final String label) {
        try (Progress progress = Progress.start(label, reader.estimateBytesTotal(), "bytes")) {
            new ReplayHost(engine, reader, runs(), sequence -> progress.update(reader.bytesDone()),
                Skips.of(input.directory())).run(endSequence);
        }
    }

    private ReplayHost.FoundRuns runs() {
        return start.mode() == RunMode.BACKTEST ? ReplayHost.FoundRuns.SKIP : ReplayHost.FoundRuns.FOLLOW;
    }

    /** Explains one input: everything that was seen and said while it was applied. */
    Map<String, Object> explain(final long sequence) {
        final List<byte[]> outputs = new ArrayList<>();
        final RecordingTrace trace = new RecordingTrace();
        try (JournalReader reader = JournalReader.open(input.directory(), LogKind.INPUT)) {
            final boolean[] keep = {false};
            final TradingEngine engine = engine((record, offset, length) -> {
                if (keep[0]) {
                    outputs.add(copy(record, offset, length));
                }
            }, null);
            replay(engine, reader, sequence, "replay");
            final byte[][] event = new byte[1][];
            keep[0] = true;
            engine.trace(trace);
            reader.read((buffer, offset, length) -> {
                event[0] = copy(buffer, offset, length);
                new ReplayHost(engine, reader, runs(), ReplayHost.Progress.NONE).onRecord(buffer, offset, length);
            });
            engine.trace(Trace.SILENT);
            if (event[0] == null) {
                return null;
            }
            return fields(sequence, event[0], engine, trace, outputs);
        }
    }

    private static byte[] copy(final DirectBuffer record, final int offset, final int length) {
        final byte[] copy = new byte[length];
        record.getBytes(offset, copy);
        return copy;
    }

    private Map<String, Object> fields(
        final long sequence, final byte[] event, final TradingEngine engine, final RecordingTrace trace,
        final List<byte[]> outputs) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        learn(engine);
        fields.put("sequence", sequence);
        final Map<String, Object> read = record(event);
        fields.put("input", read);
        final Market market = marketOf(read, engine);
        if (market != null) {
            fields.put("book", book(market));
            fields.put("features", features(market));
            fields.put("analysis", AnalysisFields.of(market, engine.fold().analysisPlan(), engine.nowNs()));
            fields.put("signals", SignalFields.of(market, engine.fold(), engine.nowNs()));
            fields.put("position", position(market));
        }
        fields.put("reasons", reasons(trace));
        final List<Map<String, Object>> derived = new ArrayList<>();
        for (final byte[] output : outputs) {
            derived.add(record(output));
        }
        fields.put("outputs", derived);
        return fields;
    }

    /** A record as named fields, its kind first. */
    Map<String, Object> record(final byte[] bytes) {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("kind", words.name(buffer, 0));
        fields.putAll(words.read(buffer, 0, bytes.length));
        return fields;
    }

    /** Prices and quantities of the records to come are printed as decimals. */
    private void learn(final TradingEngine engine) {
        for (int id = 0; id < engine.fold().instruments().count(); id++) {
            final Instrument instrument = engine.fold().instruments().get(id);
            words.scale(id, instrument.priceExponent(), instrument.quantityExponent());
        }
    }

    private static Market marketOf(final Map<String, Object> read, final TradingEngine engine) {
        return read.get("instrumentId") instanceof Long id ? engine.fold().markets().get(id.intValue()) : null;
    }

    private static Map<String, Object> book(final Market market) {
        final Map<String, Object> book = new LinkedHashMap<>();
        book.put("symbol", market.definition().symbol());
        book.put("state", market.book().state().name());
        book.put("lastUpdateId", market.book().lastUpdateId());
        book.put("bids", levels(market, Side.BUY));
        book.put("asks", levels(market, Side.SELL));
        return book;
    }

    private static List<String> levels(final Market market, final Side side) {
        final long[] prices = new long[LEVELS];
        final long[] quantities = new long[LEVELS];
        final List<String> levels = new ArrayList<>();
        final int count = market.book().copyLevels(side, LEVELS, prices, quantities);
        for (int i = 0; i < count; i++) {
            levels.add(FixedPoint.format(prices[i], market.definition().priceExponent()) + " x "
                + FixedPoint.format(quantities[i], market.definition().quantityExponent()));
        }
        return levels;
    }

    private Map<String, Object> features(final Market market) {
        final Map<String, Object> features = new LinkedHashMap<>();
        features.put("ready", market.features().ready());
        features.put("mid", market.features().mid());
        features.put("microPrice", market.features().microPrice());
        features.put("spread", market.features().spread());
        features.put("imbalance", market.features().imbalance());
        features.put("orderFlowImbalance", market.features().orderFlowImbalance());
        features.put("tradeFlow", market.features().tradeFlow());
        features.put("volatility", market.features().volatility());
        final List<Long> horizons = configuration.engine().feature().momentumHorizonsMs();
        for (int i = 0; i < horizons.size(); i++) {
            features.put("momentum" + horizons.get(i) + "Ms", market.features().momentum(i));
        }
        return features;
    }

    private static Map<String, Object> position(final Market market) {
        final Map<String, Object> position = new LinkedHashMap<>();
        position.put("position",
            FixedPoint.format(market.position().position(), market.definition().quantityExponent()));
        position.put("realizedPnl", FixedPoint.format(market.position().realizedPnl(), FixedPoint.AMOUNT_EXPONENT));
        position.put("fees", FixedPoint.format(market.position().fees(), FixedPoint.AMOUNT_EXPONENT));
        return position;
    }

    private static List<Map<String, Object>> reasons(final RecordingTrace trace) {
        final List<Map<String, Object>> reasons = new ArrayList<>();
        for (final Object heard : trace.heard()) {
            final Map<String, Object> reason = new LinkedHashMap<>();
            if (heard instanceof RecordingTrace.Rule rule) {
                reason.put("strategy", rule.strategy());
                reason.put("rule", rule.name());
                reason.put("value", rule.value());
                reason.put("threshold", rule.threshold());
            } else if (heard instanceof RecordingTrace.Check check) {
                reason.put("check", check.name());
                reason.put("passed", check.passed());
                reason.put("limit", check.limit());
                reason.put("observed", check.observed());
            }
            reasons.add(reason);
        }
        return reasons;
    }
}
