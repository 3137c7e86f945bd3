package io.penstock.tools.host;

import io.penstock.engine.host.OutputLog;
import io.penstock.engine.host.OutputRecovery;
import io.penstock.engine.port.OutboundPort;
import io.penstock.journal.JournalReader;
import io.penstock.journal.JournalRecovery;
import io.penstock.journal.LogKind;
import io.penstock.journal.RecoveredJournal;
import io.penstock.journal.WalkProgress;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.JournalSettings;
import io.penstock.tools.replay.RunDirectory;
import io.penstock.tools.replay.RunSummary;
import java.nio.file.Path;
import org.agrona.MutableDirectBuffer;

/**
 * The two logs of a session, recovered and open for appending, and the end of the outbound path: every output is
 * counted, numbered, hashed, held against the output log as far as that goes, and appended beyond.
 *
 * <p>{@link #publish} belongs to the thread that made it during recovery and to the output thread from then on,
 * everything else to the thread that made it.
 */
public final class SessionLogs implements OutboundPort, AutoCloseable {
    private final Path journal;
    private final RecoveredJournal input;
    private final RecoveredJournal output;
    private final JournalReader recorded;
    private final OutputLog outputLog = new OutputLog(null);
    private final RunSummary summary;
    private final OutputRecovery comparison;
    private OutboundPort gateway;
    private RuntimeException failure;
    private volatile long stored;

    private SessionLogs(
        final Path journal, final RecoveredJournal input, final RecoveredJournal output, final JournalReader recorded) {
        this.journal = journal;
        this.input = input;
        this.output = output;
        this.recorded = recorded;
        stored = output.records();
        comparison = new OutputRecovery(recorded, this::store);
        summary = new RunSummary(this::compare);
    }

    /**
     * Opens both logs, passing what a killed writer left unfinished; makes them when there are none.
     *
     * @param journal  directory of the input log
     * @param settings how they are written
     * @return open; close it
     * @throws UserError when they do not belong together
     */
    public static SessionLogs open(final Path journal, final JournalSettings settings) {
        return open(journal, settings, 0, 0);
    }

    /**
     * Opens both logs of which the beginnings need not be walked again.
     *
     * @param journal       directory of the input log
     * @param settings      how they are written
     * @param trustedInput  inputs before this one are trusted
     * @param trustedOutput outputs before this one are trusted
     * @return open; close it
     * @throws UserError when they do not belong together
     */
    public static SessionLogs open(
        final Path journal, final JournalSettings settings, final long trustedInput, final long trustedOutput) {
        final Path run = journal.resolve(RunDirectory.OUTPUT);
        final RecoveredJournal input = JournalRecovery.open(settings.input(journal), WalkProgress.NONE, trustedInput);
        try {
            final RecoveredJournal output =
                JournalRecovery.open(settings.output(run), WalkProgress.NONE, trustedOutput);
            try {
                requireBelonging(journal, input, output);
                return new SessionLogs(journal, input, output, JournalReader.open(run, LogKind.OUTPUT));
            } catch (final RuntimeException | Error e) {
                output.appender().close();
                throw e;
            }
        } catch (final RuntimeException | Error e) {
            input.appender().close();
            throw e;
        }
    }

    private static void requireBelonging(
        final Path journal, final RecoveredJournal input, final RecoveredJournal output) {
        if (input.records() == 0 && input.markerWritten()) {
            throw new UserError("the journal's only record is torn, so it holds nothing", journal.toString(),
                "remove the directory and start anew");
        }
        if (input.records() == 0 && output.records() > 0) {
            throw new UserError("there are " + output.records() + " outputs but no inputs", journal.toString(),
                "the input log that the outputs came from, or an empty directory");
        }
    }

    @Override
    public void publish(final MutableDirectBuffer record, final int offset, final int length) {
        if (failure != null) {
            // the first was thrown into a strategy, whose failures are caught; nothing may be stored after it
            throw failure;
        }
        try {
            summary.publish(record, offset, length);
        } catch (final RuntimeException e) {
            failure = e;
            throw e;
        }
    }

    private void compare(final MutableDirectBuffer record, final int offset, final int length) {
        outputLog.publish(record, offset, length);
        comparison.publish(record, offset, length);
    }

    private void store(final MutableDirectBuffer record, final int offset, final int length) {
        output.appender().append(record, offset, length);
        stored = output.appender().nextSequence();
        if (gateway != null) {
            gateway.publish(record, offset, length);
        }
    }

    /** Outputs in the output log; any thread. */
    long stored() {
        return stored;
    }

    /** The fold begins behind this output: what it derives is compared from there on. */
    boolean from(final long nextOutput) {
        comparison.from(nextOutput);
        return recorded.moveTo(nextOutput);
    }

    /**
     * Opens the way to the gateways: recovery is over, no output is under way.
     *
     * @param port hears every output from now on, on the output thread
     */
    void open(final OutboundPort port) {
        gateway = port;
    }

    /**
     * The input log as it was found, and its appender.
     *
     * @return open
     */
    public RecoveredJournal input() {
        return input;
    }

    /**
     * The output log as it was found, and its appender.
     *
     * @return open
     */
    public RecoveredJournal output() {
        return output;
    }

    /**
     * Numbers and hashes the outputs of all starts.
     *
     * @return written by the output thread
     */
    public OutputLog outputLog() {
        return outputLog;
    }

    /**
     * Counts what all starts did.
     *
     * @return written by the output thread
     */
    public RunSummary summary() {
        return summary;
    }

    Path journal() {
        return journal;
    }

    OutputRecovery comparison() {
        return comparison;
    }

    @Override
    public void close() {
        try {
            recorded.close();
            output.appender().close();
        } finally {
            input.appender().close();
        }
    }
}
