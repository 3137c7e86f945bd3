package io.penstock.gateways.emulator.market;

/** Hears who meets whom in a {@link MatchingMarket}, before the call that causes it returns. The venue's thread. */
public interface Matches {
    /**
     * Two orders traded.
     *
     * @param instrument      its place in {@link Market#instruments}
     * @param tradeId         of the instrument
     * @param price           ticks
     * @param quantity        lots
     * @param restingOrderId  id in the matching engine
     * @param incomingOrderId id in the matching engine
     * @param timeNs          when
     */
    void onMatch(int instrument, long tradeId, long price, long quantity, long restingOrderId, long incomingOrderId,
        long timeNs);

    /**
     * Two orders are about to trade.
     *
     * @param instrument      its place in {@link Market#instruments}
     * @param restingOrderId  id in the matching engine
     * @param incomingOrderId id in the matching engine
     * @param timeNs          when
     * @return what comes of it; a resting order that is dropped is out of the book when the call returns
     */
    MatchingEngine.Meeting onMeet(int instrument, long restingOrderId, long incomingOrderId, long timeNs);
}
