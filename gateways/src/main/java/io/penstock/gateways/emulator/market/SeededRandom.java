package io.penstock.gateways.emulator.market;

/**
 * Seeded random numbers of the emulator: SplitMix64 (Steele, Lea, Flood 2014), one stream per thing, so that one
 * thing's draws never shift another's. One thread; does not allocate.
 */
public final class SeededRandom {
    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    /**
     * A stream of numbers.
     *
     * @param seed   of everything
     * @param stream which thing
     */
    public SeededRandom(final long seed, final long stream) {
        state = scramble(seed + GAMMA) ^ scramble(stream * GAMMA + 1);
    }

    private static long scramble(final long value) {
        final long a = (value ^ value >>> 30) * 0xBF58476D1CE4E5B9L;
        final long b = (a ^ a >>> 27) * 0x94D049BB133111EBL;
        return b ^ b >>> 31;
    }

    /**
     * Any 64 bits.
     *
     * @return uniform
     */
    public long bits() {
        state += GAMMA;
        return scramble(state);
    }

    /**
     * A number in [0, 1).
     *
     * @return uniform
     */
    public double unit() {
        return (bits() >>> 11) * 0x1.0p-53;
    }

    /**
     * A whole number in [0, bound).
     *
     * @param bound positive
     * @return uniform, but for a bias below bound / 2^63
     */
    public int below(final int bound) {
        return (int) Math.multiplyHigh(bits() >>> 1, (long) bound << 1);
    }

    /**
     * Whether something with this chance happens now. Draws once whatever the chance is.
     *
     * @param rate 0 to 1
     * @return true that often
     */
    public boolean chance(final double rate) {
        return unit() < rate;
    }

    /**
     * An exponential waiting time.
     *
     * @return mean 1
     */
    public double exponential() {
        return -StrictMath.log(1.0 - unit());
    }

    /**
     * A step of a random walk.
     *
     * @return mean 0, variance 1, never beyond 3.5: a sum of four uniforms (Irwin-Hall)
     */
    public double normal() {
        return (unit() + unit() + unit() + unit() - 2.0) * 1.7320508075688772;
    }
}
