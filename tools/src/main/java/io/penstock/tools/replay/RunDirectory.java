package io.penstock.tools.replay;

import io.penstock.api.RunMode;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.host.RunRecord;
import io.penstock.engine.port.Records;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import io.penstock.tools.cli.UserError;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory of a run: its output log. Main thread.
 *
 * <p>By habit a journal's live, paper or demo run lies in {@code output} inside it, and the last backtest in
 * {@code backtest}.
 */
public final class RunDirectory {
    /** Where a journal's own run lies. */
    public static final String OUTPUT = "output";
    /** Where the last backtest of a journal lies. */
    public static final String BACKTEST = "backtest";

    private static final long MOST_BEFORE_START = 100_000;

    private RunDirectory() {
    }

    /**
     * Makes room for a new run: an earlier backtest there is replaced, anything else is refused.
     *
     * @param directory of the run
     * @throws UserError when it holds something that is not an output log
     */
    public static void prepare(final Path directory) {
        try {
            if (!Files.exists(directory)) {
                Files.createDirectories(directory);
                return;
            }
            if (isEmpty(directory)) {
                return;
            }
            if (!isOutputLog(directory)) {
                throw new UserError("the directory is not empty and holds no run", directory.toString(),
                    "an empty or new directory, or one with an earlier run that may be replaced");
            }
            for (final Path file : files(directory)) {
                Files.delete(file);
            }
        } catch (final IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOutputLog(final Path directory) {
        try {
            return read(directory).mode() == RunMode.BACKTEST;
        } catch (final RuntimeException e) {
            return false;
        }
    }

    private static boolean isEmpty(final Path directory) throws IOException {
        return files(directory).isEmpty();
    }

    private static List<Path> files(final Path directory) throws IOException {
        final List<Path> found = new ArrayList<>();
        try (Stream<Path> list = Files.list(directory)) {
            list.forEach(found::add);
        }
        return found;
    }

    /**
     * The run of a journal when the user names none.
     *
     * @param journal directory of the input log
     * @return its own run, else its last backtest
     * @throws UserError when there is neither
     */
    public static Path of(final Path journal) {
        for (final String name : List.of(OUTPUT, BACKTEST)) {
            if (Files.isDirectory(journal.resolve(name))) {
                return journal.resolve(name);
            }
        }
        throw new UserError("the journal has no run yet", journal.toString(),
            "penstock backtest --journal " + journal + ", or name one with --run DIR");
    }

    /**
     * What opened a run.
     *
     * @param directory of the run
     * @return the first RunStarted of its output log
     * @throws UserError when it is not an output log
     */
    public static RunRecord read(final Path directory) {
        if (!Files.isDirectory(directory)) {
            throw new UserError("there is no run", directory.toString(),
                "the directory that penstock backtest --out filled");
        }
        final RunRecord[] found = new RunRecord[1];
        try (JournalReader reader = JournalReader.open(directory, LogKind.OUTPUT)) {
            // a run that goes on from another journal first says what came due since then
            while (found[0] == null && reader.nextSequence() < MOST_BEFORE_START
                && reader.read((buffer, offset, length) -> {
                    if (Records.templateId(buffer, offset) == RunStartedDecoder.TEMPLATE_ID) {
                        found[0] = RunRecord.decode(buffer, offset);
                    }
                })) {
                continue;
            }
        }
        if (found[0] == null) {
            throw new UserError("the log does not begin with RunStarted, so it is no run", directory.toString(),
                "an output log; an input log belongs to --journal");
        }
        return found[0];
    }
}
