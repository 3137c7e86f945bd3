package io.penstock.tools.config;

import io.penstock.engine.regime.HmmModel;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of a model of regimes, and says in words what is wrong with it. Stateless; any thread. */
public final class ModelText {
    private static final Pattern BEHIND = Pattern.compile("sha256\\s+[0-9a-f]{64}\\s+(\\p{Graph}.{0,39})");

    private ModelText() {
    }

    /**
     * Reads a file.
     *
     * @param file of {@code penstock regime train}
     * @return the model
     * @throws IOException              when it cannot be read
     * @throws IllegalArgumentException with what is wrong when it is no model
     */
    public static HmmModel read(final Path file) throws IOException {
        try {
            return parse(Files.readString(file, StandardCharsets.US_ASCII));
        } catch (final CharacterCodingException e) {
            throw new IllegalArgumentException("model, it is no text; penstock regime train writes one", e);
        }
    }

    /**
     * Reads a text.
     *
     * @param text of a model, whole
     * @return the model
     * @throws IllegalArgumentException with what is wrong when it is none
     */
    static HmmModel parse(final String text) {
        final Matcher behind = BEHIND.matcher(text);
        if (behind.find()) {
            throw new IllegalArgumentException("model, there is more behind sha256: '" + behind.group(1) + "'");
        }
        return HmmModel.parse(text);
    }

    /**
     * What would be right where a model is none.
     *
     * @param fault that {@link #read} found
     * @return for a message
     */
    public static String right(final IllegalArgumentException fault) {
        return "a file of penstock regime train, unchanged" + (String.valueOf(fault.getMessage())
            .contains("sha256: it says") ? "; or, if the change is meant, with the second hash" : "");
    }
}
