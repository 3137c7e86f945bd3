package io.penstock.gateways.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.RejectReason;
import io.penstock.api.SendResult;
import io.penstock.gateways.common.order.CommandCopy;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderOutbox;
import io.penstock.gateways.common.order.VenueVerdict;

/**
 * What became of one order. The venue lists trades only by its own id of the order, so the order is asked for first and
 * the word on it kept back until its trades are told. One thread.
 */
final class MexcQuery implements OrderOutbox.Waiter, MexcTradeList.Reader {
    private static final int WEIGHT = 2;

    private final MexcAccount account;
    private final MexcOrderRows rows;
    private final CommandCopy command;
    private final String symbol;
    private MexcOrderRows.Row order;

    private MexcQuery(
        final MexcAccount account, final MexcOrderRows rows, final CommandCopy command, final String symbol) {
        this.account = account;
        this.rows = rows;
        this.command = command;
        this.symbol = symbol;
    }

    static void ask(
        final MexcAccount account, final MexcOrderRows rows, final CommandCopy command, final String symbol,
        final long nowNs) {
        account.out.ask(account.ask("GET", "/api/v3/order", "symbol=" + symbol + "&origClientOrderId="
            + MexcAccount.id(command.clientOrderId()), WEIGHT, true, nowNs),
            new MexcQuery(account, rows, command, symbol));
    }

    @Override
    public void onAnswer(final OrderAnswer answer, final long nowNs) {
        final MexcAccount.Reply reply = account.read(answer, nowNs);
        if (!reply.good()) {
            final boolean unknown = reply.verdict().reason() == RejectReason.UNKNOWN_ORDER;
            reply.verdict().result(account.out, command, unknown ? SendResult.NOT_FOUND : SendResult.UNKNOWN,
                reply.code(), nowNs);
            return;
        }
        order = rows.listed(reply.body());
        if (order == null || order.clientOrderId() != command.clientOrderId()) {
            failed(0, VenueVerdict.UNKNOWN, nowNs);
        } else if (order.cumulative() == 0) {
            done(nowNs);
        } else {
            MexcTradeList.ask(account, symbol, order.orderId(), 0, this, nowNs);
        }
    }

    @Override
    public void onLost(final boolean sent, final long nowNs) {
        failed(0, VenueVerdict.UNKNOWN, nowNs);
    }

    @Override
    public boolean trade(final JsonNode row, final long nowNs) {
        if (!row.path("orderId").asText("").equals(order.orderId())) {
            account.counters.unmatchedAnswer();
            return false;
        }
        return rows.listedTrade(row, command.clientOrderId(), nowNs);
    }

    @Override
    public void done(final long nowNs) {
        if (!rows.word(order, true, nowNs)) {
            failed(0, VenueVerdict.UNKNOWN, nowNs);
        }
    }

    @Override
    public void failed(final int code, final VenueVerdict verdict, final long nowNs) {
        verdict.result(account.out, command, SendResult.UNKNOWN, code, nowNs);
    }
}
