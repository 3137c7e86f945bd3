package io.penstock.tools.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.penstock.api.GatePolicy;
import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.Regime;
import io.penstock.api.RegimeOverlay;
import io.penstock.api.Session;
import io.penstock.api.StrategyFactory;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.tools.config.ConfigKey.Type;
import io.penstock.tools.config.ValueText.BadValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;

/** One {@code [[strategy]]} table while it is read. One thread. */
final class StrategyEntry {
    /** The keys that every table may have besides the parameters of its strategy. */
    static final List<ConfigKey> COMMON = List.of(
        new KeyBuilder("strategy.enabled", Type.FLAG).unit("flag").defaults("true")
            .says("Whether it decides from the start; an operator can change it."),
        new KeyBuilder("strategy.instruments", Type.TEXTS).unit("symbols").defaults("[]")
            .says("Symbols it trades; empty = all."),
        new KeyBuilder("strategy.timeframes", Type.TEXTS).unit("bars").defaults("[]")
            .says("Bars it decides on, the one it acts on first, e.g. 5m or \"500 trades\"; empty = its own."),
        new KeyBuilder("strategy.regimes", Type.TEXTS).unit("regimes").defaults("[]")
            .says("Regimes in which it may open positions: bull, bear, sideways, volatile, breakout; empty = all,"
                + " also while none is known."),
        new KeyBuilder("strategy.avoid", Type.TEXTS).unit("overlays").defaults("[]")
            .says("Overlays under which it may not: inflationary, deflationary, risk_off."),
        new KeyBuilder("strategy.on_regime_exit", Type.WORD).words("hold", "reduce", "flatten").defaults("hold")
            .says("When the regime no longer admits it: keep orders and position, cancel what could open, or close"
                + " everything."));

    final StrategyFactory factory;
    final Origin origin;
    private final List<Parameter> parameters;
    private final Map<String, Setting> common = new LinkedHashMap<>();
    private final SortedMap<String, Double> values = new TreeMap<>();
    private final SortedMap<String, Origin> origins = new TreeMap<>();

    StrategyEntry(final StrategyFactory factory, final Origin origin) {
        this.factory = factory;
        this.origin = origin;
        parameters = factory.allParameters();
        for (final ConfigKey key : COMMON) {
            final String text = key.type() == Type.WORD ? ValueText.quoted(key.defaultText()) : key.defaultText();
            common.put(key.shortKey(), new Setting(key.name(), key, text, origin));
        }
        for (final Parameter parameter : parameters) {
            values.put(parameter.name(), parameter.defaultValue());
            origins.put(parameter.name(), Origin.DEFAULT);
        }
    }

    /** Names that can be set, sessions apart. */
    List<String> keys() {
        final List<String> keys = new ArrayList<>(common.keySet());
        parameters.forEach(parameter -> keys.add(parameter.name()));
        return keys;
    }

    void put(final String key, final JsonNode value, final Origin from) throws BadValueException {
        final Setting known = common.get(key);
        if (known != null) {
            put(known, ValueText.canonical(known.key(), value), from);
        } else if (value instanceof ObjectNode table) {
            for (final Map.Entry<String, JsonNode> part : table.properties()) {
                final String session = part.getKey();
                final String name = "default".equals(session) ? key : key + ParameterValues.AT + session;
                put(name, number(part.getValue()), from);
            }
        } else {
            put(key, number(value), from);
        }
    }

    private static String number(final JsonNode value) throws BadValueException {
        return value.isNumber() || value.isTextual() ? ValueText.scalar(value) : ValueText.kindOf(value);
    }

    void put(final String key, final String text, final Origin from) throws BadValueException {
        final Setting known = common.get(key);
        if (known != null) {
            put(known, ValueText.canonical(known.key(), text), from);
            return;
        }
        final int at = key.indexOf(ParameterValues.AT);
        final Parameter parameter = parameter(at < 0 ? key : key.substring(0, at));
        if (parameter == null) {
            throw new BadValueException("is unknown; " + (parameters.isEmpty() ? "it has no parameters"
                : "the nearest is strategy." + factory.name() + "." + NearestWord.of(key, keys())));
        }
        final double value;
        try {
            value = Double.parseDouble(text);
        } catch (final NumberFormatException e) {
            throw new BadValueException("must be a number (" + parameter.unit() + "), found " + text);
        }
        final String fault = ParameterValues.fault(parameters, key, value);
        if (fault != null) {
            throw new BadValueException("in " + parameter.unit() + ": " + fault);
        }
        values.put(key, value);
        origins.put(key, from);
    }

    private void put(final Setting known, final String text, final Origin from) throws BadValueException {
        try {
            switch (known.key().shortKey()) {
                case "timeframes" -> once(ValueText.items(text), BarSpec::parse);
                case "instruments" -> once(ValueText.items(text), word -> word);
                case "avoid" -> avoid(text);
                case "regimes" -> once(ValueText.items(text), StrategyEntry::regime);
                default -> { }
            }
        } catch (final IllegalArgumentException e) {
            throw new BadValueException("= " + text + ": " + e.getMessage());
        }
        common.put(known.key().shortKey(), new Setting(known.name(), known.key(), text, from));
    }

    /** Reads words, none of which may mean the same as one before. */
    private static <T> void once(final List<String> words, final Function<String, T> reader) {
        final List<T> before = new ArrayList<>();
        for (final String word : words) {
            final T value = reader.apply(word);
            if (before.contains(value)) {
                final String first = words.get(before.indexOf(value));
                throw new IllegalArgumentException(word.equals(first) ? word + " stands there twice, once is enough"
                    : first + " and " + word + " are the same, one is enough");
            }
            before.add(value);
        }
    }

    private static Regime regime(final String word) {
        final Regime regime = Regime.ofWord(word);
        if (regime == null || regime == Regime.UNKNOWN) {
            throw new IllegalArgumentException("there is no regime " + word + "; there are "
                + Arrays.stream(Regime.values()).filter(r -> r != Regime.UNKNOWN).map(Regime::word).toList());
        }
        return regime;
    }

    private static int avoid(final String text) {
        int bits = 0;
        for (final String word : ValueText.items(text)) {
            if (RegimeOverlay.ofWord(word) == 0) {
                throw new IllegalArgumentException("there is no overlay " + word + "; there are inflationary,"
                    + " deflationary, risk_off");
            }
            bits |= RegimeOverlay.ofWord(word);
        }
        return bits;
    }

    private Parameter parameter(final String name) {
        for (final Parameter parameter : parameters) {
            if (parameter.name().equals(name)) {
                return parameter;
            }
        }
        return null;
    }

    private String text(final String key) {
        return common.get(key).text();
    }

    StrategyConfig config() {
        return new StrategyConfig(factory.name(), Boolean.parseBoolean(text("enabled")),
            ValueText.items(text("instruments")), ValueText.items(text("timeframes")).stream().map(BarSpec::parse)
            .toList(), ValueText.items(text("regimes")).stream().map(StrategyEntry::regime).toList(),
            avoid(text("avoid")),
            GatePolicy.valueOf(ValueText.unquoted(text("on_regime_exit")).toUpperCase(Locale.ROOT)), values);
    }

    /** Rows for {@code config explain}. */
    List<Setting> settings() {
        final String prefix = "strategy." + factory.name() + ".";
        final List<Setting> rows = new ArrayList<>();
        for (final Setting setting : common.values()) {
            rows.add(new Setting(
                prefix + setting.key().shortKey(), setting.key(), setting.text(), setting.origin()));
        }
        for (final Parameter parameter : parameters) {
            row(rows, prefix, parameter, parameter.name());
            for (final Session session : Session.values()) {
                row(rows, prefix, parameter, parameter.name() + ParameterValues.AT + session.word());
            }
        }
        return rows;
    }

    private void row(final List<Setting> rows, final String prefix, final Parameter parameter, final String name) {
        if (values.containsKey(name)) {
            final ConfigKey key = new KeyBuilder(prefix + name, Type.DECIMAL).unit(parameter.unit())
                .range(ValueText.shortest(parameter.minimum()), ValueText.shortest(parameter.maximum()))
                .defaults(ValueText.shortest(parameter.defaultValue())).says(parameter.description());
            rows.add(new Setting(key.name(), key, ValueText.shortest(values.get(name)), origins.get(name)));
        }
    }

    /** A TOML table with every value, keys sorted. */
    void appendCanonical(final StringBuilder text) {
        text.append("\n[[strategy]]\nname = ").append(ValueText.quoted(factory.name())).append('\n');
        for (final Map.Entry<String, Setting> entry : common.entrySet()) {
            text.append(entry.getKey()).append(" = ").append(entry.getValue().text()).append('\n');
        }
        for (final Map.Entry<String, Double> value : values.entrySet()) {
            final boolean plain = value.getKey().indexOf(ParameterValues.AT) < 0;
            text.append(plain ? value.getKey() : ValueText.quoted(value.getKey())).append(" = ")
                .append(ValueText.shortest(value.getValue())).append('\n');
        }
    }
}
