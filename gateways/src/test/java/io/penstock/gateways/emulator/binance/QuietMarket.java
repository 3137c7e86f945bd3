package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.market.MarketEvents;

/** Hears what somebody else does to the market, and keeps it from the public half. */
final class QuietMarket implements MarketEvents {
    @Override
    public void onLevel(
        final int instrument, final boolean bid, final long price, final long quantity, final long timeNs) {
        // not looked at
    }

    @Override
    public void onTrade(final int instrument, final long tradeId, final long price, final long quantity,
        final boolean buyerAggressor, final long timeNs) {
        // not looked at
    }

    @Override
    public void onStepEnd(final int instrument, final long timeNs) {
        // not looked at
    }
}
