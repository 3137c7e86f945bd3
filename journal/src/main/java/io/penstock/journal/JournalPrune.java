package io.penstock.journal;

import io.penstock.engine.port.LogFaultException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes the oldest files of an input log away once they are in an archive. Nobody may write the log meanwhile.
 * Stateless; one thread; allocates.
 */
public final class JournalPrune {
    private JournalPrune() {
    }

    /**
     * What was, or would be, taken away.
     *
     * @param files         from the oldest on
     * @param firstSequence of the records that are left
     * @param stopped       why the next file stays
     */
    public record Report(List<InfoReport.FileInfo> files, long firstSequence, String stopped) {
        /** Copies the list. */
        public Report {
            files = List.copyOf(files);
        }
    }

    /**
     * Prunes.
     *
     * @param log      directory of the input log
     * @param archive  must hold every file that goes; each is read back and compared
     * @param keepFrom no file that holds this sequence or a later one goes
     * @param why      it is kept, for people
     * @param dryRun   true: only says what would go
     * @param progress hears how far the walk is
     * @return what went
     * @throws LogFaultException LOCKED when the log is being written, NOT_A_LOG when it is no input log
     */
    public static Report run(
        final Path log, final Path archive, final long keepFrom, final String why, final boolean dryRun,
        final WalkProgress progress) {
        LogFiles.requireLog(log);
        try {
            final JournalLock lock = JournalLock.take(log);
            try (lock) {
                return prune(log, archive, keepFrom, why, dryRun, progress);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException("cannot prune " + log, e);
        }
    }

    private static Report prune(
        final Path log, final Path archive, final long keepFrom, final String why, final boolean dryRun,
        final WalkProgress progress) throws IOException {
        final InfoReport info = JournalInfo.of(log, progress);
        if (info.kind() == LogKind.OUTPUT) {
            throw LogFiles.notALog(log + " is " + LogKind.OUTPUT.words() + ": only input logs are pruned");
        }
        final Report report = plan(log, JournalArchive.open(archive), info, keepFrom, why);
        if (!dryRun && !report.files().isEmpty()) {
            // the note first: a log that lost files without it would look damaged
            new PrunedNote(report.firstSequence(), archive.toAbsolutePath().normalize().toString()).write(log);
            for (final InfoReport.FileInfo file : report.files()) {
                Files.delete(log.resolve(file.name()));
            }
        }
        return report;
    }

    private static Report plan(
        final Path log, final JournalArchive archive, final InfoReport info, final long keepFrom, final String why)
        throws IOException {
        final List<InfoReport.FileInfo> going = new ArrayList<>();
        long first = Math.max(0, info.firstSequence());
        String stopped = "it is the file that is written next";
        for (int i = 0; i < info.files().size() - 1; i++) {
            final InfoReport.FileInfo file = info.files().get(i);
            if (file.lastSequence() >= keepFrom) {
                stopped = file.name() + ": " + why;
                break;
            }
            if (!archive.holds(log, file)) {
                stopped = file.name() + ": it is not in the archive, or not the same there";
                break;
            }
            going.add(file);
            first = Math.max(first, file.lastSequence() + 1);
        }
        return new Report(going, first, stopped);
    }
}
