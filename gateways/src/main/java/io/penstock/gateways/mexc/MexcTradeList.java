package io.penstock.gateways.mexc;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderOutbox;
import io.penstock.gateways.common.order.VenueVerdict;
import java.util.HashSet;
import java.util.Set;

/**
 * Our trades in an instrument, of one order or of a span of time. The venue knows no pages but gives at most 100: after
 * a full answer the next question begins, or ends, where it stopped, and what is told twice is taken once. One thread.
 */
final class MexcTradeList implements OrderOutbox.Waiter {
    private static final int FULL = 100;
    private static final int WEIGHT = 10;

    /** Who reads it. */
    interface Reader {
        /** Takes one trade; false ends it as failed. */
        boolean trade(JsonNode row, long nowNs);

        /** All were taken. */
        void done(long nowNs);

        /** Not all could be had. */
        void failed(int code, VenueVerdict verdict, long nowNs);
    }

    private final MexcAccount account;
    private final String query;
    private final Reader reader;
    private final Set<String> seen = new HashSet<>();
    private long startMs;
    private long endMs;

    private MexcTradeList(
        final MexcAccount account, final String query, final long startMs, final Reader reader) {
        this.account = account;
        this.query = query;
        this.startMs = startMs;
        this.reader = reader;
    }

    /** Asks; the order's id may be empty, the time 0. */
    static void ask(
        final MexcAccount account, final String symbol, final String orderId, final long startMs,
        final Reader reader, final long nowNs) {
        new MexcTradeList(account, "symbol=" + symbol + (orderId.isEmpty() ? "" : "&orderId=" + orderId), startMs,
            reader).next(nowNs);
    }

    private void next(final long nowNs) {
        account.out.ask(account.ask("GET", "/api/v3/myTrades", query + (startMs == 0 ? "" : "&startTime=" + startMs)
            + (endMs == 0 ? "" : "&endTime=" + endMs) + "&limit=" + FULL, WEIGHT, true, nowNs), this);
    }

    @Override
    public void onAnswer(final OrderAnswer answer, final long nowNs) {
        final MexcAccount.Reply reply = account.read(answer, nowNs);
        if (!reply.good()) {
            reader.failed(reply.code(), reply.verdict(), nowNs);
            return;
        }
        boolean good = reply.body().isArray();
        boolean news = false;
        for (final JsonNode row : reply.body()) {
            if (seen.add(row.path("id").asText(""))) {
                news = true;
                good &= reader.trade(row, nowNs);
            }
        }
        final int rows = reply.body().size();
        if (!good || rows >= FULL && !news) {
            reader.failed(0, VenueVerdict.UNKNOWN, nowNs);
        } else if (rows < FULL) {
            reader.done(nowNs);
        } else {
            final long first = reply.body().get(0).path("time").asLong();
            final long last = reply.body().get(rows - 1).path("time").asLong();
            if (first >= last) {
                endMs = last; // newest first: what is older comes next
            } else {
                startMs = last;
            }
            next(nowNs);
        }
    }

    @Override
    public void onLost(final boolean sent, final long nowNs) {
        reader.failed(0, VenueVerdict.UNKNOWN, nowNs);
    }
}
