package io.penstock.tools.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.api.RunMode;
import io.penstock.api.Venue;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.BarClosedDecoder;
import io.penstock.engine.event.CandleDecoder;
import io.penstock.engine.event.FillDecoder;
import io.penstock.engine.event.InstrumentDefinedDecoder;
import io.penstock.engine.event.OperatorCommandDecoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.engine.event.StopRequestedDecoder;
import io.penstock.engine.event.TradeDecoder;
import io.penstock.engine.event.TradeEncoder;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import io.penstock.gateways.emulator.server.EmulatorConfig;
import io.penstock.gateways.emulator.server.VenueFactory;
import io.penstock.journal.JournalReader;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Home;
import io.penstock.tools.cli.Terminal;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.live.desk.PaperDesk;
import io.penstock.tools.replay.RunDirectory;
import io.penstock.tools.replay.Verification;
import io.penstock.tools.replay.VerifyCommand;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paper trading and recording over real sockets of the emulator in the same process, and in a child that is ended. */
class PaperCommandTest {
    private static final long DEADLINE_NS = 60_000_000_000L;
    private static final String DEMO = Home.config().resolve("demo.toml").toString();

    @TempDir
    private Path directory;

    private static Terminal good(final String... arguments) {
        final Terminal run = Terminal.run(arguments);
        assertEquals(ExitCodes.OK, run.exitCode(), run.out() + run.err());
        return run;
    }

    private static Verification.Result identical(final Path journal) {
        final Verification.Result result = Verification.run(journal, journal.resolve("output"));
        assertTrue(result.identical() && !result.prefix(), VerifyCommand.text(result));
        return result;
    }

    /** Payloads of the records of some templates, in order, as text. */
    private static List<String> payloads(final Path log, final int... templates) {
        final List<String> found = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(log)) {
            boolean more = true;
            while (more) {
                more = reader.read((buffer, offset, length) -> {
                    for (final int template : templates) {
                        if (Records.templateId(buffer, offset) == template) {
                            final byte[] payload = new byte[length - Records.HEADER_LENGTH];
                            buffer.getBytes(offset + Records.HEADER_LENGTH, payload);
                            found.add(template + " " + HexFormat.of().formatHex(payload));
                        }
                    }
                });
            }
        }
        return found;
    }

    @Test
    void shouldKnowThePastWhenWarmedUpFromCandles() throws IOException {
        final StringBuilder candles = new StringBuilder("open_time,open,high,low,close,volume\n");
        for (int hour = 0; hour < 48; hour++) {
            final double price = 60_000 + 100 * Math.sin(hour);
            candles.append(String.format(java.util.Locale.ROOT, "2024-08-%02d %02d:00:00,%.2f,%.2f,%.2f,%.2f,1.5%n",
                1 + hour / 24, hour % 24, price, price + 5, price - 5, price + 1));
        }
        final Path file = Files.writeString(directory.resolve("past.csv"), candles);
        final Path journal = directory.resolve("warm");
        final Terminal paper = good("paper", "--emulator", "--venue", "binance-spot", "--config", DEMO, "--set",
            "venue.enabled=binance-spot", "--set", "bar.timeframes=1h,4h", "--duration", "6s", "--warm-up",
            "binance-spot:BTCUSDT=" + file, "--journal", journal.toString());
        assertTrue((paper.out() + paper.err()).contains("warm-up: 48 bars of BTCUSDT"), (paper.out() + paper.err()));
        assertEquals(48, payloads(journal, CandleDecoder.TEMPLATE_ID).size());
        assertEquals(48 + 12, payloads(journal.resolve("output"), BarClosedDecoder.TEMPLATE_ID).size());
        assertTrue(payloads(journal, TradeDecoder.TEMPLATE_ID).size() > 1, "live data came after it");
        identical(journal);
    }

    @Test
    void shouldReplayBacktestAndGoOnWhenVenuesWithFaultsWereTraded() throws IOException {
        final Path journal = directory.resolve("paper");
        final String[] paper = {"paper", "--emulator", "--venue", "binance-spot,bybit-linear,mexc-spot", "--config",
            DEMO, "--set", "venue.enabled=binance-spot,bybit-linear,mexc-spot", "--duration", "9s", "--fault",
            "drop=0.01,cut-rst@5s", "--journal", journal.toString(), "--json"};
        final JsonNode first = new ObjectMapper().readTree(good(paper).out());
        assertEquals(1, first.get("start").asInt());
        assertEquals(6, first.get("instruments").size(), first.toString());
        for (final JsonNode venue : first.get("venues")) {
            assertTrue(venue.get("feeds").get(0).get("frames").asLong() > 20, venue.toString());
        }
        identical(journal);
        final String config = RunDirectory.read(journal.resolve("output")).configText();
        final Path same = Files.writeString(directory.resolve("same.toml"), config);
        good("backtest", "--journal", journal.toString(), "--config", same.toString());
        final int[] decided = {OrderCommandDecoder.TEMPLATE_ID, FillDecoder.TEMPLATE_ID};
        final List<String> traded = payloads(journal.resolve("output"), decided);
        assertFalse(traded.isEmpty(), "nothing was traded: " + first);
        assertEquals(traded, payloads(journal.resolve("backtest"), decided), "paper = backtest");
        final int defined = payloads(journal, InstrumentDefinedDecoder.TEMPLATE_ID).size();
        paper[9] = "3s";
        paper[11] = "duplicate=0.01";
        final JsonNode second = new ObjectMapper().readTree(good(paper).out());
        assertEquals(2, second.get("start").asInt());
        assertTrue(second.get("inputs").asLong() > first.get("inputs").asLong());
        assertEquals(6, second.get("instruments").size());
        assertEquals(defined, payloads(journal, InstrumentDefinedDecoder.TEMPLATE_ID).size(),
            "instruments keep their ids and are not defined again");
        identical(journal);
    }

    private static String operator(final Path journal, final int exitCode, final String... words) {
        final List<String> arguments = new ArrayList<>(List.of("operator", "--journal", journal.toString(), "--reason",
            "a test"));
        arguments.addAll(List.of(words));
        final Terminal run = Terminal.run(arguments.toArray(String[]::new));
        assertEquals(exitCode, run.exitCode(), run.out() + run.err());
        return run.out();
    }

    @Test
    void shouldTakeFirstWhatAnOperatorSaidBeforeItStarted() throws IOException {
        final Path journal = Files.createDirectories(directory.resolve("waiting"));
        final String queued = operator(journal, ExitCodes.BAD_ANSWER, "disable", "--scope", "strategy:flash", "--wait",
            "0.1s", "--id", "0123456789abcdef0123456789abcdef");
        assertEquals("queued   0123456789abcdef0123456789abcdef\nengine   has never listened here; what is queued comes"
            + " first when penstock live or paper starts on this journal\n", queued);
        final Terminal paper = good("paper", "--emulator", "--venue", "binance-spot", "--config", DEMO, "--set",
            "venue.enabled=binance-spot", "--duration", "3s", "--journal", journal.toString());
        assertTrue((paper.out() + paper.err()).contains("DISABLE_STRATEGY strategy:flash: a test"),
            paper.out() + paper.err());
        assertEquals(List.of(), payloads(journal.resolve("output"), OrderCommandDecoder.TEMPLATE_ID));
        assertTrue(operator(journal, ExitCodes.OK, "disable", "--scope", "strategy:flash", "--id",
            "0123456789abcdef0123456789abcdef").startsWith("answer   done, 1 touched (input "));
        assertTrue(operator(journal, ExitCodes.BAD_ANSWER, "note", "--wait", "0.1s").endsWith(
            "\nengine   is stopped; what is queued comes first at its next start\n"));
        identical(journal);
    }

    @Test
    void shouldAnswerOperatorsWhenItRuns() throws IOException {
        final Path journal = directory.resolve("operated");
        try (Emulation emulation = new Emulation(EmulatorConfig.of(1, Venue.BYBIT_SPOT), VenueFactory.matching())) {
            final ConfigLoader loader = ConfigLoader.with(Strategies.all())
                .option("--venue", "venue.enabled", "bybit-spot");
            emulation.apply(loader);
            final Configuration configuration = loader.load();
            final List<String> said = new CopyOnWriteArrayList<>();
            try (LiveSession session = new LiveSession(journal, configuration, RunMode.PAPER, "a test",
                GatewaySettings.of(configuration, Optional.empty()), FrameTap.NONE, said::add,
                UnaryOperator.identity(), WarmUp.NONE, new PaperDesk(journal, configuration, said::add))) {
                assertTrue(operator(journal, ExitCodes.OK, "set-parameter", "min_score@us=0.3")
                    .startsWith("answer   done, 1 touched (input "));
                assertTrue(operator(journal, ExitCodes.OK, "set-state", "cancel-only", "--scope", "venue:bybit-spot")
                    .startsWith("answer   done, 1 touched (input "));
                assertTrue(said.toString().contains("SET_TRADING_STATE venue:bybit-spot CANCEL_ONLY: a test"),
                    said.toString());
                final long deadlineNs = System.nanoTime() + DEADLINE_NS;
                Terminal status = good("kill", "status", "--journal", journal.toString());
                while (!status.out().contains("account          ACTIVE, open orders ")
                    && System.nanoTime() < deadlineNs) {
                    status = good("kill", "status", "--journal", journal.toString());
                }
                assertTrue(status.out().contains(" runs\nsaid     "), status.out());
                assertTrue(status.out().contains("account          ACTIVE, open orders "), status.out());
                session.stop();
            }
        }
        assertEquals(2, payloads(journal, OperatorCommandDecoder.TEMPLATE_ID).size());
        identical(journal);
    }

    @Test
    void shouldLeaveAClosedJournalThatVerifiesWhenTheProcessIsTerminated() throws Exception {
        final Path journal = directory.resolve("terminated");
        final Path words = directory.resolve("words.txt");
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-XX:TieredStopAtLevel=1");
        command.add("-Dpenstock.home=" + Home.directory());
        for (final String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (!flag.startsWith("-javaagent") && !flag.startsWith("-agent")) {
                command.add(flag);
            }
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "io.penstock.tools.Penstock", "paper",
            "--emulator", "--venue", "bybit-spot", "--journal", journal.toString()));
        final Process process =
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(words.toFile()).start();
        try {
            final long deadlineNs = System.nanoTime() + DEADLINE_NS;
            while (!Files.exists(journal.resolve("output")) || records(journal) < 300) {
                assertTrue(System.nanoTime() < deadlineNs && !process.waitFor(50, TimeUnit.MILLISECONDS),
                    Files.readString(words));
            }
            process.destroy();
            assertTrue(process.waitFor(60, TimeUnit.SECONDS), "it does not end");
        } finally {
            process.destroyForcibly();
        }
        final String told = Files.readString(words);
        assertEquals(ExitCodes.OK, process.exitValue(), told);
        assertTrue(told.contains("output   sha256 "), told);
        assertTrue(told.contains("./penstock verify --journal " + journal), told);
        assertEquals(1, payloads(journal, StopRequestedDecoder.TEMPLATE_ID).size());
        identical(journal);
        assertTrue(good("journal", "check", "--journal", journal.toString()).out().endsWith("good\n"));
    }

    private static long records(final Path journal) {
        try (JournalReader reader = JournalReader.open(journal)) {
            boolean more = true;
            while (more) {
                more = reader.read((buffer, offset, length) -> { });
            }
            return reader.nextSequence();
        }
    }

    @Test
    void shouldMakeAJournalAndFramesToWorkWithWhenRecording() throws IOException {
        final Path journal = directory.resolve("recorded");
        final Terminal run = good("record", "--emulator", "--raw", "--venue", "binance-spot,bybit-linear,mexc-spot",
            "--symbols", "BTCUSDT,ETHUSDT", "--duration", "4s", "--journal", journal.toString());
        assertTrue(run.out().contains("next     ./penstock backtest --journal " + journal), run.out());
        assertTrue(run.out().matches("(?s).*raw      [0-9,]+ frames in .*"), run.out());
        final Verification.Result result = identical(journal);
        assertEquals(List.of(), payloads(journal.resolve("output"), OrderCommandDecoder.TEMPLATE_ID));
        assertTrue(result.inputs() > 50);
        good("backtest", "--journal", journal.toString());
        final List<Path> raw;
        try (var files = Files.list(journal.resolve("raw"))) {
            raw = files.toList();
        }
        assertEquals(3, raw.size());
        for (final Path file : raw) {
            final String name = String.valueOf(file.getFileName());
            final Path imported = directory.resolve("imported-" + name);
            good("import", "--capture", name.substring(0, name.indexOf("-2")) + ":" + file, "--journal",
                imported.toString());
            for (final String symbol : List.of("BTCUSDT", "ETHUSDT")) {
                good("book", "--journal", imported.toString(), "--instrument", symbol);
            }
        }
    }

    @Test
    void shouldStopTheGatewaysAndNameTheInputWhenTheEngineFails() {
        final Path journal = directory.resolve("failed");
        try (StopSignal signal = new StopSignal(); Emulation emulation = new Emulation(
            EmulatorConfig.of(1, Venue.BYBIT_SPOT), VenueFactory.matching())) {
            final ConfigLoader loader =
                ConfigLoader.with(List.of()).option("--venue", "venue.enabled", "bybit-spot");
            emulation.apply(loader);
            final Configuration configuration = loader.load();
            try (LiveSession session = new LiveSession(journal, configuration, RunMode.PAPER, "a test",
                GatewaySettings.of(configuration, Optional.empty()), FrameTap.NONE, words -> { })) {
                final UnsafeBuffer record = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
                new TradeEncoder().wrap(record, Records.HEADER_LENGTH).instrumentId(9).price(1).quantity(1);
                EventFrame.header(record, 0, Records.HEADER_LENGTH + TradeEncoder.BLOCK_LENGTH,
                    TradeEncoder.BLOCK_LENGTH, TradeEncoder.TEMPLATE_ID, session.nowNs());
                assertTrue(session.session().sink().tryPublish(record, 0, 1, EventSource.HOST));
                final UserError error = assertThrows(UserError.class, () -> LiveRun.run(
                    session, DEADLINE_NS, signal, StatusDisplay.of(true)));
                assertEquals(ExitCodes.BROKEN, error.exitCode());
                assertTrue(error.getMessage().matches("the engine stopped: input [0-9]+: .*"), error.text());
                assertTrue(error.right().contains("every start stops there again"), error.text());
            }
        }
        assertTrue(Verification.run(journal, journal.resolve("output")).identical());
    }

    private static void refused(final String words, final String... arguments) {
        final Terminal run = Terminal.run(arguments);
        assertEquals(ExitCodes.REFUSED, run.exitCode(), run.out() + run.err());
        assertTrue(run.err().contains(words), run.err());
    }

    @Test
    void shouldSayWhatIsWrongWhenOptionsAre() {
        final String journal = directory.resolve("none").toString();
        refused("--venue  venue.enabled \"bybit\" is not one of", "paper", "--venue", "bybit", "--journal", journal);
        refused("this is no time", "paper", "--emulator", "--duration", "30", "--journal", journal);
        refused("no fault is called drp", "paper", "--emulator", "--fault", "drp=0.1", "--journal", journal);
        refused("a fault is NAME=RATE or NAME@SECONDSs", "paper", "--emulator", "--fault", "drop", "--journal",
            journal);
        refused("rate 2.0 of DROP must be between 0 and 1", "paper", "--emulator", "--fault", "drop=2", "--journal",
            journal);
        refused("no venue is called bybit", "emulator", "--venues", "bybit");
        refused("the file cannot be read", "emulator", "--capture", "binance-spot:" + journal);
        refused("no clock runs so fast", "emulator", "--speed", "0");
        refused("contradicts venue.use_testnet = false", "paper", "--set", "venue.environment=testnet", "--journal",
            journal);
        assertFalse(Files.exists(Path.of(journal)));
    }

    private static void warmUpRefused(
        final Path journal, final String word, final String what, final String right, final String... more) {
        final List<String> words = new ArrayList<>(List.of("paper", "--venue", "binance-spot", "--warm-up", word,
            "--duration", "1s", "--journal", journal.toString()));
        words.addAll(List.of(more));
        final Terminal run = Terminal.run(words.toArray(String[]::new));
        assertEquals("penstock: " + what + "\n  where: " + right + System.lineSeparator(), run.err());
        assertEquals(ExitCodes.REFUSED, run.exitCode());
        assertFalse(Files.exists(journal), "nothing may be begun");
    }

    @Test
    void shouldBeginNothingWhenTheWarmUpCannotBe() throws IOException {
        final Path journal = directory.resolve("none");
        final String bars = Files.writeString(directory.resolve("b.csv"), "open_time,open,high,low,close,volume\n"
            + "2024-01-01,2,3,1,2,1\n2024-01-02,2,3,1,2,1\n").toString();
        final String missing = directory.resolve("missing.csv").toString();
        warmUpRefused(journal, "BTCUSDT", "the word has no = between name and file",
            "--warm-up BTCUSDT\n  right: VENUE:SYMBOL=FILE");
        warmUpRefused(journal, "BTCUSDT=" + missing, "there is no such file",
            missing + "\n  right: the path of a file that can be read");
        warmUpRefused(journal, "binance:BTCUSDT=" + bars, "unknown venue binance",
            "--warm-up binance:BTCUSDT=" + bars + "\n  right: the nearest is binance-spot");
        warmUpRefused(journal, "bybit-spot:BTCUSDT=" + bars, "bybit-spot is no venue of this run", "--warm-up"
            + " bybit-spot:BTCUSDT=" + bars + "\n  right: VENUE:SYMBOL=FILE with a venue of venue.enabled:"
            + " binance-spot");
        warmUpRefused(journal, "BTCUSD=" + bars, "the universe of this run has no BTCUSD, it has BTCUSDT, ETHUSDT",
            "--warm-up BTCUSD=" + bars + "\n  right: the nearest is BTCUSDT; or a universe that takes it: --symbols"
                + " BTCUSD");
        warmUpRefused(journal, "BTCUSD=" + bars, "BTCUSD is paid in USD, and universe.quote_assets has [USDT]",
            "--warm-up BTCUSD=" + bars + "\n  right: a universe that takes it: --symbols BTCUSD", "--set",
            "universe.symbols=");
        warmUpRefused(journal, "BTCUSDT=" + bars, "BTCUSDT is in universe.deny", "--warm-up BTCUSDT=" + bars
            + "\n  right: another one, or universe.deny without it", "--symbols", "ETHUSDT", "--set",
            "universe.deny=BTCUSDT");
    }

    @Test
    void shouldRefuseWhenAStrategyNamesNoInstrumentOfTheUniverse() {
        final Path journal = directory.resolve("none");
        final Terminal run = Terminal.run("paper", "--venue", "binance-spot", "--duration", "1s", "--journal",
            journal.toString(), "--set", "strategy.flash.instruments=BTCUSD");
        assertEquals("penstock: strategy flash would have nothing to trade: the universe of this run has no BTCUSD, it"
            + " has BTCUSDT, ETHUSDT\n  where: strategy.flash.instruments = [BTCUSD]\n  right: the nearest is BTCUSDT;"
            + " or a universe that takes it: --symbols BTCUSD; no instruments stands for all" + System.lineSeparator(),
            run.err());
        assertFalse(Files.exists(journal));
    }

    @Test
    void shouldPrintAddressesAndTheCommandThatUsesThemWhenTheEmulatorRuns() {
        final Terminal run = good("emulator", "--port", "0", "--duration", "0.5s", "--tls");
        assertTrue(run.out().matches("(?s)binance-spot   https://127.0.0.1:[0-9]+  wss://127.0.0.1:[0-9]+\n.*"),
            run.out());
        assertTrue(run.out().contains("--set venue.mexc_spot.stream=wss://127.0.0.1:"), run.out());
        assertTrue(run.out().contains("BEGIN CERTIFICATE") && run.out().contains("--trust CERTIFICATE"), run.out());
        assertTrue(run.out().endsWith("ended    0 faults were done\n"), run.out());
    }
}
