package io.penstock.engine.portfolio;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.engine.config.MetricsConfig;
import java.util.Arrays;

/**
 * How the returns of the instruments we hold move together: exponentially weighted covariances of their returns per
 * interval, with mean zero (J.P. Morgan, "RiskMetrics - Technical Document", 1996, chapter 5).
 *
 * <p>An instrument is followed from the first interval at whose end it is held; when there is no place left, the first
 * one that is FLAT gives its place up. Each pair keeps its two variances and its covariance over the intervals in which
 * both were followed, so a correlation is never outside -1 to 1 but for rounding, which is cut off. Engine thread only;
 * allocates in the constructor.
 */
public final class Correlations {
    private static final int FREE = -1;
    private static final int LEAST_RETURNS = 2;

    private final Terms terms;
    private final Position[] positions;
    private final Account account;
    private final int places;
    private final double keep;
    private final int[] instruments;
    private final int[] placeOf;
    private final long[] lastPrice;
    private final double[] latest;
    private final double[] covariance;
    /** At i, j: variance of i over the intervals it has in common with j. */
    private final double[] variance;
    private final int[] counts;

    Correlations(
        final MetricsConfig config, final Terms terms, final Position[] positions, final Account account) {
        this.terms = terms;
        this.positions = positions;
        this.account = account;
        places = config.correlationInstruments();
        keep = StrictMath.pow(0.5, 1.0 / config.correlationHalfLife());
        instruments = new int[places];
        placeOf = new int[positions.length];
        lastPrice = new long[places];
        latest = new double[places];
        covariance = new double[places * places];
        variance = new double[places * places];
        counts = new int[places * places];
        Arrays.fill(instruments, FREE);
        Arrays.fill(placeOf, FREE);
    }

    /** An interval is over: takes each followed instrument's return and follows those that are held now. */
    public void sample() {
        for (int place = 0; place < places; place++) {
            final long price = instruments[place] == FREE ? 0 : account.referencePrice(instruments[place]);
            latest[place] = price > 0 && lastPrice[place] > 0
                ? (double) (price - lastPrice[place]) / lastPrice[place] : Double.NaN;
            lastPrice[place] = price;
        }
        for (int i = 0; i < places; i++) {
            for (int j = i; j < places; j++) {
                pair(i, j);
            }
        }
        for (int id = 0; id < terms.count(); id++) {
            if (positions[id].units() != 0 && placeOf[id] == FREE) {
                follow(id);
            }
        }
    }

    private void pair(final int i, final int j) {
        final double a = latest[i];
        final double b = latest[j];
        if (a != a || b != b) {
            return;
        }
        final int at = i * places + j;
        final int mirrored = j * places + i;
        final double weight = 1 - keep;
        covariance[at] = keep * covariance[at] + weight * a * b;
        variance[at] = keep * variance[at] + weight * a * a;
        counts[at]++;
        if (i != j) {
            variance[mirrored] = keep * variance[mirrored] + weight * b * b;
        }
    }

    private void follow(final int id) {
        int found = FREE;
        for (int place = places - 1; place >= 0; place--) {
            found = instruments[place] == FREE ? place : found;
        }
        for (int place = 0; place < places && found == FREE; place++) {
            found = positions[instruments[place]].units() == 0 ? place : FREE;
        }
        if (found == FREE) {
            return;
        }
        if (instruments[found] != FREE) {
            placeOf[instruments[found]] = FREE;
        }
        for (int other = 0; other < places; other++) {
            clear(found * places + other);
            clear(other * places + found);
        }
        instruments[found] = id;
        placeOf[id] = found;
        lastPrice[found] = account.referencePrice(id);
    }

    private void clear(final int at) {
        covariance[at] = 0;
        variance[at] = 0;
        counts[at] = 0;
    }

    /**
     * Whether an instrument's returns are followed.
     *
     * @param instrumentId dense index
     * @return true from the end of the interval in which it was first held, until its place is needed
     */
    public boolean follows(final int instrumentId) {
        return placeOf[instrumentId] != FREE;
    }

    /**
     * Correlation of two instruments' returns.
     *
     * @param oneId   dense index
     * @param otherId dense index
     * @return -1 to 1; NaN while fewer than two returns of both are known, or one of them has not moved
     */
    public double correlation(final int oneId, final int otherId) {
        final int one = Math.min(placeOf[oneId], placeOf[otherId]);
        final int other = Math.max(placeOf[oneId], placeOf[otherId]);
        if (one == FREE || counts[one * places + other] < LEAST_RETURNS) {
            return Double.NaN;
        }
        final double scale = Math.sqrt(variance[one * places + other]) * Math.sqrt(variance[other * places + one]);
        return scale > 0 ? Math.max(-1, Math.min(1, covariance[one * places + other] / scale)) : Double.NaN;
    }

    void writeTo(final StateWriter out) {
        for (int place = 0; place < places; place++) {
            out.putInt(instruments[place]);
            out.putLong(lastPrice[place]);
        }
        for (int at = 0; at < covariance.length; at++) {
            if (instruments[at / places] != FREE && instruments[at % places] != FREE) {
                out.putDouble(covariance[at]);
                out.putDouble(variance[at]);
                out.putInt(counts[at]);
            }
        }
    }

    void readFrom(final StateReader in) {
        Arrays.fill(placeOf, FREE);
        for (int place = 0; place < places; place++) {
            instruments[place] = in.getInt();
            lastPrice[place] = in.getLong();
            if (instruments[place] != FREE) {
                placeOf[instruments[place]] = place;
            }
        }
        for (int at = 0; at < covariance.length; at++) {
            clear(at);
            if (instruments[at / places] != FREE && instruments[at % places] != FREE) {
                covariance[at] = in.getDouble();
                variance[at] = in.getDouble();
                counts[at] = in.getInt();
            }
        }
    }
}
