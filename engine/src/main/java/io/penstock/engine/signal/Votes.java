package io.penstock.engine.signal;

import io.penstock.api.ParameterValues;
import io.penstock.api.Setting;
import io.penstock.api.SignalParameters;
import io.penstock.engine.analysis.StrategyPlan;
import java.util.List;

/**
 * How far the standing signals of all strategies agree with one of them. Engine thread only; allocates in the
 * constructor.
 *
 * <p>With weight w, confidence c and d = 1 for a signal of the same side, -1 for one of the other:
 * {@code score = sum(w x c x d) / sum(w)}, over the signals that stand and whose gate is open. It is a weighted mean of
 * numbers from -1 to 1 and so lies in that range itself.
 */
final class Votes {
    private final SignalBook book;
    private final RegimeGate gate;
    private final Setting[] weights;
    private double score;
    private int timeframes;

    Votes(final SignalBook book, final RegimeGate gate, final List<StrategyPlan> plans) {
        this.book = book;
        this.gate = gate;
        weights = new Setting[plans.size()];
        for (int i = 0; i < weights.length; i++) {
            final ParameterValues values = plans.get(i).values();
            weights[i] = plans.get(i).factory().usesSignals() ? values.setting(SignalParameters.WEIGHT) : null;
        }
    }

    /** The weight of a strategy that uses signals, as it is now. */
    double weight(final int strategyId) {
        return weights[strategyId].value();
    }

    /** Counts the votes for a signal; it counts itself. */
    void count(final int instrumentId, final StandingSignal judged, final long nowNs) {
        double sum = 0;
        double weighed = 0;
        long agreeing = 0;
        boolean withoutBars = false;
        for (int i = 0; i < weights.length; i++) {
            final StandingSignal signal = book.at(instrumentId, i);
            if (signal != null && signal.stands(nowNs) && gate.open(instrumentId, i)) {
                final double weight = weights[i].value();
                final boolean agrees = signal.side == judged.side;
                sum += weight;
                weighed += weight * signal.confidence * (agrees ? 1 : -1);
                // who has no weight has no say, but each signal confirms itself
                if (agrees && (weight > 0 || signal == judged)) {
                    withoutBars |= signal.series == StandingSignal.NO_SERIES;
                    agreeing |= signal.series == StandingSignal.NO_SERIES ? 0 : 1L << signal.series;
                }
            }
        }
        score = sum > 0 ? weighed / sum : 0;
        timeframes = Long.bitCount(agreeing) + (withoutBars ? 1 : 0);
    }

    /** -1 to 1 in the direction of the signal that was judged; 0 when nobody has a weight. */
    double score() {
        return score;
    }

    /** Different timeframes on which agreeing signals were seen; those of no bars are one more. */
    int timeframes() {
        return timeframes;
    }
}
