package io.penstock.api;

import java.util.Arrays;

/**
 * A number that a strategy reads anew each time it decides: it may differ by session and be changed while the engine
 * runs. Strategies keep the object and ask it; only the engine moves it. Engine thread only; does not allocate.
 */
public final class Setting {
    private static final int SESSIONS = Session.values().length;

    private final Parameter parameter;
    /** By session, NaN where none is set; the last place is the value of all other times. */
    private final double[] values = new double[SESSIONS + 1];
    /** Bits of the sessions that have a value of their own. */
    private int set;
    private double value;

    Setting(final Parameter parameter, final double value) {
        this.parameter = parameter;
        Arrays.fill(values, Double.NaN);
        values[values.length - 1] = value;
        this.value = value;
    }

    /**
     * What it is now.
     *
     * @return within the range of its parameter
     */
    public double value() {
        return value;
    }

    /**
     * What it is now, as a whole number.
     *
     * @return of parameters of type INTEGER the exact value
     */
    public long integer() {
        return (long) value;
    }

    /**
     * What it is in a session.
     *
     * @param session or {@code null} for all other times
     * @return NaN when nothing is set for that session
     */
    public double in(final Session session) {
        return values[place(session)];
    }

    /**
     * What it is while sessions hold, whatever it is now.
     *
     * @param sessions bits of {@link Session}
     * @return of two sessions that overlap the value of the later one
     */
    public double during(final int sessions) {
        final int found = sessions & set;
        return values[found == 0 ? SESSIONS : Integer.SIZE - 1 - Integer.numberOfLeadingZeros(found)];
    }

    Parameter parameter() {
        return parameter;
    }

    static int place(final Session session) {
        return session == null ? SESSIONS : session.ordinal();
    }

    void put(final int place, final double newValue) {
        values[place] = newValue;
        if (place < SESSIONS) {
            set = Double.isNaN(newValue) ? set & ~(1 << place) : set | 1 << place;
        }
    }

    double at(final int place) {
        return values[place];
    }

    /** Whether a session has a value of its own. */
    boolean varies() {
        return set != 0;
    }

    void activate(final int sessions) {
        value = during(sessions);
    }
}
