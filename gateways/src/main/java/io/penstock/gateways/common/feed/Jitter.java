package io.penstock.gateways.common.feed;

/** Seeded randomness that keeps feeds from doing the same thing at the same moment. One thread; allocates nothing. */
public final class Jitter {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    private long state;

    /**
     * A sequence.
     *
     * @param seed other feeds have other seeds
     */
    public Jitter(final long seed) {
        state = seed;
    }

    /**
     * The next value: SplitMix64 (Steele, Lea, Flood 2014), reduced by the high half of a product.
     *
     * @param bound greater than any result; at least 1
     * @return 0 to bound - 1
     */
    public long below(final long bound) {
        state += GAMMA;
        long mixed = state;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        mixed ^= mixed >>> 31;
        return Math.multiplyHigh(mixed >>> 1, bound << 1);
    }
}
