package io.penstock.engine.risk;

import io.penstock.api.Scope;
import io.penstock.api.StateCause;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.TradingState;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.portfolio.AccountValue;

/**
 * Value at risk and expected shortfall (T3): above their limits only reducing orders go, until both are below 90 % of
 * them. A figure that was there and is not any more counts double its last value; one that never was is not looked at.
 * Engine thread only; does not allocate.
 */
final class TailControl {
    private static final long BACK_RATE = 90_000_000L;

    private final Limits limits;
    private final TradingStates states;
    private final AccountValue account;
    private long lastValueAtRisk = AccountValue.UNKNOWN;
    private long lastShortfall = AccountValue.UNKNOWN;

    TailControl(final Limits limits, final TradingStates states, final AccountValue account) {
        this.limits = limits;
        this.states = states;
        this.account = account;
    }

    void onEquity() {
        final long confidence = limits.get(RiskLimit.VAR_CONFIDENCE);
        final long atRisk = account.valueAtRisk(confidence);
        final long shortfall = account.expectedShortfall(confidence);
        lastValueAtRisk = atRisk == AccountValue.UNKNOWN ? lastValueAtRisk : atRisk;
        lastShortfall = shortfall == AccountValue.UNKNOWN ? lastShortfall : shortfall;
        final long countedRisk = counted(atRisk, lastValueAtRisk);
        final long countedShortfall = counted(shortfall, lastShortfall);
        final long mostRisk = limits.get(RiskLimit.MAX_VALUE_AT_RISK);
        final long mostShortfall = limits.get(RiskLimit.MAX_EXPECTED_SHORTFALL);
        if (countedRisk > mostRisk) {
            set(TradingState.REDUCE_ONLY, mostRisk, countedRisk);
        } else if (countedShortfall > mostShortfall) {
            set(TradingState.REDUCE_ONLY, mostShortfall, countedShortfall);
        } else if (countedRisk <= Amounts.share(mostRisk, BACK_RATE)
            && countedShortfall <= Amounts.share(mostShortfall, BACK_RATE)) {
            set(TradingState.ACTIVE, mostRisk, countedRisk);
        }
    }

    /** What counts of a figure: itself, or double the last one when it is missing, or nothing. */
    static long counted(final long figure, final long last) {
        return figure != AccountValue.UNKNOWN ? figure
            : last == AccountValue.UNKNOWN ? 0 : Amounts.saturatingAdd(last, last);
    }

    private void set(final TradingState state, final long limit, final long observed) {
        states.set(Scope.GLOBAL, -1, state, StateCause.VALUE_AT_RISK, limit, observed);
    }

    void writeTo(final StateWriter out) {
        out.putLong(lastValueAtRisk);
        out.putLong(lastShortfall);
    }

    void readFrom(final StateReader in) {
        lastValueAtRisk = in.getLong();
        lastShortfall = in.getLong();
    }
}
