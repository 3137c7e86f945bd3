package io.penstock.engine.book;

final class NaiveBookTest extends BookContract {
    @Override
    BookUnderTest newBook(final long tickSize) {
        return new NaiveBook(-8, -8);
    }
}
