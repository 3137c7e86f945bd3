package io.penstock.tools.secrets;

import io.penstock.tools.cli.UserError;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Reads a secret that is piped in. Main thread. */
final class Piped {
    private static final int MOST = 8_192;

    private Piped() {
    }

    /** The first line, for the caller to wipe. */
    static char[] line(final InputStream in, final String name) {
        final char[] line = new char[MOST];
        int length = 0;
        try {
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                if (length == MOST) {
                    throw new UserError("the value is too long for a secret", name, "at most " + MOST + " characters");
                }
                line[length++] = (char) b;
            }
        } catch (final IOException e) {
            throw new UserError("the value cannot be read", name, "the value on standard input");
        }
        while (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        if (length == 0) {
            throw new UserError("no value came", name, "the value on standard input, or typed at a terminal");
        }
        final char[] value = Arrays.copyOf(line, length);
        Arrays.fill(line, '\0');
        return value;
    }
}
