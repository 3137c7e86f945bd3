package io.penstock.gateways.emulator.binance;

/** Trades that are told as one: same price, same aggressor, next to each other. One thread. */
final class AggregateTrade {
    long id;
    long price;
    long quantity;
    long firstTradeId;
    long lastTradeId;
    long timeNs;
    boolean buyerAggressor;
    boolean open;

    AggregateTrade(final long firstId) {
        id = firstId;
    }

    boolean continues(final long nextPrice, final boolean nextBuyerAggressor) {
        return open && nextPrice == price && nextBuyerAggressor == buyerAggressor;
    }

    void add(final long tradeId, final long newPrice, final long lots, final boolean newBuyerAggressor,
        final long nowNs) {
        if (!open) {
            open = true;
            id++;
            price = newPrice;
            quantity = 0;
            firstTradeId = tradeId;
            buyerAggressor = newBuyerAggressor;
        }
        quantity += lots;
        lastTradeId = tradeId;
        timeNs = nowNs;
    }
}
