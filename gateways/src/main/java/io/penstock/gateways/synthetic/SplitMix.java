package io.penstock.gateways.synthetic;

/**
 * The random numbers of the synthetic market: SplitMix64 (Steele, Lea, Flood 2014). One thread; does not allocate.
 */
final class SplitMix {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;
    private static final double UNIT = 0x1.0p-53;
    private static final double SIXTEEN_BITS = 0x1.0p-16;

    private long state;

    /**
     * A stream of its own for each part, so that one part's draws never shift another's.
     *
     * @param seed   of the market
     * @param stream which part
     */
    SplitMix(final long seed, final long stream) {
        state = mix(seed) ^ mix((stream + 1) * GOLDEN_GAMMA);
    }

    private static long mix(final long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }

    /** Any 64 bits. */
    long nextLong() {
        state += GOLDEN_GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    double nextUnit() {
        return (nextLong() >>> 11) * UNIT;
    }

    /** Uniform whole number in [0, bound); the bias of the high product is below bound / 2^63. */
    int nextInt(final int bound) {
        return (int) Math.multiplyHigh(nextLong() >>> 1, (long) bound << 1);
    }

    /** Exponential with mean 1. */
    double nextExponential() {
        return -StrictMath.log(1.0 - nextUnit());
    }

    /** About normal with mean 0 and variance 1: four uniforms of 16 bits (Irwin-Hall), so never beyond 3.5. */
    double nextNormal() {
        final long bits = nextLong();
        final long sum = (bits & 0xFFFF) + (bits >>> 16 & 0xFFFF) + (bits >>> 32 & 0xFFFF) + (bits >>> 48);
        return (sum * SIXTEEN_BITS - 2.0 + 2.0 * SIXTEEN_BITS) * 1.7320508075688772;
    }

    /** Whole number from 0, geometric with the given mean. */
    int nextGeometric(final double mean) {
        return (int) (nextExponential() * mean);
    }
}
