package io.penstock.gateways.emulator.market;

/**
 * Hears what happens in a {@link Market}. Prices and quantities are whole ticks and lots, times nanoseconds since 1970.
 * The venue's thread.
 */
public interface MarketEvents {
    /**
     * A level has another quantity now.
     *
     * @param instrument its place in {@link Market#instruments}
     * @param bid        true for a bid
     * @param price      ticks
     * @param quantity   lots, absolute; 0 = no level, also when there was none
     * @param timeNs     when
     */
    void onLevel(int instrument, boolean bid, long price, long quantity, long timeNs);

    /**
     * Two orders met. Ids grow by one within an instrument.
     *
     * @param instrument     its place in {@link Market#instruments}
     * @param tradeId        of the instrument
     * @param price          ticks
     * @param quantity       lots
     * @param buyerAggressor true when the buyer came in and the seller rested
     * @param timeNs         when
     */
    void onTrade(int instrument, long tradeId, long price, long quantity, boolean buyerAggressor, long timeNs);

    /**
     * One order or cancel has been dealt with to its end: the book is whole again, and not crossed.
     *
     * @param instrument its place in {@link Market#instruments}
     * @param timeNs     when
     */
    void onStepEnd(int instrument, long timeNs);
}
