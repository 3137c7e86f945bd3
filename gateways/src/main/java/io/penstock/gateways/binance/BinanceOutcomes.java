package io.penstock.gateways.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.ExecutionType;
import io.penstock.api.FixedPoint;
import io.penstock.api.Liquidity;
import io.penstock.api.OrderCommandType;
import io.penstock.api.RejectReason;
import io.penstock.api.SendResult;
import io.penstock.api.VenueErrorClass;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Turns what became of commands into events. An answer that cannot be read counts as none: the outcome is unknown. One
 * thread; allocates.
 */
final class BinanceOutcomes {
    private final boolean usdm;
    private final BinanceReports reports;
    private final BinanceCommands commands;
    private final BinanceMarkets markets;
    private long malformed;

    BinanceOutcomes(
        final boolean usdm, final BinanceReports reports, final BinanceCommands commands,
        final BinanceMarkets markets) {
        this.usdm = usdm;
        this.reports = reports;
        this.commands = commands;
        this.markets = markets;
    }

    /** Answers that could not be read. */
    long malformed() {
        return malformed;
    }

    void onReply(final BinanceCall call, final BinanceReply reply, final long nowNs) {
        try {
            if (reply.ok()) {
                succeeded(call, reply, nowNs);
            } else {
                failed(call, reply, BinanceOrderErrors.of(usdm, reply.status(), reply.code(), reply.message()),
                    nowNs);
            }
        } catch (final IllegalArgumentException unreadable) {
            malformed++;
            onLost(call, true, nowNs);
        }
    }

    /** There will be no answer; nothing is told twice. */
    void onLost(final BinanceCall call, final boolean sent, final long nowNs) {
        if (call.told()) {
            return;
        }
        call.tell();
        final boolean query = call.command() == OrderCommandType.QUERY;
        final SendResult result = sent || query ? SendResult.UNKNOWN : SendResult.NOT_SENT;
        say(call, result, sent ? VenueErrorClass.UNKNOWN_OUTCOME : VenueErrorClass.RETRYABLE, 0, nowNs);
    }

    private void say(
        final BinanceCall call, final SendResult result, final VenueErrorClass errorClass, final int code,
        final long nowNs) {
        if (call.ticket() == null) {
            reports.sent(call.command(), call.market() == null ? -1 : call.market().id(), result, errorClass, code,
                nowNs);
            return;
        }
        reports.sent(call.ticket(), result, errorClass, code, nowNs);
        if (call.other() != null) {
            reports.sent(call.other(), result, errorClass, code, nowNs);
        }
    }

    private void succeeded(final BinanceCall call, final BinanceReply reply, final long nowNs) {
        final JsonNode result = reply.result();
        switch (call.kind()) {
            case PAIR -> paired(call, result, nowNs);
            case QUERY_STATUS -> queried(call, reply, nowNs);
            case QUERY_TRADES -> {
                trades(call, result, nowNs);
                status(call, call.kept().result(), nowNs);
            }
            case SWEEP -> sweep(result, nowNs);
            default -> {
                switch (call.command()) {
                    case NEW -> placed(call.ticket(), result, nowNs);
                    case CANCEL -> canceled(call.ticket(), call.ticket().clientOrderId(), result, nowNs);
                    case REPLACE -> replaced(call, result, nowNs);
                    default -> {
                        canceledEach(call, result, nowNs);
                        say(call, SendResult.SENT, VenueErrorClass.NONE, 0, nowNs);
                    }
                }
            }
        }
    }

    private static String venueId(final JsonNode result) {
        return Long.toString(BinanceFields.whole(result, result.has("algoId") ? "algoId" : "orderId"));
    }

    private BinanceReports.Word word(
        final BinanceTicket ticket, final long clientOrderId, final JsonNode result, final long cumulative) {
        final String time = result.has("transactTime") ? "transactTime" : "updateTime";
        return new BinanceReports.Word(ticket.market(), clientOrderId, venueId(result), ticket.side(), cumulative,
            ticket.quantity(), result.has(time) ? BinanceFields.timeNs(result, time) : Long.MIN_VALUE, 0);
    }

    private void placed(final BinanceTicket ticket, final JsonNode result, final long nowNs) {
        final int exponent = ticket.market().quantityExponent();
        final long executed = BinanceFields.decimalOr0(result, "executedQty", exponent);
        final List<Fill> fills = fills(ticket.market(), result.path("fills"), "tradeId");
        reports.write(word(ticket, ticket.clientOrderId(), result, 0), ExecutionType.ACCEPTED, RejectReason.NONE,
            nowNs);
        long sum = 0;
        for (final Fill fill : fills) {
            sum += fill.quantity();
            write(fill, word(ticket, ticket.clientOrderId(), result, sum), nowNs);
        }
        final String status = result.path("status").asText();
        // An end of which not every fill is told here is left to the stream, which tells them first.
        if (sum == executed && ("EXPIRED".equals(status) || "EXPIRED_IN_MATCH".equals(status)
            || "CANCELED".equals(status) || "REJECTED".equals(status))) {
            reports.status(word(ticket, ticket.clientOrderId(), result, executed), status, result, nowNs);
        }
    }

    private void paired(final BinanceCall call, final JsonNode result, final long nowNs) {
        final JsonNode orders = result.path("orderReports");
        JsonNode first = null;
        JsonNode second = null;
        for (final JsonNode order : orders) {
            final long id = BinanceReports.ours(BinanceFields.text(order, "clientOrderId"));
            first = id == call.ticket().clientOrderId() ? order : first;
            second = id == call.other().clientOrderId() ? order : second;
        }
        if (first == null || second == null) {
            throw new IllegalArgumentException("the answer does not speak of both orders of the pair");
        }
        placed(call.ticket(), first, nowNs);
        placed(call.other(), second, nowNs);
    }

    private void canceled(
        final BinanceTicket ticket, final long clientOrderId, final JsonNode result, final long nowNs) {
        final long executed =
            BinanceFields.decimalOr0(result, "executedQty", ticket.market().quantityExponent());
        reports.write(word(ticket, clientOrderId, result, executed), ExecutionType.CANCELED, RejectReason.NONE,
            nowNs);
    }

    private void canceledEach(final BinanceCall call, final JsonNode result, final long nowNs) {
        if (call.market() == null || !result.isArray()) {
            return;
        }
        final List<BinanceReports.Word> words = new ArrayList<>();
        for (final JsonNode each : result) {
            if (each.has("orderReports")) {
                for (final JsonNode leg : each.path("orderReports")) {
                    words.add(reports.word(leg, call.market(), "origClientOrderId", 0));
                }
            } else if (each.has("origClientOrderId")) {
                words.add(reports.word(each, call.market(), "origClientOrderId", 0));
            }
        }
        for (final BinanceReports.Word word : words) {
            reports.write(word, ExecutionType.CANCELED, RejectReason.NONE, nowNs);
        }
    }

    private void replaced(final BinanceCall call, final JsonNode result, final long nowNs) {
        final BinanceTicket ticket = call.ticket();
        if (ticket.target() != 0) {
            halves(ticket, result, nowNs);
        } else {
            reports.write(word(ticket, ticket.clientOrderId(), result, BinanceFields.decimalOr0(result, "executedQty",
                ticket.market().quantityExponent())), ExecutionType.REPLACED, RejectReason.NONE, nowNs)
                .price(ticket.price()).quantity(ticket.quantity());
        }
    }

    /** Cancel and new order of one request: each has an outcome of its own, whatever the status of the whole. */
    private void halves(final BinanceTicket ticket, final JsonNode data, final long nowNs) {
        final String cancel = BinanceFields.text(data, "cancelResult");
        final String fresh = BinanceFields.text(data, "newOrderResult");
        final JsonNode cancelAnswer = data.path("cancelResponse");
        final JsonNode freshAnswer = data.path("newOrderResponse");
        if ("SUCCESS".equals(cancel)) {
            canceled(ticket, ticket.target(), cancelAnswer, nowNs);
        } else if ("FAILURE".equals(cancel)) {
            half(ticket, ticket.target(), OrderCommandType.CANCEL, ExecutionType.CANCEL_REJECTED, cancelAnswer,
                nowNs);
        }
        if ("SUCCESS".equals(fresh)) {
            placed(ticket, freshAnswer, nowNs);
        } else if ("FAILURE".equals(fresh)) {
            half(ticket, ticket.clientOrderId(), OrderCommandType.REPLACE, ExecutionType.REJECTED, freshAnswer,
                nowNs);
        } else {
            final int code = cancelAnswer.path("code").asInt();
            reports.refused(ticket, ticket.clientOrderId(), ExecutionType.REJECTED,
                BinanceOrderErrors.of(usdm, 400, code, cancelAnswer.path("msg").asText()), code, nowNs);
        }
    }

    private void half(
        final BinanceTicket ticket, final long clientOrderId, final OrderCommandType command,
        final ExecutionType refusal, final JsonNode answer, final long nowNs) {
        final int code = answer.path("code").asInt();
        final BinanceOrderErrors.Verdict verdict =
            BinanceOrderErrors.of(usdm, 400, code, answer.path("msg").asText());
        if (verdict.errorClass() == VenueErrorClass.UNKNOWN_OUTCOME
            || verdict.reason() == RejectReason.DUPLICATE_ID) {
            reports.sent(clientOrderId, ticket.market().id(), command, SendResult.UNKNOWN, verdict.errorClass(), code,
                nowNs);
        } else {
            reports.refused(ticket, clientOrderId, refusal, verdict, code, nowNs);
        }
    }

    private void queried(final BinanceCall call, final BinanceReply reply, final long nowNs) {
        final JsonNode result = reply.result();
        if (call.ticket().algo() && call.kept() == null) {
            algoQueried(call, reply, nowNs);
            return;
        }
        final long executed =
            BinanceFields.decimal(result, "executedQty", call.market().quantityExponent());
        if (executed > 0) {
            commands.queryTrades(call, reply, venueId(result), nowNs);
        } else {
            status(call, result, nowNs);
        }
    }

    private void algoQueried(final BinanceCall call, final BinanceReply reply, final long nowNs) {
        final JsonNode result = reply.result();
        final String actual = result.path("actualOrderId").asText();
        if (!actual.isEmpty() && !"0".equals(actual)) {
            commands.queryActual(call, reply, actual, nowNs);
            return;
        }
        final BinanceTicket ticket = call.ticket();
        final BinanceReports.Word word = new BinanceReports.Word(ticket.market(), ticket.clientOrderId(),
            venueId(result), ticket.side(), 0, ticket.quantity(), Long.MIN_VALUE, BinanceReports.FOUND);
        reports.status(word, BinanceFields.text(result, "algoStatus"), result, nowNs);
    }

    private void status(final BinanceCall call, final JsonNode result, final long nowNs) {
        final BinanceReports.Word told = reports.word(result, call.market(), "clientOrderId", BinanceReports.FOUND);
        final BinanceReports.Word word = new BinanceReports.Word(call.market(), call.ticket().clientOrderId(),
            told.venueOrderId(), told.side(), told.cumulative(), told.quantity(), told.timeNs(), told.flags());
        reports.status(word, BinanceFields.text(result, "status"), result, nowNs);
    }

    private void trades(final BinanceCall call, final JsonNode result, final long nowNs) {
        final JsonNode order = call.kept().result();
        final List<Fill> fills = fills(call.market(), result, "id");
        final BinanceReports.Word told = reports.word(order, call.market(), "clientOrderId", BinanceReports.FOUND);
        BinanceFields.text(order, "status");
        long sum = 0;
        for (final Fill fill : fills) {
            sum += fill.quantity();
            write(fill, new BinanceReports.Word(call.market(), call.ticket().clientOrderId(), told.venueOrderId(),
                told.side(), sum, told.quantity(), fill.timeNs() == Long.MIN_VALUE ? told.timeNs() : fill.timeNs(),
                BinanceReports.FOUND), nowNs);
        }
    }

    /** Cancels what is open anywhere, instrument by instrument. */
    private void sweep(final JsonNode result, final long nowNs) {
        final Set<String> symbols = new HashSet<>();
        for (final JsonNode order : result) {
            final String symbol = BinanceFields.text(order, "symbol");
            final BinanceMarkets.Market market = markets.bySymbol(symbol);
            if (symbols.add(symbol) && (market == null || !market.active())) {
                commands.cancelAll(market, symbol, nowNs);
            }
        }
        reports.sent(OrderCommandType.CANCEL_ALL, -1, SendResult.SENT, VenueErrorClass.NONE, 0, nowNs);
    }

    /** One fill of an answer, read. */
    record Fill(
        long tradeId, long price, long quantity, long fee, String feeAsset, Liquidity liquidity, long timeNs) {
    }

    /** Fills in the order of their numbers. */
    static List<Fill> fills(final BinanceMarkets.Market market, final JsonNode list, final String numberField) {
        final List<Fill> fills = new ArrayList<>();
        for (final JsonNode each : list) {
            final long fee = BinanceFields.decimalOr0(each, "commission", FixedPoint.AMOUNT_EXPONENT);
            final String maker = each.has("isMaker") ? "isMaker" : "maker";
            fills.add(new Fill(BinanceFields.whole(each, numberField),
                BinanceFields.decimal(each, "price", market.priceExponent()),
                BinanceFields.decimal(each, "qty", market.quantityExponent()), fee,
                BinanceReports.feeAsset(each, "commissionAsset", fee),
                each.path(maker).asBoolean() ? Liquidity.MAKER : Liquidity.TAKER,
                each.has("time") ? BinanceFields.timeNs(each, "time") : Long.MIN_VALUE));
        }
        fills.sort((a, b) -> Long.compare(a.tradeId(), b.tradeId()));
        return fills;
    }

    private void write(final Fill fill, final BinanceReports.Word word, final long nowNs) {
        reports.fill(word, fill.tradeId(), fill.price(), fill.quantity(), fill.fee(), fill.feeAsset(),
            fill.liquidity(), RejectReason.NONE, nowNs);
    }

    private void failed(
        final BinanceCall call, final BinanceReply reply, final BinanceOrderErrors.Verdict verdict,
        final long nowNs) {
        final int code = reply.code();
        final OrderCommandType command = call.command();
        if (command == OrderCommandType.REPLACE && reply.data().has("cancelResult")) {
            halves(call.ticket(), reply.data(), nowNs);
        } else if (command == OrderCommandType.QUERY) {
            final boolean none = code == BinanceOrderErrors.NO_SUCH_ORDER
                && call.kind() == BinanceCall.Kind.QUERY_STATUS && call.kept() == null;
            say(call, none ? SendResult.NOT_FOUND : SendResult.UNKNOWN, verdict.errorClass(), code, nowNs);
        } else if (verdict.errorClass() == VenueErrorClass.UNKNOWN_OUTCOME) {
            onLost(call, true, nowNs);
        } else if (call.ticket() == null) {
            final boolean nothing = verdict.reason() == RejectReason.UNKNOWN_ORDER;
            say(call, nothing ? SendResult.SENT : SendResult.REFUSED,
                nothing ? VenueErrorClass.BENIGN : verdict.errorClass(), code, nowNs);
        } else if (verdict.reason() == RejectReason.DUPLICATE_ID) {
            // An order of this id is there: ours, since nobody else makes such ids. What became of it must be asked.
            say(call, SendResult.UNKNOWN, verdict.errorClass(), code, nowNs);
        } else if (command == OrderCommandType.CANCEL && call.algo()
            && verdict.reason() == RejectReason.UNKNOWN_ORDER) {
            // It was triggered meanwhile and lives on as an order of its own, under the same client id.
            commands.cancel(call.ticket(), false, nowNs);
        } else {
            refused(call, verdict, code, nowNs);
        }
    }

    private void refused(
        final BinanceCall call, final BinanceOrderErrors.Verdict verdict, final int code, final long nowNs) {
        final boolean timed = verdict.errorClass() == VenueErrorClass.TIME;
        if (verdict.refusesOrder() || verdict.errorClass() == VenueErrorClass.BENIGN) {
            reports.refused(call.ticket(), verdict, code, nowNs);
            if (call.other() != null) {
                reports.refused(call.other(), verdict, code, nowNs);
            }
        } else {
            say(call, timed ? SendResult.NOT_SENT : SendResult.REFUSED, verdict.errorClass(), code, nowNs);
        }
    }
}
