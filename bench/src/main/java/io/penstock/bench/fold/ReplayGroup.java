package io.penstock.bench.fold;

import io.penstock.bench.Context;
import io.penstock.bench.Frames;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.bench.Sessions;
import io.penstock.bench.TempDirectory;
import io.penstock.bench.Work;
import io.penstock.engine.TradingEngine;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.host.OutputLog;
import io.penstock.engine.host.ReplayHost;
import io.penstock.engine.host.ReplayHost.FoundRuns;
import io.penstock.journal.JournalAppender;
import io.penstock.journal.JournalConfig;
import io.penstock.journal.JournalReader;
import io.penstock.strategies.flash.FlashFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;

/**
 * Replay of the recorded USD-M session from a journal on disk through the whole fold, as a backtest does it: reader
 * with CRC, fold, strategy, simulated exchange, hashed outputs. Counted in level rows and trades, hftbacktest's way.
 */
public final class ReplayGroup implements Group {
    private static final double GOAL = 14;
    private static final double STRETCH = 35;
    private static final String PEER = "hftbacktest 1.8.4, measured elsewhere on the same file: 1.6-1.8 M/s";

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public void measure(final Context context) throws IOException {
        try (TempDirectory temporary = new TempDirectory("replay")) {
            final Frames frames = context.read(Sessions.USDM);
            final Tape depth = Tape.of(
                frames, true, EnumSet.of(Frames.Kind.DEPTH, Frames.Kind.SNAPSHOT, Frames.Kind.TRADE));
            final Tape whole = Tape.of(frames, true, EnumSet.allOf(Frames.Kind.class));
            final List<Interleaved.Sample> samples = new Interleaved(context.pace())
                .add("depth and trades", new ReplayPass(journal(temporary.path("depth"), depth), depth))
                .add("whole session", new ReplayPass(journal(temporary.path("whole"), whole), whole))
                .measure();
            row(context, "replay, USD-M session, depth and trade messages", samples.get(0), depth);
            row(context, "replay, USD-M session, its " + frames.count(Frames.Kind.BOOK_TICKER)
                + " bookTickers applied too but not counted", samples.get(1), whole);
        }
    }

    private static void row(
        final Context context, final String metric, final Interleaved.Sample sample, final Tape tape) {
        final double millions = 1_000 / sample.medianNs();
        final Row row = Row.atLeast(metric + " (" + (tape.levelRows() + tape.trades()) + " level rows and trades)",
            Row.number(millions) + " M/s on one core (spread " + Row.number(sample.spreadPercent()) + " %)", PEER,
            millions, GOAL, " M/s", sample.bytes());
        context.add(new Row(row.metric(), row.ours(), row.yardstick(), row.ratio(),
            row.goal() + ", stretch " + Row.number(STRETCH), row.met(), row.bytes()));
    }

    /**
     * Writes a tape into a new input log.
     *
     * @param directory of the log
     * @param tape      records
     * @return the directory
     */
    public static Path journal(final Path directory, final Tape tape) {
        try (JournalAppender appender = JournalAppender.open(JournalConfig.input(directory).withFixedDay())) {
            tape.writeTo(appender);
        }
        return directory;
    }

    /** One replay; an operation is a level row or a trade. */
    public static final class ReplayPass implements Work {
        private final Path journal;
        private final Tape tape;
        private final EngineConfig config = EngineRig.config(CapacityConfig.defaults(), "flash");
        private TradingEngine engine;
        private JournalReader reader;

        /**
         * A pass.
         *
         * @param journal directory of the log
         * @param tape    what is in it
         */
        public ReplayPass(final Path journal, final Tape tape) {
            this.journal = journal;
            this.tape = tape;
        }

        @Override
        public void prepare() {
            if (reader != null) {
                reader.close();
            }
            engine = EngineRig.begun(
                config, List.of(new FlashFactory()), true, new OutputLog(null), tape.firstTimeNs());
            reader = JournalReader.open(journal);
        }

        @Override
        public long run() {
            final long records =
                new ReplayHost(engine, reader, FoundRuns.SKIP, ReplayHost.Progress.NONE).run(Long.MAX_VALUE);
            if (records != tape.count()) {
                throw new IllegalStateException("replayed " + records + " of " + tape.count() + " records");
            }
            return tape.levelRows() + tape.trades();
        }
    }
}
