package io.penstock.engine.regime;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * The last readings of one series by the period they are about. A second reading of a period is a revision and takes
 * the place of the first; one of a period before all that are kept is forgotten. Engine thread only; allocates in the
 * constructor.
 */
final class SeriesHistory implements Stateful {
    /** More than a year of days. */
    static final int MOST = 512;
    private static final long DAY_NS = 86_400_000_000_000L;
    /** A month a year ago began 365 or 366 days before this one. */
    private static final long YEAR_NS = 365 * DAY_NS;
    /** A reading a year ago may lie so much further back: weekends, feasts, a missing day. */
    private static final long SLACK_NS = 10 * DAY_NS;

    /** Ascending; the oldest first. */
    private final long[] periods = new long[MOST];
    private final double[] values = new double[MOST];
    private int count;
    private long publishedNs;

    void put(final long periodNs, final double value, final long newPublishedNs) {
        int at = count;
        while (at > 0 && periods[at - 1] > periodNs) {
            at--;
        }
        if (at > 0 && periods[at - 1] == periodNs) {
            values[at - 1] = value;
            publishedNs = at == count ? newPublishedNs : publishedNs;
            return;
        }
        publishedNs = at == count ? newPublishedNs : publishedNs;
        if (count == MOST) {
            if (at == 0) {
                return;
            }
            at--;
            System.arraycopy(periods, 1, periods, 0, at);
            System.arraycopy(values, 1, values, 0, at);
        } else {
            System.arraycopy(periods, at, periods, at + 1, count - at);
            System.arraycopy(values, at, values, at + 1, count - at);
            count++;
        }
        periods[at] = periodNs;
        values[at] = value;
    }

    /** NaN when there is none. */
    double level() {
        return count == 0 ? Double.NaN : values[count - 1];
    }

    /** Change to the year before in percent, NaN when there is no reading of then. */
    double yearOnYear() {
        if (count == 0) {
            return Double.NaN;
        }
        final long wanted = periods[count - 1] - YEAR_NS;
        int at = count - 1;
        while (at >= 0 && periods[at] > wanted) {
            at--;
        }
        return at < 0 || periods[at] < wanted - SLACK_NS || values[at] == 0 ? Double.NaN
            : 100 * (values[count - 1] / values[at] - 1);
    }

    /** When the reading of the newest period was published. */
    long publishedNs() {
        return publishedNs;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(count);
        out.putLong(publishedNs);
        for (int i = 0; i < count; i++) {
            out.putLong(periods[i]);
            out.putDouble(values[i]);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        count = in.getInt();
        publishedNs = in.getLong();
        for (int i = 0; i < count; i++) {
            periods[i] = in.getLong();
            values[i] = in.getDouble();
        }
    }
}
