package io.penstock.tools.simulator;

import io.penstock.api.Liquidity;
import io.penstock.api.Side;

/** A trade of the account as the venue has it; amounts with exponent -8. */
record VenueTrade(
    long executionId, int instrumentId, long clientOrderId, Side side, long price, long quantity, long fee,
    String feeAsset, Liquidity liquidity, long timeNs, long cumulativeAfter, long leavesAfter, String venueOrderId) {

    long signed() {
        return side == Side.BUY ? quantity : -quantity;
    }
}
