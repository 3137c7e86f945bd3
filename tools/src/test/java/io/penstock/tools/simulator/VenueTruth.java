package io.penstock.tools.simulator;

import io.penstock.api.CashFlowKind;
import io.penstock.api.ExecutionType;
import io.penstock.api.Liquidity;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.RejectReason;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.Venue;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The venue itself: orders, matching against a walking market, one account. Knows no network and makes no mistakes. */
final class VenueTruth {
    private final Venue venue;
    private final Map<Integer, Listing> listings = new LinkedHashMap<>();
    private final Map<Integer, PriceWalk> walks = new LinkedHashMap<>();
    private final Map<Long, VenueOrder> byClientId = new LinkedHashMap<>();
    private final List<VenueOrder> live = new ArrayList<>();
    private final VenueLedger ledger = new VenueLedger();
    private final SplittableRandom random;
    private final Situations situations;
    private final String feeAsset;
    private VenueStream stream;
    private long nowNs;
    private long orderNumber = 1_000;
    private long executionNumber = 50_000;
    private long flowNumber = 1;

    VenueTruth(
        final Venue venue, final List<Listing> all, final SplittableRandom random, final Situations situations) {
        this.venue = venue;
        this.random = random;
        this.situations = situations;
        for (final Listing listing : all) {
            if (listing.venue() == venue) {
                listings.put(listing.id(), listing);
                walks.put(listing.id(), new PriceWalk(listing, random.split()));
            }
        }
        // "" means what is bought: base for buys, quote for sells
        feeAsset = new String[] {"USDT", "", "BNB"}[random.nextInt(3)];
    }

    void stream(final VenueStream listener) {
        stream = listener;
    }

    Venue venue() {
        return venue;
    }

    Iterable<Listing> listings() {
        return listings.values();
    }

    Listing listing(final int id) {
        return listings.get(id);
    }

    PriceWalk walk(final int id) {
        return walks.get(id);
    }

    VenueLedger ledger() {
        return ledger;
    }

    List<VenueOrder> live() {
        return live;
    }

    VenueOrder order(final long clientOrderId) {
        return byClientId.get(clientOrderId);
    }

    void moment(final long moment) {
        nowNs = moment;
    }

    /** Places an order; the reason of its refusal, or NONE. */
    RejectReason place(final Command command) {
        if (command.clientOrderId() != 0 && byClientId.containsKey(command.clientOrderId())) {
            throw new Violation("I3", "order " + Long.toHexString(command.clientOrderId()) + " reached " + venue
                + " twice");
        }
        final RejectReason refusal = refusal(command);
        if (refusal != RejectReason.NONE) {
            return refusal;
        }
        final VenueOrder order = new VenueOrder(command, nowNs, ++orderNumber);
        if (order.clientOrderId != 0) {
            byClientId.put(order.clientOrderId, order);
        }
        live.add(order);
        stream.onWord(order, ExecutionType.ACCEPTED, RejectReason.NONE);
        if (order.resting) {
            take(order);
        }
        return RejectReason.NONE;
    }

    private RejectReason refusal(final Command command) {
        final Listing listing = listings.get(command.instrumentId());
        final boolean market = command.orderType() == OrderType.MARKET;
        final long price = command.price() > 0 ? command.price() : walk(command.instrumentId()).middle();
        if (command.price() % listing.definition().tickSize() != 0
            || command.quantity() % listing.definition().lotSize() != 0
            || !command.reduceOnly() && Listing.notional(price, command.quantity())
            .compareTo(BigDecimal.valueOf(listing.definition().minNotional())) < 0) {
            situations.reached(Situation.FILTER_REFUSED);
            return RejectReason.FILTER;
        }
        if (command.postOnly() && crosses(command.side(), command.price(), command.instrumentId())) {
            situations.reached(Situation.POST_ONLY_REFUSED);
            return RejectReason.WOULD_TAKE;
        }
        if (command.reduceOnly() && !reduces(command)) {
            return RejectReason.REDUCE_ONLY;
        }
        if (command.trigger() != 0 && reached(command.side(), command.orderType(), command.trigger(),
            walk(command.instrumentId()))) {
            return RejectReason.WOULD_TRIGGER;
        }
        if (command.timeInForce() == TimeInForce.FOK && !market
            && depth(command.side(), command.price(), command.instrumentId()) < command.quantity()) {
            situations.reached(Situation.FOK_NOT_FILLABLE);
            return RejectReason.NOT_FILLABLE;
        }
        return RejectReason.NONE;
    }

    private boolean reduces(final Command command) {
        final long position = ledger.position(command.instrumentId());
        final long change = command.side() == Side.BUY ? command.quantity() : -command.quantity();
        return listings.get(command.instrumentId()).spot()
            || position != 0 && Long.signum(position) != Long.signum(change) && Math.abs(change) <= Math.abs(position);
    }

    private boolean crosses(final Side side, final long price, final int instrumentId) {
        final PriceWalk walk = walks.get(instrumentId);
        return side == Side.BUY ? price >= walk.bestAsk() : price <= walk.bestBid();
    }

    private long depth(final Side side, final long price, final int instrumentId) {
        final PriceWalk walk = walks.get(instrumentId);
        final Side other = side == Side.BUY ? Side.SELL : Side.BUY;
        long sum = 0;
        for (int i = 0; i < PriceWalk.LEVELS; i++) {
            sum += reaches(side, price, walk.price(other, i)) ? walk.quantity(other, i) : 0;
        }
        return sum;
    }

    private static boolean reaches(final Side side, final long limit, final long level) {
        return limit == 0 || (side == Side.BUY ? level <= limit : level >= limit);
    }

    /** What an incoming order takes; the rest stays or goes, as its time in force says. */
    private void take(final VenueOrder order) {
        final PriceWalk walk = walks.get(order.instrumentId);
        final Side other = order.side == Side.BUY ? Side.SELL : Side.BUY;
        final boolean market = order.type == OrderType.MARKET || order.price == 0;
        for (int i = 0; i < PriceWalk.LEVELS && order.leaves() > 0; i++) {
            final long level = walk.price(other, i);
            if ((market || reaches(order.side, order.price, level)) && !endedForNothing(order) && order.live()) {
                fill(order, level, Math.min(Math.min(order.leaves(), closable(order)), walk.quantity(other, i)),
                    Liquidity.TAKER);
            }
        }
        if (order.live() && (market || order.timeInForce == TimeInForce.IOC || order.timeInForce == TimeInForce.FOK)) {
            situations.reached(Situation.IOC_EXPIRED);
            end(order, OrderStatus.EXPIRED, ExecutionType.EXPIRED, RejectReason.NO_LIQUIDITY);
        }
    }

    private void fill(final VenueOrder order, final long price, final long quantity, final Liquidity liquidity) {
        order.cumulative += quantity;
        order.status = order.leaves() == 0 ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        if (order.leaves() == 0) {
            order.endedNs = nowNs;
            live.remove(order);
        } else {
            situations.reached(Situation.PARTIAL_FILL);
        }
        final Listing listing = listings.get(order.instrumentId);
        final boolean ofBase = listing.spot() && feeAsset.isEmpty() && order.side == Side.BUY;
        final BigDecimal rate = liquidity == Liquidity.MAKER ? Listing.MAKER_RATE : Listing.TAKER_RATE;
        final BigDecimal value = ofBase ? BigDecimal.valueOf(quantity).movePointRight(5)
            : Listing.notional(price, quantity);
        final long fee = value.multiply(rate).setScale(0, RoundingMode.HALF_UP).longValueExact();
        final String asset = ofBase ? listing.base() : listing.spot() && feeAsset.equals("BNB") ? "BNB" : "USDT";
        final VenueTrade trade = new VenueTrade(
            ++executionNumber, order.instrumentId, order.clientOrderId, order.side, price, quantity, fee, asset,
            liquidity, nowNs, order.cumulative, order.leaves(), order.venueOrderId);
        order.trades.add(trade);
        final long before = ledger.position(order.instrumentId);
        ledger.book(trade, listing);
        if (Long.signum(before) * Long.signum(ledger.position(order.instrumentId)) < 0) {
            situations.reached(Situation.POSITION_FLIPPED);
        }
        stream.onTrade(trade);
    }

    private void end(
        final VenueOrder order, final OrderStatus status, final ExecutionType type, final RejectReason reason) {
        order.status = status;
        order.endedNs = nowNs;
        live.remove(order);
        stream.onWord(order, type, reason);
    }

    /** Cancels an order of ours; the reason of its refusal, or NONE. */
    RejectReason cancel(final long clientOrderId) {
        final VenueOrder order = byClientId.get(clientOrderId);
        if (order == null || !order.live()) {
            if (order != null && order.status == OrderStatus.FILLED) {
                situations.reached(Situation.CANCEL_MEETS_FILL);
            }
            return RejectReason.UNKNOWN_ORDER;
        }
        end(order, OrderStatus.CANCELED, ExecutionType.CANCELED, RejectReason.NONE);
        return RejectReason.NONE;
    }

    /** Cancels every order of ours, of one instrument or of all (-1). */
    int cancelAll(final int instrumentId) {
        int canceled = 0;
        for (final VenueOrder order : List.copyOf(live)) {
            if (order.clientOrderId != 0 && (instrumentId < 0 || order.instrumentId == instrumentId)) {
                end(order, OrderStatus.CANCELED, ExecutionType.CANCELED, RejectReason.NONE);
                canceled++;
            }
        }
        return canceled;
    }

    /** The venue ends one of our orders by itself. */
    void expireOne() {
        final List<VenueOrder> ours = live.stream().filter(order -> order.clientOrderId != 0).toList();
        if (!ours.isEmpty()) {
            situations.reached(Situation.ORDER_EXPIRED_BY_VENUE);
            end(ours.get(random.nextInt(ours.size())), OrderStatus.EXPIRED, ExecutionType.EXPIRED,
                RejectReason.OTHER);
        }
    }

    /** The market of an instrument moved: what rests may fill, what waits may be triggered, what is over ends. */
    void onMarket(final int instrumentId) {
        final PriceWalk walk = walks.get(instrumentId);
        for (int i = live.size() - 1; i >= 0; i--) {
            final VenueOrder order = i < live.size() ? live.get(i) : null;
            if (order == null || order.instrumentId != instrumentId) {
                continue;
            }
            if (order.timeInForce == TimeInForce.GTD && order.expireTimeNs > 0 && order.expireTimeNs <= nowNs) {
                end(order, OrderStatus.EXPIRED, ExecutionType.EXPIRED, RejectReason.TIME_EXPIRED);
            } else if (order.resting) {
                rest(order, walk);
            } else {
                trigger(order, walk);
            }
        }
    }

    private void rest(final VenueOrder order, final PriceWalk walk) {
        final boolean buy = order.side == Side.BUY;
        final boolean through = buy ? walk.bestAsk() <= order.price : walk.bestBid() >= order.price;
        final boolean touched = buy ? walk.bestBid() == order.price : walk.bestAsk() == order.price;
        if ((through || touched && random.nextInt(8) == 0) && !endedForNothing(order)) {
            final long most = Math.min(order.leaves(), closable(order));
            fill(order, order.price, through && random.nextBoolean() ? most : 1 + random.nextLong(most),
                Liquidity.MAKER);
        }
    }

    private void trigger(final VenueOrder order, final PriceWalk walk) {
        if (reached(order.side, order.type, order.trigger, walk)) {
            order.resting = true;
            situations.reached(Situation.STOP_TRIGGERED);
            stream.onWord(order, ExecutionType.TRIGGERED, RejectReason.NONE);
            take(order);
        }
    }

    private static boolean reached(
        final Side side, final OrderType type, final long trigger, final PriceWalk walk) {
        final boolean up = (side == Side.BUY) == (type == OrderType.STOP || type == OrderType.STOP_LIMIT);
        return up ? walk.middle() >= trigger : walk.middle() <= trigger;
    }

    /** Ends a reduce-only order that has nothing to reduce any more; whether it did. */
    private boolean endedForNothing(final VenueOrder order) {
        if (closable(order) > 0 || !order.live()) {
            return false;
        }
        end(order, OrderStatus.EXPIRED, ExecutionType.EXPIRED, RejectReason.REDUCE_ONLY);
        return true;
    }

    /** The most that may fill of an order: one that only reduces never fills beyond the position. */
    private long closable(final VenueOrder order) {
        if (!order.reduceOnly() || listings.get(order.instrumentId).spot()) {
            return Long.MAX_VALUE;
        }
        final long position = ledger.position(order.instrumentId);
        return Math.max(0, order.side == Side.SELL ? position : -position);
    }

    /** New terms under the same id; the reason of the refusal, or NONE. */
    RejectReason amend(final long clientOrderId, final long price, final long quantity) {
        final VenueOrder order = byClientId.get(clientOrderId);
        if (order == null || !order.live()) {
            if (order != null && order.status == OrderStatus.FILLED) {
                situations.reached(Situation.REPLACE_MEETS_FILL);
            }
            return RejectReason.UNKNOWN_ORDER;
        }
        if (quantity <= order.cumulative || price % listing(order.instrumentId).definition().tickSize() != 0) {
            return RejectReason.FILTER;
        }
        order.amend(price == 0 ? order.price : price, quantity, nowNs);
        stream.onWord(order, ExecutionType.REPLACED, RejectReason.NONE);
        if (order.resting && crosses(order.side, order.price, order.instrumentId)) {
            take(order);
        }
        return RejectReason.NONE;
    }

    /** Money moves without a trade. */
    VenueFlow flow(final CashFlowKind kind, final int instrumentId, final String asset, final long amount) {
        final VenueFlow flow = new VenueFlow(++flowNumber, kind, instrumentId, asset, amount, nowNs);
        ledger.book(flow);
        stream.onFlow(flow);
        return flow;
    }

    /** The venue closes a part of a position by an order of its own. */
    void force(final int instrumentId, final Side side, final long quantity) {
        final VenueOrder order = new VenueOrder(new Command(
            OrderCommandType.NEW, 0, instrumentId, venue, side, OrderType.MARKET, TimeInForce.IOC, 0, 0, quantity, 0,
            0, 0, 0, 0, 0), nowNs, ++orderNumber);
        live.add(order);
        fill(order, walks.get(instrumentId).middle() / Listing.GRID * Listing.GRID, quantity, Liquidity.TAKER);
    }

    List<VenueOrder> ordersOf(final int instrumentId) {
        return live.stream().filter(order -> order.instrumentId == instrumentId).toList();
    }
}
