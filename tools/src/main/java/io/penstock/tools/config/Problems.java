package io.penstock.tools.config;

import io.penstock.tools.cli.UserError;
import java.util.ArrayList;
import java.util.List;

/** Collects every fault of a configuration, so that the user sees all of them at once. One thread. */
final class Problems {
    private final List<String> lines = new ArrayList<>();

    void add(final Origin origin, final String message) {
        lines.add(origin.text() + "  " + message);
    }

    boolean isEmpty() {
        return lines.isEmpty();
    }

    /** Refuses when there is any fault. */
    void refuse() {
        if (lines.isEmpty()) {
            return;
        }
        final String what = lines.size() == 1 ? "the configuration has a fault; nothing was started"
            : "the configuration has " + lines.size() + " faults; nothing was started";
        throw new UserError(what, String.join("\n", lines),
            "mend the line" + (lines.size() == 1 ? "" : "s")
                + "; every key, unit, range and default is in docs/configuration.md");
    }
}
