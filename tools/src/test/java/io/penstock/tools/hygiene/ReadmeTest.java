package io.penstock.tools.hygiene;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.tools.cli.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the README tells a newcomer to type works. */
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");
    private static final long LIMIT_SECONDS = 120;

    private static List<String> commands() throws IOException {
        final List<String> commands = new ArrayList<>();
        final Matcher block = BLOCK.matcher(Files.readString(Home.directory().resolve("README.md")));
        while (block.find()) {
            block.group(1).replace("\\\n", " ").lines().map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#")).forEach(commands::add);
        }
        return commands;
    }

    @Test
    void shouldEndWellWhenACommandOfTheReadmeIsRun(@TempDir final Path directory) throws Exception {
        final Path here = Files.createDirectory(directory.resolve("penstock"));
        Files.createSymbolicLink(here.resolve("config"), Home.config());
        Files.createSymbolicLink(here.resolve("penstock"), Home.directory().resolve("penstock"));
        final Path shared = Home.directory().resolveSibling("shared");
        if (Files.exists(shared)) {
            Files.createSymbolicLink(directory.resolve("shared"), shared.toRealPath());
        }
        int run = 0;
        try {
            for (final String command : commands()) {
                if (command.startsWith("./penstock")) {
                    run(command, here);
                    run++;
                } else if (!command.matches("(mvn|git clone|cd) .*")) {
                    throw new AssertionError("README.md has a command that no test covers: " + command);
                }
            }
        } finally {
            for (final Path link : List.of(here.resolve("config"), here.resolve("penstock"),
                directory.resolve("shared"))) {
                Files.deleteIfExists(link);
            }
        }
        assertTrue(run > 0, "README.md has no ./penstock command");
    }

    private static void run(final String command, final Path here) throws Exception {
        final Path log = here.resolve("log.txt");
        final ProcessBuilder builder = new ProcessBuilder("sh", "-c", command).directory(here.toFile())
            .redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PENSTOCK_CLASSPATH", System.getProperty("java.class.path"));
        // most of a command is the start of a JVM, which the first compiler alone makes shorter
        builder.environment().put("PENSTOCK_JAVA_OPTS", "-XX:TieredStopAtLevel=1");
        final Process process = builder.start();
        try {
            assertTrue(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS), command + " takes over " + LIMIT_SECONDS
                + " s");
        } finally {
            process.destroyForcibly();
        }
        assertEquals(0, process.exitValue(), command + " said:\n" + Files.readString(log));
        assertFalse(Files.readString(log).contains("\tat "), command + " printed a stack trace");
    }

    @Test
    void shouldBeWhatContinuousIntegrationRunsWhenTestsAreNamed() throws IOException {
        final List<String> maven = commands().stream().filter(c -> c.startsWith("mvn ")).toList();
        assertEquals(1, maven.size(), "one test command: " + maven);
        final List<String> ci = Files.readString(Home.directory().resolve(".ci/run")).lines().map(String::strip)
            .toList();
        assertTrue(ci.contains("within_limit " + maven.get(0)), ".ci/run does not run: " + maven.get(0));
    }

    @Test
    void shouldLeadSomewhereWhenAPageLinks() throws IOException {
        for (final String page : List.of("README.md", "tools/README.md", "docs/configuration.md")) {
            final Path file = Home.directory().resolve(page);
            final Matcher link = LINK.matcher(Files.readString(file));
            while (link.find()) {
                assertTrue(Files.exists(file.resolveSibling(link.group(1))), page + " links to " + link.group(1));
            }
        }
    }
}
