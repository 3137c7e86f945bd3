package io.penstock.gateways.emulator.dialect;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A path and its parameters. Immutable; any thread.
 *
 * @param path       before the question mark
 * @param parameters decoded; the first of a name counts
 */
public record Query(String path, Map<String, String> parameters) {
    /**
     * Takes an address apart.
     *
     * @param pathAndQuery of a request
     * @return its parts; what cannot be decoded stays as it is
     */
    public static Query of(final String pathAndQuery) {
        final int mark = pathAndQuery.indexOf('?');
        final Map<String, String> parameters = new LinkedHashMap<>();
        if (mark >= 0) {
            for (final String pair : pathAndQuery.substring(mark + 1).split("&")) {
                final int equals = pair.indexOf('=');
                if (!pair.isEmpty()) {
                    parameters.putIfAbsent(decode(equals < 0 ? pair : pair.substring(0, equals)),
                        equals < 0 ? "" : decode(pair.substring(equals + 1)));
                }
            }
        }
        return new Query(mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark), parameters);
    }

    private static String decode(final String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (final IllegalArgumentException bad) {
            return text;
        }
    }

    /**
     * A parameter.
     *
     * @param name of it
     * @return empty when it is missing
     */
    public String text(final String name) {
        return parameters.getOrDefault(name, "");
    }

    /**
     * A parameter as a number.
     *
     * @param name      of it
     * @param otherwise when it is not there or no number of at most 9 digits
     * @param most      greater numbers become this
     * @return the number
     */
    public int number(final String name, final int otherwise, final int most) {
        final String text = text(name);
        if (text.isEmpty() || text.length() > 9 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return otherwise;
        }
        return Math.min(most, Integer.parseInt(text));
    }
}
