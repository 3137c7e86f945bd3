package io.penstock.bench.jmh;

import io.penstock.bench.Frames;
import io.penstock.bench.Sessions;
import io.penstock.bench.SharedData;
import java.nio.file.Path;

/** Reads sessions for benchmarks, or says clearly why not. */
final class Data {
    private Data() {
    }

    static Frames read(final Sessions session) {
        final Path directory = SharedData.binanceRaw();
        if (directory == null) {
            throw new IllegalStateException("skipped: " + SharedData.missing());
        }
        return session.read(directory);
    }
}
