package io.penstock.api;

/**
 * Numbers derived from the market of one instrument, fresh at every decision.
 *
 * <p>Doubles; {@link Double#NaN} means "not ready". Engine thread only; accessors do not allocate.
 */
public interface FeatureView {
    /**
     * Half way between best bid and best offer.
     *
     * @return price in units of quote
     */
    double mid();

    /**
     * Mid weighted by the quantity on the other side: (bid x askQty + ask x bidQty) / (bidQty + askQty).
     *
     * @return price in units of quote
     */
    double microPrice();

    /**
     * Best offer minus best bid.
     *
     * @return in units of quote
     */
    double spread();

    /**
     * (bids - asks) / (bids + asks) over the configured number of levels.
     *
     * @return -1 to 1
     */
    double imbalance();

    /**
     * Order-flow imbalance at the touch (Cont, Kukanov, Stoikov 2014), exponentially decayed, over its mean size.
     *
     * @return about -1 to 1
     */
    double orderFlowImbalance();

    /**
     * Signed traded quantity over all traded quantity, exponentially decayed.
     *
     * @return -1 (all sold) to 1 (all bought)
     */
    double tradeFlow();

    /**
     * EWMA volatility of the mid: square root of variance per second, relative.
     *
     * @return e.g. 0.0001 = 1 basis point per square-root second
     */
    double volatility();

    /**
     * Return of the mid over a configured horizon.
     *
     * @param horizon index into the configured horizons
     * @return relative, e.g. 0.0005
     */
    double momentum(int horizon);

    /**
     * Whether every feature has seen enough.
     *
     * @return false while warming up
     */
    boolean ready();
}
