package io.penstock.gateways.common.net;

/** Fetches book snapshots over HTTP for a feed. Called on the feed's thread; must not block. */
public interface SnapshotSource {
    /**
     * Asks for a book. Exactly one call of the answer follows.
     *
     * @param instrument which of the session's instruments
     * @param symbol     the venue's name
     * @param answer     told what came of it
     */
    void request(int instrument, String symbol, Answer answer);

    /** What came of a question. Any thread; never blocks. */
    interface Answer {
        /**
         * The venue answered.
         *
         * @param body of the answer; not changed any more
         */
        void body(byte[] body);

        /**
         * There is no snapshot.
         *
         * @param notBeforeNs earliest moment of another request, epoch nanoseconds
         */
        void failed(long notBeforeNs);
    }
}
