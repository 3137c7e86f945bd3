package io.penstock.strategies.signal;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * What a strategy wants of one instrument, and what it said of it last. Engine thread only; does not allocate.
 */
final class Stance implements Stateful {
    /** 1 LONG, -1 SHORT, 0 FLAT. */
    int way;
    /** A way that is not taken again before its rule has failed once; 0 = none. */
    int blocked;
    /** Bars finished since the entry was stated. */
    long bars;
    /** Price at which it is given up, NaN = none. */
    double stop = Double.NaN;
    /** Price at which it has earned enough, NaN = none. */
    double target = Double.NaN;
    /** Evidence it was entered on. */
    double evidence;
    /** Confidence stated last. */
    double confidence;
    /** Engine time at which what was stated last ends by itself. */
    long untilNs;

    /** Wants nothing any more. */
    void clear() {
        way = 0;
        bars = 0;
        stop = Double.NaN;
        target = Double.NaN;
        evidence = 0;
        confidence = 0;
        untilNs = 0;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(way);
        out.putInt(blocked);
        out.putLong(bars);
        out.putDouble(stop);
        out.putDouble(target);
        out.putDouble(evidence);
        out.putDouble(confidence);
        out.putLong(untilNs);
    }

    @Override
    public void readFrom(final StateReader in) {
        way = in.getInt();
        blocked = in.getInt();
        bars = in.getLong();
        stop = in.getDouble();
        target = in.getDouble();
        evidence = in.getDouble();
        confidence = in.getDouble();
        untilNs = in.getLong();
    }
}
