package io.penstock.tools.operator;

import io.penstock.api.Scope;
import io.penstock.api.Venue;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Finds what an operator calls by name. Any thread. */
public final class ScopeNames {
    private final List<String> strategies;
    private final Map<String, Integer> instruments = new ConcurrentHashMap<>();

    /** What a name means. */
    record Target(Scope scope, int id) {
    }

    /**
     * Knows strategies, and instruments once they are told.
     *
     * @param strategies in configured order
     */
    public ScopeNames(final List<String> strategies) {
        this.strategies = List.copyOf(strategies);
    }

    /**
     * An instrument was defined.
     *
     * @param venue  where
     * @param symbol the venue's name
     * @param id     dense
     */
    public void instrument(final Venue venue, final String symbol, final int id) {
        instruments.put(word(venue) + ":" + symbol, id);
    }

    private static String word(final Venue venue) {
        return venue.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The scope behind a name; null when there is none. */
    Target find(final String name) {
        final int colon = name.indexOf(':');
        final String kind = colon < 0 ? name : name.substring(0, colon);
        final String rest = colon < 0 ? "" : name.substring(colon + 1);
        switch (kind) {
            case OperatorWord.GLOBAL -> {
                return rest.isEmpty() ? new Target(Scope.GLOBAL, -1) : null;
            }
            case "venue" -> {
                for (final Venue venue : Venue.values()) {
                    if (word(venue).equals(rest)) {
                        return new Target(Scope.VENUE, venue.code());
                    }
                }
                return null;
            }
            case "instrument" -> {
                final Integer id = instruments.get(rest);
                return id == null ? null : new Target(Scope.INSTRUMENT, id);
            }
            case "strategy" -> {
                final int at = strategies.indexOf(rest);
                return at < 0 ? null : new Target(Scope.STRATEGY, at);
            }
            default -> {
                return null;
            }
        }
    }
}
