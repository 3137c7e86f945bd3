package io.penstock.engine.signal;

import io.penstock.api.FixedPoint;
import io.penstock.engine.instrument.Instrument;
import io.penstock.engine.market.Market;

/**
 * What it costs to take a position and to give it up again, both at market. Engine thread only; does not allocate.
 */
final class Costs {
    private final SignalSettings settings;
    private final long configuredTakerFeeRate;
    private final boolean simulated;

    /** The rate is what the simulated exchange charges; live it counts for instruments whose venue told none. */
    Costs(final SignalSettings settings, final long configuredTakerFeeRate, final boolean simulated) {
        this.settings = settings;
        this.configuredTakerFeeRate = configuredTakerFeeRate;
        this.simulated = simulated;
    }

    /**
     * Two taker fees, the spread, which each way pays half of, and twice what is expected to be lost beyond the touch.
     *
     * @param market readable
     * @return relative to the price
     */
    double bothWays(final Market market) {
        final Instrument instrument = market.definition();
        final long feeRate =
            simulated || instrument.takerFeeRate() == 0 ? configuredTakerFeeRate : instrument.takerFeeRate();
        final double spread = market.book().bestAskPrice() - market.book().bestBidPrice();
        return 2 * FixedPoint.toDouble(feeRate, FixedPoint.RATE_EXPONENT) + spread / market.referencePrice()
            + 2 * settings.slippageRate();
    }
}
