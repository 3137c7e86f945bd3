package io.penstock.gateways.emulator.account;

import io.penstock.gateways.emulator.dialect.StreamClock;
import io.penstock.gateways.emulator.market.MatchingMarket;
import io.penstock.gateways.emulator.market.MarketEvents;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * The private half of a venue: accounts and their orders in the real market. A dialect makes one, gives it the market's
 * step ends and asks it what its clients ask; what happens is told to an {@link AccountEvents} before the call that
 * causes it returns. One thread.
 */
public final class OwnOrders {
    private final Floor floor;
    private final Triggers triggers;
    private final Admission admission;
    private final Amendments amendments;
    private final Perpetuals perpetuals;
    private final StreamClock clock;
    private final List<VenueAccount> accounts = new ArrayList<>();
    private final ApiKeys keys = new ApiKeys();

    /**
     * No accounts yet. The market is not open yet either, or just was.
     *
     * @param market   where orders meet
     * @param events   hears what own orders do to the market, as it hears the market's own doings
     * @param clock    of the venue: what is due later is asked of it
     * @param settings how orders and money are treated
     */
    public OwnOrders(final MatchingMarket market, final MarketEvents events, final StreamClock clock,
        final AccountSettings settings) {
        floor = new Floor(market, events, settings);
        triggers = new Triggers(floor);
        admission = new Admission(floor, triggers);
        amendments = new Amendments(floor, admission);
        perpetuals = new Perpetuals(floor, clock, accounts);
        this.clock = clock;
    }

    /**
     * Who is told from now on; one at most.
     *
     * @param listener hears everything
     */
    public void listener(final AccountEvents listener) {
        floor.listener(listener);
    }

    /**
     * A new account, without money.
     *
     * @param name of it, unique
     * @return an account
     */
    public VenueAccount open(final String name) {
        final VenueAccount account = new VenueAccount(name, floor.settings.leverage());
        accounts.add(account);
        floor.index.join(account);
        return account;
    }

    /**
     * The accounts.
     *
     * @return in order of opening; live
     */
    public List<VenueAccount> accounts() {
        return accounts;
    }

    /**
     * The keys that open them.
     *
     * @return live
     */
    public ApiKeys keys() {
        return keys;
    }

    /**
     * How orders and money are treated.
     *
     * @return never changes
     */
    public AccountSettings settings() {
        return floor.settings;
    }

    /**
     * What truly happened.
     *
     * @return live
     */
    public TruthLedger ledger() {
        return floor.ledger;
    }

    /**
     * The rules of an instrument.
     *
     * @param instrument number
     * @return live
     */
    public InstrumentRules rules(final int instrument) {
        return floor.rules[instrument];
    }

    /**
     * Price of the last trade.
     *
     * @param instrument number
     * @return decimal
     */
    public BigDecimal last(final int instrument) {
        return floor.prices.last(instrument);
    }

    /**
     * The middle of the best bid and ask.
     *
     * @param instrument number
     * @return decimal
     */
    public BigDecimal mark(final int instrument) {
        return floor.prices.mark(instrument);
    }

    /**
     * Funding begins on the grid of the settings; perpetual venues only.
     *
     * @param nowNs the first payment is later than this
     */
    public void startFunding(final long nowNs) {
        perpetuals.start(nowNs);
    }

    /**
     * Money comes or goes; told as a transfer.
     *
     * @param account whose
     * @param asset   which
     * @param amount  negative = it goes
     * @param nowNs   when
     */
    public void transfer(final VenueAccount account, final String asset, final BigDecimal amount, final long nowNs) {
        perpetuals.flow(account, asset, amount, AccountChange.Cause.TRANSFER, -1, nowNs);
    }

    /**
     * The market finished a step: triggers may fire. To be called from the dialect's own step end.
     *
     * @param instrument number
     * @param nowNs      when
     */
    public void onStepEnd(final int instrument, final long nowNs) {
        triggers.check(instrument, nowNs);
    }

    /**
     * An order arrives.
     *
     * @param account whose
     * @param ticket  what is wanted
     * @param nowNs   when
     * @return the order, or why there is none; everything that happens at once has been told
     */
    public Placement place(final VenueAccount account, final OrderTicket ticket, final long nowNs) {
        floor.ledger.arrived(account, ticket.clientOrderId());
        final OrderTicket fitting = admission.fitting(account, ticket);
        final Refusal refusal = admission.check(account, fitting);
        if (refusal != null) {
            floor.ledger.refused(account, ticket.clientOrderId(), refusal);
            return Placement.refused(refusal);
        }
        final OwnOrder order = admit(account, fitting, nowNs);
        floor.money.lock(order, floor.money.need(fitting, fitting.quantity()), nowNs);
        begin(order, nowNs);
        return new Placement(order, null);
    }

    private OwnOrder admit(final VenueAccount account, final OrderTicket ticket, final long nowNs) {
        final OwnOrder order = new OwnOrder(floor.nextOrderId(), account, ticket, nowNs);
        floor.index.add(order);
        floor.ledger.accepted(order);
        if (ticket.lifetime() == Lifetime.GTD) {
            clock.at(ticket.goodTillNs(), due -> expire(order, EndReason.GTD, due));
        }
        return order;
    }

    private void begin(final OwnOrder order, final long nowNs) {
        floor.tell(order, AccountEvents.What.NEW, null, nowNs);
        floor.tellHeld(order, nowNs);
        if (order.ticket().trigger() == null) {
            floor.work(order, nowNs);
        } else {
            triggers.add(order);
        }
    }

    private void expire(final OwnOrder order, final EndReason reason, final long nowNs) {
        if (order.state().open()) {
            floor.withdraw(order, nowNs);
            floor.end(order, OrderState.EXPIRED, reason, nowNs);
        }
    }

    /**
     * Two orders arrive of which one ends the other. The money is held once, as much as the dearer one needs.
     *
     * @param account  whose
     * @param clientId the client's name for the list
     * @param first    one of them; a limit order without a trigger works at once
     * @param second   the other; must have a trigger
     * @param nowNs    when
     * @return the first order, whose list has the second; or why there are none
     */
    public Placement placeList(final VenueAccount account, final String clientId, final OrderTicket first,
        final OrderTicket second, final long nowNs) {
        floor.ledger.arrived(account, first.clientOrderId());
        floor.ledger.arrived(account, second.clientOrderId());
        final Refusal one = admission.check(account, first);
        final Refusal refusal = one != null ? one : first.clientOrderId().equals(second.clientOrderId())
            ? Refusal.DUPLICATE_CLIENT_ID : admission.check(account, second);
        if (refusal != null) {
            floor.ledger.refused(account, first.clientOrderId(), refusal);
            floor.ledger.refused(account, second.clientOrderId(), refusal);
            return Placement.refused(refusal);
        }
        final OwnOrder a = admit(account, first, nowNs);
        final OwnOrder b = admit(account, second, nowNs);
        final OrderList list = new OrderList(floor.nextListId(), clientId, List.of(a, b), nowNs);
        a.list = list;
        b.list = list;
        floor.index.add(account, list);
        final BigDecimal needA = floor.money.need(first, first.quantity());
        final BigDecimal needB = floor.money.need(second, second.quantity());
        final boolean onA = needA.compareTo(needB) >= 0;
        floor.money.lock(onA ? a : b, needA.max(needB), nowNs);
        floor.tell(list, nowNs);
        begin(b, nowNs);
        begin(a, nowNs);
        return new Placement(a, null);
    }

    /**
     * An order shall go; with it the other of its list.
     *
     * @param order   which; null = none was found
     * @param request the client's name of this request, may be empty
     * @param nowNs   when
     * @return UNKNOWN_ORDER when it is done already
     */
    public Placement cancel(final OwnOrder order, final String request, final long nowNs) {
        if (order == null || !order.state().open()) {
            return Placement.refused(Refusal.UNKNOWN_ORDER);
        }
        if (floor.rules[order.ticket().instrument()].status() == InstrumentRules.Status.HALTED) {
            return new Placement(order, Refusal.MARKET_CLOSED);
        }
        floor.cancel(order, request, EndReason.CANCELED, nowNs);
        return new Placement(order, null);
    }

    /**
     * All open orders shall go.
     *
     * @param account    whose
     * @param instrument number, -1 = all
     * @param reason     CANCELED or COUNTDOWN
     * @param nowNs      when
     * @return those that went, in the order in which they came
     */
    public List<OwnOrder> cancelAll(
        final VenueAccount account, final int instrument, final EndReason reason, final long nowNs) {
        final List<OwnOrder> gone = floor.index.open(account, instrument);
        for (final OwnOrder order : gone) {
            if (order.state().open()) {
                floor.cancel(order, "", reason, nowNs);
            }
        }
        return gone;
    }

    /**
     * An order shall have other terms.
     *
     * @param order        which; null = none was found
     * @param terms        with another price, quantity or trigger; the rest stays
     * @param keepPriority true: only a smaller quantity is allowed, and the order keeps its place; false: it keeps it
     *                     when only its quantity gets smaller
     * @param request      the client's name of this request, may be empty
     * @param nowNs        when
     * @return the order, or why not; an order that is amended to what it already traded or less is cancelled
     */
    public Placement amend(final OwnOrder order, final OrderTicket terms, final boolean keepPriority,
        final String request, final long nowNs) {
        return amendments.amend(order, terms, keepPriority, request, nowNs);
    }

    /**
     * Finds an order by the venue's number.
     *
     * @param account whose
     * @param id      number
     * @return null when the account has none such
     */
    public OwnOrder byId(final VenueAccount account, final long id) {
        return floor.index.byId(account, id);
    }

    /**
     * Finds the latest order with a name.
     *
     * @param account       whose
     * @param clientOrderId the client's name
     * @return null when the account has none such
     */
    public OwnOrder byClientId(final VenueAccount account, final String clientOrderId) {
        return floor.index.byClientId(account, clientOrderId);
    }

    /**
     * Open orders.
     *
     * @param account    whose
     * @param instrument number, -1 = all
     * @return in the order in which they came
     */
    public List<OwnOrder> openOrders(final VenueAccount account, final int instrument) {
        return floor.index.open(account, instrument);
    }

    /**
     * All orders that there ever were.
     *
     * @param account whose
     * @return in the order in which they came; live
     */
    public List<OwnOrder> orders(final VenueAccount account) {
        return floor.index.all(account);
    }

    /**
     * Own trades.
     *
     * @param account    whose
     * @param instrument number, -1 = all
     * @param fromId     only trades with this id or a later one
     * @return in order
     */
    public List<OwnTrade> trades(final VenueAccount account, final int instrument, final long fromId) {
        return floor.index.trades(account).stream().filter(trade -> trade.tradeId() >= fromId
            && (instrument < 0 || trade.order().ticket().instrument() == instrument)).toList();
    }

    /**
     * Lists of orders.
     *
     * @param account whose
     * @return in order; live
     */
    public List<OrderList> lists(final VenueAccount account) {
        return floor.index.lists(account);
    }

    /**
     * What an account of a perpetual venue could lose before margin runs out, and what it has to hold.
     *
     * @return live
     */
    public Perpetuals perpetuals() {
        return perpetuals;
    }
}
