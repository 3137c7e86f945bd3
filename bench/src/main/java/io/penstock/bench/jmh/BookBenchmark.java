package io.penstock.bench.jmh;

import io.penstock.bench.Frames;
import io.penstock.bench.Sessions;
import io.penstock.bench.book.Book;
import io.penstock.bench.book.BookTape;
import io.penstock.bench.book.PenstockBook;
import io.penstock.bench.book.TreeMapBook;
import io.penstock.bench.book.XChangeBook;
import io.penstock.bench.fold.Tape;
import java.util.EnumSet;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One depth update applied to a book; the session is cycled, its snapshot begins it again. Divide by the mean levels
 * per update (about 46 spot, 68 USD-M) for nanoseconds per level.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(3)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class BookBenchmark {
    /** Which session. */
    @Param({"SPOT", "USDM"})
    public Sessions session;
    /** Which book. */
    @Param({"penstock", "treemap", "xchange"})
    public String book;

    private Book applied;
    private BookTape tape;
    private int next;

    /** Decodes the session. */
    @Setup
    public void setup() {
        tape = new BookTape(Tape.of(
            Data.read(session), session.usdm(), EnumSet.of(Frames.Kind.DEPTH, Frames.Kind.SNAPSHOT)));
        applied = switch (book) {
            case "penstock" -> new PenstockBook(Tape.definition(session.usdm()).tickSize());
            case "treemap" -> new TreeMapBook();
            default -> new XChangeBook();
        };
    }

    /** One update. */
    @Benchmark
    public void apply() {
        final int update = next;
        next = update + 1 == tape.count() ? 0 : update + 1;
        applied.apply(tape, update);
    }
}
