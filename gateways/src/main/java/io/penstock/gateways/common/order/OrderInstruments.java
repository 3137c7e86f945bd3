package io.penstock.gateways.common.order;

import io.penstock.gateways.common.InstrumentDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The instruments a private session can speak of, by symbol and by dense id. One thread; allocates when one is added.
 */
public final class OrderInstruments {
    /**
     * One of them.
     *
     * @param definition what it is
     * @param id         its dense id
     */
    public record Listed(InstrumentDefinition definition, int id) {
        /**
         * The venue's name.
         *
         * @return the symbol
         */
        public String symbol() {
            return definition.symbol();
        }

        /**
         * Reads a price.
         *
         * @param row   of a message
         * @param field its name, may be missing or empty
         * @return price units
         */
        public long price(final JsonRow row, final String field) {
            return row.optional(field, definition.priceExponent());
        }

        /**
         * Reads a quantity.
         *
         * @param row   of a message
         * @param field its name, may be missing or empty
         * @return quantity units
         */
        public long quantity(final JsonRow row, final String field) {
            return row.optional(field, definition.quantityExponent());
        }

        /**
         * A price as the venue takes it.
         *
         * @param units price units
         * @return decimal text
         */
        public String priceText(final long units) {
            return DecimalText.of(units, definition.priceExponent());
        }

        /**
         * A quantity as the venue takes it.
         *
         * @param units quantity units
         * @return decimal text
         */
        public String quantityText(final long units) {
            return DecimalText.of(units, definition.quantityExponent());
        }
    }

    private final Map<String, Listed> bySymbol = new HashMap<>();
    private final List<Listed> inOrder = new ArrayList<>();

    /**
     * Adds or changes one.
     *
     * @param definition what it is
     * @param id         its dense id
     * @throws IllegalArgumentException when its symbol cannot stand in an address or a message as it is
     */
    public void put(final InstrumentDefinition definition, final int id) {
        if (!definition.symbol().chars().allMatch(c -> Character.isLetterOrDigit(c) && c < 0x7F || c == '_'
            || c == '-' || c == '.')) {
            throw new IllegalArgumentException("symbol '" + definition.symbol()
                + "' cannot be ordered: only letters, digits, '_', '-' and '.' can");
        }
        final Listed listed = new Listed(definition, id);
        inOrder.removeIf(old -> old.id() == id || old.symbol().equals(definition.symbol()));
        inOrder.add(listed);
        bySymbol.put(definition.symbol(), listed);
    }

    /**
     * Finds one by name.
     *
     * @param symbol the venue's
     * @return null when it is not defined
     */
    public Listed of(final String symbol) {
        return bySymbol.get(symbol);
    }

    /**
     * Finds one by its dense id.
     *
     * @param id dense
     * @return null when it is not defined
     */
    public Listed of(final int id) {
        for (final Listed listed : inOrder) {
            if (listed.id() == id) {
                return listed;
            }
        }
        return null;
    }

    /**
     * All of them.
     *
     * @return in the order they came; a copy
     */
    public List<Listed> all() {
        return List.copyOf(inOrder);
    }
}
