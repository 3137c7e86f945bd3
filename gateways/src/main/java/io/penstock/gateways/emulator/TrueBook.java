package io.penstock.gateways.emulator;

/**
 * A book as the emulated venue has it, to hold others against. The venue's thread.
 */
public interface TrueBook {
    /** {@link #digestAt}: nothing is known of that moment. */
    long UNKNOWN = Long.MIN_VALUE;

    /**
     * Update id of the book now.
     *
     * @return the venue's own number
     */
    long lastUpdateId();

    /**
     * Digest of the book right after an update that a client could have got: the sum over all levels of
     * {@link #mix}, prices and quantities with exponent -8, quantity 0 = no level.
     *
     * @param lastUpdateId of the update, one of the recent ones
     * @return the digest, or {@link #UNKNOWN} when there was no such update or it is too long ago
     */
    long digestAt(long lastUpdateId);

    /**
     * Whether the book ever stood so at an update id; where the venue gives ids anew, at any of the times it gave that
     * one.
     *
     * @param lastUpdateId of the update
     * @param digest       as {@link #digestAt} makes it
     * @return true when a client that followed the stream could have that book at that id
     */
    default boolean had(final long lastUpdateId, final long digest) {
        return digestAt(lastUpdateId) == digest;
    }

    /**
     * One level's part of a digest.
     *
     * @param bid      true for a bid
     * @param price    exponent -8
     * @param quantity exponent -8
     * @return well mixed bits; sums of them do not depend on order
     */
    static long mix(final boolean bid, final long price, final long quantity) {
        long z = price * 0x9E3779B97F4A7C15L + quantity * 0xC2B2AE3D27D4EB4FL + (bid ? 0x165667B19E3779F9L : 0);
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
