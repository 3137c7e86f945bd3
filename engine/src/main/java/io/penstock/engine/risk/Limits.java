package io.penstock.engine.risk;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;
import io.penstock.engine.config.RiskConfig;
import io.penstock.engine.config.RiskLimit;

/**
 * The limits as they are now: the configuration's at first, then as operators set them. They are part of the state, so
 * a restart does not forget what an operator tightened.
 *
 * <p>Engine thread only; does not allocate after construction.
 */
public final class Limits implements Stateful {
    private static final int STATE_VERSION = 1;
    private static final RiskLimit[] ALL = RiskLimit.values();

    private final long[] values = new long[ALL.length];
    private int changes;

    /**
     * The limits of a configuration.
     *
     * @param config what a run starts with
     */
    public Limits(final RiskConfig config) {
        for (final RiskLimit limit : ALL) {
            values[limit.ordinal()] = config.limit(limit);
        }
    }

    /**
     * A limit.
     *
     * @param limit which
     * @return exponent -8 when it is fixed
     */
    public long get(final RiskLimit limit) {
        return values[limit.ordinal()];
    }

    /** A limit in milliseconds as nanoseconds. */
    long nanos(final RiskLimit limit) {
        return values[limit.ordinal()] * 1_000_000L;
    }

    /**
     * Sets a limit; the caller has looked at its range and at whether it may be loosened.
     *
     * @param limit which
     * @param value exponent -8 when it is fixed
     */
    public void set(final RiskLimit limit, final long value) {
        values[limit.ordinal()] = value;
        changes++;
    }

    /** Grows with every change, so that what is derived from limits knows when to derive it anew. */
    int changes() {
        return changes;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putInt(STATE_VERSION);
        out.putInt(values.length);
        for (final long value : values) {
            out.putLong(value);
        }
    }

    @Override
    public void readFrom(final StateReader in) {
        final int version = in.getInt();
        final int count = in.getInt();
        if (version != STATE_VERSION || count != values.length) {
            throw new IllegalStateException("limits: state layout " + version + " with " + count
                + " values, this build reads " + STATE_VERSION + " with " + values.length);
        }
        for (int i = 0; i < count; i++) {
            values[i] = in.getLong();
        }
        changes++;
    }
}
