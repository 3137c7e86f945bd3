package io.penstock.tools.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Terminal;
import io.penstock.tools.regime.CandleWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code explain} shows of signals, on a backtest over hours in which several strategies state them. */
class ExplainSignalsTest {
    private static final int HOURS = 700;
    private static final String CONFIG = """
        [signal]
        min_score = "0"
        cost_multiple = "0"

        [[strategy]]
        name = "flash"

        [[strategy]]
        name = "momentum"
        timeframes = ["1h", "4h"]
        weight = { default = 1, us = 2.5 }

        [[strategy]]
        name = "mean_reversion"
        timeframes = ["1h"]
        regimes = ["sideways"]

        [[strategy]]
        name = "trend"
        timeframes = ["1h", "4h"]
        instruments = ["ETHUSDT"]

        [[strategy]]
        name = "breakout"
        timeframes = ["1h"]
        """;

    @TempDir
    private static Path directory;
    private static Path journal;

    @BeforeAll
    static void trade() throws IOException {
        journal = directory.resolve("journal");
        final Path hours = CandleWriter.write(directory.resolve("hours.csv"), 1, HOURS);
        final Path config = Files.writeString(directory.resolve("strategies.toml"), CONFIG);
        final Terminal imported = Terminal.run("import", "--candles", "binance-spot:BTCUSDT=" + hours, "--journal",
            journal.toString());
        assertEquals(ExitCodes.OK, imported.exitCode(), imported.err());
        final Terminal run = Terminal.run("backtest", "--journal", journal.toString(), "--config", config.toString());
        assertEquals(ExitCodes.OK, run.exitCode(), run.err());
    }

    private static String explain(final String... question) {
        final List<String> arguments = new ArrayList<>(List.of("explain", "--journal", journal.toString()));
        arguments.addAll(List.of(question));
        final Terminal explain = Terminal.run(arguments.toArray(new String[0]));
        assertEquals(ExitCodes.OK, explain.exitCode(), explain.err());
        return explain.out();
    }

    private static JsonNode json(final String... question) throws IOException {
        final List<String> arguments = new ArrayList<>(List.of(question));
        arguments.add("--json");
        return new ObjectMapper().readTree(explain(arguments.toArray(new String[0])));
    }

    private static JsonNode of(final String strategy, final JsonNode explained) {
        for (final JsonNode signal : explained.get("signals")) {
            if (signal.get("strategy").asText().equals(strategy)) {
                return signal;
            }
        }
        throw new AssertionError(strategy + " in " + explained.get("signals"));
    }

    private static void contains(final String text, final String part) {
        assertTrue(text.contains(part), part + " in\n" + text);
    }

    @Test
    void shouldShowEveryStrategyThatUsesSignalsBeforeAnyIsStated() throws IOException {
        final String night = explain("--seq", "4");
        contains(night, "sessions asia\n");
        contains(night, """
            signals
              momentum        weight 1.0  gate open    none stands
              mean_reversion  weight 1.0  gate closed  none stands
              trend           weight 1.0               does not trade this instrument
              breakout        weight 1.0  gate open    none stands
            position 0""");
        final JsonNode signals = json("--seq", "4").get("signals");
        assertEquals("{\"strategy\":\"mean_reversion\",\"enabled\":true,\"weight\":1.0,\"gate\":\"closed\","
            + "\"signal\":\"none\"}", signals.get(1).toString());
        assertEquals("{\"strategy\":\"trend\",\"enabled\":true,\"weight\":1.0,\"signal\":\"not traded\"}",
            signals.get(2).toString());
    }

    @Test
    void shouldShowTheWeightOfTheSession() throws IOException {
        final JsonNode evening = json("--seq", "19");
        contains(evening.get("analysis").get("sessions").toString(), "\"us\"");
        assertEquals(2.5, of("momentum", evening).get("weight").asDouble());
        assertEquals(1, of("breakout", evening).get("weight").asDouble());
        contains(explain("--seq", "19"), "  momentum        weight 2.5  gate open ");
    }

    @Test
    void shouldShowWhatWasStatedAtThisInputAndHowOldItIsAnHourLater() throws IOException {
        final JsonNode decided = json("--last");
        JsonNode stated = null;
        for (final JsonNode output : decided.get("outputs")) {
            stated = output.path("kind").asText().equals("Signal") && output.get("signalType").asText().equals("ENTRY")
                ? output : stated;
        }
        final List<String> names = List.of("flash", "momentum", "mean_reversion", "trend", "breakout");
        final String name = names.get(stated.get("strategyId").asInt());
        final JsonNode signal = of(name, decided);
        assertEquals("stands", signal.get("signal").asText());
        assertEquals(stated.get("side").asText(), signal.get("side").asText());
        assertEquals(stated.get("signalStrength").asText(), signal.get("strength").asText());
        assertEquals(stated.get("confidence").asDouble(), signal.get("confidence").asDouble());
        assertEquals(stated.get("horizonNs").asLong() / 1e9, signal.get("horizonS").asDouble());
        assertEquals("1h", signal.get("timeframe").asText());
        assertEquals(0, signal.get("ageS").asDouble());
        contains(explain("--last"), "gate open    ENTRY " + signal.get("side").asText() + ", "
            + signal.get("strength").asText().toLowerCase(Locale.ROOT) + ", confidence "
            + signal.get("confidence").asText() + ", stated now on bars of 1h, horizon ");
        final String later = Long.toString(decided.get("sequence").asLong() + 1);
        assertEquals(3_600, of(name, json("--seq", later)).get("ageS").asDouble());
        contains(explain("--seq", later), ", stated 1h ago on bars of 1h");
    }
}
