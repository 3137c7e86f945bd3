package io.penstock.engine.risk;

/**
 * Says whether a strategy may open positions in an instrument. Engine thread only; does not allocate, changes nothing.
 */
@FunctionalInterface
public interface StrategyGate {
    /** Lets every strategy open everything. */
    StrategyGate OPEN = (instrumentId, strategyId) -> true;

    /**
     * Whether a strategy may open.
     *
     * @param instrumentId dense index
     * @param strategyId   index in configuration order
     * @return false when it may only reduce what it holds
     */
    boolean open(int instrumentId, int strategyId);
}
