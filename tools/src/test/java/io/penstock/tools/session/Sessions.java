package io.penstock.tools.session;

import io.penstock.api.RunMode;
import io.penstock.api.Venue;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.port.OutboundPort;
import io.penstock.gateways.capture.CaptureImport;
import io.penstock.gateways.capture.CaptureSource;
import io.penstock.gateways.capture.ImportProgress;
import io.penstock.gateways.capture.ImportSummary;
import io.penstock.gateways.capture.SharedData;
import io.penstock.journal.JournalAppender;
import io.penstock.journal.JournalConfig;
import io.penstock.tools.Strategies;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.replay.Backtest;
import io.penstock.tools.replay.InputLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The recorded sessions as journals, each imported once per test JVM.
 */
public final class Sessions {
    /** The session that laws are tested on: one instrument, diffs of up to hundreds of levels. */
    public static final String USDM = "usdm_btcusdt_20240808";

    private static final Map<String, ImportSummary> IMPORTED = new ConcurrentHashMap<>();

    private Sessions() {
    }

    /** Where test journals lie. */
    public static Path directory() {
        return Path.of(System.getProperty("penstock.root", "."), "tools", "target", "journals");
    }

    /** The journal of a recorded session; skips the test when the data is missing. */
    public static Path journal(final String capture) {
        final Path journal = directory().resolve(capture.replace('+', '_'));
        IMPORTED.computeIfAbsent(capture, name -> importInto(name, journal));
        return journal;
    }

    /** What importing it said. */
    public static ImportSummary summary(final String capture) {
        journal(capture);
        return IMPORTED.get(capture);
    }

    private static ImportSummary importInto(final String capture, final Path journal) {
        delete(journal);
        final Venue venue = SharedData.usdm(capture) ? Venue.BINANCE_USDM : Venue.BINANCE_SPOT;
        final List<CaptureSource> sources =
            SharedData.files(capture).stream().map(file -> new CaptureSource(venue, file)).toList();
        try (JournalAppender log = JournalAppender.open(JournalConfig.input(journal))) {
            return new CaptureImport(sources, List.of(), ImportProgress.NONE).run(log);
        }
    }

    /** The shipped configuration for backtests, with some keys set. */
    public static Configuration configuration(final String... overrides) {
        final Path config = Path.of(System.getProperty("penstock.root", "."), "config");
        return ConfigLoader.with(Strategies.all()).directory(config, RunMode.BACKTEST).set(List.of(overrides)).load();
    }

    /** An engine of the shipped configuration whose run on a journal has begun. */
    public static TradingEngine engine(final Path journal, final OutboundPort port) {
        final TradingEngine engine = Backtest.engine(configuration(), port);
        final InputLog input = InputLog.open(journal);
        final UnsafeBuffer start =
            Backtest.record(RunMode.BACKTEST, 1, 0, input, configuration()).encode(input.firstTimeNs());
        engine.begin(start, 0, start.capacity());
        return engine;
    }

    /** Removes a directory and what is in it. */
    public static void delete(final Path directory) {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> files = Files.walk(directory)) {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
