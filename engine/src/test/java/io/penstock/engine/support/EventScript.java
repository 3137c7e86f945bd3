package io.penstock.engine.support;

import io.penstock.api.CashFlowKind;
import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.api.InstrumentKind;
import io.penstock.api.InstrumentStatus;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.TradingState;
import io.penstock.api.UniverseReason;
import io.penstock.api.Venue;
import io.penstock.engine.event.BestBidOfferEncoder;
import io.penstock.engine.event.BookUpdateEncoder;
import io.penstock.engine.event.CandleEncoder;
import io.penstock.engine.event.CashFlowEncoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.FeedStatusEncoder;
import io.penstock.engine.event.FundingEncoder;
import io.penstock.engine.event.InstrumentDefinedEncoder;
import io.penstock.engine.event.MarkPriceEncoder;
import io.penstock.engine.event.OperatorCommandEncoder;
import io.penstock.engine.event.StopRequestedEncoder;
import io.penstock.engine.event.TimeAdvancedEncoder;
import io.penstock.engine.event.TradeEncoder;
import io.penstock.engine.event.UniverseChangedEncoder;
import io.penstock.engine.port.RecordHandler;
import io.penstock.engine.port.Records;
import java.util.function.ToIntFunction;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes inputs by hand, one line each, numbered and timed, and hands each to a handler at once.
 */
public final class EventScript {
    private static final long MINUTE_NS = 60_000_000_000L;
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Records.SLOT_LENGTH]);
    private final RecordHandler handler;
    private long candles;
    private long sequence;
    private long nowNs = 1_000_000_000_000L;
    private long updateId;

    /**
     * A script.
     *
     * @param handler gets every record
     */
    public EventScript(final RecordHandler handler) {
        this.handler = handler;
    }

    /** Lets time pass before the next event. */
    public EventScript after(final long millis) {
        nowNs += millis * 1_000_000L;
        return this;
    }

    /** The moment of the next event. */
    public long nowNs() {
        return nowNs;
    }

    /** The sequence of the next event. */
    public long sequence() {
        return sequence;
    }

    /** Goes on from a sequence. */
    public EventScript at(final long nextSequence) {
        sequence = nextSequence;
        return this;
    }

    /** Defines an instrument with two decimals and a quantity exponent of -3. */
    public EventScript instrument(final int id, final String symbol, final InstrumentKind kind) {
        return instrument(id, symbol, kind, 0);
    }

    /** The same at a venue that can do more: bits of OrderCapability. */
    public EventScript instrument(
        final int id, final String symbol, final InstrumentKind kind, final int capabilities) {
        final InstrumentDefinedEncoder event = new InstrumentDefinedEncoder().wrap(buffer, Records.HEADER_LENGTH);
        event.instrumentId(id).venue((short) Venue.SYNTHETIC.code()).kind((short) kind.code())
            .status((short) InstrumentStatus.TRADING.code()).priceExponent((byte) -2).quantityExponent((byte) -3)
            .reserved((byte) 0).reserved2((short) 0).tickSize(1).lotSize(1).minQuantity(1).maxQuantity(0)
            .minNotional(0).initialMarginRate(InstrumentDefinedEncoder.initialMarginRateNullValue())
            .maintenanceMarginRate(InstrumentDefinedEncoder.maintenanceMarginRateNullValue())
            .bandUpRate(InstrumentDefinedEncoder.bandUpRateNullValue())
            .bandDownRate(InstrumentDefinedEncoder.bandDownRateNullValue())
            .makerFeeRate(InstrumentDefinedEncoder.makerFeeRateNullValue())
            .takerFeeRate(InstrumentDefinedEncoder.takerFeeRateNullValue()).maxOpenOrders(0).maxLeverage((short) 0)
            .capabilities(capabilities).symbol(symbol).baseAsset(symbol.replace("USDT", "")).quoteAsset("USDT");
        return emit(InstrumentDefinedEncoder.TEMPLATE_ID, InstrumentDefinedEncoder.BLOCK_LENGTH,
            InstrumentDefinedEncoder.BLOCK_LENGTH);
    }

    /** A snapshot: pairs of price and quantity, bids first. */
    public EventScript snapshot(final int id, final int bidCount, final long... levels) {
        updateId++;
        return book(id, true, updateId - 1, updateId, 0, 1, bidCount, levels);
    }

    /** A diff that follows the last update. */
    public EventScript diff(final int id, final int bidCount, final long... levels) {
        updateId++;
        return book(id, false, updateId - 1, updateId, 0, 1, bidCount, levels);
    }

    /** A diff that does not follow. */
    public EventScript gap(final int id, final int bidCount, final long... levels) {
        updateId += 10;
        return book(id, false, updateId - 1, updateId, 0, 1, bidCount, levels);
    }

    /** One chunk, fields given. */
    public EventScript book(
        final int id, final boolean snapshot, final long previousId, final long lastId, final int chunkIndex,
        final int chunkCount, final int bidCount, final long... levels) {
        final BookUpdateEncoder event = new BookUpdateEncoder().wrap(buffer, Records.HEADER_LENGTH);
        event.instrumentId(id).chunkIndex(chunkIndex).chunkCount(chunkCount).bidCount(bidCount)
            .snapshot((short) (snapshot ? 1 : 0)).reserved((short) 0).reserved2(0).firstUpdateId(previousId + 1)
            .lastUpdateId(lastId).previousUpdateId(previousId).exchangeTimeNs(nowNs).reserved3(0);
        final BookUpdateEncoder.LevelsEncoder group = event.levelsCount(levels.length / 2);
        for (int i = 0; i < levels.length; i += 2) {
            group.next().price(levels[i]).quantity(levels[i + 1]);
        }
        return emit(BookUpdateEncoder.TEMPLATE_ID, BookUpdateEncoder.BLOCK_LENGTH, event.encodedLength());
    }

    /** Best bid and offer, fresher than the last update. */
    public EventScript bbo(
        final int id, final long bidPrice, final long bidQuantity, final long askPrice, final long askQuantity) {
        return bbo(id, updateId + 1, bidPrice, bidQuantity, askPrice, askQuantity);
    }

    /** Best bid and offer with an update id. */
    public EventScript bbo(
        final int id, final long bboUpdateId, final long bidPrice, final long bidQuantity, final long askPrice,
        final long askQuantity) {
        new BestBidOfferEncoder().wrap(buffer, Records.HEADER_LENGTH).instrumentId(id).reserved(0)
            .updateId(bboUpdateId).exchangeTimeNs(nowNs).bidPrice(bidPrice).bidQuantity(bidQuantity)
            .askPrice(askPrice).askQuantity(askQuantity);
        return emit(BestBidOfferEncoder.TEMPLATE_ID, BestBidOfferEncoder.BLOCK_LENGTH,
            BestBidOfferEncoder.BLOCK_LENGTH);
    }

    /** A trade. */
    public EventScript trade(final int id, final Side aggressor, final long price, final long quantity) {
        new TradeEncoder().wrap(buffer, Records.HEADER_LENGTH).instrumentId(id)
            .aggressorSide((short) aggressor.code()).aggregated((short) 0).reserved((short) 0).tradeId(sequence)
            .price(price).quantity(quantity).exchangeTimeNs(nowNs);
        return emit(TradeEncoder.TEMPLATE_ID, TradeEncoder.BLOCK_LENGTH, TradeEncoder.BLOCK_LENGTH);
    }

    /** A finished bar of the minute after the last one's, which closed at a price. */
    public EventScript candle(final int id, final long closePrice) {
        new CandleEncoder().wrap(buffer, Records.HEADER_LENGTH).instrumentId(id).closed((short) 1)
            .reserved((short) 0).reserved2((short) 0).intervalNs(MINUTE_NS).openTimeNs(++candles * MINUTE_NS)
            .openPrice(closePrice).highPrice(closePrice).lowPrice(closePrice).closePrice(closePrice).volume(1)
            .quoteVolume(1).tradeCount(1).exchangeTimeNs(nowNs);
        return emit(CandleEncoder.TEMPLATE_ID, CandleEncoder.BLOCK_LENGTH, CandleEncoder.BLOCK_LENGTH);
    }

    /** A closed candle: open, high, low and close price, and the volume. */
    public EventScript bar(
        final int id, final long intervalNs, final long openTimeNs, final long open, final long high, final long low,
        final long close, final long volume) {
        new CandleEncoder().wrap(buffer, Records.HEADER_LENGTH).instrumentId(id).closed((short) 1)
            .reserved((short) 0).reserved2((short) 0).intervalNs(intervalNs).openTimeNs(openTimeNs)
            .openPrice(open).highPrice(high).lowPrice(low).closePrice(close).volume(volume).quoteVolume(0)
            .tradeCount(0).exchangeTimeNs(openTimeNs + intervalNs);
        return emit(CandleEncoder.TEMPLATE_ID, CandleEncoder.BLOCK_LENGTH, CandleEncoder.BLOCK_LENGTH);
    }

    /** A venue's mark price. */
    public EventScript markPrice(final int id, final long price) {
        new MarkPriceEncoder().wrap(buffer, Records.HEADER_LENGTH).instrumentId(id).reserved(0).markPrice(price)
            .indexPrice(price).exchangeTimeNs(nowNs);
        return emit(MarkPriceEncoder.TEMPLATE_ID, MarkPriceEncoder.BLOCK_LENGTH, MarkPriceEncoder.BLOCK_LENGTH);
    }

    /** A funding rate. */
    public EventScript funding(final int id, final boolean settled, final long rate, final long fundingTimeNs) {
        new FundingEncoder().wrap(buffer, Records.HEADER_LENGTH).instrumentId(id).settled((short) (settled ? 1 : 0))
            .reserved((short) 0).reserved2((short) 0).rate(rate).fundingTimeNs(fundingTimeNs).exchangeTimeNs(nowNs);
        return emit(FundingEncoder.TEMPLATE_ID, FundingEncoder.BLOCK_LENGTH, FundingEncoder.BLOCK_LENGTH);
    }

    /** Money moved at the synthetic venue. */
    public EventScript cashFlow(
        final CashFlowKind kind, final String asset, final int id, final long amount, final long flowId) {
        new CashFlowEncoder().wrap(buffer, Records.HEADER_LENGTH).flowId(flowId).amount(amount).exchangeTimeNs(nowNs)
            .instrumentId(id).venue((short) Venue.SYNTHETIC.code()).kind((short) kind.code()).reserved((short) 0)
            .asset(asset);
        return emit(CashFlowEncoder.TEMPLATE_ID, CashFlowEncoder.BLOCK_LENGTH, CashFlowEncoder.BLOCK_LENGTH);
    }

    /** Nothing happened. */
    public EventScript timeAdvanced() {
        new TimeAdvancedEncoder().wrap(buffer, Records.HEADER_LENGTH).reserved(0);
        return emit(TimeAdvancedEncoder.TEMPLATE_ID, TimeAdvancedEncoder.BLOCK_LENGTH,
            TimeAdvancedEncoder.BLOCK_LENGTH);
    }

    /** A word of the gateway; id -1 for all instruments. */
    public EventScript feed(final int id, final FeedState state) {
        new FeedStatusEncoder().wrap(buffer, Records.HEADER_LENGTH).instrumentId(id).status((short) state.code())
            .reason((short) FeedReason.NONE.code()).reserved((short) 0).expectedUpdateId(0).observedUpdateId(0);
        return emit(FeedStatusEncoder.TEMPLATE_ID, FeedStatusEncoder.BLOCK_LENGTH, FeedStatusEncoder.BLOCK_LENGTH);
    }

    /** An instrument joins or leaves the universe. */
    public EventScript universe(final int id, final boolean member) {
        new UniverseChangedEncoder().wrap(buffer, Records.HEADER_LENGTH).instrumentId(id)
            .member((short) (member ? 1 : 0))
            .reason((short) (member ? UniverseReason.RULES : UniverseReason.VOLUME).code()).reserved((short) 0)
            .quoteVolume(1).spread(1);
        return emit(UniverseChangedEncoder.TEMPLATE_ID, UniverseChangedEncoder.BLOCK_LENGTH,
            UniverseChangedEncoder.BLOCK_LENGTH);
    }

    /** An operator moves a scope on the state ladder; id -1 for everything. */
    public EventScript tradingState(final int id, final TradingState state) {
        final OperatorCommandEncoder event = new OperatorCommandEncoder().wrap(buffer, Records.HEADER_LENGTH);
        event.commandIdHigh(0).commandIdLow(sequence).instrumentId(id).command((short) 1)
            .tradingState((short) state.code()).role((short) 0).channel((short) 0).argument(0)
            .scopeKind((short) (id < 0 ? Scope.GLOBAL : Scope.INSTRUMENT).code()).reserved((short) 0)
            .reserved2((short) 0).scopeId(id).who("test").body("").reason("test");
        return emit(OperatorCommandEncoder.TEMPLATE_ID, OperatorCommandEncoder.BLOCK_LENGTH, event.encodedLength());
    }

    /** The clean end. */
    public EventScript stop() {
        new StopRequestedEncoder().wrap(buffer, Records.HEADER_LENGTH).reason((short) 0).reserved((short) 0)
            .reserved2((short) 0).reserved3(0);
        return emit(StopRequestedEncoder.TEMPLATE_ID, StopRequestedEncoder.BLOCK_LENGTH,
            StopRequestedEncoder.BLOCK_LENGTH);
    }

    /** Any other message: its block and whole length as the encoder at {@link Records#HEADER_LENGTH} says. */
    public EventScript event(
        final int template, final int blockLength, final ToIntFunction<MutableDirectBuffer> encoder) {
        return emit(template, blockLength, encoder.applyAsInt(buffer));
    }

    private EventScript emit(final int template, final int blockLength, final int encodedLength) {
        final int length = Records.HEADER_LENGTH + encodedLength;
        EventFrame.header(buffer, 0, length, blockLength, template, nowNs);
        Records.stamp(buffer, 0, sequence++, nowNs, 1, 0);
        handler.onRecord(buffer, 0, length);
        return this;
    }
}
