package io.penstock.tools.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.Venue;
import io.penstock.tools.config.ConfigKey.Type;
import io.penstock.tools.config.ValueText.BadValueException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The {@code [[instrument]]} tables; a later definition of the same venue and symbol wins. One thread. */
final class InstrumentTables {
    private final SortedMap<String, InstrumentConfig> byName = new TreeMap<>();

    static List<ConfigKey> declare() {
        final List<ConfigKey> keys = new ArrayList<>();
        final List<String> venues = new ArrayList<>();
        for (final Venue venue : Venue.values()) {
            venues.add(word(venue));
        }
        keys.add(new KeyBuilder("instrument.venue", Type.WORD).words(venues.toArray(String[]::new)).host()
            .says("Where it trades."));
        keys.add(text("symbol", "text").says("Symbol as the venue writes it, at most 32 characters."));
        keys.add(text("base", "asset").says("Asset that is bought and sold, at most 16 characters."));
        keys.add(text("quote", "asset").says("Asset it is priced in, at most 16 characters."));
        keys.add(new KeyBuilder("instrument.kind", Type.WORD).words("spot", "linear-perpetual").optional().host()
            .says("What is traded. Without it: as the venue's name says."));
        keys.add(exponent("price_exponent", "prices"));
        keys.add(exponent("quantity_exponent", "quantities"));
        keys.add(decimal("tick_size", "price").says("Smallest step of a price."));
        keys.add(decimal("lot_size", "base").says("Smallest step of a quantity."));
        keys.add(decimal("min_quantity", "base").optional().says("Least quantity of an order. Without it: one lot."));
        keys.add(decimal("max_quantity", "base").defaults("0").says("Most quantity of an order; 0 = no limit."));
        keys.add(decimal("min_notional", "quote").defaults("0").says("Least notional of an order; 0 = no limit."));
        return List.copyOf(keys);
    }

    private static KeyBuilder text(final String name, final String unit) {
        return new KeyBuilder("instrument." + name, Type.TEXT).unit(unit).host();
    }

    private static KeyBuilder decimal(final String name, final String unit) {
        return new KeyBuilder("instrument." + name, Type.DECIMAL).unit(unit).host();
    }

    private static ConfigKey exponent(final String name, final String of) {
        return new KeyBuilder("instrument." + name, Type.INTEGER).unit("decimal exponent").range(-18, 0).defaults("-8")
            .host().says("Decimal exponent of " + of + ", fixed for the instrument's life: the venue's most decimals.");
    }

    /** A word of an enum as it stands in TOML. */
    static String word(final Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    List<InstrumentConfig> all() {
        return List.copyOf(byName.values());
    }

    void read(final TomlFile file, final Problems problems) {
        final JsonNode tables = file.tree().get("instrument");
        if (tables == null) {
            return;
        }
        if (!tables.isArray()) {
            problems.add(file.origin("instrument"), "instruments are tables of a list: write [[instrument]]");
            return;
        }
        for (int i = 0; i < tables.size(); i++) {
            final String path = "instrument." + i;
            if (tables.get(i) instanceof ObjectNode table) {
                readTable(file, path, table, problems);
            } else {
                problems.add(file.origin(path), "must be a table: write [[instrument]]");
            }
        }
    }

    private void readTable(
        final TomlFile file, final String path, final ObjectNode table, final Problems problems) {
        final Map<String, String> values = new HashMap<>();
        final Problems mine = new Problems();
        for (final Map.Entry<String, JsonNode> field : table.properties()) {
            final Origin origin = file.origin(path + "." + field.getKey());
            final ConfigKey key = key(field.getKey());
            if (key == null) {
                add(mine, problems, origin, "unknown key instrument." + field.getKey() + "; the nearest is "
                    + NearestWord.of("instrument." + field.getKey(),
                    ConfigKeys.instrument().stream().map(ConfigKey::name).toList()));
                continue;
            }
            try {
                values.put(key.shortKey(), ValueText.unquoted(ValueText.canonical(key, field.getValue())));
            } catch (final BadValueException e) {
                add(mine, problems, origin, key.name() + " " + e.getMessage());
            }
        }
        for (final ConfigKey key : ConfigKeys.instrument()) {
            if (!table.has(key.shortKey()) && key.defaultText().isEmpty() && !key.optional()) {
                add(mine, problems, file.origin(path), key.name() + " is missing: " + key.description());
            } else if (!key.defaultText().isEmpty()) {
                values.putIfAbsent(key.shortKey(), key.defaultText());
            }
        }
        if (mine.isEmpty()) {
            build(file, path, values, problems);
        }
    }

    private static void add(
        final Problems mine, final Problems all, final Origin origin, final String message) {
        mine.add(origin, message);
        all.add(origin, message);
    }

    private static ConfigKey key(final String shortKey) {
        for (final ConfigKey key : ConfigKeys.instrument()) {
            if (key.shortKey().equals(shortKey)) {
                return key;
            }
        }
        return null;
    }

    private void build(
        final TomlFile file, final String path, final Map<String, String> values, final Problems problems) {
        final Venue venue = Venue.valueOf(enumName(values.get("venue")));
        final InstrumentKind kind = values.containsKey("kind") ? InstrumentKind.valueOf(enumName(values.get("kind")))
            : venue == Venue.BINANCE_USDM || venue == Venue.BYBIT_LINEAR ? InstrumentKind.LINEAR_PERPETUAL
            : InstrumentKind.SPOT;
        final int priceExponent = Integer.parseInt(values.get("price_exponent"));
        final int quantityExponent = Integer.parseInt(values.get("quantity_exponent"));
        try {
            final long lot = amount(values, "lot_size", quantityExponent);
            final InstrumentConfig made = new InstrumentConfig(venue, values.get("symbol"), kind, values.get("base"),
                values.get("quote"), priceExponent, quantityExponent, amount(values, "tick_size", priceExponent), lot,
                values.containsKey("min_quantity") ? amount(values, "min_quantity", quantityExponent) : lot,
                amount(values, "max_quantity", quantityExponent),
                amount(values, "min_notional", FixedPoint.AMOUNT_EXPONENT));
            final String fault = faultOf(made);
            if (fault != null) {
                problems.add(file.origin(path), fault);
                return;
            }
            byName.put(word(venue) + ":" + made.symbol(), made);
        } catch (final NumberFormatException e) {
            problems.add(file.origin(path), e.getMessage());
        }
    }

    private static String enumName(final String word) {
        return word.toUpperCase(Locale.ROOT).replace('-', '_');
    }

    private static long amount(final Map<String, String> values, final String key, final int exponent) {
        try {
            return FixedPoint.parse(values.get(key), exponent);
        } catch (final NumberFormatException e) {
            throw new NumberFormatException("instrument." + key + ": " + e.getMessage()
                + " (the exponent is " + exponent + ")");
        }
    }

    private static String faultOf(final InstrumentConfig made) {
        final String name = made.symbol() + ": ";
        if (made.symbol().length() > 32 || made.base().length() > 16 || made.quote().length() > 16) {
            return name + "a symbol has at most 32 characters, an asset at most 16";
        }
        if (made.tickSize() <= 0 || made.lotSize() <= 0) {
            return name + "tick_size and lot_size must be above 0";
        }
        if (made.minQuantity() % made.lotSize() != 0 || made.maxQuantity() % made.lotSize() != 0) {
            return name + "min_quantity and max_quantity must be multiples of lot_size";
        }
        if (made.maxQuantity() != 0 && made.maxQuantity() < made.minQuantity()) {
            return name + "max_quantity is below min_quantity";
        }
        return made.base().equals(made.quote()) ? name + "base and quote are the same asset" : null;
    }
}
