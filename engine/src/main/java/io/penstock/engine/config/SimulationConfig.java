package io.penstock.engine.config;

/**
 * The simulated exchange.
 *
 * @param entryLatencyNs    least time from decision to arrival at the exchange, feed delay included
 * @param entryJitterNs     most that is added to it, drawn by order id
 * @param responseLatencyNs least time from the exchange's answer to the engine
 * @param responseJitterNs  most that is added to it, drawn by order id and report
 * @param queueModel        how the queue ahead of a resting order shrinks
 * @param makerFeeRateE8    fee of a maker, rate with exponent -8; negative = rebate
 * @param takerFeeRateE8    fee of a taker, rate with exponent -8
 * @param candleSpreadE8    spread of the book made of a candle, rate of the price with exponent -8
 * @param candleDepthE8     what such a book shows on each side, rate of the candle's volume with exponent -8
 */
public record SimulationConfig(
    long entryLatencyNs, long entryJitterNs, long responseLatencyNs, long responseJitterNs, QueueModel queueModel,
    long makerFeeRateE8, long takerFeeRateE8, long candleSpreadE8, long candleDepthE8) {
    private static final long USUAL_CANDLE_SPREAD = 20_000;
    private static final long USUAL_CANDLE_DEPTH = 10_000_000;

    /** How the queue ahead of a resting order shrinks; the names are hftbacktest's. */
    public enum QueueModel {
        /** Only trades at the price move the order forward (RiskAdverseQueueModel). */
        RISK_ADVERSE,
        /** A cancel ahead has probability log(1 + front) over log(1 + front) + log(1 + back) (LogProbQueueFunc). */
        LOG_PROBABILITY,
        /** The same with squares (PowerProbQueueFunc, n = 2). */
        POWER_PROBABILITY
    }

    /**
     * An exchange whose books of candles are as by default; parameters as above.
     *
     * @param entryLatencyNs    in
     * @param entryJitterNs     added at most
     * @param responseLatencyNs out
     * @param responseJitterNs  added at most
     * @param queueModel        of resting orders
     * @param makerFeeRateE8    of makers
     * @param takerFeeRateE8    of takers
     */
    public SimulationConfig(
        final long entryLatencyNs, final long entryJitterNs, final long responseLatencyNs,
        final long responseJitterNs, final QueueModel queueModel, final long makerFeeRateE8,
        final long takerFeeRateE8) {
        this(entryLatencyNs, entryJitterNs, responseLatencyNs, responseJitterNs, queueModel, makerFeeRateE8,
            takerFeeRateE8, USUAL_CANDLE_SPREAD, USUAL_CANDLE_DEPTH);
    }

    /**
     * The defaults.
     *
     * @return 5 ms +- jitter in, 3 ms out, log probability queue, 2 / 5 basis points; of candles 2 basis points and a
     *     tenth of the volume
     */
    public static SimulationConfig defaults() {
        return new SimulationConfig(
            5_000_000, 2_000_000, 3_000_000, 1_000_000, QueueModel.LOG_PROBABILITY, 20_000, 50_000);
    }
}
