package io.penstock.bench.decode;

import io.penstock.bench.Context;
import io.penstock.bench.Corpus;
import io.penstock.bench.Frames;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.bench.Sessions;
import io.penstock.bench.Work;
import java.util.List;

/**
 * Nanoseconds per depth message, ours against the JSON libraries and XChange, on three corpora.
 */
public final class DecodeGroup implements Group {
    private static final double GOAL_TWENTY = 0.33;
    private static final double GOAL_SPOT = 0.35;
    private static final double GOAL_USDM = 0.50;

    @Override
    public String name() {
        return "decode";
    }

    @Override
    public void measure(final Context context) {
        final Frames spot = context.read(Sessions.SPOT);
        corpus(context, Corpus.twentyLevels("20 levels", spot), false, GOAL_TWENTY);
        corpus(context, Corpus.depth("spot", spot), false, GOAL_SPOT);
        corpus(context, Corpus.depth("USD-M", context.read(Sessions.USDM)), true, GOAL_USDM);
    }

    private static void corpus(
        final Context context, final Corpus corpus, final boolean usdm, final double goal) {
        final List<DepthDecoder> decoders = Peers.all(usdm);
        Peers.requireEqual(decoders, corpus);
        final Interleaved harness = new Interleaved(context.pace());
        for (final DepthDecoder decoder : decoders) {
            harness.add(decoder.name(), new Cycle(decoder, corpus.frames()));
        }
        final List<Interleaved.Sample> samples = harness.measure();
        final Interleaved.Sample ours = samples.get(0);
        final String metric = "decode, " + corpus.name() + " (" + mean(corpus) + ")";
        for (final Interleaved.Sample peer : samples.subList(1, samples.size())) {
            final double ratio = ours.medianNs() / peer.medianNs();
            final String yardstick = peer.name() + " " + Row.ns(peer) + ", " + Row.number(peer.bytes()) + " B";
            if (peer == samples.get(1)) {
                final Row row = Row.atMost(metric, Row.ns(ours), yardstick, ratio, goal, ours.bytes());
                context.add(new Row(row.metric(), row.ours(), row.yardstick(), row.ratio(), row.goal() + ", 0 B",
                    Row.yesNo(ratio <= goal && ours.bytes() < 0.005), row.bytes()));
            } else {
                context.add(Row.known(metric, Row.ns(ours), yardstick, ratio, ours.bytes()));
            }
        }
    }

    private static String mean(final Corpus corpus) {
        final DepthDecoder decoder = new JacksonStreaming();
        final DepthMessage message = new DepthMessage();
        final Frames frames = corpus.frames();
        long levels = 0;
        long bytes = 0;
        for (int i = 0; i < frames.count(); i++) {
            decoder.decode(frames.data(), frames.offset(i), frames.length(i));
            decoder.read(message);
            levels += message.levelCount();
            bytes += frames.length(i);
        }
        return frames.count() + " msg, mean " + Row.number((double) levels / frames.count()) + " levels, "
            + bytes / frames.count() + " B";
    }

    /** Decodes the whole corpus once. */
    static final class Cycle implements Work {
        private final DepthDecoder decoder;
        private final Frames frames;
        private long sink;

        Cycle(final DepthDecoder decoder, final Frames frames) {
            this.decoder = decoder;
            this.frames = frames;
        }

        @Override
        public long run() {
            final byte[] data = frames.data();
            final int count = frames.count();
            for (int i = 0; i < count; i++) {
                sink += decoder.decode(data, frames.offset(i), frames.length(i));
            }
            if (sink == 1) {
                throw new IllegalStateException("keeps the result alive");
            }
            return count;
        }
    }
}
