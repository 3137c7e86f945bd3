package io.penstock.bench.book;

import io.penstock.bench.Work;

/**
 * Some updates from the snapshot on through one book; an operation is a level.
 */
public final class BookPass implements Work {
    private final Book book;
    private final BookTape tape;
    private final int updates;

    /**
     * A pass.
     *
     * @param book    to update
     * @param tape    the updates
     * @param updates how many of them
     */
    public BookPass(final Book book, final BookTape tape, final int updates) {
        this.book = book;
        this.tape = tape;
        this.updates = updates;
    }

    @Override
    public long run() {
        for (int i = 0; i < updates; i++) {
            book.apply(tape, i);
        }
        return tape.rowsBefore(updates);
    }
}
