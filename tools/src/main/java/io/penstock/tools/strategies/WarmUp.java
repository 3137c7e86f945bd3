package io.penstock.tools.strategies;

import io.penstock.api.IndicatorSpec;
import io.penstock.engine.bar.BarKind;
import io.penstock.engine.bar.BarSpec;
import io.penstock.engine.indicator.Indicator;
import io.penstock.engine.indicator.IndicatorKind;
import io.penstock.tools.cli.Spans;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * An indicator that a strategy declares, and how many bars pass before it can be used. Immutable; any thread.
 *
 * @param indicator kind and parameters, e.g. {@code macd(12, 26, 9)}
 * @param timeframe of the bars it is moved by
 * @param bars      how many it needs
 * @param outputs   names of what it gives
 */
record WarmUp(String indicator, BarSpec timeframe, int bars, List<String> outputs) {
    /**
     * What a declaration means on given bars.
     *
     * @param spec       declared
     * @param timeframes of the strategy
     * @return its warm-up
     */
    static WarmUp of(final IndicatorSpec spec, final List<BarSpec> timeframes) {
        final IndicatorKind kind = IndicatorKind.valueOf(spec.kind().toUpperCase(Locale.ROOT));
        final double[] parameters = spec.parameters().stream().mapToDouble(Double::doubleValue).toArray();
        final Indicator made = kind.make(parameters);
        final String words = Arrays.stream(parameters).mapToObj(StrategyText::number).toList().toString();
        return new WarmUp(spec.kind() + "(" + words.substring(1, words.length() - 1) + ")",
            timeframes.get(spec.timeframe()), made.warmUp(), kind.outputs());
    }

    /**
     * How long that takes.
     *
     * @return e.g. {@code 4d 4h}; {@code -} when the bars do not end by time
     */
    String duration() {
        if (timeframe.kind() != BarKind.TIME) {
            return "-";
        }
        return Spans.text(Math.multiplyExact(timeframe.size(), (long) bars));
    }
}
