package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.OrderCommandType;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
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
        final long intentId = nextIntentId++;
        if (first != DenialCode.NONE) {
            outbox.decision(intent, intentId, 0, first, failed, limit, observed);
            return Order.NONE;
        }
        final Order order = orders.open(
            ids.next(), intent.market.definition().id(), intent.strategyId, intent.side, intent.type,
            intent.timeInForce, intent.instructions, intent.price, view.valuationPrice(intent), intent.quantity,
            intent.expireTimeNs, intent.nowNs);
        outbox.decision(intent, intentId, order.clientOrderId(), DenialCode.NONE, 0, 0, 0);
        outbox.command(order, OrderCommandType.NEW);
        return order;
    }

    /**
     * Sends a cancel for a working order.
     *
     * @param order already PENDING_CANCEL
     */
    public void cancel(final Order order) {
        outbox.command(order, OrderCommandType.CANCEL);
    }

    /**
     * Asks the venue what became of an order; changes nothing there.
     *
     * @param order   any of ours, final ones too
     * @param attempt how often it was asked for, this time included
     */
    public void query(final Order order, final int attempt) {
        outbox.command(order, OrderCommandType.QUERY, attempt);
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
