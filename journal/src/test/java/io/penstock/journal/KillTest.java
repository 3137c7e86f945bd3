package io.penstock.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.port.Records;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A child appends as fast as it can and publishes each acknowledged sequence; it is killed at a random moment. System
 * property {@code penstock.kills} sets how often; the default is 10.
 */
class KillTest {
    private static final int MOST_RECORDS = 100_000;
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(120);

    @TempDir
    private Path directory;

    @Test
    void shouldLoseNoAcknowledgedRecordWhenTheWriterIsKilled() throws Exception {
        final int kills = Integer.getInteger("penstock.kills", 10);
        final long seed = Long.getLong("penstock.seed", System.nanoTime());
        final Random random = SampleLog.random(seed);
        Path log = directory.resolve("log0");
        long acknowledged = 0;
        for (int kill = 0; kill < kills; kill++) {
            final String trial = "seed " + seed + " kill " + kill;
            acknowledged = runAndKill(log, acknowledged, random, trial);
            final CheckReport before = JournalCheck.run(log);
            assertTrue(before.ok(), trial + ": " + before);
            assertTrue(before.records() >= acknowledged,
                trial + ": " + before.records() + " records, " + acknowledged + " acknowledged");
            final RecoveredJournal opened = JournalRecovery.open(config(log));
            try (JournalAppender appender = opened.appender()) {
                assertEquals(before.records(), opened.records(), trial);
                assertEquals(before.records(), appender.nextSequence(), trial);
                acknowledged = before.records();
            }
            verifyContent(log, acknowledged, trial);
            if (acknowledged > MOST_RECORDS) {
                log = directory.resolve("log" + (kill + 1));
                acknowledged = 0;
            }
        }
    }

    private static JournalConfig config(final Path log) {
        return SampleLog.output(log);
    }

    private long runAndKill(final Path log, final long start, final Random random, final String trial)
        throws Exception {
        final Path acknowledged = directory.resolve("acknowledged");
        Files.write(acknowledged, new byte[Long.BYTES]);
        final Path output = directory.resolve("child.txt");
        try (RandomAccessFile file = new RandomAccessFile(acknowledged.toFile(), "rw")) {
            final MappedByteBuffer mapped = file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
            final UnsafeBuffer shared = new UnsafeBuffer(mapped);
            final Process child = ChildJvm.start(output, ChildJvm.command(Writer.class, log.toString(),
                acknowledged.toString()));
            try {
                final long wanted = start + 1 + random.nextInt(12_000);
                final long giveUpNs = System.nanoTime() + PATIENCE_NS;
                while (shared.getLongVolatile(0) < wanted && child.isAlive() && System.nanoTime() < giveUpNs) {
                    LockSupport.parkNanos(random.nextInt(100_000));
                }
                assertTrue(child.isAlive(), () -> trial + ": the child ended: " + text(output));
            } finally {
                child.destroyForcibly().waitFor();
            }
            assertTrue(shared.getLongVolatile(0) > start, () -> trial + ": nothing acknowledged: " + text(output));
            return shared.getLongVolatile(0);
        }
    }

    private static String text(final Path file) {
        try {
            return Files.readString(file);
        } catch (final IOException e) {
            return e.toString();
        }
    }

    private static void verifyContent(final Path log, final long records, final String trial) {
        final UnsafeBuffer expected = new UnsafeBuffer(new byte[1024]);
        try (JournalReader reader = JournalReader.open(log)) {
            reader.moveTo(Math.max(0, records - 20_000));
            while (reader.read((buffer, offset, length) -> {
                final long sequence = Records.sequence(buffer, offset);
                assertEquals(SampleLog.length(sequence), length, trial);
                SampleLog.put(expected, sequence, length, SampleLog.template(sequence, LogKind.OUTPUT));
                for (int i = Records.HEADER_LENGTH; i < length; i++) {
                    if (expected.getByte(i) != buffer.getByte(offset + i)) {
                        throw new AssertionError(trial + ": record " + sequence + " differs at byte " + i);
                    }
                }
            })) {
                continue;
            }
        }
    }

    /** The child. */
    public static final class Writer {
        private Writer() {
        }

        /**
         * Appends until killed.
         *
         * @param arguments the log, and the file for the count of acknowledged records
         * @throws IOException when the file cannot be mapped
         */
        public static void main(final String[] arguments) throws IOException {
            try (RandomAccessFile file = new RandomAccessFile(arguments[1], "rw");
                JournalAppender appender = JournalAppender.open(config(Path.of(arguments[0])))) {
                final MappedByteBuffer mapped = file.getChannel().map(FileChannel.MapMode.READ_WRITE, 0, Long.BYTES);
                final UnsafeBuffer shared = new UnsafeBuffer(mapped);
                final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
                for (;;) {
                    final long sequence = appender.nextSequence();
                    appender.append(buffer, 0, SampleLog.put(buffer, sequence, SampleLog.length(sequence),
                        SampleLog.template(sequence, LogKind.OUTPUT)));
                    shared.putLongVolatile(0, sequence + 1);
                }
            }
        }
    }
}
