package io.penstock.api;

/**
 * A trading strategy: a pure fold of what it is shown. One instance trades every instrument it is configured for.
 *
 * <p>Called on the engine thread only. It must not read a clock, random numbers, files or other threads, must not
 * allocate after {@link #onInstrument}, and must write all its memory in {@link #writeTo}. An exception disables it.
 */
public interface Strategy extends Stateful {
    /**
     * An instrument it trades was defined or changed; allocate here.
     *
     * @param instrument the definition
     */
    void onInstrument(InstrumentView instrument);

    /**
     * The market of one instrument changed and is readable. A strategy that wants bars alone is a
     * {@link BarStrategy}.
     *
     * @param market what may be seen
     * @param desk   how to act
     */
    void onMarket(MarketView market, OrderDesk desk);

    /**
     * One of its orders changed.
     *
     * @param order  after the change
     * @param market of the order's instrument
     * @param desk   how to act
     */
    void onOrder(OrderView order, MarketView market, OrderDesk desk);

    /**
     * It was off and decides again: whatever it counted bar by bar or event by event has a hole. To be forgotten is
     * what it made of markets, not what it holds; it was told of every instrument meanwhile, and of nothing else.
     */
    default void onResume() {
    }

    /**
     * A bar of one instrument is finished.
     *
     * @param bar    the bar
     * @param market of its instrument; its book may be INVALID when only bars are recorded
     * @param desk   how to act
     */
    default void onBar(final BarView bar, final MarketView market, final OrderDesk desk) {
    }
}
