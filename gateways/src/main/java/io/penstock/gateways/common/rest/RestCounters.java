package io.penstock.gateways.common.rest;

import java.util.concurrent.atomic.AtomicLong;

/** What a client's questions came to, for status lines. Written by the client's thread; read by any. */
public final class RestCounters {
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong answered = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();
    private final AtomicLong repeated = new AtomicLong();
    private final AtomicLong limited = new AtomicLong();
    private final AtomicLong banned = new AtomicLong();
    private final AtomicLong waiting = new AtomicLong();
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong notBeforeNs = new AtomicLong(Long.MIN_VALUE);

    RestCounters() {
    }

    void onAsked(final long usedWeight) {
        asked.incrementAndGet();
        used.set(usedWeight);
    }

    void onAnswered(final boolean ok) {
        (ok ? answered : refused).incrementAndGet();
    }

    void onFailed() {
        failed.incrementAndGet();
    }

    void onRepeated() {
        repeated.incrementAndGet();
    }

    void onLimited(final long untilNs) {
        limited.incrementAndGet();
        notBeforeNs.set(untilNs);
    }

    void onBanned(final long untilNs) {
        banned.incrementAndGet();
        notBeforeNs.set(untilNs);
    }

    void waiting(final int questions) {
        waiting.set(questions);
    }

    void used(final long weight) {
        used.set(weight);
    }

    /**
     * Questions that left, repetitions included.
     *
     * @return how many
     */
    public long asked() {
        return asked.get();
    }

    /**
     * Answers with 2xx.
     *
     * @return how many
     */
    public long answered() {
        return answered.get();
    }

    /**
     * Answers with 3xx or 4xx, limits and bans apart.
     *
     * @return how many
     */
    public long refused() {
        return refused.get();
    }

    /**
     * Questions that ended without an answer.
     *
     * @return how many
     */
    public long failed() {
        return failed.get();
    }

    /**
     * Times that a question was asked again.
     *
     * @return how many
     */
    public long repeated() {
        return repeated.get();
    }

    /**
     * Times that the venue said 429.
     *
     * @return how many
     */
    public long limited() {
        return limited.get();
    }

    /**
     * Times that the venue said 418, or its word for a ban.
     *
     * @return how many
     */
    public long banned() {
        return banned.get();
    }

    /**
     * Questions that wait for their turn.
     *
     * @return how many
     */
    public long waiting() {
        return waiting.get();
    }

    /**
     * Weight spent in the window of the last question.
     *
     * @return ours and what the venue told of others
     */
    public long usedWeight() {
        return used.get();
    }

    /**
     * Until when the venue wanted quiet, the last time it did.
     *
     * @return nanoseconds since 1970, Long.MIN_VALUE when it never did
     */
    public long notBeforeNs() {
        return notBeforeNs.get();
    }
}
