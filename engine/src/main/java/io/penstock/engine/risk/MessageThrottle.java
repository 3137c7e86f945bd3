package io.penstock.engine.risk;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;
import io.penstock.api.Venue;
import io.penstock.engine.config.RiskLimit;

/**
 * The generic cell rate algorithm over new orders, amends and cancels of each venue (P12): one number per venue, the
 * time at which all that was sent would have been paid off. Cancels always go and are counted; the rest leaves a share
 * of the burst to them. Source: ITU-T I.371, virtual scheduling. Engine thread only; does not allocate.
 */
final class MessageThrottle {
    private static final long SECOND_NS = 1_000_000_000L;

    private final Limits limits;
    private final long[] paidOffNs = new long[Venue.values().length];
    private int changes = -1;
    private long intervalNs;
    private long toleranceNs;

    MessageThrottle(final Limits limits) {
        this.limits = limits;
    }

    /** Nanoseconds of messages that a new order may find ahead of it. */
    long toleranceNs() {
        derive();
        return toleranceNs;
    }

    /** Nanoseconds of messages that stand ahead of a new one. */
    long aheadNs(final Venue venue, final long nowNs) {
        return Math.max(0, paidOffNs[venue.code()] - nowNs);
    }

    /** Whether a new order or an amend may go; nothing is taken. */
    boolean hasRoom(final Venue venue, final long nowNs) {
        derive();
        return intervalNs > 0 && aheadNs(venue, nowNs) <= toleranceNs;
    }

    /** A message leaves, whatever it is. */
    void take(final Venue venue, final long nowNs) {
        derive();
        final int at = venue.code();
        paidOffNs[at] = Math.max(paidOffNs[at], nowNs) + intervalNs;
    }

    private void derive() {
        if (changes != limits.changes()) {
            changes = limits.changes();
            final long perSecond = limits.get(RiskLimit.MESSAGES_PER_SECOND);
            intervalNs = perSecond == 0 ? 0 : SECOND_NS / perSecond;
            final long burst = (limits.get(RiskLimit.MESSAGE_BURST) - 1) * intervalNs;
            toleranceNs = burst - Amounts.share(burst, limits.get(RiskLimit.CANCEL_RESERVE_RATE));
        }
    }

    void writeTo(final StateWriter out) {
        for (final long paidOff : paidOffNs) {
            out.putLong(paidOff);
        }
    }

    void readFrom(final StateReader in) {
        for (int i = 0; i < paidOffNs.length; i++) {
            paidOffNs[i] = in.getLong();
        }
        changes = -1;
    }
}
