package io.penstock.tools.journal;

import io.penstock.journal.ArchivedFile;
import io.penstock.journal.JournalArchive;
import io.penstock.tools.cli.ExitCodes;
import io.penstock.tools.cli.JsonOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock journal restore}: brings back what was pruned. Main thread. */
@Command(name = "restore", mixinStandardHelpOptions = true,
    description = "Brings the files that were pruned from a log back from their archive, each checked.")
final class RestoreCommand implements Callable<Integer> {
    @Option(names = "--journal", required = true, paramLabel = "DIR", description = "The input log.")
    private Path journal;

    @Option(names = "--archive", required = true, paramLabel = "DIR", description = "Filled by journal archive.")
    private Path archive;

    @Mixin
    private JsonOption json;

    @Override
    public Integer call() {
        Logs.require(journal);
        final List<ArchivedFile> back = JournalArchive.open(archive).restore(journal);
        if (json.on()) {
            JsonOption.print(Map.of("files", back), System.out);
            return ExitCodes.OK;
        }
        for (final ArchivedFile file : back) {
            System.out.println(file.name() + "  records " + file.firstSequence() + " to " + file.lastSequence()
                + "  is back");
        }
        System.out.println(back.isEmpty() ? "nothing was missing"
            : "next     ./penstock journal check --journal " + journal);
        return ExitCodes.OK;
    }
}
