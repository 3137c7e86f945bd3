package io.penstock.bench.book;

import io.penstock.api.Side;
import io.penstock.engine.book.OrderBook;
import io.penstock.engine.config.BookConfig;
import io.penstock.engine.state.StateBuffer;

/**
 * Ours.
 */
public final class PenstockBook implements Book {
    private final OrderBook book;

    /**
     * An empty book.
     *
     * @param tickSize smallest price step, exponent -8
     */
    public PenstockBook(final long tickSize) {
        book = new OrderBook(BookConfig.defaults().windowTicks(), -8, -8, tickSize);
    }

    @Override
    public String name() {
        return "Penstock";
    }

    @Override
    public void apply(final BookTape tape, final int update) {
        if (tape.snapshot(update)) {
            book.clear();
        }
        book.applyLevels(tape.pairs(), tape.offset(update), tape.bids(update), tape.levels(update));
        book.commit(tape.updateId(update));
    }

    @Override
    public void copyFrom(final Book other) {
        final StateBuffer state = new StateBuffer();
        ((PenstockBook) other).book.writeTo(state);
        state.rewind();
        book.readFrom(state);
    }

    @Override
    public String text() {
        final BookText text = new BookText();
        book.forEach(Side.BUY, (side, price, quantity) -> text.bid(price, quantity));
        book.forEach(Side.SELL, (side, price, quantity) -> text.ask(price, quantity));
        return text.toString();
    }
}
