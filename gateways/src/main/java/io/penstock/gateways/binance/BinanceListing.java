package io.penstock.gateways.binance;

import com.fasterxml.jackson.databind.JsonNode;
import io.penstock.api.RejectReason;
import io.penstock.api.Side;
import io.penstock.api.Venue;
import io.penstock.api.VenueCondition;
import io.penstock.api.VenueErrorClass;
import io.penstock.gateways.common.order.EventOutbox;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Lists what the venue holds of us: open orders, then balances and positions, then trades since the last one known.
 * One question at a time; a question that failed is asked anew (each only reads), for a minute at most. One thread.
 */
final class BinanceListing {
    private static final long MOST_NS = 60_000_000_000L;
    private static final long AGAIN_NS = 1_000_000_000L;
    private static final int MOST_TRADES = 1_000;
    /** With so few instruments it is cheaper to ask for each than for all. */
    private static final int FEW = 10;
    private static final long MILLI_NS = 1_000_000L;

    private final Venue venue;
    private final boolean usdm;
    private final BinanceOrderOptions options;
    private final BinanceAuth auth;
    private final BinanceMarkets markets;
    private final BinanceOrderTable table;
    private final BinanceReports reports;
    private final EventOutbox outbox;
    private final BinanceWire wire;
    private final ArrayDeque<Step> steps = new ArrayDeque<>();
    private boolean running;
    private long number;
    private long untilNs;
    private long againNs = Long.MAX_VALUE;
    private long firstNs = Long.MIN_VALUE;
    private BinanceCall underWay;
    private long malformed;

    private enum What { ORDERS, CONDITIONAL_ORDERS, ACCOUNT, POSITIONS, CHOOSE_TRADES, TRADES, OWNER }

    /** One thing to ask: of an instrument, all, or an order that a trade names. */
    private record Step(What what, BinanceMarkets.Market market, long orderId, List<Trade> trades) {
        Step(final What what, final BinanceMarkets.Market market) {
            this(what, market, 0, List.of());
        }
    }

    /** A trade whose order is asked for first. */
    private record Trade(long orderId, Side side, BinanceOutcomes.Fill fill) {
    }

    BinanceListing(
        final Venue venue, final BinanceOrderOptions options, final BinanceAuth auth, final BinanceMarkets markets,
        final BinanceOrderTable table, final BinanceReports reports, final EventOutbox outbox,
        final BinanceWire wire) {
        this.venue = venue;
        this.usdm = venue == Venue.BINANCE_USDM;
        this.options = options;
        this.auth = auth;
        this.markets = markets;
        this.table = table;
        this.reports = reports;
        this.outbox = outbox;
        this.wire = wire;
    }

    long malformed() {
        return malformed;
    }

    void start(final long request, final long nowNs) {
        if (running) {
            fail(0, nowNs);
        }
        running = true;
        number = request;
        untilNs = nowNs + MOST_NS;
        firstNs = firstNs == Long.MIN_VALUE ? nowNs : firstNs;
        steps.clear();
        reports.condition(VenueCondition.SNAPSHOT_BEGIN, 0, 0, number, nowNs);
        final List<BinanceMarkets.Market> all = markets.all();
        if (all.size() > FEW || all.isEmpty()) {
            steps.add(new Step(What.ORDERS, null));
        } else {
            all.forEach(market -> steps.add(new Step(What.ORDERS, market)));
        }
        if (usdm) {
            steps.add(new Step(What.CONDITIONAL_ORDERS, null));
        }
        steps.add(new Step(What.ACCOUNT, null));
        if (usdm) {
            steps.add(new Step(What.POSITIONS, null));
        }
        steps.add(new Step(What.CHOOSE_TRADES, null));
        ask(nowNs);
    }

    private void ask(final long nowNs) {
        againNs = Long.MAX_VALUE;
        if (!steps.isEmpty() && steps.peek().what() == What.CHOOSE_TRADES) {
            steps.remove();
            for (final BinanceMarkets.Market market : markets.all()) {
                if (markets.all().size() <= FEW || market.active()) {
                    steps.add(new Step(What.TRADES, market));
                }
            }
        }
        if (steps.isEmpty()) {
            running = false;
            underWay = null;
            reports.condition(VenueCondition.SNAPSHOT_END, 0, 0, number, nowNs);
            return;
        }
        final Step step = steps.peek();
        final Map<String, String> parameters = new LinkedHashMap<>();
        if (step.market() != null) {
            parameters.put("symbol", step.market().symbol());
        }
        underWay = BinanceCall.list(step.market());
        final boolean one = step.market() != null;
        switch (step.what()) {
            case ORDERS -> get("openOrders", parameters, usdm ? one ? 1 : 40 : one ? 6 : 80, nowNs);
            case CONDITIONAL_ORDERS -> get("openAlgoOrders", parameters, 40, nowNs);
            case ACCOUNT -> {
                if (usdm) {
                    wire.ask(underWay, "GET", "/fapi/v3/account", parameters, 5, true, nowNs);
                } else {
                    get("account", parameters, 20, nowNs);
                }
            }
            case POSITIONS -> wire.ask(underWay, "GET", "/fapi/v3/positionRisk", parameters, 5, true, nowNs);
            case TRADES -> {
                if (step.market().lastTradeId() > 0) {
                    parameters.put("fromId", Long.toString(step.market().lastTradeId() + 1));
                } else {
                    final long fromMs = auth.timestampMs(firstNs) - options.historyMs();
                    parameters.put("startTime", Long.toString(Math.max(0, fromMs)));
                }
                parameters.put("limit", Integer.toString(MOST_TRADES));
                get(usdm ? "userTrades" : "myTrades", parameters, usdm ? 5 : 20, nowNs);
            }
            default -> {
                parameters.put("orderId", Long.toString(step.orderId()));
                get("order", parameters, usdm ? 1 : 4, nowNs);
            }
        }
    }

    private void get(
        final String name, final Map<String, String> parameters, final int weight, final long nowNs) {
        wire.ask(underWay, "GET", (usdm ? "/fapi/v1/" : "/api/v3/") + name, parameters, weight, true, nowNs);
    }

    void onReply(final BinanceCall call, final BinanceReply reply, final long nowNs) {
        if (!running || call != underWay) {
            return;
        }
        final Step step = steps.peek();
        final boolean noOwner = step.what() == What.OWNER && (reply.code() == BinanceOrderErrors.NO_SUCH_ORDER
            || reply.code() == BinanceOrderErrors.ARCHIVED);
        if (!reply.ok() && !noOwner) {
            failed(reply, nowNs);
            return;
        }
        steps.remove();
        try {
            read(step, noOwner ? null : reply.result(), nowNs);
        } catch (final IllegalArgumentException unreadable) {
            malformed++;
            fail(0, nowNs);
            return;
        }
        ask(nowNs);
    }

    private void failed(final BinanceReply reply, final long nowNs) {
        final VenueErrorClass kind =
            BinanceOrderErrors.of(usdm, reply.status(), reply.code(), reply.message()).errorClass();
        final boolean again = kind == VenueErrorClass.TIME || kind == VenueErrorClass.UNKNOWN_OUTCOME
            || kind == VenueErrorClass.RETRYABLE || kind == VenueErrorClass.THROTTLE;
        if (again && Math.max(nowNs + AGAIN_NS, reply.untilNs()) < untilNs) {
            underWay = null;
            againNs = Math.max(nowNs + AGAIN_NS, reply.untilNs());
        } else {
            fail(reply.code(), nowNs);
        }
    }

    void onLost(final BinanceCall call, final long nowNs) {
        if (running && call == underWay) {
            underWay = null;
            againNs = nowNs + AGAIN_NS;
        }
    }

    void onTimer(final long nowNs) {
        if (running && nowNs >= untilNs) {
            fail(0, nowNs);
        } else if (running && nowNs >= againNs) {
            ask(nowNs);
        }
    }

    long nextTimerNs() {
        return running ? Math.min(againNs, untilNs) : Long.MAX_VALUE;
    }

    private void fail(final int code, final long nowNs) {
        running = false;
        underWay = null;
        againNs = Long.MAX_VALUE;
        reports.condition(VenueCondition.SNAPSHOT_FAILED, code, 0, number, nowNs);
    }

    private void read(final Step step, final JsonNode result, final long nowNs) {
        switch (step.what()) {
            case ORDERS -> orders(result, nowNs);
            case CONDITIONAL_ORDERS -> conditionalOrders(result, nowNs);
            case ACCOUNT -> balances(result, nowNs);
            case POSITIONS -> positions(result, nowNs);
            case TRADES -> trades(step.market(), result, nowNs);
            default -> {
                final long owner = result == null ? 0
                    : BinanceReports.ours(BinanceFields.text(result, "clientOrderId"));
                for (final Trade trade : step.trades()) {
                    write(step.market(), owner, trade, nowNs);
                }
            }
        }
    }

    private static JsonNode list(final JsonNode result) {
        if (!result.isArray()) {
            throw new IllegalArgumentException("the answer is no list");
        }
        return result;
    }

    private void orders(final JsonNode result, final long nowNs) {
        for (final JsonNode order : list(result)) {
            final BinanceMarkets.Market market = markets.bySymbol(BinanceFields.text(order, "symbol"));
            if (market != null) {
                final BinanceReports.Word word =
                    reports.word(order, market, "clientOrderId", BinanceReports.FOUND);
                reports.open(word, BinanceFields.text(order, "status"),
                    BinanceFields.type(usdm, BinanceFields.text(order, "type")),
                    BinanceFields.decimal(order, "price", market.priceExponent()),
                    BinanceFields.decimalOr0(order, "stopPrice", market.priceExponent()), nowNs);
            }
        }
    }

    private void conditionalOrders(final JsonNode result, final long nowNs) {
        for (final JsonNode order : list(result)) {
            final BinanceMarkets.Market market = markets.bySymbol(BinanceFields.text(order, "symbol"));
            if (market != null) {
                final BinanceReports.Word word = new BinanceReports.Word(market,
                    BinanceReports.ours(BinanceFields.text(order, "clientAlgoId")),
                    Long.toString(BinanceFields.whole(order, "algoId")), BinanceFields.side(order, "side"), 0,
                    BinanceFields.decimal(order, "quantity", market.quantityExponent()), Long.MIN_VALUE,
                    BinanceReports.FOUND);
                reports.open(word, "NEW", BinanceFields.type(true, BinanceFields.text(order, "orderType")),
                    BinanceFields.decimalOr0(order, "price", market.priceExponent()),
                    BinanceFields.decimalOr0(order, "triggerPrice", market.priceExponent()), nowNs);
            }
        }
    }

    private record Balance(String asset, long free, long locked) {
    }

    private void balances(final JsonNode result, final long nowNs) {
        final Set<String> ours = new HashSet<>();
        for (final BinanceMarkets.Market market : markets.all()) {
            ours.add(market.definition().baseAsset());
            ours.add(market.definition().quoteAsset());
        }
        final List<Balance> found = new ArrayList<>();
        for (final JsonNode each : list(result.path(usdm ? "assets" : "balances"))) {
            final long free = BinanceFields.amount(each, usdm ? "walletBalance" : "free");
            final long locked = usdm ? 0 : BinanceFields.amount(each, "locked");
            final String asset = BinanceFields.asset(each, "asset");
            if (free != 0 || locked != 0 || ours.remove(asset)) {
                found.add(new Balance(asset, free, locked));
            }
            ours.remove(asset);
        }
        for (final Balance each : found) {
            outbox.one().balance(venue, each.asset(), each.free(), each.locked(), Long.MIN_VALUE, nowNs);
        }
        if (!usdm) {
            // An asset that is not listed is one we hold nothing of.
            ours.stream().sorted().forEach(
                asset -> outbox.one().balance(venue, asset, 0, 0, Long.MIN_VALUE, nowNs));
        }
    }

    private record Position(BinanceMarkets.Market market, long quantity, long entry, long liquidation, int leverage) {
    }

    private void positions(final JsonNode result, final long nowNs) {
        final List<Position> found = new ArrayList<>();
        final Set<BinanceMarkets.Market> flat = new HashSet<>(markets.all());
        for (final JsonNode each : list(result)) {
            final BinanceMarkets.Market market = markets.bySymbol(BinanceFields.text(each, "symbol"));
            if (market != null && "BOTH".equals(each.path("positionSide").asText("BOTH"))) {
                found.add(new Position(market, BinanceFields.decimal(each, "positionAmt", market.quantityExponent()),
                    BinanceFields.mean(each, "entryPrice", market.priceExponent()),
                    BinanceFields.mean(each, "liquidationPrice", market.priceExponent()),
                    Math.max(0, each.path("leverage").asInt())));
                flat.remove(market);
            }
        }
        for (final Position each : found) {
            if (each.quantity() != 0) {
                each.market().activate();
            }
            outbox.one().position(venue, each.market().id(), each.quantity(), each.entry(), each.liquidation(),
                each.leverage(), Long.MIN_VALUE, nowNs);
        }
        for (final BinanceMarkets.Market market : markets.all()) {
            if (flat.contains(market)) {
                outbox.one().position(venue, market.id(), 0, 0, 0, 0, Long.MIN_VALUE, nowNs);
            }
        }
    }

    private void trades(final BinanceMarkets.Market market, final JsonNode result, final long nowNs) {
        final List<BinanceOutcomes.Fill> fills = BinanceOutcomes.fills(market, list(result), "id");
        final Map<Long, Trade> byId = new LinkedHashMap<>();
        final Map<Long, List<Trade>> ownerless = new LinkedHashMap<>();
        for (final JsonNode each : result) {
            final long orderId = BinanceFields.whole(each, "orderId");
            final boolean buys = each.has("isBuyer") ? each.path("isBuyer").asBoolean()
                : BinanceFields.side(each, "side") == Side.BUY;
            byId.put(BinanceFields.whole(each, "id"), new Trade(orderId, buys ? Side.BUY : Side.SELL, null));
        }
        for (final BinanceOutcomes.Fill fill : fills) {
            final Trade named = byId.get(fill.tradeId());
            final Trade trade = new Trade(named.orderId(), named.side(), fill);
            final long owner = table.clientIdOf(market, Long.toString(trade.orderId()));
            if (owner >= 0) {
                write(market, owner, trade, nowNs);
            } else {
                ownerless.computeIfAbsent(trade.orderId(), none -> new ArrayList<>()).add(trade);
            }
            market.traded(fill.tradeId());
        }
        if (fills.size() >= MOST_TRADES) {
            steps.addFirst(new Step(What.TRADES, market));
        }
        ownerless.forEach((orderId, list) -> steps.addFirst(new Step(What.OWNER, market, orderId, list)));
    }

    private void write(
        final BinanceMarkets.Market market, final long owner, final Trade trade, final long nowNs) {
        final BinanceOutcomes.Fill fill = trade.fill();
        reports.fill(new BinanceReports.Word(market, owner, Long.toString(trade.orderId()), trade.side(), 0, 0,
            fill.timeNs(), BinanceReports.FOUND), fill.tradeId(), fill.price(), fill.quantity(), fill.fee(),
            fill.feeAsset(), fill.liquidity(), RejectReason.NONE, nowNs);
    }
}
