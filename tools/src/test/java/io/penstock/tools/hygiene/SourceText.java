package io.penstock.tools.hygiene;

import java.util.List;

/**
 * A file as lines, and the same lines without comments and texts, so that a ban on code does not hit a comment.
 *
 * @param path  relative to the repository, with slashes
 * @param lines as they are
 * @param code  the same number of lines, comments and the insides of texts blanked; equal to lines outside Java
 */
record SourceText(String path, List<String> lines, List<String> code) {
    static SourceText of(final String path, final String text) {
        final String plain = text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
        return new SourceText(path, List.of(plain.split("\n", -1)),
            List.of((path.endsWith(".java") ? blanked(plain) : plain).split("\n", -1)));
    }

    boolean isMainOf(final String... modules) {
        for (final String module : modules) {
            if (path.startsWith(module + "/src/main/java/")) {
                return true;
            }
        }
        return false;
    }

    boolean isJava() {
        return path.endsWith(".java");
    }

    /** Replaces comments and the insides of texts and characters by spaces; keeps line breaks. */
    private static String blanked(final String text) {
        final StringBuilder out = new StringBuilder(text);
        int i = 0;
        while (i < text.length()) {
            final int end;
            if (text.startsWith("//", i)) {
                end = orEnd(text, text.indexOf('\n', i), 0);
            } else if (text.startsWith("/*", i)) {
                end = orEnd(text, text.indexOf("*/", i + 2), 2);
            } else if (text.startsWith("\"\"\"", i)) {
                end = closing(text, i + 3, "\"\"\"");
            } else if (text.charAt(i) == '"' || text.charAt(i) == '\'') {
                end = closing(text, i + 1, text.substring(i, i + 1));
            } else {
                i++;
                continue;
            }
            for (int j = i; j < end; j++) {
                if (out.charAt(j) != '\n') {
                    out.setCharAt(j, ' ');
                }
            }
            i = end;
        }
        return out.toString();
    }

    private static int orEnd(final String text, final int index, final int more) {
        return index < 0 ? text.length() : index + more;
    }

    private static int closing(final String text, final int from, final String quote) {
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '\\') {
                i++;
            } else if (text.startsWith(quote, i)) {
                return i + quote.length();
            }
        }
        return text.length();
    }
}
