package io.penstock.tools.replay;

import io.penstock.api.BookState;
import io.penstock.api.FixedPoint;
import io.penstock.api.RunMode;
import io.penstock.api.Side;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.event.BookUpdateDecoder;
import io.penstock.engine.host.ReplayHost;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.market.Market;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigOptions;
import io.penstock.tools.config.NearestWord;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock book}: prints the whole book of one instrument at one moment of a journal. Main thread. */
@Command(name = "book", mixinStandardHelpOptions = true,
    description = "Prints every level of a book: bids from best down, then asks from best up.")
public final class BookCommand implements Callable<Integer> {
    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The input log.")
    private Path journal;

    @Option(names = "--instrument", required = true, paramLabel = "SYMBOL",
        description = "Which book: SYMBOL, or venue:SYMBOL.")
    private String symbol;

    @Option(names = "--at", paramLabel = "SEQ",
        description = "After this sequence was applied. Default: at the end, or, when the feed was closed by"
            + " then, after the book's last update.")
    private Long at;

    @Mixin
    private ConfigOptions options;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        final InputLog input = InputLog.open(journal);
        final EngineConfig config = options.load(RunMode.BACKTEST).engine();
        TradingEngine engine = replay(input, config, at == null ? Long.MAX_VALUE : at + 1);
        if (at != null && engine.nextSequence() <= at) {
            throw new UserError("the journal ends at sequence " + (engine.nextSequence() - 1), "--at " + at,
                "a sequence of the journal; penstock journal info --journal " + journal + " shows its range");
        }
        Market market = find(engine, symbol);
        if (at == null && market.book().state() == BookState.INVALID) {
            engine = replay(input, config, 1 + lastUpdate(input, market.definition().id()));
            market = find(engine, symbol);
        }
        if (engine.fold().insideUpdate()) {
            throw new UserError("record " + at + " is inside an update of several records: nothing may be read there",
                "--at " + at, "--at of an earlier or later record");
        }
        if (market.book().state() == BookState.INVALID) {
            throw new UserError("the book of " + symbol + " is INVALID at that moment: no snapshot yet, or a gap",
                journal + (at == null ? "" : " --at " + at),
                "a moment after a snapshot and before a gap; a capture without a snapshot has no book at all");
        }
        if (json.on()) {
            JsonOption.print(fields(market), System.out);
        } else {
            System.out.print(BookText.of(market));
            System.out.flush();
        }
        return ExitCodes.OK;
    }

    /** Sequence of the last record that changed a book; the end of the journal when none did. */
    private static long lastUpdate(final InputLog input, final int instrumentId) {
        final long[] last = {Long.MAX_VALUE - 1};
        final BookUpdateDecoder update = new BookUpdateDecoder();
        try (JournalReader reader = JournalReader.open(input.directory(), LogKind.INPUT)) {
            boolean more = true;
            while (more) {
                more = reader.read((buffer, offset, length) -> {
                    if (Records.templateId(buffer, offset) == BookUpdateDecoder.TEMPLATE_ID
                        && update.wrap(buffer, offset + Records.HEADER_LENGTH, BookUpdateDecoder.BLOCK_LENGTH,
                        BookUpdateDecoder.SCHEMA_VERSION).instrumentId() == instrumentId) {
                        last[0] = Records.sequence(buffer, offset);
                    }
                });
            }
        }
        return last[0];
    }

    /** Replays the market alone: no strategy is asked. */
    static TradingEngine replay(final InputLog input, final EngineConfig config, final long endSequence) {
        final EngineConfig market = new EngineConfig(
            config.seed(), config.capacity(), config.book(), config.feature(), config.risk(), config.portfolio(),
            config.reconcile(), config.simulation(), List.of(), config.protection());
        final TradingEngine engine = new TradingEngine(market, List.of(), true, (record, offset, length) -> { });
        try (JournalReader reader = JournalReader.open(input.directory(), LogKind.INPUT);
            Progress progress = Progress.start("replay", reader.estimateBytesTotal(), "bytes")) {
            new ReplayHost(engine, reader, ReplayHost.FoundRuns.SKIP,
                sequence -> progress.update(reader.bytesDone())).run(endSequence);
        }
        return engine;
    }

    /** The market of {@code SYMBOL} or {@code venue:SYMBOL}, or an error that names the nearest one. */
    static Market find(final TradingEngine engine, final String name) {
        final SortedMap<String, Market> known = new TreeMap<>();
        for (int id = 0; id < engine.fold().markets().count(); id++) {
            final Market market = engine.fold().markets().get(id);
            known.put(venue(market) + ":" + market.definition().symbol(), market);
        }
        if (known.containsKey(name)) {
            return known.get(name);
        }
        final List<String> named = new ArrayList<>(known.keySet());
        named.removeIf(full -> !full.endsWith(":" + name));
        if (named.size() == 1) {
            return known.get(named.get(0));
        }
        if (named.size() > 1) {
            throw new UserError(name + " is on several venues", "--instrument " + name,
                "one of " + String.join(", ", named));
        }
        throw new UserError("the journal has no instrument " + name, "--instrument " + name,
            known.isEmpty() ? "the journal defines none up to that moment"
                : "the nearest is " + NearestWord.of(name, known.keySet()) + "; there are "
                + String.join(", ", known.keySet()));
    }

    private static String venue(final Market market) {
        return market.definition().venue().name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String sha256(final String text) {
        try {
            return HexFormat.of().formatHex(
                MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (final NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static Map<String, Object> fields(final Market market) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("instrument", market.definition().symbol());
        fields.put("state", market.book().state().name());
        fields.put("lastUpdateId", market.book().lastUpdateId());
        fields.put("deletesOfAbsentLevel", market.orderBook().deletesOfAbsentLevel());
        fields.put("sha256", sha256(BookText.of(market)));
        fields.put("bids", levels(market, Side.BUY));
        fields.put("asks", levels(market, Side.SELL));
        return fields;
    }

    private static List<List<String>> levels(final Market market, final Side side) {
        final Instrument instrument = market.definition();
        final List<List<String>> levels = new ArrayList<>();
        market.orderBook().forEach(side, (levelSide, price, quantity) -> levels.add(List.of(
            FixedPoint.format(price, instrument.priceExponent()),
            FixedPoint.format(quantity, instrument.quantityExponent()))));
        return levels;
    }
}
