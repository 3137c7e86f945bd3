package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.OrderCapability;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.TimeInForce;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.order.ClientOrderIds;
import io.penstock.engine.order.Order;
import io.penstock.engine.order.Orders;
import io.penstock.engine.output.OutputFrame;

/**
 * The only way out: every intent is judged by every check, in fixed order, last thing before it would leave.
 *
 * <p>The first failing check is reported, all are counted, and a denial leaves a RiskDecision with code, limit and
 * what was observed. Cancels are never denied. Engine thread only; does not allocate.
 */
public final class RiskGate implements Stateful {
    private static final int STATE_VERSION = 1;

    private final RiskView view;
    private final Orders orders;
    private final ClientOrderIds ids;
    private final Outbox outbox;
    private final RiskCheck[] checks = {
        new TradingStateCheck(),
        new UniverseCheck(),
        new StructureCheck(),
        new StaleBookCheck(),
        new PriceCollarCheck(),
        new MaxOrderCheck(),
        new MaxPositionCheck(),
        new BalanceCheck(),
        new MaxOpenOrdersCheck(),
    };
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
        this.outbox = new Outbox(frame);
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
     * Judges two intents of which at most one will fill: each as if it were alone. Approved both, they become two
     * orders
     * that have not left and count like the larger.
     *
     * @param first  of one instrument and side
     * @param second of the same
     * @return the first order, whose sibling is the second; or {@link Order#NONE} when one was denied
     */
    public Order openPair(final Intent first, final Intent second) {
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
        final boolean approved = judge(intent, order.clientOrderId());
        orders.putBack(order);
        if (approved) {
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
        final boolean approved = judge(intent, order.clientOrderId());
        orders.putBack(order);
        if (approved) {
            outbox.decision(intent, nextIntentId++, order.clientOrderId(), DenialCode.NONE, 0, 0, 0);
        }
        return approved;
    }

    /** Lets every check judge; a denial is put on the way out, an approval is for the caller to state. */
    private boolean judge(final Intent intent, final long clientOrderId) {
        DenialCode first = DenialCode.NONE;
        int failed = 0;
        long limit = 0;
        long observed = 0;
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
            intent.timeInForce, intent.instructions, intent.price, view.valuationPrice(intent), intent.quantity,
            intent.expireTimeNs, intent.nowNs);
        orders.condition(order, intent.triggerPrice, intent.trailingRate);
        tell(order, intent);
        outbox.decision(intent, nextIntentId++, order.clientOrderId(), DenialCode.NONE, 0, 0, 0);
        return order;
    }

    /** What the venue is told: MARKET leaves as IOC at the collar, and an expire time only where it is kept. */
    private void tell(final Order order, final Intent intent) {
        final boolean ends = intent.market.definition().can(OrderCapability.GOOD_TILL_DATE)
            && intent.expireTimeNs > 0;
        order.sendExpireTimeNs(ends ? intent.expireTimeNs : 0);
        if (intent.type == OrderType.MARKET) {
            order.send(OrderType.LIMIT, TimeInForce.IOC, view.marketPrice(intent));
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
    }

    /**
     * Sends a cancel for a working order.
     *
     * @param order already PENDING_CANCEL
     */
    public void cancel(final Order order) {
        outbox.command(order, OrderCommandType.CANCEL, orders.venue(order.instrumentId()));
    }

    /**
     * Lets a change of an order leave that keeps its id, or a new order that takes the place of another in one request.
     *
     * @param order with a change that {@link #change} approved, or approved by {@link #open} and tied to its target
     */
    public void replace(final Order order) {
        outbox.command(order, OrderCommandType.REPLACE, orders.venue(order.instrumentId()));
    }

    /**
     * Asks the venue what became of an order; changes nothing there.
     *
     * @param order   any of ours, final ones too
     * @param attempt how often it was asked for, this time included
     */
    public void query(final Order order, final int attempt) {
        outbox.command(order, OrderCommandType.QUERY, orders.venue(order.instrumentId()), attempt);
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
    }

    /**
     * Cancels every order at a venue, or of one instrument. Like every cancel it is never denied.
     *
     * @param venue        code
     * @param instrumentId dense index, -1 = all
     */
    public void cancelAll(final int venue, final int instrumentId) {
        outbox.venueCommand(OrderCommandType.CANCEL_ALL, venue, instrumentId, 0, 0);
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
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putLong(nextIntentId);
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        nextIntentId = in.getLong();
    }
}
