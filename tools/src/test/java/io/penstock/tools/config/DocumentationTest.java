package io.penstock.tools.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.config.StrategyConfig;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is written about keys and flags is what is declared. */
class DocumentationTest {
    private static String read(final String file) throws IOException {
        return Files.readString(Home.directory().resolve(file));
    }

    @Test
    void shouldEqualTheDeclarationsWhenTheConfigurationPageIsRead() throws IOException {
        assertEquals(ConfigDocs.markdown(Strategies.all()), read("docs/configuration.md"),
            "run: ./penstock config keys > docs/configuration.md");
    }

    @Test
    void shouldEqualTheCodesWhenThePageOfDenialsIsRead() throws IOException {
        assertEquals(DenialDocs.markdown(), read("docs/denial-codes.md"), "run: ./penstock config denials"
            + " > docs/denial-codes.md");
    }

    /** The value of a user's file may differ; the comment above each key must say meaning, unit, range and default. */
    @Test
    void shouldDocumentEveryKeyWhenThePenstockFileIsRead() throws IOException {
        final List<String> lines = read("config/penstock.toml").lines().toList();
        for (final ConfigKey key : ConfigKeys.all()) {
            final String shortKey = key.shortKey().replace("*", "USDT");
            final String comment = commentAbove(lines, key.section(), shortKey);
            assertTrue(comment.contains(key.description()), key.name() + " is described as: " + comment);
            final String unit = key.type() == ConfigKey.Type.WORD ? String.join(", ", key.words()) : key.unit();
            assertTrue(comment.contains(unit), key.name() + " without unit: " + comment);
            assertTrue(comment.contains("default " + usual(key)),
                key.name() + " without default: " + comment);
            assertTrue(key.minimum().isEmpty() || comment.contains(key.minimum() + " to " + key.maximum()),
                key.name() + " without range: " + comment);
        }
    }

    private static String usual(final ConfigKey key) {
        return !key.defaultText().isEmpty() ? key.defaultText() : key.name().endsWith(".*") ? "100000" : "none";
    }

    private static String commentAbove(final List<String> lines, final String section, final String key) {
        final List<String> comment = new ArrayList<>();
        boolean inside = false;
        for (final String line : lines) {
            if (line.startsWith("[")) {
                inside = line.equals("[" + section + "]");
                comment.clear();
            } else if (line.startsWith("#")) {
                comment.add(line.substring(1).strip());
            } else if (inside && line.startsWith(key + " =")) {
                return String.join(" ", comment);
            } else {
                comment.clear();
            }
        }
        throw new AssertionError("config/penstock.toml has no [" + section + "] " + key);
    }

    /** The comment of the strategies' file names every key that a table may have, and its example is one. */
    @Test
    void shouldNameEveryKeyAndShowAnExampleWhenTheStrategiesFileIsRead() throws IOException {
        final List<String> lines = read("config/strategies.toml").lines().toList();
        for (final ConfigKey key : StrategyEntry.COMMON) {
            final Pattern told = Pattern.compile("# " + key.shortKey() + " {2,}.*");
            assertTrue(lines.stream().anyMatch(x -> told.matcher(x).matches()), key.shortKey() + " is not told");
            assertTrue("enabled".equals(key.shortKey())
                || lines.stream().anyMatch(x -> x.startsWith("#   " + key.shortKey() + " = ")), key.shortKey());
        }
        final StringBuilder example = new StringBuilder();
        lines.stream().filter(x -> x.startsWith("#   ")).forEach(x -> example.append(x.substring(4)).append('\n'));
        final StrategyConfig shown = ConfigLoader.with(Strategies.all()).text(example.toString(), "the example").load()
            .engine().strategies().get(0);
        assertEquals(2, shown.settings().get("entry_deviations@weekend"));
        assertEquals(2, shown.timeframes().size());
    }

    @Test
    void shouldStartTheJvmAsTheTestsDoWhenTheLauncherIsUsed() throws IOException {
        final Matcher property = Pattern.compile("<penstock.jvm.flags>(.*?)</penstock.jvm.flags>")
            .matcher(read("pom.xml"));
        assertTrue(property.find());
        final List<String> launcher = read("config/jvm.args").lines().filter(l -> l.startsWith("-")).toList();
        final List<String> tests = List.of(property.group(1).split(" "));
        assertEquals(tests, launcher.subList(0, tests.size()));
        final String pom = read("tools/pom.xml");
        for (final String flag : tests) {
            final Matcher opened = Pattern.compile("--add-(?:exports|opens)=(.*)=ALL-UNNAMED").matcher(flag);
            assertTrue(!opened.matches() || pom.contains(opened.group(1)), flag + " is not in the manifest of the jar");
        }
    }

    @Test
    void shouldHaveAReadmeWhenAModuleIsOurs() {
        for (final String module : List.of("strategies-api", "strategies", "tools", "bench")) {
            final Path readme = Home.directory().resolve(module).resolve("README.md");
            assertTrue(Files.exists(readme), readme + " is missing");
        }
    }
}
