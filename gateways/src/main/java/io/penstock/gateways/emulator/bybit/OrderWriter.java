package io.penstock.gateways.emulator.bybit;

import io.penstock.gateways.emulator.account.EndReason;
import io.penstock.gateways.emulator.account.Lifetime;
import io.penstock.gateways.emulator.account.OrderState;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.TruthLedger;
import io.penstock.gateways.emulator.dialect.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.TreeMap;

/** Writes orders and executions as rows; the same rows stand in topics and in answers. One thread. */
final class OrderWriter {
    /** What the venue says of an order beside what its owner wanted. */
    private record Standing(long number, boolean system, String status, String cancelType, String rejectReason,
        BigDecimal executed, BigDecimal amount, Map<String, BigDecimal> fees, BigDecimal gain, long createdNs,
        long updatedNs) {
    }

    private static final String UNKNOWN = "UNKNOWN";
    private static final String NO_ERROR = "EC_NoError";

    private final PrivateContext context;

    OrderWriter(final PrivateContext context) {
        this.context = context;
    }

    /** An order as it stands. */
    String order(final OwnOrder order) {
        return order(order, status(order));
    }

    /** An order at a step that its state does not show. */
    String order(final OwnOrder order, final String status) {
        return row(order.ticket(), standing(order, status, cancelType(order), reason(order)));
    }

    /** A filled order once more, because a cancel came too late. */
    String raced(final OwnOrder order) {
        return row(order.ticket(), standing(order, "Filled", "CancelByUser", "EC_OrigClOrdIDDoesNotExist"));
    }

    /** An order that was acknowledged, and then refused. */
    String rejected(final PrivateContext.Rejection one) {
        return row(one.ticket(), new Standing(one.number(), false, "Rejected", UNKNOWN, switch (one.refusal()) {
            case PERCENT_PRICE -> "EC_LimitOrderInvalidPrice";
            default -> "EC_Others";
        }, BigDecimal.ZERO, BigDecimal.ZERO, Map.of(), BigDecimal.ZERO, one.timeNs(), one.timeNs()));
    }

    private Standing standing(
        final OwnOrder order, final String status, final String cancelType, final String rejectReason) {
        final Map<String, BigDecimal> fees = new TreeMap<>();
        BigDecimal gain = BigDecimal.ZERO;
        for (final OwnTrade trade : order.trades()) {
            fees.merge(trade.feeAsset(), trade.fee(), BigDecimal::add);
            gain = gain.add(trade.realised());
        }
        return new Standing(order.id(), order.system(), status, cancelType, rejectReason, order.executed(),
            order.amount(), fees, gain, order.createdNs(), order.updatedNs());
    }

    /** Where an order stands in the venue's words. */
    String status(final OwnOrder order) {
        return switch (order.state()) {
            case WAITING -> "Untriggered";
            case NEW -> "New";
            case PARTIALLY_FILLED -> "PartiallyFilled";
            case FILLED -> "Filled";
            case TRIGGERED -> "Triggered";
            case REJECTED -> "Rejected";
            default -> ended(order);
        };
    }

    private String ended(final OwnOrder order) {
        if (order.reason() == EndReason.REFUSED) {
            return "Rejected";
        }
        if (order.ticket().trigger() != null && order.workingNs() == 0) {
            return "Deactivated";
        }
        return context.spot && order.executed().signum() > 0 ? "PartiallyFilledCanceled" : "Cancelled";
    }

    private static String cancelType(final OwnOrder order) {
        return switch (order.reason()) {
            case CANCELED, AMENDED -> "CancelByUser";
            case REDUCE_ONLY -> "CancelByReduceOnly";
            case SELF_TRADE -> "CancelBySmp";
            case LIQUIDATION -> "CancelByPrepareLiq";
            case COUNTDOWN -> "CancelByDCP";
            case VENUE -> "CancelByAdmin";
            default -> UNKNOWN;
        };
    }

    private static String reason(final OwnOrder order) {
        return switch (order.reason()) {
            case NONE -> NO_ERROR;
            case CANCELED, AMENDED -> "EC_PerCancelRequest";
            case POST_ONLY -> "EC_PostOnlyWillTakeLiquidity";
            case FOK -> "EC_NoEnoughQtyToFill";
            case IOC, LIQUIDITY ->
                order.executed().signum() > 0 ? "EC_CancelForNoFullFill" : "EC_NoImmediateQtyToFill";
            case SELF_TRADE -> "EC_BySelfMatch";
            default -> "EC_Others";
        };
    }

    private static boolean closed(final String status) {
        return switch (status) {
            case "New", "PartiallyFilled", "Untriggered", "Triggered" -> false;
            default -> true;
        };
    }

    private static String plain(final BigDecimal value) {
        return JsonText.plain(value, -1);
    }

    /** What was wanted: an amount of the quote asset where that was given. */
    private static BigDecimal wanted(final OrderTicket ticket) {
        return ticket.quoteQuantity().signum() > 0 ? ticket.quoteQuantity() : ticket.quantity();
    }

    private String row(final OrderTicket ticket, final Standing at) {
        final BigDecimal left = closed(at.status) ? BigDecimal.ZERO : ticket.quantity().subtract(at.executed);
        final JsonText out = new JsonText().object().text("category", context.category())
            .text("symbol", context.instrument(ticket.instrument()).symbol())
            .text("orderId", context.orderId(at.number)).text("orderLinkId", PrivateContext.link(ticket, at.system))
            .text("blockTradeId", "").text("side", ticket.buy() ? "Buy" : "Sell").raw("positionIdx", 0)
            .text("orderStatus", at.status).text("cancelType", at.cancelType).text("rejectReason", at.rejectReason)
            .text("createType", createType(ticket, at.system)).text("timeInForce", life(ticket))
            .text("isLeverage", context.spot ? "0" : "").text("price", plain(ticket.price()))
            .text("qty", plain(wanted(ticket)))
            .text("avgPrice", at.executed.signum() == 0 ? ""
                : plain(at.amount.divide(at.executed, 8, RoundingMode.HALF_EVEN)))
            .text("leavesQty", plain(left)).text("leavesValue", plain(left.multiply(ticket.price())))
            .text("cumExecQty", plain(at.executed)).text("cumExecValue", plain(at.amount))
            .text("cumExecFee", plain(at.fees.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add)))
            .object("cumFeeDetail");
        at.fees.forEach((coin, fee) -> out.text(coin, plain(fee)));
        return out.end().text("closedPnl", context.spot ? "" : plain(at.gain)).text("orderType", ticket.label())
            .text("stopOrderType", ticket.trigger() == null ? "" : "Stop")
            .text("triggerPrice", ticket.trigger() == null ? "" : plain(ticket.trigger().price()))
            .raw("triggerDirection", ticket.trigger() == null ? 0 : ticket.trigger().rising() ? 1 : 2)
            .text("triggerBy", ticket.trigger() == null ? "" : ticket.trigger().byMark() ? "MarkPrice" : "LastPrice")
            .text("takeProfit", "").text("stopLoss", "").text("tpslMode", "")
            .raw("reduceOnly", ticket.reduceOnly()).raw("closeOnTrigger", false).text("smpType", selfTrade(ticket))
            .raw("smpGroup", 0).text("smpOrderId", "")
            .text("marketUnit", !context.spot || !Tickets.MARKET.equals(ticket.label()) ? ""
                : ticket.quoteQuantity().signum() > 0 ? "quoteCoin" : "baseCoin")
            .text("slippageToleranceType", UNKNOWN).text("slippageTolerance", "")
            .text("createdTime", Long.toString(context.time.millis(at.createdNs)))
            .text("updatedTime", Long.toString(context.time.millis(at.updatedNs))).end().toString();
    }

    private static String createType(final OrderTicket ticket, final boolean system) {
        return !system ? ticket.trigger() == null ? "CreateByUser" : "CreateByStopOrder"
            : ticket.clientOrderId().startsWith("adl") ? "CreateByAdl_PassThrough" : "CreateByLiq";
    }

    private static String life(final OrderTicket ticket) {
        return Tickets.MARKET.equals(ticket.label()) || ticket.lifetime() == Lifetime.IOC ? "IOC"
            : ticket.postOnly() ? "PostOnly" : ticket.lifetime() == Lifetime.FOK ? "FOK" : "GTC";
    }

    private static String selfTrade(final OrderTicket ticket) {
        return switch (ticket.selfTrade()) {
            case EXPIRE_MAKER -> "CancelMaker";
            case EXPIRE_TAKER -> "CancelTaker";
            case EXPIRE_BOTH -> "CancelBoth";
            default -> "None";
        };
    }

    static String executionType(final OwnOrder order) {
        return !order.system() ? "Trade"
            : order.ticket().clientOrderId().startsWith("adl") ? "AdlTrade" : "BustTrade";
    }

    /** A trade; closed = how much of a position it closed. */
    String execution(final OwnTrade trade, final BigDecimal closed) {
        final OwnOrder order = trade.order();
        final OrderTicket ticket = order.ticket();
        BigDecimal left = ticket.quantity();
        for (final OwnTrade one : order.trades()) {
            left = left.subtract(one.quantity());
            if (one == trade) {
                break;
            }
        }
        final BigDecimal base = trade.feeAsset().equals(context.instrument(ticket.instrument()).baseAsset())
            ? trade.quantity() : trade.amount();
        return new JsonText().object().text("category", context.category())
            .text("symbol", context.instrument(ticket.instrument()).symbol())
            .text("orderId", context.orderId(order.id()))
            .text("orderLinkId", PrivateContext.link(ticket, order.system()))
            .text("side", ticket.buy() ? "Buy" : "Sell").text("orderPrice", plain(ticket.price()))
            .text("orderQty", plain(wanted(ticket))).text("leavesQty", plain(left.max(BigDecimal.ZERO)))
            .text("createType", createType(ticket, order.system())).text("orderType", ticket.label())
            .text("stopOrderType", ticket.trigger() == null ? "" : "Stop").text("execId", context.executionId(trade))
            .text("execPrice", plain(trade.price())).text("execQty", plain(trade.quantity()))
            .text("execValue", plain(trade.amount())).text("execType", executionType(order))
            .text("execFee", plain(trade.fee()))
            .text("feeRate", plain(base.signum() == 0 ? BigDecimal.ZERO
                : trade.maker() ? context.orders.settings().makerFee() : context.orders.settings().takerFee()))
            .text("feeCurrency", trade.feeAsset()).text("markPrice", plain(context.orders.mark(ticket.instrument())))
            .raw("isMaker", trade.maker()).text("isLeverage", context.spot ? "0" : "").text("blockTradeId", "")
            .text("execTime", Long.toString(context.time.millis(trade.timeNs())))
            .text("execPnl", context.spot ? "" : plain(trade.realised()))
            .text("closedSize", context.spot ? "" : plain(closed)).raw("seq", trade.executionId()).end().toString();
    }

    /** A trade without its fee, as the fast topic has it; makers' names are left out. */
    String fast(final OwnTrade trade) {
        final OwnOrder order = trade.order();
        return new JsonText().object().text("category", context.category())
            .text("symbol", context.instrument(order.ticket().instrument()).symbol())
            .text("execId", context.executionId(trade)).text("execPrice", plain(trade.price()))
            .text("execQty", plain(trade.quantity())).text("orderId", context.orderId(order.id()))
            .raw("isMaker", trade.maker())
            .text("orderLinkId", trade.maker() ? "" : PrivateContext.link(order.ticket(), order.system()))
            .text("side", order.ticket().buy() ? "Buy" : "Sell")
            .text("execTime", Long.toString(context.time.millis(trade.timeNs()))).raw("seq", trade.executionId())
            .end().toString();
    }

    /** A funding payment as an execution: the fee is what was paid, negative = received. */
    String funding(final TruthLedger.Flow flow, final BigDecimal held, final BigDecimal mark, final BigDecimal rate) {
        return new JsonText().object().text("category", context.category())
            .text("symbol", context.instrument(flow.instrument()).symbol())
            .text("orderId", PrivateContext.flowId(-flow.flowId())).text("orderLinkId", "")
            .text("side", held.signum() > 0 ? "Buy" : "Sell").text("orderPrice", "0").text("orderQty", "0")
            .text("leavesQty", "0").text("createType", "").text("orderType", UNKNOWN).text("stopOrderType", UNKNOWN)
            .text("execId", PrivateContext.flowId(flow.flowId())).text("execPrice", plain(mark))
            .text("execQty", plain(held.abs())).text("execValue", plain(held.abs().multiply(mark)))
            .text("execType", "Funding").text("execFee", plain(flow.amount().negate())).text("feeRate", plain(rate))
            .text("feeCurrency", flow.asset()).text("markPrice", plain(mark)).raw("isMaker", false)
            .text("isLeverage", "").text("blockTradeId", "")
            .text("execTime", Long.toString(context.time.millis(flow.timeNs()))).text("execPnl", "0")
            .text("closedSize", "0").raw("seq", flow.flowId()).end().toString();
    }

    /** Whether an order is one of the open ones. */
    static boolean open(final OwnOrder order) {
        return order.state() == OrderState.WAITING || order.state().open();
    }
}
