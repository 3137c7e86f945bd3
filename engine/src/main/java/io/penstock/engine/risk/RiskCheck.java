package io.penstock.engine.risk;

import io.penstock.api.DenialCode;

/**
 * One rule of risk: looks at an intent and the books, changes nothing. A new rule is one small class that extends
 * this and a line in {@link RiskGate}.
 *
 * <p>Engine thread only; does not allocate. No double; a number that does not fit denies with
 * {@link DenialCode#OVERFLOW}.
 */
abstract class RiskCheck {
    private long limit;
    private long observed;

    /**
     * Judges an intent.
     *
     * @param intent to judge
     * @param view   what risk may look at, prepared for it
     * @return NONE when it may go
     */
    abstract DenialCode judge(Intent intent, RiskView view);

    /**
     * Name for {@code explain}.
     *
     * @return lower-case
     */
    abstract String name();

    /** Notes what was compared, then denies or passes. */
    final DenialCode require(
        final boolean passed, final DenialCode code, final long limitValue, final long observedValue) {
        limit = limitValue;
        observed = observedValue;
        return passed ? DenialCode.NONE : code;
    }

    /** Passes without having compared anything. */
    final DenialCode pass() {
        return require(true, DenialCode.NONE, 0, 0);
    }

    final long limit() {
        return limit;
    }

    final long observed() {
        return observed;
    }
}
