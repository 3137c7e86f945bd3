package io.penstock.engine.risk;

import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.TradingState;
import io.penstock.api.Venue;
import io.penstock.engine.output.OutputWriter;
import java.util.Arrays;

/**
 * The state ladder: for every scope and every cause the rung that it asks for. A scope stands on the most severe of its
 * rungs, an order on the most severe of its scopes.
 *
 * <p>Causes that latch stay until an operator undoes them; the others are undone by what raised them. Every move of a
 * scope is an output. Engine thread only; allocates in the constructor.
 */
public final class TradingStates implements Stateful {
    private static final int STATE_VERSION = 1;
    private static final int CAUSES = 32;
    private static final int SCOPES = Scope.values().length;

    private final OutputWriter output;
    private final byte[][] rungs = new byte[SCOPES][];
    private final byte[][] highest = new byte[SCOPES][];
    private boolean killed;

    /**
     * Everything ACTIVE.
     *
     * @param instruments most instruments
     * @param strategies  how many are configured
     * @param output      tells of every move
     */
    public TradingStates(final int instruments, final int strategies, final OutputWriter output) {
        this.output = output;
        allocate(Scope.GLOBAL, 1);
        allocate(Scope.VENUE, Venue.values().length);
        allocate(Scope.INSTRUMENT, instruments);
        allocate(Scope.STRATEGY, Math.max(1, strategies));
    }

    private void allocate(final Scope scope, final int count) {
        rungs[scope.code()] = new byte[count * CAUSES];
        highest[scope.code()] = new byte[count];
    }

    /**
     * Whether there is such a scope.
     *
     * @param scope what kind
     * @param id    code of the venue, instrument or strategy; any for GLOBAL
     * @return false when the id is out of range
     */
    public boolean knows(final Scope scope, final int id) {
        return scope == Scope.GLOBAL || id >= 0 && id < highest[scope.code()].length;
    }

    /**
     * A cause asks for a rung; never a milder one than it asked for before.
     *
     * @param scope    what kind
     * @param id       code of the venue, instrument or strategy; any for GLOBAL
     * @param state    the rung
     * @param cause    why
     * @param limit    that was passed, 0 when there is none
     * @param observed what passed it
     * @return whether the scope moved
     */
    public boolean raise(
        final Scope scope, final int id, final TradingState state, final StateCause cause, final long limit,
        final long observed) {
        final int at = scope == Scope.GLOBAL ? 0 : id;
        final int slot = at * CAUSES + cause.code();
        return state.code() > rungs[scope.code()][slot] && put(scope, at, slot, state, cause, limit, observed);
    }

    /**
     * An operator, or what raised it, sets the rung of a cause, up or down; ACTIVE undoes it.
     *
     * @param scope    what kind
     * @param id       code of the venue, instrument or strategy; any for GLOBAL
     * @param state    the rung
     * @param cause    why
     * @param limit    that was compared with, 0 when there is none
     * @param observed what was compared
     * @return whether the scope moved
     */
    public boolean set(
        final Scope scope, final int id, final TradingState state, final StateCause cause, final long limit,
        final long observed) {
        final int at = scope == Scope.GLOBAL ? 0 : id;
        final int slot = at * CAUSES + cause.code();
        return state.code() != rungs[scope.code()][slot] && put(scope, at, slot, state, cause, limit, observed);
    }

    private boolean put(
        final Scope scope, final int at, final int slot, final TradingState state, final StateCause cause,
        final long limit, final long observed) {
        final byte[] mine = rungs[scope.code()];
        mine[slot] = (byte) state.code();
        byte most = 0;
        for (int i = at * CAUSES; i < (at + 1) * CAUSES; i++) {
            most = mine[i] > most ? mine[i] : most;
        }
        final byte before = highest[scope.code()][at];
        highest[scope.code()][at] = most;
        if (most == before) {
            return false;
        }
        killed |= most == TradingState.KILLED.code();
        output.tradingState(
            scope, scope == Scope.GLOBAL ? -1 : at, TradingState.of(before), TradingState.of(most), cause, limit,
            observed);
        return true;
    }

    /**
     * The rung that one cause asks for.
     *
     * @param scope what kind
     * @param id    code of the venue, instrument or strategy; any for GLOBAL
     * @param cause which
     * @return ACTIVE when it asks for none
     */
    public TradingState asked(final Scope scope, final int id, final StateCause cause) {
        return TradingState.of(rungs[scope.code()][(scope == Scope.GLOBAL ? 0 : id) * CAUSES + cause.code()]);
    }

    /**
     * The rung of one scope by itself.
     *
     * @param scope what kind
     * @param id    code of the venue, instrument or strategy; any for GLOBAL
     * @return the most severe of its causes
     */
    public TradingState state(final Scope scope, final int id) {
        return TradingState.of(highest[scope.code()][scope == Scope.GLOBAL ? 0 : id]);
    }

    /**
     * The rung that counts for an order.
     *
     * @param venue        of its instrument
     * @param instrumentId dense index
     * @param strategyId   who wants it; an id that is not configured has no rung of its own
     * @return the most severe of its scopes
     */
    public TradingState effective(final Venue venue, final int instrumentId, final int strategyId) {
        int most = Math.max(highest[Scope.GLOBAL.code()][0], highest[Scope.VENUE.code()][venue.code()]);
        most = Math.max(most, highest[Scope.INSTRUMENT.code()][instrumentId]);
        final byte[] strategies = highest[Scope.STRATEGY.code()];
        return TradingState.of(
            strategyId >= 0 && strategyId < strategies.length ? Math.max(most, strategies[strategyId]) : most);
    }

    /**
     * Why an order may not go: the cause of the most severe rung, the widest scope and lowest code first.
     *
     * @param venue        of its instrument
     * @param instrumentId dense index
     * @param strategyId   who wants it
     * @return OPERATOR when everything is ACTIVE
     */
    public StateCause cause(final Venue venue, final int instrumentId, final int strategyId) {
        final int most = effective(venue, instrumentId, strategyId).code();
        for (int scope = 0; scope < SCOPES && most > 0; scope++) {
            final int at = scope == Scope.GLOBAL.code() ? 0 : scope == Scope.VENUE.code() ? venue.code()
                : scope == Scope.INSTRUMENT.code() ? instrumentId : strategyId;
            if (at >= 0 && at < highest[scope].length && highest[scope][at] == most) {
                for (int i = 0; i < CAUSES; i++) {
                    if (rungs[scope][at * CAUSES + i] == most) {
                        return StateCause.of(i);
                    }
                }
            }
        }
        return StateCause.OPERATOR;
    }

    /**
     * Undoes a cause whatever its rung, or all that latch.
     *
     * @param scope what kind
     * @param id    code of the venue, instrument or strategy; any for GLOBAL
     * @param cause which, or null for all that latch
     * @return how many causes asked for a rung
     */
    public int release(final Scope scope, final int id, final StateCause cause) {
        int released = 0;
        for (int i = 0; i < CAUSES && StateCause.of(i) != null; i++) {
            final StateCause each = StateCause.of(i);
            if ((each == cause || cause == null && each.latches()) && asked(scope, id, each) != TradingState.ACTIVE) {
                set(scope, id, TradingState.ACTIVE, each, 0, 0);
                released++;
            }
        }
        return released;
    }

    /** Whether a scope was killed since this was asked last. */
    boolean takeKilled() {
        final boolean was = killed;
        killed = false;
        return was;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        for (final byte[] scope : rungs) {
            int used = 0;
            for (final byte rung : scope) {
                used += rung == 0 ? 0 : 1;
            }
            out.putInt(used);
            for (int i = 0; i < scope.length; i++) {
                if (scope[i] != 0) {
                    out.putInt(i);
                    out.putInt(scope[i]);
                }
            }
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        for (int scope = 0; scope < SCOPES; scope++) {
            Arrays.fill(rungs[scope], (byte) 0);
            Arrays.fill(highest[scope], (byte) 0);
            final int used = in.getInt();
            for (int i = 0; i < used; i++) {
                final int slot = in.getInt();
                final byte rung = (byte) in.getInt();
                rungs[scope][slot] = rung;
                final int at = slot / CAUSES;
                highest[scope][at] = rung > highest[scope][at] ? rung : highest[scope][at];
            }
        }
    }
}
