package io.penstock.gateways.emulator.market;

/** An order in the book, linked to its neighbours in time. One thread. */
final class RestingOrder {
    final long id;
    final boolean buy;
    final PriceLevel level;
    long leaves;
    boolean pinned;
    RestingOrder earlier;
    RestingOrder later;

    RestingOrder(final long id, final boolean buy, final PriceLevel level, final long leaves) {
        this.id = id;
        this.buy = buy;
        this.level = level;
        this.leaves = leaves;
    }
}
