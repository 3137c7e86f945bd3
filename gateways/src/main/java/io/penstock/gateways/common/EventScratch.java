package io.penstock.gateways.common;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import io.penstock.api.FeedReason;
import io.penstock.api.FeedState;
import io.penstock.api.Side;
import io.penstock.api.UniverseReason;
import io.penstock.api.Venue;
import io.penstock.engine.event.BestBidOfferEncoder;
import io.penstock.engine.event.BookUpdateEncoder;
import io.penstock.engine.event.CandleEncoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.FeedStatusEncoder;
import io.penstock.engine.event.FundingEncoder;
import io.penstock.engine.event.GroupSizeEncodingEncoder;
import io.penstock.engine.event.InstrumentDefinedEncoder;
import io.penstock.engine.event.JournalOpenedEncoder;
import io.penstock.engine.event.MarkPriceEncoder;
import io.penstock.engine.event.SeriesReadingEncoder;
import io.penstock.engine.event.ServerTimeEncoder;
import io.penstock.engine.event.TimeAdvancedEncoder;
import io.penstock.engine.event.TradeEncoder;
import io.penstock.engine.event.UniverseChangedEncoder;
import io.penstock.engine.port.Records;
import java.nio.charset.StandardCharsets;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A gateway's scratch: the records of one frame, one every {@link Records#SLOT_LENGTH} bytes, before they are published
 * whole. One thread; allocates in the constructor only (and for the texts of {@code journalOpened}).
 */
public final class EventScratch {
    private static final int CACHE_LINE = 64;
    private static final int BODY = Records.HEADER_LENGTH;
    private static final int GROUP_AT = BODY + BookUpdateEncoder.BLOCK_LENGTH;
    private static final int LEVELS_AT = GROUP_AT + GroupSizeEncodingEncoder.ENCODED_LENGTH;
    private static final int LEVEL_LENGTH = BookUpdateEncoder.LevelsEncoder.sbeBlockLength();

    private final UnsafeBuffer buffer;
    private final int slots;
    private final BookUpdateEncoder book = new BookUpdateEncoder();
    private final BestBidOfferEncoder bestBidOffer = new BestBidOfferEncoder();
    private final TradeEncoder trade = new TradeEncoder();
    private final CandleEncoder candle = new CandleEncoder();
    private final MarkPriceEncoder markPrice = new MarkPriceEncoder();
    private final FundingEncoder funding = new FundingEncoder();
    private final FeedStatusEncoder feedStatus = new FeedStatusEncoder();
    private final InstrumentDefinedEncoder instrument = new InstrumentDefinedEncoder();
    private final SeriesReadingEncoder series = new SeriesReadingEncoder();
    private final ServerTimeEncoder serverTime = new ServerTimeEncoder();
    private final UniverseChangedEncoder universe = new UniverseChangedEncoder();
    private final JournalOpenedEncoder journalOpened = new JournalOpenedEncoder();
    private int count;

    /**
     * An empty scratch.
     *
     * @param slots records it can hold
     */
    public EventScratch(final int slots) {
        this.slots = slots;
        this.buffer = new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(slots * Records.SLOT_LENGTH, CACHE_LINE));
    }

    /**
     * The records.
     *
     * @return the first one begins at 0
     */
    public UnsafeBuffer buffer() {
        return buffer;
    }

    /**
     * How many records there are.
     *
     * @return 0 after {@link #clear()}
     */
    public int count() {
        return count;
    }

    /**
     * How many more records fit.
     *
     * @return free slots
     */
    public int free() {
        return slots - count;
    }

    /** Forgets all records. */
    public void clear() {
        count = 0;
    }

    /**
     * How many records a book update takes.
     *
     * @param levels bids and asks together
     * @return at least 1
     */
    public static int chunks(final int levels) {
        return Math.max(1, (levels + EventFrame.LEVELS_PER_CHUNK - 1) / EventFrame.LEVELS_PER_CHUNK);
    }

    /**
     * Adds a book update, as many chunks as it needs.
     *
     * @param instrumentId     dense index
     * @param snapshot         true when it replaces the book
     * @param firstUpdateId    of the update
     * @param lastUpdateId     of the update
     * @param previousUpdateId the id it follows
     * @param exchangeTimeNs   or Long.MIN_VALUE
     * @param levels           price, quantity, price, quantity ...; bids first
     * @param from             index of the first price
     * @param bidCount         how many levels are bids
     * @param levelCount       bids and asks together
     * @param gatewayTimeNs    receive time
     * @return false when the free slots do not suffice; nothing was added
     */
    public boolean bookUpdate(
        final int instrumentId, final boolean snapshot, final long firstUpdateId, final long lastUpdateId,
        final long previousUpdateId, final long exchangeTimeNs, final long[] levels, final int from,
        final int bidCount, final int levelCount, final long gatewayTimeNs) {
        final int chunkCount = chunks(levelCount);
        if (chunkCount > free()) {
            return false;
        }
        int index = from;
        for (int chunk = 0; chunk < chunkCount; chunk++) {
            final int first = chunk * EventFrame.LEVELS_PER_CHUNK;
            final int size = Math.min(EventFrame.LEVELS_PER_CHUNK, levelCount - first);
            final int offset = open(LEVELS_AT + size * LEVEL_LENGTH, BookUpdateEncoder.BLOCK_LENGTH,
                BookUpdateEncoder.TEMPLATE_ID, gatewayTimeNs);
            book.wrap(buffer, offset + BODY).instrumentId(instrumentId).chunkIndex(chunk).chunkCount(chunkCount)
                .bidCount(Math.max(0, Math.min(size, bidCount - first))).snapshot((short) (snapshot ? 1 : 0))
                .reserved((short) 0).reserved2(0).firstUpdateId(firstUpdateId).lastUpdateId(lastUpdateId)
                .previousUpdateId(previousUpdateId).exchangeTimeNs(exchangeTimeNs).reserved3(0);
            buffer.putShort(offset + GROUP_AT, (short) LEVEL_LENGTH, LITTLE_ENDIAN);
            buffer.putShort(offset + GROUP_AT + 2, (short) size, LITTLE_ENDIAN);
            int at = offset + LEVELS_AT;
            for (int i = 0; i < size; i++, at += LEVEL_LENGTH, index += 2) {
                buffer.putLong(at, levels[index], LITTLE_ENDIAN);
                buffer.putLong(at + 8, levels[index + 1], LITTLE_ENDIAN);
            }
        }
        return true;
    }

    /**
     * Adds a best bid and offer.
     *
     * @param instrumentId   dense index
     * @param updateId       of the venue's book
     * @param exchangeTimeNs or Long.MIN_VALUE
     * @param bidPrice       price units, 0 = none
     * @param bidQuantity    quantity units
     * @param askPrice       price units, 0 = none
     * @param askQuantity    quantity units
     * @param gatewayTimeNs  receive time
     */
    public void bestBidOffer(
        final int instrumentId, final long updateId, final long exchangeTimeNs, final long bidPrice,
        final long bidQuantity, final long askPrice, final long askQuantity, final long gatewayTimeNs) {
        final int offset = open(BODY + BestBidOfferEncoder.BLOCK_LENGTH, BestBidOfferEncoder.BLOCK_LENGTH,
            BestBidOfferEncoder.TEMPLATE_ID, gatewayTimeNs);
        bestBidOffer.wrap(buffer, offset + BODY).instrumentId(instrumentId).reserved(0).updateId(updateId)
            .exchangeTimeNs(exchangeTimeNs).bidPrice(bidPrice).bidQuantity(bidQuantity).askPrice(askPrice)
            .askQuantity(askQuantity);
    }

    /**
     * Adds a trade.
     *
     * @param instrumentId   dense index
     * @param aggressor      who took
     * @param aggregated     true when several fills came as one
     * @param tradeId        the venue's
     * @param price          price units
     * @param quantity       quantity units
     * @param exchangeTimeNs or Long.MIN_VALUE
     * @param gatewayTimeNs  receive time
     */
    public void trade(
        final int instrumentId, final Side aggressor, final boolean aggregated, final long tradeId, final long price,
        final long quantity, final long exchangeTimeNs, final long gatewayTimeNs) {
        final int offset = open(BODY + TradeEncoder.BLOCK_LENGTH, TradeEncoder.BLOCK_LENGTH,
            TradeEncoder.TEMPLATE_ID, gatewayTimeNs);
        trade.wrap(buffer, offset + BODY).instrumentId(instrumentId).aggressorSide((short) aggressor.code())
            .aggregated((short) (aggregated ? 1 : 0)).reserved((short) 0).tradeId(tradeId).price(price)
            .quantity(quantity).exchangeTimeNs(exchangeTimeNs);
    }

    /**
     * Begins a candle; the caller fills in the prices and counts.
     *
     * @param instrumentId  dense index
     * @param closed        true when it will not change any more
     * @param gatewayTimeNs receive time
     * @return the encoder, wrapped
     */
    public CandleEncoder candle(final int instrumentId, final boolean closed, final long gatewayTimeNs) {
        final int offset = open(BODY + CandleEncoder.BLOCK_LENGTH, CandleEncoder.BLOCK_LENGTH,
            CandleEncoder.TEMPLATE_ID, gatewayTimeNs);
        return candle.wrap(buffer, offset + BODY).instrumentId(instrumentId).closed((short) (closed ? 1 : 0))
            .reserved((short) 0).reserved2((short) 0);
    }

    /**
     * Adds a mark price.
     *
     * @param instrumentId   dense index
     * @param mark           price units
     * @param index          price units
     * @param exchangeTimeNs or Long.MIN_VALUE
     * @param gatewayTimeNs  receive time
     */
    public void markPrice(
        final int instrumentId, final long mark, final long index, final long exchangeTimeNs,
        final long gatewayTimeNs) {
        final int offset = open(BODY + MarkPriceEncoder.BLOCK_LENGTH, MarkPriceEncoder.BLOCK_LENGTH,
            MarkPriceEncoder.TEMPLATE_ID, gatewayTimeNs);
        markPrice.wrap(buffer, offset + BODY).instrumentId(instrumentId).reserved(0).markPrice(mark)
            .indexPrice(index).exchangeTimeNs(exchangeTimeNs);
    }

    /**
     * Adds an expected funding rate.
     *
     * @param instrumentId   dense index
     * @param rate           exponent -8, may be negative
     * @param fundingTimeNs  when it will be settled
     * @param exchangeTimeNs or Long.MIN_VALUE
     * @param gatewayTimeNs  receive time
     */
    public void funding(
        final int instrumentId, final long rate, final long fundingTimeNs, final long exchangeTimeNs,
        final long gatewayTimeNs) {
        final int offset = open(BODY + FundingEncoder.BLOCK_LENGTH, FundingEncoder.BLOCK_LENGTH,
            FundingEncoder.TEMPLATE_ID, gatewayTimeNs);
        funding.wrap(buffer, offset + BODY).instrumentId(instrumentId).settled((short) 0).reserved((short) 0)
            .reserved2((short) 0).rate(rate).fundingTimeNs(fundingTimeNs).exchangeTimeNs(exchangeTimeNs);
    }

    /**
     * Adds a feed status.
     *
     * @param instrumentId     dense index, or -1 for all of the source
     * @param state            what is known
     * @param reason           why
     * @param expectedUpdateId id that should have come, or 0
     * @param observedUpdateId id that came, or 0
     * @param gatewayTimeNs    receive time
     */
    public void feedStatus(
        final int instrumentId, final FeedState state, final FeedReason reason, final long expectedUpdateId,
        final long observedUpdateId, final long gatewayTimeNs) {
        final int offset = open(BODY + FeedStatusEncoder.BLOCK_LENGTH, FeedStatusEncoder.BLOCK_LENGTH,
            FeedStatusEncoder.TEMPLATE_ID, gatewayTimeNs);
        feedStatus.wrap(buffer, offset + BODY).instrumentId(instrumentId).status((short) state.code())
            .reason((short) reason.code()).reserved((short) 0).expectedUpdateId(expectedUpdateId)
            .observedUpdateId(observedUpdateId);
    }

    /**
     * Adds the word that time passed.
     *
     * @param gatewayTimeNs receive time
     */
    public void timeAdvanced(final long gatewayTimeNs) {
        final int offset = open(BODY + TimeAdvancedEncoder.BLOCK_LENGTH, TimeAdvancedEncoder.BLOCK_LENGTH,
            TimeAdvancedEncoder.TEMPLATE_ID, gatewayTimeNs);
        buffer.putLong(offset + BODY, 0);
    }

    /**
     * Adds one value of an outside series.
     *
     * @param seriesId        dense index of the series
     * @param name            of the series, at most 32 ASCII characters
     * @param value           any number; not NaN
     * @param periodStartNs   what it speaks of begins then
     * @param publishedTimeNs when it could be known; its receive time, too
     */
    public void seriesReading(
        final int seriesId, final String name, final double value, final long periodStartNs,
        final long publishedTimeNs) {
        final int offset = open(BODY + SeriesReadingEncoder.BLOCK_LENGTH, SeriesReadingEncoder.BLOCK_LENGTH,
            SeriesReadingEncoder.TEMPLATE_ID, publishedTimeNs);
        series.wrap(buffer, offset + BODY).seriesId(seriesId).reserved(0)
            .valueBits(Double.doubleToLongBits(value)).periodStartNs(periodStartNs)
            .publishedTimeNs(publishedTimeNs).name(name);
    }

    /**
     * Adds what a venue's clock says.
     *
     * @param venue         whose clock
     * @param offsetNs      its time minus ours
     * @param uncertaintyNs the offset may be off by so much either way
     * @param gatewayTimeNs receive time of the sample
     */
    public void serverTime(
        final Venue venue, final long offsetNs, final long uncertaintyNs, final long gatewayTimeNs) {
        final int offset = open(BODY + ServerTimeEncoder.BLOCK_LENGTH, ServerTimeEncoder.BLOCK_LENGTH,
            ServerTimeEncoder.TEMPLATE_ID, gatewayTimeNs);
        serverTime.wrap(buffer, offset + BODY).venue((short) venue.code()).reserved((short) 0).reserved2((short) 0)
            .reserved3(0).offsetNs(offsetNs).uncertaintyNs(uncertaintyNs);
    }

    /**
     * Adds that an instrument joined or left the universe.
     *
     * @param instrumentId  dense index
     * @param reason        why; says also whether it is in
     * @param quoteVolume   of 24 hours, amount with exponent -8, or Long.MIN_VALUE
     * @param spread        of the mid, rate with exponent -8, or Long.MIN_VALUE
     * @param gatewayTimeNs when it was decided
     */
    public void universeChanged(
        final int instrumentId, final UniverseReason reason, final long quoteVolume, final long spread,
        final long gatewayTimeNs) {
        final int offset = open(BODY + UniverseChangedEncoder.BLOCK_LENGTH, UniverseChangedEncoder.BLOCK_LENGTH,
            UniverseChangedEncoder.TEMPLATE_ID, gatewayTimeNs);
        universe.wrap(buffer, offset + BODY).instrumentId(instrumentId).member((short) (reason.member() ? 1 : 0))
            .reason((short) reason.code()).reserved((short) 0).quoteVolume(quoteVolume).spread(spread);
    }

    /**
     * Adds the definition of an instrument.
     *
     * @param instrumentId  dense index
     * @param definition    what it says
     * @param gatewayTimeNs receive time
     */
    public void instrumentDefined(
        final int instrumentId, final InstrumentDefinition definition, final long gatewayTimeNs) {
        final int offset = open(BODY + InstrumentDefinedEncoder.BLOCK_LENGTH, InstrumentDefinedEncoder.BLOCK_LENGTH,
            InstrumentDefinedEncoder.TEMPLATE_ID, gatewayTimeNs);
        instrument.wrap(buffer, offset + BODY).instrumentId(instrumentId).venue((short) definition.venue().code())
            .kind((short) definition.kind().code()).status((short) definition.status().code())
            .priceExponent((byte) definition.priceExponent()).quantityExponent((byte) definition.quantityExponent())
            .reserved((byte) 0).reserved2((short) 0).tickSize(definition.tickSize()).lotSize(definition.lotSize())
            .minQuantity(definition.minQuantity()).maxQuantity(definition.maxQuantity())
            .minNotional(definition.minNotional()).symbol(definition.symbol()).baseAsset(definition.baseAsset())
            .quoteAsset(definition.quoteAsset());
        final TradingTerms terms = definition.terms();
        instrument.initialMarginRate(terms.initialMarginRate()).maintenanceMarginRate(terms.maintenanceMarginRate())
            .bandUpRate(terms.bandUpRate()).bandDownRate(terms.bandDownRate()).makerFeeRate(terms.makerFeeRate())
            .takerFeeRate(terms.takerFeeRate()).maxOpenOrders(terms.maxOpenOrders())
            .maxLeverage(terms.maxLeverage()).capabilities(terms.capabilities());
    }

    /**
     * Adds the record that opens an input log.
     *
     * @param idHigh        upper half of the journal's id
     * @param idLow         lower half
     * @param origin        what fills the log; cut to what a slot holds
     * @param gatewayTimeNs receive time of the first event
     */
    public void journalOpened(final long idHigh, final long idLow, final String origin, final long gatewayTimeNs) {
        final byte[] text = origin.getBytes(StandardCharsets.UTF_8);
        final int fixed = BODY + JournalOpenedEncoder.BLOCK_LENGTH + JournalOpenedEncoder.originHeaderLength();
        final int length = Math.min(text.length, Records.SLOT_LENGTH - fixed);
        final int offset = open(fixed + length, JournalOpenedEncoder.BLOCK_LENGTH, JournalOpenedEncoder.TEMPLATE_ID,
            gatewayTimeNs);
        journalOpened.wrap(buffer, offset + BODY).journalIdHigh(idHigh).journalIdLow(idLow)
            .baseStateHash(0).baseIdHigh(0).baseIdLow(0).putOrigin(text, 0, length);
    }

    private int open(final int length, final int blockLength, final int templateId, final long gatewayTimeNs) {
        final int offset = count * Records.SLOT_LENGTH;
        EventFrame.header(buffer, offset, length, blockLength, templateId, gatewayTimeNs);
        count++;
        return offset;
    }
}
