package io.penstock.engine.book;

import io.penstock.api.Side;

/**
 * Takes the levels of a book one by one, for printing.
 */
@FunctionalInterface
public interface LevelConsumer {
    /**
     * One level.
     *
     * @param side     BUY for bids, SELL for asks
     * @param price    fixed point
     * @param quantity fixed point
     */
    void onLevel(Side side, long price, long quantity);
}
