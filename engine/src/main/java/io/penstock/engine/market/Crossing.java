package io.penstock.engine.market;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Stateful;

/**
 * Since when a book that its feed vouches for cannot be: crossed or locked. Engine thread only; does not allocate.
 */
public final class Crossing implements Stateful {
    private static final long NEVER = Long.MIN_VALUE;

    private long sinceNs = NEVER;
    private long askedNs = NEVER;
    private boolean scheduled;

    /**
     * It is crossed or locked; what lasts already goes on.
     *
     * @param nowNs engine time
     * @return whether it was not before
     */
    public boolean begin(final long nowNs) {
        final boolean begins = sinceNs == NEVER;
        if (begins) {
            sinceNs = nowNs;
        }
        return begins;
    }

    /** It is not, or nobody knows. */
    public void end() {
        sinceNs = NEVER;
    }

    /**
     * Whether it is crossed or locked.
     *
     * @return true between {@link #begin} and {@link #end}
     */
    public boolean lasts() {
        return sinceNs != NEVER;
    }

    /**
     * Since when; only while it lasts.
     *
     * @return engine time
     */
    public long sinceNs() {
        return sinceNs;
    }

    /**
     * When a new picture may be asked for.
     *
     * @param limitNs  so long may it last
     * @param repeatNs between two questions, whatever happens in between
     * @return engine time; only while it lasts
     */
    public long dueNs(final long limitNs, final long repeatNs) {
        return askedNs == NEVER ? sinceNs + limitNs : Math.max(sinceNs + limitNs, askedNs + repeatNs);
    }

    /**
     * A new picture was asked for.
     *
     * @param nowNs engine time
     */
    public void asked(final long nowNs) {
        askedNs = nowNs;
    }

    /**
     * Whether a timer is pending: there is at most one.
     *
     * @return as last set
     */
    public boolean scheduled() {
        return scheduled;
    }

    /**
     * A timer was set, or has fired.
     *
     * @param pending true when one is pending
     */
    public void scheduled(final boolean pending) {
        scheduled = pending;
    }

    @Override
    public void writeTo(final StateWriter out) {
        out.putLong(sinceNs);
        out.putLong(askedNs);
        out.putBoolean(scheduled);
    }

    @Override
    public void readFrom(final StateReader in) {
        sinceNs = in.getLong();
        askedNs = in.getLong();
        scheduled = in.getBoolean();
    }
}
