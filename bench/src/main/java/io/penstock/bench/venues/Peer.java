package io.penstock.bench.venues;

import io.penstock.bench.Work;
import io.penstock.bench.wire.WireFrames;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads the levels of all book messages of a recording with a library; the rest of the messages only as it must. */
abstract class Peer implements Work {
    private final byte[][] messages;
    private long sum;
    private long others;

    Peer(final WireFrames frames, final int warm) {
        messages = new byte[frames.count() - warm][];
        for (int i = 0; i < messages.length; i++) {
            messages[i] = new byte[frames.payloadLength(warm + i)];
            frames.wire().get(frames.payload(warm + i), messages[i]);
        }
    }

    /** The name in the table. */
    abstract String name();

    /** Reads one message, and says {@link #level} to each level. */
    abstract void read(byte[] message) throws IOException;

    final void level(final long price, final long quantity) {
        sum += LevelSum.of(price, quantity);
    }

    /** A number that is not of a level: only read. */
    final void number(final long value) {
        others += value;
    }

    /** Reads everything once. */
    final long checksum() {
        sum = 0;
        run();
        return sum;
    }

    @Override
    public final long run() {
        try {
            for (final byte[] message : messages) {
                read(message);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
        if (others == 1) {
            throw new IllegalStateException("keeps the result alive");
        }
        return messages.length;
    }
}
