package io.penstock.tools.simulator;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * What a seed draws first: which hazards happen and how often, how long it runs, how large the world is.
 *
 * @param seed        of everything
 * @param rates       by hazard, share of events or times per second
 * @param durationNs  of the busy phase
 * @param instruments how many
 * @param strategies  how many random traders
 * @param tight       whether limits are small, so that they are met all the time
 * @param killAtEnd   whether the quiet phase begins with a kill
 * @param activity    share of market events that a trader acts upon
 */
record Swarm(
    long seed, double[] rates, long durationNs, int instruments, int strategies, boolean tight, boolean killAtEnd,
    double activity) {
    private static final double USUAL_ACTIVITY = 0.3;
    private static final long SECOND_NS = 1_000_000_000L;

    static Swarm of(final long seed, final Set<Hazard> allowed) {
        final SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + 1);
        final double[] rates = new double[Hazard.values().length];
        final double share = random.nextDouble();
        for (final Hazard hazard : Hazard.values()) {
            final boolean on = random.nextDouble() < share;
            final double rate = hazard.most() * random.nextDouble();
            rates[hazard.ordinal()] = on && allowed.contains(hazard) ? rate : 0;
        }
        final long seconds = random.nextInt(10) == 0 ? 300 + random.nextInt(600) : 20 + random.nextInt(120);
        return new Swarm(seed, rates, seconds * SECOND_NS, 2 + random.nextInt(4), 1 + random.nextInt(2),
            random.nextBoolean(), random.nextInt(3) == 0, USUAL_ACTIVITY);
    }

    /** Busy traders whose orders mostly come to an outcome that nobody knows at first. */
    static Swarm unknown(final long seed) {
        final Swarm base = new Swarm(seed, new double[Hazard.values().length], 600 * SECOND_NS, 5, 2, false, false, 1);
        return base.with(Hazard.LOSE_REQUEST, 0.2).with(Hazard.LOSE_REPLY, 0.25).with(Hazard.ERROR_WITH_EFFECT, 0.2)
            .with(Hazard.ERROR_WITHOUT_EFFECT, 0.2).with(Hazard.SLOW_REQUEST, 0.05)
            .with(Hazard.REORDER_REPORT, 0.1).with(Hazard.REPEAT_REPORT, 0.1).with(Hazard.STALE_QUERY, 0.2)
            .with(Hazard.FAIL_QUERY, 0.1).with(Hazard.CUT_STREAM, 0.01).with(Hazard.CRASH, 0.004)
            .with(Hazard.POWER_CUT, 0.002);
    }

    double rate(final Hazard hazard) {
        return rates[hazard.ordinal()];
    }

    Swarm without(final Hazard hazard) {
        final double[] fewer = rates.clone();
        fewer[hazard.ordinal()] = 0;
        return new Swarm(seed, fewer, durationNs, instruments, strategies, tight, killAtEnd, activity);
    }

    Swarm with(final Hazard hazard, final double rate) {
        final double[] more = rates.clone();
        more[hazard.ordinal()] = rate;
        return new Swarm(seed, more, durationNs, instruments, strategies, tight, killAtEnd, activity);
    }

    Swarm lasting(final long newDurationNs) {
        return new Swarm(seed, rates, newDurationNs, instruments, strategies, tight, killAtEnd, activity);
    }

    Set<Hazard> hazards() {
        final Set<Hazard> on = EnumSet.noneOf(Hazard.class);
        Arrays.stream(Hazard.values()).filter(hazard -> rate(hazard) > 0).forEach(on::add);
        return on;
    }

    @Override
    public String toString() {
        return "seed " + seed + " lasting " + durationNs / SECOND_NS + " s, " + instruments + " instruments, hazards "
            + hazards();
    }
}
