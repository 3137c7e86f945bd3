package io.penstock.bench.latency;

import io.penstock.bench.Context;
import io.penstock.bench.Frames;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.bench.Sessions;
import io.penstock.bench.TempDirectory;
import io.penstock.bench.fold.Tape;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import org.HdrHistogram.Histogram;

/**
 * Wire bytes to decision through the rings with the journal on, at three rates and in both ring shapes, each round
 * beside a round of empty handlers in the same rings.
 */
public final class LatencyGroup implements Group {
    private static final double GOAL = 1.3;
    private static final double SUSTAINED = 0.99;
    private static final double SUSTAINED_P50_NS = 1_000_000;
    private static final double TARGET_NS = 100_000_000;
    private static final int[] RATES = {1_000, 10_000, 100_000};
    private static final int CORES_FOR_TWO_THREADS = 4;

    /** Rounds of one kind: all values, and the best median. */
    private static final class Rounds {
        private final Histogram all = histogram();
        private double bestP50Ns = Double.MAX_VALUE;
        private double leastPerSecond = Double.MAX_VALUE;

        void add(final Histogram round, final double perSecond) {
            all.add(round);
            bestP50Ns = Math.min(bestP50Ns, round.getValueAtPercentile(50));
            leastPerSecond = Math.min(leastPerSecond, perSecond);
        }

        String percentiles() {
            return "p50 " + us(50) + " p90 " + us(90) + " p99 " + us(99) + " p99.9 " + us(99.9) + " p99.99 "
                + us(99.99) + " max " + Row.number(all.getMaxValue() / 1_000.0) + " us";
        }

        private String us(final double percentile) {
            return Row.number(all.getValueAtPercentile(percentile) / 1_000.0);
        }
    }

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public void measure(final Context context) throws IOException {
        final Frames frames = context.read(Sessions.USDM);
        final Tape tape = Tape.of(frames, true, EnumSet.allOf(Frames.Kind.class));
        final int warm = Math.min(8_000, frames.count() / 2);
        final String wait = System.getProperty("penstock.bench.wait", "auto");
        final boolean oneThreadIsDefault = Runtime.getRuntime().availableProcessors() < CORES_FOR_TWO_THREADS;
        try (TempDirectory temporary = new TempDirectory("latency")) {
            final double cpuNs = cpuPerMessage(
                context, new Plan(frames, tape, warm, Math.min(
                    frames.count() - warm, context.pick(80_000, 40_000, 1_000)), 1, true, wait), temporary);
            context.say("latency: ping-pong of two spinning threads " + PingPong.medianNs()
                + " ns round trip; wait strategy " + wait);
            for (final boolean oneThread : new boolean[] {true, false}) {
                for (final int rate : RATES) {
                    final int messages = Math.min(
                        frames.count() - warm, context.pick(rate + rate / 2, rate / 2, Math.max(50, rate / 100)));
                    final Plan plan = new Plan(frames, tape, warm, messages, rate, oneThread, wait);
                    shape(context, plan, cpuNs, oneThread == oneThreadIsDefault, temporary);
                }
            }
            context.say("latency: ping-pong again " + PingPong.medianNs() + " ns");
        }
    }

    private static double cpuPerMessage(final Context context, final Plan plan, final TempDirectory temporary) {
        try (InlinePath path = new InlinePath(plan, temporary.path("inline"))) {
            final Interleaved.Sample sample =
                new Interleaved(context.pace()).add("decode, append, fold", path).measure().get(0);
            context.add(Row.known("engine's own CPU per message, USD-M session: decode, append, fold", Row.ns(sample),
                "-", 0, sample.bytes()));
            return sample.medianNs();
        }
    }

    private static void shape(
        final Context context, final Plan plan, final double cpuNs, final boolean gate,
        final TempDirectory temporary) {
        final Rounds ours = new Rounds();
        final Rounds empty = new Rounds();
        final int rounds = context.pick(10, 5, 1);
        // the first pair only warms up
        for (int i = context.scale() == Context.Scale.SMOKE ? 1 : 0; i <= rounds; i++) {
            final Histogram our = histogram();
            final double ourRate = EngineRound.run(plan, temporary.path("ring"), our);
            final Histogram other = histogram();
            final double otherRate = EmptyRound.run(plan, other);
            if (i > 0) {
                ours.add(our, ourRate);
                empty.add(other, otherRate);
            }
        }
        rows(context, plan, cpuNs, gate, List.of(ours, empty));
    }

    private static void rows(
        final Context context, final Plan plan, final double cpuNs, final boolean gate, final List<Rounds> rounds) {
        final Rounds ours = rounds.get(0);
        final Rounds empty = rounds.get(1);
        final String rate = String.format(java.util.Locale.ROOT, "%,d", plan.perSecond()) + " msg/s, "
            + (plan.oneThread() ? "one thread" : "two threads");
        final double floorNs = empty.bestP50Ns + cpuNs;
        final String metric = "wire bytes to decision, journal on, " + rate;
        final String our = "best p50 " + Row.number(ours.bestP50Ns / 1_000) + " us";
        final String yardstick = "empty handler best p50 " + Row.number(empty.bestP50Ns / 1_000) + " us + own CPU "
            + Row.number(cpuNs / 1_000) + " us";
        final double ratio = ours.bestP50Ns / floorNs;
        context.add(gate ? Row.atMost(metric, our, yardstick, ratio, GOAL, -1)
            : Row.known(metric, our, yardstick, ratio, -1));
        context.add(new Row(metric + ", all rounds", ours.percentiles(), "empty: " + empty.percentiles(),
            "p99.9 is " + Row.number(ours.all.getValueAtPercentile(99.9) / TARGET_NS) + " of the 100 ms target",
            "-", "-", "-"));
        if (gate && plan.perSecond() == RATES[RATES.length - 1]) {
            final boolean held = ours.leastPerSecond >= SUSTAINED * plan.perSecond()
                && ours.bestP50Ns < SUSTAINED_P50_NS;
            context.add(new Row("sustained, " + rate,
                Row.number(ours.leastPerSecond) + " msg/s in the slowest round", "schedule", "-",
                ">= 99 % of the rate, p50 < 1 ms", Row.yesNo(held), "-"));
        }
    }

    private static Histogram histogram() {
        return new Histogram(60_000_000_000L, 3);
    }
}
