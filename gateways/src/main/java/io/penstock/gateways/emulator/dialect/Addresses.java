package io.penstock.gateways.emulator.dialect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** Parts of {@code path?name=value&...}. Stateless; any thread. */
public final class Addresses {
    private Addresses() {
    }

    /**
     * What stands before the question mark.
     *
     * @param pathAndQuery of a request
     * @return the path
     */
    public static String path(final String pathAndQuery) {
        final int mark = pathAndQuery.indexOf('?');
        return mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
    }

    /**
     * A parameter's value, decoded.
     *
     * @param pathAndQuery of a request
     * @param name         of the parameter
     * @param otherwise    when it is not there
     * @return the first of that name
     */
    public static String parameter(final String pathAndQuery, final String name, final String otherwise) {
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

    /**
     * A parameter's value as a number.
     *
     * @param pathAndQuery of a request
     * @param name         of the parameter
     * @param otherwise    when it is not there or no number of at most 9 digits
     * @param most         greater numbers become this
     * @return the number
     */
    public static int number(final String pathAndQuery, final String name, final int otherwise, final int most) {
        final String text = parameter(pathAndQuery, name, "");
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return otherwise;
        }
        return Math.min(most, Integer.parseInt(text));
    }
}
