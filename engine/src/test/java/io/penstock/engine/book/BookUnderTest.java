package io.penstock.engine.book;

import io.penstock.api.BookView;

/** What the contract asks of a book: views plus updates. Levels are given as price, quantity, price, quantity... */
interface BookUnderTest extends BookView {
    void clear();

    void apply(long[] bids, long[] asks);

    void commit(long updateId);

    void invalidate();

    void tickSize(long tickSize);

    long deletesOfAbsentLevel();

    void forEachLevel(LevelConsumer consumer);
}
