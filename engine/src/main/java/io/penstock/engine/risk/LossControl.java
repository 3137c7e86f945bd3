package io.penstock.engine.risk;

import io.penstock.api.AlertCode;
import io.penstock.api.FixedPoint;
import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.output.OutputWriter;
import io.penstock.engine.portfolio.AccountValue;
import io.penstock.engine.time.TimerKind;
import io.penstock.engine.time.TimerQueue;

/**
 * Loss of the day (T1) and fall from the highest equity (T2): REDUCE_ONLY at a share of the limit, KILLED at the limit,
 * both latched. What is paid in or out is neither gain nor loss.
 *
 * <p>The day begins at 00:00 UTC by a timer; its anchor is part of the state, and an alert says it, but for the first
 * of a run. Engine thread only; does not allocate.
 */
final class LossControl {
    private static final long DAY_NS = 86_400_000_000_000L;

    private final Limits limits;
    private final TradingStates states;
    private final AccountValue account;
    private final TimerQueue timers;
    private final OutputWriter output;
    private boolean anchored;
    /** Equity less net deposits when the day began, and at its highest. */
    private long anchor;
    private long highest;

    LossControl(
        final Limits limits, final TradingStates states, final AccountValue account, final TimerQueue timers,
        final OutputWriter output) {
        this.limits = limits;
        this.states = states;
        this.account = account;
        this.timers = timers;
        this.output = output;
    }

    /** The first moment at which the account can be valued is where day and highest equity begin. */
    void begin(final long nowNs) {
        if (!anchored) {
            final long equity = account.equity();
            if (equity != AccountValue.UNKNOWN) {
                anchored = true;
                anchor = equity - account.netDeposits();
                highest = anchor;
                timers.schedule((Math.floorDiv(nowNs, DAY_NS) + 1) * DAY_NS, TimerKind.DAY_BEGINS, 0);
            }
        }
    }

    /** It is 00:00 UTC. */
    void onDay(final long nowNs) {
        final long equity = account.equity();
        if (equity != AccountValue.UNKNOWN) {
            anchor = equity - account.netDeposits();
            output.alert(AlertCode.DAY_BEGAN, -1, 0, equity);
        }
        timers.schedule(nowNs + DAY_NS, TimerKind.DAY_BEGINS, 0);
    }

    /** The account was valued. */
    void onEquity(final long equity) {
        if (!anchored || equity == AccountValue.UNKNOWN) {
            return;
        }
        final long deposits = account.netDeposits();
        final long now = equity - deposits;
        highest = Math.max(highest, now);
        judge(anchor - now, limits.get(RiskLimit.MAX_DAILY_LOSS), StateCause.DAILY_LOSS);
        judge(highest - now, drawdownLimit(deposits), StateCause.DRAWDOWN);
    }

    private long drawdownLimit(final long deposits) {
        return Amounts.share(Math.max(0, highest + deposits), limits.get(RiskLimit.MAX_DRAWDOWN_RATE));
    }

    private void judge(final long loss, final long limit, final StateCause cause) {
        final long warning = Amounts.share(limit, limits.get(RiskLimit.LOSS_WARNING_RATE));
        if (loss > 0 && loss >= warning) {
            states.raise(Scope.GLOBAL, -1, loss >= limit ? TradingState.KILLED : TradingState.REDUCE_ONLY, cause,
                loss >= limit ? limit : warning, loss);
        }
    }

    /** Loss since the day began; negative = gain. */
    long dayLoss(final long equity) {
        return anchored ? anchor - (equity - account.netDeposits()) : 0;
    }

    /** Fall from the highest equity, and the share of it that is too much: drawdown as a rate of the highest. */
    long drawdownRate(final long equity) {
        final long deposits = account.netDeposits();
        final long top = highest + deposits;
        final long fall = highest - (equity - deposits);
        return !anchored || top <= 0 || fall <= 0 ? 0 : FixedPoint.multiplyDivide(
            fall, FixedPoint.ONE_E8, top);
    }

    void writeTo(final StateWriter out) {
        out.putBoolean(anchored);
        out.putLong(anchor);
        out.putLong(highest);
    }

    void readFrom(final StateReader in) {
        anchored = in.getBoolean();
        anchor = in.getLong();
        highest = in.getLong();
    }
}
