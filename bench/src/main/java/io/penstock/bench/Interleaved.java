package io.penstock.bench;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Measures several pieces of work against each other on this thread: A B A B and so on, CPU time of the thread, median
 * over the rounds. What else runs on the machine then falls on all of them, and their ratios hold.
 *
 * <p>One thread. The collector's and the compiler's threads are not counted.
 */
public final class Interleaved {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final long MS = 1_000_000;

    private final Pace pace;
    private final List<String> names = new ArrayList<>();
    private final List<Work> works = new ArrayList<>();

    /**
     * How long and how often to measure.
     *
     * @param rounds   each piece of work is measured so often
     * @param roundMs  CPU time of one measurement, at least
     * @param warmUpMs CPU time of each piece of work before the first measurement
     */
    public record Pace(int rounds, int roundMs, int warmUpMs) {
        /**
         * What the results table is made with.
         *
         * @return 9 rounds of 120 ms
         */
        public static Pace full() {
            return new Pace(9, 120, 3_000);
        }

        /**
         * For a quick look.
         *
         * @return 5 rounds of 50 ms
         */
        public static Pace quick() {
            return new Pace(5, 50, 500);
        }

        /**
         * Just to see that everything runs.
         *
         * @return 1 round
         */
        public static Pace smoke() {
            return new Pace(1, 1, 1);
        }
    }

    /**
     * What one piece of work took.
     *
     * @param name         of the work
     * @param medianNs     CPU time per operation, median of the rounds
     * @param leastNs      of the fastest round
     * @param mostNs       of the slowest round
     * @param bytes        allocated on this thread per operation, least of the rounds
     */
    public record Sample(String name, double medianNs, double leastNs, double mostNs, double bytes) {
        /**
         * How far the rounds lie apart.
         *
         * @return slowest minus fastest round over the median, in percent
         */
        public double spreadPercent() {
            return 100 * (mostNs - leastNs) / medianNs;
        }
    }

    /**
     * A harness.
     *
     * @param pace how long and how often
     */
    public Interleaved(final Pace pace) {
        this.pace = pace;
    }

    /**
     * Adds a contender.
     *
     * @param name in the results
     * @param work to measure
     * @return this
     */
    public Interleaved add(final String name, final Work work) {
        names.add(name);
        works.add(work);
        return this;
    }

    /**
     * Warms up, then measures in turns.
     *
     * @return one sample per contender, in their order
     */
    public List<Sample> measure() {
        final int count = works.size();
        final double[][] ns = new double[count][pace.rounds()];
        final double[][] bytes = new double[count][pace.rounds()];
        for (final Work work : works) {
            round(work, pace.warmUpMs(), new double[2]);
        }
        final double[] result = new double[2];
        for (int round = 0; round < pace.rounds(); round++) {
            for (int i = 0; i < count; i++) {
                // the order turns, so that nobody always comes after the same neighbour
                final int contender = (i + round) % count;
                round(works.get(contender), pace.roundMs(), result);
                ns[contender][round] = result[0];
                bytes[contender][round] = result[1];
            }
        }
        final List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Arrays.sort(ns[i]);
            Arrays.sort(bytes[i]);
            samples.add(new Sample(
                names.get(i), ns[i][pace.rounds() / 2], ns[i][0], ns[i][pace.rounds() - 1], bytes[i][0]));
        }
        return samples;
    }

    private static void round(final Work work, final int leastMs, final double[] result) {
        long operations = 0;
        long cpuNs = 0;
        long allocated = 0;
        do {
            work.prepare();
            final long bytesBefore = THREADS.getCurrentThreadAllocatedBytes();
            final long cpuBefore = THREADS.getCurrentThreadCpuTime();
            operations += work.run();
            cpuNs += THREADS.getCurrentThreadCpuTime() - cpuBefore;
            allocated += THREADS.getCurrentThreadAllocatedBytes() - bytesBefore;
        } while (cpuNs < leastMs * MS);
        result[0] = (double) cpuNs / operations;
        result[1] = (double) allocated / operations;
    }
}
