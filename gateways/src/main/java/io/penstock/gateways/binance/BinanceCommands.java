package io.penstock.gateways.binance;

import io.penstock.api.OrderCommandType;
import io.penstock.api.SendResult;
import io.penstock.api.Venue;
import io.penstock.api.VenueErrorClass;
import io.penstock.engine.event.OrderCommandDecoder;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Turns the fold's commands into requests. New orders and changes take the way that is configured or none at all;
 * cancels take any way there is; everything else is asked over HTTP, which needs no connection. One thread.
 */
final class BinanceCommands {
    static final int NO_SOCKET = -1;
    private static final long PAIR_NS = 1_000_000_000L;

    private final Venue venue;
    private final boolean usdm;
    private final BinanceOrderOptions options;
    private final BinanceAuth auth;
    private final BinanceMarkets markets;
    private final BinanceOrderTable table;
    private final BinanceReports reports;
    private final BinanceWire wire;
    private final BinanceListing listing;
    private BinanceTicket half;
    private long halfUntilNs = Long.MAX_VALUE;
    private int socket = NO_SOCKET;
    private boolean loggedOn;
    private long unreadable;

    BinanceCommands(
        final Venue venue, final BinanceOrderOptions options, final BinanceAuth auth, final BinanceMarkets markets,
        final BinanceOrderTable table, final BinanceReports reports, final BinanceWire wire,
        final BinanceListing listing) {
        this.venue = venue;
        this.usdm = venue == Venue.BINANCE_USDM;
        this.options = options;
        this.auth = auth;
        this.markets = markets;
        this.table = table;
        this.reports = reports;
        this.wire = wire;
        this.listing = listing;
    }

    /** Where requests may go now: a connection, or {@link #NO_SOCKET}; logged on or to be signed each. */
    void socket(final int connection, final boolean isLoggedOn) {
        socket = connection;
        loggedOn = isLoggedOn;
    }

    long unreadable() {
        return unreadable;
    }

    void onCommand(final OrderCommandDecoder command, final long nowNs) {
        final OrderCommandType type = OrderCommandType.of(command.command());
        if (type == null) {
            unreadable++;
            return;
        }
        final BinanceMarkets.Market market = markets.byId(command.instrumentId());
        switch (type) {
            case RECONCILE -> listing.start(command.argument(), nowNs);
            case CANCEL_ALL -> cancelAll(market, command.instrumentId(), nowNs);
            case COUNTDOWN -> countdown(market, command.instrumentId(), command.argument(), nowNs);
            case NEW, CANCEL, REPLACE, QUERY -> {
                final BinanceTicket ticket = market == null ? null : BinanceTicket.of(command, type, market, venue);
                if (ticket == null) {
                    unreadable++;
                    reports.unreadable(command, type, nowNs);
                } else {
                    order(ticket, nowNs);
                }
            }
        }
    }

    private void order(final BinanceTicket ticket, final long nowNs) {
        switch (ticket.command()) {
            case NEW -> {
                table.know(ticket.clientOrderId(), ticket.market(), ticket.side(), ticket.type());
                ticket.market().activate();
                if (ticket.linkId() != 0 && !usdm) {
                    pair(ticket, nowNs);
                } else {
                    place(ticket, nowNs);
                }
            }
            case CANCEL -> cancel(ticket, ticket.algo() && !triggered(ticket), nowNs);
            case REPLACE -> replace(ticket, nowNs);
            default -> query(ticket, nowNs);
        }
    }

    private boolean triggered(final BinanceTicket ticket) {
        final BinanceOrderTable.Entry entry = table.byClientId(ticket.clientOrderId());
        return entry != null && entry.triggered();
    }

    private void place(final BinanceTicket ticket, final long nowNs) {
        if (usdm && ticket.algo()) {
            trade(BinanceCall.of(BinanceCall.Kind.COMMAND, ticket), "algoOrder.place", "POST", "/fapi/v1/algoOrder",
                BinanceOrderParameters.algo(ticket), nowNs);
        } else {
            trade(BinanceCall.of(BinanceCall.Kind.COMMAND, ticket), "order.place", "POST", path("order"),
                usdm ? BinanceOrderParameters.usdm(ticket) : BinanceOrderParameters.spot(ticket), nowNs);
        }
    }

    /** A request that may create an order: over the configured way only. */
    private void trade(
        final BinanceCall call, final String method, final String verb, final String path,
        final Map<String, String> parameters, final long nowNs) {
        if (!options.socketOrders()) {
            wire.ask(call, verb, path, parameters, usdm ? 0 : 1, false, nowNs);
        } else if (socket != NO_SOCKET) {
            frame(call, method, parameters, nowNs);
        } else {
            notSent(call, nowNs);
        }
    }

    private void notSent(final BinanceCall call, final long nowNs) {
        reports.sent(call.ticket(), SendResult.NOT_SENT, VenueErrorClass.RETRYABLE, 0, nowNs);
        if (call.other() != null) {
            reports.sent(call.other(), SendResult.NOT_SENT, VenueErrorClass.RETRYABLE, 0, nowNs);
        }
    }

    private void frame(
        final BinanceCall call, final String method, final Map<String, String> parameters, final long nowNs) {
        wire.frame(call, socket, method,
            loggedOn ? auth.stamped(parameters, nowNs) : auth.signed(parameters, nowNs), nowNs);
    }

    private void pair(final BinanceTicket ticket, final long nowNs) {
        if (half == null || half.linkId() != ticket.linkId()) {
            dropHalf(nowNs);
            half = ticket;
            halfUntilNs = nowNs + PAIR_NS;
            return;
        }
        final BinanceTicket first = half;
        half = null;
        halfUntilNs = Long.MAX_VALUE;
        final BinanceCall call = BinanceCall.pair(first, ticket);
        final Map<String, String> parameters = BinanceOrderParameters.pair(first, ticket);
        if (parameters == null) {
            reports.sent(first, SendResult.NOT_SENT, VenueErrorClass.BUG, 0, nowNs);
            reports.sent(ticket, SendResult.NOT_SENT, VenueErrorClass.BUG, 0, nowNs);
        } else {
            trade(call, "orderList.place.oco", "POST", "/api/v3/orderList/oco", parameters, nowNs);
        }
    }

    private void dropHalf(final long nowNs) {
        if (half != null) {
            reports.sent(half, SendResult.NOT_SENT, VenueErrorClass.BUG, 0, nowNs);
            half = null;
            halfUntilNs = Long.MAX_VALUE;
        }
    }

    void cancel(final BinanceTicket ticket, final boolean algo, final long nowNs) {
        final Map<String, String> parameters = new LinkedHashMap<>();
        final String id = BinanceOrderParameters.clientId(ticket.clientOrderId());
        final BinanceCall call = BinanceCall.cancel(ticket, algo);
        if (algo) {
            parameters.put("clientAlgoId", id);
        } else {
            parameters.put("symbol", ticket.market().symbol());
            parameters.put("origClientOrderId", id);
        }
        if (options.socketOrders() && socket != NO_SOCKET) {
            frame(call, algo ? "algoOrder.cancel" : "order.cancel", parameters, nowNs);
        } else {
            wire.ask(call, "DELETE", path(algo ? "algoOrder" : "order"), parameters, 1, true, nowNs);
        }
    }

    private void replace(final BinanceTicket ticket, final long nowNs) {
        final BinanceCall call = BinanceCall.of(BinanceCall.Kind.COMMAND, ticket);
        if (usdm == (ticket.target() != 0)) {
            // Spot cancels and places anew, USD-M changes what is there; the other way neither can.
            reports.sent(ticket, SendResult.NOT_SENT, VenueErrorClass.BUG, 0, nowNs);
        } else if (usdm) {
            trade(call, "order.modify", "PUT", "/fapi/v1/order", BinanceOrderParameters.modify(ticket), nowNs);
        } else {
            table.know(ticket.clientOrderId(), ticket.market(), ticket.side(), ticket.type());
            trade(call, "order.cancelReplace", "POST", "/api/v3/order/cancelReplace",
                BinanceOrderParameters.cancelReplace(ticket), nowNs);
        }
    }

    private void query(final BinanceTicket ticket, final long nowNs) {
        final Map<String, String> parameters = new LinkedHashMap<>();
        final String id = BinanceOrderParameters.clientId(ticket.clientOrderId());
        final BinanceCall call = BinanceCall.of(BinanceCall.Kind.QUERY_STATUS, ticket);
        if (ticket.algo()) {
            parameters.put("clientAlgoId", id);
            wire.ask(call, "GET", "/fapi/v1/algoOrder", parameters, 1, true, nowNs);
        } else {
            parameters.put("symbol", ticket.market().symbol());
            parameters.put("origClientOrderId", id);
            wire.ask(call, "GET", path("order"), parameters, usdm ? 1 : 4, true, nowNs);
        }
    }

    /** The order that a conditional one became. */
    void queryActual(final BinanceCall call, final BinanceReply reply, final String orderId, final long nowNs) {
        final Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("symbol", call.market().symbol());
        parameters.put("orderId", orderId);
        wire.ask(call.next(BinanceCall.Kind.QUERY_STATUS, reply), "GET", path("order"), parameters, 1, true, nowNs);
    }

    void queryTrades(final BinanceCall call, final BinanceReply reply, final String orderId, final long nowNs) {
        final Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("symbol", call.market().symbol());
        parameters.put("orderId", orderId);
        wire.ask(call.next(BinanceCall.Kind.QUERY_TRADES, reply), "GET", path(usdm ? "userTrades" : "myTrades"),
            parameters, 5, true, nowNs);
    }

    private void cancelAll(final BinanceMarkets.Market market, final int instrumentId, final long nowNs) {
        if (instrumentId >= 0 && market == null) {
            reports.sent(OrderCommandType.CANCEL_ALL, instrumentId, SendResult.NOT_SENT, VenueErrorClass.BUG, 0,
                nowNs);
        } else if (market != null) {
            cancelAll(market, market.symbol(), nowNs);
        } else {
            for (final BinanceMarkets.Market each : markets.all()) {
                if (each.active()) {
                    cancelAll(each, each.symbol(), nowNs);
                }
            }
            // What this session never saw may be open too.
            wire.ask(BinanceCall.wide(BinanceCall.Kind.SWEEP, OrderCommandType.CANCEL_ALL, null), "GET",
                path("openOrders"), Map.of(), usdm ? 40 : 80, true, nowNs);
        }
    }

    /** One request for an instrument; the market is null when it is none of ours. */
    void cancelAll(final BinanceMarkets.Market market, final String symbol, final long nowNs) {
        final Map<String, String> parameters = Map.of("symbol", symbol);
        wire.ask(BinanceCall.wide(BinanceCall.Kind.COMMAND, OrderCommandType.CANCEL_ALL, market), "DELETE",
            path(usdm ? "allOpenOrders" : "openOrders"), parameters, 1, true, nowNs);
        if (usdm) {
            wire.ask(BinanceCall.wide(BinanceCall.Kind.COMMAND, OrderCommandType.CANCEL_ALL, market), "DELETE",
                "/fapi/v1/algoOpenOrders", parameters, 1, true, nowNs);
        }
    }

    private void countdown(
        final BinanceMarkets.Market market, final int instrumentId, final long countdownMs, final long nowNs) {
        if (!usdm || instrumentId >= 0 && market == null) {
            reports.sent(OrderCommandType.COUNTDOWN, instrumentId, SendResult.NOT_SENT, VenueErrorClass.BUG, 0,
                nowNs);
            return;
        }
        for (final BinanceMarkets.Market each : markets.all()) {
            if (market == null ? each.active() : each == market) {
                final Map<String, String> parameters = new LinkedHashMap<>();
                parameters.put("symbol", each.symbol());
                parameters.put("countdownTime", Long.toString(countdownMs));
                wire.ask(BinanceCall.wide(BinanceCall.Kind.COMMAND, OrderCommandType.COUNTDOWN, each), "POST",
                    "/fapi/v1/countdownCancelAll", parameters, 10, true, nowNs);
            }
        }
    }

    String path(final String name) {
        return (usdm ? "/fapi/v1/" : "/api/v3/") + name;
    }

    void onTimer(final long nowNs) {
        if (nowNs >= halfUntilNs) {
            dropHalf(nowNs);
        }
    }

    long nextTimerNs() {
        return halfUntilNs;
    }
}
