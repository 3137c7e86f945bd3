package io.penstock.tools.strategies;

import io.penstock.api.Parameter;
import io.penstock.api.StrategyFactory;
import java.util.ArrayList;
import java.util.List;

/** The tables of parameters in {@code strategies/README.md}; a test compares them. Any thread; allocates. */
public final class StrategyDocs {
    private StrategyDocs() {
    }

    /**
     * The parameters that are the same, to the last word, in every strategy that uses signals.
     *
     * @param factories all strategies
     * @return in display order
     */
    public static List<Parameter> shared(final List<StrategyFactory> factories) {
        List<Parameter> shared = null;
        for (final StrategyFactory factory : factories) {
            if (factory.usesSignals()) {
                if (shared == null) {
                    shared = new ArrayList<>(factory.allParameters());
                } else {
                    shared.retainAll(factory.allParameters());
                }
            }
        }
        return shared == null ? List.of() : shared;
    }

    /**
     * The parameters of one strategy that are its own.
     *
     * @param factory   of the strategy
     * @param factories all strategies
     * @return in display order
     */
    public static List<Parameter> own(final StrategyFactory factory, final List<StrategyFactory> factories) {
        final List<Parameter> own = new ArrayList<>(factory.allParameters());
        if (factory.usesSignals()) {
            own.removeAll(shared(factories));
        }
        return own;
    }

    /**
     * Parameters as a table of Markdown.
     *
     * @param parameters to show
     * @return lines, each with a line break
     */
    public static String table(final List<Parameter> parameters) {
        final StringBuilder text = new StringBuilder("| parameter | unit | allowed | default | read | meaning |\n")
            .append("|---|---|---|---|---|---|\n");
        for (final Parameter parameter : parameters) {
            text.append("| `").append(parameter.name()).append("` | ").append(parameter.unit()).append(" | ")
                .append(StrategyText.number(parameter.minimum())).append(" to ")
                .append(StrategyText.number(parameter.maximum()))
                .append(parameter.type() == Parameter.Type.INTEGER ? ", whole" : "").append(" | ")
                .append(StrategyText.number(parameter.defaultValue())).append(" | ")
                .append(parameter.live() ? "live" : "at start").append(" | ").append(parameter.description())
                .append(" |\n");
        }
        return text.toString();
    }
}
