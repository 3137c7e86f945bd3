package io.penstock.gateways.synthetic;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Side;
import io.penstock.api.Venue;
import io.penstock.engine.event.BestBidOfferEncoder;
import io.penstock.engine.event.BookUpdateEncoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.FeedStatusEncoder;
import io.penstock.engine.event.GroupSizeEncodingEncoder;
import io.penstock.engine.event.InstrumentDefinedEncoder;
import io.penstock.engine.event.TradeEncoder;
import io.penstock.engine.port.EventSink;
import io.penstock.engine.port.EventSource;
import io.penstock.engine.port.Records;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The records of one step, one every {@link Records#SLOT_LENGTH} bytes, until a sink takes them whole. One thread;
 * allocates only in the constructor.
 */
final class RecordScratch {
    /** Bytes of a level in a BookUpdate. */
    private static final int LEVEL_LENGTH = BookUpdateEncoder.LevelsEncoder.sbeBlockLength();

    private final UnsafeBuffer buffer;
    private final InstrumentDefinedEncoder definition = new InstrumentDefinedEncoder();
    private final BookUpdateEncoder bookUpdate = new BookUpdateEncoder();
    private final BestBidOfferEncoder bestBidOffer = new BestBidOfferEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final FeedStatusEncoder feedStatus = new FeedStatusEncoder();
    private final long[] prices;
    private final long[] quantities;
    private int levels;
    private int bidLevels;
    private int count;
    private long gatewayTimeNs;
    private long exchangeTimeNs;

    /**
     * Room for the records of one step.
     *
     * @param mostLevels most levels of one book update, both sides together
     */
    RecordScratch(final int mostLevels) {
        final int chunks = (mostLevels + EventFrame.LEVELS_PER_CHUNK - 1) / EventFrame.LEVELS_PER_CHUNK;
        buffer = new UnsafeBuffer(new byte[(chunks + OrderFlow.MOST_TRADES + 4) * Records.SLOT_LENGTH]);
        prices = new long[mostLevels];
        quantities = new long[mostLevels];
    }

    /** Begins a step: nothing in it yet. */
    void begin(final long newGatewayTimeNs, final long newExchangeTimeNs) {
        count = 0;
        levels = 0;
        bidLevels = 0;
        gatewayTimeNs = newGatewayTimeNs;
        exchangeTimeNs = newExchangeTimeNs;
    }

    /** How many records wait. */
    int count() {
        return count;
    }

    /** Receive time of the records that wait. */
    long gatewayTimeNs() {
        return gatewayTimeNs;
    }

    /** Offers all of them; false = none was taken. */
    boolean publish(final EventSink sink, final EventSource source) {
        if (!sink.tryPublish(buffer, 0, count, source)) {
            return false;
        }
        count = 0;
        return true;
    }

    private int open(final int bodyLength, final int blockLength, final int templateId) {
        final int offset = count++ * Records.SLOT_LENGTH;
        buffer.setMemory(offset, Records.SLOT_LENGTH, (byte) 0);
        EventFrame.header(buffer, offset, Records.HEADER_LENGTH + bodyLength, blockLength, templateId, gatewayTimeNs);
        return offset + Records.HEADER_LENGTH;
    }

    /** Adds a definition; allocates nothing, but is written once per instrument. */
    void define(final int instrumentId, final SyntheticInstrument instrument) {
        final int body = open(InstrumentDefinedEncoder.BLOCK_LENGTH, InstrumentDefinedEncoder.BLOCK_LENGTH,
            InstrumentDefinedEncoder.TEMPLATE_ID);
        definition.wrap(buffer, body)
            .instrumentId(instrumentId)
            .venue((short) Venue.SYNTHETIC.code())
            .kind((short) instrument.kind().code())
            .status((short) InstrumentStatus.TRADING.code())
            .priceExponent((byte) instrument.priceExponent())
            .quantityExponent((byte) instrument.quantityExponent())
            .tickSize(instrument.tickSize())
            .lotSize(instrument.lotSize())
            .minQuantity(instrument.minQuantity())
            .maxQuantity(instrument.maxQuantity())
            .minNotional(instrument.minNotional())
            .symbol(instrument.symbol())
            .baseAsset(instrument.baseAsset())
            .quoteAsset(instrument.quoteAsset())
            .initialMarginRate(0).maintenanceMarginRate(0).bandUpRate(0).bandDownRate(0).makerFeeRate(0)
            .takerFeeRate(0).maxOpenOrders(0).maxLeverage(0).capabilities(0);
    }

    /** Adds a word on the feed's health. */
    void feedStatus(
        final int instrumentId, final FeedState state, final FeedReason reason, final long expectedUpdateId,
        final long observedUpdateId) {
        final int body = open(FeedStatusEncoder.BLOCK_LENGTH, FeedStatusEncoder.BLOCK_LENGTH,
            FeedStatusEncoder.TEMPLATE_ID);
        feedStatus.wrap(buffer, body)
            .instrumentId(instrumentId)
            .status((short) state.code())
            .reason((short) reason.code())
            .expectedUpdateId(expectedUpdateId)
            .observedUpdateId(observedUpdateId);
    }

    /** Adds a trade of the market. */
    void trade(
        final int instrumentId, final long tradeId, final Side aggressorSide, final long price, final long quantity) {
        final int body = open(TradeEncoder.BLOCK_LENGTH, TradeEncoder.BLOCK_LENGTH, TradeEncoder.TEMPLATE_ID);
        trade.wrap(buffer, body)
            .instrumentId(instrumentId)
            .aggressorSide((short) aggressorSide.code())
            .aggregated((short) 1)
            .tradeId(tradeId)
            .price(price)
            .quantity(quantity)
            .exchangeTimeNs(exchangeTimeNs);
    }

    /** Adds the touch. */
    void bestBidOffer(final int instrumentId, final long updateId, final OrderFlow flow) {
        final int body = open(BestBidOfferEncoder.BLOCK_LENGTH, BestBidOfferEncoder.BLOCK_LENGTH,
            BestBidOfferEncoder.TEMPLATE_ID);
        final int bid = flow.bids().best();
        final int ask = flow.asks().best();
        bestBidOffer.wrap(buffer, body)
            .instrumentId(instrumentId)
            .updateId(updateId)
            .exchangeTimeNs(exchangeTimeNs)
            .bidPrice(flow.priceOf(bid))
            .bidQuantity(flow.quantityOf(flow.bids(), bid))
            .askPrice(flow.priceOf(ask))
            .askQuantity(flow.quantityOf(flow.asks(), ask));
    }

    /** Adds every level of the book as one snapshot in chunks. */
    void snapshot(final int instrumentId, final OrderFlow flow, final long updateId) {
        levels = 0;
        collectAll(flow, flow.bids());
        bidLevels = levels;
        collectAll(flow, flow.asks());
        update(instrumentId, true, updateId, updateId, updateId);
    }

    private void collectAll(final OrderFlow flow, final Ladder side) {
        for (int tick = side.best(); tick != Ladder.NONE; tick = side.nextWorse(tick)) {
            collect(flow, side, tick);
        }
    }

    /** Adds what the last step changed as one diff in chunks. */
    void diff(final int instrumentId, final OrderFlow flow, final long previousUpdateId, final long lastUpdateId) {
        levels = 0;
        collectChanged(flow, flow.bids());
        bidLevels = levels;
        collectChanged(flow, flow.asks());
        update(instrumentId, false, previousUpdateId + 1, lastUpdateId, previousUpdateId);
    }

    private void collectChanged(final OrderFlow flow, final Ladder side) {
        final int changes = side.changedCount();
        for (int i = 0; i < changes; i++) {
            collect(flow, side, side.changed(i));
        }
    }

    private void collect(final OrderFlow flow, final Ladder side, final int tick) {
        prices[levels] = flow.priceOf(tick);
        quantities[levels++] = flow.quantityOf(side, tick);
    }

    private void update(
        final int instrumentId, final boolean snapshot, final long firstUpdateId, final long lastUpdateId,
        final long previousUpdateId) {
        final int chunks = (levels + EventFrame.LEVELS_PER_CHUNK - 1) / EventFrame.LEVELS_PER_CHUNK;
        for (int chunk = 0; chunk < chunks; chunk++) {
            final int from = chunk * EventFrame.LEVELS_PER_CHUNK;
            final int size = Math.min(EventFrame.LEVELS_PER_CHUNK, levels - from);
            final int body = open(
                BookUpdateEncoder.BLOCK_LENGTH + GroupSizeEncodingEncoder.ENCODED_LENGTH + size * LEVEL_LENGTH,
                BookUpdateEncoder.BLOCK_LENGTH, BookUpdateEncoder.TEMPLATE_ID);
            final BookUpdateEncoder.LevelsEncoder group = bookUpdate.wrap(buffer, body)
                .instrumentId(instrumentId)
                .chunkIndex(chunk)
                .chunkCount(chunks)
                .bidCount(Math.max(0, Math.min(size, bidLevels - from)))
                .snapshot((short) (snapshot ? 1 : 0))
                .firstUpdateId(firstUpdateId)
                .lastUpdateId(lastUpdateId)
                .previousUpdateId(previousUpdateId)
                .exchangeTimeNs(exchangeTimeNs)
                .levelsCount(size);
            for (int i = from; i < from + size; i++) {
                group.next().price(prices[i]).quantity(quantities[i]);
            }
        }
    }
}
