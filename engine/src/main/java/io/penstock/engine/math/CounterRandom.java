package io.penstock.engine.math;

/**
 * Random numbers that depend on nothing but their key: the run's seed, the id of the thing they are drawn for, and a
 * stream that tells several draws for one thing apart. The order of calls does not matter.
 *
 * <p>The key is folded by SplitMix64's finaliser (Steele, Lea and Flood, "Fast splittable pseudorandom number
 * generators", OOPSLA 2014; variant 13 of Stafford's mixers) after each part. Any thread; allocates nothing.
 */
public final class CounterRandom {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private CounterRandom() {
    }

    /**
     * Sixty-four random bits.
     *
     * @param seed   of the run
     * @param id     of the thing drawn for
     * @param stream which draw
     * @return always the same for the same arguments
     */
    public static long bits(final long seed, final long id, final long stream) {
        return mix(mix(mix(seed + GOLDEN_GAMMA) + id * GOLDEN_GAMMA) + stream * GOLDEN_GAMMA + GOLDEN_GAMMA);
    }

    /**
     * A whole number from 0, uniform but for a bias below bound / 2^63.
     *
     * @param seed   of the run
     * @param id     of the thing drawn for
     * @param stream which draw
     * @param bound  positive, below 2^62
     * @return 0 to bound - 1
     */
    public static long bounded(final long seed, final long id, final long stream, final long bound) {
        return Math.multiplyHigh(bits(seed, id, stream) >>> 1, bound << 1);
    }

    /**
     * A number in [0, 1) with 53 random bits.
     *
     * @param seed   of the run
     * @param id     of the thing drawn for
     * @param stream which draw
     * @return 0 or more, below 1
     */
    public static double unit(final long seed, final long id, final long stream) {
        return (bits(seed, id, stream) >>> 11) * 0x1.0p-53;
    }

    private static long mix(final long value) {
        long z = value;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
