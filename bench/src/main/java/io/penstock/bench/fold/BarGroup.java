package io.penstock.bench.fold;

import io.penstock.bench.Context;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.bench.Work;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.port.Records;
import io.penstock.strategies.ema.EmaCrossFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.ta4j.core.BarSeries;
import org.ta4j.core.BaseBarSeriesBuilder;
import org.ta4j.core.BaseStrategy;
import org.ta4j.core.TradingRecord;
import org.ta4j.core.backtest.BarSeriesManager;
import org.ta4j.core.indicators.EMAIndicator;
import org.ta4j.core.indicators.helpers.ClosePriceIndicator;
import org.ta4j.core.num.DoubleNum;
import org.ta4j.core.rules.CrossedDownIndicatorRule;
import org.ta4j.core.rules.CrossedUpIndicatorRule;

/**
 * Bars per second: an EMA 12/26 crossover, through the whole fold as Candle records, and in ta4j on DoubleNum.
 */
public final class BarGroup implements Group {
    private static final double GOAL = 2;
    private static final int FAST = 12;
    private static final int SLOW = 26;
    private static final long SEED = 20_240_808;

    @Override
    public String name() {
        return "bars";
    }

    @Override
    public void measure(final Context context) {
        final Bars bars = new Bars(context.pick(200_000, 100_000, 2_000), SEED);
        final FoldBars ours = new FoldBars(bars);
        final Ta4jBars theirs = new Ta4jBars(bars);
        ours.prepare();
        ours.run();
        theirs.run();
        // ta4j opens on a cross up and closes on a cross down; we signal both, and the first may be one it cannot close
        if (Math.abs(ours.signals() - theirs.trades()) > 2) {
            throw new IllegalStateException(
                "our fold saw " + ours.signals() + " crossings, ta4j traded " + theirs.trades() + " of them");
        }
        context.say("bars: " + bars.closes().length + " bars, our signals " + ours.signals() + ", ta4j's entries and"
            + " exits " + theirs.trades());
        final List<Interleaved.Sample> samples =
            new Interleaved(context.pace()).add("Penstock", ours).add("ta4j 0.17 DoubleNum", theirs).measure();
        final Interleaved.Sample our = samples.get(0);
        final Interleaved.Sample other = samples.get(1);
        final Row row = Row.atLeast("bars through the fold, EMA 12/26 crossover", perSecond(our),
            other.name() + " " + perSecond(other) + ", " + Row.number(other.bytes()) + " B",
            other.medianNs() / our.medianNs(), GOAL, "x", our.bytes());
        context.add(new Row(row.metric(), row.ours(), row.yardstick(), row.ratio(), row.goal() + ", 0 B per bar",
            Row.yesNo("yes".equals(row.met()) && our.bytes() < 0.005), row.bytes()));
    }

    private static String perSecond(final Interleaved.Sample sample) {
        return Row.number(1_000 / sample.medianNs()) + " M bars/s (spread " + Row.number(sample.spreadPercent())
            + " %)";
    }

    /** All bars through a fresh engine; an operation is a bar. */
    static final class FoldBars implements Work {
        private final Bars bars;
        private final EngineConfig config = EngineRig.config(CapacityConfig.defaults(), "ema_cross");
        private TradingEngine engine;
        private EngineRig.Copying outbound;
        private long signals;

        FoldBars(final Bars bars) {
            this.bars = bars;
        }

        @Override
        public void prepare() {
            outbound = new EngineRig.Copying();
            engine = EngineRig.begun(config, List.of(new EmaCrossFactory()), true, outbound, Bars.START_NS);
            apply(0, bars.head());
            signals = 0;
        }

        @Override
        public long run() {
            apply(bars.head(), bars.count());
            signals = outbound.signals();
            return bars.count() - bars.head();
        }

        private void apply(final int from, final int to) {
            final TradingEngine fold = engine;
            for (int i = from; i < to; i++) {
                final int offset = bars.offset(i);
                fold.onEvent(bars.records(), offset, Records.length(bars.records(), offset));
            }
        }

        long signals() {
            return signals;
        }
    }

    /** All bars through ta4j's backtest, indicators made anew; an operation is a bar. */
    static final class Ta4jBars implements Work {
        private final BarSeries series;
        private long trades;

        Ta4jBars(final Bars bars) {
            series = new BaseBarSeriesBuilder().withNumTypeOf(DoubleNum.class).build();
            final double[] closes = bars.closes();
            for (int i = 0; i < closes.length; i++) {
                final double open = i == 0 ? closes[0] : closes[i - 1];
                final Instant end = Instant.ofEpochSecond(0, Bars.START_NS + (i + 1) * Bars.INTERVAL_NS);
                series.addBar(Duration.ofNanos(Bars.INTERVAL_NS), end.atZone(ZoneOffset.UTC), open,
                    Math.max(open, closes[i]), Math.min(open, closes[i]), closes[i], 1.0);
            }
        }

        @Override
        public long run() {
            final ClosePriceIndicator close = new ClosePriceIndicator(series);
            final EMAIndicator fast = new EMAIndicator(close, FAST);
            final EMAIndicator slow = new EMAIndicator(close, SLOW);
            final BaseStrategy strategy = new BaseStrategy(
                new CrossedUpIndicatorRule(fast, slow), new CrossedDownIndicatorRule(fast, slow), SLOW);
            final TradingRecord record = new BarSeriesManager(series).run(strategy);
            trades = 2L * record.getPositionCount() + (record.isClosed() ? 0 : 1);
            return series.getBarCount();
        }

        long trades() {
            return trades;
        }
    }
}
