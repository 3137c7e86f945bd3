package io.penstock.gateways.emulator.account;

import java.math.BigDecimal;
import java.util.List;

/**
 * What changed in an account, at one moment. Immutable; any thread.
 *
 * @param cause       why
 * @param assets      whose balances changed
 * @param instruments whose positions changed
 * @param delta       of a transfer or funding payment, zero for trades
 * @param flowId      of a transfer or funding payment, unique per venue; 0 for the others
 */
public record AccountChange(
    Cause cause, List<String> assets, List<Integer> instruments, BigDecimal delta, long flowId) {
    /** Why an account changes. */
    public enum Cause {
        /** An order was placed, traded or ended. */
        ORDER,
        /** Money came from outside or left. */
        TRANSFER,
        /** Funding of a perpetual. */
        FUNDING,
        /** The venue closed a position that could not be held. */
        LIQUIDATION,
        /** The venue closed a position against another's. */
        DELEVERAGING
    }
}
