package io.penstock.tools.journal;

import io.penstock.api.RunMode;
import io.penstock.journal.CheckReport;
import io.penstock.journal.InfoReport;
import io.penstock.journal.JournalCheck;
import io.penstock.journal.JournalConfig;
import io.penstock.journal.JournalInfo;
import io.penstock.journal.JournalMerge;
import io.penstock.journal.MergeReport;
import io.penstock.journal.RecordPlace;
import io.penstock.journal.WalkProgress;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import io.penstock.tools.cli.Progress;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigOptions;
import io.penstock.tools.dump.EventDictionary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock journal ...}: logs as files. Main thread. */
@Command(name = "journal", description = "Checks, describes, merges, archives and prunes logs.",
    mixinStandardHelpOptions = true, synopsisSubcommandLabel = "COMMAND",
    subcommands = {ArchiveCommand.class, PruneCommand.class, RestoreCommand.class})
public final class JournalCommand implements Runnable {
    @Override
    public void run() {
        throw new UserError("which journal command is missing", "penstock journal",
            "penstock journal check, info, merge, archive, prune or restore");
    }

    private static WalkProgress shown(final Progress progress) {
        return (done, total, records) -> progress.step(done >> 10, total >> 10);
    }

    /**
     * Walks a log and says whether every record is what was written.
     *
     * @param journal the log
     * @param json    as JSON
     * @return exit code: 1 when a record is bad
     */
    @Command(name = "check", mixinStandardHelpOptions = true,
        description = "Verifies every record and the hash chain; names the first bad record and exits 1.")
    int check(
        @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The log, input or output.")
        final Path journal,
        @Mixin final JsonOption json) {
        Logs.require(journal);
        final CheckReport report;
        try (Progress progress = Progress.start("checking", 0, "kB")) {
            report = JournalCheck.run(journal, shown(progress));
        }
        if (json.on()) {
            JsonOption.print(JournalText.fields(report), System.out);
        } else {
            System.out.print(JournalText.of(report));
        }
        return report.ok() ? ExitCodes.OK : ExitCodes.BAD_ANSWER;
    }

    /**
     * What a log holds, and where one record stands.
     *
     * @param journal  the log
     * @param sequence of one record, or null
     * @param json     as JSON
     * @return exit code
     */
    @Command(name = "info", mixinStandardHelpOptions = true,
        description = "What a log holds; with --seq the file, offset and length of one record.")
    int info(
        @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The log, input or output.")
        final Path journal,
        @Option(names = "--seq", paramLabel = "N", description = "One record.") final Long sequence,
        @Mixin final JsonOption json) {
        Logs.require(journal);
        if (sequence != null) {
            if (sequence < 0) {
                throw new UserError("a sequence is 0 or more", "--seq " + sequence, "--seq 0 is the first record");
            }
            final RecordPlace place = JournalInfo.locate(journal, sequence);
            if (json.on()) {
                JsonOption.print(JournalText.fields(place, EventDictionary.load()), System.out);
            } else {
                System.out.print(JournalText.of(place, EventDictionary.load()));
            }
            return ExitCodes.OK;
        }
        final InfoReport report;
        try (Progress progress = Progress.start("reading", 0, "kB")) {
            report = JournalInfo.of(journal, shown(progress));
        }
        if (json.on()) {
            JsonOption.print(JournalText.fields(report), System.out);
        } else {
            System.out.print(JournalText.of(report));
        }
        return ExitCodes.OK;
    }

    /**
     * Merges input logs by engine time.
     *
     * @param inputs  two or more
     * @param target  a new directory
     * @param options configuration
     * @param json    as JSON
     * @return exit code
     */
    @Command(name = "merge", mixinStandardHelpOptions = true,
        description = "Merges input logs into a new one by engine time; the same instrument keeps one id.")
    int merge(
        @Option(names = "--journal", required = true, paramLabel = "DIR", arity = "1..*",
            description = "An input log; give two or more.") final List<Path> inputs,
        @Option(names = "--into", required = true, paramLabel = "DIR", description = "The new log.")
        final Path target,
        @Mixin final ConfigOptions options,
        @Mixin final JsonOption json) {
        if (inputs.size() < 2) {
            throw new UserError("one log cannot be merged", "--journal " + inputs.get(0), "give two or more logs");
        }
        inputs.forEach(Logs::require);
        if (Files.exists(target)) {
            throw new UserError("the target is there already", "--into " + target, "a directory that does not exist");
        }
        final MergedRecords records = new MergedRecords(EventDictionary.load());
        final JournalConfig config = options.load(RunMode.BACKTEST).journal().input(target).withFixedDay();
        final MergeReport report;
        try (Progress progress = Progress.start("merging", 0, "kB")) {
            report = JournalMerge.run(inputs, config, MergedRecords.opening(inputs), records, shown(progress));
        }
        if (json.on()) {
            JsonOption.print(report, System.out);
        } else {
            System.out.print(JournalText.of(report, inputs, target));
        }
        return ExitCodes.OK;
    }
}
