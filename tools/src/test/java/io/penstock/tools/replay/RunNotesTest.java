package io.penstock.tools.replay;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Terminal;
import io.penstock.tools.regime.CandleWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a backtest of candles says beside its figures: why nothing or little was traded, and since when. */
class RunNotesTest {
    private static final int HOURS = 700;
    private static final String FREE = """
        [signal]
        min_score = "0"
        cost_multiple = "0"

        [risk]
        max_order_notional = "90000"
        max_position_notional = "90000"
        """;

    @TempDir
    private static Path directory;
    private static Path journal;

    @BeforeAll
    static void importHours() throws IOException {
        journal = imported("journal", CandleWriter.write(directory.resolve("hours.csv"), 1, HOURS));
    }

    private static Path imported(final String name, final Path candles) {
        final Path made = directory.resolve(name);
        final Terminal imported = Terminal.run(
            "import", "--candles", "binance-spot:BTCUSDT=" + candles, "--journal", made.toString());
        assertEquals(ExitCodes.OK, imported.exitCode(), imported.err());
        return made;
    }

    private static String backtest(final Path of, final String config, final String... more) throws IOException {
        final Path file = Files.writeString(directory.resolve("config.toml"), config);
        final Terminal run = Terminal.run(Stream.concat(
            Stream.of("backtest", "--journal", of.toString(), "--config", file.toString()), Stream.of(more))
            .toArray(String[]::new));
        assertEquals(ExitCodes.OK, run.exitCode(), run.err());
        return run.out();
    }

    private static String strategy(final String name, final String more) {
        return "\n[[strategy]]\nname = \"" + name + "\"\n" + more;
    }

    private static List<String> notes(final String out) {
        return out.lines().filter(line -> line.startsWith("note ")).map(line -> line.substring(9)).toList();
    }

    @Test
    void shouldSayWhenTradingEndedWhenALossKilledEverything() throws IOException {
        final String out = backtest(journal, FREE + "max_daily_loss = \"20\"\nloss_warning_rate = \"1\"\n"
            + strategy("momentum", ""));
        final List<String> notes = notes(out);
        assertTrue(notes.get(0).matches(
            "trading ended 2024-01-\\d\\dT\\d\\d:\\d\\d(:\\d\\d)?Z: DAILY_LOSS \\(KILLED\\)"), out);
        assertTrue(notes.get(1).matches("\\d+ % of intents were denied: TRADING_STATE; penstock explain --refused shows"
            + " the last one"), out);
        assertTrue(out.lines().anyMatch(line -> line.startsWith("INSTRUMENT") && line.contains("  P&L")), out);
        assertFalse(out.contains("EQUITY "), out);
    }

    @Test
    void shouldNameTheMostFrequentDenialAlsoWhenOrdersWereSent() throws IOException {
        final String out = backtest(journal, FREE.replace("90000", "7000") + strategy("momentum", ""));
        final List<String> notes = notes(out);
        assertEquals(1, notes.size(), out);
        assertTrue(notes.get(0).matches("\\d\\d? % of intents were denied(, most often)?: MAX_ORDER_NOTIONAL;"
            + " penstock explain --refused shows the last one"), out);
        assertFalse(out.contains("BTCUSDT     0  "), "orders were sent\n" + out);
        assertEquals(notes.get(0), new ObjectMapper().readTree(backtest(journal, FREE.replace("90000", "7000")
            + strategy("momentum", ""), "--json")).get("notes").get(0).asText());
    }

    @Test
    void shouldNameStrategiesWithoutInstrumentSignalOrSwitchWhenNoOrderWasSent() throws IOException {
        final String out = backtest(journal, FREE + strategy("trend", "instruments = [\"ETHUSDT\"]\n")
            + strategy("breakout", "enabled = false\n") + strategy("momentum", "regimes = [\"sideways\"]\n"),
            "--set", "signal.min_probability=1");
        final List<String> notes = notes(out);
        assertEquals("no order was sent: trend trades ETHUSDT, which the journal does not define", notes.get(0), out);
        assertEquals("no order was sent: breakout is disabled", notes.get(1), out);
        assertTrue(notes.get(2).matches("no order was sent: momentum had no signal taken: [A-Z].*;"
            + " penstock explain --last-signal shows the last one"), out);
        assertEquals(3, notes.size(), out);
    }

    @Test
    void shouldSayWhatWasMissingWhenCandlesWereTooFew() throws IOException {
        final Path few = imported("few", CandleWriter.write(directory.resolve("few.csv"), 1, 20));
        final List<String> notes = notes(backtest(few, strategy("trend", "") + strategy("flash", "")
            + strategy("momentum", "timeframes = [\"1h\", \"1d\"]\n")));
        assertEquals("no order was sent: trend was not warm: ema(20) on 4h needs more bars", notes.get(0));
        assertTrue(notes.get(1).startsWith("no order was sent: flash wanted none"), notes.get(1));
        assertEquals("no order was sent: momentum had no bar of 1d", notes.get(2));
        assertEquals(List.of("no order was sent: no strategy is configured; strategies.toml names them"),
            notes(backtest(few, "strategy = []\n")));
    }
}
