package io.penstock.bench.fold;

import io.penstock.bench.Work;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
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
import org.ta4j.core.reports.TradingStatement;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/**
 * All bars through ta4j's backtest of a number of strategies, indicators made anew, the series made beforehand; an
 * operation is a bar.
 */
final class Ta4jBars implements Work {
    private final BarSeries series;
    private final int strategies;
    private long trades;

    Ta4jBars(final Bars bars, final int strategies) {
        this.strategies = strategies;
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
        final List<Strategy> all = new ArrayList<>();
        for (int i = 0; i < strategies; i++) {
            final EMAIndicator fast = new EMAIndicator(close, Bars.fast(i));
            final EMAIndicator slow = new EMAIndicator(close, Bars.slow(i));
            all.add(new BaseStrategy(
                new CrossedUpIndicatorRule(fast, slow), new CrossedDownIndicatorRule(fast, slow), Bars.slow(i)));
        }
        trades = 0;
        for (final TradingStatement statement : new BacktestExecutor(series).execute(all, DoubleNum.valueOf(1))) {
            final PositionStatsReport positions = statement.getPositionStatsReport();
            trades += 2 * (long) positions.getProfitCount().plus(positions.getLossCount())
                .plus(positions.getBreakEvenCount()).doubleValue();
        }
        return series.getBarCount();
    }

    /** Entries and exits of the last pass whose position was closed. */
    long trades() {
        return trades;
    }
}
