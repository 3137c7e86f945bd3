package io.penstock.gateways.mexc;

import io.penstock.api.Side;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentCounters;

/**
 * What is published of a session's trades and bars. Session thread; allocates in the constructor only.
 */
final class MexcTape {
    private final MexcSymbolMap map;
    private final MexcMessage message;
    private final EventScratch scratch;
    private final InstrumentCounters[] counters;
    private final RecentTrades[] recent;
    private final long[] closedBars;

    MexcTape(
        final MexcSymbolMap map, final MexcMessage message, final EventScratch scratch,
        final InstrumentCounters[] counters) {
        this.map = map;
        this.message = message;
        this.scratch = scratch;
        this.counters = counters;
        recent = new RecentTrades[map.size()];
        closedBars = new long[map.size()];
        for (int i = 0; i < recent.length; i++) {
            recent[i] = new RecentTrades();
        }
    }

    /** Publishes each trade once. */
    void onTrades(final boolean twoLanes, final long nowNs) {
        final int slot = message.slot;
        for (int i = 0; i < message.tradeCount; i++) {
            final long price = message.tradePrice(i);
            final long quantity = message.tradeQuantity(i);
            final long id = message.tradeId(i);
            if (price == 0 || quantity == 0) {
                counters[slot].zeroTrade();
                continue;
            }
            // an id made of a trade's fields may come twice by chance, so it only counts while two connections speak
            if (!recent[slot].add(id) && (twoLanes || message.tradeIdGiven(i))) {
                counters[slot].tradeRepeated();
                continue;
            }
            scratch.trade(message.instrumentId, message.takerBought(i) ? Side.BUY : Side.SELL, false, id, price,
                quantity, message.tradeTimeNs(i), nowNs);
            counters[slot].trade(id, price, map.symbols().priceExponent(slot), quantity,
                map.symbols().quantityExponent(slot));
        }
    }

    /** Publishes a bar; one that is final only once. */
    void onKline(final long nowNs) {
        final int slot = message.slot;
        if (message.closed) {
            if (message.openTimeNs <= closedBars[slot]) {
                return;
            }
            closedBars[slot] = message.openTimeNs;
        }
        scratch.candle(message.instrumentId, message.closed, nowNs).intervalNs(message.intervalNs)
            .openTimeNs(message.openTimeNs).openPrice(message.openPrice).highPrice(message.highPrice)
            .lowPrice(message.lowPrice).closePrice(message.closePrice).volume(message.volume)
            .quoteVolume(message.quoteVolume).tradeCount(0).exchangeTimeNs(message.eventTimeNs);
        counters[slot].candle();
    }
}
