package io.penstock.gateways.emulator.binance;

import io.penstock.gateways.emulator.account.AccountChange;
import io.penstock.gateways.emulator.account.AccountEvents;
import io.penstock.gateways.emulator.account.EndReason;
import io.penstock.gateways.emulator.account.Lifetime;
import io.penstock.gateways.emulator.account.OrderState;
import io.penstock.gateways.emulator.account.OrderTicket;
import io.penstock.gateways.emulator.account.OwnOrder;
import io.penstock.gateways.emulator.account.OwnTrade;
import io.penstock.gateways.emulator.account.Position;
import io.penstock.gateways.emulator.account.Trigger;
import io.penstock.gateways.emulator.account.VenueAccount;
import io.penstock.gateways.emulator.dialect.JsonText;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Writes USD-M orders, positions and private events as the venue does. One thread. */
final class UsdmWriter {
    private static final BigDecimal NO = BigDecimal.ZERO;

    private final PrivateContext context;

    UsdmWriter(final PrivateContext context) {
        this.context = context;
    }

    static String lifetime(final OrderTicket ticket) {
        return ticket.postOnly() ? "GTX" : ticket.lifetime().name();
    }

    private static String side(final OrderTicket ticket) {
        return ticket.buy() ? "BUY" : "SELL";
    }

    /** The type of a working order: that of what it became when it fired. */
    private static String type(final OwnOrder order) {
        return order.system() ? "LIQUIDATION" : order.ticket().kind().name();
    }

    private static BigDecimal average(final OwnOrder order) {
        return order.executed().signum() == 0 ? NO
            : order.amount().divide(order.executed(), 8, RoundingMode.HALF_UP);
    }

    private static String workingType(final OrderTicket ticket) {
        return ticket.trigger() != null && ticket.trigger().byMark() ? "MARK_PRICE" : "CONTRACT_PRICE";
    }

    private long tillMs(final OrderTicket ticket) {
        return ticket.lifetime() == Lifetime.GTD ? context.millis(ticket.goodTillNs()) : 0;
    }

    /** An order as replies and queries show it. */
    JsonText order(final JsonText out, final OwnOrder order) {
        return order(out, order, false);
    }

    /** An order, also as it was when it was taken: new, nothing traded. */
    JsonText order(final JsonText out, final OwnOrder order, final boolean fresh) {
        final OrderTicket ticket = order.ticket();
        final BigDecimal executed = fresh ? NO : order.executed();
        return out.object().raw("orderId", order.id()).text("symbol", context.symbol(order))
            .text("status", fresh ? "NEW" : order.state().name()).text("clientOrderId", ticket.clientOrderId())
            .decimal("price", ticket.price(), -1).decimal("avgPrice", fresh ? NO : average(order), -1)
            .decimal("origQty", ticket.quantity(), -1).decimal("executedQty", executed, -1)
            .decimal("cumQty", executed, -1).decimal("cumQuote", fresh ? NO : order.amount(), -1)
            .text("timeInForce", lifetime(ticket)).text("type", type(order)).raw("reduceOnly", ticket.reduceOnly())
            .raw("closePosition", false).text("side", side(ticket)).text("positionSide", "BOTH")
            .text("stopPrice", "0").text("workingType", workingType(ticket)).raw("priceProtect", false)
            .text("origType", type(order)).text("priceMatch", "NONE")
            .text("selfTradePreventionMode", SpotWriter.selfTrade(ticket)).raw("goodTillDate", tillMs(ticket))
            .raw("time", context.millis(order.createdNs())).raw("updateTime", context.millis(order.updatedNs()))
            .end();
    }

    static String algoStatus(final OwnOrder order) {
        return switch (order.state()) {
            case WAITING -> "NEW";
            case TRIGGERED -> order.child() == null || order.child().state().open() ? "TRIGGERED" : "FINISHED";
            default -> order.state().name();
        };
    }

    private static String childId(final OwnOrder order) {
        return order.child() == null ? "" : Long.toString(order.child().id());
    }

    /** A conditional order as replies and queries show it. */
    JsonText algo(final JsonText out, final OwnOrder order) {
        final OrderTicket ticket = order.ticket();
        final Trigger trigger = ticket.trigger();
        out.object().raw("algoId", order.id()).text("clientAlgoId", ticket.clientOrderId())
            .text("algoType", "CONDITIONAL").text("orderType", ticket.label()).text("symbol", context.symbol(order))
            .text("side", side(ticket)).text("positionSide", "BOTH").text("timeInForce", lifetime(ticket))
            .decimal("quantity", ticket.quantity(), -1).text("algoStatus", algoStatus(order))
            .text("actualOrderId", childId(order))
            .decimal("actualPrice", order.child() == null ? NO : average(order.child()), -1)
            .decimal("triggerPrice", trigger.trailingBips() == 0 ? trigger.price() : NO, -1)
            .decimal("price", ticket.price(), -1);
        if (trigger.trailingBips() > 0) {
            out.decimal("callbackRate", BigDecimal.valueOf(trigger.trailingBips(), 2), -1)
                .decimal("activatePrice", trigger.price(), -1);
        }
        return out.text("selfTradePreventionMode", SpotWriter.selfTrade(ticket))
            .text("workingType", workingType(ticket)).text("priceMatch", "NONE").raw("closePosition", false)
            .raw("priceProtect", false).raw("reduceOnly", ticket.reduceOnly())
            .raw("createTime", context.millis(order.createdNs())).raw("updateTime", context.millis(order.updatedNs()))
            .raw("triggerTime", order.child() == null ? 0 : context.millis(order.child().createdNs()))
            .raw("goodTillDate", tillMs(ticket)).end();
    }

    /** One own trade. */
    void trade(final JsonText out, final OwnTrade trade) {
        final boolean buy = trade.order().ticket().buy();
        out.object().text("symbol", context.symbol(trade.order())).raw("id", trade.tradeId())
            .raw("orderId", trade.order().id()).text("side", buy ? "BUY" : "SELL")
            .decimal("price", trade.price(), -1).decimal("qty", trade.quantity(), -1)
            .decimal("realizedPnl", trade.realised(), -1).decimal("quoteQty", trade.amount(), -1)
            .decimal("commission", trade.fee(), -1).text("commissionAsset", trade.feeAsset())
            .raw("time", context.millis(trade.timeNs())).text("positionSide", "BOTH").raw("buyer", buy)
            .raw("maker", trade.maker()).end();
    }

    /** One position. */
    void position(final JsonText out, final VenueAccount account, final int instrument, final long nowNs) {
        final Position held = account.position(instrument);
        final BigDecimal mark = context.orders.mark(instrument);
        final BigDecimal notional = held.quantity().multiply(mark);
        out.object().text("symbol", context.instrument(instrument).symbol()).text("positionSide", "BOTH")
            .decimal("positionAmt", held.quantity(), -1).decimal("entryPrice", held.entryPrice(), -1)
            .decimal("breakEvenPrice", held.entryPrice(), -1).decimal("markPrice", mark, 8)
            .decimal("unRealizedProfit", held.unrealised(mark), 8)
            .decimal("liquidationPrice", context.orders.perpetuals().liquidationPrice(account, instrument), -1)
            .text("isolatedMargin", "0").decimal("notional", notional, 8)
            .text("marginAsset", context.instrument(instrument).quoteAsset()).text("isolatedWallet", "0")
            .decimal("initialMargin", notional.abs().divide(
                BigDecimal.valueOf(account.leverage(instrument)), 8, RoundingMode.UP), 8)
            .text("leverage", Integer.toString(account.leverage(instrument))).text("marginType", "cross")
            .raw("adl", 2).raw("updateTime", context.millis(nowNs)).end();
    }

    /** ORDER_TRADE_UPDATE. */
    String update(final OwnOrder order, final AccountEvents.What what, final OwnTrade trade, final long nowNs) {
        final OrderTicket ticket = order.ticket();
        final long time = context.millis(nowNs);
        final JsonText out = new JsonText().object().text("e", "ORDER_TRADE_UPDATE").raw("T", time).raw("E", time)
            .object("o").text("s", context.symbol(order)).text("c", ticket.clientOrderId()).text("S", side(ticket))
            .text("o", type(order)).text("f", lifetime(ticket)).decimal("q", ticket.quantity(), -1)
            .decimal("p", ticket.price(), -1).decimal("ap", average(order), -1).text("sp", "0")
            .text("x", execution(order, what)).text("X", order.state().name()).raw("i", order.id())
            .decimal("l", trade == null ? NO : trade.quantity(), -1).decimal("z", order.executed(), -1)
            .decimal("L", trade == null ? NO : trade.price(), -1);
        if (trade != null) {
            out.decimal("n", trade.fee(), -1).text("N", trade.feeAsset());
        }
        out.raw("T", time).raw("t", trade == null ? 0 : trade.tradeId()).text("b", "0").text("a", "0")
            .raw("m", trade != null && trade.maker()).raw("R", ticket.reduceOnly())
            .text("wt", workingType(ticket)).text("ot", type(order)).text("ps", "BOTH").raw("cp", false)
            .decimal("rp", trade == null ? NO : trade.realised(), -1).raw("pP", false)
            .raw("si", order.origin() == null ? 0 : order.origin().id())
            .raw("ss", order.origin() == null ? 0 : -1);
        if (order.origin() != null) {
            out.text("st", "ALGO_CONDITION");
        }
        return out.text("V", SpotWriter.selfTrade(ticket)).text("pm", "NONE").raw("gtd", tillMs(ticket))
            .text("er", Integer.toString(expiry(order.reason()))).end().end().toString();
    }

    private static String execution(final OwnOrder order, final AccountEvents.What what) {
        return switch (what) {
            case REPLACED -> "AMENDMENT";
            case TRADE -> order.system() ? "CALCULATED" : "TRADE";
            default -> what.name();
        };
    }

    private static int expiry(final EndReason reason) {
        return switch (reason) {
            case SELF_TRADE -> 1;
            case IOC, FOK -> 2;
            case REDUCE_ONLY -> 4;
            case LIQUIDATION -> 5;
            case LIQUIDITY -> 9;
            default -> 0;
        };
    }

    /** TRADE_LITE. */
    String lite(final OwnTrade trade) {
        final OrderTicket ticket = trade.order().ticket();
        final long time = context.millis(trade.timeNs());
        return new JsonText().object().text("e", "TRADE_LITE").raw("E", time).raw("T", time)
            .text("s", context.symbol(trade.order())).decimal("q", ticket.quantity(), -1)
            .decimal("p", ticket.price(), -1).raw("m", trade.maker()).text("c", ticket.clientOrderId())
            .text("S", side(ticket)).decimal("L", trade.price(), -1).decimal("l", trade.quantity(), -1)
            .raw("t", trade.tradeId()).raw("i", trade.order().id()).end().toString();
    }

    /** ALGO_UPDATE with a status of the moment. */
    String algo(final OwnOrder order, final String status, final long nowNs) {
        final OrderTicket ticket = order.ticket();
        final Trigger trigger = ticket.trigger();
        final long time = context.millis(nowNs);
        final JsonText out = new JsonText().object().text("e", "ALGO_UPDATE").raw("T", time).raw("E", time)
            .object("o").text("caid", ticket.clientOrderId()).raw("aid", order.id()).text("at", "CONDITIONAL")
            .text("o", ticket.label()).text("s", context.symbol(order)).text("S", side(ticket)).text("ps", "BOTH")
            .text("f", lifetime(ticket)).decimal("q", ticket.quantity(), -1).text("X", status)
            .text("ai", childId(order));
        if (order.child() != null) {
            out.decimal("ap", average(order.child()), -1).decimal("aq", order.child().executed(), -1)
                .text("act", type(order.child()));
        }
        out.decimal("tp", trigger.trailingBips() == 0 ? trigger.price() : NO, -1).decimal("p", ticket.price(), -1)
            .text("V", SpotWriter.selfTrade(ticket)).text("wt", workingType(ticket)).text("pm", "NONE")
            .raw("cp", false).raw("pP", false).raw("R", ticket.reduceOnly())
            .raw("tt", order.state() == OrderState.WAITING ? 0 : time).raw("gtd", tillMs(ticket));
        if (order.state() == OrderState.REJECTED) {
            out.text("rm", "margin not enough");
        }
        return out.end().end().toString();
    }

    /** ACCOUNT_UPDATE. */
    String account(final VenueAccount account, final AccountChange change, final long nowNs) {
        final long time = context.millis(nowNs);
        final String reason = switch (change.cause()) {
            case FUNDING -> "FUNDING_FEE";
            case TRANSFER -> change.delta().signum() < 0 ? "WITHDRAW" : "DEPOSIT";
            default -> "ORDER";
        };
        final JsonText out = new JsonText().object().text("e", "ACCOUNT_UPDATE").raw("T", time).raw("E", time)
            .object("a").text("m", reason).array("B");
        for (final String asset : change.assets()) {
            out.object().text("a", asset).decimal("wb", account.free(asset), -1)
                .decimal("cw", account.free(asset), -1).decimal("bc", change.delta(), -1).end();
        }
        out.endArray().array("P");
        // funding of cross positions changes the wallet only
        if (change.cause() != AccountChange.Cause.FUNDING) {
            for (final int instrument : change.instruments()) {
                final Position held = account.position(instrument);
                out.object().text("s", context.instrument(instrument).symbol())
                    .decimal("pa", held.quantity(), -1).decimal("ep", held.entryPrice(), -1)
                    .decimal("bep", held.entryPrice(), -1).decimal("cr", held.realised(), -1)
                    .decimal("up", held.unrealised(context.orders.mark(instrument)), -1).text("mt", "cross")
                    .text("iw", "0").text("ps", "BOTH").end();
            }
        }
        return out.endArray().end().end().toString();
    }
}
