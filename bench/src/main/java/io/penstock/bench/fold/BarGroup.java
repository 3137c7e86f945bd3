package io.penstock.bench.fold;

import io.penstock.bench.Context;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Bars per second on five recorded years of one-hour bars: an EMA 12/26 crossover, through the whole fold as Candle
 * records, and in ta4j's backtest on DoubleNum. What ta4j does not do is not done here either: regimes are not told,
 * and the account is valued and measured once a day.
 */
public final class BarGroup implements Group {
    private static final String FILE = "ohlcv/binance_spot_BTCUSDT_1h_20201007_20251006.csv.gz";
    private static final String TA4J = "ta4j 0.17 BacktestExecutor";
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
        final FoldBars signals = new FoldBars(bars, FoldBars.likeTa4j(0));
        final FoldBars orders = new FoldBars(bars, FoldBars.likeTa4j(LOTS));
        final FoldBars usual = new FoldBars(bars, FoldBars.asUsual(LOTS));
        final Ta4jBars theirs = new Ta4jBars(bars);
        // what the other rows do must not shape how the code of the goal's row is compiled
        final List<Interleaved.Sample> samples = new ArrayList<>(new Interleaved(context.pace())
            .add("signals", signals).add(TA4J, theirs).measure());
        samples.addAll(new Interleaved(context.pace()).add("orders", orders).add(TA4J, theirs).measure());
        samples.addAll(new Interleaved(context.pace()).add("as usual", usual).add(TA4J, theirs).measure());
        // ta4j opens on a cross up and closes on a cross down; we signal both: the first may be one it cannot close,
        // and it does not count what is open at the end
        if (Math.abs(signals.signals() - theirs.trades()) > 3 || Math.abs(orders.fills() - theirs.trades()) > 3) {
            throw new IllegalStateException("our fold saw " + signals.signals() + " crossings and filled "
                + orders.fills() + " orders, ta4j traded " + theirs.trades() + " times");
        }
        context.say("bars: " + bars.bars() + " bars, our signals " + signals.signals() + ", our fills "
            + orders.fills() + ", ta4j's entries and exits " + theirs.trades());
        context.add(row(samples.get(0), samples.get(1), "no regimes, account measured daily, signals only"));
        context.add(row(
            samples.get(2), samples.get(3), "no regimes, account measured daily, orders filled as ta4j's are"));
        context.add(Row.known(metric("orders, default settings: regimes, marks each second, returns each minute"),
            perSecond(samples.get(4)), TA4J + " " + perSecond(samples.get(5)),
            samples.get(5).medianNs() / samples.get(4).medianNs(), samples.get(4).bytes()));
    }

    private static String metric(final String what) {
        return "bars through the fold, 5 years of 1h, EMA 12/26 crossover, " + what;
    }

    private static Row row(final Interleaved.Sample our, final Interleaved.Sample other, final String what) {
        final Row row = Row.atLeast(metric(what), perSecond(our),
            other.name() + " " + perSecond(other) + ", " + Row.number(other.bytes()) + " B",
            other.medianNs() / our.medianNs(), GOAL, "x", our.bytes());
        return new Row(row.metric(), row.ours(), row.yardstick(), row.ratio(), row.goal() + ", 0 B per bar",
            Row.yesNo("yes".equals(row.met()) && our.bytes() < 0.005), row.bytes());
    }

    private static String perSecond(final Interleaved.Sample sample) {
        return Row.number(1_000 / sample.medianNs()) + " M bars/s (spread " + Row.number(sample.spreadPercent())
            + " %)";
    }
}
