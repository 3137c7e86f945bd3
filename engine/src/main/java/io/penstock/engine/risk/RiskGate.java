package io.penstock.engine.risk;

import io.penstock.api.DenialCode;
import io.penstock.api.OrderCommandType;
import io.penstock.api.OrderType;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.explain.Trace;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.market.Market;
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
    private static final int STATE_VERSION = 1;

    private final RiskView view;
    private final Orders orders;
    private final ClientOrderIds ids;
    private final Outbox outbox;
    private final OutputFrame frame;
    private final Intent amend = new Intent();
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
     * Judges an intent; an approved one becomes an order and leaves. A MARKET intent leaves as an IOC limit order at
     * the collar (FOK stays FOK), and the order says so.
     *
     * @param intent stated by a strategy
     * @return the order, or {@link Order#NONE} when denied
     */
    public Order submit(final Intent intent) {
        final long intentId = nextIntentId++;
        if (judge(intent, intentId) != DenialCode.NONE) {
            return Order.NONE;
        }
        final boolean market = intent.type == OrderType.MARKET;
        final OrderType type = market ? OrderType.LIMIT : intent.type;
        final TimeInForce timeInForce = market && intent.timeInForce != TimeInForce.FOK
            ? TimeInForce.IOC : intent.timeInForce;
        final long price = market ? view.sentPrice : intent.price;
        final Order order = orders.open(
            ids.next(), intent.market.definition().id(), intent.strategyId, intent.side, type,
            timeInForce, intent.instructions, price, view.sentPrice, intent.quantity,
            intent.expireTimeNs, intent.nowNs);
        count(intent, intent.quantity);
        view.recent.add(intent);
        outbox.decision(intent, intentId, order.clientOrderId(), DenialCode.NONE, 0, 0, 0);
        outbox.command(order, OrderCommandType.NEW);
        left(order, 0, intent.nowNs);
        return order;
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

    /**
     * Judges a change of an open order by the same checks; it says its decision, and an approved change is counted as
     * approved. The caller then makes the order count the larger of old and new and calls {@link #replace}.
     *
     * @param order           open
     * @param market          of its instrument
     * @param newPrice        price units, 0 for an order without a price
     * @param newTriggerPrice price units, 0 = none
     * @param newQuantity     whole quantity, what is filled included
     * @param nowNs           engine time
     * @return NONE when it may go
     */
    public DenialCode judgeReplace(
        final Order order, final Market market, final long newPrice, final long newTriggerPrice,
        final long newQuantity, final long nowNs) {
        amend.set(
            market, order.strategyId(), order.side(), order.type(), order.timeInForce(), order.instructions(),
            newPrice, newQuantity, order.expireTimeNs(), nowNs).trigger(newTriggerPrice, 0).replaces(order);
        final long intentId = nextIntentId++;
        if (order.isFinal() || newQuantity <= order.cumulativeQuantity()) {
            outbox.decision(
                amend, intentId, 0, DenialCode.NOT_REPLACEABLE, 1, order.cumulativeQuantity(), newQuantity);
            return DenialCode.NOT_REPLACEABLE;
        }
        final DenialCode code = judge(amend, intentId);
        if (code == DenialCode.NONE) {
            count(amend, Math.max(0, newQuantity - order.quantity()));
            outbox.decision(amend, intentId, order.clientOrderId(), DenialCode.NONE, 0, 0, 0);
        }
        return code;
    }

    /**
     * Sends a change that {@link #judgeReplace} approved, before the order is changed.
     *
     * @param order           open
     * @param newPrice        price units
     * @param newTriggerPrice price units, 0 = none
     * @param newQuantity     whole quantity
     * @param nowNs           engine time
     */
    public void replace(
        final Order order, final long newPrice, final long newTriggerPrice, final long newQuantity,
        final long nowNs) {
        outbox.replace(order, newPrice, newQuantity, newTriggerPrice);
        left(order, order.quantity(), nowNs);
    }

    private DenialCode judge(final Intent intent, final long intentId) {
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
            outbox.decision(intent, intentId, 0, first, failed, limit, observed);
        }
        return first;
    }

    private void count(final Intent intent, final long more) {
        balance.approve(intent.strategyId, more);
        view.slippage.add(
            intent.market.definition().id(), Math.max(0, CollarPeriodCheck.given(intent, view)),
            view.limits.nanos(RiskLimit.COLLAR_PERIOD_MS), intent.nowNs);
    }

    /** A command left: counts it for the venue, and holds what left against what was approved. */
    private void left(final Order order, final long already, final long nowNs) {
        view.throttle.take(view.markets.get(order.instrumentId()).definition().venue(), nowNs);
        if (!balance.send(outbox.last(), Records.HEADER_LENGTH, already)) {
            view.states.raise(
                Scope.GLOBAL, -1, TradingState.KILLED, StateCause.SENT_MISMATCH,
                balance.approvedOrders(order.strategyId()), balance.sentOrders(order.strategyId()));
        }
    }

    /**
     * Sends a cancel for a working order. Never denied, but counted.
     *
     * @param order already PENDING_CANCEL
     */
    public void cancel(final Order order) {
        outbox.command(order, OrderCommandType.CANCEL);
        view.throttle.take(view.markets.get(order.instrumentId()).definition().venue(), frame.nowNs());
    }

    /** Sends one request for all orders of an instrument, beside the cancels of each. */
    void cancelAll(final Market market) {
        outbox.cancelAll(market.definition().id(), market.definition().venue());
        view.throttle.take(market.definition().venue(), frame.nowNs());
    }

    /**
     * An instrument was defined, or said again.
     *
     * @param instrument with its limits
     * @param nowNs      engine time
     */
    public void define(final Instrument instrument, final long nowNs) {
        view.allow.define(instrument);
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
        in.getInt();
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
