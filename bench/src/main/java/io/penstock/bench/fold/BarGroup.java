package io.penstock.bench.fold;

import io.penstock.bench.Context;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import java.nio.file.Path;
import java.util.List;

/**
 * Bars per second on five recorded years of one-hour bars: EMA crossovers, one and many at once, through the whole fold
 * as Candle records, and in ta4j's executor of backtests on DoubleNum. What ta4j does not do is not done here either:
 * regimes are not told, and the account is valued and measured once a day.
 */
public final class BarGroup implements Group {
    private static final String FILE = "ohlcv/binance_spot_BTCUSDT_1h_20201007_20251006.csv.gz";
    private static final String TA4J = "ta4j 0.17 BacktestExecutor";
    private static final int[] STRATEGIES = {1, 10, 100};
    private static final double GOAL = 2;
    private static final int SMOKED = 2_000;
    /** 0.01 BTC. */
    private static final int LOTS = 1_000;

    @Override
    public String name() {
        return "bars";
    }

    @Override
    public void measure(final Context context) {
        final Path file = context.data().resolve(FILE);
        final Bars bars = new Bars(file, context.pick(Integer.MAX_VALUE, Integer.MAX_VALUE, SMOKED));
        for (final int count : STRATEGIES) {
            final Ta4jBars theirs = new Ta4jBars(bars, count);
            final FoldBars signals = new FoldBars(bars, FoldBars.likeTa4j(count, 0));
            final FoldBars orders = new FoldBars(bars, FoldBars.likeTa4j(count, LOTS / count));
            // what the other rows do must not shape how the code of this one is compiled
            pair(context, signals, theirs, count, "signals only");
            pair(context, orders, theirs, count, "orders filled as ta4j's are");
            check(count, signals.signals(), orders.fills(), theirs.trades());
            context.say("bars: " + bars.bars() + " bars, " + count + " strategies, our signals " + signals.signals()
                + ", our fills " + orders.fills() + ", ta4j's entries and exits " + theirs.trades());
        }
        final List<Interleaved.Sample> usual = new Interleaved(context.pace())
            .add("as usual", new FoldBars(bars, FoldBars.asUsual(LOTS))).add(TA4J, new Ta4jBars(bars, 1)).measure();
        context.add(Row.known(
            metric(1, "orders, default settings: regimes, marks each second, returns each minute"),
            perSecond(usual.get(0)), TA4J + " " + perSecond(usual.get(1)),
            usual.get(1).medianNs() / usual.get(0).medianNs(), usual.get(0).bytes()));
    }

    private static void pair(
        final Context context, final FoldBars ours, final Ta4jBars theirs, final int count, final String what) {
        final List<Interleaved.Sample> samples =
            new Interleaved(context.pace()).add("ours", ours).add(TA4J, theirs).measure();
        final Interleaved.Sample our = samples.get(0);
        final Interleaved.Sample other = samples.get(1);
        final Row row = Row.atLeast(metric(count, "no regimes, account measured daily, " + what), perSecond(our),
            TA4J + " " + perSecond(other) + ", " + Row.number(other.bytes()) + " B",
            other.medianNs() / our.medianNs(), GOAL, "x", our.bytes());
        context.add(new Row(row.metric(), row.ours(), row.yardstick(), row.ratio(), row.goal() + ", 0 B per bar",
            Row.yesNo("yes".equals(row.met()) && our.bytes() < 0.005), row.bytes()));
    }

    /**
     * ta4j opens on a cross up and closes on a cross down; we signal both: the first may be one it cannot close, and it
     * does not count what is open at the end.
     */
    private static void check(final int count, final long signals, final long fills, final long trades) {
        if (Math.abs(signals - trades) > 3L * count || Math.abs(fills - trades) > 3L * count) {
            throw new IllegalStateException("our fold saw " + signals + " crossings and filled " + fills
                + " orders, ta4j traded " + trades + " times");
        }
    }

    private static String metric(final int count, final String what) {
        return "bars through the fold, 5 years of 1h, " + (count == 1 ? "one EMA crossover" : count
            + " EMA crossovers of different lengths") + ", " + what;
    }

    private static String perSecond(final Interleaved.Sample sample) {
        return Row.number(1_000 / sample.medianNs()) + " M bars/s (spread " + Row.number(sample.spreadPercent())
            + " %)";
    }
}
