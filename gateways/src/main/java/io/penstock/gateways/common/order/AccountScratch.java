package io.penstock.gateways.common.order;

import io.penstock.api.CashFlowKind;
import io.penstock.api.ExecutionType;
import io.penstock.api.Liquidity;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.SendResult;
import io.penstock.api.Side;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.api.VenueErrorClass;
import io.penstock.engine.event.AccountReportEncoder;
import io.penstock.engine.event.CashFlowEncoder;
import io.penstock.engine.event.EventFrame;
import io.penstock.engine.event.ExecutionReportEncoder;
import io.penstock.engine.event.OpenOrderReportEncoder;
import io.penstock.engine.event.OrderSendResultEncoder;
import io.penstock.engine.event.VenueStatusEncoder;
import io.penstock.engine.port.Records;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A gateway's scratch for private events: one record every {@link Records#SLOT_LENGTH} bytes, published whole.
 *
 * <p>Each method adds one record; the caller has made sure of {@link #free}. One thread; allocates in the constructor.
 */
public final class AccountScratch {
    private static final int BODY = Records.HEADER_LENGTH;

    private final UnsafeBuffer buffer;
    private final int slots;
    private final ExecutionReportEncoder execution = new ExecutionReportEncoder();
    private final OrderSendResultEncoder sendResult = new OrderSendResultEncoder();
    private final OpenOrderReportEncoder openOrder = new OpenOrderReportEncoder();
    private final AccountReportEncoder account = new AccountReportEncoder();
    private final CashFlowEncoder cashFlow = new CashFlowEncoder();
    private final VenueStatusEncoder venueStatus = new VenueStatusEncoder();
    private int count;

    /**
     * An empty scratch.
     *
     * @param slots records it can hold
     */
    public AccountScratch(final int slots) {
        this.slots = slots;
        this.buffer = new UnsafeBuffer(new byte[slots * Records.SLOT_LENGTH]);
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
     * Adds an execution report with neither fill nor refusal; the caller fills in what more there is (last price and
     * quantity, fee, execution id, new terms, error) on the encoder returned.
     *
     * @param clientOrderId  ours, 0 when the order is not ours
     * @param instrumentId   dense index
     * @param type           what happened
     * @param side           of the order
     * @param reason         NONE unless refused or ended by the venue
     * @param cumulative     quantity filled so far as the venue counts
     * @param leaves         quantity left as the venue counts
     * @param venueOrderId   the venue's id, at most 40 ASCII characters
     * @param exchangeTimeNs or Long.MIN_VALUE
     * @param nowNs          receive time
     * @return the encoder, wrapped
     */
    public ExecutionReportEncoder execution(
        final long clientOrderId, final int instrumentId, final ExecutionType type, final Side side,
        final RejectReason reason, final long cumulative, final long leaves, final String venueOrderId,
        final long exchangeTimeNs, final long nowNs) {
        final int body = open(ExecutionReportEncoder.BLOCK_LENGTH, ExecutionReportEncoder.TEMPLATE_ID, nowNs);
        return execution.wrap(buffer, body).clientOrderId(clientOrderId).instrumentId(instrumentId)
            .executionType((short) type.code()).side((short) side.code())
            .liquidity((short) Liquidity.NONE.code()).reason((short) reason.code()).executionId(0).lastPrice(0)
            .lastQuantity(0).cumulativeQuantity(cumulative).leavesQuantity(leaves).feeAmount(0)
            .exchangeTimeNs(exchangeTimeNs).feeAsset("").venueOrderId(venueOrderId).price(0).quantity(0)
            .venueCode(0).errorClass((short) VenueErrorClass.NONE.code()).flags((short) 0).reserved((short) 0);
    }

    /**
     * Adds what became of an attempt to send.
     *
     * @param clientOrderId of the command, 0 for one that names no order
     * @param instrumentId  of the command, -1 for none
     * @param command       what was to be sent
     * @param result        what became of it
     * @param errorClass    of the venue's answer
     * @param code          the venue's own, 0 = none
     * @param nowNs         receive time
     */
    public void sendResult(
        final long clientOrderId, final int instrumentId, final OrderCommandType command, final SendResult result,
        final VenueErrorClass errorClass, final int code, final long nowNs) {
        final int body = open(OrderSendResultEncoder.BLOCK_LENGTH, OrderSendResultEncoder.TEMPLATE_ID, nowNs);
        sendResult.wrap(buffer, body).clientOrderId(clientOrderId).instrumentId(instrumentId)
            .command((short) command.code()).result((short) result.code()).venueCode((short) 0).code(code)
            .errorClass((short) errorClass.code()).reserved((short) 0).reserved2((short) 0);
    }

    /**
     * Adds an open order as the venue lists it.
     *
     * @param venue         whose listing
     * @param clientOrderId ours, 0 when it is not one of ours
     * @param instrumentId  dense index
     * @param side          of the order
     * @param type          of the order
     * @param status        NEW, PARTIALLY_FILLED or PENDING_NEW
     * @param price         price units
     * @param quantity      whole quantity
     * @param cumulative    filled so far
     * @param triggerPrice  price units, 0 = none
     * @param venueOrderId  the venue's id
     * @param nowNs         receive time
     */
    public void openOrder(
        final Venue venue, final long clientOrderId, final int instrumentId, final Side side, final OrderType type,
        final OrderStatus status, final long price, final long quantity, final long cumulative,
        final long triggerPrice, final String venueOrderId, final long nowNs) {
        final int body = open(OpenOrderReportEncoder.BLOCK_LENGTH, OpenOrderReportEncoder.TEMPLATE_ID, nowNs);
        openOrder.wrap(buffer, body).clientOrderId(clientOrderId).instrumentId(instrumentId)
            .side((short) side.code()).status((short) status.code()).last((short) 0).reserved((short) 0).price(price)
            .quantity(quantity).cumulativeQuantity(cumulative).venueOrderId(venueOrderId).triggerPrice(triggerPrice)
            .venue((short) venue.code()).orderType((short) type.code()).reserved2((short) 0).reserved3(0);
    }

    /**
     * Adds a balance.
     *
     * @param venue          whose wallet
     * @param asset          at most 16 ASCII characters
     * @param free           amount, exponent -8
     * @param locked         amount, exponent -8
     * @param exchangeTimeNs or Long.MIN_VALUE
     * @param nowNs          receive time
     */
    public void balance(
        final Venue venue, final String asset, final long free, final long locked, final long exchangeTimeNs,
        final long nowNs) {
        account(venue, -1, asset, free, locked, 0, 0, 0, 0, exchangeTimeNs, nowNs);
    }

    /**
     * Adds a position.
     *
     * @param venue            whose
     * @param instrumentId     dense index
     * @param position         signed quantity
     * @param entryPrice       price units
     * @param liquidationPrice price units, 0 = none
     * @param leverage         0 = not told
     * @param exchangeTimeNs   or Long.MIN_VALUE
     * @param nowNs            receive time
     */
    public void position(
        final Venue venue, final int instrumentId, final long position, final long entryPrice,
        final long liquidationPrice, final int leverage, final long exchangeTimeNs, final long nowNs) {
        account(venue, instrumentId, "", 0, 0, position, entryPrice, liquidationPrice, leverage, exchangeTimeNs,
            nowNs);
    }

    private void account(
        final Venue venue, final int instrumentId, final String asset, final long free, final long locked,
        final long position, final long entryPrice, final long liquidationPrice, final int leverage,
        final long exchangeTimeNs, final long nowNs) {
        final int body = open(AccountReportEncoder.BLOCK_LENGTH, AccountReportEncoder.TEMPLATE_ID, nowNs);
        account.wrap(buffer, body).instrumentId(instrumentId).venue((short) venue.code()).last((short) 0)
            .reserved((short) 0).free(free).locked(locked).position(position).entryPrice(entryPrice)
            .exchangeTimeNs(exchangeTimeNs).asset(asset).liquidationPrice(liquidationPrice).leverage(leverage)
            .reserved2(0);
    }

    /**
     * Adds money that moved without a trade.
     *
     * @param venue          whose wallet
     * @param kind           why
     * @param flowId         unique per venue
     * @param instrumentId   dense index, -1 = none
     * @param asset          at most 16 ASCII characters
     * @param amount         exponent -8; negative = we paid
     * @param exchangeTimeNs or Long.MIN_VALUE
     * @param nowNs          receive time
     */
    public void cashFlow(
        final Venue venue, final CashFlowKind kind, final long flowId, final int instrumentId, final String asset,
        final long amount, final long exchangeTimeNs, final long nowNs) {
        final int body = open(CashFlowEncoder.BLOCK_LENGTH, CashFlowEncoder.TEMPLATE_ID, nowNs);
        cashFlow.wrap(buffer, body).flowId(flowId).amount(amount).exchangeTimeNs(exchangeTimeNs)
            .instrumentId(instrumentId).venue((short) venue.code()).kind((short) kind.code()).reserved((short) 0)
            .asset(asset);
    }

    /**
     * Adds what is known of the venue's private half.
     *
     * @param venue     whose
     * @param condition what is known
     * @param code      the venue's own error code, 0 = none
     * @param untilNs   until when it holds, 0 = until told otherwise
     * @param argument  of the condition, e.g. number of the listing
     * @param nowNs     receive time
     */
    public void venueStatus(
        final Venue venue, final VenueCondition condition, final int code, final long untilNs, final long argument,
        final long nowNs) {
        final int body = open(VenueStatusEncoder.BLOCK_LENGTH, VenueStatusEncoder.TEMPLATE_ID, nowNs);
        venueStatus.wrap(buffer, body).venue((short) venue.code()).condition((short) condition.code())
            .reserved((short) 0).code(code).untilNs(untilNs).argument(argument);
    }

    private int open(final int blockLength, final int templateId, final long nowNs) {
        final int offset = count * Records.SLOT_LENGTH;
        EventFrame.header(buffer, offset, BODY + blockLength, blockLength, templateId, nowNs);
        count++;
        return offset + BODY;
    }
}
