package io.penstock.bench.recovery;

import io.penstock.bench.Context;
import io.penstock.bench.Frames;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.bench.Sessions;
import io.penstock.bench.TempDirectory;
import io.penstock.bench.book.BookTape;
import io.penstock.bench.book.TreeMapBook;
import io.penstock.bench.fold.MemoryGroup;
import io.penstock.bench.fold.Tape;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;

/**
 * Time to recover over the length of the journal: by the newest snapshot and what came behind it, next to the whole
 * journal. Then how long the engine's thread stands still for a snapshot, and how large it is.
 */
public final class RecoveryGroup implements Group {
    private static final int TAIL = 5_000;
    private static final double MS = 1e6;
    private static final Interleaved.Pace FULL = new Interleaved.Pace(5, 120, 2_000);

    @Override
    public String name() {
        return "recovery";
    }

    @Override
    public void measure(final Context context) throws IOException {
        final int[] lengths = {context.pick(10_000, 10_000, 2_000), context.pick(100_000, 100_000, 0),
            context.pick(1_000_000, 0, 0)};
        for (final int records : lengths) {
            if (records > 0) {
                journal(context, records, Math.min(TAIL, records / 2));
            }
        }
        final BookTape usdm = new BookTape(Tape.of(
            context.read(Sessions.USDM), true, EnumSet.of(Frames.Kind.DEPTH, Frames.Kind.SNAPSHOT)));
        final TreeMapBook start = MemoryGroup.levels(usdm, 1);
        final TreeMapBook end = MemoryGroup.levels(usdm, usdm.count());
        for (final int instruments : new int[] {2, context.pick(100, 100, 4), context.pick(1_000, 0, 8)}) {
            if (instruments == 0) {
                continue;
            }
            pause(context, instruments, "synthetic", Snapshotted.synthetic(instruments));
            pause(context, instruments, "snapshot of the USD-M session", Snapshotted.deep(instruments, start));
            pause(context, instruments, "end of the USD-M session", Snapshotted.deep(instruments, end));
        }
    }

    private static Interleaved.Pace pace(final Context context) {
        return context.scale() == Context.Scale.FULL ? FULL : context.pace();
    }

    private static void journal(final Context context, final int records, final int tail) throws IOException {
        try (TempDirectory temporary = new TempDirectory("recovery")) {
            final CrashedSession crashed = CrashedSession.run(temporary.path("journal"), records, tail);
            final List<Interleaved.Sample> samples = new Interleaved(pace(context))
                .add("snapshot and tail", crashed::recoverFromSnapshot)
                .add("whole journal", crashed::recoverWhole)
                .add("open both logs", crashed::openLogs)
                .add("load the snapshot", crashed::load)
                .measure();
            final Interleaved.Sample fast = samples.get(0);
            final Interleaved.Sample whole = samples.get(1);
            add(context, Row.known(String.format(Locale.ROOT,
                "recovery, journal of %,d records, snapshot %,d before its end", crashed.records(), tail),
                ms(fast), "whole journal " + ms(whole) + ", "
                    + Row.number(1e3 * crashed.records() / whole.medianNs()) + " M records/s",
                fast.medianNs() / whole.medianNs(), -1));
            add(context, Row.known(String.format(Locale.ROOT, "of that, journal of %,d records", crashed.records()),
                "open both logs " + ms(samples.get(2)) + "; load the snapshot (" + kilo(crashed.snapshotBytes()) + ") "
                    + ms(samples.get(3)), "-", 0, -1));
        }
    }

    private static void pause(
        final Context context, final int instruments, final String what, final Snapshotted engine) {
        final List<Interleaved.Sample> samples = new Interleaved(pace(context))
            .add("copy", engine::copy).add("load", engine::load).measure();
        add(context, Row.known(String.format(Locale.ROOT,
            "pause of the engine's thread for a snapshot, %,d instruments, %,d levels each (%s)", instruments,
            engine.levels(), what), ms(samples.get(0)),
            kilo(engine.bytes()) + "; loading it " + ms(samples.get(1)), 0, -1));
    }

    /** These take long: each is told as soon as it is known. */
    private static void add(final Context context, final Row row) {
        context.add(row);
        context.say(row.markdown());
    }

    private static String ms(final Interleaved.Sample sample) {
        return Row.number(sample.medianNs() / MS) + " ms (spread " + Row.number(sample.spreadPercent()) + " %)";
    }

    private static String kilo(final long bytes) {
        return Row.number(bytes / 1e3) + " kB";
    }
}
