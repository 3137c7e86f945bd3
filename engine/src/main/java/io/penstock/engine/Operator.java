package io.penstock.engine;

import io.penstock.api.AlertCode;
import io.penstock.api.OperatorAction;
import io.penstock.api.OperatorAnswerCode;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.event.OperatorCommandDecoder;
import io.penstock.engine.risk.LimitText;
import io.penstock.engine.strategy.SettingsDesk;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Carries out what operators say, each command once, and answers each.
 *
 * <p>A command whose id was answered before gets the same answer and is not done again; an id used for another command
 * is refused. What lets more through than before needs a word more: a limit its confirmation (argument 1), the rest a
 * reason. An answer that asks for these is not remembered, so the same id may come again with them. Engine thread only;
 * allocates in the constructor.
 */
final class Operator implements Stateful {
    private static final int STATE_VERSION = 1;
    private static final int REMEMBERED = 1_024;
    private static final int CONFIRMED = 1;
    private static final int ALL_LATCHED = -1;

    private final Fold fold;
    private final long[] highs = new long[REMEMBERED];
    private final long[] lows = new long[REMEMBERED];
    private final long[] hashes = new long[REMEMBERED];
    private final int[] codes = new int[REMEMBERED];
    private final int[] counts = new int[REMEMBERED];
    private final UnsafeBuffer body = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer reason = new UnsafeBuffer(0, 0);
    private final LimitText limitText = new LimitText();
    private int next;
    private int remembered;
    private int affected;

    Operator(final Fold fold) {
        this.fold = fold;
    }

    void onCommand(final OperatorCommandDecoder event, final OperatorAction action, final long nowNs) {
        event.skipWho();
        event.wrapBody(body);
        event.wrapReason(reason);
        final long high = event.commandIdHigh();
        final long low = event.commandIdLow();
        final long hash = hash(event);
        final int known = find(high, low);
        if (known >= 0) {
            final OperatorAnswerCode code = hashes[known] == hash
                ? OperatorAnswerCode.of(codes[known]) : OperatorAnswerCode.ALREADY_SEEN;
            fold.riskWriter.answer(high, low, action, code, hashes[known] == hash ? counts[known] : 0);
            return;
        }
        affected = 0;
        final OperatorAnswerCode code = carryOut(event, action, nowNs);
        if (code != OperatorAnswerCode.NEEDS_CONFIRMATION && (high != 0 || low != 0)) {
            remember(high, low, hash, code);
        }
        fold.riskWriter.answer(high, low, action, code, affected);
    }

    private OperatorAnswerCode carryOut(
        final OperatorCommandDecoder event, final OperatorAction action, final long nowNs) {
        final Scope scope = scopeOf(event);
        final int id = idOf(event);
        return switch (action) {
            case SET_TRADING_STATE -> setState(scope, id, TradingState.of(event.tradingState()), event.role());
            case RELEASE -> release(scope, id, event.argument());
            case CANCEL_ALL -> {
                affected = fold.controls.cancelAll(scope, id, nowNs);
                yield OperatorAnswerCode.DONE;
            }
            case FLATTEN -> flatten(scope, id, nowNs);
            case ENABLE_STRATEGY, DISABLE_STRATEGY ->
                scope == Scope.STRATEGY ? enable(id, action == OperatorAction.ENABLE_STRATEGY)
                : OperatorAnswerCode.UNKNOWN_TARGET;
            case SET_PARAMETER -> setParameter(scope, id);
            case SET_LIMIT -> setLimit(event.argument());
            case SAFE_MODE -> safeMode(event.argument());
            // the host acts on these two; a remark is in the journal by now
            case NOTE, SKIP, SNAPSHOT -> OperatorAnswerCode.DONE;
            case RECONCILE -> {
                fold.reconciliation.requestNow(scope, id, nowNs);
                yield OperatorAnswerCode.DONE;
            }
            case ADOPT -> {
                fold.reconciliation.adopt(scope, id, nowNs);
                yield OperatorAnswerCode.DONE;
            }
        };
    }

    private OperatorAnswerCode setState(final Scope scope, final int id, final TradingState state, final int role) {
        final boolean loosens = state.code() < fold.states.asked(scope, id, StateCause.OPERATOR).code();
        if (loosens && reason.capacity() == 0) {
            return OperatorAnswerCode.NEEDS_CONFIRMATION;
        }
        affected = fold.states.set(scope, id, state, StateCause.OPERATOR, 0, role) ? 1 : 0;
        return OperatorAnswerCode.DONE;
    }

    /** The argument is the code of a cause, or -1 for all that latch. */
    private OperatorAnswerCode release(final Scope scope, final int id, final long argument) {
        final StateCause cause = argument < 0 || argument > Integer.MAX_VALUE ? null : StateCause.of((int) argument);
        if (cause == null && argument != ALL_LATCHED) {
            return OperatorAnswerCode.UNKNOWN_TARGET;
        }
        if (reason.capacity() == 0) {
            return OperatorAnswerCode.NEEDS_CONFIRMATION;
        }
        affected = fold.states.release(scope, id, cause);
        fold.controls.forget(scope, id, cause);
        return OperatorAnswerCode.DONE;
    }

    private OperatorAnswerCode flatten(final Scope scope, final int id, final long nowNs) {
        if (scope == Scope.STRATEGY) {
            // positions are the account's, not a strategy's
            return OperatorAnswerCode.UNKNOWN_TARGET;
        }
        affected = fold.controls.flatten(scope, id, nowNs);
        return OperatorAnswerCode.DONE;
    }

    private OperatorAnswerCode enable(final int strategyId, final boolean on) {
        if (on && reason.capacity() == 0) {
            return OperatorAnswerCode.NEEDS_CONFIRMATION;
        }
        affected = fold.strategies.enable(strategyId, on) ? 1 : 0;
        return OperatorAnswerCode.DONE;
    }

    /** The body is {@code key=value}; the argument is 1 when a looser limit is confirmed. */
    private OperatorAnswerCode setLimit(final long argument) {
        if (!limitText.read(body)) {
            return OperatorAnswerCode.UNKNOWN_TARGET;
        }
        final RiskLimit limit = limitText.limit();
        final long value = limitText.value();
        if (limit == RiskLimit.SAFE_MODE) {
            return OperatorAnswerCode.UNKNOWN_TARGET;
        }
        if (!limit.allows(value)) {
            return OperatorAnswerCode.OUT_OF_RANGE;
        }
        final long before = fold.limits.get(limit);
        if (!limit.tightens(before, value) && argument != CONFIRMED) {
            return OperatorAnswerCode.NEEDS_CONFIRMATION;
        }
        if (before != value) {
            fold.limits.set(limit, value);
            fold.output.alert(AlertCode.LIMIT_CHANGED, limit.ordinal(), before, value);
            affected = 1;
        }
        return OperatorAnswerCode.DONE;
    }

    /** Of a strategy, or for everything: a threshold that signals are weighed with. */
    private OperatorAnswerCode setParameter(final Scope scope, final int id) {
        if (scope != Scope.STRATEGY && scope != Scope.GLOBAL) {
            return OperatorAnswerCode.UNKNOWN_TARGET;
        }
        final int strategyId = scope == Scope.GLOBAL ? SettingsDesk.SIGNALS : id;
        final OperatorAnswerCode code = fold.settings.change(strategyId, body);
        affected = fold.settings.changed() ? 1 : 0;
        return code;
    }

    private OperatorAnswerCode safeMode(final long argument) {
        if (argument != 0 && argument != 1) {
            return OperatorAnswerCode.OUT_OF_RANGE;
        }
        if (argument == 0 && reason.capacity() == 0) {
            return OperatorAnswerCode.NEEDS_CONFIRMATION;
        }
        if (fold.limits.get(RiskLimit.SAFE_MODE) != argument) {
            fold.limits.set(RiskLimit.SAFE_MODE, argument);
            fold.output.alert(AlertCode.SAFE_MODE, -1, 1 - argument, argument);
            affected = 1;
        }
        return OperatorAnswerCode.DONE;
    }

    /** Before schema version 3 a command named an instrument, or everything. */
    static Scope scopeOf(final OperatorCommandDecoder event) {
        if (event.scopeKind() == OperatorCommandDecoder.scopeKindNullValue()) {
            return event.instrumentId() < 0 ? Scope.GLOBAL : Scope.INSTRUMENT;
        }
        return Scope.of(event.scopeKind());
    }

    private static int idOf(final OperatorCommandDecoder event) {
        return event.scopeKind() == OperatorCommandDecoder.scopeKindNullValue()
            ? event.instrumentId() : event.scopeId();
    }

    /** What a command asks, who asks and why apart. */
    private long hash(final OperatorCommandDecoder event) {
        long hash = event.command() * 31L + event.tradingState();
        hash = hash * 1_000_003L + event.argument();
        hash = hash * 1_000_003L + scopeOf(event).code();
        hash = hash * 1_000_003L + idOf(event);
        for (int i = 0; i < body.capacity(); i++) {
            hash = hash * 1_000_003L + body.getByte(i);
        }
        return hash;
    }

    private int find(final long high, final long low) {
        for (int i = 0; i < remembered; i++) {
            if (highs[i] == high && lows[i] == low) {
                return i;
            }
        }
        return -1;
    }

    private void remember(final long high, final long low, final long hash, final OperatorAnswerCode code) {
        highs[next] = high;
        lows[next] = low;
        hashes[next] = hash;
        codes[next] = code.code();
        counts[next] = affected;
        next = next + 1 == REMEMBERED ? 0 : next + 1;
        remembered = Math.min(REMEMBERED, remembered + 1);
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(next);
        out.putInt(remembered);
        for (int i = 0; i < remembered; i++) {
            out.putLong(highs[i]);
            out.putLong(lows[i]);
            out.putLong(hashes[i]);
            out.putInt(codes[i]);
            out.putInt(counts[i]);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        in.getInt();
        next = in.getInt();
        remembered = in.getInt();
        for (int i = 0; i < remembered; i++) {
            highs[i] = in.getLong();
            lows[i] = in.getLong();
            hashes[i] = in.getLong();
            codes[i] = in.getInt();
            counts[i] = in.getInt();
        }
    }
}
