package io.penstock.tools.config;

import java.util.HashMap;
import java.util.Map;

/**
 * Knows on which line of a TOML text each key stands; the parser only gives values. One thread; allocates.
 *
 * <p>Paths are dotted; a table of a list has its index as a part: {@code strategy.0.name}. Keys inside inline tables
 * are not indexed: asking for one gives the line of the key that holds the table.
 */
final class TomlLines {
    private final Map<String, Integer> lines = new HashMap<>();
    private final Map<String, Integer> listSizes = new HashMap<>();
    private String table = "";
    private String openQuote = "";
    private int openBrackets;

    TomlLines(final String text) {
        int number = 0;
        for (final String line : text.split("\n", -1)) {
            number++;
            take(line, number);
        }
    }

    /** Line of a path, or of the nearest path above it; 1 when nothing is known. */
    int of(final String path) {
        for (String p = path; !p.isEmpty(); p = p.contains(".") ? p.substring(0, p.lastIndexOf('.')) : "") {
            final Integer line = lines.get(p);
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    private void take(final String line, final int number) {
        if (!openQuote.isEmpty() || openBrackets > 0) {
            scanValue(line, 0);
            return;
        }
        final String trimmed = line.strip();
        if (trimmed.startsWith("[[")) {
            final String name = dotted(trimmed.substring(2, Math.max(2, trimmed.indexOf("]]"))));
            final int index = listSizes.merge(name, 1, Integer::sum) - 1;
            lines.putIfAbsent(name, number);
            table = name + "." + index;
            lines.put(table, number);
        } else if (trimmed.startsWith("[")) {
            table = resolved(dotted(trimmed.substring(1, Math.max(1, trimmed.indexOf(']')))));
            lines.putIfAbsent(table, number);
        } else if (!trimmed.isEmpty() && trimmed.charAt(0) != '#') {
            final int equals = equalsSign(line);
            if (equals >= 0) {
                final String key = dotted(line.substring(0, equals));
                lines.putIfAbsent(table.isEmpty() ? key : table + "." + key, number);
                scanValue(line, equals + 1);
            }
        }
    }

    /** A table below the last table of a list: {@code [strategy.x]} after {@code [[strategy]]}. */
    private String resolved(final String name) {
        final int dot = name.indexOf('.');
        final Integer size = dot < 0 ? null : listSizes.get(name.substring(0, dot));
        return size == null ? name : name.substring(0, dot) + "." + (size - 1) + name.substring(dot);
    }

    private static int equalsSign(final String line) {
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            final char c = line.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '=') {
                return i;
            }
        }
        return -1;
    }

    private static String dotted(final String key) {
        final StringBuilder path = new StringBuilder();
        for (final String part : key.split("\\.")) {
            path.append(path.isEmpty() ? "" : ".").append(part.strip().replaceAll("^[\"'](.*)[\"']$", "$1"));
        }
        return path.toString();
    }

    /** Follows quotes and brackets, so that a value over several lines is not taken for keys. */
    private void scanValue(final String line, final int from) {
        int i = from;
        while (i < line.length()) {
            if (!openQuote.isEmpty()) {
                if (line.charAt(i) == '\\' && openQuote.charAt(0) == '"') {
                    i += 2;
                } else if (line.startsWith(openQuote, i)) {
                    i += openQuote.length();
                    openQuote = "";
                } else {
                    i++;
                }
                continue;
            }
            final char c = line.charAt(i);
            if (c == '#') {
                return;
            }
            if (c == '"' || c == '\'') {
                final String one = String.valueOf(c);
                openQuote = line.startsWith(one.repeat(3), i) ? one.repeat(3) : one;
                i += openQuote.length();
                continue;
            }
            if (c == '[' || c == '{') {
                openBrackets++;
            } else if (c == ']' || c == '}') {
                openBrackets = Math.max(0, openBrackets - 1);
            }
            i++;
        }
        if (openQuote.length() == 1) {
            openQuote = "";
        }
    }
}
