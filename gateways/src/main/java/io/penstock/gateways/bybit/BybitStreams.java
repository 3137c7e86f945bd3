package io.penstock.gateways.bybit;

import io.penstock.api.Side;
import io.penstock.gateways.common.ConflatedQuotes;
import io.penstock.gateways.common.EventScratch;
import io.penstock.gateways.common.InstrumentCounters;
import io.penstock.gateways.common.SessionCounters;

/**
 * What is published beside the books: quotes, marks, trades, bars, from the message that was decoded last. One thread;
 * allocates in the constructor only.
 */
final class BybitStreams {
    private final BybitMessage message;
    private final EventScratch scratch;
    private final ConflatedQuotes quotes;
    private final int[] ids;
    private final int[] priceExponents;
    private final int[] quantityExponents;
    private final InstrumentCounters[] instruments;
    private final SessionCounters totals;
    private final long[] quoteSeq;
    private final BybitTradeFilter trades;
    private final BybitMarks marks;

    BybitStreams(
        final BybitMessage message, final EventScratch scratch, final ConflatedQuotes quotes, final BybitSymbolMap map,
        final int[] ids, final InstrumentCounters[] instruments, final SessionCounters totals) {
        this.message = message;
        this.scratch = scratch;
        this.quotes = quotes;
        this.ids = ids;
        this.instruments = instruments;
        this.totals = totals;
        priceExponents = new int[ids.length];
        quantityExponents = new int[ids.length];
        for (int i = 0; i < ids.length; i++) {
            priceExponents[i] = map.symbols().priceExponent(i);
            quantityExponents[i] = map.symbols().quantityExponent(i);
        }
        quoteSeq = new long[ids.length];
        trades = new BybitTradeFilter(ids.length);
        marks = new BybitMarks(ids.length);
    }

    /** A book was replaced: quotes begin anew behind it. */
    void replaced(final int slot, final long seq) {
        quoteSeq[slot] = seq;
    }

    /**
     * A quote; published only when it is newer than the book.
     *
     * @param book  the chain that the published book follows, null = none
     * @param nowNs receive time
     */
    void onQuote(final BybitBookSync book, final long nowNs) {
        final int slot = message.slot;
        if (!message.snapshot) {
            totals.unknown();
            return;
        }
        if (book == null || message.seq == BybitMessage.NO_NUMBER || book.seq() == BybitMessage.NO_NUMBER
            || message.seq <= book.seq() || message.seq <= quoteSeq[slot]) {
            return;
        }
        quoteSeq[slot] = message.seq;
        final int asks = message.bidCount;
        final boolean bid = asks > 0;
        final boolean ask = message.levelCount > asks;
        final boolean overwrote = quotes.quote(slot, book.bookId() + 1, message.bookTimeNs(),
            bid ? message.levels[0] : 0, bid ? message.levels[1] : 0, ask ? message.levels[2 * asks] : 0,
            ask ? message.levels[2 * asks + 1] : 0, nowNs);
        if (overwrote) {
            totals.conflated();
        } else {
            instruments[slot].bestBidOffer();
        }
    }

    /** A ticker: mark price and funding. */
    void onTicker(final int lane, final long nowNs) {
        final int slot = message.slot;
        if (!marks.merge(slot, lane, message)) {
            return;
        }
        if (marks.markKnown(slot) && (marks.priced(slot, message.present) || marks.funded(slot, message.present))) {
            final boolean overwrote = quotes.mark(slot, marks.mark(slot), marks.index(slot), marks.fundingKnown(slot),
                marks.rate(slot), marks.fundingTimeNs(slot), message.sentNs, nowNs);
            if (overwrote) {
                totals.conflated();
            } else {
                instruments[slot].markPrice();
            }
        }
    }

    /** Trades: each once. */
    void onTrades(final int lane, final long nowNs) {
        final int slot = message.slot;
        final InstrumentCounters counters = instruments[slot];
        for (int i = 0; i < message.tradeCount; i++) {
            final long id = message.tradeIds[i];
            final long price = message.tradePrices[i];
            final long quantity = message.tradeQuantities[i];
            if (price == 0 || quantity == 0) {
                counters.zeroTrade();
            } else if (trades.pass(slot, lane, message.tradeSeqs[i], message.tradeTimesNs[i], id)) {
                scratch.trade(ids[slot], message.tradeSells[i] ? Side.SELL : Side.BUY, false, id, price, quantity,
                    message.tradeTimesNs[i], nowNs);
                counters.trade(id, price, priceExponents[slot], quantity, quantityExponents[slot]);
            }
        }
    }

    /** Bars. */
    void onBars(final int lane, final long nowNs) {
        final int slot = message.slot;
        if (!marks.bar(slot, lane, message.sentNs)) {
            return;
        }
        final long[] bars = message.bars;
        for (int i = 0; i < message.barCount; i++) {
            final int at = i * BybitMessage.BAR_FIELDS;
            final long timeNs = bars[at + BybitMessage.BAR_TIME];
            scratch.candle(ids[slot], bars[at + BybitMessage.BAR_CLOSED] != 0, nowNs)
                .intervalNs(bars[at + BybitMessage.BAR_INTERVAL]).openTimeNs(bars[at + BybitMessage.BAR_OPEN_TIME])
                .openPrice(bars[at + BybitMessage.BAR_OPEN]).highPrice(bars[at + BybitMessage.BAR_HIGH])
                .lowPrice(bars[at + BybitMessage.BAR_LOW]).closePrice(bars[at + BybitMessage.BAR_CLOSE])
                .volume(bars[at + BybitMessage.BAR_VOLUME]).quoteVolume(bars[at + BybitMessage.BAR_TURNOVER])
                .tradeCount(0).exchangeTimeNs(timeNs == BybitMessage.NO_TIME ? message.sentNs : timeNs);
            instruments[slot].candle();
        }
    }
}
