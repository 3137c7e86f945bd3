package io.penstock.gateways.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.gateways.common.order.OrderAnswer;
import io.penstock.gateways.common.order.OrderOutbox;
import io.penstock.gateways.common.order.VenueVerdict;

/** One list of the venue, asked page by page. One thread. */
final class BybitListing implements OrderOutbox.Waiter {
    private static final int MOST_PAGES = 400;

    /** Who reads it. */
    interface Reader {
        /** Takes the result of a page; false ends it as failed. */
        boolean page(JsonNode result, long nowNs);

        /** All pages were taken. */
        void done(long nowNs);

        /** Not all pages could be had. */
        void failed(int code, VenueVerdict verdict, long nowNs);
    }

    private final BybitAccount account;
    private final String path;
    private final String query;
    private final Reader reader;
    private String cursor = "";
    private int pages;

    private BybitListing(
        final BybitAccount account, final String path, final String query, final Reader reader) {
        this.account = account;
        this.path = path;
        this.query = query;
        this.reader = reader;
    }

    static void ask(
        final BybitAccount account, final String path, final String query, final Reader reader, final long nowNs) {
        new BybitListing(account, path, query, reader).next(nowNs);
    }

    private void next(final long nowNs) {
        final String page = cursor.isEmpty() ? query : query + "&cursor=" + BybitAccount.encoded(cursor);
        account.out.ask(account.get(path, page, true, nowNs), this);
    }

    @Override
    public void onAnswer(final OrderAnswer answer, final long nowNs) {
        final BybitAccount.Reply reply = account.read(answer, nowNs);
        if (!reply.good()) {
            reader.failed(reply.code(), reply.verdict(), nowNs);
            return;
        }
        final String following = reply.result().path("nextPageCursor").asText("");
        pages++;
        if (!reader.page(reply.result(), nowNs) || following.equals(cursor) && !following.isEmpty()
            || pages == MOST_PAGES && !following.isEmpty()) {
            reader.failed(0, VenueVerdict.UNKNOWN, nowNs);
        } else if (following.isEmpty() || reply.result().path("list").isEmpty()) {
            reader.done(nowNs);
        } else {
            cursor = following;
            next(nowNs);
        }
    }

    @Override
    public void onLost(final boolean sent, final long nowNs) {
        reader.failed(0, VenueVerdict.UNKNOWN, nowNs);
    }
}
