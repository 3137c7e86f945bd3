package io.penstock.journal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.penstock.engine.port.LogFaultException;
import io.penstock.engine.port.LogFaultException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskFullTest {
    private static final int SIZE_MB = 24;
    private static final int SKIP = 77;
    private static final int REFUSED = 3;

    @TempDir
    private Path directory;

    @Test
    void shouldRefuseBelowTheFloorAndSayHowMuchIsFree() {
        final long floor = Long.MAX_VALUE / 2;
        final LogFaultException fault = assertThrows(LogFaultException.class,
            () -> JournalAppender.open(JournalConfig.input(directory).withFreeSpaceFloor(floor)));
        assertEquals(Kind.NO_SPACE, fault.kind());
        assertTrue(fault.getMessage().matches("record 0 was not stored: the file system of the journal " + directory
            + " has \\d+ bytes free, at least " + floor + " must stay free"), fault.getMessage());
        SampleLog.write(SampleLog.input(directory), 3);
        assertEquals(3, SampleLog.readAll(directory).size());
    }

    @Test
    void shouldStopCleanlyWhenTheDiskIsFull() throws Exception {
        for (final String kind : new String[] {"input", "output"}) {
            final String output = runOnSmallDisk(kind, "0");
            assertTrue(output.matches("(?s).*refused at (\\d+): record \\1 was not stored: the file system of the"
                + " journal \\S+ is full; \\d+ bytes are free, at least \\d+ are needed\\n.*"), output);
            assertTrue(output.matches("(?s).*refused again: record \\d+ was not stored: .*"), output);
            assertTrue(output.matches("(?s).*acknowledged (\\d+) found \\1 ok true unfinished 0 .*"), output);
            assertTrue(output.contains("continued true"), output);
            assertFalse(output.contains("InternalError"), output);
        }
    }

    @Test
    void shouldRefuseAtTheFloorBeforeTheDiskIsFull() throws Exception {
        final String output = runOnSmallDisk("input", String.valueOf(8 << 20));
        assertTrue(output.matches("(?s).*refused at (\\d+): record \\1 was not stored: the file system of the journal"
            + " \\S+ has \\d+ bytes free, at least 8388608 must stay free\\n.*"), output);
        assertTrue(output.matches("(?s).*acknowledged (\\d+) found \\1 ok true unfinished 0 .*"), output);
    }

    /** Runs the child in a user namespace of its own with a small tmpfs, or as root with one mounted here. */
    private String runOnSmallDisk(final String kind, final String floor) throws Exception {
        final Path mount = Files.createDirectories(directory.resolve("disk-" + kind + floor));
        final List<String> child = ChildJvm.command(Filler.class, mount.resolve("log").toString(), kind, floor);
        final StringBuilder script = new StringBuilder("mount -t tmpfs -o size=" + SIZE_MB + "m none '" + mount
            + "' || exit " + SKIP + "\n");
        for (final String word : child) {
            script.append('\'').append(word).append("' ");
        }
        script.append("\ncode=$?\numount '").append(mount).append("'\nexit $code\n");
        final Path file = Files.writeString(directory.resolve("fill.sh"), script);
        int code = run(List.of("unshare", "-rm", "sh", file.toString()));
        if (code == SKIP || code == 1) {
            code = run(List.of("sh", file.toString()));
        }
        Assumptions.assumeTrue(code != SKIP && code != 127,
            "skipped: this machine lets nobody mount a tmpfs (neither unshare -rm nor root)");
        final String output = Files.readString(directory.resolve("fill.txt"));
        assertEquals(REFUSED, code, output);
        return output;
    }

    private int run(final List<String> command) throws Exception {
        final Process process;
        try {
            process = ChildJvm.start(directory.resolve("fill.txt"), new ArrayList<>(command));
        } catch (final IOException e) {
            return SKIP;
        }
        assertTrue(process.waitFor(120, TimeUnit.SECONDS), "the child did not end");
        return process.exitValue();
    }

    /** The child: appends until refused, then looks at what is there, makes room and goes on. */
    public static final class Filler {
        private Filler() {
        }

        /**
         * Fills a log.
         *
         * @param arguments the log, its kind, the floor in bytes
         * @throws Exception when something unexpected happens
         */
        public static void main(final String[] arguments) throws Exception {
            final Path log = Path.of(arguments[0]);
            final Path ballast = Files.write(log.resolveSibling("ballast"), new byte[4 << 20]);
            final JournalConfig config = (arguments[1].equals("input") ? SampleLog.input(log) : SampleLog.output(log))
                .withFreeSpaceFloor(Long.parseLong(arguments[2]));
            final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1024]);
            long acknowledged = 0;
            try (JournalAppender appender = JournalAppender.open(config)) {
                try {
                    for (;;) {
                        append(appender, buffer, config.kind(), acknowledged);
                        acknowledged++;
                    }
                } catch (final LogFaultException e) {
                    System.out.println("refused at " + acknowledged + ": " + e.getMessage());
                }
                try {
                    append(appender, buffer, config.kind(), acknowledged);
                } catch (final LogFaultException e) {
                    System.out.println("refused again: " + e.getMessage());
                }
                final CheckReport report = JournalCheck.run(log);
                System.out.println("acknowledged " + acknowledged + " found " + report.records() + " ok "
                    + (report.fault() == CheckReport.RecordFault.NONE) + " unfinished " + report.unfinishedBytes()
                    + " " + report);
                Files.delete(ballast);
                append(appender, buffer, config.kind(), acknowledged);
            }
            final CheckReport report = JournalCheck.run(log);
            System.out.println("continued " + (report.ok() && report.records() == acknowledged + 1) + " " + report);
            System.exit(REFUSED);
        }

        private static void append(
            final JournalAppender appender, final UnsafeBuffer buffer, final LogKind kind, final long sequence) {
            appender.append(buffer, 0, SampleLog.put(buffer, sequence, SampleLog.length(sequence),
                SampleLog.template(sequence, kind)));
        }
    }
}
