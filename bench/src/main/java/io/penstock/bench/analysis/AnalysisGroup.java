package io.penstock.bench.analysis;

import io.penstock.bench.Context;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.bench.fold.HeldMemory;
import io.penstock.bench.fold.Tape;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the whole of analysis costs per event of the synthetic market, book updates and trades, and how that grows with
 * instruments and strategies. Beside it the same fold without: no bars, no regimes, no forecasts, flash on the book.
 */
public final class AnalysisGroup implements Group {
    private static final int STEPS_PER_SECOND = 125;
    /** As many bars end per event, however many instruments there are. */
    private static final int STEPS_PER_SECOND_OF_EACH = 2;
    private static final int[] INSTRUMENTS = {1, 10, 100, 1_000};
    private static final int[] STRATEGIES = {1, 10, 100};
    private static final double LEAST_FIT = 0.99;
    private static final String ALL = "6 timeframes, all indicators, 5 strategies and a reader, regimes, forecasts";

    @Override
    public String name() {
        return "analysis";
    }

    @Override
    public void measure(final Context context) {
        levels(context);
        instruments(context);
        strategies(context);
        memory(context);
    }

    private static void levels(final Context context) {
        final Tape tape = Tape.synthetic(1, context.pick(150_000, 60_000, 4_000), STEPS_PER_SECOND);
        final AnalysisPass bare = new AnalysisPass(tape, Plans.without(1));
        final AnalysisPass one = new AnalysisPass(tape, Plans.everything(1, 1));
        final AnalysisPass two = new AnalysisPass(tape, Plans.everything(1, 2));
        final List<Interleaved.Sample> samples = new Interleaved(context.pace()).add("without", bare)
            .add("level 1", one).add("level 2", two).measure();
        for (int i = 1; i < samples.size(); i++) {
            context.add(row("analysis, " + ALL + " of " + samples.get(i).name() + ", per event, 1 instrument, "
                + STEPS_PER_SECOND + " steps/s", samples.get(i), "fold without " + Row.ns(samples.get(0)),
                samples.get(i).medianNs() / samples.get(0).medianNs(), samples.get(0)));
        }
        context.say("analysis, without: " + bare.story());
        context.say("analysis, level 1: " + one.story());
        context.say("analysis, level 2: " + two.story());
    }

    private static void instruments(final Context context) {
        Interleaved.Sample last = null;
        for (final int instruments : context.scale() == Context.Scale.SMOKE ? new int[] {1, 4} : INSTRUMENTS) {
            // long enough in market time that regimes and forecasts are ready however many instruments there are
            final int records = context.pick(Math.max(200_000, instruments * 600), 60_000, 2_000);
            final Tape tape = Tape.synthetic(instruments, records, STEPS_PER_SECOND_OF_EACH);
            final AnalysisPass bare = new AnalysisPass(tape, Plans.without(instruments));
            final AnalysisPass all = new AnalysisPass(tape, Plans.everything(instruments, 2));
            // one after the other: two engines with a thousand instruments do not fit the heap's young half at once
            final Interleaved.Sample without = measure(context, "without", bare);
            final Interleaved.Sample with = measure(context, "with", all);
            context.say("analysis, " + instruments + " instruments: " + all.story());
            bare.clear();
            all.clear();
            context.add(row(String.format(Locale.ROOT, "analysis, %s of level 2, per event, %,d instrument%s, %d"
                    + " steps/s each", ALL, instruments, instruments == 1 ? "" : "s", STEPS_PER_SECOND_OF_EACH), with,
                "fold without " + Row.ns(without) + (last == null ? "" : "; a tenth of the instruments "
                    + Row.ns(last)), with.medianNs() / (last == null ? without : last).medianNs(), without));
            last = with;
        }
    }

    private static Interleaved.Sample measure(final Context context, final String name, final AnalysisPass pass) {
        return new Interleaved(context.pace()).add(name, pass).measure().get(0);
    }

    private static void strategies(final Context context) {
        final Tape tape = Tape.synthetic(1, context.pick(60_000, 30_000, 4_000), STEPS_PER_SECOND);
        final Interleaved interleaved = new Interleaved(context.pace());
        interleaved.add("none", new AnalysisPass(tape, Plans.without(1)));
        final List<AnalysisPass> passes = new ArrayList<>();
        for (final int count : STRATEGIES) {
            passes.add(new AnalysisPass(tape, Plans.strategies(count)));
            interleaved.add(count + (count == 1 ? " strategy" : " strategies"), passes.get(passes.size() - 1));
        }
        final List<Interleaved.Sample> all = interleaved.measure();
        final Interleaved.Sample without = all.get(0);
        final List<Interleaved.Sample> samples = all.subList(1, all.size());
        final double fit = fit(samples);
        for (int i = 0; i < samples.size(); i++) {
            final Interleaved.Sample sample = samples.get(i);
            context.say("analysis, " + sample.name() + ": " + passes.get(i).story());
            final boolean whole = i == samples.size() - 1;
            final String metric = "analysis, momentum on 1s bars with indicators of its own, per event, 1 instrument, "
                + sample.name();
            final String yardstick = i == 0 ? "-" : "a tenth of the strategies " + Row.ns(samples.get(i - 1))
                + String.format(Locale.ROOT, "; R2 of the line through all %.4f, slope %s ns per strategy", fit,
                    Row.number(slope(samples)));
            final double ratio = i == 0 ? 0 : sample.medianNs() / samples.get(i - 1).medianNs();
            final Row row = Row.known(metric, Row.ns(sample), yardstick, ratio, extra(sample, without));
            context.add(!whole ? row : new Row(row.metric(), row.ours(), row.yardstick(), row.ratio(), "R2 > 0.99, 0 B",
                Row.yesNo(fit > LEAST_FIT && extra(sample, without) < 0.005), row.bytes()));
        }
    }

    private static Row row(
        final String metric, final Interleaved.Sample sample, final String yardstick, final double ratio,
        final Interleaved.Sample without) {
        final double extra = extra(sample, without);
        final Row row = Row.known(metric, Row.ns(sample), yardstick, ratio, extra);
        return new Row(row.metric(), row.ours(), row.yardstick(), row.ratio(), "0 B", Row.yesNo(extra < 0.005),
            row.bytes());
    }

    /** Bytes on top of the same tape without analysis: a book's hash of far levels doubles in both now and then. */
    private static double extra(final Interleaved.Sample sample, final Interleaved.Sample without) {
        return Math.max(0, sample.bytes() - without.bytes());
    }

    private static double slope(final List<Interleaved.Sample> samples) {
        double meanCount = 0;
        double meanNs = 0;
        for (int i = 0; i < samples.size(); i++) {
            meanCount += (double) STRATEGIES[i] / samples.size();
            meanNs += samples.get(i).medianNs() / samples.size();
        }
        double both = 0;
        double squares = 0;
        for (int i = 0; i < samples.size(); i++) {
            both += (STRATEGIES[i] - meanCount) * (samples.get(i).medianNs() - meanNs);
            squares += (STRATEGIES[i] - meanCount) * (STRATEGIES[i] - meanCount);
        }
        return both / squares;
    }

    /** Share of the variance that the least-squares line explains. */
    private static double fit(final List<Interleaved.Sample> samples) {
        final double slope = slope(samples);
        double meanCount = 0;
        double meanNs = 0;
        for (int i = 0; i < samples.size(); i++) {
            meanCount += (double) STRATEGIES[i] / samples.size();
            meanNs += samples.get(i).medianNs() / samples.size();
        }
        double left = 0;
        double whole = 0;
        for (int i = 0; i < samples.size(); i++) {
            final double distance = samples.get(i).medianNs() - meanNs;
            final double error = distance - slope * (STRATEGIES[i] - meanCount);
            left += error * error;
            whole += distance * distance;
        }
        return 1 - left / whole;
    }

    private static void memory(final Context context) {
        final int copies = context.pick(64, 32, 4);
        final Tape tape = Tape.synthetic(copies, copies * 200, STEPS_PER_SECOND_OF_EACH);
        final double with = perInstrument(tape, copies, Plans.everything(copies, 2));
        final double without = perInstrument(tape, copies, Plans.without(copies));
        context.add(Row.known("memory per instrument, " + ALL, Row.number(with / 1_000) + " kB",
            "fold without " + Row.number(without / 1_000) + " kB", with / without, -1));
    }

    /** An engine that went through the tape, less one that saw no instrument. */
    private static double perInstrument(final Tape tape, final int copies, final Plans plan) {
        double bytes = 0;
        // the first time also loads classes
        for (int i = 0; i < 2; i++) {
            bytes = HeldMemory.of(() -> through(tape, plan))
                - HeldMemory.of(() -> new AnalysisPass(tape, plan).begun());
        }
        return bytes / copies;
    }

    private static Object through(final Tape tape, final Plans plan) {
        final AnalysisPass pass = new AnalysisPass(tape, plan);
        pass.prepare();
        pass.run();
        return pass.engine();
    }
}
