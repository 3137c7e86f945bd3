package io.penstock.engine.simulation;

import io.penstock.api.FixedPoint;
import io.penstock.engine.config.SimulationConfig.QueueModel;

/**
 * How the quantity ahead of a resting order changes when the displayed quantity of its level changes.
 *
 * <p>The models and their names are those of hftbacktest: RiskAdverseQueueModel, and ProbQueueModel with
 * LogProbQueueFunc or PowerProbQueueFunc (n = 2). Doubles give a probability only; quantities stay whole numbers. Any
 * thread; allocates nothing.
 */
final class QueuePosition {
    private QueuePosition() {
    }

    /**
     * Quantity ahead after a change of the level.
     *
     * @param model    which
     * @param ahead    before the change
     * @param previous quantity of the level before
     * @param now      quantity of the level now
     * @param traded   what traded at the price since the level last changed: already taken off the quantity ahead
     * @param exponent of quantities
     * @return 0 to now
     */
    static long afterLevelChange(
        final QueueModel model, final long ahead, final long previous, final long now, final long traded,
        final int exponent) {
        final long canceled = previous - now - traded;
        final long back = previous - ahead;
        if (model == QueueModel.RISK_ADVERSE || canceled <= 0) {
            return Math.min(ahead, now);
        }
        final double front = weight(model, FixedPoint.toDouble(ahead, exponent));
        final double behind = back <= 0 ? 0 : weight(model, FixedPoint.toDouble(back, exponent));
        final double total = front + behind;
        final double probabilityBehind = total > 0 ? behind / total : 1.0;
        final long fromBehind = Math.min(Math.max(back, 0), (long) (probabilityBehind * canceled));
        return Math.min(Math.max(ahead - (canceled - fromBehind), 0), now);
    }

    private static double weight(final QueueModel model, final double quantity) {
        return model == QueueModel.LOG_PROBABILITY ? StrictMath.log(1.0 + quantity) : quantity * quantity;
    }
}
