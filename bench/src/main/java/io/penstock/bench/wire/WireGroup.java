package io.penstock.bench.wire;

import io.penstock.bench.Context;
import io.penstock.bench.Frames;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.bench.Sessions;
import io.penstock.bench.TempDirectory;
import io.penstock.bench.latency.InlinePath;
import io.penstock.bench.latency.Plan;
import io.penstock.gateways.common.InstrumentDefinition;
import java.io.IOException;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * Wire to decision over real sockets on the loopback, the venue in its own process, each round beside a round of the
 * same frames into a bare Netty pipeline.
 */
public final class WireGroup implements Group {
    private static final double GOAL = 1.3;
    private static final double SUSTAINED = 0.99;
    private static final double TARGET_NS = 100_000_000;
    private static final int CORES_FOR_TWO_THREADS = 4;
    private static final int INFORMATION = 100_000;

    /** Rounds of one kind. */
    private static final class Rounds {
        private final Histogram all = histogram();
        private double bestP50Ns = Double.MAX_VALUE;
        private double leastPerSecond = Double.MAX_VALUE;
        private double secondsPerMessage;
        private int count;
        private double leastCpuNs = Double.MAX_VALUE;
        private double leastBytes = Double.MAX_VALUE;
        private double bestLateP50Ns = Double.MAX_VALUE;

        void add(final Histogram round, final Outcome outcome) {
            all.add(round);
            bestP50Ns = Math.min(bestP50Ns, round.getValueAtPercentile(50));
            leastPerSecond = Math.min(leastPerSecond, outcome.perSecond());
            secondsPerMessage += 1 / outcome.perSecond();
            count++;
            leastCpuNs = Math.min(leastCpuNs, outcome.cpuNs());
            leastBytes = Math.min(leastBytes, outcome.bytes());
            bestLateP50Ns = Math.min(bestLateP50Ns, outcome.sent().lateP50Ns());
        }

        double perSecond() {
            return count / secondsPerMessage;
        }

        String percentiles() {
            return "p50 " + us(all, 50) + " p90 " + us(all, 90) + " p99 " + us(all, 99) + " p99.9 " + us(all, 99.9)
                + " max " + Row.number(all.getMaxValue() / 1_000.0) + " us";
        }
    }

    @Override
    public String name() {
        return "wire";
    }

    @Override
    public void measure(final Context context) throws IOException {
        final boolean oneThreadIsDefault = Runtime.getRuntime().availableProcessors() < CORES_FOR_TWO_THREADS;
        final boolean smoke = context.scale() == Context.Scale.SMOKE;
        try (TempDirectory temporary = new TempDirectory("wire")) {
            final double cpuNs = cpuPerMessage(context, temporary);
            try (Venue venue = new Venue(context, WireSession.USDM, temporary)) {
                context.say("wire: " + venue.sender.compareClocks());
                venue.echo();
                venue.rate(1_000, oneThreadIsDefault, cpuNs);
                venue.rate(10_000, oneThreadIsDefault, cpuNs);
                if (!smoke) {
                    venue.rate(INFORMATION, oneThreadIsDefault, cpuNs);
                    venue.rate(1_000, !oneThreadIsDefault, 0);
                    venue.rate(10_000, !oneThreadIsDefault, 0);
                }
            }
            for (final WireSession session : WireSession.values()) {
                if (session != WireSession.USDM && (!smoke || session == WireSession.MEXC)) {
                    try (Venue venue = new Venue(context, session, temporary)) {
                        venue.rate(1_000, oneThreadIsDefault, 0);
                    }
                }
            }
        }
    }

    /** What our path has to do beside what the floor does. */
    private static double cpuPerMessage(final Context context, final TempDirectory temporary) {
        final Frames frames = context.read(Sessions.USDM);
        final int warm = Math.min(8_000, frames.count() / 2);
        final int messages = Math.min(frames.count() - warm, context.pick(80_000, 40_000, 1_000));
        try (InlinePath path = new InlinePath(
            new Plan(frames, null, warm, messages, 1, true, "auto"), temporary.path("inline"))) {
            return new Interleaved(context.pace()).add("decode, append, fold", path).measure().get(0).medianNs();
        }
    }

    private static String us(final Histogram histogram, final double percentile) {
        return us(histogram.getValueAtPercentile(percentile));
    }

    private static String us(final double ns) {
        return Row.number(ns / 1_000.0);
    }

    private static Histogram histogram() {
        return new Histogram(60_000_000_000L, 3);
    }

    /** One venue: its process and its recording. */
    private static final class Venue implements AutoCloseable {
        private final Context context;
        private final WireSession session;
        private final TempDirectory temporary;
        private final WireFrames frames;
        private final InstrumentDefinition definition;
        private final SenderProcess sender;

        Venue(final Context context, final WireSession session, final TempDirectory temporary) throws IOException {
            final boolean beginning = context.scale() == Context.Scale.SMOKE;
            this.context = context;
            this.session = session;
            this.temporary = temporary;
            frames = session.read(context.data(), beginning);
            definition = session.definition(context.data());
            sender = new SenderProcess(session, context.data(), beginning);
            if (frames.snapshot() != null) {
                sender.snapshot().join();
            }
        }

        void echo() {
            final Histogram trips = histogram();
            EchoRound.run(frames, context.pick(50_000, 20_000, 500), sender.echoPort(), trips);
            context.add(new Row("raw Netty echo of the " + session.words() + " frames, closed loop, round trip",
                "-", "p50 " + us(trips, 50) + " (half: " + us(trips.getValueAtPercentile(50) / 2.0) + ") p99 "
                + us(trips, 99) + " p99.9 " + us(trips, 99.9) + " max " + us(trips.getMaxValue()) + " us",
                "-", "-", "-", "-"));
        }

        /** Measures; a row has a goal when it is told what our own work costs. */
        void rate(final int perSecond, final boolean oneThread, final double cpuNs) {
            final int warm = Math.min(4_000, frames.count() / 3);
            // a recording with a snapshot over HTTP cannot begin anew
            final int most = frames.snapshot() == null ? Integer.MAX_VALUE : frames.count() - warm;
            final int messages =
                Math.min(most, context.pick(perSecond + perSecond / 2, perSecond / 2, Math.max(50, perSecond / 100)));
            final WirePlan plan = new WirePlan(session, frames, warm, messages, perSecond, oneThread,
                System.getProperty("penstock.bench.wait", "auto"));
            final Rounds ours = new Rounds();
            final Rounds floor = new Rounds();
            final int rounds = context.pick(10, 5, 1);
            // the first pair only warms up
            for (int i = context.scale() == Context.Scale.SMOKE ? 1 : 0; i <= rounds; i++) {
                final Histogram our = histogram();
                final Outcome outcome = GatewayRound.run(plan, sender, definition, temporary.path("ring"), our);
                final Histogram other = histogram();
                final Outcome bare = FloorRound.run(plan, sender, other);
                if (i > 0) {
                    ours.add(our, outcome);
                    floor.add(other, bare);
                }
            }
            rows(plan, ours, floor, cpuNs);
        }

        private void rows(final WirePlan plan, final Rounds ours, final Rounds floor, final double cpuNs) {
            final String rate = session.words() + ", " + String.format(Locale.ROOT, "%,d", plan.perSecond())
                + " msg/s, " + (plan.oneThread() ? "one thread" : "two threads");
            final String metric = "socket to decision, journal on, " + rate;
            final String our = "best p50 " + us(ours.bestP50Ns) + " us";
            final String bare = "bare Netty best p50 " + us(floor.bestP50Ns) + " us";
            final boolean gate = cpuNs > 0 && plan.perSecond() < INFORMATION;
            if (cpuNs > 0) {
                final String yardstick = bare + " + own CPU " + us(cpuNs) + " us (ours / bare Netty alone "
                    + Row.number(ours.bestP50Ns / floor.bestP50Ns) + ")";
                final double ratio = ours.bestP50Ns / (floor.bestP50Ns + cpuNs);
                context.add(gate ? Row.atMost(metric, our, yardstick, ratio, GOAL, ours.leastBytes)
                    : Row.known(metric, our, yardstick, ratio, ours.leastBytes));
            } else {
                context.add(Row.known(metric, our, bare, ours.bestP50Ns / floor.bestP50Ns, ours.leastBytes));
            }
            context.add(new Row(metric + ", all rounds", ours.percentiles(), "bare Netty: " + floor.percentiles(),
                "p99.9 is " + Row.number(ours.all.getValueAtPercentile(99.9) / TARGET_NS) + " of the 100 ms target",
                "-", "-", "-"));
            context.add(Row.known("CPU of the network thread per message, " + rate, Row.number(ours.leastCpuNs) + " ns",
                "bare Netty " + Row.number(floor.leastCpuNs) + " ns, " + Row.number(floor.leastBytes) + " B",
                ours.leastCpuNs / floor.leastCpuNs, ours.leastBytes));
            final boolean held = ours.perSecond() >= SUSTAINED * plan.perSecond();
            context.add(new Row("sustained through the socket, " + rate,
                Row.number(ours.perSecond()) + " msg/s over all rounds, " + Row.number(ours.leastPerSecond)
                + " in the slowest; sender late by p50 " + us(ours.bestLateP50Ns) + " us",
                "bare Netty " + Row.number(floor.perSecond()) + ", " + Row.number(floor.leastPerSecond)
                + " in the slowest", "-",
                gate ? ">= 99 % of the rate" : "-", gate ? Row.yesNo(held) : "-", "-"));
        }

        @Override
        public void close() {
            sender.close();
        }
    }
}
