package io.penstock.api;

/**
 * A strategy that finished bars alone move: the engine does not call it when only a market did, so any number of them
 * costs nothing between bars.
 */
public interface BarStrategy extends Strategy {
    @Override
    void onBar(BarView bar, MarketView market, OrderDesk desk);

    /** Never called. */
    @Override
    default void onMarket(final MarketView market, final OrderDesk desk) {
    }

    /** Nothing by itself: the engine makes the orders of signals, and what they came to is the portfolio's. */
    @Override
    default void onOrder(final OrderView order, final MarketView market, final OrderDesk desk) {
    }
}
