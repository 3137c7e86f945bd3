package io.penstock.bench.latency;

import io.penstock.bench.Frames;
import io.penstock.bench.fold.Tape;

/**
 * What is published and when. Immutable.
 *
 * @param frames     recorded session
 * @param tape       the same as records, for the empty handler
 * @param warmFrames published first, unmeasured, with the spacing of the recording, so that book and features are ready
 * @param messages   published behind them on the schedule
 * @param perSecond  rate
 * @param oneThread  journal and fold on one thread
 * @param waiting    wait strategy of the rings
 */
public record Plan(
    Frames frames, Tape tape, int warmFrames, int messages, int perSecond, boolean oneThread, String waiting) {
    private static final long SECOND_NS = 1_000_000_000L;
    /** Time between the end of the warm-up and the first scheduled message. */
    public static final long LEAD_NS = 20_000_000L;
    /** Engine times lie near the session's own. */
    public static final long EPOCH_NS = 1_723_161_255_000_000_000L;
    /** Slots of the inbound ring. */
    public static final int INBOUND_SLOTS = 8_192;

    /**
     * When a message is due.
     *
     * @param message from 0
     * @return nanoseconds behind the start of the schedule
     */
    public long dueNs(final int message) {
        return message * SECOND_NS / perSecond;
    }

    /**
     * How long the schedule is.
     *
     * @return nanoseconds
     */
    public long lengthNs() {
        return dueNs(messages);
    }
}
