package io.penstock.bench.latency;

import java.util.Arrays;

/**
 * How long two spinning threads of this process take to hand a word to each other and back: tells how near the two
 * CPUs are to each other just now, which latency figures of two threads depend on.
 */
final class PingPong {
    private static final int TRIPS = 20_000;

    private volatile long ping;
    private volatile long pong;

    private PingPong() {
    }

    /**
     * Measures.
     *
     * @return median round trip in nanoseconds
     */
    static long medianNs() {
        return new PingPong().measure();
    }

    private long measure() {
        final Thread other = new Thread(() -> {
            for (int i = 1; i <= TRIPS; i++) {
                while (ping != i) {
                    Thread.onSpinWait();
                }
                pong = i;
            }
        }, "pong");
        other.setDaemon(true);
        other.start();
        final long[] tripNs = new long[TRIPS];
        for (int i = 1; i <= TRIPS; i++) {
            final long startNs = System.nanoTime();
            ping = i;
            while (pong != i) {
                Thread.onSpinWait();
            }
            tripNs[i - 1] = System.nanoTime() - startNs;
        }
        Arrays.sort(tripNs);
        return tripNs[TRIPS / 2];
    }
}
