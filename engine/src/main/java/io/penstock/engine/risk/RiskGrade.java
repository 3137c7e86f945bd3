package io.penstock.engine.risk;

import io.penstock.api.FixedPoint;
import io.penstock.api.RiskLevel;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.engine.config.RiskLimit;
import io.penstock.engine.output.RiskWriter;
import io.penstock.engine.portfolio.AccountValue;

/**
 * Grades the account's risk from 0 to 100.
 *
 * <p>Five shares, each what there is over what is allowed and at most 1: value at risk, expected shortfall, drawdown,
 * volatility, and the largest instrument's share of gross exposure over its limit, times how much of the gross limit
 * is used (one small position is not a concentrated account). What is not known yet counts 0.
 * <pre>
 * score = 100 x (largest share + mean of the five shares) / 2
 * LOW below 25, MEDIUM below 50, HIGH below 75, else CRITICAL
 * </pre>
 * A lower level is reached only 5 below its bound, so that it does not flutter. The formula is ours. Whole numbers
 * only: volatility is taken as a rate cut to eight decimals. Engine thread only; does not allocate.
 */
final class RiskGrade {
    private static final int STEP = 25;
    private static final int BACK = 5;
    private static final int SHARES = 5;

    private final Limits limits;
    private final RiskWriter output;
    private RiskLevel level = RiskLevel.LOW;

    RiskGrade(final Limits limits, final RiskWriter output) {
        this.limits = limits;
        this.output = output;
    }

    RiskLevel level() {
        return level;
    }

    void on(
        final AccountValue account, final long equity, final long drawdownRate, final long largest, final long gross) {
        final long confidence = limits.get(RiskLimit.VAR_CONFIDENCE);
        final long atRisk = known(account.valueAtRisk(confidence));
        final long shortfall = known(account.expectedShortfall(confidence));
        final double volatility = Double.isNaN(account.volatility()) ? 0 : account.volatility();
        final long concentration = gross <= 0 || largest <= 0 ? 0
            : FixedPoint.multiplyDivide(largest, FixedPoint.ONE_E8, gross);
        final int score = score(
            share(atRisk, limits.get(RiskLimit.MAX_VALUE_AT_RISK)),
            share(shortfall, limits.get(RiskLimit.MAX_EXPECTED_SHORTFALL)),
            share(drawdownRate, limits.get(RiskLimit.MAX_DRAWDOWN_RATE)),
            share((long) (volatility * FixedPoint.ONE_E8), limits.get(RiskLimit.HIGH_VOLATILITY)),
            Amounts.share(share(concentration, limits.get(RiskLimit.MAX_CONCENTRATION_RATE)),
                share(Math.max(0, gross), limits.get(RiskLimit.MAX_GROSS_NOTIONAL))));
        final RiskLevel next = level(score);
        if (next != level) {
            output.level(
                level, next, score, atRisk, shortfall, drawdownRate, volatility, concentration, equity);
            level = next;
        }
    }

    /** Observed over allowed with exponent -8, 0 to 1. */
    static long share(final long observed, final long allowed) {
        return observed <= 0 ? 0 : allowed <= observed ? FixedPoint.ONE_E8
            : FixedPoint.multiplyDivide(observed, FixedPoint.ONE_E8, allowed);
    }

    /** From five shares with exponent -8; rounded down. */
    static int score(final long a, final long b, final long c, final long d, final long e) {
        final long most = Math.max(Math.max(Math.max(a, b), Math.max(c, d)), e);
        return (int) ((SHARES * most + a + b + c + d + e) * 10 / FixedPoint.ONE_E8);
    }

    private RiskLevel level(final int score) {
        final int bare = Math.min(RiskLevel.CRITICAL.code(), RiskLevel.LOW.code() + score / STEP);
        final int kept = Math.min(RiskLevel.CRITICAL.code(), RiskLevel.LOW.code() + (score + BACK) / STEP);
        return RiskLevel.of(bare >= level.code() ? bare : Math.min(kept, level.code()));
    }

    private static long known(final long figure) {
        return figure == AccountValue.UNKNOWN ? 0 : figure;
    }

    void writeTo(final StateWriter out) {
        out.putInt(level.code());
    }

    void readFrom(final StateReader in) {
        level = RiskLevel.of(in.getInt());
    }
}
