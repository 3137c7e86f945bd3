package io.penstock.bench.fold;

import io.penstock.api.IndicatorSpec;
import io.penstock.api.Parameter;
import io.penstock.api.ParameterValues;
import io.penstock.api.Strategy;
import io.penstock.api.StrategyFactory;
import java.util.List;

/**
 * A strategy under another name, so that many of one kind stand beside each other. Any thread, at start only.
 *
 * @param kind   what it is
 * @param number makes the name
 */
public record Numbered(StrategyFactory kind, int number) implements StrategyFactory {
    @Override
    public String name() {
        return kind.name() + number;
    }

    @Override
    public List<Parameter> parameters() {
        return kind.parameters();
    }

    @Override
    public List<String> timeframes() {
        return kind.timeframes();
    }

    @Override
    public List<IndicatorSpec> indicators(final ParameterValues values, final int timeframes) {
        return kind.indicators(values, timeframes);
    }

    @Override
    public boolean usesSignals() {
        return kind.usesSignals();
    }

    @Override
    public boolean usesForecasts() {
        return kind.usesForecasts();
    }

    @Override
    public List<Parameter> allParameters() {
        return kind.allParameters();
    }

    @Override
    public Strategy create(final ParameterValues values) {
        return kind.create(values);
    }
}
