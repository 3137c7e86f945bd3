package io.penstock.gateways.emulator.fault;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Which faults happen how often or when. Immutable; any thread; every {@code with} makes another plan.
 *
 * @param seed     of everything random
 * @param rates    of the faults that happen at random, see {@link Fault.Scope}
 * @param moments  of the faults that happen for sure: offsets from the start; faults of frames and requests hit the
 *                 first one at or after it
 * @param fromNs   random faults begin, offset from the start
 * @param untilNs  random faults end, offset from the start
 * @param sizes    how long and how big faults are
 * @param waits    how long those of the private half last
 */
public record FaultPlan(long seed, Map<Fault, Double> rates, Map<Fault, List<Long>> moments, long fromNs,
    long untilNs, Sizes sizes, Waits waits) {

    /**
     * How long faults of the private half last. Immutable; any thread.
     *
     * @param replyNs       most that a reply is delayed, or a command comes late
     * @param eventNs       most that a private event is delayed
     * @param queryLagNs    most that an order cannot be queried
     * @param maintenanceNs of a maintenance
     */
    public record Waits(long replyNs, long eventNs, long queryLagNs, long maintenanceNs) {
        /** Replies up to 60 s, events up to 5 s, queries up to 3 s, maintenance 30 s. */
        public static final Waits USUAL = new Waits(TimeUnit.SECONDS.toNanos(60), TimeUnit.SECONDS.toNanos(5),
            TimeUnit.SECONDS.toNanos(3), TimeUnit.SECONDS.toNanos(30));
    }

    /**
     * How long and how big faults are. Immutable; any thread.
     *
     * @param stallNs            of a stall
     * @param delayNs            most of a delay
     * @param slowNs             of a slow consumer
     * @param slowBytesPerSecond that a slow consumer takes
     * @param slowQueueBytes     when more wait, the venue closes the connection
     * @param oversizeBytes      length of an oversized frame
     * @param shutdownLeadNs     between serverShutdown and the end, when it is told
     * @param retryAfterSeconds  that a 429 or 418 names
     */
    public record Sizes(long stallNs, long delayNs, long slowNs, int slowBytesPerSecond, int slowQueueBytes,
        int oversizeBytes, long shutdownLeadNs, int retryAfterSeconds) {
        /** Stall 20 s, delay up to 500 ms, slow 5 s at 2,000 bytes/s, frames of 9 MB, lead 10 s, retry after 2 s. */
        public static final Sizes USUAL = new Sizes(TimeUnit.SECONDS.toNanos(20), TimeUnit.MILLISECONDS.toNanos(500),
            TimeUnit.SECONDS.toNanos(5), 2_000, 1 << 20, 9_000_000, TimeUnit.SECONDS.toNanos(10), 2);
    }

    /** Copies the maps and checks the rates. */
    public FaultPlan {
        rates = Map.copyOf(rates);
        moments = Map.copyOf(moments);
        for (final Map.Entry<Fault, Double> rate : rates.entrySet()) {
            final double most = rate.getKey().scope().timed() ? 1_000 : 1;
            if (!(rate.getValue() >= 0 && rate.getValue() <= most)) {
                throw new IllegalArgumentException("rate " + rate.getValue() + " of " + rate.getKey()
                    + " must be between 0 and " + most);
            }
        }
    }

    /**
     * No faults.
     *
     * @param seed of those that are added
     * @return a plan
     */
    public static FaultPlan none(final long seed) {
        return new FaultPlan(seed, Map.of(), Map.of(), 0, Long.MAX_VALUE, Sizes.USUAL, Waits.USUAL);
    }

    /**
     * A fault at random.
     *
     * @param fault what
     * @param rate  a second, or share of frames or requests
     * @return another plan
     * @throws IllegalArgumentException when the rate is out of range
     */
    public FaultPlan with(final Fault fault, final double rate) {
        final Map<Fault, Double> more = new EnumMap<>(Fault.class);
        more.putAll(rates);
        more.put(fault, rate);
        return new FaultPlan(seed, more, moments, fromNs, untilNs, sizes, waits);
    }

    /**
     * A fault for sure.
     *
     * @param fault    what
     * @param offsetNs when, from the start
     * @return another plan
     */
    public FaultPlan at(final Fault fault, final long offsetNs) {
        final Map<Fault, List<Long>> more = new EnumMap<>(Fault.class);
        more.putAll(moments);
        final List<Long> own = new ArrayList<>(more.getOrDefault(fault, List.of()));
        own.add(offsetNs);
        own.sort(null);
        more.put(fault, List.copyOf(own));
        return new FaultPlan(seed, rates, more, fromNs, untilNs, sizes, waits);
    }

    /**
     * Random faults only within a time.
     *
     * @param from  offset from the start
     * @param until offset from the start
     * @return another plan
     */
    public FaultPlan between(final long from, final long until) {
        return new FaultPlan(seed, rates, moments, from, until, sizes, waits);
    }

    /**
     * Other sizes.
     *
     * @param other sizes
     * @return another plan
     */
    public FaultPlan sized(final Sizes other) {
        return new FaultPlan(seed, rates, moments, fromNs, untilNs, other, waits);
    }

    /**
     * Other waits of the private half.
     *
     * @param other waits
     * @return another plan
     */
    public FaultPlan waiting(final Waits other) {
        return new FaultPlan(seed, rates, moments, fromNs, untilNs, sizes, other);
    }

    /**
     * How often a fault happens at random.
     *
     * @param fault what
     * @return 0 = never
     */
    public double rate(final Fault fault) {
        return rates.getOrDefault(fault, 0.0);
    }
}
