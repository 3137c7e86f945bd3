package io.penstock.gateways.common.rest;

import io.penstock.gateways.common.RestRules;

/**
 * How much a venue may still be asked: weight spent in a sliding window, corrected by what the venue itself says, and
 * the moments before which nothing may be asked after it has complained.
 *
 * <p>A sliding window never spends more than a fixed one of the same length, wherever the venue's begin. We keep to a
 * share of the venue's limit, because other processes use the same address, and hold a reserve back for urgent
 * questions (cancels). One thread; sans-I/O; allocates only while it grows.
 */
public final class WeightBudget {
    private final RestRules rules;
    private final int limit;
    private long[] spentAtNs = new long[64];
    private int[] spentWeight = new int[64];
    private int head;
    private int size;
    private long used;
    private long limitedUntilNs = Long.MIN_VALUE;
    private long bannedUntilNs = Long.MIN_VALUE;

    /**
     * An unspent budget.
     *
     * @param rules of the venue
     */
    public WeightBudget(final RestRules rules) {
        this.rules = rules;
        this.limit = Math.max(1, (int) (rules.weight() * rules.share()));
    }

    /**
     * When a question may be asked.
     *
     * @param weight it costs; one that costs more than the whole budget waits until nothing is spent
     * @param urgent true for what may use the reserve, and is asked even after a 429
     * @param nowNs  now
     * @return nowNs when it may be asked now, else the earliest moment
     */
    public long notBeforeNs(final int weight, final boolean urgent, final long nowNs) {
        forget(nowNs);
        final long allowed = Math.max(weight, urgent ? limit : limit - rules.reserve());
        long earliestNs = Math.max(nowNs, bannedUntilNs);
        if (!urgent) {
            earliestNs = Math.max(earliestNs, limitedUntilNs);
        }
        long left = used;
        for (int i = 0; i < size && left + weight > allowed; i++) {
            final int at = head + i & spentAtNs.length - 1;
            left -= spentWeight[at];
            earliestNs = Math.max(earliestNs, spentAtNs[at] + rules.windowNs());
        }
        return earliestNs;
    }

    /**
     * A question was asked.
     *
     * @param weight it costs
     * @param nowNs  now
     */
    public void spend(final int weight, final long nowNs) {
        forget(nowNs);
        add(weight, nowNs);
    }

    /**
     * The venue says how much is used of its window. More than we know of was spent by others and counts as spent now;
     * less means that its window began anew, and changes nothing.
     *
     * @param venueUsed weight
     * @param nowNs     now
     */
    public void correct(final long venueUsed, final long nowNs) {
        forget(nowNs);
        if (venueUsed > used) {
            add((int) Math.min(venueUsed - used, Integer.MAX_VALUE), nowNs);
        }
    }

    /**
     * The venue said that it was too much (429): nothing but urgent questions until then.
     *
     * @param untilNs   as the venue said, or Long.MIN_VALUE when it did not: one window
     * @param nowNs     now
     * @return the moment before which nothing is asked
     */
    public long limited(final long untilNs, final long nowNs) {
        limitedUntilNs = Math.max(limitedUntilNs, untilNs == Long.MIN_VALUE ? nowNs + rules.windowNs() : untilNs);
        return limitedUntilNs;
    }

    /**
     * The venue does not speak to us (418, or its own word for it): nothing at all until then.
     *
     * @param untilNs as the venue said, or Long.MIN_VALUE when it did not: as long as its rules say
     * @param nowNs   now
     * @return the moment before which nothing is asked
     */
    public long banned(final long untilNs, final long nowNs) {
        bannedUntilNs = Math.max(bannedUntilNs, untilNs == Long.MIN_VALUE ? nowNs + rules.banNs() : untilNs);
        return bannedUntilNs;
    }

    /**
     * Until when a question is refused, whatever the weight spent.
     *
     * @param urgent true for what goes even after a 429
     * @return a moment, possibly past; Long.MIN_VALUE for never
     */
    public long refusedUntilNs(final boolean urgent) {
        return urgent ? bannedUntilNs : Math.max(bannedUntilNs, limitedUntilNs);
    }

    /**
     * Weight spent in the window that ends now.
     *
     * @param nowNs now
     * @return ours and what the venue told of others
     */
    public long used(final long nowNs) {
        forget(nowNs);
        return used;
    }

    /**
     * What may be spent in a window, reserve included.
     *
     * @return our share of the venue's limit
     */
    public int limit() {
        return limit;
    }

    private void forget(final long nowNs) {
        while (size > 0 && spentAtNs[head] + rules.windowNs() <= nowNs) {
            used -= spentWeight[head];
            head = head + 1 & spentAtNs.length - 1;
            size--;
        }
    }

    private void add(final int weight, final long nowNs) {
        if (size == spentAtNs.length) {
            grow();
        }
        final int at = head + size & spentAtNs.length - 1;
        // A clock that went back must not let a later entry expire before an earlier one.
        spentAtNs[at] = size == 0 ? nowNs : Math.max(nowNs, spentAtNs[at - 1 & spentAtNs.length - 1]);
        spentWeight[at] = weight;
        size++;
        used += weight;
    }

    private void grow() {
        final long[] times = new long[2 * size];
        final int[] weights = new int[2 * size];
        for (int i = 0; i < size; i++) {
            times[i] = spentAtNs[head + i & size - 1];
            weights[i] = spentWeight[head + i & size - 1];
        }
        spentAtNs = times;
        spentWeight = weights;
        head = 0;
    }
}
