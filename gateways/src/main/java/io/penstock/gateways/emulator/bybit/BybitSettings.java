package io.penstock.gateways.emulator.bybit;

/**
 * Switches of the emulated venue. Immutable; any thread.
 *
 * @param snapshotBeforeAck whether the first snapshot comes before the answer to the subscription
 * @param snapshotEveryNs   a book's snapshot comes unasked so often, 0 = never
 * @param restartEveryNs    update ids of all books begin at 1 again so often, and queries of open orders forget the
 *                          closed ones, 0 = never
 * @param idleNs            a client that says nothing for so long is cut
 * @param banNs             how long an address is shut out over HTTP after too many requests
 * @param clockOffsetNs     how much the venue's clock is ahead: market time and everything private
 * @param clockDriftPpm     millionths that it gains
 * @param cancelRaceNs      a cancel that comes within this time after the last fill is taken all the same, and the
 *                          order told as filled once more
 * @param lateRefusals      refusals for want of money, of room or of something to reduce, and prices too far away, are
 *                          told after the acknowledgement, as rejected orders
 */
public record BybitSettings(
    boolean snapshotBeforeAck, long snapshotEveryNs, long restartEveryNs, long idleNs, long banNs,
    long clockOffsetNs, long clockDriftPpm, long cancelRaceNs, boolean lateRefusals) {
    /** As the venue behaves on a good day. */
    public static final BybitSettings USUAL = new BybitSettings(false, 0, 0, 600_000_000_000L, 600_000_000_000L);

    private static final long RACE_NS = 20_000_000L;

    /**
     * With a clock that is right, races of 20 ms, and refusals at once.
     *
     * @param snapshotBeforeAck whether the first snapshot comes before the answer to the subscription
     * @param snapshotEveryNs   a book's snapshot comes unasked so often, 0 = never
     * @param restartEveryNs    update ids of all books begin at 1 again so often, 0 = never
     * @param idleNs            a client that says nothing for so long is cut
     * @param banNs             how long an address is shut out over HTTP after too many requests
     */
    public BybitSettings(final boolean snapshotBeforeAck, final long snapshotEveryNs, final long restartEveryNs,
        final long idleNs, final long banNs) {
        this(snapshotBeforeAck, snapshotEveryNs, restartEveryNs, idleNs, banNs, 0, 0, RACE_NS, false);
    }

    /**
     * A clock that is wrong.
     *
     * @param offsetNs how much it is ahead
     * @param driftPpm millionths that it gains
     * @return other settings
     */
    public BybitSettings clock(final long offsetNs, final long driftPpm) {
        return new BybitSettings(snapshotBeforeAck, snapshotEveryNs, restartEveryNs, idleNs, banNs, offsetNs,
            driftPpm, cancelRaceNs, lateRefusals);
    }

    /**
     * Other manners with orders.
     *
     * @param raceNs after a fill in which a cancel is still taken
     * @param late   refusals after the acknowledgement
     * @return other settings
     */
    public BybitSettings manners(final long raceNs, final boolean late) {
        return new BybitSettings(snapshotBeforeAck, snapshotEveryNs, restartEveryNs, idleNs, banNs, clockOffsetNs,
            clockDriftPpm, raceNs, late);
    }
}
