package io.penstock.bench.book;

import io.penstock.bench.Work;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Many instruments, each a copy of the same capture shifted in time by one update more than the one before it; they
 * take turns update by update. An operation is a level.
 */
final class ShiftedBooks implements Work {
    private final List<Book> books = new ArrayList<>();
    private final BookTape tape;
    private final int steps;
    private int position;

    /**
     * Books in their starting states.
     *
     * @param maker       makes an empty book
     * @param tape        the updates
     * @param instruments how many books
     * @param steps       updates of each book in one run
     */
    ShiftedBooks(final Supplier<Book> maker, final BookTape tape, final int instruments, final int steps) {
        this.tape = tape;
        this.steps = steps;
        final Book master = maker.get();
        for (int i = 0; i < instruments; i++) {
            master.apply(tape, i);
            final Book copy = maker.get();
            copy.copyFrom(master);
            books.add(copy);
        }
        position = 1;
    }

    @Override
    public long run() {
        final int count = books.size();
        final int last = tape.count() - 1;
        long rows = 0;
        for (int step = 0; step < steps; step++) {
            for (int i = 0; i < count; i++) {
                // behind the end, the session begins again with its snapshot
                final int update = (position + i) % last;
                books.get(i).apply(tape, update);
                rows += tape.levels(update);
            }
            position++;
        }
        return rows;
    }
}
