package io.penstock.bench.jmh;

import io.penstock.bench.Frames;
import io.penstock.bench.Sessions;
import io.penstock.bench.TempDirectory;
import io.penstock.bench.Work;
import io.penstock.bench.fold.EngineRig;
import io.penstock.bench.fold.FoldPass;
import io.penstock.bench.fold.JournalGroup;
import io.penstock.bench.fold.ReplayGroup;
import io.penstock.bench.fold.Tape;
import io.penstock.engine.config.CapacityConfig;
import io.penstock.strategies.flash.FlashFactory;
import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Whole passes over the recorded USD-M session: the fold per event, the journal append of ours and the bare one, the
 * replay from disk. A score is milliseconds per pass; the counter beside it is operations per millisecond.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 8)
@Measurement(iterations = 12)
public class PassBenchmark {
    /** What a pass does. */
    @Param({"fold", "append", "append-bare", "replay"})
    public String pass;

    private Work work;
    private TempDirectory temporary;

    /** Operations of a pass: records, or level rows and trades for the replay. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Operations {
        /** So far in this iteration. */
        public long operations;
    }

    /**
     * Decodes the session and makes the work.
     *
     * @throws IOException when there is no place for journals
     */
    @Setup
    public void setup() throws IOException {
        temporary = new TempDirectory("jmh");
        final Tape tape = Tape.of(Data.read(Sessions.USDM), true, EnumSet.allOf(Frames.Kind.class));
        work = switch (pass) {
            case "fold" -> new FoldPass(tape, EngineRig.config(CapacityConfig.defaults(), "flash"),
                List.of(new FlashFactory()), true, tape.count() - tape.snapshotEnd());
            case "append" -> new JournalGroup.OurAppends(temporary.path("ours"), tape);
            case "append-bare" -> new JournalGroup.BareAppends(temporary.path("bare"), tape);
            default -> new ReplayGroup.ReplayPass(
                ReplayGroup.journal(temporary.path("replay"), tape), tape);
        };
    }

    /** A fresh engine, log or reader for the next pass. */
    @Setup(Level.Invocation)
    public void prepare() {
        work.prepare();
    }

    /**
     * One pass.
     *
     * @param counter takes the operations
     */
    @Benchmark
    public void pass(final Operations counter) {
        counter.operations += work.run();
    }

    /** Deletes the journals. */
    @TearDown
    public void close() {
        temporary.close();
    }
}
