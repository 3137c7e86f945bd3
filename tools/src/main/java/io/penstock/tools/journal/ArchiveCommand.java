package io.penstock.tools.journal;

import io.penstock.journal.ArchivedFile;
import io.penstock.journal.JournalArchive;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.cli.Table;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.replay.RunDirectory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock journal archive}: complete files of a journal and its run, compressed. Main thread. */
@Command(name = "archive", mixinStandardHelpOptions = true,
    description = "Copies complete files of a log, and of the run inside it, compressed into an archive with a"
        + " manifest of their SHA-256. Takes nothing away; works while the log is written.")
final class ArchiveCommand implements Callable<Integer> {
    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The log.")
    private Path journal;

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "The archive; made when missing.")
    private Path archive;

    @Option(names = "--older-than", paramLabel = "DAYS", defaultValue = "1",
        description = "Only files whose last record is so many days old. Default: 1; 0 takes every complete file.")
    private int days;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Logs.require(journal);
        if (days < 0) {
            throw new UserError("a file cannot be that old", "--older-than " + days, "--older-than 0 or more");
        }
        final long beforeNs =
            TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) - TimeUnit.DAYS.toNanos(days);
        final List<Map<String, Object>> done = new ArrayList<>();
        take(journal, archive, beforeNs, done);
        final Path run = journal.resolve(RunDirectory.OUTPUT);
        if (Files.isDirectory(run)) {
            take(run, archive.resolve(RunDirectory.OUTPUT), beforeNs, done);
        }
        if (json.on()) {
            JsonOption.print(Map.of("dryRun", dryRun, "files", done), System.out);
        } else {
            System.out.print(text(done));
        }
        return ExitCodes.OK;
    }

    private void take(
        final Path log, final Path into, final long beforeNs, final List<Map<String, Object>> done) {
        final JournalArchive target = JournalArchive.open(into);
        final List<ArchivedFile> added;
        try (Progress progress = Progress.start("archiving", 0, "kB")) {
            added = target.add(log, beforeNs, dryRun, (bytes, total, records) -> progress.step(
                bytes >> 10, total >> 10));
        }
        for (final ArchivedFile file : added) {
            final Map<String, Object> fields = new LinkedHashMap<>();
            fields.put("file", log.resolve(file.name()).toString());
            fields.put("firstSequence", file.firstSequence());
            fields.put("lastSequence", file.lastSequence());
            fields.put("bytes", file.bytes());
            fields.put("compressedBytes", dryRun ? -1 : target.compressedBytes(file));
            fields.put("sha256", file.sha256());
            done.add(fields);
        }
    }

    private String text(final List<Map<String, Object>> done) {
        if (done.isEmpty()) {
            return "nothing to archive: no complete file is that old, or all of them are in " + archive + "\n";
        }
        final Table table = new Table();
        for (final Map<String, Object> file : done) {
            table.row(file.get("file").toString(), "records " + file.get("firstSequence") + " to "
                + file.get("lastSequence"), file.get("bytes") + " bytes",
                dryRun ? "would be archived" : file.get("compressedBytes") + " compressed");
        }
        return table.text() + (dryRun ? "" : "archived in " + archive + "; nothing was taken from " + journal
            + "\nnext     ./penstock journal prune --journal " + journal + " --archive " + archive + " --dry-run\n");
    }
}
