package io.penstock.bench.fold;

import io.penstock.bench.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.Strategy;
import org.ta4j.core.backtest.BacktestExecutor;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.reports.PositionStatsReport;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/** All bars through ta4j's backtest, indicators made anew, the series made beforehand; an operation is a bar. */
final class Ta4jBars implements Work {
    private static final int FAST = 12;
    private static final int SLOW = 26;

    private final BarSeries series;
    private long trades;

    Ta4jBars(final Bars bars) {
        series = new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
        for (int i = 0; i < bars.bars(); i++) {
            final Instant end = Instant.ofEpochSecond(0, bars.openTimeNs(i) + bars.intervalNs());
            series.addBar(Duration.ofNanos(bars.intervalNs()), end.atZone(ZoneOffset.UTC), bars.value(i, Bars.OPEN),
                bars.value(i, Bars.HIGH), bars.value(i, Bars.LOW), bars.value(i, Bars.CLOSE),
                bars.value(i, Bars.VOLUME));
        }
    }

    @Override
    public long run() {
        final ClosePriceIndicator close = new ClosePriceIndicator(series);
        final EMAIndicator fast = new EMAIndicator(close, FAST);
        final EMAIndicator slow = new EMAIndicator(close, SLOW);
        final Strategy strategy = new BaseStrategy(
            new CrossedUpIndicatorRule(fast, slow), new CrossedDownIndicatorRule(fast, slow), SLOW);
        final PositionStatsReport positions = new BacktestExecutor(series)
            .execute(List.of(strategy), DoubleNum.valueOf(1)).get(0).getPositionStatsReport();
        trades = 2 * (long) positions.getProfitCount().plus(positions.getLossCount())
            .plus(positions.getBreakEvenCount()).doubleValue();
        return series.getBarCount();
    }

    /** Entries and exits of the last pass whose position was closed. */
    long trades() {
        return trades;
    }
}
