package io.penstock.engine.config;

import io.penstock.api.OrderType;
import io.penstock.api.Venue;
import java.util.Locale;

/**
 * Allows a strategy to use an order type for a symbol at a venue; {@code *} stands for any. Immutable; any thread.
 *
 * @param strategy name or {@code *}
 * @param symbol   as the venue writes it, or {@code *}
 * @param venue    as in configuration files, e.g. {@code binance-spot}, or {@code *}
 * @param type     e.g. {@code limit}, {@code stop-limit}, or {@code *}
 */
public record AllowRule(String strategy, String symbol, String venue, String type) {
    /** Any strategy, symbol, venue and type. */
    public static final AllowRule EVERYTHING = new AllowRule("*", "*", "*", "*");

    private static final int PARTS = 4;
    private static final String ANY = "*";

    /**
     * Reads a rule.
     *
     * @param text {@code strategy/symbol/venue/type}
     * @return the rule
     * @throws IllegalArgumentException when it has not four parts, or venue or type are no words of ours
     */
    public static AllowRule parse(final String text) {
        final String[] parts = text.split("/", -1);
        if (parts.length != PARTS || parts[0].isEmpty() || parts[1].isEmpty()) {
            throw new IllegalArgumentException(
                "\"" + text + "\" is not strategy/symbol/venue/type, with * for any");
        }
        final AllowRule rule = new AllowRule(parts[0], parts[1], parts[2], parts[3]);
        if (!ANY.equals(rule.venue) && !knowsVenue(rule.venue)) {
            throw new IllegalArgumentException("\"" + text + "\": there is no venue \"" + rule.venue + "\"");
        }
        if (!ANY.equals(rule.type) && rule.typeMask() == 0) {
            throw new IllegalArgumentException("\"" + text + "\": there is no order type \"" + rule.type + "\"");
        }
        return rule;
    }

    /**
     * The rule as {@link #parse} reads it.
     *
     * @return four parts
     */
    public String text() {
        return strategy + "/" + symbol + "/" + venue + "/" + type;
    }

    /**
     * The order types it allows for somebody.
     *
     * @param strategyName who
     * @param symbolName   what
     * @param where        at which venue
     * @return one bit (1 shifted by the code) for each type, 0 when the rule is not about them
     */
    public int mask(final String strategyName, final String symbolName, final Venue where) {
        final boolean mine = fits(strategy, strategyName) && fits(symbol, symbolName) && fits(venue, word(where));
        return mine ? typeMask() : 0;
    }

    private int typeMask() {
        int mask = 0;
        for (final OrderType value : OrderType.values()) {
            mask |= fits(type, word(value)) ? 1 << value.code() : 0;
        }
        return mask;
    }

    private static boolean knowsVenue(final String text) {
        for (final Venue value : Venue.values()) {
            if (word(value).equals(text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(final String pattern, final String value) {
        return ANY.equals(pattern) || pattern.equals(value);
    }

    private static String word(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
