package io.penstock.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.Terminal;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CommandLineTest {
    @Test
    void shouldListTheCommandsWhenNothingIsAsked() {
        final Terminal seen = Terminal.run();
        assertEquals(ExitCodes.OK, seen.exitCode());
        assertTrue(seen.out().contains("Usage: penstock"), seen.out());
        assertTrue(seen.out().contains("doctor"), seen.out());
    }

    @Test
    void shouldNameTheNearestWhenACommandIsMisspelt() {
        final Terminal seen = Terminal.run("docto");
        assertEquals(ExitCodes.REFUSED, seen.exitCode());
        assertEquals("""
            penstock: Unmatched argument at index 0: 'docto'
              where: penstock docto
              right: the nearest is doctor; penstock --help shows what there is
            """, seen.err());
    }

    @Test
    void shouldNameTheNearestWhenAnOptionIsMisspelt() {
        final Terminal seen = Terminal.run("config", "explain", "--confg", "x");
        assertEquals(ExitCodes.REFUSED, seen.exitCode());
        assertTrue(seen.err().contains("Unknown option"), seen.err());
        assertTrue(seen.err().contains("the nearest is --config;"), seen.err());
        assertFalse(seen.err().contains("\tat "), "no stack trace");
    }

    @Test
    void shouldGiveErrorsAsJsonWhenAskedForJson() throws java.io.IOException {
        final Terminal seen = Terminal.run("config", "explain", "--json", "--config", "nowhere.toml");
        assertEquals(ExitCodes.REFUSED, seen.exitCode());
        final JsonNode error = new ObjectMapper().readTree(seen.err());
        assertEquals("the configuration file cannot be read", error.get("error").asText());
        assertEquals("nowhere.toml", error.get("where").asText());
    }

    @Test
    void shouldOfferJsonWhenACommandDoesWork() {
        everyCommand("penstock", Penstock.commandLine());
    }

    private void everyCommand(final String name, final CommandLine command) {
        for (final Map.Entry<String, CommandLine> sub : command.getSubcommands().entrySet()) {
            if (sub.getValue().getSubcommands().isEmpty()) {
                if (!"help".equals(sub.getKey())) {
                    assertNotNull(sub.getValue().getCommandSpec().findOption("--json"),
                        name + " " + sub.getKey() + " has no --json");
                }
            } else {
                everyCommand(name + " " + sub.getKey(), sub.getValue());
            }
        }
    }

    @Test
    void shouldFindTheMachineFitWhenTheDoctorLooks(@TempDir final Path directory) throws java.io.IOException {
        final Terminal seen = Terminal.run("doctor", "--json", "--set", "journal.directory=" + directory.resolve("j"));
        final JsonNode result = new ObjectMapper().readTree(seen.out());
        assertEquals(ExitCodes.OK, seen.exitCode(), seen.out());
        assertTrue(result.get("fit").asBoolean());
        assertTrue(result.get("findings").size() >= 10, seen.out());
    }

    @Test
    void shouldFailWhenTheJournalCannotBeWritten(@TempDir final Path directory) throws java.io.IOException {
        final Path file = java.nio.file.Files.createFile(directory.resolve("file"));
        final Terminal seen = Terminal.run("doctor", "--set", "journal.directory=" + file.resolve("j"));
        assertEquals(ExitCodes.BAD_ANSWER, seen.exitCode());
        assertTrue(seen.out().contains("fail  journal"), seen.out());
        assertTrue(seen.out().contains("not fit to run: 1 check failed"), seen.out());
    }

    @Test
    void shouldShowFaultsOfTheConfigurationWhenTheDoctorLooks() {
        final Terminal seen = Terminal.run("doctor", "--set", "risk.collar_rate=2");
        assertEquals(ExitCodes.BAD_ANSWER, seen.exitCode());
        assertTrue(seen.out().contains("risk.collar_rate 2 is outside 0.00001 to 0.1 rate"), seen.out());
    }

    @Test
    void shouldExplainEveryKeyWhenAsked() {
        final Terminal seen = Terminal.run("config", "explain", "risk", "--set", "risk.max_open_orders=3");
        assertEquals(ExitCodes.OK, seen.exitCode(), seen.err());
        assertTrue(seen.out().lines().anyMatch(l -> l.matches(
            "risk.max_open_orders +3 +orders +8 +fold +--set risk.max_open_orders")), seen.out());
        assertTrue(seen.out().lines().anyMatch(l -> l.matches(
            "risk.collar_rate +0.0005 +rate +0.005 +fold +.*backtest.toml:[0-9]+")), seen.out());
        assertEquals(ExitCodes.REFUSED, Terminal.run("config", "explain", "rsk").exitCode());
    }
}
