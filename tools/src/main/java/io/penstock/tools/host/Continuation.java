package io.penstock.tools.host;

import io.penstock.api.RunMode;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.event.RunStartedDecoder;
import io.penstock.engine.host.RunRecord;
import io.penstock.engine.port.LogAppender;
import io.penstock.engine.port.Records;
import io.penstock.engine.state.StateBuffer;
import io.penstock.journal.JournalReader;
import io.penstock.journal.LogKind;
import io.penstock.tools.Strategies;
import io.penstock.tools.cli.UserError;
import io.penstock.tools.config.ConfigLoader;
import io.penstock.tools.config.Configuration;
import io.penstock.tools.replay.Backtest;
import io.penstock.tools.replay.InputLog;
import io.penstock.tools.replay.RunDirectory;
import io.penstock.tools.snapshot.SnapshotFile;
import io.penstock.tools.snapshot.SnapshotHead;
import io.penstock.tools.snapshot.Snapshots;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/**
 * Begins a new journal, empty or where another one ended. Another build or configuration does not decide the past
 * again: it takes the state of the last clean stop as it is, or nothing but the epoch, and lets the venue say what is.
 * Main thread; allocates.
 */
final class Continuation {
    private Continuation() {
    }

    /** The last start of a journal. */
    static RunRecord lastStart(final Path journal) {
        InputLog.open(journal);
        final RunRecord[] last = new RunRecord[1];
        try (JournalReader reader = JournalReader.open(journal.resolve(RunDirectory.OUTPUT), LogKind.OUTPUT)) {
            while (reader.read((buffer, offset, length) -> {
                if (Records.templateId(buffer, offset) == RunStartedDecoder.TEMPLATE_ID) {
                    last[0] = RunRecord.decode(buffer, offset);
                }
            })) {
                continue;
            }
        }
        if (last[0] == null) {
            throw new UserError("nothing was ever started on the journal to go on from", journal.toString(),
                "the journal of an earlier start");
        }
        return last[0];
    }

    /** The epoch of the last start of a journal. */
    static int epochOf(final Path journal) {
        return lastStart(journal).epoch();
    }

    /** Writes the first record of a new journal, and beside it the state it goes on from. */
    static void begin(final SessionSetup setup, final LogAppender log, final long engineTimeNs) {
        final long seed = setup.configuration().engine().seed();
        final InputLog.Base base = setup.before() == null || setup.fromVenue() ? InputLog.Base.NONE : keepBase(setup);
        InputLog.begin(log, seed, setup.startTimeNs(), setup.origin(), engineTimeNs, base);
    }

    private static InputLog.Base keepBase(final SessionSetup setup) {
        final Path before = setup.before();
        final InputLog old = InputLog.open(before);
        final SnapshotFile clean = cleanStop(before, old);
        requireSameShape(before, setup);
        final StringBuilder why = new StringBuilder();
        final TradingEngine engine = Snapshots.load(clean, () -> Backtest.engine(
            setup.mode(), setup.configuration(), (record, offset, length) -> { }), why::append);
        if (engine == null) {
            throw new UserError("the state of the last clean stop cannot be taken over: " + why, before.toString(),
                "the build that wrote it, or --reconcile, which takes everything from the venue");
        }
        if (setup.startTimeNs() < engine.nowNs()) {
            throw new UserError("the clock is behind the journal to go on from", before.toString(),
                "a clock that is not behind the journal");
        }
        final StateBuffer state = new StateBuffer();
        engine.writeTo(state);
        try {
            new Snapshots(setup.journal()).keepBase(clean.head(), state, engine.stateHash());
        } catch (final IOException e) {
            throw new UncheckedIOException("the state to go on from cannot be kept: " + e.getMessage(), e);
        }
        return new InputLog.Base(engine.stateHash(), old.idHigh(), old.idLow());
    }

    /** The snapshot of a clean stop with nothing behind it. */
    private static SnapshotFile cleanStop(final Path before, final InputLog old) {
        final List<SnapshotFile> found = new Snapshots(before).candidates(said -> { });
        if (!found.isEmpty()) {
            final SnapshotHead head = found.get(0).head();
            try (JournalReader reader = JournalReader.open(before, LogKind.INPUT)) {
                if (head.clean() && head.idHigh() == old.idHigh() && head.idLow() == old.idLow()
                    && reader.moveTo(head.nextInput())
                    && !reader.read((buffer, offset, length) -> { })) {
                    return found.get(0);
                }
            }
        }
        throw new UserError("the journal to go on from has no snapshot of a clean stop at its end", before.toString(),
            "start it once more with the build and configuration that wrote it and stop it with Ctrl-C; or take"
                + " everything from the venue with --reconcile");
    }

    /** State is laid out by strategy and capacity: those must be the same. */
    private static void requireSameShape(final Path before, final SessionSetup setup) {
        final RunRecord last = lastStart(before);
        if ((last.mode() == RunMode.LIVE) != (setup.mode() == RunMode.LIVE)) {
            throw new UserError("the journal's runs are " + last.mode() + ", this start is " + setup.mode()
                + ": simulated and real orders do not mix", before.toString(), "a directory of its own");
        }
        final Configuration old = ConfigLoader.with(Strategies.all())
            .text(last.configText(), before + " (RunStarted)").load();
        final List<String> had = old.engine().strategies().stream().map(one -> one.name()).toList();
        final List<String> has = setup.configuration().engine().strategies().stream().map(one -> one.name()).toList();
        if (!had.equals(has) || !old.engine().capacity().equals(setup.configuration().engine().capacity())) {
            throw new UserError("the state to go on from is that of the strategies " + had + " and of other capacities,"
                + " or of these with other ones than " + has, before.toString(),
                "the same strategies in the same order and the same [capacity]; or --reconcile");
        }
    }
}
