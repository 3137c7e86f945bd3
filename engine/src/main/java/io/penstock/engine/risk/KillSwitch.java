package io.penstock.engine.risk;

import io.penstock.api.AlertCode;
import io.penstock.api.OrderCapability;
import io.penstock.api.OrderDesk;
import io.penstock.api.OrderStatus;
import io.penstock.api.OrderType;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.TimeInForce;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.market.Market;
import io.penstock.engine.order.Order;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.time.TimerKind;
import io.penstock.engine.time.TimerQueue;

/**
 * Ends what a killed scope has open (T8): at once a cancel for every open order, beside one request per instrument
 * where the venue knows such a thing; then again by a timer until none is open. On demand positions are closed by
 * reduce-only market orders, which leave as IOC at the collar, one after the other, until flat. They are orders of no
 * strategy: with the first one the position is no strategy's either.
 *
 * <p>Engine thread only; allocates in the constructor.
 */
final class KillSwitch {
    private static final int FLATTEN_TRIES = 100;

    private final RiskView view;
    private final RiskGate gate;
    private final KillDesk desk;
    private final TimerQueue timers;
    private final OutputWriter output;
    private final Intent intent = new Intent();
    private final boolean[] asked;
    private final int[] flatten;
    private boolean killTimer;
    private boolean flattenTimer;

    KillSwitch(
        final RiskView view, final RiskGate gate, final KillDesk desk, final TimerQueue timers,
        final OutputWriter output, final int instruments) {
        this.view = view;
        this.gate = gate;
        this.desk = desk;
        this.timers = timers;
        this.output = output;
        asked = new boolean[instruments];
        flatten = new int[instruments];
    }

    /** A scope was killed. Returns how many cancels left. */
    int onKilled(final long nowNs) {
        if (view.limits.get(RiskLimit.KILL_FLATTEN) != 0) {
            for (int id = 0; id < view.markets.count(); id++) {
                if (killedWhole(id) && view.portfolio.position(id).position() != 0) {
                    flatten[id] = FLATTEN_TRIES;
                }
            }
        }
        final int canceled = cancelKilled(nowNs, false);
        if (openInKilled() > 0) {
            schedule(nowNs);
        }
        onFlatten(nowNs);
        return canceled;
    }

    /** Time to look whether something is open still. */
    void onTimer(final long nowNs) {
        killTimer = false;
        final int open = openInKilled();
        if (open > 0) {
            output.alert(AlertCode.KILL_PENDING, -1, 0, open);
            cancelKilled(nowNs, true);
            schedule(nowNs);
        }
    }

    private void schedule(final long nowNs) {
        if (!killTimer) {
            killTimer = true;
            timers.schedule(
                nowNs + view.limits.nanos(RiskLimit.KILL_REPEAT_MS), TimerKind.KILL_REPEAT, 0);
        }
    }

    private int cancelKilled(final long nowNs, final boolean again) {
        if (desk.live()) {
            askWhole();
        }
        int canceled = 0;
        Order next;
        for (Order order = view.orders.oldestOpen(); order != Order.NONE; order = next) {
            next = view.orders.nextOpen(order);
            if (killed(order)) {
                canceled += cancel(order, nowNs, again);
            }
        }
        return canceled;
    }

    private int cancel(final Order order, final long nowNs, final boolean again) {
        if (order.status() != OrderStatus.PENDING_CANCEL) {
            return desk.cancel(order, nowNs) ? 1 : 0;
        }
        if (again) {
            desk.cancelAgain(order, nowNs);
            return 1;
        }
        return 0;
    }

    /** One request for each instrument all of whose orders are to go. */
    private void askWhole() {
        for (Order order = view.orders.oldestOpen(); order != Order.NONE; order = view.orders.nextOpen(order)) {
            final int id = order.instrumentId();
            final Market market = view.markets.get(id);
            if (!asked[id] && killedWhole(id) && market.definition().can(OrderCapability.CANCEL_ALL)) {
                asked[id] = true;
                gate.cancelAll(market.definition().venue().code(), market.definition().id());
            }
        }
        for (int id = 0; id < view.markets.count(); id++) {
            asked[id] = false;
        }
    }

    private boolean killed(final Order order) {
        final Venue venue = view.markets.get(order.instrumentId()).definition().venue();
        return view.states.effective(venue, order.instrumentId(), order.strategyId()) == TradingState.KILLED;
    }

    private boolean killedWhole(final int id) {
        return view.states.effective(view.markets.get(id).definition().venue(), id, -1) == TradingState.KILLED;
    }

    private int openInKilled() {
        int open = 0;
        for (Order order = view.orders.oldestOpen(); order != Order.NONE; order = view.orders.nextOpen(order)) {
            open += killed(order) ? 1 : 0;
        }
        return open;
    }

    /** An operator wants the orders of a scope canceled. Returns how many cancels left. */
    int cancelAll(final Scope scope, final int id, final long nowNs) {
        int canceled = 0;
        Order next;
        for (Order order = view.orders.oldestOpen(); order != Order.NONE; order = next) {
            next = view.orders.nextOpen(order);
            if (inside(scope, id, order.instrumentId())
                && (scope != Scope.STRATEGY || order.strategyId() == id)) {
                canceled += cancel(order, nowNs, false);
            }
        }
        return canceled;
    }

    /** An operator wants the positions of a scope closed. Returns how many there are. */
    int flatten(final Scope scope, final int id, final long nowNs) {
        int positions = 0;
        for (int instrument = 0; instrument < view.markets.count(); instrument++) {
            if (inside(scope, id, instrument) && view.portfolio.position(instrument).position() != 0) {
                flatten[instrument] = FLATTEN_TRIES;
                positions++;
            }
        }
        onFlatten(nowNs);
        return positions;
    }

    private boolean inside(final Scope scope, final int id, final int instrumentId) {
        return switch (scope) {
            case GLOBAL, STRATEGY -> true;
            case VENUE -> view.markets.get(instrumentId).definition().venue().code() == id;
            case INSTRUMENT -> instrumentId == id;
        };
    }

    void onFlattenTimer(final long nowNs) {
        flattenTimer = false;
        onFlatten(nowNs);
    }

    /** First the open orders of an instrument, then what is left of its position. */
    private void onFlatten(final long nowNs) {
        boolean more = false;
        for (int id = 0; id < view.markets.count(); id++) {
            if (flatten[id] > 0) {
                flatten[id]--;
                more |= step(id, nowNs);
            }
        }
        if (more && !flattenTimer) {
            flattenTimer = true;
            timers.schedule(
                nowNs + view.limits.nanos(RiskLimit.KILL_REPEAT_MS), TimerKind.FLATTEN, 0);
        }
    }

    /** Whether there is more to do. */
    private boolean step(final int id, final long nowNs) {
        final Market market = view.markets.get(id);
        final Instrument instrument = market.definition();
        final long position = view.portfolio.position(id).position();
        final long whole = Math.abs(position) - Math.abs(position) % instrument.lotSize();
        final long quantity = instrument.maxQuantity() > 0 ? Math.min(
            whole, instrument.maxQuantity() - instrument.maxQuantity() % instrument.lotSize()) : whole;
        if (quantity == 0) {
            flatten[id] = 0;
            return false;
        }
        if (flatten[id] == 0) {
            output.alert(AlertCode.FLATTEN_FAILED, id, 0, position);
            return false;
        }
        if (view.orders.openCount(id) > 0) {
            cancelAll(Scope.INSTRUMENT, id, nowNs);
            return true;
        }
        market.moment(nowNs);
        final boolean left = desk.submit(intent.set(
            market, Portfolio.EXTERNAL, position > 0 ? Side.SELL : Side.BUY, OrderType.MARKET, TimeInForce.IOC,
            OrderDesk.REDUCE_ONLY, 0, quantity, 0, nowNs).byOperator(), nowNs);
        if (left) {
            // whoever held it holds it no more: a strategy that closed its part too would open a position
            view.portfolio.attribution().disown(id);
        }
        return true;
    }

    void writeTo(final StateWriter out) {
        out.putBoolean(killTimer);
        out.putBoolean(flattenTimer);
        for (int id = 0; id < view.markets.count(); id++) {
            out.putInt(flatten[id]);
        }
    }

    void readFrom(final StateReader in) {
        killTimer = in.getBoolean();
        flattenTimer = in.getBoolean();
        for (int id = 0; id < view.markets.count(); id++) {
            flatten[id] = in.getInt();
        }
    }
}
