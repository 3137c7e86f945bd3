package io.penstock.engine.order;

import io.penstock.api.AlertCode;
import io.penstock.api.OrderStatus;
import io.penstock.api.ProtectionState;
import io.penstock.api.Scope;
import io.penstock.api.Side;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.TradingState;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.portfolio.Portfolio;
import io.penstock.engine.risk.TradingStates;
import io.penstock.engine.time.TimerKind;
import io.penstock.engine.time.TimerQueue;
import java.util.Arrays;

/**
 * Whether each position has a live stop, and what follows when it should have one and has none for too long.
 *
 * <p>A stop is STOP, STOP_LIMIT or TRAILING_STOP on the closing side, at the venue or held in the fold. One that works
 * covers its leaves quantity; one whose acceptance is still out, or unknown, is on its way; one that is being canceled
 * covers nothing. What is left of a position below a lot needs no cover. Every change is an output.
 *
 * <p>Looked at after whatever changes an order or a position of the instrument, never on market data: the cost is the
 * number of its open orders. Engine thread only; allocates in the constructor.
 */
public final class Protection implements Stateful {
    private static final int STATE_VERSION = 1;
    private static final long NEVER = -1;

    private final boolean required;
    private final long limitNs;
    private final int strategies;
    private final Orders orders;
    private final Portfolio portfolio;
    private final TradingStates states;
    private final TimerQueue timers;
    private final OutputWriter output;
    private final byte[] state;
    private final long[] sinceNs;
    private final boolean[] scheduled;
    private long covered;
    private long coming;

    /**
     * Nothing is open.
     *
     * @param required    whether positions must have a stop
     * @param limitNs     how long they may be without one
     * @param instruments most instruments
     * @param strategies  how many are configured
     * @param orders      ours
     * @param portfolio   positions
     * @param states      the ladder
     * @param timers      of the fold
     * @param output      tells of changes
     */
    public Protection(
        final boolean required, final long limitNs, final int instruments, final int strategies, final Orders orders,
        final Portfolio portfolio, final TradingStates states, final TimerQueue timers, final OutputWriter output) {
        this.required = required;
        this.limitNs = limitNs;
        this.strategies = Math.max(1, strategies);
        this.orders = orders;
        this.portfolio = portfolio;
        this.states = states;
        this.timers = timers;
        this.output = output;
        state = new byte[instruments];
        sinceNs = new long[instruments];
        scheduled = new boolean[instruments];
        forget();
    }

    private void forget() {
        Arrays.fill(state, (byte) ProtectionState.FLAT.code());
        Arrays.fill(sinceNs, NEVER);
        Arrays.fill(scheduled, false);
    }

    /**
     * How a position stands.
     *
     * @param instrumentId dense index
     * @return as the last look found it
     */
    public ProtectionState state(final int instrumentId) {
        return ProtectionState.of(state[instrumentId]);
    }

    /**
     * An order or the position of an instrument changed: looks again.
     *
     * @param instrument whose
     * @param nowNs      engine time
     */
    public void review(final Instrument instrument, final long nowNs) {
        final int id = instrument.id();
        final long position = portfolio.position(id).position();
        final ProtectionState now = look(instrument, position);
        if (now.code() == state[id]) {
            return;
        }
        state[id] = (byte) now.code();
        output.protection(id, now, position, covered);
        if (required && (now == ProtectionState.UNPROTECTED || now == ProtectionState.PENDING)) {
            if (sinceNs[id] == NEVER) {
                sinceNs[id] = nowNs;
                schedule(id, nowNs + limitNs);
            }
            return;
        }
        sinceNs[id] = NEVER;
        if (states.asked(Scope.INSTRUMENT, id, StateCause.UNPROTECTED) != TradingState.ACTIVE) {
            states.set(Scope.INSTRUMENT, id, TradingState.ACTIVE, StateCause.UNPROTECTED, position, covered);
        }
    }

    private ProtectionState look(final Instrument instrument, final long position) {
        covered = 0;
        coming = 0;
        if (position == 0) {
            return ProtectionState.FLAT;
        }
        final Side closing = position > 0 ? Side.SELL : Side.BUY;
        for (int strategy = Portfolio.EXTERNAL; strategy < strategies; strategy++) {
            for (Order order = orders.oldestOpen(instrument.id(), strategy); order != Order.NONE;
                order = orders.nextPeer(order)) {
                if (order.side() == closing && order.type().protective() && !counted(order)) {
                    count(order);
                }
            }
        }
        final long size = Math.abs(position);
        final long wanted = size - size % instrument.lotSize();
        if (covered >= wanted) {
            return wanted == 0 && covered == 0 && !required ? ProtectionState.NOT_REQUIRED : ProtectionState.PROTECTED;
        }
        if (covered + coming >= wanted) {
            return ProtectionState.PENDING;
        }
        return required ? ProtectionState.UNPROTECTED : ProtectionState.NOT_REQUIRED;
    }

    /** Of a pair of two stops only the first can fill. */
    private boolean counted(final Order order) {
        final Order sibling = orders.sibling(order);
        return !sibling.isFinal() && sibling.type().protective() && sibling.clientOrderId() < order.clientOrderId();
    }

    private void count(final Order order) {
        final OrderStatus status = order.status();
        if (status == OrderStatus.NEW || status == OrderStatus.PARTIALLY_FILLED) {
            covered += order.leavesQuantity();
        } else if (status != OrderStatus.PENDING_CANCEL) {
            coming += order.leavesQuantity();
        }
    }

    private void schedule(final int instrumentId, final long atNs) {
        if (!scheduled[instrumentId]) {
            scheduled[instrumentId] = true;
            if (!timers.schedule(atNs, TimerKind.PROTECTION_DUE, instrumentId)) {
                throw new IllegalStateException("the timer queue of " + timers.capacity() + " is full");
            }
        }
    }

    /**
     * The timer of an instrument fired: a position that has been without a stop for too long may only be reduced.
     *
     * @param instrument whose
     * @param nowNs      engine time
     */
    public void onTimer(final Instrument instrument, final long nowNs) {
        final int id = instrument.id();
        scheduled[id] = false;
        if (sinceNs[id] == NEVER) {
            return;
        }
        if (nowNs < sinceNs[id] + limitNs) {
            schedule(id, sinceNs[id] + limitNs);
            return;
        }
        final long position = portfolio.position(id).position();
        look(instrument, position);
        output.alert(AlertCode.UNPROTECTED, id, position, covered);
        states.raise(
            Scope.INSTRUMENT, id, TradingState.REDUCE_ONLY, StateCause.UNPROTECTED, Math.abs(position), covered);
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        int used = 0;
        for (int i = 0; i < state.length; i++) {
            used += uses(i) ? 1 : 0;
        }
        out.putInt(used);
        for (int i = 0; i < state.length; i++) {
            if (uses(i)) {
                out.putInt(i);
                out.putInt(state[i]);
                out.putLong(sinceNs[i]);
                out.putBoolean(scheduled[i]);
            }
        }
    }

    private boolean uses(final int instrumentId) {
        return state[instrumentId] != ProtectionState.FLAT.code() || scheduled[instrumentId];
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        forget();
        for (int used = in.getInt(); used > 0; used--) {
            final int id = in.getInt();
            state[id] = (byte) in.getInt();
            sinceNs[id] = in.getLong();
            scheduled[id] = in.getBoolean();
        }
    }
}
