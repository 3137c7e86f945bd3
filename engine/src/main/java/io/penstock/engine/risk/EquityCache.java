package io.penstock.engine.risk;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.engine.portfolio.AccountValue;

/**
 * The account's equity as of the last fill, flow or mark: what checks use between those moments, so that no check
 * values the account. Part of the state, since prices have moved since. Engine thread only; does not allocate.
 */
final class EquityCache {
    private final AccountValue value;
    private long equity = AccountValue.UNKNOWN;

    EquityCache(final AccountValue value) {
        this.value = value;
    }

    AccountValue value() {
        return value;
    }

    /** Takes the figures anew. */
    void refresh() {
        equity = value.equity();
    }

    /** Equity, or UNKNOWN; asked again while it is. */
    long equity() {
        if (equity == AccountValue.UNKNOWN) {
            refresh();
        }
        return equity;
    }

    void writeTo(final StateWriter out) {
        out.putLong(equity);
    }

    void readFrom(final StateReader in) {
        equity = in.getLong();
    }
}
