package io.penstock.engine.risk;

import io.penstock.api.BookView;
import io.penstock.api.ExecutionType;
import io.penstock.api.HostCondition;
import io.penstock.api.RejectReason;
import io.penstock.api.RiskLevel;
import io.penstock.api.Scope;
import io.penstock.api.SendResult;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.Venue;
import io.penstock.api.VenueErrorClass;
import io.penstock.engine.config.EngineConfig;
import io.penstock.engine.event.ExecutionReportDecoder;
import io.penstock.engine.event.HostStatusDecoder;
import io.penstock.engine.event.MarkPriceDecoder;
import io.penstock.engine.event.OrderSendResultDecoder;
import io.penstock.engine.event.ServerTimeDecoder;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Order;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.output.RiskWriter;
import io.penstock.engine.portfolio.AccountValue;
import io.penstock.engine.time.TimerQueue;

/**
 * The controls that watch while orders work: each event goes to those it concerns, and what they find moves scopes on
 * the ladder. Each control is a class of its own; this one only knows who wants to hear what.
 *
 * <p>Engine thread only; allocates in the constructor.
 */
public final class Controls implements Stateful {
    private static final int STATE_VERSION = 1;

    private final RiskView view;
    private final AccountValue account;
    private final LagControl lag;
    private final ClockControl clock;
    private final HostControl host;
    private final LossControl loss;
    private final TailControl tail;
    private final FillControl fills;
    private final StatusControl status;
    private final RejectControl rejects;
    private final VolatilityControl volatility;
    private final LiquidationControl liquidation;
    private final RiskGrade grade;
    private final KillSwitch kill;

    /**
     * The controls of a fold.
     *
     * @param config sizes
     * @param view   what risk may look at
     * @param gate   the way out
     * @param desk   cancels and closes
     * @param timers of the fold
     * @param output for alerts
     * @param writer for grades
     */
    public Controls(
        final EngineConfig config, final RiskView view, final RiskGate gate, final KillDesk desk,
        final TimerQueue timers, final OutputWriter output, final RiskWriter writer) {
        final int instruments = config.capacity().instruments();
        final int strategies = config.strategies().size();
        this.view = view;
        account = view.account.value();
        lag = new LagControl(view.limits, view.states);
        clock = new ClockControl(view.limits, view.states, output);
        host = new HostControl(view.states);
        loss = new LossControl(view.limits, view.states, account, timers, output);
        tail = new TailControl(view.limits, view.states, account);
        fills = new FillControl(
            view.limits, view.states, view.portfolio, view.markets, instruments, strategies);
        rejects = new RejectControl(view.limits, view.states, strategies);
        volatility = new VolatilityControl(view.limits, view.states, instruments);
        liquidation = new LiquidationControl(view.limits, view.states, account, view.marks);
        grade = new RiskGrade(view.limits, writer);
        kill = new KillSwitch(view, gate, desk, timers, output, instruments);
        status = new StatusControl(view, output);
    }

    /**
     * An input other than the passing of time is about to be applied.
     *
     * @param backlog its stamp: inbound occupancy in 1/256
     */
    public void onInput(final int backlog) {
        lag.onBacklog(backlog);
    }

    /**
     * An input or a timer was handled to its end.
     *
     * @param nowNs engine time
     */
    public void afterEvent(final long nowNs) {
        if (view.states.takeKilled()) {
            kill.onKilled(nowNs);
        }
    }

    /**
     * A market that may be read moved.
     *
     * @param market after it was derived
     * @param nowNs  engine time
     */
    public void onMarket(final Market market, final long nowNs) {
        final int id = market.definition().id();
        loss.begin(nowNs);
        view.exposure.onMarket(id);
        volatility.onMid(id, market.lastReferencePrice(), nowNs);
    }

    /**
     * A venue's mark price.
     *
     * @param event wrapped on the event
     * @param nowNs engine time
     */
    public void onMarkPrice(final MarkPriceDecoder event, final long nowNs) {
        view.marks.set(event.instrumentId(), event.markPrice(), nowNs);
    }

    /**
     * A venue's clock was compared with ours.
     *
     * @param event wrapped on the event
     * @param nowNs engine time
     */
    public void onServerTime(final ServerTimeDecoder event, final long nowNs) {
        if (Venue.of(event.venue()) != null) {
            clock.onOffset(event.venue(), event.offsetNs());
        }
    }

    /**
     * An instrument was defined, or said again.
     *
     * @param instrument with the status that its venue gives it
     */
    public void onInstrument(final Instrument instrument) {
        status.onDefined(instrument);
    }

    /**
     * A venue does not list an instrument any more.
     *
     * @param instrumentId dense index
     */
    public void onGone(final int instrumentId) {
        status.onGone(instrumentId);
    }

    /**
     * The host measured something.
     *
     * @param event wrapped on the event
     * @param nowNs engine time
     */
    public void onHostStatus(final HostStatusDecoder event, final long nowNs) {
        final HostCondition condition = HostCondition.of(event.condition());
        if (condition != null) {
            host.on(condition, event.limitValue(), event.observedValue());
        }
    }

    /**
     * A report changed an order.
     *
     * @param order  after it
     * @param report what the venue said
     * @param nowNs  engine time
     */
    public void onReport(final Order order, final ExecutionReportDecoder report, final long nowNs) {
        final Venue venue = view.markets.get(order.instrumentId()).definition().venue();
        final ExecutionType type = ExecutionType.of(report.executionType());
        if (type == ExecutionType.ACCEPTED || type == ExecutionType.TRADE) {
            rejects.onAccepted(venue, order.strategyId());
        } else if (type == ExecutionType.REJECTED) {
            rejects.onRejected(
                venue, order.strategyId(), reason(report.reason()), error(report.errorClass()), nowNs);
        }
    }

    /**
     * What became of an attempt to send.
     *
     * @param order it was about
     * @param event wrapped on the event
     * @param nowNs engine time
     */
    public void onSendResult(final Order order, final OrderSendResultDecoder event, final long nowNs) {
        final VenueErrorClass error = error(event.errorClass());
        if (event.result() == SendResult.REFUSED.code() || error == VenueErrorClass.AUTH) {
            rejects.onRejected(
                view.markets.get(order.instrumentId()).definition().venue(), order.strategyId(), RejectReason.OTHER,
                error, nowNs);
        }
    }

    private static RejectReason reason(final int code) {
        final RejectReason reason = RejectReason.of(code);
        return reason == null ? RejectReason.OTHER : reason;
    }

    private static VenueErrorClass error(final int code) {
        final VenueErrorClass error = VenueErrorClass.of(code);
        return error == null ? VenueErrorClass.NONE : error;
    }

    /**
     * A fill was booked.
     *
     * @param order    that it filled, the fill included
     * @param quantity of the fill
     * @param nowNs    engine time
     */
    public void onFill(final Order order, final long quantity, final long nowNs) {
        view.exposure.touch(order.instrumentId());
        loss.begin(nowNs);
        fills.onFill(order, quantity, nowNs);
        onEquity();
    }

    /**
     * Something other than a fill of an order changed a position: an adoption, a liquidation, a correction.
     *
     * @param instrumentId dense index
     */
    public void onPosition(final int instrumentId) {
        view.exposure.touch(instrumentId);
    }

    /**
     * The account was valued at a regular moment.
     *
     * @param nowNs engine time
     */
    public void onMark(final long nowNs) {
        onEquity();
        for (int id = 0; id < view.markets.count(); id++) {
            liquidation.onMark(view.markets.get(id), view.portfolio.position(id).position(), nowNs);
        }
        tail.onEquity();
        grade.on(account, view.account.equity(), loss.drawdownRate(view.account.equity()), largest(),
            view.exposure.gross());
    }

    private void onEquity() {
        view.account.refresh();
        loss.onEquity(view.account.equity());
    }

    /** The largest worst exposure of one instrument. */
    private long largest() {
        long most = 0;
        for (int id = 0; id < view.markets.count(); id++) {
            if (view.markets.get(id).lastReferencePrice() != BookView.NO_PRICE) {
                most = Math.max(most, view.exposure.worst(id));
            }
        }
        return most;
    }

    /**
     * It is 00:00 UTC.
     *
     * @param nowNs engine time
     */
    public void onDay(final long nowNs) {
        loss.onDay(nowNs);
    }

    /**
     * Time to look whether a killed scope has open orders still.
     *
     * @param nowNs engine time
     */
    public void onKillTimer(final long nowNs) {
        kill.onTimer(nowNs);
    }

    /**
     * Time to look whether positions that are to be closed are.
     *
     * @param nowNs engine time
     */
    public void onFlattenTimer(final long nowNs) {
        kill.onFlattenTimer(nowNs);
    }

    /**
     * Cancels the orders of a scope.
     *
     * @param scope what kind
     * @param id    code of the venue, instrument or strategy; any for GLOBAL
     * @param nowNs engine time
     * @return how many cancels left
     */
    public int cancelAll(final Scope scope, final int id, final long nowNs) {
        return kill.cancelAll(scope, id, nowNs);
    }

    /**
     * Closes the positions of a scope, step by step; a strategy has no positions of its own.
     *
     * @param scope what kind
     * @param id    code of the venue or instrument; any for GLOBAL
     * @param nowNs engine time
     * @return how many positions there are to close
     */
    public int flatten(final Scope scope, final int id, final long nowNs) {
        return kill.flatten(scope, id, nowNs);
    }

    /**
     * An operator undid a cause: what counted towards it begins anew.
     *
     * @param scope what kind
     * @param id    code of the venue, instrument or strategy; any for GLOBAL
     * @param cause which, or null for all
     */
    public void forget(final Scope scope, final int id, final StateCause cause) {
        if (cause == null || cause == StateCause.REJECTS) {
            rejects.forget(scope, id);
        }
        if (scope == Scope.STRATEGY && (cause == null || cause == StateCause.REPEAT
            || cause == StateCause.CONSECUTIVE_LOSSES)) {
            fills.forget(id);
        }
    }

    /**
     * How risky the account is.
     *
     * @return the level as last graded
     */
    public RiskLevel level() {
        return grade.level();
    }

    @Override
    public void writeTo(final StateWriter out) {
        final int instruments = view.markets.count();
        out.putInt(STATE_VERSION);
        clock.writeTo(out);
        loss.writeTo(out);
        tail.writeTo(out);
        fills.writeTo(instruments, out);
        rejects.writeTo(out);
        volatility.writeTo(instruments, out);
        grade.writeTo(out);
        kill.writeTo(out);
    }

    @Override
    public void readFrom(final StateReader in) {
        final int instruments = view.markets.count();
        in.getInt();
        clock.readFrom(in);
        loss.readFrom(in);
        tail.readFrom(in);
        fills.readFrom(instruments, in);
        rejects.readFrom(in);
        volatility.readFrom(instruments, in);
        grade.readFrom(in);
        kill.readFrom(in);
    }
}
