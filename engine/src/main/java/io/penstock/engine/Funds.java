package io.penstock.engine;

import io.penstock.engine.event.CashFlowDecoder;
import io.penstock.engine.event.FundingDecoder;
import io.penstock.engine.event.MarkPriceDecoder;

/**
 * What moves money or values without a trade: mark prices, funding, flows that the venue tells of.
 *
 * <p>Engine thread only; does not allocate.
 */
final class Funds {
    void onMarkPrice(final MarkPriceDecoder event, final long nowNs) {
    }

    void onFunding(final FundingDecoder event, final long nowNs) {
    }

    void onCashFlow(final CashFlowDecoder event, final long nowNs) {
    }
}
