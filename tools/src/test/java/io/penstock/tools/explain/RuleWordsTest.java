package io.penstock.tools.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.tools.cli.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule that the delivered strategies state reads as true or false. */
class RuleWordsTest {
    private static final Pattern STATED = Pattern.compile("(?:esk\\.because|cooled)\\((?:desk, )?\"([^\"]+)\"");

    @Test
    void shouldKnowHowEveryRuleOfTheStrategiesCompares() throws IOException {
        final Path sources = Home.config().resolveSibling("strategies").resolve("src/main/java");
        final TreeSet<String> unknown = new TreeSet<>();
        int found = 0;
        try (Stream<Path> files = Files.walk(sources)) {
            for (final Path file : (Iterable<Path>) files.filter(path -> path.toString().endsWith(".java"))::iterator) {
                final Matcher stated = STATED.matcher(Files.readString(file));
                while (stated.find()) {
                    found++;
                    if (RuleWords.of(stated.group(1)) == null) {
                        unknown.add(stated.group(1));
                    }
                }
            }
        }
        assertEquals(List.of(), List.copyOf(unknown));
        assertTrue(found > 40, found + " found in " + sources);
        assertNull(RuleWords.of("what a strategy of others states"));
    }

    @Test
    void shouldCompareAsTheWordsSay() {
        assertTrue(RuleWords.of("adx").holds(25, 25));
        assertFalse(RuleWords.of("macd_histogram").holds(0, 0));
        assertTrue(RuleWords.of("relative_strength").holds(30, 30));
        assertFalse(RuleWords.of("relative_strength").holds(34.9, 30));
        assertFalse(RuleWords.of("position_notional").holds(4_500, 4_500));
        assertTrue(RuleWords.of("book_state").holds(4, 4));
        assertFalse(RuleWords.of("adx").holds(Double.NaN, 25));
        assertEquals("above", RuleWords.of("timeframe_1_from_ema_pct").words());
    }
}
