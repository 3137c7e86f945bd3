package io.penstock.gateways.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.SendResult;
import io.penstock.api.VenueErrorClass;
import io.penstock.api.RejectReason;
import io.penstock.gateways.common.order.CommandCopy;
import io.penstock.gateways.common.order.VenueVerdict;

/**
 * What became of one order: its trades, then the word on it from the open ones, else from the history, else that it is
 * not known. One thread.
 */
final class BybitQuery implements BybitListing.Reader {
    private static final VenueVerdict NOT_KNOWN =
        new VenueVerdict(VenueErrorClass.RECONCILE, RejectReason.UNKNOWN_ORDER);

    private enum Step { TRADES, OPEN, HISTORY }

    private final BybitAccount account;
    private final BybitOrderRows orders;
    private final BybitMoneyRows money;
    private final CommandCopy command;
    private final String query;
    private Step step = Step.TRADES;
    private boolean told;

    private BybitQuery(
        final BybitAccount account, final BybitOrderRows orders, final BybitMoneyRows money,
        final CommandCopy command) {
        this.account = account;
        this.orders = orders;
        this.money = money;
        this.command = command;
        this.query =
            "category=" + account.category + "&orderLinkId=" + BybitOrderText.id(command.clientOrderId());
    }

    static void ask(
        final BybitAccount account, final BybitOrderRows orders, final BybitMoneyRows money,
        final CommandCopy command, final long nowNs) {
        final BybitQuery query = new BybitQuery(account, orders, money, command);
        BybitListing.ask(account, "/v5/execution/list", query.query + "&limit=100", query, nowNs);
    }

    @Override
    public boolean page(final JsonNode result, final long nowNs) {
        boolean good = result.path("list").isArray();
        for (final JsonNode row : result.path("list")) {
            if (!row.path("orderLinkId").asText("").equals(BybitOrderText.id(command.clientOrderId()))) {
                account.counters.unmatchedAnswer();
            } else if (step == Step.TRADES) {
                good &= money.execution(row, true, nowNs);
            } else if (!told) {
                told = orders.order(row, true, nowNs);
                good &= told;
            }
        }
        return good;
    }

    @Override
    public void done(final long nowNs) {
        if (told) {
            return;
        }
        if (step == Step.HISTORY) {
            NOT_KNOWN.result(account.out, command, SendResult.NOT_FOUND, 0, nowNs);
            return;
        }
        step = step == Step.TRADES ? Step.OPEN : Step.HISTORY;
        BybitListing.ask(account, step == Step.OPEN ? "/v5/order/realtime" : "/v5/order/history", query, this, nowNs);
    }

    @Override
    public void failed(final int code, final VenueVerdict verdict, final long nowNs) {
        if (!told) {
            verdict.result(account.out, command, SendResult.UNKNOWN, code, nowNs);
        }
    }
}
