package io.penstock.engine.portfolio;

import io.penstock.api.PositionView;

/**
 * What one strategy holds of one instrument by its own fills; the strategy is set before it is shown. Engine thread
 * only; does not allocate.
 */
public final class OwnPosition implements PositionView {
    private final Position whole;
    private final Attribution attribution;
    private final int instrumentId;
    private int strategyId;

    OwnPosition(final Position whole, final Attribution attribution, final int instrumentId) {
        this.whole = whole;
        this.attribution = attribution;
        this.instrumentId = instrumentId;
    }

    /**
     * From here on it shows what a strategy holds.
     *
     * @param newStrategyId index in configuration order
     */
    public void serve(final int newStrategyId) {
        strategyId = newStrategyId;
    }

    @Override
    public long position() {
        return whole.quantityOf(attribution.units(instrumentId, strategyId));
    }

    @Override
    public long costBasis() {
        return attribution.costBasis(instrumentId, strategyId);
    }

    @Override
    public long realizedPnl() {
        return attribution.realizedPnl(instrumentId, strategyId);
    }

    @Override
    public long fees() {
        return attribution.fees(instrumentId, strategyId);
    }
}
