package io.penstock.tools.host;

import io.penstock.journal.JournalAppender;
import io.penstock.journal.JournalConfig;
import io.penstock.journal.JournalReader;
import io.penstock.tools.session.Sessions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.agrona.concurrent.UnsafeBuffer;

/** Logs as nothing of ours would write them. */
final class RewrittenLog {
    private RewrittenLog() {
    }

    /** All records of a log. */
    static List<byte[]> records(final Path log) {
        final List<byte[]> records = new ArrayList<>();
        try (JournalReader reader = JournalReader.open(log)) {
            while (reader.read((buffer, offset, length) -> {
                final byte[] record = new byte[length];
                buffer.getBytes(offset, record);
                records.add(record);
            })) {
                continue;
            }
        }
        return records;
    }

    /** Writes a log anew with its records changed; their sequences and checksums are right again. */
    static void rewrite(
        final Path log, final JournalConfig config, final UnaryOperator<List<byte[]>> change) {
        final List<byte[]> records = change.apply(records(log));
        final Path made = log.resolveSibling(log.getFileName() + "-made");
        Sessions.delete(made);
        try (JournalAppender appender = JournalAppender.open(
            new JournalConfig(made, config.kind(), config.roll(), config.sync(), 0, config.fixedDay()))) {
            for (final byte[] record : records) {
                appender.append(new UnsafeBuffer(record), 0, record.length);
            }
        }
        replace(made, log);
    }

    /** Puts the files of one log in the place of another's; directories in it stay. */
    private static void replace(final Path from, final Path to) {
        try {
            try (DirectoryStream<Path> old = Files.newDirectoryStream(to, Files::isRegularFile)) {
                for (final Path file : old) {
                    Files.delete(file);
                }
            }
            try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
                for (final Path file : files) {
                    Files.move(file, to.resolve(file.getFileName()));
                }
            }
            Files.delete(from);
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
