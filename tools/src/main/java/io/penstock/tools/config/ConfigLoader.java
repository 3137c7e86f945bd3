package io.penstock.tools.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.api.ParameterValues;
import io.penstock.api.RunMode;
import io.penstock.api.StrategyFactory;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ValueText.BadValueException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a configuration in layers: files in the order given, then the environment, then {@code --set}. The later word
 * wins. Anything that is not declared, not of its type, out of range or impossible together is refused, all faults at
 * once, each with file and line. One thread, at start; allocates.
 */
public final class ConfigLoader {
    /** Environment variables with our prefix that are not keys. */
    private static final Set<String> NOT_KEYS =
        Set.of("PENSTOCK_JAVA_OPTS", "PENSTOCK_CLASSPATH", "PENSTOCK_SHARED", "PENSTOCK_HOME");
    private static final String PREFIX = "PENSTOCK_";

    private final List<StrategyFactory> factories;
    private final List<TomlFile> files = new ArrayList<>();
    private final SortedMap<String, String> environment = new TreeMap<>();
    private final List<String> overrides = new ArrayList<>();
    private final List<Option> options = new ArrayList<>();
    private boolean withoutStrategies;

    private Problems problems;
    private SortedMap<String, Setting> settings;
    private StrategyTables strategies;
    private InstrumentTables instruments;

    private record Option(String option, String key, String value) {
    }

    private ConfigLoader(final List<StrategyFactory> factories) {
        this.factories = factories;
    }

    /**
     * A loader without any layer: the defaults.
     *
     * @param factories the strategies there are; their parameters are keys too
     * @return the loader
     */
    public static ConfigLoader with(final List<StrategyFactory> factories) {
        return new ConfigLoader(factories);
    }

    /**
     * Adds the standard files of a directory, as far as they are there: penstock.toml, backtest.toml (backtest only),
     * instruments.toml, strategies.toml, then demo.toml, paper.toml or live.toml (in their mode only).
     *
     * @param directory normally {@code config}
     * @param mode      what is about to run
     * @return this
     */
    public ConfigLoader directory(final Path directory, final RunMode mode) {
        final List<String> names = new ArrayList<>(List.of("penstock.toml"));
        if (mode == RunMode.BACKTEST) {
            names.add("backtest.toml");
        }
        names.add("instruments.toml");
        names.add("strategies.toml");
        if (mode != RunMode.BACKTEST) {
            names.add(mode.name().toLowerCase(Locale.ROOT) + ".toml");
        }
        for (final String name : names) {
            final Path file = directory.resolve(name);
            if (Files.exists(file)) {
                files.add(TomlFile.read(file, shown(file)));
            }
        }
        return this;
    }

    /**
     * Adds one file that must be there ({@code --config}).
     *
     * @param file TOML
     * @return this
     * @throws UserError when it cannot be read or is not TOML
     */
    public ConfigLoader file(final Path file) {
        files.add(TomlFile.read(file, shown(file)));
        return this;
    }

    /**
     * Adds a text, for example the canonical text out of a RunStarted.
     *
     * @param toml the text
     * @param name for messages
     * @return this
     */
    public ConfigLoader text(final String toml, final String name) {
        files.add(TomlFile.parse(toml, name));
        return this;
    }

    /**
     * Adds the environment.
     *
     * @param variables normally {@code System.getenv()}
     * @return this
     */
    public ConfigLoader environment(final Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /**
     * Adds {@code --set} options, the last layer.
     *
     * @param pairs each {@code key=value}
     * @return this
     */
    public ConfigLoader set(final Collection<String> pairs) {
        overrides.addAll(pairs);
        return this;
    }

    /**
     * Adds an option of a command that stands for a key; read after files and environment, before {@code --set}.
     *
     * @param option as the user writes it, for messages
     * @param key    it stands for
     * @param value  as behind {@code --set}
     * @return this
     */
    public ConfigLoader option(final String option, final String key, final String value) {
        options.add(new Option(option, key, value));
        return this;
    }

    /**
     * Leaves all strategies out, whatever the files say.
     *
     * @return this
     */
    public ConfigLoader withoutStrategies() {
        withoutStrategies = true;
        return this;
    }

    /**
     * Reads all layers.
     *
     * @return the effective configuration
     * @throws UserError naming every fault
     */
    public Configuration load() {
        problems = new Problems();
        settings = new TreeMap<>();
        strategies = new StrategyTables(factories);
        instruments = new InstrumentTables();
        for (final TomlFile file : files) {
            readSection(file, file.tree(), "");
            if (!withoutStrategies) {
                strategies.read(file, problems);
            }
            instruments.read(file, problems);
        }
        readEnvironment();
        for (final Option option : options) {
            putText(option.key(), option.value(), new Origin(option.option(), 0, ""));
        }
        readOverrides();
        fillDefaults();
        RegimeKeys.inline(settings, problems);
        new CrossChecks(settings, problems).run();
        problems.refuse();
        final Configuration configuration = new Configuration(settings, strategies, instruments.all());
        try {
            AnalysisKeys.read(configuration);
        } catch (final IllegalArgumentException e) {
            throw new UserError("the keys of [regime] or [forecast] do not go together: " + e.getMessage(),
                "the configuration", "penstock config explain regime shows who set what");
        }
        return configuration;
    }

    private void readSection(final TomlFile file, final ObjectNode section, final String prefix) {
        for (final Map.Entry<String, JsonNode> field : section.properties()) {
            final String name = prefix + field.getKey();
            if ("strategy".equals(name) || "instrument".equals(name)) {
                continue;
            }
            final Origin origin = file.origin(name);
            final ConfigKey key = ConfigKeys.find(name);
            if (key == null && field.getValue() instanceof ObjectNode table) {
                if (table.isEmpty() && !isSection(name)) {
                    problems.add(origin, "unknown section [" + name + "]");
                }
                readSection(file, table, name + ".");
            } else if (key == null) {
                problems.add(origin, unknown(name));
            } else if (SignalKeys.bySession(key) && field.getValue() instanceof ObjectNode table) {
                readSessions(name, key, table, origin);
            } else {
                try {
                    put(name, key, ValueText.canonical(key, field.getValue()), origin);
                } catch (final BadValueException e) {
                    problems.add(origin, name + " " + e.getMessage());
                }
            }
        }
    }

    private void readSessions(final String name, final ConfigKey key, final ObjectNode table, final Origin origin) {
        for (final Map.Entry<String, JsonNode> part : table.properties()) {
            final boolean usual = "default".equals(part.getKey());
            final String full = usual ? name : name + ParameterValues.AT + part.getKey();
            if (!usual && SignalKeys.base(full).equals(full)) {
                problems.add(origin, full + ": there is no session " + part.getKey());
                continue;
            }
            try {
                put(full, key, ValueText.canonical(key, part.getValue()), origin);
            } catch (final BadValueException e) {
                problems.add(origin, full + " " + e.getMessage());
            }
        }
    }

    private static boolean isSection(final String name) {
        return ConfigKeys.names().stream().anyMatch(k -> k.startsWith(name + "."));
    }

    private void readEnvironment() {
        for (final ConfigKey key : ConfigKeys.all()) {
            final String value = key.shortName().isEmpty() ? null : environment.get(key.shortName());
            if (value != null) {
                putText(key.name(), value, new Origin("environment", 0, key.shortName()));
            }
        }
        for (final Map.Entry<String, String> variable : environment.entrySet()) {
            final String name = variable.getKey();
            if (!name.startsWith(PREFIX) || NOT_KEYS.contains(name)) {
                continue;
            }
            final Origin origin = new Origin("environment", 0, name);
            final String path = pathOf(name.substring(PREFIX.length()));
            if (path == null) {
                problems.add(origin, "unknown variable; the nearest is " + nearestVariable(name));
            } else {
                putText(path, variable.getValue(), origin);
            }
        }
    }

    private String pathOf(final String variable) {
        for (final String name : ConfigKeys.names()) {
            if (name.endsWith(".*")) {
                final String section = variableOf(name.substring(0, name.length() - 1));
                if (variable.startsWith(section) && variable.length() > section.length()) {
                    return name.substring(0, name.length() - 1) + variable.substring(section.length());
                }
            } else if (variable.equals(variableOf(name))) {
                return name;
            }
        }
        return strategies.pathOf(variable);
    }

    private static String variableOf(final String name) {
        return name.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    private static String nearestVariable(final String name) {
        final List<String> known = new ArrayList<>();
        for (final String key : ConfigKeys.names()) {
            known.add(PREFIX + variableOf(key).replace("*", "USDT"));
        }
        return NearestWord.of(name, known);
    }

    private void readOverrides() {
        for (final String pair : overrides) {
            final int equals = pair.indexOf('=');
            if (equals <= 0) {
                problems.add(new Origin("--set", 0, pair), "must be key=value, e.g. risk.max_order_notional=5000");
            } else {
                final String name = pair.substring(0, equals).strip();
                putText(name, pair.substring(equals + 1), new Origin("--set", 0, name));
            }
        }
    }

    private void putText(final String name, final String value, final Origin origin) {
        if (name.startsWith("strategy.")) {
            strategies.set(name.substring("strategy.".length()), value, origin, problems);
            return;
        }
        final ConfigKey key = ConfigKeys.find(name);
        if (key == null) {
            problems.add(origin, unknown(name));
            return;
        }
        try {
            put(name, key, ValueText.canonical(key, value), origin);
        } catch (final BadValueException e) {
            problems.add(origin, name + " " + e.getMessage());
        }
    }

    private void put(final String name, final ConfigKey key, final String text, final Origin origin) {
        settings.put(name, new Setting(name, key, text, origin));
    }

    private static String unknown(final String name) {
        return "unknown key " + name + "; the nearest is " + NearestWord.of(name, ConfigKeys.names());
    }

    private void fillDefaults() {
        final boolean anyBalance = settings.keySet().stream().anyMatch(n -> n.startsWith("portfolio.balances."));
        for (final ConfigKey key : ConfigKeys.all()) {
            if (!key.name().endsWith(".*")) {
                final String quoted = switch (key.type()) {
                    case WORD, TEXT -> ValueText.quoted(key.defaultText());
                    default -> key.defaultText();
                };
                settings.putIfAbsent(key.name(), new Setting(key.name(), key, quoted, Origin.DEFAULT));
            } else if (!anyBalance) {
                put("portfolio.balances.USDT", key, "100000", Origin.DEFAULT);
            }
        }
    }

    private static String shown(final Path file) {
        final Path here = Path.of("").toAbsolutePath();
        final Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(here) ? here.relativize(absolute).toString() : absolute.toString();
    }
}
