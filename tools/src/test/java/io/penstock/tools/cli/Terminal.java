package io.penstock.tools.cli;

import io.penstock.tools.Penstock;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Runs a command in this process and keeps what a user would see.
 *
 * @param exitCode of the command
 * @param out      standard output
 * @param err      standard error
 */
public record Terminal(int exitCode, String out, String err) {
    /**
     * Runs one command.
     *
     * @param arguments of the command line
     * @return what came out
     */
    public static synchronized Terminal run(final String... arguments) {
        final PrintStream out = System.out;
        final PrintStream err = System.err;
        final ByteArrayOutputStream outBytes = new ByteArrayOutputStream();
        final ByteArrayOutputStream errBytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(outBytes, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(errBytes, true, StandardCharsets.UTF_8));
        try {
            final int exitCode = Penstock.run(arguments);
            return new Terminal(exitCode, outBytes.toString(StandardCharsets.UTF_8),
                errBytes.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }
}
