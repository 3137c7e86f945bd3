package io.penstock.bench.book;

import io.penstock.bench.Context;
import io.penstock.bench.Frames;
import io.penstock.bench.Group;
import io.penstock.bench.Interleaved;
import io.penstock.bench.Row;
import io.penstock.bench.Sessions;
import io.penstock.bench.fold.Tape;
import java.util.EnumSet;
import java.util.List;

/**
 * Nanoseconds per level on the whole captures, with equal final content, and what a thousand instruments cost.
 */
public final class BookGroup implements Group {
    private static final double GOAL = 0.25;
    private static final double GOAL_GROWTH = 1.3;
    private static final int INSTRUMENTS = 1_000;
    private static final int STEPS = 20;
    private static final int[] FEWER = {10, 100};
    private static final int SINGLES_AND_MANY = 4;

    @Override
    public String name() {
        return "book";
    }

    @Override
    public void measure(final Context context) {
        for (final Sessions session : Sessions.values()) {
            final Tape tape =
                Tape.of(context.read(session), session.usdm(), EnumSet.of(Frames.Kind.DEPTH, Frames.Kind.SNAPSHOT));
            final BookTape updates = new BookTape(tape);
            capture(context, session, updates);
            if (session.usdm()) {
                growth(context, updates, Tape.definition(true).tickSize());
            }
        }
    }

    private static void capture(final Context context, final Sessions session, final BookTape tape) {
        final List<Book> books = List.of(
            new PenstockBook(Tape.definition(session.usdm()).tickSize()), new TreeMapBook(), new XChangeBook());
        final int updates = tape.count();
        requireEqual(books, tape, session, context.scale() != Context.Scale.SMOKE);
        final Interleaved harness = new Interleaved(context.pace());
        books.forEach(book -> harness.add(book.name(), new BookPass(book, tape, updates)));
        final List<Interleaved.Sample> samples = harness.measure();
        final Interleaved.Sample ours = samples.get(0);
        final String metric = "book, " + (session.usdm() ? "USD-M" : "spot") + " session, ns per level ("
            + tape.rowsBefore(updates) + " levels, final sha equal)";
        final Interleaved.Sample tree = samples.get(1);
        context.add(Row.atMost(metric, Row.ns(ours), tree.name() + " " + Row.ns(tree),
            ours.medianNs() / tree.medianNs(), GOAL, ours.bytes()));
        final Interleaved.Sample xchange = samples.get(2);
        context.add(Row.known(metric, Row.ns(ours), xchange.name() + " " + Row.ns(xchange) + ", "
            + Row.number(xchange.bytes()) + " B", ours.medianNs() / xchange.medianNs(), ours.bytes()));
    }

    /** Applies the whole capture to every book and holds the results against each other and the reference. */
    private static void requireEqual(
        final List<Book> books, final BookTape tape, final Sessions session, final boolean whole) {
        String expected = whole ? session.bookSha256() : null;
        for (final Book book : books) {
            for (int i = 0; i < tape.count(); i++) {
                book.apply(tape, i);
            }
            final String sha256 = BookText.sha256(book.text());
            expected = expected == null ? sha256 : expected;
            if (!sha256.equals(expected)) {
                throw new IllegalStateException(
                    book.name() + " ends session " + session + " with book " + sha256 + ", not " + expected);
            }
        }
    }

    private static void growth(final Context context, final BookTape tape, final long tickSize) {
        final int instruments = context.pick(INSTRUMENTS, INSTRUMENTS, 10);
        final int steps = context.pick(STEPS, STEPS, 2);
        // the single books see the same stretch of the session
        final int stretch = Math.min(tape.count(), 2 * instruments);
        final Interleaved harness = new Interleaved(context.pace())
            .add("ours, 1", new BookPass(new PenstockBook(tickSize), tape, stretch))
            .add("ours, many", new ShiftedBooks(() -> new PenstockBook(tickSize), tape, instruments, steps))
            .add("TreeMap, 1", new BookPass(new TreeMapBook(), tape, stretch))
            .add("TreeMap, many", new ShiftedBooks(TreeMapBook::new, tape, instruments, steps));
        for (final int fewer : FEWER) {
            harness.add(fewer + " instruments", new ShiftedBooks(
                () -> new PenstockBook(tickSize), tape, fewer, steps * instruments / fewer));
        }
        final List<Interleaved.Sample> samples = harness.measure();
        final Interleaved.Sample one = samples.get(0);
        final Interleaved.Sample many = samples.get(1);
        final Interleaved.Sample tree = samples.get(3);
        context.add(Row.atMost("book, " + instruments + " instruments (time-shifted), ns per level", Row.ns(many),
            "1 instrument " + Row.ns(one) + "; TreeMap grows " + Row.number(tree.medianNs() / samples.get(2).medianNs())
                + "x to " + Row.ns(tree), many.medianNs() / one.medianNs(), GOAL_GROWTH, many.bytes()));
        context.add(Row.known("book, " + instruments + " instruments, against TreeMap at " + instruments,
            Row.ns(many), "TreeMap " + Row.ns(tree), many.medianNs() / tree.medianNs(), many.bytes()));
        for (final Interleaved.Sample fewer : samples.subList(SINGLES_AND_MANY, samples.size())) {
            context.add(Row.known("book, " + fewer.name() + " (time-shifted), ns per level", Row.ns(fewer),
                "1 instrument " + Row.ns(one), fewer.medianNs() / one.medianNs(), fewer.bytes()));
        }
    }
}
