package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.OrderCapability;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.Orders;
import io.penstock.engine.output.OutputFrame;
import io.penstock.engine.port.Records;

/**
 * The only way out: every intent is judged by every check, in fixed order, last thing before it would leave.
 *
 * <p>The first failing check is reported, all are counted, and a denial leaves a RiskDecision with code, limit and
 * what was observed. Cancels are never denied. Engine thread only; does not allocate.
 */
public final class RiskGate implements Stateful {
    private static final int STATE_VERSION = 2;

    private final RiskView view;
    private final Orders orders;
    private final ClientOrderIds ids;
    private final Outbox outbox;
    private final OutputFrame frame;
    private final IntentBalance balance;
    private final RiskCheck[] checks = all();
    private Trace trace = Trace.SILENT;
    private long nextIntentId = 1;

    /**
     * A gate.
     *
     * @param view   what checks may look at
     * @param orders where approved intents become orders
     * @param ids    names them
     * @param frame  takes decisions and order commands
     */
    public RiskGate(
        final RiskView view, final Orders orders, final ClientOrderIds ids, final OutputFrame frame) {
        this.view = view;
        this.orders = orders;
        this.ids = ids;
        this.frame = frame;
        this.outbox = new Outbox(frame);
        balance = new IntentBalance(orders.strategies());
    }

    /** The checks in their order: the first that fails is reported. */
    private static RiskCheck[] all() {
        return new RiskCheck[] {
            new AllowListCheck(),
            new TradingStateCheck(),
            new UniverseCheck(),
            new RegimeGateCheck(),
            new StructureCheck(),
            new FilterAgeCheck(),
            new ReferenceCheck(),
            new StaleBookCheck(),
            new PriceCollarCheck(),
            new CollarPeriodCheck(),
            new MaxOrderCheck(),
            new DepthCheck(),
            new MaxPositionCheck(),
            new BalanceCheck(),
            new GrossCheck(),
            new MarginCheck(),
            new ConcentrationCheck(),
            new MaxOpenOrdersCheck(),
            new DuplicateCheck(),
            new SelfTradeCheck(),
            new ThrottleCheck(),
            new SafeModeCheck(),
        };
    }

    /**
     * Lets somebody hear the checks.
     *
     * @param listener hears; never changes what happens
     */
    public void trace(final Trace listener) {
        trace = listener;
    }

    /**
     * Has strategies open only what somebody allows from now on; at construction.
     *
     * @param gate knows regimes
     */
    public void heed(final StrategyGate gate) {
        view.gate = gate;
    }

    /**
     * Judges an intent; an approved one becomes an order and leaves.
     *
     * @param intent stated by a strategy
     * @return the order, or {@link Order#NONE} when denied
     */
    public Order submit(final Intent intent) {
        final Order order = open(intent);
        if (order != Order.NONE) {
            send(order);
        }
        return order;
    }

    /**
     * Judges an intent; an approved one becomes an order that has not left.
     *
     * @param intent stated by a strategy
     * @return the order, or {@link Order#NONE} when denied
     */
    public Order open(final Intent intent) {
        return judge(intent, 0) ? make(intent) : Order.NONE;
    }

    /**
     * Judges two intents of which at most one will fill: each as if it were alone, but as two orders. Approved both,
     * they become two orders that have not left and count like the larger.
     *
     * @param first  of one instrument and side
     * @param second of the same
     * @return the first order, whose sibling is the second; or {@link Order#NONE} when one was denied
     */
    public Order openPair(final Intent first, final Intent second) {
        second.before = 1;
        if (!judge(first, 0) || !judge(second, 0)) {
            return Order.NONE;
        }
        if (!orders.hasRoomFor(2)) {
            outbox.decision(second, nextIntentId++, 0, DenialCode.MAX_OPEN_ORDERS, 1, 1, 2);
            return Order.NONE;
        }
        final Order one = make(first);
        final Order other = make(second);
        orders.pair(one, other, one.clientOrderId());
        return one;
    }

    /**
     * Judges an intent that waits until another order is over; approved, the two count like the larger.
     *
     * @param before open, without a tie to an open order
     * @param intent what takes its place
     * @return the order, not left; or {@link Order#NONE} when denied
     */
    public Order openAfter(final Order before, final Intent intent) {
        orders.setAside(before, 0);
        final boolean approved = judge(intent, 0);
        orders.putBack(before);
        if (!approved) {
            return Order.NONE;
        }
        final Order next = make(intent);
        orders.pair(before, next, 0);
        return next;
    }

    /**
     * Judges an order that the fold held and that shall leave now, as what it leaves as; it does not count beside
     * itself.
     *
     * @param order  held
     * @param intent what it leaves as
     * @return whether it may
     */
    public boolean release(final Order order, final Intent intent) {
        orders.setAside(order, 0);
        final boolean approved = judge(intent.replaces(order), order.clientOrderId());
        orders.putBack(order);
        if (approved) {
            slip(intent);
            // what was held may have grown with the position since it was approved first
            balance.approve(order.strategyId(), intent.quantity);
            outbox.decision(intent, nextIntentId++, order.clientOrderId(), DenialCode.NONE, 0, 0, 0);
            tell(order, intent);
        }
        return approved;
    }

    /**
     * Judges what an order shall become, as if the larger of old and new were open.
     *
     * @param order  open
     * @param intent what shall be open of it afterwards
     * @return whether it may
     */
    public boolean change(final Order order, final Intent intent) {
        orders.setAside(order, Math.max(0, order.leavesQuantity() - intent.quantity));
        final boolean approved = judge(intent.replaces(order), order.clientOrderId());
        orders.putBack(order);
        if (approved) {
            slip(intent);
            balance.approve(
                order.strategyId(), Math.max(0, intent.quantity + order.cumulativeQuantity() - order.quantity()));
            outbox.decision(intent, nextIntentId++, order.clientOrderId(), DenialCode.NONE, 0, 0, 0);
        }
        return approved;
    }

    /**
     * Says that an order cannot be changed in the state it is in.
     *
     * @param order  open
     * @param intent what shall be open of it afterwards
     */
    public void refuseChange(final Order order, final Intent intent) {
        outbox.decision(intent, nextIntentId++, order.clientOrderId(), DenialCode.NOT_REPLACEABLE, 1,
            order.cumulativeQuantity(), intent.quantity);
    }

    /**
     * Judges an intent and leaves no trace: what it would say, for whoever only asks.
     *
     * @param intent stated
     * @return NONE when it would go
     */
    public DenialCode ask(final Intent intent) {
        view.prepare(intent);
        for (int i = 0; i < checks.length; i++) {
            final DenialCode code = checks[i].judge(intent, view);
            if (code != DenialCode.NONE) {
                return code;
            }
        }
        return DenialCode.NONE;
    }

    /** Lets every check judge; a denial is put on the way out, an approval is for the caller to state. */
    private boolean judge(final Intent intent, final long clientOrderId) {
        DenialCode first = DenialCode.NONE;
        int failed = 0;
        long limit = 0;
        long observed = 0;
        view.prepare(intent);
        for (int i = 0; i < checks.length; i++) {
            final RiskCheck check = checks[i];
            final DenialCode code = check.judge(intent, view);
            trace.check(check.name(), code == DenialCode.NONE, check.limit(), check.observed());
            if (code != DenialCode.NONE) {
                failed++;
                if (first == DenialCode.NONE) {
                    first = code;
                    limit = check.limit();
                    observed = check.observed();
                }
            }
        }
        if (first != DenialCode.NONE) {
            outbox.decision(intent, nextIntentId++, clientOrderId, first, failed, limit, observed);
            return false;
        }
        return true;
    }

    private Order make(final Intent intent) {
        final Order order = orders.open(
            ids.next(), intent.market.definition().id(), intent.strategyId, intent.side, intent.type,
            intent.timeInForce, intent.instructions, intent.price, view.sentPrice, intent.quantity,
            intent.expireTimeNs, intent.nowNs);
        orders.condition(order, intent.triggerPrice, intent.trailingRate);
        tell(order, intent);
        slip(intent);
        balance.approve(intent.strategyId, intent.quantity);
        view.recent.add(intent);
        outbox.decision(intent, nextIntentId++, order.clientOrderId(), DenialCode.NONE, 0, 0, 0);
        return order;
    }

    /** Adds to the slippage of a period what the intent may give away. */
    private void slip(final Intent intent) {
        view.slippage.add(
            intent.market.definition().id(), Math.max(0, CollarPeriodCheck.given(intent, view)),
            view.limits.nanos(RiskLimit.COLLAR_PERIOD_MS), intent.nowNs);
    }

    /** A command left: counts it for the venue, and holds what left against what was approved. */
    private void left(final Order order, final long already) {
        view.throttle.take(orders.venue(order.instrumentId()), frame.nowNs());
        if (!balance.send(outbox.last(), Records.HEADER_LENGTH, already)) {
            view.states.raise(
                Scope.GLOBAL, -1, TradingState.KILLED, StateCause.SENT_MISMATCH,
                balance.approvedOrders(order.strategyId()), balance.sentOrders(order.strategyId()));
        }
    }

    /** What the venue is told: MARKET leaves as IOC at the collar, and an expire time only where it is kept. */
    private void tell(final Order order, final Intent intent) {
        final boolean ends = intent.market.definition().can(OrderCapability.GOOD_TILL_DATE)
            && intent.expireTimeNs > 0;
        order.sendExpireTimeNs(ends ? intent.expireTimeNs : 0);
        if (intent.type == OrderType.MARKET) {
            order.send(OrderType.LIMIT, intent.timeInForce == TimeInForce.FOK ? TimeInForce.FOK : TimeInForce.IOC,
                view.collarPrice);
        } else {
            final TimeInForce asked = intent.timeInForce;
            order.send(intent.type, asked == TimeInForce.GTD || asked == TimeInForce.GTC
                ? ends ? TimeInForce.GTD : TimeInForce.GTC : asked, intent.price);
        }
    }

    /**
     * Lets a new order leave.
     *
     * @param order approved by {@link #open}, {@link #openPair} or {@link #release}
     */
    public void send(final Order order) {
        outbox.command(order, OrderCommandType.NEW, orders.venue(order.instrumentId()));
        left(order, 0);
    }

    /**
     * Sends a cancel for a working order. Never denied, but counted.
     *
     * @param order already PENDING_CANCEL
     */
    public void cancel(final Order order) {
        outbox.command(order, OrderCommandType.CANCEL, orders.venue(order.instrumentId()));
        view.throttle.take(orders.venue(order.instrumentId()), frame.nowNs());
    }

    /**
     * Lets a change of an order leave that keeps its id, or a new order that takes the place of another in one request.
     *
     * @param order with a change that {@link #change} approved, or approved by {@link #open} and tied to its target
     */
    public void replace(final Order order) {
        outbox.command(order, OrderCommandType.REPLACE, orders.venue(order.instrumentId()));
        left(order, order.changePending() ? order.quantity() : 0);
    }

    /**
     * Asks the venue what became of an order; changes nothing there.
     *
     * @param order   any of ours, final ones too
     * @param attempt how often it was asked for, this time included
     */
    public void query(final Order order, final int attempt) {
        outbox.command(order, OrderCommandType.QUERY, orders.venue(order.instrumentId()), attempt);
        view.throttle.take(orders.venue(order.instrumentId()), frame.nowNs());
    }

    /**
     * Has a venue list what it holds of ours.
     *
     * @param venue      code
     * @param number     of the request; the venue's listing repeats it
     * @param ordersOnly whether balances and positions may be left out
     */
    public void reconcile(final int venue, final long number, final boolean ordersOnly) {
        outbox.venueCommand(OrderCommandType.RECONCILE, venue, -1, ordersOnly ? 1 : 0, number);
        view.throttle.take(Venue.of(venue), frame.nowNs());
    }

    /**
     * Cancels every order at a venue, or of one instrument. Like every cancel it is never denied.
     *
     * @param venue        code
     * @param instrumentId dense index, -1 = all
     */
    public void cancelAll(final int venue, final int instrumentId) {
        outbox.venueCommand(OrderCommandType.CANCEL_ALL, venue, instrumentId, 0, 0);
        view.throttle.take(Venue.of(venue), frame.nowNs());
    }

    /**
     * Has a venue cancel the orders of an instrument by itself unless it hears this again in time.
     *
     * @param venue        code
     * @param instrumentId dense index
     * @param millis       from now; 0 = never
     */
    public void countdown(final int venue, final int instrumentId, final long millis) {
        outbox.venueCommand(OrderCommandType.COUNTDOWN, venue, instrumentId, 0, millis);
        view.throttle.take(Venue.of(venue), frame.nowNs());
    }

    /**
     * An instrument was defined, or said again.
     *
     * @param instrument with its limits
     * @param nowNs      engine time
     */
    public void define(final Instrument instrument, final long nowNs) {
        view.allow.define(instrument);
        view.exposure.reservations().count(instrument);
        view.definedNs[instrument.id()] = nowNs;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putLong(nextIntentId);
        view.limits.writeTo(out);
        view.account.writeTo(out);
        view.marks.writeTo(view.markets.count(), out);
        for (int i = 0; i < view.markets.count(); i++) {
            out.putLong(view.definedNs[i]);
        }
        view.recent.writeTo(out);
        view.throttle.writeTo(out);
        view.slippage.writeTo(out);
        balance.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        if (version != STATE_VERSION) {
            throw new IllegalStateException("risk: state layout " + version + ", this build reads " + STATE_VERSION);
        }
        nextIntentId = in.getLong();
        view.limits.readFrom(in);
        view.account.readFrom(in);
        view.marks.readFrom(view.markets.count(), in);
        for (int i = 0; i < view.markets.count(); i++) {
            view.definedNs[i] = in.getLong();
        }
        view.recent.readFrom(in);
        view.throttle.readFrom(in);
        view.slippage.readFrom(in);
        balance.readFrom(in);
        view.exposure.rebuild();
    }
}
