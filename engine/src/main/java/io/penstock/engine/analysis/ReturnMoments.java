package io.penstock.engine.analysis;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.config.MomentConfig;

/**
 * Mean and variance of the logarithmic returns of one series of bars by time, exponentially weighted. After so many
 * returns the weights sum to one: a young estimate is the plain mean of what was seen, not drawn towards 0.
 *
 * <p>Variance is about the mean. Engine thread only; does not allocate.
 */
final class ReturnMoments implements Stateful {
    private static final double NS_PER_SECOND = 1e9;

    private final double decay;
    private final int least;
    private final double seconds;
    private double lastClose = Double.NaN;
    private double weight;
    private double sum;
    private double squares;
    private long returns;

    ReturnMoments(final MomentConfig config, final long intervalNs) {
        decay = StrictMath.pow(0.5, 1.0 / config.halfLifeBars());
        least = config.leastBars();
        seconds = intervalNs / NS_PER_SECOND;
    }

    void onBar(final double close) {
        if (lastClose > 0 && close > 0) {
            final double move = StrictMath.log(close / lastClose);
            weight = weight * decay + 1;
            sum = sum * decay + move;
            squares = squares * decay + move * move;
            returns++;
        }
        lastClose = close;
    }

    boolean ready() {
        return returns >= least;
    }

    /** Mean logarithmic return per second. */
    double meanPerSecond() {
        return sum / weight / seconds;
    }

    /** Deviation per root second. */
    double deviationPerRootSecond() {
        final double mean = sum / weight;
        return Math.sqrt(Math.max(0, squares / weight - mean * mean) / seconds);
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putDouble(lastClose);
        out.putDouble(weight);
        out.putDouble(sum);
        out.putDouble(squares);
        out.putLong(returns);
    }

    @Override
    public void readFrom(final StateReader in) {
        lastClose = in.getDouble();
        weight = in.getDouble();
        sum = in.getDouble();
        squares = in.getDouble();
        returns = in.getLong();
    }
}
