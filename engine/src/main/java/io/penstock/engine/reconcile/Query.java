package io.penstock.engine.reconcile;

import io.penstock.api.StateReader;
import io.penstock.api.StateWriter;

/** One order that is asked for; pooled by {@link UnknownOrders}. Engine thread only; does not allocate. */
final class Query {
    private static final long[] OFFSETS_NS = {
        500_000_000L, 1_000_000_000L, 2_000_000_000L, 5_000_000_000L, 10_000_000_000L, 30_000_000_000L};
    private static final long LATER_NS = 30_000_000_000L;
    /** No request is valid that long after it was sent: an answer that did not come by then will not. */
    private static final long ANSWER_NS = 60_000_000_000L;
    private static final long NONE = Long.MIN_VALUE;

    long clientOrderId;
    int venue;
    Doubt doubt = Doubt.OUTCOME_UNKNOWN;
    long sinceNs;
    /** From here the intervals count; later than sinceNs when fills get time to settle. */
    long originNs;
    long dueNs;
    int attempts;
    int unanswered;
    /** When the oldest question was asked that has no answer yet. */
    long oldestAskNs = NONE;
    long lastAskNs = NONE;
    /** When the venue first said that it does not know the order: what we sent had left by then. */
    long firstNotFoundNs = NONE;
    boolean reached;
    boolean raised;
    boolean lostTold;

    void open(final long id, final int newVenue, final Doubt newDoubt, final long nowNs, final long graceNs) {
        clientOrderId = id;
        venue = newVenue;
        doubt = newDoubt;
        sinceNs = nowNs;
        originNs = nowNs + graceNs;
        raised = false;
        reached = false;
        restart();
    }

    /** Forgets what was asked and answered; the doubt stays as old as it is. */
    void restart() {
        dueNs = originNs + OFFSETS_NS[0];
        attempts = 0;
        unanswered = 0;
        oldestAskNs = NONE;
        lastAskNs = NONE;
        firstNotFoundNs = NONE;
        lostTold = false;
    }

    /** A question leaves now; the next is due by the plan, in any case later than now. */
    void asked(final long nowNs) {
        if (unanswered > 0 && nowNs - oldestAskNs > ANSWER_NS) {
            unanswered = 0;
        }
        oldestAskNs = unanswered == 0 ? nowNs : oldestAskNs;
        lastAskNs = nowNs;
        unanswered++;
        attempts++;
        while (dueNs <= nowNs) {
            dueNs = nextAfter(dueNs);
        }
    }

    private long nextAfter(final long dueAtNs) {
        for (final long offset : OFFSETS_NS) {
            if (originNs + offset > dueAtNs) {
                return originNs + offset;
            }
        }
        return dueAtNs + LATER_NS;
    }

    /** When at the earliest the question was asked whose answer comes next, Long.MIN_VALUE when none was. */
    long firstAskNs() {
        return oldestAskNs == NONE ? lastAskNs : oldestAskNs;
    }

    /**
     * An answer came.
     *
     * @return when at the earliest its question was asked
     */
    long answered() {
        final long askNs = firstAskNs();
        if (unanswered > 0) {
            unanswered--;
        }
        if (unanswered == 0) {
            oldestAskNs = NONE;
        }
        return askNs;
    }

    /**
     * The venue says that it does not know the order.
     *
     * @return whether that can be believed: it said so before, and this question was asked so long after the first such
     *     word that no request of ours can still be taken
     */
    boolean notFound(final long askNs, final long windowNs, final long nowNs) {
        if (firstNotFoundNs == NONE) {
            firstNotFoundNs = nowNs;
            return false;
        }
        return askNs != NONE && askNs - firstNotFoundNs > windowNs;
    }

    void writeTo(final StateWriter out) {
        out.putLong(clientOrderId);
        out.putInt(venue);
        out.putInt(doubt.ordinal());
        out.putLong(sinceNs);
        out.putLong(originNs);
        out.putLong(dueNs);
        out.putInt(attempts);
        out.putInt(unanswered);
        out.putLong(oldestAskNs);
        out.putLong(lastAskNs);
        out.putLong(firstNotFoundNs);
        out.putBoolean(reached);
        out.putBoolean(raised);
        out.putBoolean(lostTold);
    }

    void readFrom(final StateReader in) {
        clientOrderId = in.getLong();
        venue = in.getInt();
        doubt = Doubt.at(in.getInt());
        sinceNs = in.getLong();
        originNs = in.getLong();
        dueNs = in.getLong();
        attempts = in.getInt();
        unanswered = in.getInt();
        oldestAskNs = in.getLong();
        lastAskNs = in.getLong();
        firstNotFoundNs = in.getLong();
        reached = in.getBoolean();
        raised = in.getBoolean();
        lostTold = in.getBoolean();
    }
}
