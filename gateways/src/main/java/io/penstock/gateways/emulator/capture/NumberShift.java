package io.penstock.gateways.emulator.capture;

import java.util.Set;

/**
 * Adds to the numbers behind certain keys of a JSON text and leaves every other character as it was. One thread.
 */
final class NumberShift {
    /** What is to be done with a number. */
    enum Role {
        /** Left alone. */
        NONE,
        /** An id. */
        ID,
        /** Milliseconds. */
        TIME,
        /** Milliseconds of a bar, kept on full minutes. */
        MINUTE
    }

    /** Says which number is what. */
    interface Roles {
        /** Role of the number behind a key of an object that is itself behind a key (empty at the top). */
        Role of(String parent, String key, boolean quoted);
    }

    private static final Set<Character> ENDS = Set.of(',', '}', ']', ' ');
    private static final int DEEPEST = 16;

    private final Roles roles;
    private final String[] parents = new String[DEEPEST];

    NumberShift(final Roles roles) {
        this.roles = roles;
    }

    /** The text with its numbers moved; numbers in quotes are seen too. */
    String shifted(final String text, final Shift shift) {
        if (shift.none()) {
            return text;
        }
        final StringBuilder out = new StringBuilder(text.length() + 32);
        int depth = 0;
        String key = "";
        int copied = 0;
        int i = 0;
        while (i < text.length()) {
            final char c = text.charAt(i);
            if (c == '{' || c == '[') {
                parents[depth++] = key;
            } else if (c == '}' || c == ']') {
                key = parents[--depth];
            } else if (c == '"') {
                final int end = text.indexOf('"', i + 1);
                if (end + 1 < text.length() && text.charAt(end + 1) == ':') {
                    key = text.substring(i + 1, end);
                    final int value = end + 2;
                    final int stop = valueEnd(text, value);
                    final String moved = moved(text, value, stop, parents[depth - 1], key, shift);
                    if (moved != null) {
                        out.append(text, copied, value).append(moved);
                        copied = stop;
                        i = stop;
                        continue;
                    }
                    i = value;
                    continue;
                }
                i = end;
            }
            i++;
        }
        return out.append(text, copied, text.length()).toString();
    }

    private static int valueEnd(final String text, final int value) {
        int stop = value;
        while (stop < text.length() && !ENDS.contains(text.charAt(stop))) {
            stop++;
        }
        return stop;
    }

    private String moved(final String text, final int value, final int stop, final String parent, final String key,
        final Shift shift) {
        final boolean quoted = text.charAt(value) == '"' && stop - value > 2;
        final int from = quoted ? value + 1 : value;
        final int to = quoted ? stop - 1 : stop;
        for (int i = from; i < to; i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return null;
            }
        }
        final Role role = to > from && to - from < 20 ? roles.of(parent, key, quoted) : Role.NONE;
        if (role == Role.NONE) {
            return null;
        }
        final long by = role == Role.ID ? shift.ids() : role == Role.TIME ? shift.milliseconds() : shift.minutesMs();
        final String number = Long.toString(Long.parseLong(text.substring(from, to)) + by);
        return quoted ? '"' + number + '"' : number;
    }
}
