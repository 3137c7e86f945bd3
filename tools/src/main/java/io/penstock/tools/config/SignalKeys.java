package io.penstock.tools.config;

import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.Session;
import io.penstock.engine.config.SignalConfig;
import io.penstock.engine.signal.SignalSettings;
import io.penstock.tools.config.ConfigKey.Type;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The keys of weighing and sizing signals. All but the method may differ by session: {@code min_score@us}, or a table
 * {@code min_score = { default = 0.2, us = 0.1 }}. Stateless; any thread.
 */
final class SignalKeys {
    static final String SECTION = "signal.";
    private static final String SIZING = "signal.sizing";

    private SignalKeys() {
    }

    static void declare(final List<ConfigKey> keys) {
        keys.add(new KeyBuilder(SIZING, Type.WORD).words("confidence", "volatility", "kelly").defaults("confidence")
            .says("How much is wanted of a signal that passed: by its confidence, by a target volatility, or by a"
                + " fraction of the Kelly size; never more than the strategy's max_position_pct."));
        for (final Parameter parameter : SignalSettings.parameters()) {
            keys.add(new KeyBuilder(SECTION + parameter.name(),
                parameter.type() == Parameter.Type.INTEGER ? Type.INTEGER : Type.FIXED).unit(parameter.unit())
                .range(ValueText.shortest(parameter.minimum()), ValueText.shortest(parameter.maximum()))
                .defaults(ValueText.shortest(parameter.defaultValue())).says(parameter.description()));
        }
    }

    /** Whether a value of the key may be set for a session. */
    static boolean bySession(final ConfigKey key) {
        return key.name().startsWith(SECTION) && !key.name().equals(SIZING);
    }

    /** The name of the key behind one that ends in a session; the name itself when it does not. */
    static String base(final String name) {
        final int at = name.indexOf(ParameterValues.AT);
        return at > 0 && name.startsWith(SECTION) && Session.ofWord(name.substring(at + 1)) != null
            ? name.substring(0, at) : name;
    }

    static SignalConfig read(final Configuration settings) {
        final Map<String, Double> values = new TreeMap<>();
        for (final Setting setting : settings.settings()) {
            final boolean usual = setting.text().equals(setting.key().defaultText())
                && setting.name().equals(setting.key().name());
            if (setting.name().startsWith(SECTION) && bySession(setting.key()) && !usual) {
                values.put(setting.name().substring(SECTION.length()), Double.parseDouble(setting.text()));
            }
        }
        return new SignalConfig(SignalConfig.Method.ofWord(settings.word(SIZING)), values);
    }
}
