package io.penstock.gateways.binance;

import io.penstock.api.OrderCommandType;

/** One request under way and what it was for. One thread. */
final class BinanceCall {
    /** What a request is for. */
    enum Kind {
        /** A command about one order, or one instrument. */
        COMMAND,
        /** Two orders that end each other. */
        PAIR,
        /** How an order stands. */
        QUERY_STATUS,
        /** What it filled. */
        QUERY_TRADES,
        /** A piece of a listing. */
        LIST,
        /** Open orders of everything, in order to cancel them. */
        SWEEP,
        /** Logs a connection on. */
        LOGON,
        /** Subscribes the connection to what concerns us. */
        SUBSCRIBE,
        /** Makes a key for the private stream. */
        LISTEN_KEY,
        /** Prolongs it. */
        KEEP_KEY,
        /** The venue's clock. */
        TIME,
        /** What our key may do. */
        PERMISSIONS
    }

    private final Kind kind;
    private final OrderCommandType command;
    private final BinanceTicket ticket;
    private final BinanceTicket other;
    private final BinanceMarkets.Market market;
    private long id;
    private int connection = -1;
    private long askedNs;
    private boolean told;
    private BinanceReply kept;
    private boolean algo;

    private BinanceCall(
        final Kind kind, final OrderCommandType command, final BinanceTicket ticket, final BinanceTicket other,
        final BinanceMarkets.Market market) {
        this.kind = kind;
        this.command = command;
        this.ticket = ticket;
        this.other = other;
        this.market = market;
    }

    static BinanceCall of(final Kind kind) {
        return new BinanceCall(kind, null, null, null, null);
    }

    static BinanceCall of(final Kind kind, final BinanceTicket ticket) {
        return new BinanceCall(kind, ticket.command(), ticket, null, ticket.market());
    }

    static BinanceCall pair(final BinanceTicket first, final BinanceTicket second) {
        return new BinanceCall(Kind.PAIR, first.command(), first, second, first.market());
    }

    /** A command that names an instrument but no order; the market may be null. */
    static BinanceCall wide(
        final Kind kind, final OrderCommandType command, final BinanceMarkets.Market market) {
        return new BinanceCall(kind, command, null, null, market);
    }

    /** A cancel, of a conditional order where those are kept apart or of any other. */
    static BinanceCall cancel(final BinanceTicket ticket, final boolean algo) {
        final BinanceCall call = of(Kind.COMMAND, ticket);
        call.algo = algo;
        return call;
    }

    static BinanceCall list(final BinanceMarkets.Market market) {
        return new BinanceCall(Kind.LIST, OrderCommandType.RECONCILE, null, null, market);
    }

    /** The same request later in its life, with what an earlier one brought. */
    BinanceCall next(final Kind later, final BinanceReply brought) {
        final BinanceCall call = new BinanceCall(later, command, ticket, other, market);
        call.kept = brought;
        return call;
    }

    Kind kind() {
        return kind;
    }

    OrderCommandType command() {
        return command;
    }

    BinanceTicket ticket() {
        return ticket;
    }

    BinanceTicket other() {
        return other;
    }

    BinanceMarkets.Market market() {
        return market;
    }

    BinanceReply kept() {
        return kept;
    }

    /** Whether it spoke to where conditional orders are kept apart. */
    boolean algo() {
        return algo;
    }

    long id() {
        return id;
    }

    /** Over which connection it left, -1 for HTTP. */
    int connection() {
        return connection;
    }

    long askedNs() {
        return askedNs;
    }

    void leaves(final long number, final int over, final long nowNs) {
        id = number;
        connection = over;
        askedNs = nowNs;
    }

    /** Whether the fold was told already that the outcome is not known. */
    boolean told() {
        return told;
    }

    void tell() {
        told = true;
    }
}
