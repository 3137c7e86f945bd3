package io.penstock.bench.decode;

import io.penstock.bench.Corpus;
import io.penstock.bench.Frames;
import java.util.List;

/**
 * All decoders, and the proof that they read the same. Any thread; allocates.
 */
public final class Peers {
    private Peers() {
    }

    /**
     * Every decoder, ours first.
     *
     * @param usdm true for USD-M futures
     * @return new decoders
     */
    public static List<DepthDecoder> all(final boolean usdm) {
        return List.of(new PenstockDecoder(usdm), new JsoniterSlices(), new JacksonStreaming(), new JacksonTree(),
            new XChangeAdapter());
    }

    /**
     * Decodes a corpus once.
     *
     * @param decoder to use
     * @param corpus  messages
     * @return equal for decoders that read the same
     */
    public static long checksum(final DepthDecoder decoder, final Corpus corpus) {
        final Frames frames = corpus.frames();
        final DepthMessage message = new DepthMessage();
        long sum = 0;
        for (int i = 0; i < frames.count(); i++) {
            decoder.decode(frames.data(), frames.offset(i), frames.length(i));
            decoder.read(message);
            sum = sum * 31 + message.checksum();
        }
        return sum;
    }

    /**
     * Holds all decoders against each other.
     *
     * @param decoders to compare
     * @param corpus   messages
     * @throws IllegalStateException when one of them reads something else
     */
    public static void requireEqual(final List<DepthDecoder> decoders, final Corpus corpus) {
        final long expected = checksum(decoders.get(0), corpus);
        for (final DepthDecoder decoder : decoders) {
            if (checksum(decoder, corpus) != expected) {
                throw new IllegalStateException(decoder.name() + " reads corpus " + corpus.name()
                    + " differently from " + decoders.get(0).name());
            }
        }
    }

    static void copy(final DepthMessage from, final DepthMessage into) {
        into.clear();
        into.firstUpdateId = from.firstUpdateId;
        into.lastUpdateId = from.lastUpdateId;
        for (int i = 0; i < from.levelCount; i++) {
            into.add(from.levels[2 * i], from.levels[2 * i + 1]);
        }
        into.bidCount = from.bidCount;
    }
}
