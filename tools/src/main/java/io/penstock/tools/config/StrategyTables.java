package io.penstock.tools.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.tools.config.ValueText.BadValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The {@code [[strategy]]} tables. A file that has any replaces those of earlier files; the environment and
 * {@code --set strategy.NAME.PARAMETER=VALUE} change single values. One thread.
 */
final class StrategyTables {
    private final List<StrategyFactory> factories;
    private final List<StrategyEntry> entries = new ArrayList<>();

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
        final Origin here = file.origin(path);
        final StrategyEntry entry = new StrategyEntry(factories.get(known.indexOf(name.asText())), here);
        for (final StrategyEntry other : entries) {
            if (other.factory.name().equals(name.asText())) {
                problems.add(here, "strategy \"" + name.asText() + "\" has a table already (" + other.origin.text()
                    + "): write one, with all its instruments");
                return;
            }
        }
        entries.add(entry);
        for (final Map.Entry<String, JsonNode> field : table.properties()) {
            final Origin origin = file.origin(path + "." + field.getKey());
            try {
                if (!"name".equals(field.getKey())) {
                    entry.put(field.getKey(), field.getValue(), origin);
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
        final List<StrategyEntry> named = entries.stream().filter(e -> e.factory.name().equals(name)).toList();
        if (dot < 0 || named.isEmpty()) {
            problems.add(origin, "no strategy \"" + name + "\" is configured; write strategy.NAME.PARAMETER, with NAME"
                + " one of " + entries.stream().map(e -> e.factory.name()).distinct().toList());
            return;
        }
        try {
            named.get(0).put(path.substring(dot + 1), value, origin);
        } catch (final BadValueException e) {
            problems.add(origin, "strategy." + path + " " + e.getMessage());
        }
    }

    /** The path behind an environment variable such as {@code STRATEGY_FLASH_ENTRY_THRESHOLD}; null = none. */
    String pathOf(final String variable) {
        for (final StrategyEntry entry : entries) {
            for (final String key : entry.keys()) {
                final String path = "strategy." + entry.factory.name() + "." + key;
                if (path.replaceAll("[.-]", "_").toUpperCase(Locale.ROOT).equals(variable)) {
                    return path;
                }
            }
        }
        return null;
    }

    List<StrategyConfig> configs() {
        return entries.stream().map(StrategyEntry::config).toList();
    }

    /** Rows for {@code config explain}. */
    List<Setting> settings() {
        final List<Setting> rows = new ArrayList<>();
        entries.forEach(entry -> rows.addAll(entry.settings()));
        return rows;
    }

    /** TOML tables with every value, keys sorted. */
    void appendCanonical(final StringBuilder text) {
        entries.forEach(entry -> entry.appendCanonical(text));
    }
}
