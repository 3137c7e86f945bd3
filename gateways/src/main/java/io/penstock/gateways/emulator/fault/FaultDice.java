package io.penstock.gateways.emulator.fault;

import io.penstock.gateways.emulator.market.SeededRandom;
import java.util.List;

/** Decides when faults happen, each from random numbers of its own, and counts those that were done. One thread. */
final class FaultDice {
    private static final Fault[] FAULTS = Fault.values();
    private static final double NS_PER_SECOND = 1e9;

    private final FaultPlan plan;
    private final FaultListener listener;
    private final long startNs;
    private final double[] rates = new double[FAULTS.length];
    private final SeededRandom[] randoms = new SeededRandom[FAULTS.length];
    private final int[] nextMoment = new int[FAULTS.length];
    private final long[] nextRandomNs = new long[FAULTS.length];
    private final long[] counts = new long[FAULTS.length];

    FaultDice(final FaultPlan plan, final FaultListener listener, final long startNs) {
        this.plan = plan;
        this.listener = listener;
        this.startNs = startNs;
        for (final Fault fault : FAULTS) {
            final int i = fault.ordinal();
            rates[i] = plan.rate(fault);
            randoms[i] = new SeededRandom(plan.seed(), i);
            nextRandomNs[i] = after(fault, startNs + plan.fromNs());
        }
    }

    private long after(final Fault fault, final long nowNs) {
        final int i = fault.ordinal();
        if (!fault.scope().timed() || rates[i] == 0) {
            return Long.MAX_VALUE;
        }
        final double waitNs = randoms[i].exponential() / rates[i] * NS_PER_SECOND;
        final long next = waitNs > Long.MAX_VALUE / 4 ? Long.MAX_VALUE : nowNs + 1 + (long) waitNs;
        return next - startNs >= plan.untilNs() ? Long.MAX_VALUE : next;
    }

    private long momentNs(final Fault fault) {
        final List<Long> moments = plan.moments().getOrDefault(fault, List.of());
        final int next = nextMoment[fault.ordinal()];
        return next < moments.size() ? startNs + moments.get(next) : Long.MAX_VALUE;
    }

    /** When the next fault of a timed scope comes. */
    long nextDueNs(final Fault.Scope scope) {
        long due = Long.MAX_VALUE;
        for (final Fault fault : FAULTS) {
            if (fault.scope() == scope) {
                due = Math.min(due, Math.min(nextRandomNs[fault.ordinal()], momentNs(fault)));
            }
        }
        return due;
    }

    /** Whether a fault happens to this frame or request, or at this time. */
    boolean happens(final Fault fault, final long nowNs) {
        final int i = fault.ordinal();
        if (momentNs(fault) <= nowNs) {
            nextMoment[i]++;
            return true;
        }
        if (fault.scope().timed()) {
            if (nextRandomNs[i] > nowNs) {
                return false;
            }
            nextRandomNs[i] = after(fault, nextRandomNs[i]);
            return true;
        }
        final long offsetNs = nowNs - startNs;
        return rates[i] > 0 && offsetNs >= plan.fromNs() && offsetNs < plan.untilNs()
            && randoms[i].chance(rates[i]);
    }

    SeededRandom random(final Fault fault) {
        return randoms[fault.ordinal()];
    }

    void done(final Fault fault, final int connection, final byte[] frame, final long nowNs) {
        counts[fault.ordinal()]++;
        listener.onFault(fault, connection, frame, nowNs);
    }

    long count(final Fault fault) {
        return counts[fault.ordinal()];
    }
}
