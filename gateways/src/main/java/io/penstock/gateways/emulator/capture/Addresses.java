package io.penstock.gateways.emulator.capture;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Parts of {@code path?name=value&...}. Stateless. */
final class Addresses {
    private Addresses() {
    }

    /** What stands before the question mark. */
    static String path(final String pathAndQuery) {
        final int mark = pathAndQuery.indexOf('?');
        return mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    }

    /** A parameter's value, decoded, or what is given when it is not there. */
    static String parameter(final String pathAndQuery, final String name, final String otherwise) {
        final int mark = pathAndQuery.indexOf('?');
        if (mark >= 0) {
            for (final String pair : pathAndQuery.substring(mark + 1).split("&")) {
                if (pair.startsWith(name) && pair.length() > name.length() && pair.charAt(name.length()) == '=') {
                    return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
                }
            }
        }
        return otherwise;
    }

    /** A parameter's value as a number within limits, or what is given when it is not there or none. */
    static int number(final String pathAndQuery, final String name, final int otherwise, final int most) {
        final String text = parameter(pathAndQuery, name, "");
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return otherwise;
        }
        return Math.max(1, Math.min(most, Integer.parseInt(text)));
    }
}
