package io.penstock.engine.indicator;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * Mean, population variance and the sums that weigh by age over the last n values. Values are counted from a centre
 * near them, which is moved to the mean and all sums made anew each time the window was filled once: so neither
 * cancellation nor added rounding grows. Engine thread only; allocates in the constructor.
 */
final class RollingMoments implements Stateful {
    private final Window window;
    private double centre;
    private double sum;
    private double squares;
    /** Sum of age rank times value, the oldest has rank 0. */
    private double ranked;

    RollingMoments(final int length) {
        window = new Window(length);
    }

    void push(final double value) {
        if (window.count() == 0) {
            centre = value;
        }
        final boolean full = window.full();
        final int rank = window.count();
        final double leaves = window.push(value) - centre;
        final double comes = value - centre;
        if (full) {
            ranked += (window.length() - 1) * comes - (sum - leaves);
            sum += comes - leaves;
            squares += comes * comes - leaves * leaves;
        } else {
            ranked += rank * comes;
            sum += comes;
            squares += comes * comes;
        }
        if (window.turned()) {
            centre = mean();
            sumAnew();
        }
    }

    private void sumAnew() {
        sum = 0;
        squares = 0;
        ranked = 0;
        for (int i = 0; i < window.count(); i++) {
            final double value = window.at(i) - centre;
            sum += value;
            squares += value * value;
            ranked += i * value;
        }
    }

    double newest() {
        return window.at(window.count() - 1);
    }

    double mean() {
        return centre + sum / window.count();
    }

    /** Divided by n, not by n - 1; never negative. */
    double variance() {
        final double count = window.count();
        final double mean = sum / count;
        return Math.max(0, squares / count - mean * mean);
    }

    double deviation() {
        return Math.sqrt(variance());
    }

    /** The mean in which the newest of n values counts n times, the oldest once. */
    double weightedMean() {
        final double count = window.count();
        return centre + (ranked + sum) / (count * (count + 1) / 2);
    }

    /** Slope per step of the least-squares line through the values. */
    double slope() {
        final double count = window.count();
        final double ranks = count * (count - 1) / 2;
        final double rankSquares = (count - 1) * count * (2 * count - 1) / 6;
        final double spread = count * rankSquares - ranks * ranks;
        return spread == 0 ? 0 : (count * ranked - ranks * sum) / spread;
    }

    /** Mean distance from the mean; walks the window. */
    double meanDeviation() {
        final double mean = mean();
        double distances = 0;
        for (int i = 0; i < window.count(); i++) {
            distances += Math.abs(window.at(i) - mean);
        }
        return distances / window.count();
    }

    @Override
    public void writeTo(final StateWriter out) {
        window.writeTo(out);
        out.putDouble(centre);
        out.putDouble(sum);
        out.putDouble(squares);
        out.putDouble(ranked);
    }

    @Override
    public void readFrom(final StateReader in) {
        window.readFrom(in);
        centre = in.getDouble();
        sum = in.getDouble();
        squares = in.getDouble();
        ranked = in.getDouble();
    }
}
