package io.penstock.gateways.binance;

import com.fasterxml.jackson.databind.JsonNode;
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
import io.penstock.engine.event.ClientOrderIdText;
import io.penstock.engine.event.ExecutionReportEncoder;
import io.penstock.engine.event.OrderCommandDecoder;
import io.penstock.gateways.common.order.EventOutbox;

/**
 * Writes events about orders, whichever way the venue told of them, and keeps the table of orders up to date. Each
 * method reads everything it needs before it writes anything. One thread; allocates.
 */
final class BinanceReports {
    /** The report was found by a query or a listing. */
    static final int FOUND = 1;

    private final Venue venue;
    private final BinanceOrderTable table;
    private final EventOutbox outbox;

    BinanceReports(final Venue venue, final BinanceOrderTable table, final EventOutbox outbox) {
        this.venue = venue;
        this.table = table;
        this.outbox = outbox;
    }

    /** The order behind a client id in text, 0 when it is not one of ours. */
    static long ours(final String text) {
        final long id = ClientOrderIdText.parse(text);
        return id != ClientOrderIdText.NONE && ClientOrderIdText.isLive(text) ? id : 0;
    }

    /** Whether the venue itself traded for us: liquidation, deleveraging, delivery. */
    static boolean forced(final String clientText) {
        return clientText.startsWith("autoclose-") || clientText.startsWith("adl_autoclose")
            || clientText.startsWith("settlement_autoclose-");
    }

    /** What a report says beside its type. */
    record Word(
        BinanceMarkets.Market market, long clientOrderId, String venueOrderId, Side side, long cumulative,
        long quantity, long timeNs, int flags) {
        long leaves() {
            return Math.max(0, quantity - cumulative);
        }
    }

    ExecutionReportEncoder write(
        final Word word, final ExecutionType type, final RejectReason reason, final long nowNs) {
        remember(word, type);
        final boolean open = type == ExecutionType.ACCEPTED || type == ExecutionType.TRADE
            || type == ExecutionType.TRIGGERED || type == ExecutionType.REPLACED;
        return outbox.one().execution(word.clientOrderId(), word.market().id(), type, word.side(), reason,
            word.cumulative(), open ? word.leaves() : 0, word.venueOrderId(), word.timeNs(), nowNs)
            .flags((short) word.flags());
    }

    private void remember(final Word word, final ExecutionType type) {
        word.market().activate();
        if (word.clientOrderId() == 0) {
            table.foreign(word.market(), word.venueOrderId());
            return;
        }
        final BinanceOrderTable.Entry entry =
            table.know(word.clientOrderId(), word.market(), word.side(), OrderType.LIMIT);
        if (!word.venueOrderId().isEmpty()) {
            table.venueId(entry, word.venueOrderId());
        }
        switch (type) {
            case ACCEPTED -> entry.accept();
            case TRIGGERED -> entry.trigger();
            case CANCELED, EXPIRED, REJECTED -> table.end(entry);
            case TRADE -> {
                if (word.quantity() > 0 && word.leaves() == 0) {
                    table.end(entry);
                }
            }
            default -> { }
        }
    }

    /** Adds a fill; the trade's number is the execution's id. */
    void fill(
        final Word word, final long tradeId, final long price, final long quantity, final long fee,
        final String feeAsset, final Liquidity liquidity, final RejectReason reason, final long nowNs) {
        word.market().traded(tradeId);
        write(word, ExecutionType.TRADE, reason, nowNs).executionId(tradeId).lastPrice(price).lastQuantity(quantity)
            .feeAmount(fee).feeAsset(feeAsset).liquidity((short) liquidity.code());
    }

    /**
     * An order object of an answer, a query or a listing: its client id, numbers and time.
     *
     * @param clientField in which the order's own client id stands
     */
    Word word(final JsonNode order, final BinanceMarkets.Market market, final String clientField, final int flags) {
        final String time = order.has("updateTime") ? "updateTime" : order.has("transactTime") ? "transactTime"
            : "time";
        return new Word(market, ours(BinanceFields.text(order, clientField)),
            Long.toString(BinanceFields.whole(order, "orderId")), BinanceFields.side(order, "side"),
            BinanceFields.decimal(order, "executedQty", market.quantityExponent()),
            BinanceFields.decimal(order, "origQty", market.quantityExponent()),
            order.has(time) ? BinanceFields.timeNs(order, time) : Long.MIN_VALUE, flags);
    }

    /** The word on an order's status. */
    void status(final Word word, final String status, final JsonNode order, final long nowNs) {
        switch (status) {
            case "CANCELED", "PENDING_CANCEL" -> write(word, ExecutionType.CANCELED, RejectReason.NONE, nowNs);
            case "REJECTED" -> write(word, ExecutionType.REJECTED, RejectReason.OTHER, nowNs);
            case "EXPIRED" -> write(word, ExecutionType.EXPIRED, expiry(order), nowNs);
            case "EXPIRED_IN_MATCH" -> write(word, ExecutionType.EXPIRED, RejectReason.SELF_TRADE, nowNs);
            default -> {
                final boolean tells = word.flags() == FOUND && order.has("origQty");
                final long price = tells
                    ? BinanceFields.decimalOr0(order, "price", word.market().priceExponent()) : 0;
                write(word, ExecutionType.ACCEPTED, RejectReason.NONE, nowNs).price(price)
                    .quantity(tells ? word.quantity() : 0);
            }
        }
    }

    /** Why an order ended that nobody canceled, out of an order object. */
    private static RejectReason expiry(final JsonNode order) {
        return expiry(order.path("expiryReason").asText(), order.path("timeInForce").asText(),
            order.path("type").asText(), order.path("orderListId").asLong(-1));
    }

    static RejectReason expiry(
        final String reason, final String timeInForce, final String type, final long orderListId) {
        return switch (reason) {
            case "OCO_TRIGGER" -> RejectReason.OCO_SIBLING;
            case "UNFILLED_IOC_QUANTITY_EXPIRED", "INSUFFICIENT_LIQUIDITY" -> RejectReason.NO_LIQUIDITY;
            case "UNFILLED_FOK_ORDER_EXPIRED" -> RejectReason.NOT_FILLABLE;
            case "EXECUTION_RULE_PRICE_RANGE_EXCEEDED" -> RejectReason.PRICE_BAND;
            case "" -> "FOK".equals(timeInForce) ? RejectReason.NOT_FILLABLE
                : "IOC".equals(timeInForce) || "MARKET".equals(type) ? RejectReason.NO_LIQUIDITY
                : "GTX".equals(timeInForce) || "LIMIT_MAKER".equals(type) && orderListId < 0 ? RejectReason.WOULD_TAKE
                : orderListId >= 0 ? RejectReason.OCO_SIBLING : RejectReason.OTHER;
            default -> RejectReason.OTHER;
        };
    }

    /** An order of a listing. */
    void open(
        final Word word, final String status, final OrderType type, final long price, final long trigger,
        final long nowNs) {
        remember(word, ExecutionType.ACCEPTED);
        outbox.one().openOrder(venue, word.clientOrderId(), word.market().id(), word.side(), type,
            switch (status) {
                case "PARTIALLY_FILLED" -> OrderStatus.PARTIALLY_FILLED;
                case "PENDING_NEW" -> OrderStatus.PENDING_NEW;
                default -> OrderStatus.NEW;
            }, price, word.quantity(), word.cumulative(), trigger, word.venueOrderId(), nowNs);
    }

    /** What became of a command about one order. */
    void sent(
        final BinanceTicket ticket, final SendResult result, final VenueErrorClass errorClass, final int code,
        final long nowNs) {
        outbox.one().sendResult(ticket.clientOrderId(), ticket.market().id(), ticket.command(), result, errorClass,
            code, nowNs);
    }

    /** What became of one half of a command about two orders. */
    void sent(
        final long clientOrderId, final int instrumentId, final OrderCommandType command, final SendResult result,
        final VenueErrorClass errorClass, final int code, final long nowNs) {
        outbox.one().sendResult(clientOrderId, instrumentId, command, result, errorClass, code, nowNs);
    }

    /** A command that cannot be read, or for an instrument that was never announced: nothing left. */
    void unreadable(final OrderCommandDecoder command, final OrderCommandType type, final long nowNs) {
        outbox.one().sendResult(command.clientOrderId(), command.instrumentId(), type,
            type == OrderCommandType.QUERY ? SendResult.UNKNOWN : SendResult.NOT_SENT, VenueErrorClass.BUG, 0, nowNs);
    }

    /** What became of a command about an instrument or a venue. */
    void sent(
        final OrderCommandType command, final int instrumentId, final SendResult result,
        final VenueErrorClass errorClass, final int code, final long nowNs) {
        outbox.one().sendResult(0, instrumentId, command, result, errorClass, code, nowNs);
    }

    /** The venue refused what a command asked of one order. */
    void refused(
        final BinanceTicket ticket, final BinanceOrderErrors.Verdict verdict, final int code, final long nowNs) {
        final ExecutionType type = switch (ticket.command()) {
            case CANCEL -> ExecutionType.CANCEL_REJECTED;
            case REPLACE -> ticket.target() == 0 ? ExecutionType.REPLACE_REJECTED : ExecutionType.REJECTED;
            default -> ExecutionType.REJECTED;
        };
        refused(ticket, ticket.clientOrderId(), type, verdict, code, nowNs);
    }

    void refused(
        final BinanceTicket ticket, final long clientOrderId, final ExecutionType type,
        final BinanceOrderErrors.Verdict verdict, final int code, final long nowNs) {
        final BinanceOrderTable.Entry entry = table.byClientId(clientOrderId);
        final String venueOrderId = entry == null ? "" : entry.venueOrderId();
        write(new Word(ticket.market(), clientOrderId, venueOrderId, ticket.side(), 0, 0, Long.MIN_VALUE, 0), type,
            verdict.reason(), nowNs).venueCode(code).errorClass((short) verdict.errorClass().code());
        if (BinanceOrderErrors.asksForDefinitions(verdict)) {
            condition(VenueCondition.FILTERS_CHANGED, code, 0, ticket.market().id(), nowNs);
        }
    }

    void condition(
        final VenueCondition condition, final int code, final long untilNs, final long argument, final long nowNs) {
        outbox.one().venueStatus(venue, condition, code, untilNs, argument, nowNs);
    }

    /** Asset of a fee, empty when there is no fee. */
    static String feeAsset(final JsonNode node, final String name, final long fee) {
        return fee == 0 ? "" : BinanceFields.asset(node, name);
    }
}
