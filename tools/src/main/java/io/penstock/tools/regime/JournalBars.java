package io.penstock.tools.regime;

import io.penstock.api.FixedPoint;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.bar.BarKind;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.AnalysisConfig;
import io.penstock.engine.config.BarConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.event.BarClosedDecoder;
import io.penstock.engine.host.ReplayHost;
import io.penstock.engine.indicator.BarSample;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.NearestWord;
import io.penstock.tools.replay.InputLog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.agrona.DirectBuffer;

/**
 * Bars of one instrument of a journal: the fold itself makes them, without strategies, so they are those of a run. One
 * thread.
 */
final class JournalBars implements RegimeBars {
    private final Path journal;
    private final String wanted;
    private final EngineConfig config;
    private final BarClosedDecoder event = new BarClosedDecoder();
    private final BarSample sample = new BarSample();
    private TradingEngine engine;
    private int instrumentId = -1;

    /**
     * Bars of an instrument.
     *
     * @param journal directory of the input log
     * @param wanted  SYMBOL or venue:SYMBOL, or null when there is only one
     * @param config  of the engine, whose strategies are left out
     */
    JournalBars(final Path journal, final String wanted, final EngineConfig config) {
        this.journal = journal;
        this.wanted = wanted;
        this.config = config;
        InputLog.open(journal);
    }

    @Override
    public void read(final BarSpec timeframe, final Taker taker) {
        final BarConfig bars = config.analysis().bar();
        final AnalysisConfig analysis = AnalysisConfig.defaults().with(new BarConfig(
            List.of(timeframe), bars.kept(), bars.graceMs()));
        instrumentId = -1;
        engine = new TradingEngine(new EngineConfig(config.seed(), config.capacity(), config.book(), config.feature(),
            config.risk(), config.portfolio(), config.reconcile(), config.simulation(), List.of(), config.protection(),
            analysis), List.of(), true, (record, offset, length) -> take(record, offset, timeframe, taker));
        try (JournalReader reader = JournalReader.open(journal, LogKind.INPUT);
            Progress progress = Progress.start("replay", reader.estimateBytesTotal(), "bytes")) {
            new ReplayHost(engine, reader, ReplayHost.FoundRuns.SKIP,
                sequence -> progress.update(reader.bytesDone())).run(Long.MAX_VALUE);
        }
        check();
    }

    private void take(final DirectBuffer record, final int offset, final BarSpec timeframe, final Taker taker) {
        if (Records.templateId(record, offset) != BarClosedDecoder.TEMPLATE_ID) {
            return;
        }
        event.wrap(record, offset + Records.HEADER_LENGTH, BarClosedDecoder.BLOCK_LENGTH,
            BarClosedDecoder.SCHEMA_VERSION);
        final Instrument instrument = engine.fold().markets().get(event.instrumentId()).definition();
        if (instrumentId < 0 && wanted(instrument)) {
            instrumentId = instrument.id();
        }
        if (event.instrumentId() != instrumentId || event.barKind() != timeframe.kind().ordinal()
            || event.size() != timeframe.size()) {
            return;
        }
        final int exponent = instrument.priceExponent();
        taker.bar(sample.of(FixedPoint.toDouble(event.openPrice(), exponent),
            FixedPoint.toDouble(event.highPrice(), exponent), FixedPoint.toDouble(event.lowPrice(), exponent),
            FixedPoint.toDouble(event.closePrice(), exponent),
            FixedPoint.toDouble(event.volume(), instrument.quantityExponent())),
            timeframe.kind() == BarKind.TIME ? event.openTimeNs() + event.intervalNs()
                : Records.engineTimeNs(record, offset));
    }

    private static String name(final Instrument instrument) {
        return instrument.venue().name().toLowerCase(Locale.ROOT).replace('_', '-') + ":" + instrument.symbol();
    }

    private boolean wanted(final Instrument instrument) {
        return wanted == null || name(instrument).equals(wanted) || instrument.symbol().equals(wanted);
    }

    /** Refuses a journal in which not exactly one instrument is the one that is wanted. */
    private void check() {
        final List<String> known = new ArrayList<>();
        int found = 0;
        for (int id = 0; id < engine.fold().markets().count(); id++) {
            final Instrument instrument = engine.fold().markets().get(id).definition();
            known.add(name(instrument));
            found += wanted(instrument) ? 1 : 0;
        }
        if (known.isEmpty()) {
            throw new UserError("the journal defines no instrument", journal.toString(), "a journal with a market");
        }
        if (found > 1) {
            throw new UserError(wanted == null ? "the journal has several instruments"
                : wanted + " is on several venues", wanted == null ? journal.toString() : "--instrument " + wanted,
                "--instrument with one of " + String.join(", ", known));
        }
        if (found == 0) {
            throw new UserError("the journal has no instrument " + wanted, "--instrument " + wanted,
                "the nearest is " + NearestWord.of(wanted, known) + "; there are " + String.join(", ", known));
        }
    }

    @Override
    public String where() {
        return journal.toString();
    }

    @Override
    public boolean from(final Path other) {
        final Path parent = other.toAbsolutePath().getParent();
        return parent != null && OutFile.same(parent, journal) && other.toString().matches(".*\\.cq4t?");
    }
}
