package io.penstock.tools.live;

import io.penstock.tools.cli.UserError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Times as the user writes them. Stateless; any thread. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,6}(?:\\.[0-9]{1,3})?)(s|m|h)");

    private Durations() {
    }

    /** Nanoseconds of a text like {@code 30s}; Long.MAX_VALUE without one. */
    static long ns(final String text) {
        if (text == null) {
            return Long.MAX_VALUE;
        }
        final Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw new UserError("this is no time", "--duration " + text, "for example 30s, 5m or 2h");
        }
        final double unitNs = switch (match.group(2)) {
            case "s" -> 1e9;
            case "m" -> 60e9;
            default -> 3_600e9;
        };
        return (long) (Double.parseDouble(match.group(1)) * unitNs);
    }
}
