package io.penstock.tools.candles;

/** Rows of one or several files. One thread; close it. */
interface Rows extends AutoCloseable {
    /** Moves to the next row and fills it in; false at the end. Throws a UserError on a row that cannot be read. */
    boolean next(CandleRow row);

    /** Where the last row stands, as file:line. */
    String where();

    /** What the rows are written in. */
    CandleFormat format();

    @Override
    void close();
}
