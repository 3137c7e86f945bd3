package io.penstock.gateways.common.rest;

/**
 * A venue's clock against ours, from questions and answers: the offset is the venue's time minus the middle of the
 * question's way, taken from the sample with the smallest round trip of a window, and may be off by half that round
 * trip (the idea of RFC 5905's clock filter). Sans-I/O; one thread; allocates in the constructor only.
 *
 * <p>A sample that cannot be true together with the best one, even if the clocks drift 200 ppm apart, means that one
 * of the clocks was set: everything older is forgotten.
 */
public final class ServerClock {
    private static final int FIRST_SAMPLES = 5;
    private static final int WINDOW = 8;
    private static final long FIRST_INTERVAL_NS = 250_000_000L;
    private static final long LEAST_CHANGE_NS = 1_000_000L;
    private static final long DRIFT_PER = 5_000L;

    private final long intervalNs;
    private final long republishNs;
    private final long[] takenAtNs = new long[WINDOW];
    private final long[] offset = new long[WINDOW];
    private final long[] roundTrip = new long[WINDOW];
    private int samples;
    private int next;
    private int taken;
    private boolean waiting;
    private long nextAskNs = Long.MIN_VALUE;
    private int best = -1;
    private boolean told;
    private long toldAtNs;
    private long toldOffsetNs;
    private long toldUncertaintyNs;

    /**
     * Knows nothing yet.
     *
     * @param intervalNs  between samples once there are five
     * @param republishNs after so long the offset is told again, changed or not
     */
    public ServerClock(final long intervalNs, final long republishNs) {
        this.intervalNs = intervalNs;
        this.republishNs = republishNs;
    }

    /**
     * Whether to ask now; then counts as asked.
     *
     * @param nowNs now
     * @return true once per question
     */
    public boolean ask(final long nowNs) {
        if (waiting || nowNs < nextAskNs) {
            return false;
        }
        waiting = true;
        return true;
    }

    /**
     * When to call {@link #ask} again.
     *
     * @return a moment, Long.MAX_VALUE while an answer is awaited
     */
    public long nextAskNs() {
        return waiting ? Long.MAX_VALUE : nextAskNs;
    }

    /**
     * No answer came.
     *
     * @param notBeforeNs earliest moment to ask again
     * @param nowNs       now
     */
    public void failed(final long notBeforeNs, final long nowNs) {
        waiting = false;
        nextAskNs = Math.max(notBeforeNs, nowNs + FIRST_INTERVAL_NS);
    }

    /**
     * An answer came.
     *
     * @param serverNs    what the venue's clock said
     * @param roundTripNs of the question
     * @param receivedNs  our clock when it was there
     */
    public void sample(final long serverNs, final long roundTripNs, final long receivedNs) {
        waiting = false;
        taken++;
        nextAskNs = receivedNs + (taken < FIRST_SAMPLES ? FIRST_INTERVAL_NS : intervalNs);
        final long tripNs = Math.max(0, roundTripNs);
        final long offsetNs = serverNs - (receivedNs - tripNs / 2);
        if (best >= 0 && !agrees(offsetNs, tripNs, receivedNs)) {
            samples = 0;
            next = 0;
        }
        takenAtNs[next] = receivedNs;
        offset[next] = offsetNs;
        roundTrip[next] = tripNs;
        next = (next + 1) % WINDOW;
        samples = Math.min(WINDOW, samples + 1);
        best = 0;
        for (int i = 1; i < samples; i++) {
            if (roundTrip[i] < roundTrip[best]) {
                best = i;
            }
        }
    }

    private boolean agrees(final long offsetNs, final long tripNs, final long receivedNs) {
        final long driftNs = Math.abs(receivedNs - takenAtNs[best]) / DRIFT_PER;
        return receivedNs >= takenAtNs[best]
            && Math.abs(offsetNs - offset[best]) <= (tripNs + roundTrip[best]) / 2 + driftNs + LEAST_CHANGE_NS;
    }

    /**
     * Whether there is something to tell; then counts as told. That is so once the first five samples are in, when the
     * offset has changed by more than 1 ms and half its uncertainty, when the uncertainty has halved, and every so
     * often.
     *
     * @param nowNs now
     * @return true when offset and uncertainty are to be published
     */
    public boolean tell(final long nowNs) {
        if (taken < FIRST_SAMPLES || best < 0) {
            return false;
        }
        final long least = Math.max(LEAST_CHANGE_NS, uncertaintyNs() / 2);
        final boolean changed = !told || Math.abs(offset[best] - toldOffsetNs) > least
            || uncertaintyNs() < toldUncertaintyNs / 2 && toldUncertaintyNs > LEAST_CHANGE_NS;
        if (!changed && nowNs - toldAtNs < republishNs) {
            return false;
        }
        told = true;
        toldAtNs = nowNs;
        toldOffsetNs = offset[best];
        toldUncertaintyNs = uncertaintyNs();
        return true;
    }

    /**
     * Whether anything is known.
     *
     * @return true after the first sample
     */
    public boolean known() {
        return best >= 0;
    }

    /**
     * The venue's clock minus ours.
     *
     * @return nanoseconds; 0 before the first sample
     */
    public long offsetNs() {
        return best < 0 ? 0 : offset[best];
    }

    /**
     * How far off the offset may be.
     *
     * @return half the smallest round trip; Long.MAX_VALUE before the first sample
     */
    public long uncertaintyNs() {
        return best < 0 ? Long.MAX_VALUE : roundTrip[best] / 2;
    }
}
