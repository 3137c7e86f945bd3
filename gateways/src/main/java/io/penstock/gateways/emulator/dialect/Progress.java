package io.penstock.gateways.emulator.dialect;

import io.penstock.gateways.emulator.market.Market;
import io.penstock.gateways.emulator.market.MarketEvents;

/**
 * Moves a market and a clock of publications on together, in order of time: what happens in the market at a moment
 * comes before what is published at it. So frames do not depend on how often a venue is advanced. One thread.
 */
public final class Progress {
    private final Market market;
    private final StreamClock clock;
    private final MarketEvents events;

    /**
     * Both of them.
     *
     * @param market moves the books
     * @param clock  publishes them
     * @param events hears the market
     */
    public Progress(final Market market, final StreamClock clock, final MarketEvents events) {
        this.market = market;
        this.clock = clock;
        this.events = events;
    }

    /**
     * Everything up to a moment.
     *
     * @param nowNs nanoseconds since 1970
     */
    public void advance(final long nowNs) {
        while (clock.nextDueNs() <= nowNs) {
            market.advance(clock.nextDueNs(), events);
            clock.runOne(nowNs);
        }
        market.advance(nowNs, events);
    }

    /**
     * When something happens.
     *
     * @return Long.MAX_VALUE for never
     */
    public long nextDueNs() {
        return Math.min(market.nextDueNs(), clock.nextDueNs());
    }
}
