package io.penstock.engine.portfolio;

import io.penstock.api.FixedPoint;
import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import java.util.Arrays;

/**
 * The last returns, in the order in which they came and in the order of their size.
 *
 * <p>A return is a fixed-point rate with exponent -12. Quantiles interpolate linearly between the returns: with n of
 * them, x(1) the smallest, the quantile p is x at 1 + (n - 1) p (definition 7 of Hyndman and Fan, "Sample Quantiles in
 * Statistical Packages", The American Statistician 50, 1996). The mean of the tail p weighs the smallest n p returns,
 * the last of them in part (the estimator of Acerbi and Tasche, "On the coherence of expected shortfall", Journal of
 * Banking and Finance 26, 2002); with less than one return in the tail it is the smallest. Mean and deviations rest on
 * whole-number sums that are kept and exact. Adding costs a search and a move of at most n numbers. Engine thread only;
 * allocates in the constructor.
 */
final class ReturnWindow {
    /** One as a return. */
    static final long ONE_E12 = 1_000_000_000_000L;
    /** Most a return can be, fifty times; larger ones count as this. Sums of 100,000 of them fit. */
    static final long LIMIT = 50 * ONE_E12;

    private final long[] ring;
    private final long[] sorted;
    private int oldest;
    private int size;
    private long sum;
    private final SquareSum squares = new SquareSum();
    private final SquareSum squaresBelow = new SquareSum();

    ReturnWindow(final int capacity) {
        ring = new long[capacity];
        sorted = new long[capacity];
    }

    int size() {
        return size;
    }

    /** The return at a place, 0 = the oldest. */
    long at(final int place) {
        final int index = oldest + place;
        return ring[index < ring.length ? index : index - ring.length];
    }

    /** Mean of all; there is at least one. */
    double mean() {
        return (double) sum / size;
    }

    /** Standard deviation, n - 1 in the divisor; 0 for less than two. */
    double deviation() {
        return size < 2 ? 0 : Math.sqrt(squares.spread(size, sum) / ((double) size * (size - 1)));
    }

    /** Root of the mean square of the losses, over all returns; there is at least one. */
    double downside() {
        return Math.sqrt(squaresBelow.value() / size);
    }

    private void count(final long value) {
        sum += value;
        squares.add(value);
        if (value < 0) {
            squaresBelow.add(value);
        }
    }

    private void discount(final long value) {
        sum -= value;
        squares.subtract(value);
        if (value < 0) {
            squaresBelow.subtract(value);
        }
    }

    void add(final long value) {
        final long limited = Math.max(-LIMIT, Math.min(LIMIT, value));
        if (size == ring.length) {
            discount(ring[oldest]);
            final int gone = place(ring[oldest], size);
            System.arraycopy(sorted, gone + 1, sorted, gone, size - gone - 1);
            oldest = oldest + 1 == ring.length ? 0 : oldest + 1;
            size--;
        }
        final int index = oldest + size;
        ring[index < ring.length ? index : index - ring.length] = limited;
        count(limited);
        final int place = place(limited, size);
        System.arraycopy(sorted, place, sorted, place + 1, size - place);
        sorted[place] = limited;
        size++;
    }

    /** The first place whose return is not below a value. */
    private int place(final long value, final int count) {
        int from = 0;
        int to = count;
        while (from < to) {
            final int middle = from + to >>> 1;
            if (sorted[middle] < value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    /**
     * The quantile of a probability; there is at least one return.
     *
     * @param probabilityE8 0 to 100000000
     */
    long quantile(final long probabilityE8) {
        final long position = (size - 1) * probabilityE8;
        final int below = (int) (position / FixedPoint.ONE_E8);
        final long part = position % FixedPoint.ONE_E8;
        if (part == 0) {
            return sorted[below];
        }
        return sorted[below] + FixedPoint.multiplyDivide(
            sorted[below + 1] - sorted[below], part, FixedPoint.ONE_E8);
    }

    /**
     * Mean of the smallest returns; there is at least one.
     *
     * @param probabilityE8 how many of all, 1 to 100000000
     */
    long tailMean(final long probabilityE8) {
        final long weight = size * probabilityE8;
        final int whole = (int) (weight / FixedPoint.ONE_E8);
        if (whole == 0) {
            return sorted[0];
        }
        final long part = weight % FixedPoint.ONE_E8;
        long sum = 0;
        for (int i = 0; i < whole; i++) {
            sum += sorted[i];
        }
        sum += part == 0 ? 0 : FixedPoint.multiplyDivide(sorted[whole], part, FixedPoint.ONE_E8);
        return FixedPoint.multiplyDivide(sum, FixedPoint.ONE_E8, weight);
    }

    void writeTo(final StateWriter out) {
        out.putInt(size);
        for (int i = 0; i < size; i++) {
            out.putLong(at(i));
        }
    }

    void readFrom(final StateReader in) {
        size = in.getInt();
        if (size > ring.length) {
            throw new IllegalStateException(
                size + " saved returns do not fit a window of " + ring.length + ": the configuration differs");
        }
        oldest = 0;
        sum = 0;
        squares.clear();
        squaresBelow.clear();
        for (int i = 0; i < size; i++) {
            ring[i] = in.getLong();
            sorted[i] = ring[i];
            count(ring[i]);
        }
        Arrays.sort(sorted, 0, size);
    }
}
