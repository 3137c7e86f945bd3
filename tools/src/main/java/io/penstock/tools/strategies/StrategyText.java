package io.penstock.tools.strategies;

import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.Regime;
import io.penstock.api.RegimeOverlay;
import io.penstock.api.Session;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.config.StrategyConfig;
import io.penstock.tools.cli.Table;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Strategies as text and as the maps behind JSON. Main thread; allocates. */
final class StrategyText {
    private static final String NOTHING = "-";

    private StrategyText() {
    }

    /**
     * A number without exponent and without zeros at its end.
     *
     * @param value finite
     * @return e.g. {@code 0.1} or {@code 1000000}
     */
    static String number(final double value) {
        return value == 0 ? "0" : BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    /** One line per sheet. */
    static String overview(final List<StrategySheet> sheets) {
        final Table table = new Table().row("STRATEGY", "ACTS BY", "TIMEFRAMES", "WARM-UP", "CONFIGURED", "REGIMES");
        for (final StrategySheet sheet : sheets) {
            final StrategyConfig config = sheet.config();
            table.row(sheet.factory().name(), actsBy(sheet), timeframes(sheet.timeframes()), warmUp(sheet),
                config == null ? "no" : config.enabled() ? "enabled" : "disabled",
                config == null ? NOTHING : regimes(config));
        }
        return table.text();
    }

    /** Everything about one sheet. */
    static String section(final StrategySheet sheet) {
        final StringBuilder text = new StringBuilder(sheet.factory().name()).append('\n');
        final Table head = new Table().row("  acts by", actsBy(sheet))
            .row("  own timeframes", timeframes(BarSpec.parseAll(sheet.factory().timeframes())));
        final StrategyConfig config = sheet.config();
        if (config == null) {
            head.row("  configured", "no");
        } else {
            head.row("  configured", config.enabled() ? "enabled" : "disabled")
                .row("  instruments", config.instruments().isEmpty() ? "all" : String.join(", ", config.instruments()))
                .row("  timeframes", timeframes(sheet.timeframes()))
                .row("  regimes", regimes(config))
                .row("  avoids", RegimeOverlay.words(config.avoid()).replace(",", ", "))
                .row("  on regime exit", config.policy().word());
        }
        text.append(head.row("  warm-up", warmUp(sheet)).text()).append('\n');
        final Table parameters = new Table()
            .row("  PARAMETER", "UNIT", "RANGE", "DEFAULT", "READ", "CONFIGURED", "MEANING");
        for (final Parameter parameter : sheet.factory().allParameters()) {
            parameters.row("  " + parameter.name(), parameter.unit(), range(parameter),
                number(parameter.defaultValue()), parameter.live() ? "live" : "at start", configured(config, parameter),
                parameter.description());
        }
        text.append(parameters.text());
        if (!sheet.warmUps().isEmpty()) {
            final Table indicators = new Table().row("  INDICATOR", "TIMEFRAME", "WARM-UP", "TIME", "GIVES");
            for (final WarmUp each : sheet.warmUps()) {
                indicators.row("  " + each.indicator(), each.timeframe().text(), each.bars() + " bars",
                    each.duration(), String.join(", ", each.outputs()));
            }
            text.append('\n').append(indicators.text());
        }
        return text.toString();
    }

    private static String actsBy(final StrategySheet sheet) {
        return sheet.factory().usesSignals() ? "signals" : "own orders";
    }

    private static String timeframes(final List<BarSpec> specs) {
        return specs.isEmpty() ? "none" : String.join(", ", texts(specs));
    }

    private static List<String> texts(final List<BarSpec> specs) {
        return specs.stream().map(BarSpec::text).toList();
    }

    private static String regimes(final StrategyConfig config) {
        return config.regimes().isEmpty() ? "all"
            : String.join(", ", config.regimes().stream().map(Regime::word).toList());
    }

    private static String warmUp(final StrategySheet sheet) {
        final List<String> parts = new ArrayList<>();
        for (final WarmUp each : sheet.longest()) {
            parts.add(each.bars() + " bars of " + each.timeframe().text()
                + (NOTHING.equals(each.duration()) ? "" : " = " + each.duration()));
        }
        return parts.isEmpty() ? NOTHING : String.join(", ", parts);
    }

    private static String range(final Parameter parameter) {
        return number(parameter.minimum()) + " to " + number(parameter.maximum())
            + (parameter.type() == Parameter.Type.INTEGER ? ", whole" : "");
    }

    /** The value in force, then those of sessions. */
    private static String configured(final StrategyConfig config, final Parameter parameter) {
        if (config == null) {
            return NOTHING;
        }
        final StringBuilder text = new StringBuilder(
            number(config.settings().getOrDefault(parameter.name(), parameter.defaultValue())));
        for (final Map.Entry<String, Double> session : sessions(config, parameter).entrySet()) {
            text.append(", ").append(session.getKey()).append(' ').append(number(session.getValue()));
        }
        return text.toString();
    }

    private static Map<String, Double> sessions(final StrategyConfig config, final Parameter parameter) {
        final Map<String, Double> values = new LinkedHashMap<>();
        for (final Session session : Session.values()) {
            final Double value = config.settings().get(parameter.name() + ParameterValues.AT + session.word());
            if (value != null) {
                values.put(session.word(), value);
            }
        }
        return values;
    }

    /** A sheet as JSON has it. */
    static Map<String, Object> map(final StrategySheet sheet) {
        final StrategyConfig config = sheet.config();
        final Map<String, Object> map = new LinkedHashMap<>();
        map.put("name", sheet.factory().name());
        map.put("usesSignals", sheet.factory().usesSignals());
        map.put("ownTimeframes", sheet.factory().timeframes());
        final List<Map<String, Object>> parameters = new ArrayList<>();
        for (final Parameter parameter : sheet.factory().allParameters()) {
            final Map<String, Object> row = new LinkedHashMap<>();
            row.put("name", parameter.name());
            row.put("unit", parameter.unit());
            row.put("whole", parameter.type() == Parameter.Type.INTEGER);
            row.put("minimum", parameter.minimum());
            row.put("maximum", parameter.maximum());
            row.put("default", parameter.defaultValue());
            row.put("live", parameter.live());
            row.put("description", parameter.description());
            if (config != null) {
                row.put("value", config.settings().getOrDefault(parameter.name(), parameter.defaultValue()));
                row.put("sessions", sessions(config, parameter));
            }
            parameters.add(row);
        }
        map.put("parameters", parameters);
        final List<Map<String, Object>> indicators = new ArrayList<>();
        for (final WarmUp each : sheet.warmUps()) {
            final Map<String, Object> row = new LinkedHashMap<>();
            row.put("indicator", each.indicator());
            row.put("timeframe", each.timeframe().text());
            row.put("warmUpBars", each.bars());
            row.put("warmUpTime", each.duration());
            row.put("outputs", each.outputs());
            indicators.add(row);
        }
        map.put("indicators", indicators);
        if (config != null) {
            final Map<String, Object> table = new LinkedHashMap<>();
            table.put("enabled", config.enabled());
            table.put("instruments", config.instruments());
            table.put("timeframes", texts(sheet.timeframes()));
            table.put("regimes", config.regimes().stream().map(Regime::word).toList());
            table.put("avoid", config.avoid() == 0 ? List.of()
                : List.of(RegimeOverlay.words(config.avoid()).split(",")));
            table.put("onRegimeExit", config.policy().word());
            map.put("configured", table);
        }
        return map;
    }
}
