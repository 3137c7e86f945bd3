package io.penstock.engine.risk;

import io.penstock.api.BookView;
import io.penstock.api.FixedPoint;
import io.penstock.api.InstrumentKind;
import io.penstock.api.OrderType;
import io.penstock.api.Side;
import io.penstock.api.TimeInForce;
import io.penstock.api.Venue;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.market.Market;
import io.penstock.engine.market.Markets;
import io.penstock.engine.order.OpenOrderListener;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.Orders;
import io.penstock.engine.portfolio.AccountValue;
import io.penstock.engine.portfolio.Portfolio;

/**
 * What the account would be exposed to if the worse side of every instrument's open orders filled whole: per instrument
 * and in sum, in the base currency; with it the margin of perpetuals per venue, how many instruments are in use, how
 * many orders work per venue, and our own best prices.
 *
 * <p>Kept up by changes: whatever changes an instrument's orders, position or price touches it, and only touched
 * instruments are valued anew before the next look. So it is a function of what is, and no state of its own. Engine
 * thread only; allocates in the constructor.
 */
final class Exposure implements OpenOrderListener {
    private final Orders orders;
    private final Portfolio portfolio;
    private final Markets markets;
    private final AccountValue account;
    private final boolean[] touched;
    private final int[] list;
    private final long[] worst;
    private final long[] margin;
    private final boolean[] used;
    private final long[] bestBuy;
    private final long[] bestSell;
    private final boolean[] searchBuy;
    private final boolean[] searchSell;
    private final int[] venueOrders = new int[Venue.values().length];
    private final Total[] venueMargin = new Total[Venue.values().length];
    private final Total gross = new Total();
    private final Reservations reservations;
    private int touchedCount;
    private int usedCount;
    private int unknown;

    Exposure(
        final int instruments, final Orders orders, final Portfolio portfolio, final Markets markets,
        final AccountValue account) {
        this.orders = orders;
        this.portfolio = portfolio;
        this.markets = markets;
        this.account = account;
        touched = new boolean[instruments];
        list = new int[instruments];
        worst = new long[instruments];
        margin = new long[instruments];
        used = new boolean[instruments];
        bestBuy = new long[instruments];
        bestSell = new long[instruments];
        searchBuy = new boolean[instruments];
        searchSell = new boolean[instruments];
        for (int i = 0; i < venueMargin.length; i++) {
            venueMargin[i] = new Total();
        }
        reservations = new Reservations(instruments, orders, portfolio);
        orders.listener(this);
    }

    /** Something about an instrument changed: price, position or orders. */
    void touch(final int instrumentId) {
        if (!touched[instrumentId]) {
            touched[instrumentId] = true;
            list[touchedCount++] = instrumentId;
        }
    }

    /** The market of an instrument moved: only counts where there is something to value. */
    void onMarket(final int instrumentId) {
        if (used[instrumentId]) {
            touch(instrumentId);
        }
    }

    @Override
    public void onOpenChanged(final Order order, final int change) {
        final int id = order.instrumentId();
        touch(id);
        reservations.count(markets.get(id).definition());
        venueOrders[markets.get(id).definition().venue().code()] += change;
        final boolean buy = order.side() == Side.BUY;
        if (change > 0) {
            // an order that is held, or of another type at its venue, changes once more before it can be met
            if (canBeMet(order)) {
                final long[] best = buy ? bestBuy : bestSell;
                best[id] = better(best[id], order.sentPrice(), order.side());
            }
        } else {
            (buy ? searchBuy : searchSell)[id] = true;
        }
    }

    /**
     * Whether a later order of ours can meet it at its venue. What leaves as IOC at the collar is over before anything
     * that leaves after it arrives.
     */
    private static boolean canBeMet(final Order order) {
        final boolean rests = order.sentTimeInForce() != TimeInForce.IOC && order.sentTimeInForce() != TimeInForce.FOK;
        return order.sentType() == OrderType.LIMIT && !order.held() && (rests || order.type() == OrderType.LIMIT);
    }

    /** What open spot orders may take out of wallets. */
    Reservations reservations() {
        return reservations;
    }

    /** The highest price at which we buy, whoever asked for it; 0 = none. */
    long bestBuy(final int instrumentId) {
        if (searchBuy[instrumentId]) {
            searchBuy[instrumentId] = false;
            bestBuy[instrumentId] = search(instrumentId, Side.BUY);
        }
        return bestBuy[instrumentId];
    }

    /** The lowest price at which we sell, whoever asked for it; 0 = none. */
    long bestSell(final int instrumentId) {
        if (searchSell[instrumentId]) {
            searchSell[instrumentId] = false;
            bestSell[instrumentId] = search(instrumentId, Side.SELL);
        }
        return bestSell[instrumentId];
    }

    /** Only after an order changed or went; the list is that of one instrument. */
    private long search(final int instrumentId, final Side side) {
        long best = 0;
        for (int strategy = Portfolio.EXTERNAL; strategy < orders.strategies(); strategy++) {
            for (Order order = orders.oldestOpen(instrumentId, strategy); order != Order.NONE;
                order = orders.nextPeer(order)) {
                if (order.side() == side && canBeMet(order)) {
                    best = better(best, order.sentPrice(), side);
                    if (order.changePending() && order.changedPrice() > 0) {
                        best = better(best, order.changedPrice(), side);
                    }
                }
            }
        }
        return best;
    }

    private static long better(final long best, final long price, final Side side) {
        return best == 0 || (side == Side.BUY ? price > best : price < best) ? price : best;
    }

    int venueOrders(final Venue venue) {
        return venueOrders[venue.code()];
    }

    /** Instruments with a position or an open order. */
    int usedCount() {
        refresh();
        return usedCount;
    }

    boolean used(final int instrumentId) {
        refresh();
        return used[instrumentId];
    }

    /** Worst exposure of all together, or OVERFLOW when one cannot be valued. */
    long gross() {
        refresh();
        return unknown > 0 ? FixedPoint.OVERFLOW : gross.value();
    }

    /** Worst exposure of one instrument, or OVERFLOW when it cannot be valued. */
    long worst(final int instrumentId) {
        refresh();
        return worst[instrumentId];
    }

    /** Initial margin of a venue's perpetuals in the worst case. */
    long venueMargin(final Venue venue) {
        refresh();
        return venueMargin[venue.code()].value();
    }

    /** Initial margin that one instrument has in that. */
    long margin(final int instrumentId) {
        refresh();
        return margin[instrumentId];
    }

    /** Initial margin of a worst exposure; what is not told counts in full. */
    static long marginOf(final Instrument instrument, final long exposure) {
        if (instrument.kind() == InstrumentKind.SPOT || exposure == FixedPoint.OVERFLOW) {
            return 0;
        }
        final long rate = instrument.initialMarginRate();
        return rate <= 0 ? exposure : Amounts.share(exposure, rate);
    }

    private void refresh() {
        while (touchedCount > 0) {
            final int id = list[--touchedCount];
            touched[id] = false;
            value(id);
        }
    }

    private void value(final int id) {
        final Market market = markets.get(id);
        final long position = portfolio.position(id).position();
        final long longest = Amounts.saturatingAdd(position, orders.openBuyQuantity(id));
        final long shortest = Amounts.saturatingAdd(-position, orders.openSellQuantity(id));
        final long quantity = Math.max(Math.max(longest, shortest), 0);
        final boolean inUse = position != 0 || orders.openCount(id) > 0;
        usedCount += (inUse ? 1 : 0) - (used[id] ? 1 : 0);
        used[id] = inUse;
        final long price = market.lastReferencePrice();
        final long quote = quantity == 0 ? 0 : price == BookView.NO_PRICE ? FixedPoint.OVERFLOW
            : Amounts.notional(market.definition(), price, quantity);
        final long next = quote == FixedPoint.OVERFLOW ? FixedPoint.OVERFLOW : account.inBase(id, quote);
        unknown += (next == FixedPoint.OVERFLOW ? 1 : 0) - (worst[id] == FixedPoint.OVERFLOW ? 1 : 0);
        gross.subtract(worst[id] == FixedPoint.OVERFLOW ? 0 : worst[id]);
        gross.add(next == FixedPoint.OVERFLOW ? 0 : next);
        worst[id] = next;
        final Total ofVenue = venueMargin[market.definition().venue().code()];
        ofVenue.subtract(margin[id]);
        margin[id] = marginOf(market.definition(), next);
        ofVenue.add(margin[id]);
    }

    /** After a state was loaded: everything from what is. */
    void rebuild() {
        gross.clear();
        usedCount = 0;
        unknown = 0;
        touchedCount = 0;
        reservations.clear();
        for (int i = 0; i < venueOrders.length; i++) {
            venueOrders[i] = 0;
            venueMargin[i].clear();
        }
        for (int id = 0; id < worst.length; id++) {
            worst[id] = 0;
            margin[id] = 0;
            used[id] = false;
            touched[id] = false;
            searchBuy[id] = true;
            searchSell[id] = true;
            if (id < markets.count()) {
                touch(id);
                reservations.count(markets.get(id).definition());
            }
        }
        for (Order order = orders.oldestOpen(); order != Order.NONE; order = orders.nextOpen(order)) {
            venueOrders[markets.get(order.instrumentId()).definition().venue().code()]++;
        }
    }
}
