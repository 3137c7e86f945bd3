package io.penstock.tools.host;

import java.util.List;

/** Says where two canonical configuration texts part. Any thread. */
final class ConfigDifference {
    private static final String NOTHING = "nothing";

    private ConfigDifference() {
    }

    /** The first line that differs, as it was and as it is. */
    static String first(final String then, final String now) {
        final List<String> before = then.lines().toList();
        final List<String> after = now.lines().toList();
        int line = 0;
        while (line < before.size() && line < after.size() && before.get(line).equals(after.get(line))) {
            line++;
        }
        return "then " + at(before, line) + ", now " + at(after, line);
    }

    private static String at(final List<String> lines, final int line) {
        return line < lines.size() ? lines.get(line) : NOTHING;
    }
}
