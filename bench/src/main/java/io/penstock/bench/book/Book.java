package io.penstock.bench.book;

/**
 * A book under test. One thread.
 */
public interface Book {
    /**
     * Name in the results.
     *
     * @return short
     */
    String name();

    /**
     * Applies one update: this is what is measured.
     *
     * @param tape   holds it
     * @param update which
     */
    void apply(BookTape tape, int update);

    /**
     * Takes the content of another book of the same kind; not measured.
     *
     * @param other any
     */
    void copyFrom(Book other);

    /**
     * Every level, one line each: {@code b PRICE QTY} from best down, then {@code a PRICE QTY} from best up; not
     * measured.
     *
     * @return normalised decimals
     */
    String text();
}
