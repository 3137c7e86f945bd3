package io.penstock.tools.secrets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command as a process of its own, with a password in a file and values on a pipe. */
class SecretsCommandTest {
    private static final String CANARY = "canary-51d0e6aa";

    @TempDir
    private Path directory;
    private final StringBuilder everything = new StringBuilder();

    private static Process begin(
        final Map<String, String> environment, final String in, final String... arguments) throws IOException {
        final List<String> command = new ArrayList<>(List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1", "-cp",
            System.getProperty("java.class.path"), "io.penstock.tools.Penstock", "secrets"));
        command.addAll(List.of(arguments));
        final ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        final Process process = builder.start();
        process.getOutputStream().write(in.getBytes(StandardCharsets.US_ASCII));
        process.getOutputStream().close();
        return process;
    }

    private String end(final int exitCode, final Process process) throws IOException, InterruptedException {
        final String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        everything.append(out);
        assertEquals(exitCode, process.waitFor(), out);
        return out;
    }

    private String run(final int exitCode, final Map<String, String> environment, final String in,
        final String... arguments) throws IOException, InterruptedException {
        return end(exitCode, begin(environment, in, arguments));
    }

    private String password(final String name, final String text) throws IOException {
        final Path path = directory.resolve(name);
        Files.writeString(path, text);
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rw-------"));
        return path.toString();
    }

    @Test
    void shouldKeepAndRotateWhenItIsUsedAsAPersonWould() throws IOException, InterruptedException {
        final String file = directory.resolve("secrets").toString();
        final Map<String, String> first = Map.of(SecretSources.PASSWORD_FILE, password("p1", "four words make one"));
        assertTrue(run(0, first, "", "init", "--file", file).contains("made, with no secret in it yet"));
        assertTrue(run(0, first, CANARY + "\n", "set", "BINANCE_API_SECRET", "--file", file)
            .contains("BINANCE_API_SECRET "));
        // what is refused changes nothing: each takes long to make its key, so they do it beside each other
        final Process again = begin(first, "", "init", "--file", file);
        final Process lower = begin(first, CANARY, "set", "lower", "--file", file);
        final Process nothing = begin(first, "", "set", "BINANCE_API_KEY", "--file", file);
        final Process wrong = begin(Map.of(SecretSources.PASSWORD_FILE, password("p0", "not the password")), "",
            "verify", "--file", file);
        assertTrue(end(2, again).contains("the file is there already"));
        assertTrue(end(2, lower).contains("no name of a secret"));
        assertTrue(end(2, nothing).contains("no value came"));
        assertTrue(end(2, wrong).contains("the password is wrong"));
        final Map<String, String> both = Map.of(SecretSources.PASSWORD_FILE, password("p1", "four words make one"),
            "PENSTOCK_SECRETS_NEW_PASSWORD_FILE", password("p2", "five other words make one"));
        assertTrue(run(0, both, "", "rotate", "--file", file).contains("under its new password"));
        final Map<String, String> second = Map.of(SecretSources.PASSWORD_FILE, directory.resolve("p2").toString());
        final Process old = begin(first, "", "verify", "--file", file);
        final Process rotated = begin(second, "", "verify", "--file", file, "--json");
        assertTrue(end(2, old).contains("the password is wrong"));
        assertTrue(end(0, rotated).contains("BINANCE_API_SECRET "));
        assertTrue(run(0, second, "", "remove", "BINANCE_API_SECRET", "--file", file).contains("removed"));
        final Process gone = begin(second, "", "remove", "BINANCE_API_SECRET", "--file", file);
        final Process nobody = begin(Map.of(), "", "verify", "--file", file);
        assertTrue(end(2, gone).contains("no such secret"));
        assertTrue(end(2, nobody).contains("nobody to ask"));
        assertFalse(everything.toString().contains(CANARY));
        assertFalse(everything.toString().contains("words make one"));
    }
}
