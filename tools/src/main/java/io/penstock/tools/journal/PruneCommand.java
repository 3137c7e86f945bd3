package io.penstock.tools.journal;

import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.port.Records;
import io.penstock.journal.InfoReport;
import io.penstock.journal.JournalPrune;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.cli.UserError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock journal prune}: takes away what is archived and not needed by the last two runs. Main thread. */
@Command(name = "prune", mixinStandardHelpOptions = true,
    description = "Takes the oldest files of an input log away, once they are in an archive. What the last two runs"
        + " read is never taken. A pruned journal cannot be replayed or gone on with before it is restored.")
final class PruneCommand implements Callable<Integer> {
    private static final int RUNS_KEPT = 2;

    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The input log.")
    private Path journal;

    @Option(names = "--archive", required = true, paramLabel = "DIR", description = "Filled by journal archive.")
    private Path archive;

    @Option(names = "--dry-run", description = "Only say what would be done.")
    private boolean dryRun;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Logs.require(journal);
        if (!Files.isDirectory(archive)) {
            throw new UserError("there is no archive", "--archive " + archive,
                "the directory that penstock journal archive --to filled");
        }
        final long[] runs = lastRuns();
        final long keepFrom = runs[0];
        final String why = keepFrom < 0 ? "the journal has no run, all of it is needed to replay it"
            : "the run that begins at record " + keepFrom + " needs it";
        final JournalPrune.Report report;
        try (Progress progress = Progress.start("pruning", 0, "kB")) {
            report = JournalPrune.run(journal, archive, Math.max(0, keepFrom), why, dryRun,
                (bytes, total, records) -> progress.step(bytes >> 10, total >> 10));
        }
        if (json.on()) {
            JsonOption.print(fields(report, keepFrom), System.out);
        } else {
            System.out.print(text(report, keepFrom));
        }
        return ExitCodes.OK;
    }

    /** First sequences of the last two runs, the earlier one first; the only one twice; -1 without any. */
    private long[] lastRuns() {
        final long[] last = {-1, -1};
        try (JournalReader reader = JournalReader.open(journal, LogKind.INPUT)) {
            boolean more = true;
            while (more) {
                more = reader.read((buffer, offset, length) -> {
                    if (Records.templateId(buffer, offset) == RunStartedDecoder.TEMPLATE_ID) {
                        last[0] = last[1] < 0 ? Records.sequence(buffer, offset) : last[1];
                        last[1] = Records.sequence(buffer, offset);
                    }
                });
            }
        }
        return last;
    }

    private Map<String, Object> fields(final JournalPrune.Report report, final long keepFrom) {
        final Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("dryRun", dryRun);
        fields.put("files", report.files());
        fields.put("firstSequence", report.firstSequence());
        fields.put("keptFrom", keepFrom);
        fields.put("stopped", report.stopped());
        return fields;
    }

    private String text(final JournalPrune.Report report, final long keepFrom) {
        final StringBuilder text = new StringBuilder();
        for (final InfoReport.FileInfo file : report.files()) {
            text.append(file.name()).append("  records ").append(file.firstSequence()).append(" to ")
                .append(file.lastSequence()).append(dryRun ? "  would be taken away\n" : "  taken away\n");
        }
        text.append(report.files().isEmpty() ? "nothing is taken away\n" : "");
        text.append("kept     from record ").append(report.firstSequence()).append(" on; ").append(report.stopped())
            .append('\n');
        if (keepFrom >= 0) {
            text.append("note     the last ").append(RUNS_KEPT).append(" runs are never touched: records from ")
                .append(keepFrom).append(" on\n");
        }
        if (!report.files().isEmpty() && !dryRun) {
            text.append("back     ./penstock journal restore --journal ").append(journal).append(" --archive ")
                .append(archive).append('\n');
        }
        return text.toString();
    }
}
