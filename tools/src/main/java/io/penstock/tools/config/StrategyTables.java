package io.penstock.tools.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.api.Parameter;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.tools.config.ValueText.BadValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The {@code [[strategy]]} tables. A file that has any replaces those of earlier files; the environment and
 * {@code --set strategy.NAME.PARAMETER=VALUE} change single values. One thread.
 */
final class StrategyTables {
    private static final ConfigKey INSTRUMENTS = new KeyBuilder("strategy.instruments", ConfigKey.Type.TEXTS)
        .unit("symbols").defaults("[]").says("Symbols it trades; empty = all.");

    /** One table while it is read. */
    private static final class Entry {
        private final StrategyFactory factory;
        private final Origin origin;
        private String instruments = INSTRUMENTS.defaultText();
        private Origin instrumentsOrigin = Origin.DEFAULT;
        private final SortedMap<String, Double> values = new TreeMap<>();
        private final SortedMap<String, Origin> origins = new TreeMap<>();

        Entry(final StrategyFactory factory, final Origin origin) {
            this.factory = factory;
            this.origin = origin;
            for (final Parameter parameter : factory.parameters()) {
                values.put(parameter.name(), parameter.defaultValue());
                origins.put(parameter.name(), Origin.DEFAULT);
            }
        }
    }

    private final List<StrategyFactory> factories;
    private final List<Entry> entries = new ArrayList<>();

    StrategyTables(final List<StrategyFactory> factories) {
        this.factories = List.copyOf(factories);
    }

    void read(final TomlFile file, final Problems problems) {
        final JsonNode tables = file.tree().get("strategy");
        if (tables == null) {
            return;
        }
        entries.clear();
        if (!tables.isArray()) {
            problems.add(file.origin("strategy"), "strategies are tables of a list: write [[strategy]]");
            return;
        }
        for (int i = 0; i < tables.size(); i++) {
            final String path = "strategy." + i;
            if (tables.get(i) instanceof ObjectNode table) {
                readTable(file, path, table, problems);
            } else {
                problems.add(file.origin(path), "must be a table: write [[strategy]]");
            }
        }
    }

    private void readTable(
        final TomlFile file, final String path, final ObjectNode table, final Problems problems) {
        final JsonNode name = table.get("name");
        final List<String> known = factories.stream().map(StrategyFactory::name).toList();
        if (name == null || !name.isTextual()) {
            problems.add(file.origin(path), "strategy.name is missing: one of " + known);
            return;
        }
        if (!known.contains(name.asText())) {
            problems.add(file.origin(path + ".name"), "unknown strategy \"" + name.asText() + "\"; "
                + (known.isEmpty() ? "this build has none" : "the nearest is " + NearestWord.of(name.asText(), known)));
            return;
        }
        final Entry entry = new Entry(factories.get(known.indexOf(name.asText())), file.origin(path));
        entries.add(entry);
        for (final Map.Entry<String, JsonNode> field : table.properties()) {
            final Origin origin = file.origin(path + "." + field.getKey());
            try {
                if ("instruments".equals(field.getKey())) {
                    entry.instruments = ValueText.canonical(INSTRUMENTS, field.getValue());
                    entry.instrumentsOrigin = origin;
                } else if (!"name".equals(field.getKey())) {
                    final JsonNode value = field.getValue();
                    final boolean plain = value.isNumber() || value.isTextual();
                    assign(entry, field.getKey(), plain ? ValueText.scalar(value) : ValueText.kindOf(value), origin);
                }
            } catch (final BadValueException e) {
                problems.add(origin, "strategy." + name.asText() + "." + field.getKey() + " " + e.getMessage());
            }
        }
    }

    /** From {@code --set}: {@code path} is what follows {@code strategy.}. */
    void set(final String path, final String value, final Origin origin, final Problems problems) {
        final int dot = path.indexOf('.');
        final String name = dot < 0 ? path : path.substring(0, dot);
        final List<Entry> named = entries.stream().filter(e -> e.factory.name().equals(name)).toList();
        if (dot < 0 || named.isEmpty()) {
            problems.add(origin, "no strategy \"" + name + "\" is configured; write strategy.NAME.PARAMETER, with NAME"
                + " one of " + entries.stream().map(e -> e.factory.name()).distinct().toList());
            return;
        }
        for (final Entry entry : named) {
            try {
                final String key = path.substring(dot + 1);
                if ("instruments".equals(key)) {
                    entry.instruments = ValueText.canonical(INSTRUMENTS, value);
                    entry.instrumentsOrigin = origin;
                } else {
                    assign(entry, key, value, origin);
                }
            } catch (final BadValueException e) {
                problems.add(origin, "strategy." + path + " " + e.getMessage());
                return;
            }
        }
    }

    /** The path behind an environment variable such as {@code STRATEGY_FLASH_ENTRY_THRESHOLD}; null = none. */
    String pathOf(final String variable) {
        for (final Entry entry : entries) {
            final List<String> keys = new ArrayList<>(entry.values.keySet());
            keys.add("instruments");
            for (final String key : keys) {
                final String path = "strategy." + entry.factory.name() + "." + key;
                if (path.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT).equals(variable)) {
                    return path;
                }
            }
        }
        return null;
    }

    private static void assign(final Entry entry, final String key, final String text, final Origin origin)
        throws BadValueException {
        final Parameter parameter = parameter(entry.factory, key);
        if (parameter == null) {
            final List<String> known = entry.factory.parameters().stream().map(Parameter::name).toList();
            throw new BadValueException("is unknown; " + (known.isEmpty() ? "it has no parameters"
                : "the nearest is strategy." + entry.factory.name() + "." + NearestWord.of(key, known)));
        }
        final double value;
        try {
            value = Double.parseDouble(text);
        } catch (final NumberFormatException e) {
            throw new BadValueException("must be a number (" + parameter.unit() + "), found " + text);
        }
        final String fault = parameter.fault(value);
        if (fault != null) {
            throw new BadValueException("in " + parameter.unit() + ": " + fault);
        }
        entry.values.put(key, value);
        entry.origins.put(key, origin);
    }

    private static Parameter parameter(final StrategyFactory factory, final String name) {
        for (final Parameter parameter : factory.parameters()) {
            if (parameter.name().equals(name)) {
                return parameter;
            }
        }
        return null;
    }

    List<StrategyConfig> configs() {
        final List<StrategyConfig> configs = new ArrayList<>();
        for (final Entry entry : entries) {
            configs.add(new StrategyConfig(entry.factory.name(), ValueText.items(entry.instruments), entry.values));
        }
        return configs;
    }

    /** Rows for {@code config explain}. */
    List<Setting> settings() {
        final List<Setting> rows = new ArrayList<>();
        for (final Entry entry : entries) {
            final String prefix = "strategy." + entry.factory.name() + ".";
            rows.add(new Setting(prefix + "instruments", INSTRUMENTS, entry.instruments,
                entry.instrumentsOrigin == Origin.DEFAULT ? entry.origin : entry.instrumentsOrigin));
            for (final Parameter parameter : entry.factory.parameters()) {
                final ConfigKey key = new KeyBuilder(prefix + parameter.name(), ConfigKey.Type.DECIMAL)
                    .unit(parameter.unit()).range(ValueText.shortest(parameter.minimum()),
                        ValueText.shortest(parameter.maximum()))
                    .defaults(ValueText.shortest(parameter.defaultValue())).says(parameter.description());
                rows.add(new Setting(key.name(), key, ValueText.shortest(entry.values.get(parameter.name())),
                    entry.origins.get(parameter.name())));
            }
        }
        return rows;
    }

    /** TOML tables with every value, keys sorted. */
    void appendCanonical(final StringBuilder text) {
        for (final Entry entry : entries) {
            text.append("\n[[strategy]]\nname = ").append(ValueText.quoted(entry.factory.name()))
                .append("\ninstruments = ").append(entry.instruments).append('\n');
            for (final Map.Entry<String, Double> value : entry.values.entrySet()) {
                text.append(value.getKey()).append(" = ").append(ValueText.shortest(value.getValue())).append('\n');
            }
        }
    }
}
