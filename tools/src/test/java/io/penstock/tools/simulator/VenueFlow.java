package io.penstock.tools.simulator;

import io.penstock.api.CashFlowKind;

/** Money that moved at the venue without a trade; amount with exponent -8. */
record VenueFlow(long flowId, CashFlowKind kind, int instrumentId, String asset, long amount, long timeNs) {
}
