package io.penstock.tools.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.PrintStream;
import picocli.CommandLine.Option;

/**
 * The {@code --json} option that every command mixes in ({@code @Mixin}), and how a result is printed as JSON. Main
 * thread; allocates.
 */
public final class JsonOption {
    private static final ObjectMapper LINES = new ObjectMapper();
    private static final ObjectMapper PRETTY = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    @Option(names = "--json", description = "Print the result as JSON.")
    private boolean on;

    /**
     * Whether the user asked for JSON.
     *
     * @return true with {@code --json}
     */
    public boolean on() {
        return on;
    }

    /**
     * Prints a result: maps, lists, records, numbers and texts.
     *
     * @param value to print
     * @param out   normally standard output
     */
    public static void print(final Object value, final PrintStream out) {
        out.println(text(PRETTY, value));
    }

    /**
     * One line of JSON, for streams of records.
     *
     * @param value to print
     * @return without line break
     */
    public static String line(final Object value) {
        return text(LINES, value);
    }

    private static String text(final ObjectMapper mapper, final Object value) {
        try {
            return mapper.writeValueAsString(value).replace("\r\n", "\n");
        } catch (final JsonProcessingException e) {
            throw new IllegalStateException("cannot write " + value.getClass().getName() + " as JSON", e);
        }
    }
}
